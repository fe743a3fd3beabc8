"""What the formulas of a template come to once it is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from youthstats.model.values import Inexact
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.named import with_names_spelled_out
from youthstats.workbook.package import Book, Cell, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.plan import Content

__all__ = ["Filled", "WorkedOut", "work_out"]

Filled = dict[str, dict[Place, Filling]]
"""What goes into the cells of a template, by the name of the sheet."""

WorkedOut = Mapping[tuple[str, Place], Content]
"""What the formula of a cell comes to, by the sheet and the cell."""


def work_out(template: Template, filled: Filled) -> WorkedOut:
    """Return what every formula of a template comes to over what is filled in.

    A cell that is filled instead of its formula has none.
    """
    book = _filled_book(template, filled)
    return {
        (sheet.name, place): evaluate(book, sheet.name, cell.formula)
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
        if cell.formula is not None
    }


def _filled_book(template: Template, filled: Filled) -> Book:
    """Return the template as it reads with the totals in it, its formulas not yet worked out."""
    book = with_names_spelled_out(open_book(template.path))
    sheets = []
    for sheet in book.sheets:
        cells = {
            place: evolve(cell, value=None) if cell.formula is not None else cell
            for place, cell in sheet.cells.items()
        }
        for place, filling in filled.get(sheet.name, {}).items():
            value = filling.value
            if isinstance(value, Inexact):
                value = value.value
            cells[place] = Cell(value)  # type: ignore[arg-type]
        sheets.append(evolve(sheet, cells=cells))
    return evolve(book, sheets=tuple(sheets))
