"""Figures that obey the hard edits: as few as possible moved by as little as possible."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from random import Random

from hypothesis import assume

from youthstats.model.items import Item, Kind
from youthstats.model.linear import Ref
from youthstats.model.values import Value, is_figure
from youthstats.strategies.answers import decimals
from youthstats.strategies.system import AtMost, System, size_of

__all__ = ["solve"]


def solve(system: System, drawn: Mapping[Ref, Value]) -> dict[Ref, Fraction]:
    """Return figures close to those drawn that obey the hard edits, shares over others aside."""
    values = {
        # What is drawn is exact; a blank starts from the least figure there may be.
        ref: Fraction(value if is_figure(value) else max(0, system.items[ref].minimum or 0))  # type: ignore[arg-type]
        for ref, value in drawn.items()
    }
    _settle(system, values)
    for ref, linear in system.determined.items():
        values[ref] = size_of(linear, values)
    return values


def _settle(system: System, values: dict[Ref, Fraction]) -> None:
    """Move ``values`` until every demand holds, or give the example up."""
    chance = Random(0)  # the same figures settle the same way
    rounds = 40 + 20 * len(system.demands)
    for turn in range(rounds):
        broken = [d for d in system.demands if not any(_all_hold(way, values) for way in d)]
        if not broken:
            return
        patient = turn > rounds // 2
        demand = chance.choice(broken) if patient else broken[0]
        way = chance.choice(demand) if patient else demand[0]
        lower = chance.random() < 0.5 if patient else turn < rounds // 4
        for part in way:
            _move(part, values, system.items, lower)
    assume(False)


def _all_hold(way: Iterable[AtMost], values: Mapping[Ref, Fraction]) -> bool:
    return all(part.holds(values) for part in way)


def _move(
    part: AtMost, values: dict[Ref, Fraction], cells: Mapping[Ref, Item], lower_first: bool
) -> None:
    """Lower and raise cells, one after the other, as far as needed for ``part`` to hold."""
    terms = sorted(part.linear.terms, key=lambda term: (term[1] > 0) != lower_first)
    for ref, coefficient in terms:
        if part.holds(values):
            return
        excess, item = size_of(part.linear, values), cells[ref]
        step = Fraction(1, 10 ** decimals(item)) if item.kind is Kind.SHARE else Fraction(1)
        amount = math.ceil(excess / (abs(coefficient) * step)) * step
        if part.strict and amount * abs(coefficient) == excess:
            amount += step
        if coefficient < 0:
            values[ref] += amount
        elif item.minimum is None:
            values[ref] -= amount
        else:
            values[ref] = max(Fraction(item.minimum), values[ref] - amount)
