"""Shares: 86%, 8‰, 八成, 百分之八十六, 15.5 without a sign, 0.155 under a percent format.

Where the form itself asks for per cent, as under 合格率（%）, a number without a sign is spelled as
expected; one below 1 there may be a fraction all the same, unless a formula multiplies it by 100. Of
what may be negative, as 增长（%）, small figures are as common as any: there 0.5 is half a per cent.
A formula that divides one cell by another comes to the fraction itself: its 1.5 is 150 %.

A share is a fraction, rounded where it was printed: 86% is 0.86 and half a hundredth either way,
under a format of two decimals half a ten-thousandth. A computed one is known to 14 decimals, so
that the last digit a float can hold decides nothing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from youthstats.model.items import Item
from youthstats.model.values import Number, printed, rounded
from youthstats.workbook.reading.parse.intervals import decimal, interval
from youthstats.workbook.reading.parse.number_formats import section_of
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.written import Written

__all__ = ["share_of_number", "share_of_text"]

_PLACES = 14  # of a share below 1: a float's fifteenth digit is not to be trusted
_POWERS = {"%": 2, "‰": 3, "成": 1, "百": 2, "千": 3}


def share_of_number(
    value: int | Decimal, number_format: str, item: Item, *, per_cent: bool | None
) -> Parsed:
    """Read a number; its format says whether it is a percentage, and how fine.

    Else ``per_cent`` says whether it is one or a fraction; where that is ``None``, its size.
    """
    return _of_number(value, number_format, _in_percent(item), per_cent)


@lru_cache(maxsize=4096)  # most shares are printed to a percent or a tenth of one
def _of_number(
    value: int | Decimal, number_format: str, asked: bool, per_cent: bool | None
) -> Parsed:
    section = section_of(number_format, value)
    percent, shown = (section.percent, section.places) if section else (False, 0)
    places = max(len(printed(value).partition(".")[2]), shown + 2 * percent)
    if percent or per_cent is not None:
        power, note = (2 if per_cent and not percent else 0), None
        places = max(
            places, 2 - power
        )  # a quotient that comes to 1 is not anything from 0.5 to 1.5
    else:
        power, note = _percentage(Fraction(value), asked=asked)
    return _share(value, places, power, note)


def share_of_text(figure: Written, item: Item, *, per_cent: bool) -> Parsed | None:
    """Read a share written as text; ``None`` where its unit is none of a share's."""
    if figure.scale or figure.priced or (figure.unit and figure.parts):
        return None
    sign = figure.unit or figure.parts
    if sign and sign not in _POWERS:
        return None
    if sign:
        power, note = _POWERS[sign], None
    elif per_cent:
        power, note = 2, None
    else:
        power, note = _percentage(figure.size, asked=_in_percent(item))
    note = note or "number_as_text"
    if note == "share_ambiguous":
        return unreadable(note)
    if figure.about:
        return interval(figure, Fraction(1, 10**power), item)
    if figure.spoken and note == "number_as_text":
        note = "chinese_numeral"
    return _share(figure.size, len(figure.number.partition(".")[2]), power, note)


def _in_percent(item: Item) -> bool:
    """Tell whether the form asks for a share in per cent."""
    return item.measure == "%"


def _percentage(size: Fraction, *, asked: bool) -> tuple[int, str | None]:
    """Return by what power of ten a bare number is divided to be a share, and the note on it.

    15.5 is 15.5 %, 0.155 a fraction; 1 could be either. ``asked`` says that per cent are asked for.
    """
    if abs(size) == 1:
        return 0, "share_ambiguous"
    if 0 < abs(size) < 1:
        return 0, "share_as_fraction"
    return 2, None if asked else "share_without_percent"


def _share(size: Number, places: int, power: int, note: str | None) -> Parsed:
    if note == "share_ambiguous":
        return unreadable(note)
    value = decimal(Fraction(size) / 10**power if power else size)
    digits = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    known = rounded(value, min(places + power, max(0, _PLACES - digits)))
    return Parsed(known, note and f"reading.{note}")
