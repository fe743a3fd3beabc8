"""Whether figures beside a table only count its rows, or above it its columns: 1, 2, 3."""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.workbook.reading.sheets.labels import numeral

__all__ = ["counts_on"]


def counts_on(values: Iterable[object], *, start: int | None = 1) -> bool:
    """Tell whether several values are whole numbers that count on by one, from ``start`` if given."""
    signs = [numeral(value).strip() for value in values]
    if len(signs) < 2 or not all(sign.isdecimal() for sign in signs):
        return False
    numbers = list(map(int, signs))
    first = numbers[0] if start is None else start
    return numbers == list(range(first, first + len(numbers)))
