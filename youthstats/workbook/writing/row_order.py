"""The cells of a long sheet in the order in which they are written, one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from youthstats.layout.formulas import a1
from youthstats.workbook.writing.plan import Cell, Plan

__all__ = ["in_rows"]


def in_rows(plan: Plan) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet, each with its cells from left to right; what one covers is blank.

    A row that was written is gone from memory, and whatever came for it later would be lost. So this is
    the one place that looks at the order: it raises ``ValueError`` for a cell that comes too late, for
    one that stands where another does, and for a block that reaches into rows still to be made.
    """
    head = sorted(_laid_out(plan.cells), key=lambda cell: (cell.row, cell.column))
    below = chain.from_iterable(_in_its_row(plan.name, cell) for cell in plan.rows)
    last = -1
    for row, group in groupby(chain(head, below), key=lambda cell: cell.row):
        cells, column = list(group), -1
        for cell in cells:
            if row <= last or cell.column <= column:
                raise ValueError(
                    f"{a1((plan.name, row, cell.column))} comes too late to be written"
                )
            column = cell.column
        yield row, cells
        last = row


def _in_its_row(sheet: str, cell: Cell) -> Iterable[Cell]:
    if cell.height > 1:
        place = a1((sheet, cell.row, cell.column))
        raise ValueError(f"{place} reaches into rows that are still to be made")
    return _laid_out((cell,)) if cell.width > 1 else (cell,)


def _laid_out(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield every cell, and a blank one for each that it covers."""
    for cell in cells:
        yield cell
        for down in range(cell.height):
            for across in range(cell.width):
                if down or across:
                    yield Cell(cell.row + down, cell.column + across, None, cell.style)
