"""Rows that open a division of the total and hold no figures: 按性别分, and behind it 男 and 女.

What stands behind such a row, up to the next or to a line that is set in no further, makes up the
total once more; the row itself is no part of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from youthstats.workbook.understanding.divided import Row, divided
from youthstats.workbook.understanding.paths import Paths

__all__ = ["Divisions", "divisions_of"]


@define
class Divisions:
    """By what the rows of a table divide its totals.

    ``opening`` are the rows that only say so, ``elsewhere`` those of them that divide something else
    than a total, and ``wholes`` their parts, with the rows that open them and that they divide.
    ``ways`` and ``apart`` are the rows behind these, with the one that opens them. At
    each of ``totals`` the rows of another total begin.
    """

    opening: set[int] = field(factory=set)
    elsewhere: set[int] = field(factory=set)
    ways: dict[int, Row] = field(factory=dict)
    apart: dict[int, Row] = field(factory=dict)
    totals: list[int] = field(factory=list)
    wholes: dict[int, tuple[int, int]] = field(factory=dict)


def divisions_of(paths: Paths) -> Divisions:
    """Return the divisions that rows of a table open; a card has none."""
    if paths.table.pairs:
        return Divisions()
    rows = paths.lines
    if not any(row.way for row in rows):
        return Divisions()
    found = _divided(rows)
    totalled = {row.path[:-1] for row in rows if row.totals}
    for opening, whole, parts in divided(rows):
        if opening.number in found.elsewhere or opening.path[:-1] not in totalled:
            found.wholes |= {part.number: (opening.number, whole.number) for part in parts}
    return found


def _divided(rows: Sequence[Row]) -> Divisions:
    found = Divisions()
    opening: Row | None = None
    behind: list[Row] = []
    said: set[str] = set()
    first = next((row for row in rows if not (row.way or row.heads)), None)
    for at, row in enumerate(rows):
        if row.way:
            found.opening.add(row.number)
            if row.way in said or not _divides_total(row, rows[:at]):
                found.elsewhere.add(row.number)
            opening, behind = row, []
            said.add(row.way)
            continue
        if opening is not None and (row.heads or _ends(row, opening, behind)):
            opening = None
        if opening is not None:
            behind.append(row)
            kept = found.apart if opening.number in found.elsewhere else found.ways
            kept[row.number] = opening
        elif row.heads or (first and first.totals and row.totals and first.beside(row)):
            said = set()
            found.totals += [] if row.heads else [row.number]
    return found


def _divides_total(opening: Row, before: Iterable[Row]) -> bool:
    """Tell whether a row is not set in behind a line that is no total: that is what it divides."""
    plain = [row for row in before if not row.way and row.depth < opening.depth]
    return not plain or plain[-1].totals


def _ends(row: Row, opening: Row, behind: Sequence[Row]) -> bool:
    """Tell whether a division is over: at other labels, at a total, or at what is set in no further."""
    level = len(opening.path) - 1
    if row.path[:level] != opening.path[:level] or len(row.path) <= level:
        return True
    if row.depth > opening.depth or not behind:
        return row.depth < opening.depth
    return row.totals or row.depth < opening.depth or behind[0].depth > opening.depth
