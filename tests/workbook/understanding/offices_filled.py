"""What units that make no mistake return, and what all of them come to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from tests.workbook.understanding.offices_drawn import UNIT, OfficeTable, blank
from tests.workbook.understanding.offices_words import COUNTED

__all__ = ["Answers", "returned", "total_of"]

Cell = tuple[int, int]
_MOST = Decimal(9000)
_WORDS = ("情况正常", "无变化", "另附材料")


class Answers:
    """What one unit answers: drawn where nothing determines it, and nothing where it has none to give."""

    def __init__(self, table: OfficeTable, seed: int) -> None:
        """Draw from a seed."""
        self.table = table
        self._random = random.Random(seed)
        self._known: dict[Cell, Decimal | str | None] = {}
        for cell in table.cells:
            self[cell]

    def __getitem__(self, cell: Cell) -> Decimal | str | None:
        """Return the answer in a column and a row; a ratio is in per cent."""
        if cell not in self._known:
            self._known[cell] = self._answer(cell)
        return self._known[cell]

    def slip(self, cell: Cell) -> None:
        """Write another figure in a cell, and leave all others as they were."""
        self._known[cell] = self.figure(cell) + 7

    def figure(self, cell: Cell) -> Decimal:
        """Return a figure that is surely there."""
        found = self[cell]
        assert isinstance(found, Decimal)
        return found

    def _answer(self, cell: Cell) -> Decimal | str | None:
        column, row = cell
        hows = {self.table.columns[column].how, self.table.rows[row].how}
        if "words" in hows:
            return self._random.choice(_WORDS) if hows == {"words", ""} else None
        if "rate" in hows:
            return Decimal(self._random.randint(100, 990)) / 10
        if (way := self.table.comes(*cell)) is None:
            return self._drawn(column, row)
        line, of = way
        known = [self[one] for one in of]
        if None in known:
            return None
        return line.worked_out([self.figure(one) for one in of])

    def _drawn(self, column: int, row: int) -> Decimal:
        """Draw a figure no larger than what it is a part of; now and then it is nought."""
        wholes = [(one, row) for one in self.table.columns[column].of]
        wholes += [(column, one) for one in self.table.rows[row].of]
        most = min([_MOST, *map(self.figure, wholes)])
        item = self.table.items[row if self.table.items_down else column]
        unit = Decimal(1 if item.measure in COUNTED else "0.01")
        drawn = self._random.randint(0, max(int(most / unit), 0))
        return Decimal(0) if self._random.random() < 0.04 else drawn * unit


def returned(
    tables: Sequence[OfficeTable], unit: str, answers: Sequence[Answers], *, typed: bool
) -> Workbook:
    """Return what a unit sends back; ``typed`` says that figures stand in place of formulas."""
    book = blank(tables)
    sheet: Any = book.active
    if tables[0].manner.apart:
        sheet.cell(2, 2, unit)
    else:
        sheet.cell(2, 1, f"{UNIT}{unit}")
    for table, known in zip(tables, answers, strict=True):
        for cell, place in table.places.items():
            held = known[cell]
            kept = table.manner.formulas and table.formula(*cell) is not None and not typed
            if held is not None and not kept:
                sheet.cell(*place, float(held) if isinstance(held, Decimal) else held)
    return book


def total_of(table: OfficeTable, several: Sequence[Answers], cell: Cell) -> Decimal | None:
    """Return what all come to: their sum, or a ratio of their sums; ``None`` where there is none."""
    column, row = cell
    across, down = table.columns[column], table.rows[row]
    way = table.comes(*cell)
    if across.added and down.added:
        return sum((one.figure(cell) for one in several), Decimal(0))
    if way is None or (across.divides and down.divides):
        return None
    line, of = way
    totals = [total_of(table, several, one) for one in of]
    return None if None in totals else line.worked_out([one for one in totals if one is not None])
