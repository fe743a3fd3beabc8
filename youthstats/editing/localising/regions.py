"""What a few figures may be: a region of bounds, solved exactly, with one point in it.

What the equations leave free is bounded by the inequalities, and whole numbers are looked for
within.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve, frozen

from youthstats.editing.bounding import (
    Bound,
    IntractableError,
    Range,
    Rational,
    eliminated,
    extent_of,
    nearest_in,
    solved,
    whole_range,
    without,
)

__all__ = ["Cell", "Fit", "joined", "region"]

MOST_POINTS = 2000
"""Choices tried for the figures that stay free, all of them together."""


@frozen
class Cell:
    """What a figure may be by itself, and what it is now."""

    whole: bool
    minimum: int | None
    now: Rational


@frozen
class Fit:
    """What a set of cells would hold: a range each, and one choice of figures that does."""

    ranges: tuple[Range, ...]
    point: tuple[Rational, ...]
    freedom: int = 0


def region(cells: Sequence[Cell], bounds: Sequence[Bound]) -> Fit | None:
    """Return what satisfies the bounds and what each figure may be by itself.

    Raises :class:`IntractableError` where a limit is reached.
    """
    whole = [cell.whole for cell in cells]
    floors = [
        Bound(tuple(-int(other == number) for other in range(len(cells))), "<=", -cell.minimum)
        for number, cell in enumerate(cells)
        if cell.minimum is not None
    ]
    bounds = [*bounds, *floors]
    pivots = eliminated([bound for bound in bounds if bound.relation == "="], whole)
    if pivots is None:
        return None
    limits = [bound for bound in bounds if bound.relation != "="]
    if len(pivots) == len(cells):
        point = tuple(solved(pivots[number], number, {}) for number in range(len(cells)))
        return _at_point(point, whole, limits)
    return _within(pivots, limits, whole, [cell.now for cell in cells])


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
    if whole[number]:
        choices = _choices(extent, now[number], pivots, whole, number, last=last)
    else:
        choices = iter([nearest_in(extent, now[number])])
    for value in choices:
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
    """Yield what one whole figure may be, from the figure in hand outwards.

    What the others come to repeats itself; the last of them need be tried no longer than that.
    """
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


# ---------------------------------------------------------------------------- several ways


def joined(found: list[Fit], whole: Sequence[bool]) -> Fit:
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
