"""Cells by their addresses: columns by their letters, and rectangles."""

from __future__ import annotations

import re
from functools import lru_cache, reduce

from youthstats.workbook.package.book import Merge
from youthstats.workbook.package.limits import Meter

__all__ = ["Place", "area", "column_number"]

Place = tuple[int, int]
"""Row and column from 0."""

_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


@lru_cache(maxsize=16_384)
def column_number(letters: str) -> int:
    """Return the number of a column, ``A`` being 1. Raises ``ValueError`` for other signs."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(f"{letters!r} is no column")
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters.upper(), 0)


def area(address: str, meter: Meter) -> Merge:
    """Return the rectangle an address names."""
    found = _AREA.fullmatch(address)
    if found is None:
        raise ValueError(f"{address!r} is no cell")
    left, top, right, bottom = found.groups()
    last_row, last_column = int(bottom or top), column_number(right or left)
    meter.check("rows", last_row)
    meter.check("columns", last_column)
    return Merge(int(top) - 1, column_number(left) - 1, last_row - 1, last_column - 1)
