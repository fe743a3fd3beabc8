"""Forms that came back as they were handed out: what their formulas come to is nobody's answer.

The formulas of an office's own template come to 0 over blank cells, and some texts in it are printed
where an answer goes. A 0 that was typed is an answer like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youthstats.model.forms import Form
from youthstats.model.returns import Record
from youthstats.model.values import Missing, Value, is_figure, nominal
from youthstats.workbook.package import Book, Cell, CellError
from youthstats.workbook.reading.answers.formulas_asked import formulas_asked
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["untouched"]


def untouched(
    book: Book, found: Mapping[str, Found], records: Mapping[str, Record]
) -> frozenset[str]:
    """Return the forms of a return in which nobody filled in anything.

    One that holds nothing but formulas is none where another form was filled in.
    """
    working = {
        form: frozenset(asked.place for asked in formulas_asked(one, found))
        for form, one in found.items()
        if not (one.overwritten or one.matching.doubtful or _typed(book, one, records[form]))
    }
    if not working:
        return frozenset()  # as of nearly every return
    idle = {
        form
        for form, formulas in working.items()
        if all(
            _comes_to_nothing(*held, formulas) for held in _held(book, found[form], records[form])
        )
    }
    if all(form in idle or records[form].blank for form in found):
        return frozenset(idle)
    return frozenset(form for form in idle if found[form].cells - working[form])


def _held(book: Book, one: Found, record: Record) -> Iterator[tuple[Place, Cell, Value]]:
    """Yield what stands in the cells of the answers that are not blank."""
    cells, form = book.sheet(one.location.sheet).cells, record.form
    for line, spots in timely(one.spots):
        for item, place in spots:
            cell = None if place is None else cells.get(place)
            if place is None or cell is None:
                continue
            value = record[item.name, line]
            filled = value is not Missing.BLANK and value is not Missing.NOT_ASKED
            if filled and not _printed(form, cell):
                yield place, cell, value


def _typed(book: Book, one: Found, record: Record) -> bool:
    """Tell whether a cell was filled in by hand; without formulas to be seen, with more than 0."""
    return any(
        not _is_zero(value) if book.values_only else cell.formula is None
        for _, cell, value in _held(book, one, record)
    )


def _comes_to_nothing(place: Place, cell: Cell, value: Value, formulas: frozenset[Place]) -> bool:
    failed = value is Missing.UNREADABLE and isinstance(cell.value, CellError | None)
    return place in formulas and (failed or _is_zero(value))


def _is_zero(value: Value) -> bool:
    return is_figure(value) and not nominal(value)  # type: ignore[arg-type]


def _printed(form: Form, cell: Cell) -> bool:
    """Tell whether a text stood in the office's own template."""
    return isinstance(cell.value, str) and folded(cell.value) in form.printed
