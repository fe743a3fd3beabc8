"""Recovering a base that was not printed.

A share printed with its count narrows its base to a few integers: 2 printed as 28.6 % can only be
2 of 7. Shares of one base share the intersection. Source of the rule: the rounding convention in
``docs/explanation/values.md``; d is an integer with ``part/share_high <= d <= part/share_low``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve, frozen

from youthstats.model.edits import Lookup
from youthstats.model.forms import Line
from youthstats.model.linear import Comparison, Quotient, Ref
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Missing, bounds, nominal

__all__ = ["Recovery", "narrowed", "recover_base", "recoveries", "with_recovered"]


@frozen
class Recovery:
    """The integers a base may be: ``low`` … ``high``, ``high`` ``None`` where nothing bounds it.

    ``used`` are the shares that say so, ``limits`` the comparisons that were held against them.
    """

    base: Ref
    low: int
    high: int | None
    used: tuple[Quotient, ...]
    limits: tuple[Comparison, ...] = ()

    @property
    def value(self) -> int | None:
        """The base, when exactly one integer is left."""
        return self.low if self.low == self.high else None

    @property
    def impossible(self) -> bool:
        return self.high is not None and self.high < self.low


def recover_base(base: Ref, quotients: Iterable[Quotient], figure_of: Lookup) -> Recovery | None:
    """Return what the shares over ``base`` say of it, or ``None`` when they say nothing."""
    low, high = 1, None
    used = []
    for quotient in quotients:
        if quotient.whole.single != base or (part := quotient.part.single) is None:
            continue
        share, count = figure_of(quotient.share), figure_of(part)
        if share is None or count is None or nominal(count) <= 0:
            continue
        smallest, largest = bounds(share)
        fewest, most = bounds(count)
        if largest <= 0:
            continue
        used.append(quotient)
        low = max(low, math.ceil(fewest / largest))
        if smallest > 0:
            top = math.floor(most / smallest)
            high = top if high is None else min(high, top)
    return Recovery(base, low, high, tuple(used)) if used else None


def narrowed(recovery: Recovery, comparisons: Iterable[Comparison], figure_of: Lookup) -> Recovery:
    """Return what is left of the integers where comparisons with known figures must hold as well."""
    low, high, limits = recovery.low, recovery.high, []
    for comparison in comparisons:
        ends = list(_ends(comparison, recovery.base, figure_of))
        limits += [comparison] * bool(ends)
        strict = comparison.relation in {"<", ">"}
        for end, upper in ends:
            if upper:
                top = math.ceil(end) - 1 if strict else math.floor(end)
                high = top if high is None else min(high, top)
            else:
                low = max(low, math.floor(end) + 1 if strict else math.ceil(end))
    return evolve(recovery, low=low, high=high, limits=tuple(limits))


def _ends(comparison: Comparison, base: Ref, figure_of: Lookup) -> Iterator[tuple[Fraction, bool]]:
    """Yield the ends a comparison sets to one figure, and whether each is an upper one."""
    size, low, high = Fraction(0), comparison.difference.constant, comparison.difference.constant
    for ref, coefficient in comparison.difference.terms:
        if ref == base:
            size = coefficient
        elif (figure := figure_of(ref)) is not None:
            ends = sorted(coefficient * end for end in bounds(figure))
            low, high = low + ends[0], high + ends[1]
        else:
            return
    if size and ">" not in comparison.relation:
        yield -low / size, size > 0
    if size and "<" not in comparison.relation:
        yield -high / size, size < 0


def recoveries(record: Record) -> dict[tuple[str, Line], Recovery]:
    """Return what is known of every base that was left blank, by (item, line)."""
    form = record.form
    found = {}
    for item in form.recoverable:
        for line in record.keys:
            if record[item.name, line] is not Missing.BLANK:
                continue

            def figure_of(ref: Ref, line: Line = line) -> Figure | None:
                return form.figure(form.item(ref.item), record[ref.item, ref.on(line)])

            recovery = recover_base(Ref(item.name), form.quotients, figure_of)
            if recovery is not None:
                found[item.name, line] = recovery
    return found


def with_recovered(record: Record) -> Record:
    """Return the record with every base filled in that exactly one integer fits."""
    if not record.form.recoverable:
        return record
    values = {
        place: recovery.value
        for place, recovery in recoveries(record).items()
        if recovery.value is not None
    }
    return record.replacing(values) if values else record
