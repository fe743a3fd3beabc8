"""Forms under each other on a sheet: one whose rows have no labels ends where the next begins.

Nothing in such rows says whose they are. A form begins with the first of its labels, its heading or
what stands before its answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.found import Found

__all__ = ["above", "next_begins", "others_beside"]


def others_beside(form: Form, scheme: Scheme) -> Iterator[Form]:
    """Yield the other forms that stand on the same sheet as a form."""
    if form.sheet:
        yield from (one for one in scheme.forms if one.sheet == form.sheet and one.id != form.id)


def next_begins(found: Found, others: Iterable[Found]) -> int | None:
    """Return the first row under a form's heading in which another begins, over its columns."""
    columns = [at for at in found.location.columns if at is not None]
    if not columns or not found.labels:
        return None
    last = max(row for row, _ in found.labels)
    tops = [
        top
        for one in others
        if one.labels
        and (top := min(row for row, _ in one.labels)) > last
        and _meet(columns, _columns(one))
    ]
    return min(tops, default=None)


def _columns(found: Found) -> list[int]:
    """Return the columns of a form's labels and answers."""
    return [
        *(column for _, column in found.labels),
        *(at for at in found.location.columns if at is not None),
    ]


def _meet(one: list[int], other: list[int]) -> bool:
    """Tell whether what lies between some columns and between others has any in common."""
    return min(one) <= max(other) and min(other) <= max(one)


def above(sheet: Sheet, end: int) -> Sheet:
    """Return the rows of a sheet above one."""
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] < end}
    merges = tuple(merge for merge in sheet.merges if merge.top < end)
    return evolve(sheet, cells=cells, merges=merges)
