"""The rows of answers under a heading that have no labels: down to the foot, without its marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import TOTAL_LABELS
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.evaluate import evaluate
from youthstats.workbook.reading.labels import folded

__all__ = ["answer_rows", "filled", "footer_row"]

SIGNED = ("单位负责人", "填表人", "报出日期")
REMARKS = ("备注", "说明", "注")
FOOTERS = (*SIGNED, *REMARKS)
"""What begins the lines below a table."""

_FOOT = re.compile(rf"(?P<word>{'|'.join(FOOTERS)})[A-Za-z0-9.]*:")
"""A footer that says more: the word, its English on a template in English, and a colon."""

_TOTALS = frozenset(map(folded, TOTAL_LABELS))
_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸")
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


def answer_rows(layout: Layout, sheet: Sheet, columns: Sequence[int], below: int) -> list[int]:
    """Return the rows from ``below`` to the foot that hold answers in ``columns``.

    A heading repeated on the next page, a row of column numbers and the total of a list are none.
    """
    left, right = min(columns), max(columns)
    foot = footer_row(sheet, below, left, right)
    rows = _filled_rows(sheet, below, foot, left, right)
    labels = {folded(label.text) for leaf in layout.columns for label in leaf.fixed}
    title = folded(layout.form.title)
    found = []
    for row in rows:
        held = [cell for at in columns if (cell := sheet.cells.get((row, at))) is not None]
        texts = [folded(cell.value) for cell in held if isinstance(cell.value, str)]
        numbers = [cell.value for cell in held if isinstance(cell.value, int | Decimal)]
        heading = not numbers and all(text in labels or title in text for text in texts if text)
        total = layout.form.open and len(texts) == 1 and texts[0] in _TOTALS
        if not heading and not total and not _numbered(texts, numbers, alone=len(rows) == 1):
            found.append(row)
    return found


def _numbered(texts: Sequence[str], numbers: Sequence[object], *, alone: bool) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2 3. Two numbers may be two answers."""
    counted = list(numbers) == list(range(1, len(numbers) + 1))
    marked = all(text in _STEMS for text in texts if text)
    return counted and marked and len(numbers) > (2 if alone else 1)


def _filled_rows(sheet: Sheet, first: int, foot: int | None, left: int, right: int) -> list[int]:
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
