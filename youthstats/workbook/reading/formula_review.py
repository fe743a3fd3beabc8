"""Are the formulas on a return the ones the form's edits say?

A total may be typed over, or its formula cover the wrong cells: the figure can be right today and
wrong tomorrow. Two formulas are the same when they come to the same over figures made up for the
purpose, so that ``=SUM(B6:E6)`` and ``=B6+C6+D6+E6`` are one.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from youthstats.model.returns import ReadingNote
from youthstats.model.values import Missing
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.evaluate import evaluate
from youthstats.workbook.reading.found import Found

__all__ = ["review_formulas"]

LARGEST = 20_000
"""Cells up to which the blank ones between are looked at: a stray cell at XFD1048576 is no reason
to enumerate a sheet's every cell."""

PROBES = (1, 2, 3)
"""Two plain formulas that agree over this many sets of made-up figures are taken to be the same."""


def review_formulas(
    found: Found, sheet: Sheet, book: Book, *, from_template: bool
) -> Iterator[ReadingNote]:
    """Yield a note for every formula that is not the form's own, or was typed over.

    ``from_template`` says that the form's formulas stood there when the return was handed out.
    """
    form = found.layout.form
    for name, line, place, expected in found.formulas:
        cell = sheet.cells.get(place)
        if cell is None:
            continue
        code = _verdict(cell, expected, book, sheet, from_template and form.is_locked(name))
        if code is not None:
            stood = cell.formula or str(cell.value)
            yield ReadingNote(code, form.id, name, line, stood, Missing.BLANK, expected)


def _verdict(cell: Cell, expected: str, book: Book, sheet: Sheet, handed_out: bool) -> str | None:
    if cell.formula is None:
        typed = handed_out and cell.value not in {None, ""}
        return "reading.formula_typed_over" if typed else None
    if "".join(cell.formula.split()) == expected or _same(cell.formula, expected, book, sheet):
        return None
    return "reading.formula_differs"


def _same(formula: str, expected: str, book: Book, sheet: Sheet) -> bool:
    """Compare two formulas over made-up figures in every cell of the sheet that holds a number."""
    for probe in PROBES:
        cells = {
            place: Cell(_made_up(place, probe)) if _numeric(cell) else cell
            for place, cell in _filled(sheet).items()
        }
        trial = evolve(
            book,
            sheets=tuple(
                evolve(sheet, cells=cells) if other is sheet else other for other in book.sheets
            ),
        )
        found = evaluate(trial, sheet.name, formula)
        if found is None or found != evaluate(trial, sheet.name, expected):
            return False
    return True


def _filled(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """Return the sheet's cells; of a sheet of common size blank ones too: formulas reach them."""
    bottom = max((row for row, _ in sheet.cells), default=0)
    right = max((column for _, column in sheet.cells), default=0)
    if (bottom + 1) * (right + 1) > LARGEST:
        return dict(sheet.cells)
    everything = ((row, column) for row in range(bottom + 1) for column in range(right + 1))
    return {place: sheet.cells.get(place, Cell()) for place in everything}


def _numeric(cell: Cell) -> bool:
    return cell.formula is not None or not isinstance(cell.value, str)


def _made_up(place: tuple[int, int], probe: int) -> int:
    """Return a figure that no sum of a few others comes to: spread by row, column and probe."""
    row, column = place
    return 1 + (row * 7919 + column * 104729 + probe * 1299709) ** 2 % 15485863
