"""The normal form every edit is reduced to.

The checker, the localiser, the imputer and the writer of formulas see only what stands here:
a :class:`Linear` expression, and statements made of two of them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Self

from attrs import field, frozen

from youthstats.model.values import printed

__all__ = [
    "EVERY",
    "Comparison",
    "Condition",
    "Linear",
    "Product",
    "Quotient",
    "Ref",
    "Statement",
    "Times",
]


EVERY = "*"
"""What stands for all entries of a list, which are as many as a unit has."""


@frozen(order=True)
class Ref:
    """One item as an edit names it: ``total``, ``persons[primary]``, ``T2.funds``.

    ``category`` ``None`` means "the category in hand"; ``form`` ``None`` means "the form in hand".
    On a list it is the line of totals, ``"*"`` for all entries, or an entry by its place.
    """

    item: str
    category: str | int | None = field(
        default=None, order=lambda one: "" if one is None else str(one)
    )
    form: str | None = field(default=None, order=lambda form: form or "")

    def on(self, line: str | int | None) -> str | int | None:
        """Return the line it is to where ``line`` is the one in hand, of the form in hand."""
        if self.category is not None:
            return self.category
        return None if self.form else line

    def __str__(self) -> str:
        form = f"{self.form}." if self.form else ""
        category = "" if self.category is None else f"[{self.category}]"
        return f"{form}{self.item}{category}"


@frozen
class Linear:
    """``Σ coefficient · item + constant``, every item once, in the order of its first mention."""

    terms: tuple[tuple[Ref, Fraction], ...] = ()
    constant: Fraction = Fraction(0)

    @classmethod
    def of(cls, ref: Ref) -> Self:
        return cls(((ref, Fraction(1)),))

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(ref for ref, _ in self.terms)

    @cached_property
    def over_entries(self) -> bool:
        """Whether a term of it stands for all entries of a list."""
        return any(ref.category == EVERY for ref in self.refs)

    @cached_property
    def quick(self) -> tuple[Fraction | int, tuple[tuple[Ref, Fraction | int], ...]]:
        """The constant and the terms, with whole coefficients as such: nearly all of them are."""
        return _whole(self.constant), tuple((ref, _whole(size)) for ref, size in self.terms)

    @property
    def single(self) -> Ref | None:
        """The item this expression is, when it is nothing but one item."""
        if len(self.terms) == 1 and self.terms[0][1] == 1 and not self.constant:
            return self.terms[0][0]
        return None

    def __add__(self, other: Linear) -> Linear:
        coefficients = dict(self.terms)
        for ref, coefficient in other.terms:
            coefficients[ref] = coefficients.get(ref, Fraction(0)) + coefficient
        terms = tuple((ref, c) for ref, c in coefficients.items() if c)
        return Linear(terms, self.constant + other.constant)

    def __sub__(self, other: Linear) -> Linear:
        return self + other * Fraction(-1)

    def __mul__(self, factor: Fraction) -> Linear:
        if not factor:
            return Linear()
        terms = tuple((ref, coefficient * factor) for ref, coefficient in self.terms)
        return Linear(terms, self.constant * factor)

    def __str__(self) -> str:
        text = ""
        for ref, coefficient in self.terms:
            size = "" if abs(coefficient) == 1 else f"{_number(abs(coefficient))} * "
            text += _signed(coefficient, first=not text) + size + str(ref)
        if self.constant or not text:
            text += _signed(self.constant, first=not text) + _number(abs(self.constant))
        return text


def _whole(value: Fraction) -> Fraction | int:
    return value.numerator if value.denominator == 1 else value


@frozen(slots=False)
class Comparison:
    """``left relation right``; ``relation`` is one of ``= <= >= < >``."""

    left: Linear
    relation: str
    right: Linear

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return _distinct(self.left.refs + self.right.refs)

    @property
    def sides(self) -> tuple[Linear, ...]:
        """The sums that it holds against each other."""
        return self.left, self.right

    @cached_property
    def difference(self) -> Linear:
        """The normal form: this expression stands in ``relation`` to zero."""
        return self.left - self.right

    def __str__(self) -> str:
        return f"{self.left} {self.relation} {self.right}"


@frozen
class Quotient:
    """``share = part / whole``, the share being known to the precision it was printed with.

    ``or_nil`` says that 0 may stand for a share of nothing, as an office's own formula shows it.
    """

    share: Ref
    part: Linear
    whole: Linear
    or_nil: bool = False

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return _distinct((self.share, *self.part.refs, *self.whole.refs))

    @property
    def sides(self) -> tuple[Linear, ...]:
        """The sums that it holds against each other."""
        return Linear.of(self.share), self.part, self.whole

    def __str__(self) -> str:
        return f"{self.share} = {_bracketed(self.part)} / {_bracketed(self.whole)}"


@frozen
class Times:
    """One item times a sum of others; ``factor`` is none of these, and no number is among them."""

    factor: Ref
    by: Linear

    @property
    def refs(self) -> tuple[Ref, ...]:
        return (self.factor, *self.by.refs)

    @property
    def pairs(self) -> frozenset[tuple[frozenset[Ref], Fraction]]:
        """What is multiplied by what, and how often: whichever of two is called the factor."""
        return frozenset((frozenset({self.factor, ref}), size) for ref, size in self.by.terms)

    @property
    def turned(self) -> Times | None:
        """The same with the other item as the factor, where there is but one other."""
        if len(self.by.terms) > 1:
            return None
        ((ref, size),) = self.by.terms
        return Times(ref, Linear(((self.factor, size),)))

    def __mul__(self, factor: Fraction) -> Times:
        return Times(self.factor, self.by * factor)

    def __str__(self) -> str:
        if len(self.by.terms) > 1:
            return f"{self.factor} * ({self.by})"
        ((ref, size),) = self.by.terms
        return f"{Linear(((self.factor, size),))} * {ref}"


@frozen
class Product:
    """``left relation times + rest``: what one item times others comes to, such as 数量 × 单价.

    It is not linear, but is so in each of its two factors as long as the other one stands.
    """

    left: Linear
    relation: str
    times: Times
    rest: Linear = field(factory=Linear)

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return _distinct((*self.left.refs, *self.times.refs, *self.rest.refs))

    @property
    def sides(self) -> tuple[Linear, ...]:
        """The sums that it rests on, its two factors apart."""
        return self.left, Linear.of(self.times.factor), self.times.by, self.rest

    def __str__(self) -> str:
        rest = "" if self.rest == Linear() else str(self.rest)
        if rest:
            rest = f" - {rest[1:]}" if rest.startswith("-") else f" + {rest}"
        return f"{self.left} {self.relation} {self.times}{rest}"


@frozen
class Condition:
    """``if when then then``."""

    when: Comparison
    then: Comparison

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return _distinct(self.when.refs + self.then.refs)

    @property
    def sides(self) -> tuple[Linear, ...]:
        """The sums that it holds against each other."""
        return self.when.sides + self.then.sides

    def __str__(self) -> str:
        return f"if {self.when} then {self.then}"


Statement = Comparison | Quotient | Product | Condition


def _distinct(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(refs))


def _number(value: Fraction) -> str:
    return printed(value)


def _signed(value: Fraction, *, first: bool) -> str:
    if first:
        return "-" if value < 0 else ""
    return " - " if value < 0 else " + "


def _bracketed(linear: Linear) -> str:
    return str(linear) if linear.single else f"({linear})"
