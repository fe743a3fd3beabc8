"""Bounds on a few figures: equations solved, inequalities projected, exactly.

Equations are eliminated (Gauss, without dividing); inequalities are projected onto one figure
(Fourier and Motzkin: every upper end is held against every lower one).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil, floor

from attrs import frozen

__all__ = [
    "Bound",
    "IntractableError",
    "Range",
    "Rational",
    "eliminated",
    "extent_of",
    "nearest_in",
    "simple",
    "solved",
    "whole_range",
    "without",
]

Rational = int | Fraction
"""Figures here are whole wherever they can be: nearly all are, and whole ones are quick."""

MOST_BOUNDS = 400
"""Inequalities that eliminating a figure may leave."""


class IntractableError(Exception):
    """A limit was reached: whether these cells can explain the failures is not known."""


@frozen
class Range:
    """What one cell may hold; ``None`` where nothing bounds it. An open end is not reached.

    ``gaps`` says that not every value between the ends need do.
    """

    low: Rational | None
    high: Rational | None
    low_open: bool = False
    high_open: bool = False
    gaps: bool = False

    @property
    def value(self) -> Rational | None:
        """The figure, when there is exactly one."""
        return self.low if self.low == self.high else None


@frozen
class Bound:
    """``Σ coefficient · figure  relation  limit`` over the figures in question."""

    sizes: tuple[Rational, ...]
    relation: str
    limit: Rational

    def at(self, place: int, value: Rational) -> Bound:
        """Return the bound once one figure is known."""
        sizes = (*self.sizes[:place], 0, *self.sizes[place + 1 :])
        return Bound(sizes, self.relation, self.limit - self.sizes[place] * value)

    @property
    def empty(self) -> bool:
        return not any(self.sizes)

    @property
    def stands(self) -> bool:
        """Whether a bound on nothing at all holds."""
        if self.relation == "=":
            return self.limit == 0
        return self.limit > 0 if self.relation == "<" else self.limit >= 0


def eliminated(equations: list[Bound], whole: list[bool]) -> dict[int, Bound] | None:
    """Solve equations for as many figures as they determine; ``None`` where they contradict.

    Every figure solved for stands in one equation alone; those that need not be whole go first,
    so that a whole one is only ever solved for in terms of whole ones.
    """
    pivots: dict[int, Bound] = {}
    for equation in equations:
        left = equation
        for number, pivot in pivots.items():
            left = without(left, number, pivot)
        if left.empty:
            if left.limit:
                return None
            continue
        named = [number for number, size in enumerate(left.sizes) if size]
        chosen = min(named, key=whole.__getitem__)
        pivots = {number: without(pivot, chosen, left) for number, pivot in pivots.items()}
        pivots[chosen] = left
    return pivots


def without(bound: Bound, number: int, pivot: Bound) -> Bound:
    """Return a bound with one figure replaced by what an equation says of it."""
    size = bound.sizes[number]
    if not size:
        return bound
    turn = pivot.sizes[number]
    by, other = (turn, size) if turn > 0 else (-turn, -size)
    sizes = tuple(
        by * mine - other * theirs for mine, theirs in zip(bound.sizes, pivot.sizes, strict=True)
    )
    return Bound(sizes, bound.relation, by * bound.limit - other * pivot.limit)


def solved(pivot: Bound, number: int, known: dict[int, Rational]) -> Rational:
    """Return the figure an equation determines once the others in it are known."""
    rest = pivot.limit - sum(pivot.sizes[other] * value for other, value in known.items())
    return simple(Fraction(rest) / pivot.sizes[number])


def extent_of(bounds: list[Bound], number: int) -> Range | None:
    """Return what one figure may be, whatever the others are; ``None`` where nothing satisfies."""
    for other in range(len(bounds[0].sizes) if bounds else 0):
        if other != number:
            bounds = _projected(bounds, other)
    low, high, low_open, high_open = None, None, False, False
    for bound in bounds:
        size = bound.sizes[number]
        if not size:
            if not bound.stands:
                return None
            continue
        end, strict = simple(Fraction(bound.limit) / size), bound.relation == "<"
        if size > 0 and (high is None or end < high or (end == high and strict)):
            high, high_open = end, strict
        elif size < 0 and (low is None or end > low or (end == low and strict)):
            low, low_open = end, strict
    if (
        low is not None
        and high is not None
        and (low > high or (low == high and low_open | high_open))
    ):
        return None
    return Range(low, high, low_open, high_open)


def _projected(bounds: list[Bound], number: int) -> list[Bound]:
    """Eliminate one figure from inequalities: every upper end against every lower one."""
    kept = {bound: None for bound in bounds if not bound.sizes[number]}
    upper = [bound for bound in bounds if bound.sizes[number] > 0]
    lower = [bound for bound in bounds if bound.sizes[number] < 0]
    for high, low in product(upper, lower):
        relation = "<" if "<" in (high.relation, low.relation) else "<="
        by, other = -low.sizes[number], high.sizes[number]
        sizes = tuple(
            by * mine + other * theirs for mine, theirs in zip(high.sizes, low.sizes, strict=True)
        )
        kept[Bound(sizes, relation, by * high.limit + other * low.limit)] = None
        if len(kept) > MOST_BOUNDS:
            raise IntractableError
    return list(kept)


def whole_range(extent: Range, *, must: bool) -> Range:
    """Return a range drawn in to whole numbers, where only those are admissible."""
    if not must:
        return extent
    low, high = extent.low, extent.high
    if low is not None:
        low = floor(low) + 1 if extent.low_open else ceil(low)
    if high is not None:
        high = ceil(high) - 1 if extent.high_open else floor(high)
    return Range(low, high)


def nearest_in(extent: Range, now: Rational) -> Rational:
    """Return the value of a range that is nearest to the figure in hand."""
    low, high = extent.low, extent.high
    if low is not None and (now < low or (extent.low_open and now == low)):
        if not extent.low_open:
            return low
        return low + 1 if high is None else simple(Fraction(low + high) / 2)
    if high is not None and (now > high or (extent.high_open and now == high)):
        if not extent.high_open:
            return high
        return high - 1 if low is None else simple(Fraction(low + high) / 2)
    return now


def simple(value: Rational) -> Rational:
    """Return a number as an ``int`` where it is whole."""
    return value.numerator if value.denominator == 1 else value
