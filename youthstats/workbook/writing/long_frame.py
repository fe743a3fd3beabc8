"""A table too long to be laid out at once: one row says how all others look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from attrs import evolve, field, frozen

from youthstats.layout.formulas import CellAt
from youthstats.layout.grid import AnswerCell, LabelCell, draw
from youthstats.layout.layouts import Key
from youthstats.model.forms import Line
from youthstats.model.returns import Location
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell

__all__ = ["LongFrame", "Row"]

Row = tuple[list[Cell], list[AnswerCell]]
"""The labels of a row, and the places of its answers."""


@frozen(kw_only=True)
class LongFrame(Frame):
    """A frame whose ``layout`` shows one unit, or one entry of a list, for all there are.

    ``members`` are the units in the order of their rows, with how many each has, the total among
    them; a list that belongs to no unit is that of ``None``. An item stands in the same column of
    every row.
    """

    members: Mapping[str | None, int] = field(factory=dict)

    @cached_property
    def first(self) -> Mapping[str | None, int]:
        """The first row of each unit, counted from the first row of answers."""
        rows = accumulate(self.members.values(), initial=0)
        return dict(zip(self.members, rows, strict=False))

    @property
    def height(self) -> int:
        return self.layout.header_depth + sum(self.members.values())

    @cached_property
    def columns(self) -> Mapping[tuple[str, Line], int]:
        """The column of answers each item stands in; that of a list by its first entry."""
        return {(item, line): place for (_, item, line), (_, place) in self.layout.slots.items()}

    def at(self, key: Key) -> tuple[int, int] | None:
        unit, item, line = key
        first, entry = self.first.get(unit), 0
        if self.layout.form.open:
            if line == self.layout.form.total_line is not None:
                return None
            entry, line = int(line or 0), 0
        column = self.columns.get((item, line))
        if first is None or column is None or entry >= self.members[unit]:
            return None
        row, left = self.first_answer
        return row + first + entry, left + column

    def location(self, unit: str | None) -> Location:
        top, left = self.first_answer
        first, count = top + self.first.get(unit, 0), self.members.get(unit, 0)
        listed = self.layout.form.open
        slots = {
            (unit, item, entry if listed else line): (entry, place)
            for entry in range(count)
            for (item, line), place in self.columns.items()
        }
        columns = tuple(left + place for place in range(len(self.layout.columns)))
        rows = tuple(range(first, first + count))
        return Location(self.sheet, slots, rows, columns, unit, self.entries_in_labels)

    @cached_property
    def _patterns(self) -> Mapping[bool, Row]:
        """The row of the total, and that of any other unit, as the layout has them."""
        rows = self.layout.rows
        found: dict[bool, Row] = {leaf.total: ([], []) for leaf in rows}
        for cell in draw(self.layout):
            if isinstance(cell, AnswerCell):
                found[cell.total][1].append(cell)
            elif isinstance(cell, LabelCell) and cell.role == "stub":
                total = rows[cell.row - self.layout.header_depth].total
                found[total][0].append(self._label(cell))
        return found

    def rows(self, unit: str | None) -> Iterator[Row]:
        """Yield the rows of a unit, or of the total."""
        total = unit is not None and unit == self.total
        labels, answers = self._patterns[total]
        top, listed = self.first_answer[0] + self.first[unit], self.layout.form.open
        for entry in range(self.members[unit]):
            row = top + entry
            named = [evolve(cell, row=row, value=cell.value if total else unit) for cell in labels]
            spots = [
                AnswerCell(
                    row, spot.column, (unit, spot.key[1], entry if listed else spot.key[2]), total
                )
                for spot in answers
            ]
            yield named, spots

    @property
    def total(self) -> str | None:
        """The unit the others add up to, if the sheet shows it."""
        return next((leaf.unit for leaf in self.layout.rows if leaf.total), None)

    def summed(self, item: str, line: Line) -> tuple[CellAt, CellAt] | None:
        """Return the first and the last of the cells that an item's total adds up."""
        ends = [self.at((unit, item, line)) for unit in self._ends]
        return (("", *ends[0]), ("", *ends[1])) if ends[0] and ends[1] else None

    @cached_property
    def _ends(self) -> tuple[str | None, str | None]:
        units = [unit for unit in self.members if unit != self.total]
        return units[0], units[-1]
