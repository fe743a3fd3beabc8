"""The long table of answers: a line for every answer of every form of every return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from youthstats.model.forms import Form, Line
from youthstats.model.locations import Location
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.tables.figures import told

__all__ = ["answer_rows"]

Row = tuple[Any, ...]
Notes = dict[tuple[str, str, Line], tuple[str, str]]


def answer_rows(one: Return, scheme: Scheme) -> Iterator[Row]:
    """Yield the rows of one return, in the order of its forms.

    ``scheme`` may be one with an open roster: then every unit but its root files returns.
    """
    head = (scheme.id, scheme.period, one.unit, *_standing(one.unit, scheme))
    notes = _notes(one)
    for form_id, record in one.records.items():
        location = one.locations.get(form_id)
        for row in _record_rows(record, location, one.file or None, notes):
            yield (*head, *row)


def _standing(unit: str, scheme: Scheme) -> tuple[str | None, bool]:
    """Return the unit's parent, and whether it files a return of its own."""
    units = scheme.units
    if units.is_open:
        return (None, False) if unit == units.root else (units.root, True)
    return (units[unit].parent if unit in units else None), units.is_leaf(unit)


def _notes(one: Return) -> Notes:
    """Return by answer the codes of its notes, and what stood there as the first of them says."""
    found: Notes = {}
    for note in one.notes:
        place = note.form, note.item, note.line
        codes, stood = found.get(place, ("", note.stood))
        found[place] = f"{codes} {note.code}".strip(), stood
    return found


def _record_rows(
    record: Record, location: Location | None, file: str | None, notes: Notes
) -> Iterator[Row]:
    form = record.form
    asked = _asked(form)
    sheet = location.sheet if location else None
    for name, line, value in record:
        yield (
            form.id,
            name,
            line if isinstance(line, str) else None,
            line if isinstance(line, int) else None,
            *asked[name],
            *told(value),
            value if isinstance(value, date) else None,
            file,
            sheet,
            location.address(name, line) if location else None,
            *notes.get((form.id, name, line), (None, None)),
        )


@cache
def _asked(form: Form) -> dict[str, tuple[str, str | None]]:
    """Return kind and measure of every item, by name."""
    return {item.name: (item.kind.value, item.measure or None) for item in form.items}
