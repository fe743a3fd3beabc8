"""Where a table ends: the lines below it, and the rows between that hold anything."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.evaluate import evaluate

__all__ = ["filled", "filled_rows", "footer_row"]

SIGNED = ("单位负责人", "填表人", "报出日期")
REMARKS = ("备注", "说明", "注")
FOOTERS = (*SIGNED, *REMARKS)
"""What begins the lines below a table."""

_FOOT = re.compile(rf"(?P<word>{'|'.join(FOOTERS)})[A-Za-z0-9.]*:")
"""A footer that says more: the word, its English on a template in English, and a colon."""

_FIRST = frozenset(word[0] for word in FOOTERS)


def footer_row(sheet: Sheet, below: int, left: int, right: int) -> int | None:
    """Return the first row from ``below`` on whose first words begin the foot of a table.

    A row with numbers in the other columns from ``left`` to ``right`` is an entry of the list,
    whatever its first words are, unless they ask for a signature.
    """
    starts: dict[int, tuple[int, str]] = {}
    listed: set[int] = set()
    for (row, column), cell in sheet.cells.items():
        if row < below:
            continue
        value = cell.value
        if isinstance(value, str):
            if (row not in starts or column < starts[row][0]) and value.strip():
                starts[row] = column, value
        elif left <= column <= right and isinstance(value, int | Decimal):
            listed.add(row)
    feet = [row for row, (_, text) in starts.items() if _begins_foot(text, listed=row in listed)]
    return min(feet, default=None)


def _begins_foot(text: str, *, listed: bool) -> bool:
    if unicodedata.normalize("NFKC", text.lstrip()[:1]) not in _FIRST:
        return False
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _FOOT.match(plain)
    word = found["word"] if found else plain if plain in FOOTERS else None
    return word is not None and (not listed or (word in SIGNED and found is not None))


def filled_rows(sheet: Sheet, first: int, foot: int | None, left: int, right: int) -> list[int]:
    """Return the rows between header and foot that hold anything in the columns of the answers."""
    return sorted(
        {
            row
            for (row, column), cell in sheet.cells.items()
            if row >= first
            and (foot is None or row < foot)
            and left <= column <= right
            and filled(cell, sheet)
        }
    )


def filled(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether a cell holds anything; a formula that comes to an empty text does not."""
    if cell.value is None and cell.formula is not None:
        return evaluate(Book("", "", (sheet,)), sheet.name, cell.formula) != ""
    return cell.value is not None and cell.value != ""
