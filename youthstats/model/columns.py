"""Columns as a spreadsheet names them."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["column_letters", "range_of"]


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def range_of(rows: Sequence[int], columns: Sequence[int]) -> str:
    """Return the smallest range that holds rows and columns, ``""`` for none: B4:F9."""
    if not rows or not columns:
        return ""
    first = f"{column_letters(min(columns))}{min(rows) + 1}"
    last = f"{column_letters(max(columns))}{max(rows) + 1}"
    return first if first == last else f"{first}:{last}"
