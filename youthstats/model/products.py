"""What is put together of items by adding and multiplying: a sum, with at most one product in it."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from youthstats.model.linear import EVERY, Linear, Times

__all__ = ["Expression", "ProductsError"]


class ProductsError(Exception):
    """There is more to multiply than one item by a sum of others."""


@frozen
class Expression:
    """``linear + times``; operations on it raise :class:`ProductsError` where that cannot say it."""

    linear: Linear = field(factory=Linear)
    times: Times | None = None

    def __add__(self, other: Expression) -> Expression:
        return Expression(self.linear + other.linear, _together(self.times, other.times))

    def __sub__(self, other: Expression) -> Expression:
        return self + other.scaled(Fraction(-1))

    def scaled(self, factor: Fraction) -> Expression:
        """Return it times a number."""
        times = self.times * factor if self.times and factor else None
        return Expression(self.linear * factor, times)

    def __mul__(self, other: Expression) -> Expression:
        for one, by in ((self, other), (other, self)):
            if by.times is None and not by.linear.terms:
                return one.scaled(by.linear.constant)
        if self.times or other.times:
            raise ProductsError
        return _multiplied(self.linear, other.linear)


def _multiplied(one: Linear, other: Linear) -> Expression:
    """Return the product of two sums, one of which names but one item."""
    if len(one.terms) > 1:
        one, other = other, one
    if len(one.terms) > 1:
        raise ProductsError
    ((factor, size),) = one.terms
    square = factor in other.refs
    if square or any(ref.category == EVERY for ref in (factor, *other.refs)):
        raise ProductsError
    times = Times(factor, Linear(other.terms) * size)
    single = Linear(((factor, size),))
    return Expression(single * other.constant + other * one.constant, times)


def _together(one: Times | None, other: Times | None) -> Times | None:
    if one is None or other is None:
        return one or other
    for left in (one, one.turned):
        for right in (other, other.turned):
            if left and right and left.factor == right.factor:
                return _added(left, right)
    raise ProductsError


def _added(one: Times, other: Times) -> Times | None:
    by = one.by + other.by
    return Times(one.factor, by) if by.terms else None
