"""What has to be said of a form drawn from its own template for the two to be equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from youthstats.model.axes import Axis
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Category, Item
from youthstats.model.spread import RatioSpread
from youthstats.workbook.understanding.corrections.renaming import renamed
from youthstats.workbook.understanding.corrections.terms import (
    AXIS_WORDS,
    CATEGORY_WORDS,
    EDIT_WORDS,
    FORM_WORDS,
    ITEM_WORDS,
    SPREAD_WORDS,
    FormCorrections,
    Plain,
)

__all__ = ["difference", "plain", "plain_edit"]


def difference(drawn: Form, wanted: Form) -> FormCorrections:
    """Return the corrections that make ``wanted`` of ``drawn``."""
    names = _pairs(drawn, wanted)
    named = renamed(drawn, names)
    back = {new: old for old, new in names.items()}
    items = {
        back.get(item.name, item.name): changed
        for item in wanted.items
        if (changed := _item(named, item, back))
    }
    categories = {
        one.name: changed
        for one in wanted.categories
        if (changed := _changed(one, _known(named.categories, one.name), CATEGORY_WORDS))
    }
    order = tuple(item.name for item in wanted.items)
    kept = [item.name for item in named.items if item.name in order]
    added = [item.name for item in wanted.items if item.name not in kept]
    gone = len(named.items) != len(kept)
    same_edits = wanted.edits == named.edits
    return FormCorrections(
        _changed(wanted, named, FORM_WORDS),
        _changed(wanted.rows, named.rows, AXIS_WORDS),
        _changed(wanted.columns, named.columns, AXIS_WORDS),
        items,
        categories,
        () if (*kept, *added) == order and not gone else order,
        () if same_edits else tuple(map(plain_edit, wanted.edits)),
        only_these=not same_edits,
    )


def _pairs(drawn: Form, wanted: Form) -> dict[str, str]:
    """Return what the figures inside phrases are called on the template and in the form, by place."""
    found: dict[str, str] = {}
    for whole, parts in wanted.parts.items():
        mine = drawn.parts.get(whole, ())
        if len(mine) == len(parts):
            found |= {a.name: b.name for a, b in zip(mine, parts, strict=True)}
    return {old: new for old, new in found.items() if old != new}


def _item(drawn: Form, wanted: Item, back: Mapping[str, str]) -> dict[str, Plain]:
    changed = _changed(wanted, _known(drawn.items, wanted.name), ITEM_WORDS)
    if "kind" in changed:  # which takes away what the new kind cannot have, where nothing is said
        changed |= {"adds": wanted.adds, "places": plain(wanted.places)}
    return {"name": wanted.name, **changed} if wanted.name in back else changed


def _known(things: Sequence[Any], name: str) -> Any:
    return next((one for one in things if one.name == name), None)


def _changed(
    wanted: Form | Axis | Item | Category, drawn: Any, words: Iterable[str]
) -> dict[str, Plain]:
    """Return the attributes that are not what was drawn, in plain values; all of what was not."""
    return {
        word: plain(getattr(wanted, word))
        for word in words
        if drawn is None or getattr(wanted, word) != getattr(drawn, word)
    }


def plain(value: Any) -> Plain:
    """Return an attribute as a correction says it."""
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if value is None:
        return ""
    return getattr(value, "value", value)  # type: ignore[no-any-return]


def plain_edit(edit: Edit | RatioSpread) -> dict[str, Plain]:
    """Return an edit as its author would write it."""
    if isinstance(edit, RatioSpread):
        text = f"{edit.numerator} / {edit.denominator}"
        words = [word for word in SPREAD_WORDS if word != "text"]
        return {"text": text, **{word: plain(getattr(edit, word)) for word in words}}
    said = {"name": edit.name, "text": str(edit.statement)}
    more = {word: plain(getattr(edit, word)) for word in EDIT_WORDS if word not in said}
    return {**said, **{word: value for word, value in more.items() if value not in ((), False)}}
