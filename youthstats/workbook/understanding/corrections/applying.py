"""Corrections put into effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from youthstats.model.axes import Axis, Dimension
from youthstats.model.forms import Form, vocabulary_of
from youthstats.model.grammar import Vocabulary
from youthstats.model.items import Category, Item, Kind, is_name
from youthstats.workbook.understanding.corrections.changing import Changing, refuse_orphans
from youthstats.workbook.understanding.corrections.renaming import renamed
from youthstats.workbook.understanding.corrections.spelling import Called, plain_text
from youthstats.workbook.understanding.corrections.terms import (
    FormCorrections,
    Plain,
    Said,
    Where,
    contradictions_at,
    unknown,
    wrong,
)

__all__ = ["corrected", "kinds_said"]


def corrected(form: Form, said: FormCorrections, where: Where) -> Form:
    """Return a form with what is said of it; ``where`` tells where a word of a thing was said.

    Raises :class:`~youthstats.errors.CorrectionError` for a name that the form does not have, a word
    that means nothing, and for what contradicts itself.
    """
    label, kinds = form.label, kinds_said(said)
    _refuse_names(form.items, said.items, lambda *path: where(label, "items", *path))
    _refuse_names(form.categories, said.categories, lambda *path: where(label, "categories", *path))
    named = renamed(form, _new_names(said.items), _new_names(said.categories))
    items = list(_items(named, said, where, label))
    categories = list(_categories(named, said, where, label))
    kept = () if said.only_these else named.edits
    by_name = {item.name: item for item in items}
    refuse_orphans(
        [edit for edit in kept if edit.name not in said.without],
        lambda ref: by_name[ref.item],
        lambda ref: where(label, "items", kinds[ref.item], "kind") if ref.item in kinds else "",
    )
    with contradictions_at(where(label)):
        whole = evolve(
            named,
            **{word: _of_form(word, value) for word, value in said.form.items()},
            rows=_axis(named.rows, said.rows),
            columns=_axis(named.columns, said.columns),
            items=tuple(_in_order(items, said.order, where(label, "order"))),
            categories=tuple(categories),
            edits=tuple(edit for edit in kept if edit.name not in said.without),
        )
    called = Called.of(whole, said)
    changing = Changing(
        Vocabulary(vocabulary_of(whole)),
        lambda _: whole,
        lambda text: plain_text(text, called, {}),
        lambda *path: where(label, *path),
    )
    with contradictions_at(where(label)):
        return evolve(whole, edits=tuple(changing.edits(kept, said.edits, said.without)))


def kinds_said(said: FormCorrections) -> dict[str, str]:
    """Return the names of the items whose kind is said, with what they are called on the template."""
    return {
        str(words.get("name", old)): old for old, words in said.items.items() if "kind" in words
    }


def _refuse_names(
    things: Sequence[Item | Category], said: Mapping[str, Said], where: Where
) -> None:
    """Raise :class:`~youthstats.errors.CorrectionError` for a new name that is none, or another's."""
    new = _new_names(said)
    names = [new.get(one.name, one.name).casefold() for one in things]
    for old, name in new.items():
        reason = (
            "no_name" if not is_name(name) else "taken" if names.count(name.casefold()) > 1 else ""
        )
        if reason:
            raise wrong(where(old, "name"), reason, said=name)


def _new_names(said: Mapping[str, Said]) -> dict[str, str]:
    return {old: str(words["name"]) for old, words in said.items() if "name" in words}


def _items(form: Form, said: FormCorrections, where: Where, label: str) -> Iterator[Item]:
    empty = Item("empty", Kind.TEXT, "empty")
    yield from _things(form.items, said.items, empty, _changed_item, (label, "items"), where)


def _categories(form: Form, said: FormCorrections, where: Where, label: str) -> Iterator[Category]:
    empty = Category("empty", "empty")
    table = (label, "categories")
    yield from _things(form.categories, said.categories, empty, _changed_category, table, where)


def _things(
    drawn: Sequence[Any],
    said: Mapping[str, Said],
    empty: Any,
    change: Callable[[Any, Said], Any],
    table: tuple[str, str],
    where: Where,
) -> Iterator[Any]:
    """Yield the items or the categories with what is said of them, new ones last."""
    names = {str(words.get("name", old)): old for old, words in said.items()}
    for one in drawn:
        old = names.pop(one.name, one.name)
        words = said.get(old, {})
        with contradictions_at(where(*table, old, *(words if len(words) == 1 else ()))):
            yield change(one, words)
    for name, old in names.items():
        if "label" not in said[old]:
            raise unknown(where(*table, old), old, [one.name for one in drawn])
        with contradictions_at(where(*table, old)):
            yield change(evolve(empty, name=name), said[old])


def _changed_item(item: Item, said: Said) -> Item:
    """Return an item with what is said of it; of a new kind, without what it cannot have."""
    changes = {word: _of_item(word, value) for word, value in said.items()}
    kind = changes.get("kind", item.kind)
    if kind is not item.kind and not kind.additive:
        changes.setdefault("adds", True)
    if kind is not item.kind and kind is Kind.SHARE:
        changes.setdefault("places", 1 if item.places is None else item.places)
    return evolve(item, **changes)


def _changed_category(category: Category, said: Said) -> Category:
    return evolve(category, **{word: _tupled(value) for word, value in said.items()})


def _of_item(word: str, value: Plain) -> Any:
    if word == "kind":
        return Kind(str(value))
    if word in {"places", "minimum", "within", "pattern", "specify"} and value == "":
        return None
    return _tupled(value)


def _of_form(word: str, value: Plain) -> Any:
    return None if word == "note" and value == "" else _tupled(value)


def _tupled(value: Plain) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _axis(axis: Axis, said: Said) -> Axis:
    changes = {word: _tupled(value) for word, value in said.items()}
    if "over" in changes:
        changes["over"] = tuple(map(Dimension, changes["over"]))
    return evolve(axis, **changes)


def _in_order(items: Sequence[Item], order: Sequence[str], where: str) -> Iterator[Item]:
    known = {item.name: item for item in items}
    for name in order or known:
        if name not in known:
            raise unknown(where, name, known)
        yield known[name]
