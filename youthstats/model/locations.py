"""Where on a sheet a record was found: every address is derived, none is stored."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from youthstats.model.columns import column_letters, range_of
from youthstats.model.forms import Line

__all__ = ["Location", "Slots"]

Slots = Mapping[tuple[str | None, str, Line], tuple[int, int]]
"""Where an answer stands in a layout: (unit, item, line) to (row leaf, column leaf)."""


@frozen
class Location:
    """Where one unit's record was found on a sheet.

    Addresses are derived: ``slots`` belongs to the layout and is shared by all returns read with
    it; ``rows`` and ``columns`` (from 0) are where the layout's leaves were found, ``None`` where one
    is not on the sheet. ``unit`` is the unit's place in a consolidated sheet. ``elsewhere`` holds
    answers that stand in a label, ``totals`` those in the line of totals of a list, by item.
    """

    sheet: str
    slots: Slots
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    unit: str | None = None
    elsewhere: Mapping[str, tuple[int, int]] = field(factory=dict)
    total_line: str | None = None
    totals: Mapping[str, tuple[int, int]] = field(factory=dict)

    def cell(self, item: str, line: Line = None) -> tuple[int, int] | None:
        """Return (row, column) from 0, or ``None`` when the sheet has no cell for it."""
        if item in self.elsewhere:
            return self.elsewhere[item]
        if line is not None and line == self.total_line:
            return self.totals.get(item)
        slot = self.slots.get((self.unit, item, line))
        if slot is None:
            return None
        row, column = self.rows[slot[0]], self.columns[slot[1]]
        return None if row is None or column is None else (row, column)

    def address(self, item: str, line: Line = None) -> str | None:
        """Return the address as a spreadsheet shows it: ``F6``."""
        cell = self.cell(item, line)
        return None if cell is None else f"{column_letters(cell[1])}{cell[0] + 1}"

    def units(self) -> frozenset[str]:
        """Return the units that have a cell on a consolidated sheet."""
        return frozenset(
            unit
            for (unit, _, _), (row, column) in self.slots.items()
            if unit and self.rows[row] is not None and self.columns[column] is not None
        )

    @property
    def range(self) -> str:
        """The smallest range that holds all cells of the record."""
        mine = [slot for (unit, _, _), slot in self.slots.items() if unit == self.unit]
        rows = [row for i, _ in mine if (row := self.rows[i]) is not None]
        columns = [column for _, j in mine if (column := self.columns[j]) is not None]
        return range_of(rows, columns)
