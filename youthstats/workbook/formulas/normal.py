"""The normal form of what a formula says, and what becomes of it in arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from operator import add, mul

from attrs import evolve, field, frozen

from youthstats.model.linear import Linear, Ref, Times
from youthstats.model.products import Expression, ProductsError
from youthstats.model.values import round_half_up

__all__ = ["NormalForm", "UnfitError", "added", "joined", "number", "proportion", "require"]

_BITS = 1000  # of a numerator or denominator: squaring over and over would have no end
_MOST_PLACES = 15


class UnfitError(Exception):
    """What a part of a formula does has no normal form. ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def require(condition: object, code: str) -> None:
    """Raise :class:`UnfitError` where a condition does not hold."""
    if not condition:
        raise UnfitError(code)


@frozen
class NormalForm:
    """What a formula comes to: ``part``, or ``part / whole``, rounded half up to ``places``.

    ``times`` is added to a part that has no whole. A ``whole`` is never a number alone. ``silent``
    tells that words may stand in its place where it is not 0: whoever passes over words would leave
    it out. ``or_nil`` tells that 0 stands in its place where the whole is nothing.
    """

    part: Linear
    whole: Linear | None = None
    places: int | None = None
    silent: bool = field(default=False, eq=False)
    or_nil: bool = field(default=False, eq=False)
    times: Times | None = None

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The items it rests on, each once."""
        others = (self.whole, self.times)
        rest = tuple(ref for one in others if one is not None for ref in one.refs)
        return tuple(dict.fromkeys(self.part.refs + rest))

    @property
    def constant(self) -> Fraction | None:
        """The number it is, when it is nothing else."""
        return None if self.part.terms or self.whole or self.times else self.part.constant

    @property
    def factors(self) -> tuple[Linear, ...]:
        """The two sums that are multiplied, where it is nothing but their product."""
        if self.times is None or self.part != Linear():
            return ()
        return Linear.of(self.times.factor), self.times.by

    @classmethod
    def made_by(
        cls, operation: Callable[[Expression, Expression], Expression], *both: NormalForm
    ) -> NormalForm:
        """Return what an operation on two makes that have no whole and are not rounded."""
        try:
            found = operation(*(Expression(one.part, one.times) for one in both))
        except ProductsError as error:
            raise UnfitError("formula.not_linear") from error
        return cls(found.linear, times=found.times)

    def plus(self, other: NormalForm) -> NormalForm:
        if other.constant == 0:
            return self
        if self.constant == 0:
            return other
        require(self.places is None and other.places is None, "formula.rounded_within")
        if self.whole is None and other.whole is None:
            return self.made_by(add, self, other)
        if self.whole is None:
            return other.plus(self)
        if other.whole is None:
            require(other.constant is not None, "formula.not_linear")
            return NormalForm(self.part + self.whole * other.part.constant, self.whole)
        times = proportion(other.whole, self.whole)
        if times is None:
            raise UnfitError("formula.not_linear")
        return NormalForm(self.part + other.part * (1 / times), self.whole)

    def scaled(self, factor: Fraction) -> NormalForm:
        """Return it times a number: a rounded one keeps its digits when the point moves."""
        if factor == 1 or self.constant == 0:
            return self
        if not factor:
            return number(factor)
        places = self.places
        if places is not None:
            digits = range(-2 * _MOST_PLACES, 2 * _MOST_PLACES + 1)
            shifts = [by for by in digits if abs(factor) == Fraction(10) ** by]
            require(shifts, "formula.rounded_within")
            places -= shifts[0]
        part, times = self.part * _small(factor), self.times and self.times * _small(factor)
        return NormalForm(part, self.whole, places, or_nil=self.or_nil, times=times)

    def multiplied(self, other: NormalForm) -> NormalForm:
        """Return the product: of two that both have items, what multiplies one of these by others."""
        if self.constant is None and other.constant is None and not (self.whole or other.whole):
            require(self.places is None and other.places is None, "formula.rounded_within")
            return self.made_by(mul, self, other)
        one, by = (other, self) if self.part.terms or self.times else (self, other)
        require(not (one.part.terms or one.times), "formula.not_linear")
        require(one.whole is None or by.times is None, "formula.not_linear")
        require(one.whole is None or by.whole is None, "formula.not_linear")
        if one.whole is None:
            return by.scaled(one.part.constant)
        require(by.places is None and one.places is None, "formula.rounded_within")
        return NormalForm(by.part, one.whole).scaled(one.part.constant)

    def over(self, other: NormalForm) -> NormalForm:
        """Return the quotient: by a number, or of two that are none themselves."""
        if other.constant is not None:
            require(other.constant, "formula.division_by_zero")
            return self.scaled(1 / other.constant)
        require(self.places is None and other.places is None, "formula.rounded_within")
        return self.multiplied(other.inverse())

    def inverse(self) -> NormalForm:
        """Return one over what is no number."""
        require(self.times is None, "formula.not_linear")
        if self.whole is None:
            return NormalForm(Linear((), Fraction(1)), self.part)
        if self.part.terms:
            return NormalForm(self.whole, self.part)
        require(self.part.constant, "formula.division_by_zero")
        return NormalForm(self.whole * (1 / self.part.constant))

    def rounded(self, places: int) -> NormalForm:
        """Return it rounded half up; a number is rounded here and now."""
        require(abs(places) <= _MOST_PLACES, "formula.rounding")
        if self.constant is not None:
            return number(Fraction(round_half_up(self.constant, places)))
        if self.places is None:
            return evolve(self, places=places, silent=False)
        require(places >= self.places, "formula.rounded_within")
        return self


def number(value: Fraction) -> NormalForm:
    """Return the normal form of a number."""
    return NormalForm(Linear((), value))


def proportion(one: Linear, other: Linear) -> Fraction | None:
    """Return how many times ``other`` the expression ``one`` is, if it is so many times that."""
    if not (one.terms and other.terms):
        return None
    ref, coefficient = one.terms[0]
    times = coefficient / dict(other.terms).get(ref, coefficient)
    return None if (one - other * times) != Linear() else times


def added(forms: Iterable[NormalForm]) -> NormalForm:
    """Return the sum, of however many."""
    coefficients: dict[Ref, Fraction] = {}
    constant, others = Fraction(0), list[NormalForm]()
    for form in forms:
        if form.whole is not None or form.places is not None or form.times is not None:
            others.append(form)
            continue
        constant += form.part.constant
        for ref, coefficient in form.part.terms:
            coefficients[ref] = coefficients.get(ref, Fraction(0)) + coefficient
    terms = tuple((ref, coefficient) for ref, coefficient in coefficients.items() if coefficient)
    return reduce(NormalForm.plus, others, NormalForm(Linear(terms, constant)))


def joined(first: NormalForm, rest: Sequence[tuple[str, NormalForm]]) -> NormalForm:
    """Return what operations of one rank come to; raises :class:`UnfitError`."""
    signs = {sign for sign, _ in rest}
    if signs <= {"+", "-"}:
        terms = (form if sign == "+" else form.scaled(Fraction(-1)) for sign, form in rest)
        return added((first, *terms))
    if signs <= {"*", "/"}:
        return _multiplied(first, rest)
    require(signs == {"^"}, "formula.text" if "&" in signs else "formula.comparison")
    return number(reduce(_power, (form for _, form in rest), first).part.constant)


def _multiplied(first: NormalForm, rest: Sequence[tuple[str, NormalForm]]) -> NormalForm:
    """Return the product, its numbers multiplied among themselves first."""
    factor, total = number(Fraction(1)), number(Fraction(1))
    for sign, form in (("*", first), *rest):
        if form.constant is not None:
            factor = factor.multiplied(form) if sign == "*" else factor.over(form)
        else:
            total = total.multiplied(form) if sign == "*" else total.over(form)
    return total.scaled(factor.part.constant)


def _power(base: NormalForm, exponent: NormalForm) -> NormalForm:
    one, by = base.constant, exponent.constant
    if one is None or by is None or by.denominator != 1 or abs(by) > _BITS:
        raise UnfitError("formula.not_linear")
    require(one or by > 0, "formula.division_by_zero")
    return number(_small(_small(one) ** int(by)))


def _small(value: Fraction) -> Fraction:
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    require(bits <= _BITS, "formula.too_long")
    return value
