"""What the formulas of a template come to once it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import count

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

_End = Callable[[int, Inexact], Decimal]
"""Takes an end of an approximate figure by its number: what it counts as."""


def _as_shown(_: int, figure: Inexact) -> Decimal:
    return figure.value


def work_out(template: Template, filled: Filled, end: _End = _as_shown) -> WorkedOut:
    """Return what every formula of a template comes to over what is filled in.

    A cell that is filled instead of its formula has none. ``end`` says as what each approximate
    figure counts.
    """
    book = _filled_book(template, filled, end)
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

    What only counts or names them does not. Of any two of them one is low once while the other is
    high: a difference hides what both have in common.
    """
    values = (filling.value for cells in filled.values() for filling in cells.values())
    figures = sum(isinstance(value, Inexact) for value in values)
    if not figures:
        return frozenset()
    others = [work_out(template, filled, end) for end in _ends(figures)]
    return frozenset(
        at
        for at, value in worked_out.items()
        if is_number(value) and any(other[at] != value for other in others)
    )


def _ends(figures: int) -> Iterator[_End]:
    """Yield what tells all low, all high, and each place in the binary number of a figure."""
    yield lambda _, figure: figure.low
    yield lambda _, figure: figure.high
    for place in range((figures - 1).bit_length()):
        yield partial(_by_place, place)


def _by_place(place: int, number: int, figure: Inexact) -> Decimal:
    return figure.high if number >> place & 1 else figure.low


def _filled_book(template: Template, filled: Filled, end: _End) -> Book:
    """Return the template as it reads with the totals in it, its formulas not yet worked out."""
    book = with_names_spelled_out(open_book(template.path))
    sheets, numbers = [], count()
    for sheet in book.sheets:
        cells = {
            place: evolve(cell, value=None) if cell.formula is not None else cell
            for place, cell in sheet.cells.items()
        }
        for place, filling in filled.get(sheet.name, {}).items():
            value = filling.value
            if isinstance(value, Inexact):
                value = end(next(numbers), value)
            cells[place] = Cell(value)  # type: ignore[arg-type]
        sheets.append(evolve(sheet, cells=cells))
    return evolve(book, sheets=tuple(sheets))
