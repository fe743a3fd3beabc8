"""The hard edits over the cells of one unit: what they determine, and what they demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache

from attrs import frozen

from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import (
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)

__all__ = ["Asked", "AtMost", "Demand", "System", "cell", "size_of", "system_of"]


@frozen
class Asked:
    """A form and the lines of it that were drawn."""

    form: Form
    keys: tuple[Line, ...]


@frozen
class AtMost:
    """``linear <= 0``, or ``< 0``."""

    linear: Linear
    strict: bool = False

    def holds(self, values: Mapping[Ref, Fraction]) -> bool:
        """Return whether ``values`` keep below the bound."""
        size = size_of(self.linear, values)
        return size < 0 or (not size and not self.strict)


Demand = tuple[tuple[AtMost, ...], ...]
"""Alternatives, of which one must hold in all its parts."""


@frozen(eq=False)
class System:
    """The hard edits over the cells of one unit, each cell a ``Ref`` with its line and its form.

    ``determined`` gives cells by equations over free ones, ``shares`` cells by a quotient;
    ``demands`` speak of free cells only. ``together`` names, for each cell, the cells that edits
    tie to it, itself included; ``blank`` the cells that are another unit's to fill in, or nobody's.
    """

    items: Mapping[Ref, Item]
    statements: tuple[Statement, ...]
    determined: Mapping[Ref, Linear]
    shares: Mapping[Ref, Quotient]
    demands: tuple[Demand, ...]
    together: Mapping[Ref, tuple[Ref, ...]]
    blank: frozenset[Ref]


def cell(ref: Ref, form: str, line: Line) -> Ref:
    """Return the cell that ``ref``, as an edit of ``form`` writes it, means on ``line``."""
    category = ref.category
    if category is None and line is not None:
        category = str(line)
    return Ref(ref.item, category, ref.form or form)


@cache
def system_of(
    asked: tuple[Asked, ...], unit: str | None, above: frozenset[str], across: tuple[Edit, ...]
) -> System:
    """Put the hard edits of what was asked, and those ``across`` forms, into one system."""
    cells = {
        cell(Ref(item.name), one.form.id, line): item
        for one in asked
        for line in one.keys
        for item in one.form.items
        if item.kind.numeric
    }
    statements = [s for one in asked for s in _statements(one, unit)]
    statements += [
        edit.statement
        for edit in across
        if edit.severity is Severity.HARD and (not edit.only or unit in edit.only)
    ]
    shares: dict[Ref, Quotient] = {}
    for statement in statements:
        if isinstance(statement, Quotient):
            shares.setdefault(statement.share, statement)
    blank = frozenset(ref for one in asked for ref in _not_asked(one, unit, above))
    # A form that is not filed holds nothing.
    unfiled = {ref for statement in statements for ref in statement.refs} - set(cells)
    determined = {ref: Linear() for ref in unfiled | blank}
    for statement in statements:
        if isinstance(statement, Comparison) and statement.relation == "=":
            _eliminate(statement, determined, shares, cells)
    demands = [
        tuple(tuple(_over_free(part, determined, shares) for part in way) for way in demand)
        for demand in _demands(statements, determined, shares, cells)
    ]
    return System(
        cells,
        tuple(statements),
        determined,
        shares,
        tuple(demands),
        _together(statements, cells),
        blank,
    )


def _statements(asked: Asked, unit: str | None) -> Iterator[Statement]:
    """Yield the hard edits of one form, line by line, that bind ``unit``."""
    for edit in _hard_edits(asked.form):
        if not edit.only or unit is None or unit in edit.only:
            for line in asked.form.instances(edit, asked.keys):
                yield _localised(edit.statement, asked.form.id, line)


def _not_asked(asked: Asked, unit: str | None, above: frozenset[str]) -> Iterator[Ref]:
    """Yield the cells a unit leaves blank: closed ones, and those of the unit above them all.

    An edit that binds one unit and the one above it says so: the seven counties of a city are
    reported once, by the city's own bureau.
    """
    yield from (cell(Ref(name), asked.form.id, line) for name, line in asked.form.closed)
    for edit in _hard_edits(asked.form):
        if unit not in edit.only and above.intersection(edit.only):
            for line in asked.form.instances(edit, asked.keys):
                yield from (cell(ref, asked.form.id, line) for ref in edit.statement.refs)


def _hard_edits(form: Form) -> Iterator[Edit]:
    """Yield what binds the figures drawn: the totals of a list are worked out from them."""
    for edit in form.edits:
        if isinstance(edit, Edit) and edit.severity is Severity.HARD:
            refs = edit.statement.refs
            if not any(form.is_total_line(ref.category) for ref in refs):
                yield edit


def _localised(statement: Statement, form: str, line: Line) -> Statement:
    def linear(source: Linear) -> Linear:
        total = Linear((), source.constant)
        for ref, coefficient in source.terms:
            total = total + Linear.of(cell(ref, form, line)) * coefficient
        return total

    def comparison(source: Comparison) -> Comparison:
        return Comparison(linear(source.left), source.relation, linear(source.right))

    match statement:
        case Quotient():
            share = cell(statement.share, form, line)
            return Quotient(share, linear(statement.part), linear(statement.whole))
        case Condition():
            return Condition(comparison(statement.when), comparison(statement.then))
        case Product(left=left, relation=relation, times=times, rest=rest):
            there = Times(cell(times.factor, form, line), linear(times.by))
            return Product(linear(left), relation, there, linear(rest))
        case _:
            return comparison(statement)


def _substituted(linear: Linear, known: Mapping[Ref, Linear]) -> Linear:
    total = Linear((), linear.constant)
    for ref, coefficient in linear.terms:
        total = total + known.get(ref, Linear.of(ref)) * coefficient
    return total


def _eliminate(
    equation: Comparison,
    determined: dict[Ref, Linear],
    shares: Mapping[Ref, Quotient],
    cells: Mapping[Ref, Item],
) -> None:
    """Let the equation determine one of its cells, preferably the one its author wrote so."""
    difference = _substituted(equation.difference, determined)
    if any(ref in shares for ref in difference.refs):
        return

    def awkward(term: tuple[Ref, Fraction]) -> tuple[bool, bool]:
        ref, coefficient = term
        counts = [size for other, size in difference.terms if cells[other].kind is Kind.COUNT]
        whole = all((size / coefficient).denominator == 1 for size in counts)
        return cells[ref].kind is Kind.COUNT and not whole, ref != equation.left.single

    if difference.terms:
        pivot, coefficient = min(difference.terms, key=awkward)
        solution = (difference - Linear.of(pivot) * coefficient) * (-1 / coefficient)
        for ref, known in determined.items():
            determined[ref] = _substituted(known, {pivot: solution})
        determined[pivot] = solution


def _demands(
    statements: Iterable[Statement],
    determined: Iterable[Ref],
    shares: Mapping[Ref, Quotient],
    cells: Mapping[Ref, Item],
) -> Iterator[Demand]:
    for ref in determined:
        if ref in cells and (least := cells[ref].minimum) is not None:
            yield ((AtMost(Linear((), Fraction(least)) - Linear.of(ref)),),)
    for statement in statements:
        match statement:
            case Quotient(part=part, whole=whole):
                nothing, minus = Linear(), Fraction(-1)
                yield ((AtMost(part * minus), AtMost(whole * minus)),)
                # Nothing is a share of nothing only.
                yield (AtMost(nothing - whole, strict=True),), (AtMost(part), AtMost(whole))
            case Condition(when=when, then=then):
                yield _required(then), *((part,) for part in _refused(when))
            case Product():
                continue  # worked out when the others are
            case Comparison(relation="=") if shares.keys().isdisjoint(statement.refs):
                continue  # solved
            case _:
                yield (_required(statement),)


def _required(comparison: Comparison) -> tuple[AtMost, ...]:
    below, above = comparison.difference, comparison.difference * Fraction(-1)
    match comparison.relation:
        case "=":
            return AtMost(below), AtMost(above)
        case "<" | "<=":
            return (AtMost(below, strict=comparison.relation == "<"),)
        case _:
            return (AtMost(above, strict=comparison.relation == ">"),)


def _refused(comparison: Comparison) -> tuple[AtMost, ...]:
    """Return the ways in which a comparison does not hold."""
    return tuple(
        AtMost(part.linear * Fraction(-1), not part.strict) for part in _required(comparison)
    )


def _over_free(
    part: AtMost, determined: Mapping[Ref, Linear], shares: Mapping[Ref, Quotient]
) -> AtMost:
    linear = part.linear
    if len(linear.refs) == 1 and (quotient := shares.get(linear.refs[0])):
        # c·(part/whole) + k <= 0  is  c·part + k·whole <= 0
        linear = quotient.part * linear.terms[0][1] + quotient.whole * linear.constant
    return AtMost(_substituted(linear, determined), part.strict)


def _together(
    statements: Iterable[Statement], cells: Iterable[Ref]
) -> Mapping[Ref, tuple[Ref, ...]]:
    groups: dict[Ref, tuple[Ref, ...]] = {ref: (ref,) for ref in cells}
    for statement in statements:
        known = [ref for ref in statement.refs if ref in groups]
        joined = tuple(dict.fromkeys(ref for one in known for ref in groups[one]))
        groups.update(dict.fromkeys(joined, joined))
    return groups


def size_of(linear: Linear, values: Mapping[Ref, Fraction]) -> Fraction:
    """Return what ``linear`` comes to."""
    return sum((values[ref] * size for ref, size in linear.terms), start=linear.constant)
