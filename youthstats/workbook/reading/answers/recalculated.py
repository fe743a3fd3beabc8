"""Answers whose stored result is not what the figures, as they were read, come to.

``SUM`` passes over a number typed as text and over what cannot be read; a program that does not
calculate leaves 0 where nothing was filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from decimal import Decimal
from fractions import Fraction

from youthstats.model.deriving import derived_value
from youthstats.model.forms import Line
from youthstats.model.linear import Linear
from youthstats.model.returns import ReadingNote, Record, Spot
from youthstats.model.values import Missing, Value, is_figure, nominal
from youthstats.workbook.package import Cell, CellError, Sheet
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found

__all__ = ["recalculated"]


def recalculated(
    found: Found, record: Record, sheet: Sheet, live: Set[Spot], *, values_only: bool
) -> tuple[Record, list[ReadingNote]]:
    """Return the record with such answers set right, and a note for each.

    ``live`` are the answers that hold the form's own formula, ``values_only`` marks a file of a kind
    whose formulas cannot be seen.
    """
    told = list(_zeros(found, record) if values_only else _over_text(found, record, sheet, live))
    if not told:
        return record, []
    return record.replacing({(note.item, note.line): note.read for note in told}), told


def _over_text(
    found: Found, record: Record, sheet: Sheet, live: Set[Spot]
) -> Iterator[ReadingNote]:
    """Yield sums of the form's own formula that passed over a text: added up again as it was read."""
    for name, line, place, _ in timely(found.formulas):
        cell, source = sheet.cells.get(place), found.source(name, line)
        if cell is None or cell.formula is None or not isinstance(source, Linear):
            continue
        terms = [
            (coefficient, operand)
            for ref, coefficient in source.terms
            if (at := found.location.cell(ref.item, ref.on(line))) is not None
            and (operand := sheet.cells.get(at)) is not None
        ]
        own = (record.form.id, name, line) in live and not source.constant
        if (
            not own
            or not any(_is_text(operand) for _, operand in terms)
            or not _passed(cell, terms)
        ):
            continue
        value = derived_value(record, name, line)
        if value != record[name, line]:
            yield _note(_how(cell, value), record, name, line, _stored(cell), value)


def _how(cell: Cell, value: Value) -> str:
    if not is_figure(value):
        return "formula_over_unread"
    return "formula_over_text" if cell.value is not None else "formula_evaluated_over_text"


def _passed(cell: Cell, terms: Iterable[tuple[Fraction, Cell]]) -> bool:
    """Tell whether a stored result is the sum of the typed numbers alone.

    One that was not stored was worked out here, as a spreadsheet does it.
    """
    if cell.value is None or isinstance(cell.value, CellError):
        return cell.value is None
    typed = [(coefficient, _typed(operand)) for coefficient, operand in terms]
    total = sum((by * number for by, number in typed if number is not None), Fraction(0))
    return (_typed(cell) or 0) == total


def _typed(cell: Cell) -> Fraction | None:
    """Return the number that stands in a cell as one."""
    number = isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)
    return Fraction(cell.value) if number else None  # type: ignore[arg-type]


def _is_text(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.value != ""


def _zeros(found: Found, record: Record) -> Iterator[ReadingNote]:
    """Yield zeros that follow from nothing: what a formula over blanks is stored as."""
    for name, line, _, _ in found.formulas:
        value = record[name, line]
        if not is_figure(value) or nominal(value):  # type: ignore[arg-type]
            continue
        if derived_value(record, name, line) is Missing.BLANK:
            yield _note("zero_of_nothing", record, name, line, "0", Missing.BLANK)


def _stored(cell: Cell) -> str:
    return str(cell.formula if cell.value is None else cell.value)


def _note(
    code: str, record: Record, name: str, line: Line, stood: str, value: Value
) -> ReadingNote:
    return ReadingNote(f"reading.{code}", record.form.id, name, line, stood, value)
