"""Totals of a list whose formula adds a subtotal besides the entries that it adds up already."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from youthstats.layout.sums import SumKind
from youthstats.model.returns import Record
from youthstats.model.values import Number, add_up, is_number, near, plain
from youthstats.workbook.package import Book, Cell
from youthstats.workbook.reading.answers.formulas_asked import Asked
from youthstats.workbook.reading.sheets.areas import areas_of
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Twice"]


@frozen
class Twice:
    """The totals of one list of a return, and the subtotals between its entries."""

    found: Found
    record: Record
    book: Book

    def without(self, asked: Asked, cell: Cell) -> Number | None:
        """Return what a total comes to without the subtotals its formula adds once more.

        ``None`` where it adds none, or the entries come to something else.
        """
        if cell.formula is None or not self.found.layout.form.is_total_line(asked.line):
            return None
        added = [self._number(place) for place in self._subtotals(asked.place, cell.formula)]
        total, entries = self._number(asked.place), self._entries(asked.name)
        if not added or total is None or entries is None:
            return None
        once = Fraction(total) - sum(Fraction(one) for one in added if one is not None)
        return entries if near(plain(once), entries) else None

    def _entries(self, name: str) -> Number | None:
        """Return what the entries come to."""
        total = add_up(self.record[name, line] for line in self.record.keys)
        return total if is_number(total) else None

    def _subtotals(self, total: Place, formula: str) -> Iterator[Place]:
        """Yield the cells of subtotals that a formula adds."""
        _, areas = areas_of(formula)
        for line in self.found.listed.sums:
            place = line.row, total[1]
            mine = line.row != total[0] and line.kind is not SumKind.PART
            if mine and any(area.holds(place) for area in areas):
                yield place

    def _number(self, place: Place) -> Number | None:
        """Return the number in a cell, worked out where nobody did."""
        sheet = self.book.sheet(self.found.location.sheet)
        cell = sheet.cells.get(place)
        value: object = None if cell is None else cell.value
        if cell is not None and value is None and cell.formula is not None:
            value = evaluate(self.book, sheet.name, cell.formula)
        return value if isinstance(value, int | Decimal) else None
