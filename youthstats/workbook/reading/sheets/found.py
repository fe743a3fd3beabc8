"""A form found on a sheet: where, in which layout, and by what."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from youthstats.layout.formulas import CellAt, derived_formula
from youthstats.layout.layouts import Layout
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.linear import Ref
from youthstats.model.matching import Matching
from youthstats.model.returns import Location
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import filled
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Found", "Spots", "spots"]

Spots = tuple[tuple[Line, tuple[tuple[Item, Place | None], ...]], ...]
"""Line by line, every answer that has a cell of its own, and that cell; ``None`` where the sheet
has none. A figure inside a phrase is in the phrase's cell."""


def spots(form: Form, location: Location) -> Spots:
    """Return where the answers of a form stand."""
    asked = [item for item in form.items if item.within is None]
    return tuple(
        (line, tuple((item, location.cell(item.name, line)) for item in asked))
        for line in form.lines or range(len(location.rows))
    )


@frozen(slots=False, eq=False)
class Found:
    """A form found on a sheet: where, in which layout, and by what."""

    layout: Layout
    location: Location
    matching: Matching

    @property
    def kind(self) -> str:
        """``report`` when the sheet lists units and their total, else ``return``."""
        return "return" if self.layout.members.units is None else "report"

    @cached_property
    def spots(self) -> Spots:
        """Where a unit's own answers stand."""
        return spots(self.layout.form, self.location)

    @cached_property
    def formulas(self) -> tuple[tuple[str, Line, Place, str], ...]:
        """The answers that follow from others: item, line, cell, and the formula it should be."""
        form, location = self.layout.form, self.location
        placed = {item.name for item in form.placed}  # a figure inside a phrase has no formula
        return tuple(
            (name, line, place, formula)
            for name in form.derivations
            if name in placed
            for line in form.lines or range(len(location.rows))
            if (name, line) not in form.closed
            if (place := location.cell(name, line)) is not None
            if (formula := self._formula(name, line, placed)) is not None
        )

    def _formula(self, name: str, line: Line, placed: set[str]) -> str | None:
        def find(ref: Ref) -> CellAt | None:
            place = self.location.cell(ref.item, ref.category or line)
            return ("", *place) if place is not None and ref.item in placed else None

        return derived_formula(self.layout.form.derivations[name], find)

    @cached_property
    def cells(self) -> frozenset[Place]:
        """Every cell of the sheet that an answer of the form stands in, or could."""
        rows, columns = self.location.rows, self.location.columns
        crossings = {
            (row, column)
            for i, j in set(self.location.slots.values())
            if (row := rows[i]) is not None and (column := columns[j]) is not None
        }
        return frozenset(crossings.union(self.location.elsewhere.values()))

    @cached_property
    def top(self) -> int:
        """The first row that holds an answer."""
        return min((row for row, _ in self.cells), default=0)

    @cached_property
    def bottom(self) -> int:
        """The last row that holds an answer."""
        return max((row for row, _ in self.cells), default=0)

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
        """Tell whether any cell of an answer holds something; formulas are tried last."""
        held = sheet.cells
        return any(
            at in held and (held[at].formula is None) is plain and filled(held[at], sheet)
            for plain in (True, False)
            for at in self.cells
        )
