"""Formulas that count a row which the form has not: what is to be mended is the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from youthstats.model.asides import Aside
from youthstats.model.returns import ReadingNote
from youthstats.model.values import is_number, near
from youthstats.workbook.package import Book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.referring import by_name, referred

__all__ = ["over_rows_added"]


def over_rows_added(
    book: Book,
    found: Mapping[str, Found],
    notes: Iterable[ReadingNote],
    asides: Iterable[Aside],
) -> Iterator[ReadingNote]:
    """Yield the notes on a return; of a formula that only counts such a row besides this is said.

    It comes to just as much more than the form's own formula as stands in the rows it counts.
    """
    rows = [one for one in asides if one.held]
    for note in notes:
        differs = rows and note.code == "reading.formula_differs"
        counted = _counted(book, found[note.form], note, rows) if differs else []
        if counted:
            labels = " / ".join(str(one.facts["label"]) for one in counted)
            yield evolve(note, code="reading.formula_over_row_added", suggestion=labels)
        else:
            yield note


def _counted(book: Book, one: Found, note: ReadingNote, rows: Iterable[Aside]) -> list[Aside]:
    """Return the rows that are all in which a formula is another than the form's."""
    sheet, place = one.location.sheet, one.location.cell(note.item, note.line)
    if place is None or not note.suggestion:
        return []
    cells, column = set(referred(by_name(book.sheets), sheet, note.stood)), place[1]
    counted = [
        row
        for row in rows
        if row.sheet == sheet and (sheet, (int(str(row.facts["row"])) - 1, column)) in cells
    ]
    more = sum((Fraction(row.held.get(column, 0)) for row in counted), Fraction(0))
    stood, ours = (evaluate(book, sheet, text) for text in (note.stood, note.suggestion))
    if not is_number(stood) or not is_number(ours):
        return []
    return counted if near(Fraction(stood) - Fraction(ours), more) else []
