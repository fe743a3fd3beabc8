"""What must hold over columns: sums held against nothing, shares, and what is multiplied."""

from __future__ import annotations

from attrs import evolve, frozen

from youthstats.editing.bounding import Rational

__all__ = ["Atom", "Multiplied", "Shared", "combined"]


@frozen
class Atom:
    """``Σ coefficient · column + constant  relation  0``; the relation is ``=``, ``<=`` or ``<``."""

    terms: tuple[tuple[int, Rational], ...]
    constant: Rational
    relation: str


@frozen
class Shared:
    """A quotient's columns: the share, and the two sums it is a share of.

    ``or_nil`` says that 0 may stand for a share of nothing.
    """

    share: int
    part: Atom
    whole: Atom
    or_nil: bool = False


@frozen
class Multiplied:
    """A product's columns: ``rest``, less the column ``factor`` times a sum, stands in a relation to 0.

    It may be out by ``slack``: what was multiplied was typed as it is displayed.
    """

    factor: int
    by: Atom
    rest: Atom
    slack: Rational = 0

    @property
    def columns(self) -> frozenset[int]:
        """Those of the sum, and of what it is held against: not the factor's."""
        return frozenset(column for one in (self.by, self.rest) for column, _ in one.terms)

    def at(self, factor: Rational) -> tuple[Atom, ...]:
        """Return what must hold where the factor is known."""
        return self._within(combined((1, self.rest), (-factor, self.by)))

    def of_factor(self, by: Rational) -> tuple[Atom, ...]:
        """Return what must hold where the sum is."""
        return self._within(combined((1, self.rest), (-by, Atom(((self.factor, 1),), 0, "="))))

    def _within(self, apart: Atom) -> tuple[Atom, ...]:
        equal = self.slack and self.rest.relation == "="
        ends = (apart, combined((-1, apart))) if equal else (apart,)
        relation = "<=" if equal else self.rest.relation
        return tuple(Atom(one.terms, one.constant - self.slack, relation) for one in ends)

    @property
    def turned(self) -> Multiplied | None:
        """The same with the other factor apart, where the sum is nothing but that."""
        if len(self.by.terms) != 1 or self.by.constant:
            return None
        ((column, size),) = self.by.terms
        return evolve(self, factor=column, by=Atom(((self.factor, size),), 0, "="))


def combined(*parts: tuple[Rational, Atom], relation: str = "<=") -> Atom:
    """Return the sum of atoms, each taken some times."""
    terms: dict[int, Rational] = {}
    constant: Rational = 0
    for factor, atom in parts:
        constant += factor * atom.constant
        for column, coefficient in atom.terms:
            size = factor * coefficient
            terms[column] = terms.get(column, 0) + size
    return Atom(tuple((c, size) for c, size in terms.items() if size), constant, relation)
