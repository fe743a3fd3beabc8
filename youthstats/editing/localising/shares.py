"""Shares that change: what they come to, and to what precision they would be printed.

A share is worked out from the figures it is a share of, and its other edits are judged on it as it
would be printed: a share of 49.67 % that is printed as 50 % is one of at least a half.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youthstats.editing.bounding import Range, Rational, simple
from youthstats.editing.localising.atoms import Atom, Shared
from youthstats.editing.localising.system import Row, System
from youthstats.editing.printing import printed_share
from youthstats.model.values import Inexact, bounds

__all__ = [
    "holding_share",
    "known_share",
    "linear",
    "share_range",
    "sum_at",
    "tied_together",
]


def holding_share(system: System, column: int, share: Rational) -> System:
    """Return the system with one share replaced, to the precision it would be printed with."""
    low, high = system.spans.get(column, (0, 0))
    printed = printed_share(Fraction(share), Fraction(high - low))
    values, spans = list(system.values), dict(system.spans)
    values[column] = share
    spans.pop(column, None)
    if isinstance(printed, Inexact):
        ends = bounds(printed)
        spans[column] = simple(ends[0]), simple(ends[1])
    return system.holding(values, spans)


def known_share(system: System, row: Row, changed: Mapping[int, int]) -> Rational | None:
    """Return what a changed share comes to, where the figures it is a share of all keep theirs.

    A share of nothing is 0.
    """
    shared = row.shared
    if shared is None or shared.share not in changed or _rests_on(shared) & changed.keys():
        return None
    whole, part = (sum_at(system, atom, {}) for atom in (shared.whole, shared.part))
    return simple(Fraction(part) / whole) if whole else 0


def linear(system: System, shared: Shared, changed: Mapping[int, int]) -> bool:
    """Tell whether share times whole is a multiple of the share: exactly known, and not changed."""
    rests_on = {column for column, _ in shared.whole.terms}
    return rests_on.isdisjoint(changed) and _rests_on(shared).isdisjoint(system.spans)


def tied_together(system: System, shared: Shared) -> Atom:
    """Return the equation that share times whole is the part, where the whole keeps its figure."""
    whole = sum_at(system, shared.whole, {})
    terms = tuple((column, -size) for column, size in shared.part.terms)
    return Atom(((shared.share, whole), *terms), -shared.part.constant, "=")


def sum_at(system: System, atom: Atom, known: Mapping[int, Rational]) -> Rational:
    """Return what the atom's sum comes to, with some figures replaced."""
    values = ((known.get(column, system.values[column]), size) for column, size in atom.terms)
    return atom.constant + sum(size * value for value, size in values)


def share_range(system: System, shared: Shared, extents: Mapping[int, Range]) -> Range:
    """Return what a share may be where the figures it is a share of may be all that is given.

    It is at least the least part of the largest whole, and need not be all there is between.
    """
    least, most = _extent(system, shared.part, extents)
    smallest, largest = _extent(system, shared.whole, extents)
    low: Rational = 0
    if least is not None and least > 0 and largest:
        low = simple(Fraction(least) / largest)
    high = None
    if most is not None and smallest is not None and smallest > 0:
        high = simple(Fraction(most) / smallest)
    if low == high:
        return Range(low, high)
    above = low == 0 and least is not None and least > 0
    return Range(low, high, low_open=above, gaps=True)


def _extent(
    system: System, atom: Atom, extents: Mapping[int, Range]
) -> tuple[Rational | None, Rational | None]:
    """Return the ends of the atom's sum, ``None`` for none."""
    low: Rational | None = atom.constant
    high: Rational | None = atom.constant
    for column, size in atom.terms:
        now = system.values[column]
        extent = extents.get(column, Range(now, now))
        ends = (extent.low, extent.high) if size > 0 else (extent.high, extent.low)
        low = None if low is None or ends[0] is None else low + size * ends[0]
        high = None if high is None or ends[1] is None else high + size * ends[1]
    return low, high


def _rests_on(shared: Shared) -> set[int]:
    return {column for atom in (shared.part, shared.whole) for column, _ in atom.terms}
