"""Formulas worked out over made-up figures, to see whether they come to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.criteria import CONDITIONAL
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Trials"]

_CONDITIONAL = re.compile(rf"(?:{'|'.join(CONDITIONAL)})\s*\(", re.IGNORECASE)

PROBES = (1, 2, 3)
"""Two plain formulas that agree over this many sets of made-up figures are taken to be the same."""


@frozen(slots=False)
class Trials:
    """A sheet with made-up figures in the answers and wherever else a number stands.

    A formula that is no answer is worked out over them.
    A blank cell that is no answer stays blank: what a spreadsheet adds up more, when a column was
    put in, adds nothing.
    """

    found: Found
    sheet: Sheet

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """A workbook of that sheet alone for each set of figures."""
        blank = frozenset(place for place in self.found.cells if place not in self.sheet.cells)
        cells = self._without_idle()
        made_up = (_MadeUp(cells, self.found.cells, blank, probe) for probe in PROBES)
        return tuple(Book("", "", (evolve(self.sheet, cells=cells),)) for cells in made_up)

    def _without_idle(self) -> Mapping[Place, Cell]:
        """Return the cells but the formulas in a list's blank rows, which come to nothing.

        What they come to may rest on another sheet, which nobody works out here. Nor need anybody
        have worked it out before.
        """
        rows = self.found.listed.idle
        cells = self.sheet.cells
        if not rows:
            return cells
        return {
            place: cell
            for place, cell in cells.items()
            if place[0] not in rows or cell.formula is None
        }

    def same(self, formula: str, expected: str) -> bool:
        """Tell whether two formulas come to the same over every set of figures.

        What made-up figures meet no condition says nothing.
        """
        if any(_CONDITIONAL.search(one) for one in (formula, expected)):
            return False
        for trial in self.books:
            value = evaluate(trial, self.sheet.name, formula)
            if value is None or value != evaluate(trial, self.sheet.name, expected):
                return False
        return True


@frozen
class _MadeUp(Mapping[Place, Cell]):
    """The cells of such a sheet, ``blank`` answers too; a figure is made up when it is asked for."""

    cells: Mapping[Place, Cell]
    answers: frozenset[Place]
    blank: frozenset[Place]
    probe: int

    def __getitem__(self, place: Place) -> Cell:
        if place not in self.answers:
            cell = self.cells[place]
            if cell.formula is not None:
                return evolve(cell, value=None)
            if isinstance(cell.value, str):
                return cell
        return Cell(_made_up(place, self.probe))

    def __contains__(self, place: object) -> bool:
        return place in self.cells or place in self.blank

    def __iter__(self) -> Iterator[Place]:
        yield from self.cells
        yield from self.blank

    def __len__(self) -> int:
        return len(self.cells) + len(self.blank)


def _made_up(place: Place, probe: int) -> int:
    """Return a figure that no sum of a few others comes to: spread by row, column and probe."""
    row, column = place
    return 1 + (row * 7919 + column * 104729 + probe * 1299709) ** 2 % 15485863
