"""Where two returns of one unit say different things."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.asides import Apart
from youthstats.model.forms import Line
from youthstats.model.returns import Return
from youthstats.model.values import Missing

__all__ = ["apart"]


def apart(one: Return, other: Return) -> Apart:
    """Return the cells of ``one`` that say otherwise in ``other``, in the order of its forms."""
    forms = dict.fromkeys((*one.records, *other.records))
    return Apart(tuple(dict.fromkeys(place for form in forms for place in _on(form, one, other))))


def _on(form: str, one: Return, other: Return) -> Iterator[str]:
    mine, theirs = one.records.get(form), other.records.get(form)
    if mine is None or theirs is None:
        yield next(record.form.label for record in (mine, theirs) if record is not None)
        return
    said, said_there = mine.values, theirs.values
    for item, line in dict.fromkeys((*said, *said_there)):
        key = item, line
        if said.get(key, Missing.BLANK) != said_there.get(key, Missing.BLANK):
            yield _place(one, form, item, line) or _place(other, form, item, line) or item


def _place(filed: Return, form: str, item: str, line: Line) -> str | None:
    location = filed.locations.get(form)
    address = location.address(item, line) if location else None
    return f"{location.sheet}!{address}" if location and address else None
