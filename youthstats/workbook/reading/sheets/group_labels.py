"""Lists under each other that are headed alike: the label of a group beside each says whose it is.

家庭主要成员 and 社会关系 ask for 称谓, 姓名 and 年龄 both. Clerks take one of them out, put in another, or
change their order: order tells lists apart only where no label of them is left. A label stands in the
row of the headings or above them, and one written across its entries in a row of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from attrs import evolve, frozen

from youthstats.layout.leaves import Label
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.label_search import LabelSearch
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.reading.sheets.under_each_other import rows_between

__all__ = ["Alike", "in_doubt", "lists_alike"]


@frozen
class Alike:
    """The parts of a sheet under each run of headings, and by list the parts that may be its."""

    parts: tuple[Sheet, ...]
    heads: tuple[int, ...]
    whose: tuple[tuple[int, ...], ...]

    def doubts(self, number: int) -> list[int]:
        """Return the rows of the headings that may be those of a list, where they may be several."""
        mine = self.whose[number]
        others = {at for n, runs in enumerate(self.whose) for at in runs if n != number}
        return [self.heads[at] for at in mine] if mine[1:] or others.intersection(mine) else []


def lists_alike(
    sheet: Sheet, headings: Sequence[Set[Place]], titles: Sequence[str]
) -> Alike | None:
    """Return which part of a sheet is of which list, by the titles of these; ``None`` for no part.

    ``headings`` are the places where each of them stands.
    """
    labels = _labels(sheet, titles)
    heads = _heads(headings, labels, SheetView(sheet))
    if not heads:
        return None
    said, tops = _said(heads, labels, sheet)
    ends = [*tops[1:], 1 + max(row for row, _ in sheet.cells)]
    parts = tuple(rows_between(sheet, *rows) for rows in zip((0, *tops[1:]), ends, strict=True))
    return Alike(parts, tuple(heads), _dealt(said, len(titles)))


def in_doubt(found: Found, heads: Sequence[int]) -> Found:
    """Return a list of which nobody knows under which headings it stands: nothing of it is read."""
    form, location = found.layout.form, found.location
    left = min((at for _, at in found.labels), default=0)
    where = " / ".join(address((head, left)) for head in heads)
    nowhere = tuple(None for _ in location.rows)
    return evolve(
        found,
        location=evolve(location, rows=nowhere, totals={}),
        matching=evolve(found.matching, doubtful=(f"{form.title} {where}",)),
    )


def _labels(sheet: Sheet, titles: Sequence[str]) -> Mapping[Place, int]:
    """Return which list each label of a group names, but for titles that several lists have."""
    own = {Label(title): n for n, title in enumerate(titles) if title and titles.count(title) == 1}
    if not own:
        return {}
    found = LabelSearch.over([(label,) for label in own], SheetView(sheet), {}, {})
    return {place: n for label, n in own.items() for place in found.of(label)}


def _heads(
    headings: Sequence[Set[Place]], labels: Mapping[Place, int], view: SheetView
) -> list[int]:
    """Return the rows in which all headings stand, or most of them beside the label of a list."""
    rows = [{row for row, _ in places} for places in headings]
    beside = {row for row, _ in labels}
    counts = {row: sum(row in those for those in rows) for row in set[int]().union(*rows)}
    return sorted(
        row
        for row, count in counts.items()
        if count == len(rows) or (2 * count > len(rows) and row in beside)
    )


def _said(
    heads: Sequence[int], labels: Mapping[Place, int], sheet: Sheet
) -> tuple[list[int | None], list[int]]:
    """Return the list that the label at each run of headings names, and where the run begins."""
    said: list[int | None] = [None] * len(heads)
    tops = list(heads)
    reach = {(one.top, one.left): one.bottom for one in sheet.merges}
    further = []
    for place, number in sorted(labels.items()):
        rows = range(place[0], reach.get(place, place[0]) + 1)
        at = next((n for n, head in enumerate(heads) if head in rows), None)
        if at is None:
            further.append((place, number))
        else:
            said[at], tops[at] = number, min(rows.start, tops[at])
    for (row, column), number in further:
        under = next((n for n, head in enumerate(heads) if head > row), None)
        alone = all(at == column for line, at in sheet.cells if line == row)
        if under is not None and said[under] is None and alone:
            said[under], tops[under] = number, row
        elif (over := len(heads) - 1 if under is None else under - 1) >= 0 and said[over] is None:
            said[over] = number
    return said, tops


def _dealt(said: Sequence[int | None], count: int) -> tuple[tuple[int, ...], ...]:
    """Return the runs that each list may stand under; order tells where no label of them is left."""
    if not any(one is not None for one in said):
        runs = tuple(range(len(said)))
        return tuple((n,) for n in runs) if len(runs) == count else (runs,) * count
    named = {n: tuple(at for at, one in enumerate(said) if one == n) for n in range(count)}
    lost = [n for n, at in named.items() if not at]
    nameless = [at for at, one in enumerate(said) if one is None]
    if lost and len(lost) == len(nameless):
        named |= {n: (at,) for n, at in zip(lost, nameless, strict=True)}
        runs = tuple(range(len(said)))
        return tuple(named.values()) if _in_order(named.values()) else (runs,) * count
    free = lost or list(named)
    return tuple((*at, *(nameless if n in free else ())) for n, at in named.items())


def _in_order(dealt: Iterable[tuple[int, ...]]) -> bool:
    return all(max(one) < min(other) for one, other in pairwise(dealt))
