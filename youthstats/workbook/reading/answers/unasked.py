"""What stands where a form asks for nothing: a dash as it was printed, or a figure nobody wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from youthstats.model.forms import Line
from youthstats.model.returns import ReadingNote, Record
from youthstats.model.values import Missing, Value, exact, is_figure, printed
from youthstats.workbook.package import Cell
from youthstats.workbook.reading.parse.signs import is_mark
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["without_unasked"]


def without_unasked(
    record: Record, notes: Iterable[ReadingNote], cells: Mapping[tuple[str, Line], Cell]
) -> tuple[Record, list[ReadingNote]]:
    """Return the record without what stands in closed crossings, and what is to be said of it.

    ``cells`` are those of the crossings: a 100 printed under （%） is a share of 1 as an answer.
    A dash, a cross, a blank, a word for no such figure and what the template prints itself are as they should
    be. A nought means nothing and is noted. Anything else does not count, and the check finds it.
    """
    form, told = record.form, list(notes)
    stood = {(note.item, note.line): note.stood for note in told}
    kept = [note for note in told if (note.item, note.line) not in form.closed]
    unasked = [(name, line) for name, line, _ in record if (name, line) in form.closed]
    for name, line in unasked:
        value, cell = record[name, line], cells.get((name, line))
        held = _shown(value if cell is None or cell.value is None else cell.value)
        text = stood.get((name, line)) or held
        if is_mark(held) or not form.printed.isdisjoint({folded(text), folded(held)}):
            continue
        for code in _said(value):
            kept.append(ReadingNote(code, form.id, name, line, text, Missing.NOT_ASKED))
    return Record.of(
        form, {place: v for place, v in record.values.items() if place not in unasked}
    ), kept


def _said(value: Value) -> Iterator[str]:
    if value in {Missing.BLANK, Missing.NOT_APPLICABLE}:
        return
    yield "reading.zero_not_asked" if value == 0 else "reading.not_asked"


def _shown(value: object) -> str:
    return printed(exact(value)) if is_figure(value) else str(value)  # type: ignore[arg-type]
