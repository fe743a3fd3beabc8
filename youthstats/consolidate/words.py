"""Words of several units gathered in one answer, and phrases over added figures."""

from __future__ import annotations

import re

from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.phrases import fill_phrase, phrase_slots
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Missing, Value, exact, is_figure, printed

__all__ = ["amount_in_words", "gathered"]

_IN_WORDS = re.compile(r"大写(?:金额)?[)）]?$")


def amount_in_words(label: str) -> bool:
    """Tell whether a label is over an amount written in words: added up it comes to another one."""
    return _IN_WORDS.search(label) is not None


def gathered(
    form: Form,
    item: Item,
    line: Line,
    children: list[tuple[str, Record]],
    figures: Record,
) -> Value:
    """Keep what all say as it stood; fill a phrase with its sums; else list answers by unit.

    Nor is what one of several says the word of all, but in a phrase. Days that differ have no total.
    """
    answers = [(unit, child[item.name, line]) for unit, child in children]
    if item.kind is Kind.DATE:
        known = {value for _, value in answers if value is not Missing.BLANK}
        return Missing.NOT_APPLICABLE if len(known) > 1 else next(iter(known), Missing.BLANK)
    given = [(unit, value) for unit, value in answers if not isinstance(value, Missing)]
    unread = item.pattern is not None and any(v is Missing.UNREADABLE for _, v in answers)
    if not (given or unread):
        return Missing.BLANK
    phrased = item.pattern is not None or item.within is not None
    if len(given) == 1 and not unread and (phrased or len(children) == 1):
        return given[0][1]
    if item.pattern is not None:
        return _filled(form, item, line, children, figures)
    alike = len({value for _, value in given}) == 1 and not amount_in_words(item.label)
    if len(given) > 1 and alike:
        return given[0][1]
    return "\n".join(f"{unit}：{value}" for unit, value in given)


def _filled(
    form: Form,
    item: Item,
    line: Line,
    children: list[tuple[str, Record]],
    figures: Record,
) -> Value:
    """Return the phrase over the added figures and the gathered words.

    Unreadable where something in it is: a gap would look like nothing was said.
    """
    pattern = str(item.pattern)
    found = {}
    asked = (item.name, *phrase_slots(pattern))
    if any(child[name, line] is Missing.UNREADABLE for name in asked for _, child in children):
        return Missing.UNREADABLE
    for name in phrase_slots(pattern):
        inner = form.item(name)
        value = figures[name, line]
        if not inner.kind.numeric:
            value = gathered(form, inner, line, children, figures)
        if value is Missing.NOT_APPLICABLE:
            value = "—"
        if is_figure(value):
            value = _spelled(value, inner)  # type: ignore[arg-type]
        found[name] = value if isinstance(value, str) else ""
    return fill_phrase(pattern, found)


def _spelled(value: Figure, item: Item) -> str:
    """Return a figure as a phrase holds it, a share as a percentage."""
    number = exact(value)
    return f"{printed(number * 100)}%" if item.kind is Kind.SHARE else printed(number)
