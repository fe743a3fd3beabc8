"""Zeros that follow from nothing: what a program that does not calculate leaves over blanks."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.deriving import derived_value
from youthstats.model.returns import ReadingNote, Record
from youthstats.model.values import Missing, is_figure, nominal
from youthstats.workbook.reading.sheets.found import Found

__all__ = ["without_zeros"]


def without_zeros(found: Found, record: Record) -> tuple[Record, list[ReadingNote]]:
    """Return the record without such zeros, and a note for each.

    It is asked of files of a kind whose formulas cannot be seen.
    """
    told = list(_zeros(found, record))
    blank = {(note.item, note.line): note.read for note in told}
    return (record.replacing(blank) if blank else record), told


def _zeros(found: Found, record: Record) -> Iterator[ReadingNote]:
    for name, line, _, _ in found.formulas:
        value = record[name, line]
        if not is_figure(value) or nominal(value):  # type: ignore[arg-type]
            continue
        if derived_value(record, name, line) is Missing.BLANK:
            yield ReadingNote(
                "reading.zero_of_nothing", record.form.id, name, line, "0", Missing.BLANK
            )
