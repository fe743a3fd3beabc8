"""What a few cells would have to hold, for every row they touch to hold: exactly, or not at all.

The other cells keep their figures; what was left blank and nobody measured may be anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from attrs import evolve

from youthstats.editing.bounding import IntractableError, Range, Rational, simple
from youthstats.editing.localising.atoms import Atom, Multiplied
from youthstats.editing.localising.regions import Fit, joined, region
from youthstats.editing.localising.shares import (
    holding_share,
    known_share,
    linear,
    share_range,
    sum_at,
    tied_together,
)
from youthstats.editing.localising.system import MOST_WAYS, Row, System

__all__ = ["Fit", "fit"]


def fit(system: System, changed: Sequence[int], rows: Iterable[int] | None = None) -> Fit | None:
    """Return what the changed cells may hold, ``None`` where nothing will do.

    ``rows`` are by default all that the cells touch. Raises :class:`IntractableError` where a
    limit is reached.
    """
    if rows is None:
        rows = sorted({row for column in changed for row in system.shape.touching[column]})
    taken = [system.rows[row] for row in rows]
    unseen = dict.fromkeys(column for row in taken for column in row.unseen)
    parts = tuple(dict.fromkeys(part for row in taken for part in row.parts or (row,)))
    found = _fit(system, (*changed, *unseen), parts)
    if found is None or not unseen:
        return found
    return evolve(found, ranges=found.ranges[: len(changed)], point=found.point[: len(changed)])


def _fit(system: System, changed: Sequence[int], rows: Sequence[Row]) -> Fit | None:
    """Return what cells may hold, those among them that nobody sees."""
    place = {column: number for number, column in enumerate(changed)}
    for row in rows:
        share = known_share(system, row, place)
        if share is not None:
            return _beside_share(system, changed, rows, row, share)
    shares: dict[int, Row] = {}
    ways = []
    for row in rows:
        alternatives = _alternatives(system, row, place, shares)
        ways.append(list(system.possible(alternatives, place)))
    if prod(map(len, ways)) > MOST_WAYS:
        raise IntractableError
    cells = [system.cell(column) for column in changed]
    found = []
    for way in product(*ways):
        one = region(cells, [bound for bounds in way for bound in bounds])
        one = one and _with_shares(system, changed, one, shares)
        if one is not None and _stands(system, changed, one, rows, shares):
            found.append(one)
    return joined(found, [cell.whole for cell in cells]) if found else None


def _beside_share(
    system: System, changed: Sequence[int], rows: Sequence[Row], row: Row, share: Rational
) -> Fit | None:
    """Return what the others may hold beside a share that the figures under it determine."""
    shared = row.shared
    assert shared is not None
    minimum = system.columns[shared.share].minimum
    if minimum is not None and share < minimum:
        return None
    number = changed.index(shared.share)
    others = [column for column in changed if column != shared.share]
    found = _fit(holding_share(system, shared.share, share), others, rows)
    if found is None:
        return None
    ranges, point = list(found.ranges), list(found.point)
    ranges.insert(number, Range(share, share))
    point.insert(number, share)
    return Fit(tuple(ranges), tuple(point), found.freedom)


def _stands(
    system: System,
    changed: Sequence[int],
    found: Fit,
    rows: Iterable[Row],
    shares: Collection[int],
) -> bool:
    """Tell whether every row holds at the point found, its shares as they would be printed.

    Raises :class:`IntractableError` where it does not and another point might.
    """
    values = list(system.values)
    for column, value in zip(changed, found.point, strict=True):
        values[column] = value
    after = system.holding(
        values, {column: span for column, span in system.spans.items() if column not in changed}
    )
    for number in shares:
        after = holding_share(after, changed[number], found.point[number])
    if all(map(after.stands, rows)) and _above_minimum(system, changed, found):
        return True
    if found.freedom:
        raise IntractableError
    return False


def _above_minimum(system: System, changed: Sequence[int], found: Fit) -> bool:
    minimums = (system.columns[column].minimum for column in changed)
    pairs = zip(minimums, found.point, strict=True)
    return all(minimum is None or value >= minimum for minimum, value in pairs)


def _alternatives(
    system: System, row: Row, place: dict[int, int], shares: dict[int, Row]
) -> tuple[tuple[Atom, ...], ...]:
    """Return what must hold; where a share may change, that it is one of something or 0 of 0.

    Those that no equation ties to their figures are put into ``shares``. Raises
    :class:`IntractableError` where both factors of a product may change.
    """
    if row.multiplied is not None and row.multiplied.factor in place:
        return (_kept(system, row.multiplied, place),)
    shared = row.shared
    if shared is None or shared.share not in place:
        return system.alternatives(row)
    negative = tuple((column, -size) for column, size in shared.whole.terms)
    something = Atom(negative, -shared.whole.constant, "<")
    nothing = Atom(((shared.share, 1),), 0, "=")
    if linear(system, shared, place):
        return (something, tied_together(system, shared)), (shared.whole, shared.part, nothing)
    shares[place[shared.share]] = row
    return (something,), (shared.whole, shared.part, nothing)


def _kept(system: System, multiplied: Multiplied, place: dict[int, int]) -> tuple[Atom, ...]:
    """Return what a factor that may change must obey beside the sum it multiplies, which may not."""
    if any(column in place for column, _ in multiplied.by.terms):
        raise IntractableError
    return multiplied.of_factor(sum_at(system, multiplied.by, {}))


def _with_shares(system: System, changed: Sequence[int], found: Fit, shares: dict[int, Row]) -> Fit:
    """Work out the shares that no equation ties to the figures they are shares of."""
    point, ranges, freedom = list(found.point), list(found.ranges), found.freedom
    known = dict(zip(changed, found.point, strict=True))
    extents = dict(zip(changed, found.ranges, strict=True))
    for number, row in shares.items():
        shared = row.shared
        assert shared is not None
        part, whole = (sum_at(system, atom, known) for atom in (shared.part, shared.whole))
        point[number] = simple(Fraction(part) / whole) if whole else 0
        ranges[number] = share_range(system, shared, extents) if whole else Range(0, 0)
    if all(one.value is not None for one in ranges):
        freedom = 0
    return Fit(tuple(ranges), tuple(point), freedom)
