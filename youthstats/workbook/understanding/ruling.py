"""Which cells lines close in though a side of them is open: a yearbook has no outer edges, or no lines across.

A table is ruled between two lines of the same width across it, or below the last of them, where each
row has its lines downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise, takewhile

from attrs import frozen

from youthstats.workbook.package import Merge
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.region import SPACER

__all__ = ["Sides", "within_rules"]


@frozen
class Sides:
    """On which sides of a cell a line is drawn."""

    left: bool = False
    right: bool = False
    top: bool = False
    bottom: bool = False

    @property
    def count(self) -> int:
        return self.left + self.right + self.top + self.bottom


def within_rules(sides: Mapping[Place, Sides], merges: Iterable[Merge]) -> frozenset[Place]:
    """Return the cells that are part of a ruled table.

    Where lines stand between all cells of a row each has one of its own; in the first and last column it
    needs none where the outer edge is open.
    """
    rules = _Rules(
        {at for at, one in sides.items() if one.top}
        | {(row + 1, column) for (row, column), one in sides.items() if one.bottom},
        {at for at, one in sides.items() if one.left}
        | {(row, column + 1) for (row, column), one in sides.items() if one.right},
        {
            (row, column)
            for one in merges
            for row in range(one.top, one.bottom + 1)
            for column in range(one.left + 1, one.right + 1)
        },
    )
    found: set[Place] = set()
    for (left, right), edges in rules.across.items():
        for rows in rules.tables(left, right, edges):
            sure = {at for at in (left, right) if rules.is_open(rows, at + (at == right))}
            places = ((row, column) for row in rows for column in range(left, right + 1))
            free = {row for row in rows if not rules.between(left, right, (row,))}
            found.update(at for at in places if at in sides or at[1] in sure or at[0] in free)
    return frozenset(found)


@frozen(slots=False)
class _Rules:
    """Lines across, each over a cell, and downwards, each left of one; ``joined`` cells need none."""

    over: set[Place]
    before: set[Place]
    joined: set[Place]

    @property
    def across(self) -> Mapping[tuple[int, int], Sequence[int]]:
        """The lines across by their first and last column: over which rows each is drawn."""
        ends: dict[tuple[int, int], list[int]] = {}
        for row, column in sorted(self.over):
            if (row, column - 1) not in self.over:
                right = column
                while (row, right + 1) in self.over:
                    right += 1
                ends.setdefault((column, right), []).append(row)
        return {(left, right): rows for (left, right), rows in ends.items() if left < right}

    def tables(self, left: int, right: int, edges: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield the rows of every table between lines of one width."""
        rows: tuple[int, ...] = ()
        for top, bottom in pairwise((*edges, edges[-1])):
            begin = self._begin(left, right, top)
            part = range(begin, bottom) if bottom > top else self._open(left, right, begin)
            if part and self._ruled(left, right, part):
                rows += tuple(part)
            elif rows:
                yield rows
                rows = ()
        if rows:
            yield rows

    def _begin(self, left: int, right: int, top: int) -> int:
        """Return the first row below a line across: a blank one or two may stand over those ruled."""
        below = range(top, top + SPACER + 1)
        return next((row for row in below if self._inner(left, right, row)), top)

    def _inner(self, left: int, right: int, row: int) -> frozenset[int]:
        """Return the columns within a table that a line stands before."""
        return frozenset(at for at in range(left + 1, right + 1) if (row, at) in self.before)

    def _open(self, left: int, right: int, top: int) -> Sequence[int]:
        """Return the rows below the last line across that the same lines go down through.

        Lines of another width among them are those of a smaller table.
        """
        first = self._inner(left, right, top)
        rows = list(
            takewhile(lambda at: bool(first) and self._inner(left, right, at) == first, count(top))
        )
        crossed = ((row + 1, at) for row in rows for at in range(left, right + 1))
        return rows if self.over.isdisjoint(crossed) else ()

    def _ruled(self, left: int, right: int, rows: Sequence[int]) -> bool:
        """Tell whether lines stand between all cells of each row, or go down through several alike."""
        inner = [self._inner(left, right, row) for row in rows]
        if self.between(left, right, rows):
            return any(inner)
        crossed = ((row, at) for row in rows[1:] for at in range(left, right + 1))
        alike = len(rows) > 1 and len(set(inner)) == 1 and bool(inner[0])
        return alike and self.over.isdisjoint(crossed)

    def between(self, left: int, right: int, rows: Sequence[int]) -> bool:
        """Tell whether lines stand between all cells of each row."""
        places = ((row, at) for row in rows for at in range(left + 1, right + 1))
        return all(at in self.before or at in self.joined for at in places)

    def is_open(self, rows: Sequence[int], edge: int) -> bool:
        """Tell whether a table has no line at its outer edge, for the most part."""
        return 2 * sum((row, edge) in self.before for row in rows) < len(rows)
