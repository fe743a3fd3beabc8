"""A table too long to be laid out at once: one row says how all others look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from attrs import evolve, field, frozen

from youthstats.layout.formulas import CellAt
from youthstats.layout.grid import AnswerCell, draw
from youthstats.layout.layouts import Key
from youthstats.layout.leaves import Leaf
from youthstats.model.forms import Line
from youthstats.model.locations import Location
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell, Style

__all__ = ["LongFrame", "Row"]

Row = tuple[list[Cell], list[AnswerCell]]
"""The labels of a row, and the places of its answers."""


@frozen(kw_only=True)
class LongFrame(Frame):
    """A frame whose ``layout`` shows one unit, or one entry of a list, for all there are.

    ``members`` are the units in the order of their rows, with how many each has, the total among
    them; a list that belongs to no unit is that of ``None``. ``names`` is how the rows of a unit call
    it, flush left, where not by its name. An item stands in the same column of every row. Only a list
    that belongs to no unit has a line of totals: among those of the units it would part what one range
    adds up, so theirs stand in columns beside the first entry.
    """

    members: Mapping[str | None, int] = field(factory=dict)
    names: Mapping[str | None, str] = field(factory=dict)

    @cached_property
    def first(self) -> Mapping[str | None, int]:
        """The first row of each unit, counted from the first row of answers."""
        rows = accumulate((count + self._summed for count in self.members.values()), initial=0)
        return dict(zip(self.members, rows, strict=False))

    @property
    def height(self) -> int:
        rows = sum(self.members.values()) + self._summed * len(self.members)
        return self.layout.header_depth + rows

    @cached_property
    def _summed(self) -> bool:
        """Whether the list has a line of totals."""
        return any(self._is_sum(leaf) for leaf in self.layout.rows)

    @cached_property
    def _ahead(self) -> bool:
        """Whether it stands above the entries."""
        return self._is_sum(self.layout.rows[0])

    def _is_sum(self, leaf: Leaf) -> bool:
        return self.layout.form.is_total_line(leaf.line)

    def entries(self, unit: str | None) -> range:
        return range(self.members.get(unit, 0))

    @cached_property
    def columns(self) -> Mapping[tuple[str, Line], int]:
        """The column of answers each item stands in; that of a list by its first entry."""
        return {(item, line): place for (_, item, line), (_, place) in self.layout.slots.items()}

    def at(self, key: Key) -> tuple[int, int] | None:
        unit, item, line = key
        if unit not in self.members:
            return None
        place, like = self._place(unit, line)
        column = self.columns.get((item, like))
        if place is None or column is None:
            return None
        row, left = self.first_answer
        return row + self.first[unit] + place, left + column

    def _place(self, unit: str | None, line: Line) -> tuple[int | None, Line]:
        """Return the row of a unit's line, from its first on, and the line it looks like."""
        form, count = self.layout.form, self.members[unit]
        if form.is_total_line(line):
            return self._sums_at(count), line
        entry = int(line or 0) if form.open else 0
        return (entry + self._ahead if entry < count else None), 0 if form.open else line

    def _sums_at(self, count: int) -> int:
        """Return the row of the totals of a list of so many entries, from its first on."""
        return count if self._summed and not self._ahead else 0

    def location(self, unit: str | None) -> Location:
        top, left = self.first_answer
        first, count = top + self.first.get(unit, 0), self.members.get(unit, 0)
        listed, summed = self.layout.form.open, self.layout.form.is_total_line
        slots = {
            (unit, item, entry if listed else line): (entry + self._ahead, place)
            for entry in range(count)
            for (item, line), place in self.columns.items()
            if not summed(line)
        }
        slots |= {
            (unit, item, line): (self._sums_at(count), place)
            for (item, line), place in self.columns.items()
            if summed(line)
        }
        columns = tuple(left + place for place in range(len(self.layout.columns)))
        rows = tuple(range(first, first + count + self._summed))
        return Location(self.sheet, slots, rows, columns, unit, self.entries_in_labels)

    @cached_property
    def _patterns(self) -> Mapping[tuple[bool, bool], Row]:
        """The row of the total over the units, that of any other, and a list's line of totals."""
        leaves, depth = self.layout.rows, self.layout.header_depth
        kinds = [(leaf.total, self._is_sum(leaf)) for leaf in leaves]
        found: dict[tuple[bool, bool], Row] = {kind: ([], []) for kind in kinds}
        for cell in draw(self.layout):
            if isinstance(cell, AnswerCell):
                found[kinds[cell.row - depth]][1].append(cell)
            elif cell.role == "stub":
                found[kinds[cell.row - depth]][0].append(self._label(cell))
        return found

    def rows(self, unit: str | None) -> Iterator[Row]:
        """Yield the rows of a unit, or of the total."""
        lines: list[Line] = [*range(self.members[unit])]
        if self._summed:
            lines.insert(0 if self._ahead else len(lines), self.layout.form.total_line)
        top = self.first_answer[0] + self.first[unit]
        for row, line in enumerate(lines, top):
            yield self._row(row, unit, line)

    def _row(self, row: int, unit: str | None, line: Line) -> Row:
        total = unit is not None and unit == self.total
        labels, answers = self._patterns[total, self.layout.form.is_total_line(line)]
        own = self.names.get(unit, unit) if not total else None
        named = [evolve(cell, row=row, value=own or cell.value) for cell in labels]
        if self.names:
            named = [evolve(cell, style=evolve(cell.style, align="left")) for cell in named]
        listed, summed = self.layout.form.open, self.layout.form.is_total_line
        spots = []
        for at in answers:
            beside = summed(at.key[2]) and not summed(line)
            if beside and line != 0:  # it stands beside the first entry
                named.append(Cell(row, at.column, None, Style("answer")))
            else:
                mine = line if listed and not beside else at.key[2]
                spots.append(AnswerCell(row, at.column, (unit, at.key[1], mine), at.total))
        return named, spots

    @property
    def total(self) -> str | None:
        """The unit the others add up to, if the sheet shows it."""
        return next((leaf.unit for leaf in self.layout.rows if leaf.total), None)

    def summed(self, item: str, line: Line) -> tuple[CellAt, CellAt] | None:
        """Return the first and the last of the cells that an item's total adds up.

        Those of a list are its entries, whatever the line.
        """
        first, last = self._ends
        ends = [self.at((first, item, line)), self.at((last, item, line))]
        if self.layout.form.open:
            ends = [self.at((first, item, 0)), self.at((last, item, self.members[last] - 1))]
        return (("", *ends[0]), ("", *ends[1])) if ends[0] and ends[1] else None

    @cached_property
    def _ends(self) -> tuple[str | None, str | None]:
        units = [unit for unit in self.members if unit != self.total]
        return units[0], units[-1]
