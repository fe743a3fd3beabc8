"""Approximate figures: the interval each stands for, where the words say how near they are.

约50 is 45 … 55 and 近50 45 … 50: up to half a unit of the last digit that is not zero. 650多 begins at
650 and stays below one such unit more; the excluded end of a count is its last whole number,
650 … 659, and of a sum of money the end itself, 17.5 … 17.6, since intervals are closed. 20万多 stays
below 21万. A count that is 36多 is more than 36 and less than 37, as nothing is. 超50, 不足50 and 50以上
set a bound and do not say how near: no interval is that wide.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil

from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact, Number, printed
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.written import Written

__all__ = ["below_half", "decimal", "interval"]


def interval(figure: Written, factor: Fraction, item: Item) -> Parsed | None:
    """Return the interval an approximate figure stands for; ``None`` for 0多, 约50多 and the like."""
    size = figure.size
    upwards = figure.about[0] in {"more", "over"}
    if size == 0 or len(figure.about) > 1 or (upwards and size < 0):
        return None
    low, high = (one * factor for one in _ends(size, _step(figure.number), figure.about[0]))
    value = size * factor
    if item.kind is Kind.COUNT:
        if value.denominator != 1:
            return unreadable("not_whole")
        high = Fraction(ceil(high) - 1) if upwards else high
        if upwards and high <= value:
            return unreadable("one_sided")
    return Parsed(Inexact(decimal(value), decimal(low), decimal(high)), "reading.approximate")


def _step(number: str) -> Fraction:
    """Return one unit of the last digit that is not zero."""
    whole, _, decimals = number.partition(".")
    return Fraction(10) ** (len(whole) - len((whole + decimals).rstrip("0")))


def _ends(size: Fraction, step: Fraction, about: str) -> tuple[Fraction, Fraction]:
    if about == "about":
        return size - step / 2, size + step / 2
    if about == "near":
        nearer = size - step / 2 if size > 0 else size + step / 2
        return min(nearer, size), max(nearer, size)
    return size, size + (min(step, Fraction(1)) if about == "over" else step)


def below_half(item: Item) -> Parsed:
    """Return what ``…`` stands for: less than half a unit of what is asked for."""
    places = (item.places or 0) + 2 * (item.kind is Kind.SHARE)
    half = decimal(Fraction(1, 2 * 10**places))
    return Parsed(Inexact(Decimal(0), Decimal(0), half), "reading.below_half")


def decimal(value: Number) -> Decimal:
    """Convert a number whose decimals end, as those of every figure written down do."""
    return Decimal(printed(value))
