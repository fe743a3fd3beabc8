"""What a few cells would have to hold, for every row they touch to hold: exactly, or not at all.

The other cells keep their figures. What the equations leave free is bounded by the inequalities,
and whole numbers are looked for within.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import lcm, prod

from attrs import evolve, frozen

from youthstats.editing.bounding import (
    Bound,
    IntractableError,
    Range,
    Rational,
    eliminated,
    extent_of,
    nearest_in,
    simple,
    solved,
    whole_range,
    without,
)
from youthstats.editing.localising.shares import (
    holding_share,
    known_share,
    linear,
    sum_at,
    tied_together,
)
from youthstats.editing.localising.system import Atom, Row, System

__all__ = ["Fit", "fit"]

MOST_WAYS = 4096
"""Ways to satisfy the conditional edits together that are tried."""

MOST_POINTS = 2000
"""Choices tried for the figures that stay free, all of them together."""


@frozen
class Fit:
    """What a set of cells would hold: a range each, and one choice of figures that does."""

    ranges: tuple[Range, ...]
    point: tuple[Rational, ...]
    freedom: int = 0


def fit(system: System, changed: Sequence[int], rows: Iterable[int] | None = None) -> Fit | None:
    """Return what the changed cells may hold, ``None`` where nothing will do.

    ``rows`` are by default all that the cells touch. Raises :class:`IntractableError` where a
    limit is reached.
    """
    if rows is None:
        rows = sorted({row for column in changed for row in system.shape.touching[column]})
    rows = list(rows)
    place = {column: number for number, column in enumerate(changed)}
    for row in rows:
        share = known_share(system, system.rows[row], place)
        if share is not None:
            return _beside_share(system, changed, rows, row, share)
    shares: dict[int, Row] = {}
    ways = []
    for row in rows:
        alternatives = _alternatives(system, row, place, shares)
        ways.append(list(_possible(system, alternatives, place)))
    if prod(map(len, ways)) > MOST_WAYS:
        raise IntractableError
    found = []
    for way in product(*ways):
        region = _region(system, changed, [bound for bounds in way for bound in bounds])
        region = region and _with_shares(system, changed, region, shares)
        if region is not None and _stands(system, changed, region, rows, shares):
            found.append(region)
    whole = [system.columns[column].whole for column in changed]
    return _joined(found, whole) if found else None


def _beside_share(
    system: System, changed: Sequence[int], rows: list[int], row: int, share: Rational
) -> Fit | None:
    """Return what the others may hold beside a share that the figures under it determine."""
    shared = system.rows[row].shared
    assert shared is not None
    minimum = system.columns[shared.share].minimum
    if minimum is not None and share < minimum:
        return None
    number = changed.index(shared.share)
    others = [column for column in changed if column != shared.share]
    found = fit(holding_share(system, shared.share, share), others, rows)
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
    rows: Iterable[int],
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
    if all(map(after.holds, rows)) and _above_minimum(system, changed, found):
        return True
    if found.freedom:
        raise IntractableError
    return False


def _above_minimum(system: System, changed: Sequence[int], found: Fit) -> bool:
    minimums = (system.columns[column].minimum for column in changed)
    pairs = zip(minimums, found.point, strict=True)
    return all(minimum is None or value >= minimum for minimum, value in pairs)


def _alternatives(
    system: System, row: int, place: dict[int, int], shares: dict[int, Row]
) -> tuple[tuple[Atom, ...], ...]:
    """Return what must hold; where a share may change, that it is one of something or 0 of 0.

    Those that no equation ties to their figures are put into ``shares``.
    """
    shared = system.rows[row].shared
    if shared is None or shared.share not in place:
        return system.alternatives(row)
    negative = tuple((column, -size) for column, size in shared.whole.terms)
    something = Atom(negative, -shared.whole.constant, "<")
    nothing = Atom(((shared.share, 1),), 0, "=")
    if linear(system, shared, place):
        return (something, tied_together(system, shared)), (shared.whole, shared.part, nothing)
    shares[place[shared.share]] = system.rows[row]
    return (something,), (shared.whole, shared.part, nothing)


def _possible(
    system: System, alternatives: tuple[tuple[Atom, ...], ...], place: dict[int, int]
) -> Iterator[list[Bound]]:
    """Yield the alternatives that the figures in question can still satisfy, as bounds on them."""
    for alternative in alternatives:
        bounds = [bound for atom in alternative for bound in _bounds(system, atom, place)]
        if all(bound.stands for bound in bounds if bound.empty):
            yield [bound for bound in bounds if not bound.empty]


def _bounds(system: System, atom: Atom, place: dict[int, int]) -> Iterator[Bound]:
    sizes: list[Rational] = [0] * len(place)
    others = []
    for term in atom.terms:
        number = place.get(term[0])
        if number is None:
            others.append(term)
        else:
            sizes[number] = term[1]
    low, high = system.reach(Atom(tuple(others), atom.constant, atom.relation))
    if low == high or atom.relation != "=":
        yield Bound(tuple(sizes), atom.relation, -low)
    else:
        yield Bound(tuple(sizes), "<=", -low)
        yield Bound(tuple(-size for size in sizes), "<=", high)


# ------------------------------------------------------------------------------ equations


def _region(system: System, changed: Sequence[int], bounds: list[Bound]) -> Fit | None:
    """Return what satisfies the bounds and the columns' own ranges."""
    columns = [system.columns[column] for column in changed]
    whole = [column.whole for column in columns]
    for number, column in enumerate(columns):
        if column.minimum is not None:
            sizes = tuple(-int(other == number) for other in range(len(columns)))
            bounds.append(Bound(sizes, "<=", -column.minimum))
    pivots = eliminated([bound for bound in bounds if bound.relation == "="], whole)
    if pivots is None:
        return None
    limits = [bound for bound in bounds if bound.relation != "="]
    if len(pivots) == len(columns):
        point = tuple(solved(pivots[number], number, {}) for number in range(len(columns)))
        return _at_point(point, whole, limits)
    return _within(pivots, limits, whole, [system.values[column] for column in changed])


def _at_point(point: tuple[Rational, ...], whole: list[bool], limits: list[Bound]) -> Fit | None:
    """Return the point where it is admissible."""
    if any(must and value.denominator != 1 for must, value in zip(whole, point, strict=True)):
        return None
    for limit in limits:
        total = sum(size * value for size, value in zip(limit.sizes, point, strict=True))
        if not Bound((), limit.relation, limit.limit - total).stands:
            return None
    return Fit(tuple(Range(value, value) for value in point), point)


# ---------------------------------------------------------------------------- inequalities


def _within(
    pivots: dict[int, Bound], limits: list[Bound], whole: list[bool], now: list[Rational]
) -> Fit | None:
    """Return what is left where the equations determine less than all figures."""
    free = [number for number in range(len(whole)) if number not in pivots]
    for number, pivot in pivots.items():
        limits = [without(limit, number, pivot) for limit in limits]
    point = _point(pivots, limits, whole, now, dict.fromkeys(free), iter(range(MOST_POINTS)))
    if point is None:
        return None
    ranges = []
    for number, must in enumerate(whole):
        known = [pivots[number]] if number in pivots else []
        equal = [evolve(one, relation="<=") for one in known]
        equal += [Bound(tuple(-s for s in one.sizes), "<=", -one.limit) for one in known]
        extent = extent_of([*limits, *equal], number)
        drawn = whole_range(extent, must=must) if extent is not None else Range(None, None)
        ranges.append(evolve(drawn, gaps=must and _uneven([*pivots.values(), *limits])))
    return Fit(tuple(ranges), point, len(free))


def _uneven(bounds: list[Bound]) -> bool:
    """Tell whether whole figures bound together need not take every value between their ends."""
    together = [bound for bound in bounds if sum(map(bool, bound.sizes)) > 1]
    return any(size not in {-1, 0, 1} for bound in together for size in bound.sizes)


def _point(
    pivots: dict[int, Bound],
    limits: list[Bound],
    whole: list[bool],
    now: list[Rational],
    free: dict[int, Rational | None],
    tries: Iterator[int],
) -> tuple[Rational, ...] | None:
    """Look for one choice of figures, near those in hand, that satisfies everything.

    Whole figures are chosen first: any other is then found anywhere in its range.
    """
    left = [number for number, value in free.items() if value is None]
    if not left:
        known = {number: value for number, value in free.items() if value is not None}
        point = tuple(
            known[n] if n in known else solved(pivots[n], n, known) for n in range(len(whole))
        )
        fine = all(
            not must or value.denominator == 1 for must, value in zip(whole, point, strict=True)
        )
        return point if fine else None
    number = min(left, key=lambda number: not whole[number])
    extent = extent_of(limits, number)
    if extent is None:
        return None
    last = len(left) == 1
    for value in _choices(extent, now[number], pivots, whole, number, last=last):
        if next(tries, None) is None:
            raise IntractableError
        nearer = [limit.at(number, value) for limit in limits]
        found = _point(pivots, nearer, whole, now, {**free, number: value}, tries)
        if found is not None:
            return found
    return None


def _choices(
    extent: Range,
    now: Rational,
    pivots: dict[int, Bound],
    whole: list[bool],
    number: int,
    *,
    last: bool,
) -> Iterator[Rational]:
    """Yield what one figure may be, from the figure in hand outwards.

    What the others come to repeats itself; the last of them need be tried no longer than that.
    """
    if not whole[number]:
        yield nearest_in(extent, now)
        return
    inner = whole_range(extent, must=True)
    if inner.low is not None and inner.high is not None and inner.low > inner.high:
        return
    start = int(nearest_in(inner, now))
    steps = [
        Fraction(pivot.sizes[number]) / pivot.sizes[other]
        for other, pivot in pivots.items()
        if whole[other]
    ]
    period = lcm(*(step.denominator for step in steps))
    yield start
    for away in range(1, min(period if last else MOST_POINTS, MOST_POINTS)):
        near = [
            value
            for value in (start - away, start + away)
            if (inner.low is None or value >= inner.low)
            and (inner.high is None or value <= inner.high)
        ]
        if not near:
            return
        yield from near
    if not last or period > MOST_POINTS:
        raise IntractableError


# ------------------------------------------------------------------------------------ shares


def _joined(found: list[Fit], whole: Sequence[bool]) -> Fit:
    """Return what several ways to satisfy the conditions allow together."""
    if len(found) == 1:
        return found[0]
    several = zip(*(one.ranges for one in found), strict=True)
    ranges = tuple(_hull(ranges, whole=must) for ranges, must in zip(several, whole, strict=True))
    return Fit(ranges, found[0].point, max(one.freedom for one in found))


def _hull(ranges: Sequence[Range], *, whole: bool) -> Range:
    """Return the range around several, with gaps where they do not follow on each other."""
    first, *others = sorted(ranges, key=_lowest)
    for other in others:
        apart = first.gaps or other.gaps or _apart(first, other, whole=whole)
        low, low_open = _outer(first.low, first.low_open, other.low, other.low_open, min)
        high, high_open = _outer(first.high, first.high_open, other.high, other.high_open, max)
        first = Range(low, high, low_open, high_open, apart)
    return first


def _lowest(one: Range) -> tuple[bool, Rational, bool]:
    return (False, 0, False) if one.low is None else (True, one.low, one.low_open)


def _apart(one: Range, other: Range, *, whole: bool) -> bool:
    """Tell whether there is a value between two ranges, of which the first begins no later."""
    if one.high is None or other.low is None:
        return False
    if whole:
        return other.low > one.high + 1
    return other.low > one.high or (other.low == one.high and one.high_open and other.low_open)


def _outer(
    one: Rational | None,
    one_open: bool,
    other: Rational | None,
    other_open: bool,
    furthest: Callable[[Rational, Rational], Rational],
) -> tuple[Rational | None, bool]:
    if one is None or other is None:
        return None, False
    end = furthest(one, other)
    reached = (one == end and not one_open) or (other == end and not other_open)
    return end, not reached


def _with_shares(system: System, changed: Sequence[int], found: Fit, shares: dict[int, Row]) -> Fit:
    """Work out the shares that no equation ties to the figures they are shares of."""
    point, ranges, freedom = list(found.point), list(found.ranges), found.freedom
    known = dict(zip(changed, found.point, strict=True))
    settled = {changed[n] for n, one in enumerate(found.ranges) if one.value is not None}
    for number, row in shares.items():
        shared = row.shared
        assert shared is not None
        part, whole = (sum_at(system, atom, known) for atom in (shared.part, shared.whole))
        rests_on = {column for atom in (shared.part, shared.whole) for column, _ in atom.terms}
        point[number] = simple(Fraction(part) / whole) if whole else 0
        firm = not (rests_on & set(changed)) - settled
        ranges[number] = Range(point[number], point[number]) if firm else Range(0, None)
    if all(one.value is not None for one in ranges):
        freedom = 0
    return Fit(tuple(ranges), tuple(point), freedom)
