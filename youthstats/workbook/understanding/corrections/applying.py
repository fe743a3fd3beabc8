"""Corrections put into effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve

from youthstats.errors import DefinitionError, did_you_mean
from youthstats.model.axes import Axis, Dimension
from youthstats.model.edit_texts import parse_edits
from youthstats.model.edits import Edit, EditText, Severity
from youthstats.model.forms import Form, vocabulary_of
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Vocabulary
from youthstats.model.spread import RatioSpread, SpreadText
from youthstats.workbook.understanding.corrections.renaming import renamed
from youthstats.workbook.understanding.corrections.terms import FormCorrections, Plain

__all__ = ["corrected", "edit_texts"]

Said = Mapping[str, Plain]


def corrected(form: Form, said: FormCorrections) -> Form:
    """Return a form with what is said of it.

    Raises :class:`~youthstats.errors.DefinitionError` for a name that the form does not have, a word
    that means nothing, and for what contradicts itself.
    """
    named = renamed(form, _new_names(said.items), _new_names(said.categories))
    items = _things(named.items, said.items, _changed_item, "item", form)
    if said.order:
        known = {item.name: item for item in items}
        items = [known[name] for name in said.order]
    whole = evolve(
        named,
        **{word: _of_form(word, value) for word, value in said.form.items()},
        rows=_axis(named.rows, said.rows),
        columns=_axis(named.columns, said.columns),
        items=tuple(items),
        categories=tuple(
            _things(named.categories, said.categories, _changed_category, "category", form)
        ),
    )
    kept: Sequence[Edit | RatioSpread] = () if said.only_these else whole.edits
    added = parse_edits(edit_texts(said.edits), Vocabulary(vocabulary_of(whole)), whole.id)
    own = {edit.name: edit for edit in added}
    replaced = [own.pop(edit.name, edit) for edit in kept]
    return evolve(whole, edits=(*replaced, *own.values()))


def _new_names(said: Mapping[str, Said]) -> dict[str, str]:
    return {old: str(words["name"]) for old, words in said.items() if "name" in words}


def _things(
    drawn: Sequence[Any],
    said: Mapping[str, Said],
    change: Callable[[Any, Said], Any],
    what: str,
    form: Form,
) -> list[Any]:
    """Return the items or the categories with what is said of them, new ones last."""
    by_name = {str(words.get("name", old)): words for old, words in said.items()}
    found = [change(one, by_name.pop(one.name, {})) for one in drawn]
    for name, words in by_name.items():
        if "label" not in words:
            known = [one.name for one in drawn]
            hint = did_you_mean(name, known)
            raise DefinitionError(f"{form.label}: no {what} is called {name!r}{hint}")
        empty = Item(name, Kind.TEXT, name) if what == "item" else Category(name, name)
        found.append(change(empty, words))
    return found


def _changed_item(item: Item, said: Said) -> Item:
    return evolve(item, **{word: _of_item(word, value) for word, value in said.items()})


def _changed_category(category: Category, said: Said) -> Category:
    return evolve(category, **{word: _tupled(value) for word, value in said.items()})


def _of_item(word: str, value: Plain) -> Any:
    if word == "kind":
        return Kind(value)
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


def edit_texts(said: Sequence[Said]) -> list[EditText | SpreadText]:
    """Return edits as their author wrote them; a sentence that is not given is the text itself."""
    return [_edit_text(dict(words)) for words in said]


def _edit_text(words: dict[str, Any]) -> EditText | SpreadText:
    words["zh"] = words.get("zh") or words["text"]
    words["en"] = words.get("en") or words["zh"]
    if "scale" in words:
        return SpreadText(**words)
    words["severity"] = Severity(words.get("severity", "hard"))
    words["only"] = _tupled(words.get("only", ()))
    return EditText(**words)
