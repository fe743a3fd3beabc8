"""Which measures a printed relation may hold against each other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from youthstats.workbook.reading.parse.units import parted, quantity, units

__all__ = ["comparable"]


def comparable(measures: Iterable[str]) -> bool:
    """Tell whether figures in some measures may be compared as the numbers that they are.

    What an office compares, it does: 辆次 with 起, 张 with 间. No number says what money is to
    things, nor what is in 万元 or 亩 to what is in 元 or 公顷.
    """
    kinds = sorted({parted(measure) for measure in measures if measure})
    return all(_may_be_held(*pair) for pair in combinations(kinds, 2))


def _may_be_held(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (scale, unit), (scale_too, unit_too) = one, other
    if scale != scale_too or {unit, unit_too} & units("money"):
        return False
    sort = quantity(unit)
    return sort is None or sort != quantity(unit_too)
