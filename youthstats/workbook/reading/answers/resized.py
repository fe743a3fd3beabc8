"""Figures under a line that says they are in another measure: 元 where 万元 is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youthstats.model.forms import Line
from youthstats.model.returns import ReadingNote, Record
from youthstats.model.values import Missing, is_figure
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.line_of_measure import in_another_size

__all__ = ["without_resized"]


def without_resized(
    record: Record, notes: Sequence[ReadingNote], found: Found, measure: str
) -> tuple[Record, list[ReadingNote]]:
    """Return a record without the figures that such a line gives another size: nobody read them."""
    resized = dict.fromkeys(_resized(record, found, measure), Missing.UNREADABLE)
    kept = [note for note in notes if (note.item, note.line) not in resized]
    return record.replacing(resized), kept


def _resized(record: Record, found: Found, measure: str) -> Iterator[tuple[str, Line]]:
    """Yield the figures that are ten thousand times, or so, what was asked for."""
    resized = in_another_size(found, measure)
    items = {name for name, _ in resized}
    for name, line, value in record if items else ():
        below = line is not None and line == record.form.total_line and name in items
        if (below or (name, line) in resized) and is_figure(value) and value != 0:
            yield name, line
