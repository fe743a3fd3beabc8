"""Rows that a unit put into a table: between its rows, directly below them, or above."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.values import Number, is_number
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.foot import footer_row, is_remark
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.under_each_other import tables_beside

__all__ = ["RowAdded", "numbers_of", "rows_added"]

Figures = Sequence[tuple[Place, Cell]]

_FARTHEST = 6
"""Cells to the left of the answers in which the label of a row is looked for."""


@frozen
class RowAdded:
    """A row of a table that the form has not: what it is called, and its figures under the form's."""

    label: str
    figures: Figures


def rows_added(sheet: Sheet, here: Sequence[Found], figures: Figures) -> dict[int, RowAdded]:
    """Return the rows of the tables on a sheet that none of the forms has, by their numbers.

    ``figures`` are those that belong to no answer. A row that holds one beside the tables as well is
    left to be told by its figures, as is one without a label, or with formulas alone.
    """
    by_row: dict[int, list[tuple[Place, Cell]]] = {}
    for place, cell in figures:
        by_row.setdefault(place[0], []).append((place, cell))
    tables: dict[int, list[Found]] = {}
    for one in here if by_row else ():
        for row in _rows_of(one, sheet, here, by_row):
            tables.setdefault(row, []).append(one)
    found: dict[int, RowAdded] = {}
    for row in sorted(tables):
        columns = frozenset[int]().union(*(one.columns for one in tables[row]))
        own = [(place, cell) for place, cell in by_row[row] if place[1] in columns]
        stub = sum(place[1] < min(columns) for place, _ in by_row[row])  # what numbers the line
        typed = any(cell.formula is None for _, cell in own)
        if typed and len(own) + stub == len(by_row[row]):
            found[row] = RowAdded(_label(sheet, row, tables[row][0]), own)
    return found


def numbers_of(book: Book, sheet: Sheet, added: RowAdded) -> Mapping[int, Number]:
    """Return the numbers of a row by their columns, formulas without results worked out."""
    found: dict[int, Number] = {}
    for (_, column), cell in added.figures:
        value: object = cell.value
        if value is None and cell.formula is not None:
            value = evaluate(book, sheet.name, cell.formula)
        if is_number(value):
            found[column] = value
    return found


def _rows_of(
    one: Found, sheet: Sheet, here: Sequence[Found], held: Collection[int]
) -> Iterator[int]:
    """Yield the rows with figures that go on a table, or stand between its rows, and have a label."""
    if one.layout.form.open or one.layout.form.card or not one.columns:
        return
    for row in held:
        if one.top < row < one.bottom and row not in one.rows and _label(sheet, row, one):
            yield row
    foot = footer_row(sheet, one.bottom + 1, min(one.columns), max(one.columns))
    heading = max((row for row, _ in one.labels if row < one.top), default=-1)
    last = max(held) + 1 if foot is None else foot
    for rows in (range(one.bottom + 1, last), range(one.top - 1, heading, -1)):
        yield from takewhile(lambda row: row in held and _goes_on(one, sheet, here, row), rows)


def _goes_on(one: Found, sheet: Sheet, here: Sequence[Found], row: int) -> bool:
    """Tell whether a row beyond those of a table is filled in as they are, under a label of its own.

    The office's own row is none, nor is a total that a unit worked out for itself.
    """
    words, printed = _label(sheet, row, one), one.layout.form.printed
    label = folded(words)
    if not label or is_remark(words) or label in TOTAL_LABELS or label in printed:
        return False
    if any(row in table for table in tables_beside(one, here)):
        return False
    cells = (sheet.cells.get((row, column)) for column in one.columns)
    filled = sum(
        cell is not None and (cell.formula is not None or not is_blank(cell.value))
        for cell in cells
    )
    return 2 * filled >= len(one.columns)


def _label(sheet: Sheet, row: int, one: Found) -> str:
    """Return the nearest words before the answers of a row; what numbers it is none."""
    first = min(one.columns)
    for column in range(first - 1, max(first - 1 - _FARTHEST, -1), -1):
        cell = sheet.cells.get((row, column))
        if cell is not None and isinstance(cell.value, str) and any(map(str.isalpha, cell.value)):
            return cell.value
    return ""
