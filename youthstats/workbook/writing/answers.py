"""How one answer is put into a cell: its value, number format, prompt and style."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact, Missing, Value
from youthstats.wording import say
from youthstats.workbook.writing.plan import Content, Flag, Style, Validation

__all__ = ["answer_style", "content_of", "number_format", "validation_of"]

WHOLE_PERCENT = Decimal("0.01")


def number_format(item: Item) -> str:
    """Return the spreadsheet number format an item is shown in."""
    match item.kind:
        case Kind.COUNT:
            return "0"
        case Kind.MONEY:
            return "General" if item.places is None else _decimals(item.places)
        case Kind.SHARE:
            return _decimals(item.places or 0) + "%"
        case Kind.DATE:
            return "yyyy-mm-dd"
        case _:
            return "@"


def _decimals(places: int) -> str:
    """Return a format of some decimals; one rounded to tens or hundreds has none."""
    return "0" + "." * (places > 0) + "0" * places


def answer_style(
    item: Item, *, total: bool = False, unlocked: bool = False, flag: Flag | None = None
) -> Style:
    """Return the style of an answer: figures to the right, words to the left."""
    return Style(
        "total" if total else "answer",
        number_format(item),
        "right" if item.kind.numeric else "left",
        unlocked,
        flag,
    )


def content_of(value: Value, item: Item, lang: str = "zh") -> Content:
    """Return what a cell holds for an answer. A figure nobody could read is a word, never a number.

    An approximate figure stays one: the sheet will mark it and say what it may stand for.
    """
    if value is Missing.BLANK:
        return None
    if value is Missing.NOT_APPLICABLE or value is Missing.NOT_ASKED:
        return "—"
    if value is Missing.UNREADABLE:
        return say("missing.unreadable", lang)
    return value.value if isinstance(value, Inexact) and _as_printed(value, item) else value


def _as_printed(value: Inexact, item: Item) -> bool:
    """Tell whether a figure is a share as shares are printed: to a whole percent, or finer."""
    return item.kind is Kind.SHARE and value.high - value.low <= WHOLE_PERCENT


def validation_of(item: Item, row: int, column: int, lang: str, *, derived: bool) -> Validation:
    """Return what the cell of an item accepts, with a prompt that says what to fill in."""
    prompt = say(f"prompt.{'derived' if derived else item.kind.value}", lang, measure=item.measure)
    accepted = None if derived else item
    return Validation(row, column, accepted, item.choices, None, item.short_label, prompt)
