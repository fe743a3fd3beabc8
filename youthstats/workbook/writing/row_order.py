"""The cells of a long sheet in the order in which they are written, one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from attrs import evolve

from youthstats.layout.formulas import a1
from youthstats.workbook.writing.plan import Cell, Plan

__all__ = ["Block", "blocks", "in_rows"]

Block = tuple[int, int, int, int]
"""Cells that are merged: first row and column, last row and column."""


def blocks(cells: Iterable[Cell]) -> Iterator[Block]:
    """Yield where merged cells lie."""
    for cell in cells:
        if cell.height > 1 or cell.width > 1:
            yield cell.row, cell.column, cell.row + cell.height - 1, cell.column + cell.width - 1


def in_rows(plan: Plan) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet, each with its cells from left to right; merged ones taken apart.

    A row that was written is gone from memory, and whatever came for it later would be lost. So this is
    the one place that looks at the order: it raises ``ValueError`` for a cell that comes too late, for
    one that stands where another does, and for a block that reaches into rows still to be made.
    """
    head = sorted(_apart(plan.cells), key=lambda cell: (cell.row, cell.column))
    below = chain.from_iterable(_in_its_row(plan.name, cell) for cell in plan.rows)
    last = (-1, -1)
    for row, cells in groupby(chain(head, below), key=lambda cell: cell.row):
        found = list(cells)
        for cell in found:
            if (cell.row, cell.column) <= last:
                place = a1((plan.name, cell.row, cell.column))
                raise ValueError(f"{place} comes after {a1(('', *last))}, which is written already")
            last = (cell.row, cell.column)
        yield row, found


def _in_its_row(sheet: str, cell: Cell) -> Iterable[Cell]:
    if cell.height > 1:
        place = a1((sheet, cell.row, cell.column))
        raise ValueError(f"{place} reaches into rows that are still to be made")
    return _apart((cell,)) if cell.width > 1 else (cell,)


def _apart(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield every cell by itself: that which says something, then what it covers, blank."""
    for cell in cells:
        if cell.height == cell.width == 1:
            yield cell
            continue
        for down in range(cell.height):
            for across in range(cell.width):
                if down == across == 0:
                    yield evolve(cell, height=1, width=1)
                else:
                    yield Cell(cell.row + down, cell.column + across, None, cell.style)
