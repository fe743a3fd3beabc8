"""Forms under each other on a sheet: one whose rows have no labels ends where the next begins.

Nothing in such rows says whose they are. A form begins with the first of its labels, its heading or
what stands before its answers. Where a clerk took those away the list above has no end that is known:
it is taken for one where a label of that form is left, else where a row is blank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import filled
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["above", "ends_unseen", "next_begins", "others_beside"]


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


def ends_unseen(found: Found, sheet: Sheet, labels: Collection[str]) -> int | None:
    """Return the first row that is rather of a form under a list, whose heading is not there.

    ``labels`` are what is left of that form's, folded. ``None`` where the list has no gap.
    """
    columns = [at for at in found.location.columns if at is not None]
    rows = sorted(found.listed.filled)
    if not rows:
        return None
    named = (row for (row, _), text in sheet.texts_from(rows[0]) if folded(text) in labels)
    if (begins := min(named, default=None)) is not None:
        return begins
    held = {
        row
        for (row, column), cell in sheet.cells.items()
        if row >= rows[0] and min(columns) <= column <= max(columns) and filled(cell, sheet)
    }
    return next((row for row in rows[1:] if row - 1 not in held), None)
