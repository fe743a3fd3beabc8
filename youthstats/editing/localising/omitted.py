"""Totals left blank together: each is what its edit says it comes to, before any figure is doubted.

Where a clerk took out the formulas of a form its totals are blank and its figures right. To wipe those
out may take fewer changes than to fill in what was left out, and is never what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import define, field

from youthstats.editing.bounding import Range, Rational, simple
from youthstats.editing.localising.following import with_formulas
from youthstats.editing.localising.pieces import Piece
from youthstats.editing.localising.regions import Fit
from youthstats.editing.localising.system import Row, System

__all__ = ["without_omitted"]

FEWEST = 2
"""Totals that hang together: a single one is a cell like others, and the search finds it."""


def without_omitted(system: System) -> tuple[System, list[Piece]]:
    """Return what is left to explain, and the totals left blank that explain the rest.

    They are taken where, filled in, they let every row hold that they stand in. In what is left they
    are no figures of their own but follow from theirs.
    """
    totals = _Totals.of(system)
    if not system.failed or len(totals.worth) < FEWEST:
        return system, []
    held = system.holding(_filled(system, totals.worth), system.spans)
    failed = frozenset(system.failed)
    pieces = []
    for group in totals.groups():
        touched = {row for column in group for row in system.shape.touching[column]}
        covered = touched & failed
        plain = all(not system.rows[row].parts and held.holds(row) for row in touched)
        if len(group) >= FEWEST and covered and plain:
            pieces.append(totals.piece(group, covered, touched))
    taken = [column for piece in pieces for column in piece.cells]
    if not taken:
        return system, []
    values = _filled(system, {column: totals.worth[column] for column in taken})
    stands = system.holding(values, system.spans).stands
    rows = with_formulas(system.rows, {column: totals.rows[column] for column in taken}, stands)
    return System(system.columns, tuple(rows), values, system.spans), pieces


def _filled(system: System, worth: Mapping[int, Rational]) -> list[Rational]:
    return [worth.get(column, value) for column, value in enumerate(system.values)]


@define
class _Totals:
    """The totals of a system left blank, the row that says what each comes to, and what that is."""

    system: System
    rows: Mapping[int, Row]
    worth: dict[int, Rational] = field(factory=dict)

    @classmethod
    def of(cls, system: System) -> _Totals:
        """Find them; those that come to nothing were left blank rightly."""
        rows: dict[int, Row] = {}
        for row in system.rows:
            total = row.total
            if total is not None and system.columns[total].blank and total in row.columns:
                rows.setdefault(total, row)
        found = cls(system, {column: row for column, row in rows.items() if _told(system, row)})
        for column in found.rows:
            found.come_to(column, ())
        found.worth = {column: worth for column, worth in found.worth.items() if worth}
        return found

    def come_to(self, column: int, behind: tuple[int, ...]) -> Rational | None:
        """Return what a figure is, or a total left blank comes to; ``None`` where it cannot."""
        row = self.rows.get(column)
        if row is None or column in self.worth:
            return self.worth.get(column, self.system.values[column])
        assert row.balance is not None, "others were left out"
        sizes = dict(row.balance.terms)
        found: Rational = row.balance.constant
        for other, size in sizes.items():
            if other == column:
                continue
            value = None if other in behind else self.come_to(other, (*behind, column))
            if value is None:
                return None
            found += size * value
        worth, kept = simple(-Fraction(found) / sizes[column]), self.system.columns[column]
        below = kept.minimum is not None and worth < kept.minimum
        if below or (kept.whole and worth.denominator != 1):
            return None
        self.worth[column] = worth
        return worth

    def groups(self) -> Iterator[Sequence[int]]:
        """Yield the totals by what they hang together with: through rows that they share."""
        left = set(self.worth)
        while left:
            group, waiting = list[int](), [min(left)]
            while waiting:
                column = waiting.pop()
                if column in left:
                    left.discard(column)
                    group.append(column)
                    shape = self.system.shape
                    waiting += (c for row in shape.touching[column] for c in shape.members[row])
            yield sorted(group)

    def piece(self, group: Sequence[int], covered: set[int], touched: set[int]) -> Piece:
        """Return the change that fills in a group of totals."""
        worth = [self.worth[column] for column in group]
        cost = sum((self.system.columns[column].weight or 0 for column in group), start=0)
        covers, touches = (sum(1 << row for row in rows) for rows in (covered, touched))
        fit = Fit(tuple(Range(one, one) for one in worth), tuple(worth))
        return Piece(tuple(group), covers, touches, cost, fit)


def _told(system: System, row: Row) -> bool:
    """Tell whether a row says exactly what its total comes to, and that may change."""
    total = system.columns[row.total] if row.total is not None else None
    exact = row.balance is not None and system.spans.keys().isdisjoint(row.columns)
    return exact and not row.parts and total is not None and total.weight is not None
