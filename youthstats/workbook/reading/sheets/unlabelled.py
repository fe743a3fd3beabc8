"""The answers where only one axis of a form has labels: the column behind them, the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from operator import itemgetter

from attrs import evolve

from youthstats.layout.layouts import Layout
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.axis_search import Band
from youthstats.workbook.reading.sheets.cells import filled, is_figure, shown
from youthstats.workbook.reading.sheets.counting import counts_on
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.entries import answer_rows
from youthstats.workbook.reading.sheets.label_search import LabelSearch
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["unlabelled", "unlabelled_columns", "unlabelled_rows"]


def unlabelled(at: Sequence[int | None], doubtful: Mapping[int, tuple[Place, ...]]) -> Band:
    """Return an axis without labels, of leaves that stand here or may stand there."""
    return Band(tuple(at), {}, 0, doubtful, {}, LabelSearch({}))


def unlabelled_columns(layout: Layout, rows: Band, sheet: Sheet, beside: frozenset[str]) -> Band:
    """Find the answers beside labels under no heading: in the only column that holds figures.

    Where none does, in the only one that holds anything. The first column that numbers the rows is
    none, and none is behind the labels of another form ``beside``.
    """
    count, printed = len(layout.columns), layout.form.printed
    # How far a merged label reaches is no witness: the block may have stayed behind.
    labels = max(column for column, _ in rows.labelled.values())
    end = _begins_beside(rows, labels, [at for at, text in sheet.texts if folded(text) in beside])
    held: dict[int, list[Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=itemgetter(0)):
        within = labels < column and (end is None or column < end)
        if within and row in rows.at and filled(cell, sheet):
            held.setdefault(column, []).append(cell)
    numbering = next((at for at in sorted(held) if _numbers_rows(held[at], printed)), None)
    answers = [column for column in sorted(held) if column != numbering]
    figures = [column for column in answers if any(is_figure(cell) for cell in held[column])]
    likely = figures or answers
    if len(likely) > 1:
        first = min(row for row in rows.at if row is not None)
        places = tuple((first, column) for column in likely)
        return unlabelled([None] * count, dict.fromkeys(range(count), places))
    blank = rows.last + 1
    if numbering == blank and _are_printed(held[blank], printed):
        blank += 1
    return unlabelled([*likely, blank][:1] * count, {})


def _begins_beside(rows: Band, labels: int, others: Sequence[Place]) -> int | None:
    """Return where a form on the right begins, by the labels of ``others``.

    One that has labels above or below those of the rows stands there, and not beside them.
    """
    mine = [row for row in rows.at if row is not None]
    stacked = [row for row, column in others if column <= labels]
    top = max((row for row in stacked if row < min(mine, default=0)), default=-1)
    bottom = min((row for row in stacked if row > max(mine, default=0)), default=None)
    return min(
        (
            column
            for row, column in others
            if column > labels and row > top and (bottom is None or row < bottom)
        ),
        default=None,
    )


def _numbers_rows(cells: Sequence[Cell], printed: Set[str]) -> bool:
    """Tell whether a column numbers the rows: 1, 2, 3, or 4, 5, 6 where the template prints them."""
    signs = [shown(cell) for cell in cells]
    return counts_on(signs) or (_are_printed(cells, printed) and counts_on(signs, start=None))


def _are_printed(cells: Sequence[Cell], printed: Set[str]) -> bool:
    return all(folded(shown(cell)) in printed for cell in cells)


def unlabelled_rows(
    layout: Layout, columns: Band, book: Book, sheet: Sheet, own: frozenset[str]
) -> Band:
    """Find rows that have no labels: the one below the header, or the entries of a list.

    Of several the one that bears the unit's name is meant; and where nobody filled in any, too.
    """
    found = answer_rows(layout, book, sheet, columns.at, columns.last + 1)
    rows: Sequence[int] = found.answers
    if layout.form.open:
        return evolve(unlabelled(rows, {}), listed=found)
    left = min(at for at in columns.at if at is not None)
    if len(rows) != 1:
        likely = timely(rows or sorted({row for row, _ in sheet.cells if row > columns.last}))
        mine = [row for row in likely if not own.isdisjoint(_texts_before(sheet, row, left))]
        rows = mine if len(mine) == 1 else rows
    if len(rows) > 1:
        return unlabelled([None], {0: tuple((left, row) for row in rows)})
    return unlabelled(rows or [columns.last + 1], {})


def _texts_before(sheet: Sheet, row: int, left: int) -> Iterator[str]:
    """Yield the folded texts in a row, up to a column."""
    for column in range(left):
        cell = sheet.cells.get((row, column))
        if cell is not None and isinstance(cell.value, str):
            yield folded(cell.value)
