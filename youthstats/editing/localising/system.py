"""The system of a set of figures: a column for every cell, a row for every edit judged on them.

A row holds when, of one of its ``alternatives``, every atom may stand: a comparison is one
alternative of one atom, a condition has two (its premise does not hold, or its consequence does),
and a quotient, multiplied out, has two inequalities that depend on the share in hand. A product is
linear in one factor as long as the other is kept: its atom depends on the factor in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, reduce
from itertools import product
from math import lcm, prod
from typing import NamedTuple

from attrs import Factory, evolve, field, frozen

from youthstats.editing.bounding import Bound, IntractableError, Rational, simple
from youthstats.editing.localising.atoms import Atom, Multiplied, Shared, combined
from youthstats.editing.localising.regions import Cell, region
from youthstats.model.edits import Severity
from youthstats.model.forms import Line
from youthstats.model.linear import Comparison, Condition, Linear, Product, Ref, Statement

__all__ = [
    "MOST_WAYS",
    "Column",
    "Place",
    "Row",
    "Shape",
    "System",
    "linked",
    "row_of",
]

MOST_WAYS = 4096
"""Ways to satisfy the conditional edits together that are tried."""


class Place(NamedTuple):
    """Which answer a column stands for; ``source`` tells several sets of returns apart."""

    unit: str
    form: str
    item: str
    line: Line
    source: int = 0


@frozen
class Column:
    """What a cell may hold: whole numbers only, nothing below ``minimum``.

    ``weight`` is what changing it costs, ``None`` that it is never changed; ``blank`` that nothing
    was filled in.
    """

    place: Place
    whole: bool = True
    minimum: int | None = 0
    weight: Fraction | int | None = 1
    blank: bool = False


@frozen
class Row:
    """One edit on one line: its name, whom it is judged on, and what must hold.

    Edits over a figure that was left blank and nobody measured are ``parts`` of one row: it holds
    where some figures in the ``unseen`` columns let all of them hold. Those are no suspects; nor
    are those ``followed``, which formulas work out from others in the row. ``total`` is the column
    that an edit within a return says what it comes to.
    """

    rule: str
    unit: str
    line: Line
    severity: Severity
    statement: str
    source: int = 0
    alternatives: tuple[tuple[Atom, ...], ...] = ()
    shared: Shared | None = None
    multiplied: Multiplied | None = None
    parts: tuple[Row, ...] = ()
    unseen: tuple[int, ...] = ()
    followed: tuple[int, ...] = ()
    total: int | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column the row rests on, once; none that nobody sees."""
        if self.parts:
            named = dict.fromkeys(column for part in self.parts for column in part.columns)
            return tuple(column for column in named if column not in self.unseen)
        atoms = [atom for alternative in self.alternatives for atom in alternative]
        found: dict[int, None] = {}
        if self.shared is not None:
            atoms += [self.shared.part, self.shared.whole]
            found[self.shared.share] = None
        if self.multiplied is not None:
            found |= dict.fromkeys((self.multiplied.factor, *sorted(self.multiplied.columns)))
        found |= {column: None for atom in atoms for column, _ in atom.terms}
        return tuple(found)

    @property
    def balance(self) -> Atom | None:
        """The equation, where the row is nothing else."""
        if len(self.alternatives) == 1 and len(self.alternatives[0]) == 1:
            atom = self.alternatives[0][0]
            return atom if atom.relation == "=" else None
        return None


@frozen(slots=False)
class System:
    """Columns, rows and the figures in hand.

    ``values`` are the figures as shown, ``spans`` the intervals of those that are not exact.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    values: Sequence[Rational]
    spans: Mapping[int, tuple[Rational, Rational]] = field(factory=dict)
    shape: Shape = field(
        default=Factory(lambda self: Shape.of(self.columns, self.rows), takes_self=True),
        eq=False,
        repr=False,
    )

    def holding(
        self, values: Sequence[Rational], spans: Mapping[int, tuple[Rational, Rational]]
    ) -> System:
        """Return the same system over other figures."""
        return evolve(self, values=values, spans=spans)

    @cached_property
    def residuals(self) -> tuple[Rational | None, ...]:
        """Left minus right of every exact equation; ``None`` for any other row."""
        values = self.values
        found: list[Rational | None] = []
        for atom in self.shape.balances:
            if atom is None or (self.spans and any(c in self.spans for c, _ in atom.terms)):
                found.append(None)
                continue
            total = atom.constant
            for column, coefficient in atom.terms:
                total += coefficient * values[column]
            found.append(total)
        return tuple(found)

    @cached_property
    def failed(self) -> tuple[int, ...]:
        """The rows that do not hold."""
        return tuple(
            row
            for row, residual in enumerate(self.residuals)
            if (residual if residual is not None else not self.holds(row))
        )

    def holds(self, row: int) -> bool:
        """Tell whether a row holds over the figures in hand."""
        one = self.rows[row]
        return self._may_hold(one) if one.parts else self.stands(one)

    def stands(self, row: Row) -> bool:
        """Tell whether a row that sees all its figures holds."""
        return any(
            all(self._may_stand(atom) for atom in alternative)
            for alternative in self.alternatives(row)
        )

    def _may_hold(self, row: Row) -> bool:
        """Tell whether some figures nobody sees let a row hold; also where that is too much to tell."""
        place = {column: number for number, column in enumerate(row.unseen)}
        ways = [list(self.possible(self.alternatives(part), place)) for part in row.parts]
        cells = [self.cell(column) for column in row.unseen]
        if prod(map(len, ways)) > MOST_WAYS:
            return True
        try:
            return any(
                region(cells, [bound for bounds in way for bound in bounds]) is not None
                for way in product(*ways)
            )
        except IntractableError:
            return True

    def cell(self, column: int) -> Cell:
        """Return what a column may hold by itself, and what it does."""
        one = self.columns[column]
        return Cell(one.whole, one.minimum, self.values[column])

    def alternatives(self, row: Row) -> tuple[tuple[Atom, ...], ...]:
        """Return the row's alternatives; those of a quotient for the share in hand."""
        if row.multiplied is not None:
            return (row.multiplied.at(self.values[row.multiplied.factor]),)
        shared = row.shared
        if shared is None:
            return row.alternatives
        value = self.values[shared.share]
        low, high = self.spans.get(shared.share, (value, value))
        base = evolve(shared.whole, relation="<=" if value == 0 else "<")
        between = (
            combined((low, shared.whole), (-1, shared.part)),
            combined((1, shared.part), (-high, shared.whole)),
            _scaled(base, -1),
        )
        nothing = (evolve(shared.whole, relation="="),) if shared.or_nil and value == 0 else ()
        return (between, nothing) if nothing else (between,)

    def possible(
        self, alternatives: Iterable[Sequence[Atom]], place: Mapping[int, int]
    ) -> Iterator[list[Bound]]:
        """Yield the alternatives that the figures in question can still satisfy, as bounds on them.

        ``place`` numbers their columns.
        """
        for alternative in alternatives:
            bounds = [bound for atom in alternative for bound in self._bounds(atom, place)]
            if all(bound.stands for bound in bounds if bound.empty):
                yield [bound for bound in bounds if not bound.empty]

    def _bounds(self, atom: Atom, place: Mapping[int, int]) -> Iterator[Bound]:
        sizes: list[Rational] = [0] * len(place)
        others = []
        for term in atom.terms:
            number = place.get(term[0])
            if number is None:
                others.append(term)
            else:
                sizes[number] = term[1]
        low, high = self.reach(Atom(tuple(others), atom.constant, atom.relation))
        if low == high or atom.relation != "=":
            yield Bound(tuple(sizes), atom.relation, -low)
        else:
            yield Bound(tuple(sizes), "<=", -low)
            yield Bound(tuple(-size for size in sizes), "<=", high)

    def reach(self, atom: Atom) -> tuple[Rational, Rational]:
        """Return the least and the greatest the atom's sum may be."""
        low = high = atom.constant
        for column, coefficient in atom.terms:
            span = self.spans.get(column) if self.spans else None
            if span is None:
                size = coefficient * self.values[column]
                low, high = low + size, high + size
            else:
                ends = sorted((coefficient * span[0], coefficient * span[1]))
                low, high = low + ends[0], high + ends[1]
        return low, high

    def _may_stand(self, atom: Atom) -> bool:
        low, high = self.reach(atom)
        if atom.relation == "=":
            return low <= 0 <= high
        return low < 0 if atom.relation == "<" else low <= 0


@frozen
class Shape:
    """What depends on the rows alone.

    Which rows touch a column, as numbers and as bits; which columns a row rests on; the equations;
    and every column's coefficient in those it stands in: its signature.
    """

    touching: tuple[tuple[int, ...], ...]
    members: tuple[tuple[int, ...], ...]
    balances: tuple[Atom | None, ...]
    sizes: tuple[Mapping[int, Rational], ...]
    _masks: dict[int, int] = field(factory=dict, init=False, eq=False)

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Row]) -> Shape:
        touching: list[list[int]] = [[] for _ in columns]
        members = tuple(row.columns for row in rows)
        for number, named in enumerate(members):
            for column in named:
                touching[column].append(number)
        balances = tuple(row.balance for row in rows)
        sizes: list[dict[int, Rational]] = [{} for _ in columns]
        for number, balance in enumerate(balances):
            for column, size in balance.terms if balance is not None else ():
                sizes[column][number] = size
        return cls(
            tuple(map(tuple, touching)),
            members,
            balances,
            tuple(sizes),
        )

    def mask(self, column: int) -> int:
        """Return the rows that touch a column, as bits; worked out for the columns looked at."""
        found = self._masks.get(column)
        if found is None:
            found = self._masks[column] = sum(1 << row for row in self.touching[column])
        return found


def row_of(row: Row, statement: Statement, columns: Mapping[Ref, int]) -> Row:
    """Return the row with what must hold, over the columns the statement's items stand in."""
    if isinstance(statement, Comparison):
        return evolve(row, alternatives=((_atom(statement, columns),),))
    if isinstance(statement, Condition):
        refuted = [(atom,) for atom in _refuted(_atom(statement.when, columns))]
        return evolve(row, alternatives=(*refuted, (_atom(statement.then, columns),)))
    if isinstance(statement, Product):
        return evolve(row, multiplied=_multiplied(statement, columns))
    shared = Shared(
        columns[statement.share],
        _sum(statement.part, columns),
        _sum(statement.whole, columns),
        statement.or_nil,
    )
    return evolve(row, shared=shared)


def _atom(comparison: Comparison, columns: Mapping[Ref, int]) -> Atom:
    """Return a comparison cleared of fractions, as one of the three relations to zero."""
    difference = comparison.difference
    sizes = [size for _, size in difference.terms]
    scale = reduce(lcm, (size.denominator for size in (*sizes, difference.constant)))
    sign = -1 if ">" in comparison.relation else 1
    atom = _sum(difference * Fraction(sign * scale), columns)
    return evolve(atom, relation=comparison.relation.replace(">", "<"))


def _multiplied(product: Product, columns: Mapping[Ref, int]) -> Multiplied:
    """Return a product over columns; as for a comparison, nothing is left above nothing."""
    sign = Fraction(-1 if ">" in product.relation else 1)
    rest = _sum((product.left - product.rest) * sign, columns)
    by = _sum(product.times.by * sign, columns)
    relation = product.relation.replace(">", "<")
    return Multiplied(columns[product.times.factor], by, evolve(rest, relation=relation))


def _refuted(atom: Atom) -> Iterator[Atom]:
    """Yield what may hold instead of the atom: more than nothing, or less."""
    if atom.relation != "<":
        yield _scaled(evolve(atom, relation="<"), -1)
    if atom.relation == "=":
        yield evolve(atom, relation="<")
    if atom.relation == "<":
        yield _scaled(evolve(atom, relation="<="), -1)


def _sum(linear: Linear, columns: Mapping[Ref, int]) -> Atom:
    """Return the sum over columns; two items may stand in one."""
    terms: dict[int, Rational] = {}
    for ref, coefficient in linear.terms:
        column = columns[ref]
        terms[column] = terms.get(column, 0) + simple(coefficient)
    kept = tuple((column, size) for column, size in terms.items() if size)
    return Atom(kept, simple(linear.constant), "=")


def _scaled(atom: Atom, factor: Rational) -> Atom:
    return combined((factor, atom), relation=atom.relation)


def linked(system: System, rows: Iterable[int]) -> frozenset[int]:
    """Return the rows that hang together with ``rows`` through the cells they share."""
    found = set(rows)
    waiting = list(found)
    while waiting:
        for column in system.shape.members[waiting.pop()]:
            fresh = [row for row in system.shape.touching[column] if row not in found]
            found.update(fresh)
            waiting += fresh
    return frozenset(found)
