"""Figures that a label, or a line of the sheet, gives another measure: 元 where 万元 is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from youthstats.model.forms import Line
from youthstats.model.items import Item, Kind
from youthstats.model.returns import RESIZED, ReadingNote, Record
from youthstats.model.values import Missing, Value, is_figure, nominal, printed
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.line_of_measure import in_another_size

__all__ = ["without_resized"]


def without_resized(
    record: Record, notes: Sequence[ReadingNote], found: Found, sheet: Sheet, line: str | None
) -> tuple[Record, list[ReadingNote]]:
    """Return a record without the figures that are given another size: nobody read them.

    ``line`` is what a line above or below the table says, where it is not the form's. What was
    typed is kept in a note, with the measure that its label gives it.
    """
    said = dict.fromkeys(() if line is None else _on_line(record, in_another_size(found, line)), "")
    said |= {
        at: stem_and_measure(one.stood)[1] or one.stood for at, one in found.other_measures.items()
    }
    resized = {
        (name, at): value
        for name, at, value in (record if said else ())
        if (name, at) in said and _has_size(value, record.form.item(name))
    }
    if not resized:
        return record, list(notes)
    kept = [note for note in notes if (note.item, note.line) not in resized]
    for at, value in resized.items():
        stood = _typed(value, found, sheet, *at)
        note = ReadingNote(RESIZED, record.form.id, *at, stood, Missing.UNREADABLE, said[at])
        kept.append(note)
    return record.replacing(dict.fromkeys(resized, Missing.UNREADABLE)), kept


def _on_line(record: Record, resized: Collection[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """Yield such answers, those below a list too."""
    items = {name for name, _ in resized}
    yield from resized
    yield from ((name, record.form.total_line) for name in items if record.form.total_line)


def _has_size(value: Value, item: Item) -> bool:
    """Tell whether a value is another one in another measure; a phrase holds figures."""
    holds = item.kind is Kind.PHRASE and isinstance(value, str)
    return holds or (is_figure(value) and value != 0)


def _typed(value: Value, found: Found, sheet: Sheet, name: str, line: Line) -> str:
    """Return what stands in the cell of an answer; of a formula what it comes to."""
    place = found.location.cell(name, line)
    cell = sheet.cells.get(place) if place is not None else None
    if cell is not None and cell.value is not None:
        return shown(cell)
    return printed(nominal(value)) if is_figure(value) else ""  # type: ignore[arg-type]
