"""What the formulas of a template come to once it is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

from attrs import evolve

from youthstats.model.values import Inexact, is_number
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.named import with_names_spelled_out
from youthstats.workbook.package import Book, Cell, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.plan import Content

__all__ = ["Filled", "WorkedOut", "approximate", "work_out"]

Filled = dict[str, dict[Place, Filling]]
"""What goes into the cells of a template, by the name of the sheet."""

WorkedOut = Mapping[tuple[str, Place], Content]
"""What the formula of a cell comes to, by the sheet and the cell."""

_ENDS = (("low",), ("high",), ("low", "high"))


def work_out(template: Template, filled: Filled, ends: Sequence[str] = ("value",)) -> WorkedOut:
    """Return what every formula of a template comes to over what is filled in.

    A cell that is filled instead of its formula has none. ``ends`` are those of the approximate
    figures that are counted, in turn.
    """
    book = _filled_book(template, filled, ends)
    return {
        (sheet.name, place): evaluate(book, sheet.name, cell.formula)
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
        if cell.formula is not None
    }


def approximate(
    template: Template, filled: Filled, worked_out: WorkedOut
) -> frozenset[tuple[str, Place]]:
    """Return the formulas that come to another number where approximate figures are not as shown.

    What only counts or names them does not. One after the other low and high shows what a difference
    hides where all are low, or high, together.
    """
    values = (filling.value for cells in filled.values() for filling in cells.values())
    if not any(isinstance(value, Inexact) for value in values):
        return frozenset()
    others = [work_out(template, filled, ends) for ends in _ENDS]
    return frozenset(
        at
        for at, value in worked_out.items()
        if is_number(value) and any(other[at] != value for other in others)
    )


def _filled_book(template: Template, filled: Filled, ends: Sequence[str]) -> Book:
    """Return the template as it reads with the totals in it, its formulas not yet worked out."""
    book = with_names_spelled_out(open_book(template.path))
    sheets, end = [], cycle(ends)
    for sheet in book.sheets:
        cells = {
            place: evolve(cell, value=None) if cell.formula is not None else cell
            for place, cell in sheet.cells.items()
        }
        for place, filling in filled.get(sheet.name, {}).items():
            value = filling.value
            if isinstance(value, Inexact):
                value = getattr(value, next(end))
            cells[place] = Cell(value)  # type: ignore[arg-type]
        sheets.append(evolve(sheet, cells=cells))
    return evolve(book, sheets=tuple(sheets))
