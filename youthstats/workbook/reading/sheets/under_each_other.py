"""Forms under each other on a sheet: each ends where the next begins.

Nothing in rows without labels says whose they are, and 合计 may be any table's. A form begins with the
first of its labels, its heading or what stands before its answers. Where a clerk took those away the
list above has no end that is known: it is taken for one where a label of that form is left, else where
a row is blank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import filled
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded

__all__ = [
    "above",
    "below",
    "ends_unseen",
    "form_above",
    "next_begins",
    "others_beside",
    "rows_between",
    "stands_over_another",
    "tables_beside",
]


def others_beside(form: Form, scheme: Scheme) -> Iterator[Form]:
    """Yield the other forms that stand on the same sheet as a form."""
    if form.sheet:
        yield from (one for one in scheme.forms if one.sheet == form.sheet and one.id != form.id)


def next_begins(found: Found, others: Iterable[Found]) -> int | None:
    """Return the first row under a form's labels in which another begins, over its columns.

    A label that led to both forms may be either's, and tells nothing.
    """
    columns = found.columns
    tops = []
    for one in others if columns else ():
        own, its = found.labels - one.labels, one.labels - found.labels
        if own and its and max(own)[0] < (top := min(its)[0]) and _meet(columns, _columns(one)):
            tops.append(top)
    return min(tops, default=None)


def form_above(found: Found, others: Iterable[Found]) -> Found | None:
    """Return the lowest form that begins above another, over its columns."""
    columns = found.columns
    ends = [
        one
        for one in others
        if found.labels and one.labels and min(one.labels)[0] < min(found.labels)[0]
        if columns and _meet(columns, _columns(one))
    ]
    return max(ends, key=lambda one: min(one.labels), default=None)


def tables_beside(found: Found, others: Iterable[Found]) -> list[range]:
    """Return the rows of the other tables on a form's sheet that have none in common with it."""
    own, sheet = found.table, found.location.sheet
    tables = (one.table for one in others if one is not found and one.location.sheet == sheet)
    return [one for one in tables if one.stop <= own.start or own.stop <= one.start]


def stands_over_another(column: int, found: Found, others: Iterable[Found]) -> bool:
    """Tell whether a column is of a table that stands beside a form, and not of the form."""
    sheet, rows = found.location.sheet, {*found.table}
    here = (one for one in others if one is not found and one.location.sheet == sheet)
    beside = [_columns(one) for one in here if not rows.isdisjoint(one.table)]
    over = [among for among in beside if among and _meet({column}, among)]
    own = _columns(found)
    return bool(over) and not (own and _meet({column}, own))


def _columns(found: Found) -> Set[int]:
    """Return the columns of a form's labels and answers."""
    return found.columns.union(column for _, column in found.labels)


def _meet(one: Set[int], other: Set[int]) -> bool:
    """Tell whether what lies between some columns and between others has any in common."""
    return min(one) <= max(other) and min(other) <= max(one)


def above(sheet: Sheet, end: int) -> Sheet:
    """Return the rows of a sheet above one."""
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] < end}
    merges = tuple(merge for merge in sheet.merges if merge.top < end)
    return evolve(sheet, cells=cells, merges=merges)


def below(sheet: Sheet, last: int) -> Sheet:
    """Return the rows of a sheet below one."""
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] > last}
    merges = tuple(merge for merge in sheet.merges if merge.top > last)
    return evolve(sheet, cells=cells, merges=merges)


def rows_between(sheet: Sheet, first: int, end: int) -> Sheet:
    """Return the rows of a sheet from one to before another."""
    return above(below(sheet, first - 1), end)


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
