"""Forms side by side on a sheet: each has the part under its own headings.

Where these are the same they say nothing of which is which. They stand as often as there are such
forms, and so the first from the left is the first form's. Where they differ, the labels before the
rows may still be those of the form on the left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from attrs import evolve

from youthstats.layout.layouts import return_layout
from youthstats.layout.leaves import Label
from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["behind", "parts_of", "twins_of"]


def twins_of(form: Form, scheme: Scheme) -> tuple[Form, ...]:
    """Return the forms on the sheet of ``form`` whose columns are headed alike, itself among them."""
    if not form.sheet:
        return (form,)
    mine = _headings(form)
    return tuple(
        one
        for one in scheme.forms
        if one.sheet == form.sheet and any(mine) and _headings(one) == mine
    ) or (form,)


@lru_cache(maxsize=64)
def _headings(form: Form) -> tuple[tuple[Label, ...], ...]:
    return tuple(leaf.fixed for leaf in return_layout(form).columns)


def behind(found: Found, sheet: Sheet, others: Iterable[Found]) -> Sheet | None:
    """Return the part of a sheet behind the forms that end left of one's answers; ``None`` for all."""
    rows = {*found.table}
    ends = [
        max(one.columns)
        for one in others
        if one.columns and found.columns and not rows.isdisjoint(one.table)
        if max(one.columns) < min(found.columns)
    ]
    last = max((at for _, at in sheet.cells), default=0)
    return _between(sheet, max(ends) + 1, last) if ends else None


def parts_of(
    sheet: Sheet, doubtful: Mapping[int, tuple[Place, ...]], leaves: int, count: int
) -> tuple[Sheet, ...]:
    """Return a sheet cut behind each of ``count`` runs of headings; nothing where there are not so many.

    ``doubtful`` are the places of each of the ``leaves`` that stands several times.
    """
    places = [sorted(column for _, column in found) for found in doubtful.values()]
    if len(places) < leaves or any(len(columns) != count for columns in places):
        return ()
    runs = list(zip(*places, strict=True))
    if any(max(run) >= min(following) for run, following in pairwise(runs)):
        return ()
    ends = [-1, *(max(run) for run in runs[:-1]), max((at for _, at in sheet.cells), default=0)]
    return tuple(_between(sheet, first + 1, last) for first, last in pairwise(ends))


def _between(sheet: Sheet, first: int, last: int) -> Sheet:
    """Return the columns of a sheet from one to another.

    What is merged from the left into them is theirs as well: a 合计 over the labels of two forms.
    """
    cells = {place: cell for place, cell in sheet.cells.items() if first <= place[1] <= last}
    merges = []
    for one in sheet.merges:
        if one.left < first <= one.right and (shared := sheet.cells.get((one.top, one.left))):
            cells[one.top, first] = shared
            merges.append(evolve(one, left=first))
        elif first <= one.left <= last:
            merges.append(one)
    return evolve(sheet, cells=cells, merges=tuple(merges))
