"""Shared formulas (ECMA-376 part 1, § 18.3.1.40): one text, moved to each cell that shares it."""

from __future__ import annotations

import re

from youthstats.model.columns import column_letters
from youthstats.workbook.package.addresses import column_number

__all__ = ["moved"]

_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_COLUMN = r"\$?(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_ROW = r"\$?(?:[1-9][0-9]{0,5}|10[0-4][0-9]{4})"
_TOKEN = re.compile(
    rf"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^][]|\[[^][]*\])*\]     # text, sheet, table or book
    | [\w.]+(?::[\w.]+)?!                                           # a sheet's plain name
    | (?P<moving>{_COLUMN}{_ROW}|{_COLUMN}:{_COLUMN}|{_ROW}:{_ROW})(?![\w.(\\?])
    | [\w.\\?$]+                                                    # a name, function or number
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COORDINATE = re.compile(r"(\$?)(?:([A-Z]+)|([0-9]+))", re.IGNORECASE)


def moved(formula: str, down: int, right: int) -> str:
    """Return ``formula`` as it reads so many cells further down and to the right.

    Relative references move, those with ``$`` stay; one that leaves the sheet is ``#REF!``.
    """

    def coordinate(found: re.Match[str]) -> str:
        fixed, letters, digits = found.groups()
        if fixed:
            return found[0]
        number = column_number(letters) + right if letters else int(digits) + down
        if not 1 <= number <= (_LAST_COLUMN if letters else _LAST_ROW):
            return "#"
        return column_letters(number - 1) if letters else str(number)

    def replaced(found: re.Match[str]) -> str:
        if not found["moving"]:
            return found[0]
        reference = _COORDINATE.sub(coordinate, found[0])
        return "#REF!" if "#" in reference else reference

    return _TOKEN.sub(replaced, formula)
