"""A form found on a sheet: where, in which layout, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from youthstats.layout.formulas import CellAt, derived_formula
from youthstats.layout.layouts import Layout
from youthstats.model.derivations import Source
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.linear import Linear, Ref
from youthstats.model.lists import sum_over_entries
from youthstats.model.locations import Location
from youthstats.model.matching import Matching, Reworded
from youthstats.model.own_lines import source_on
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import filled
from youthstats.workbook.reading.sheets.entries import Rows
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Found", "Measured", "Spots", "spots", "with_total"]

Spots = tuple[tuple[Line, tuple[tuple[Item, Place | None], ...]], ...]
"""Line by line, every answer that has a cell of its own, and that cell; ``None`` where the sheet
has none. A figure inside a phrase is in the phrase's cell."""


def spots(form: Form, location: Location) -> Spots:
    """Return where the answers of a form stand."""
    asked = [item for item in form.items if item.within is None]
    lines = tuple(
        (line, tuple((item, location.cell(item.name, line)) for item in asked))
        for line in form.lines or range(len(location.rows))
    )
    summed = tuple(
        (item, location.totals[item.name]) for item in asked if item.name in location.totals
    )
    return (*lines, (location.total_line, summed)) if summed else lines


def with_total(location: Location, layout: Layout, row: int | None) -> Location:
    """Return where a list stands whose line of totals is a row of the sheet, if there is one."""
    form = layout.form
    if row is None:
        return location
    columns = zip(layout.columns, location.columns, strict=True)
    asked = {leaf.item: at for leaf, at in columns if leaf.item in form.totalled and at is not None}
    totals = {str(item): (row, at) for item, at in asked.items()}
    return evolve(location, total_line=form.total_line, totals=totals)


@frozen
class Measured:
    """The labels that give figures another measure than the form's, by the leaves they give it."""

    rows: Mapping[int, Reworded] = field(factory=dict)
    columns: Mapping[int, Reworded] = field(factory=dict)


@frozen(slots=False, eq=False)
class Found:
    """A form found on a sheet: where, in which layout, and by what.

    ``listed`` are the rows of a list, those too that are no entries; ``labels`` where the labels
    stand by which it was found, ``measured`` those of them that give another measure. ``lost`` are
    the forms that ought to stand under a list and do not, by their labels; ``left`` the rows that may
    be theirs, and were not read.
    """

    layout: Layout
    location: Location
    matching: Matching
    listed: Rows = field(factory=Rows)
    labels: frozenset[Place] = frozenset()
    measured: Measured = Measured()
    lost: tuple[str, ...] = ()
    left: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """``report`` when the sheet lists units and their total, else ``return``."""
        return "return" if self.layout.members.units is None else "report"

    @cached_property
    def spots(self) -> Spots:
        """Where a unit's own answers stand."""
        return spots(self.layout.form, self.location)

    @cached_property
    def entries(self) -> tuple[Line, ...]:
        """The entries of a list that the sheet has."""
        return tuple(line for line, _ in self.spots if isinstance(line, int))

    @cached_property
    def formulas(self) -> tuple[tuple[str, Line, Place, str], ...]:
        """The answers that follow from others: item, line, cell, and the formula it should be."""
        form, location = self.layout.form, self.location
        placed = self._placed  # a figure inside a phrase has no formula
        lines = form.lines or range(len(location.rows))
        derived = [(name, line) for name in form.derivations for line in lines]
        derived += [(name, form.total_line) for name in form.total_derivations]
        return tuple(
            (name, line, place, formula)
            for name, line in derived
            if name in placed and (name, line) not in form.closed
            if (place := location.cell(name, line)) is not None
            if (formula := self._formula(self.source(name, line), line)) is not None
        )

    def formula_at(self, name: str, line: Line) -> str | None:
        """Return the formula that an answer on a line of its own follows by, a total down a column."""
        return self._formula(source_on(self.layout.form, name, line), line)

    def _formula(self, source: Source | None, line: Line) -> str | None:
        placed = self._placed

        def find(ref: Ref) -> CellAt | None:
            place = self.location.cell(ref.item, ref.on(line))
            return ("", *place) if place is not None and ref.item in placed else None

        return None if source is None else derived_formula(source, find)

    @cached_property
    def _placed(self) -> frozenset[str]:
        return frozenset(item.name for item in self.layout.form.placed)

    def source(self, name: str, line: Line) -> Source | None:
        """Return what an answer follows from, every entry of a list named."""
        source = self.layout.form.source_of(name, line)
        if isinstance(source, Linear):
            return sum_over_entries(source, lambda _: range(len(self.location.rows)))
        return source

    @cached_property
    def cells(self) -> frozenset[Place]:
        """Every cell of the sheet that an answer of the form stands in, or could."""
        rows, columns = self.location.rows, self.location.columns
        crossings = {
            (row, column)
            for i, j in set(self.location.slots.values())
            if (row := rows[i]) is not None and (column := columns[j]) is not None
        }
        location = self.location
        return frozenset(crossings.union(location.elsewhere.values(), location.totals.values()))

    @cached_property
    def asked(self) -> frozenset[Place]:
        """Those of its cells in which something is asked for."""
        closed, rows, columns = self.layout.form.closed, self.location.rows, self.location.columns
        if not closed:
            return self.cells
        slots = self.location.slots.items()
        shut = (
            (rows[i], columns[j]) for (_, name, line), (i, j) in slots if (name, line) in closed
        )
        return self.cells.difference(shut)

    @property
    def overwritten(self) -> bool:
        """Whether one axis of labels is gone, and every cell of an answer with it."""
        return bool(self.matching.absent) and not (self.cells or self.layout.form.open)

    @property
    def undecided(self) -> bool:
        """Whether a list may stand in several places, each with entries, and none of it is read."""
        return bool(self.matching.doubtful and self.location.rows) and not self.rows

    @cached_property
    def other_measures(self) -> Mapping[tuple[str, Line], Reworded]:
        """The answers to which a label gives another measure, with that label."""
        location, found = self.location, dict[tuple[str, Line], Reworded]()
        rows, columns = self.measured.rows, self.measured.columns
        for (unit, name, line), (row, column) in location.slots.items() if rows or columns else ():
            label = columns.get(column) or rows.get(row)
            if label is not None and unit == location.unit:
                found[name, line] = label
                if name in location.totals:
                    found[name, location.total_line] = label
        return found

    @cached_property
    def rows(self) -> frozenset[int]:
        """The rows of its answers that the sheet has."""
        return frozenset(at for at in self.location.rows if at is not None)

    @cached_property
    def columns(self) -> frozenset[int]:
        """The columns of its answers that the sheet has."""
        return frozenset(at for at in self.location.columns if at is not None)

    @cached_property
    def summed(self) -> frozenset[Place]:
        """The words and the figures of the sums among the entries of a list."""
        words = (line.place for line in self.listed.sums)
        return (self._in_sums - self.not_totalled).union(words)

    @cached_property
    def not_totalled(self) -> frozenset[Place]:
        """The cells of the line of totals under figures of which the list asks for no total."""
        totals = frozenset(self.location.totals.values())
        rows = {row for row, _ in totals}
        return frozenset(place for place in self._in_sums if place[0] in rows) - totals

    @cached_property
    def _in_sums(self) -> frozenset[Place]:
        form, where = self.layout.form, self.location
        pairs = zip(self.layout.columns, where.columns, strict=True) if form.open else ()
        figures = [at for leaf, at in pairs if leaf.item and form.item(leaf.item).additive]
        rows = [line.row for line in self.listed.sums]
        return frozenset((row, at) for row in rows for at in figures if at is not None)

    @cached_property
    def top(self) -> int:
        """The first row that holds an answer; that could, where the other axis is gone."""
        known = [row for row, _ in self.cells] or self.rows
        return min(known, default=1 + max((row for row, _ in self.labels), default=-1))

    @cached_property
    def heading(self) -> int:
        """The first row of its heading: a row of codes may stand between the labels and the answers."""
        innermost = max((row for row, _ in self.labels if row < self.top), default=self.top)
        return min(innermost + 1, self.top) - self.layout.header_depth

    @cached_property
    def bottom(self) -> int:
        """The last row that holds an answer."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def table(self) -> range:
        """The rows from its heading to its last answer."""
        return range(max(self.heading, 0), self.bottom + 1)

    @cached_property
    def right(self) -> int:
        """The last column that holds an answer."""
        return max((column for _, column in self.cells), default=0)

    def answered(self, sheet: Sheet) -> int:
        """Return how many cells of answers hold something."""
        return sum(
            place in self.cells and filled(cell, sheet) for place, cell in sheet.cells.items()
        )

    def is_answered(self, sheet: Sheet) -> bool:
        """Tell whether any cell of an answer holds something, or could; formulas are tried last."""
        held = sheet.cells
        return self.undecided or any(
            at in held and (held[at].formula is None) is plain and filled(held[at], sheet)
            for plain in (True, False)
            for at in self.cells
        )
