"""Deductive imputation: the missing figures that the edits and the other figures determine.

Equations are solved for what is missing, exactly. Where figures that cannot be below a minimum add
up to the least they could, each of them is at its minimum: that is how zeros are forced. Source: T.
de Waal, J. Pannekoek, S. Scholtus, "Handbook of Statistical Data Editing and Imputation" (2011),
chapter 9.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import define, field

from youthstats.editing.applying import edits_across, edits_on
from youthstats.editing.bounding import Bound, Rational, eliminated, simple, solved
from youthstats.editing.cells import cell_of
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Filed, Return, Spot
from youthstats.model.suspects import Deduction
from youthstats.model.values import Inexact, Missing, nominal, plain

__all__ = ["deduce"]


def deduce(filed: Filed) -> tuple[Deduction, ...]:
    """Propose the missing figures that the hard balance edits determine, and say of the others why not.

    Missing are counts and amounts nobody could read, and blank ones where a blank is no zero.
    Nothing is changed: give the deductions to :func:`~youthstats.amend`. Edits over figures given
    to some precision only determine nothing; nor do edits that contradict each other.
    """
    return tuple(one for filing in filed.returns for one in _within(filing, filed))


def _within(one: Return, filed: Filed) -> Iterator[Deduction]:
    gaps = _Gaps(one)
    for form in filed.scheme.forms:
        record = one.records.get(form.id)
        if record is not None and not record.blank:
            for edit, line in edits_on(one, form, record, summed=False):
                gaps.take(edit, form.id, line)
    for edit in edits_across(one, filed.scheme):
        gaps.take(edit, filed.scheme.id, None)
    yield from gaps.deductions()


@define
class _Gaps:
    """The missing figures of a return, and the equations over them."""

    filed: Return
    spots: dict[Spot, Item] = field(factory=dict)
    equations: list[tuple[str, dict[Spot, Rational], Rational]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        for form_id, record in self.filed.records.items():
            complete = with_recovered(record)
            for name, line, value in () if record.blank else complete:
                item = record.form.item(name)
                lacking = value is not Missing.NOT_ASKED and item.kind.additive
                if lacking and record.form.figure(item, value) is None:
                    self.spots[form_id, name, line] = item

    def take(self, edit: Edit, owner: str, line: Line) -> None:
        """Take one equation with gaps in it; the known figures go to its other side."""
        statement = edit.statement
        if edit.severity is not Severity.HARD or not isinstance(statement, Comparison):
            return
        sizes: dict[Spot, Rational] = {}
        limit: Rational = -simple(statement.difference.constant)
        for ref, size in statement.difference.terms:
            spot = ref.form or owner, ref.item, ref.on(line)
            if spot in self.spots:
                sizes[spot] = sizes.get(spot, 0) + simple(size)
                continue
            known = self._known(spot)
            if known is None:
                return
            limit -= simple(size) * known
        if statement.relation == "=" and sizes:
            self.equations.append((f"{owner}.{edit.name}", sizes, limit))

    def _known(self, spot: Spot) -> Rational | None:
        form_id, name, line = spot
        record = with_recovered(self.filed.records[form_id])
        figure = record.form.figure(record.form.item(name), record[name, line])
        if figure is None or isinstance(figure, Inexact):
            return None
        return simple(nominal(figure))

    def deductions(self) -> Iterator[Deduction]:
        """Yield one deduction a gap."""
        spots = list(self.spots)
        order = {spot: place for place, spot in enumerate(spots)}
        bounds = []
        for _, sizes, limit in self.equations:
            row: list[Rational] = [0] * len(spots)
            for spot, size in sizes.items():
                row[order[spot]] = size
            bounds.append(Bound(tuple(row), "=", limit))
        known = _solved(bounds, [self.spots[spot] for spot in spots])
        for place, spot in enumerate(spots):
            cell = cell_of(self.filed, *spot)
            rules, freedom = self._left_open(spot, {spots[k] for k in known})
            value = known.get(place)
            if value is None:
                yield Deduction(cell, None, rules, freedom)
            else:
                yield Deduction(cell, plain(Fraction(value)), rules)

    def _left_open(self, spot: Spot, known: set[Spot]) -> tuple[tuple[str, ...], int]:
        """Return the edits that bear on a gap, and how many figures they leave free."""
        if spot in known:
            return tuple(rule for rule, sizes, _ in self.equations if spot in sizes), 0
        linked, before = {spot}, 0
        while before < len(linked):
            before = len(linked)
            for _, sizes, _ in self.equations:
                left = set(sizes) - known
                linked |= left if left & linked else set()
        rows = [(rule, sizes) for rule, sizes, _ in self.equations if (set(sizes) - known) & linked]
        order = sorted(linked, key=str)
        bounds = [Bound(tuple(sizes.get(one, 0) for one in order), "=", 0) for _, sizes in rows]
        rank = len(eliminated(bounds, [True] * len(order)) or ())
        return tuple(rule for rule, _ in rows), len(order) - rank


def _solved(bounds: Sequence[Bound], items: Sequence[Item]) -> dict[int, Rational]:
    """Return the figures that the equations determine, by their place."""
    known: dict[int, Rational] = {}
    left = list(bounds)
    while True:
        pivots = eliminated(left, [item.kind is Kind.COUNT for item in items])
        if pivots is None:
            return {}
        fresh = {
            place: solved(pivot, place, {})
            for place, pivot in pivots.items()
            if sum(map(bool, pivot.sizes)) == 1
        }
        for bound in (*left, *pivots.values()):
            fresh |= _at_their_least(bound, items)
        if any(not _admissible(value, items[place]) for place, value in fresh.items()):
            return {}
        if not fresh:
            return known
        known |= fresh
        for place, value in fresh.items():
            left = [bound.at(place, value) for bound in left]
        left = [bound for bound in left if not (bound.empty and bound.stands)]


def _at_their_least(bound: Bound, items: Sequence[Item]) -> dict[int, Rational]:
    """Return the figures of a sum that comes to the least it can."""
    named = [place for place, size in enumerate(bound.sizes) if size]
    least = {place: items[place].minimum for place in named}
    if not named or None in least.values() or len({bound.sizes[place] > 0 for place in named}) > 1:
        return {}
    ends = {place: end for place, end in least.items() if end is not None}
    if sum(bound.sizes[place] * end for place, end in ends.items()) != bound.limit:
        return {}
    return dict(ends)


def _admissible(value: Rational, item: Item) -> bool:
    whole = item.kind is not Kind.COUNT or value.denominator == 1
    return whole and (item.minimum is None or value >= item.minimum)
