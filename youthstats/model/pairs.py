"""Pairs of exact numbers of many units, in a few bytes apiece."""

from __future__ import annotations

from array import array
from fractions import Fraction

from youthstats.kept import Brought
from youthstats.model.values import Number

__all__ = ["Pair", "Pairs"]

Pair = tuple[Number, Number]
"""Numerator and denominator of a ratio."""

PARTS = 4
"""Whole numbers that a pair is: each of its two is one over another."""


class Pairs(Brought[Pair]):
    """Pairs, one behind the other, 32 bytes each; what has too many digits for that is held.

    They come back as the same numbers, of which those that are not whole are fractions then.
    """

    def __init__(self) -> None:
        self._parts = array("q")
        self._long: dict[int, Pair] = {}

    def append(self, pair: Pair) -> None:
        """Put a pair behind the others."""
        one, other = pair
        try:
            parts = array("q", (*one.as_integer_ratio(), *other.as_integer_ratio()))
        except OverflowError:
            self._long[len(self)] = pair
            parts = array("q", (0,) * PARTS)
        self._parts += parts

    def bring(self, place: int) -> Pair:
        if place in self._long:
            return self._long[place]
        over, under, other_over, other_under = self._parts[place * PARTS : (place + 1) * PARTS]
        return _number(over, under), _number(other_over, other_under)

    def __len__(self) -> int:
        return len(self._parts) // PARTS


def _number(over: int, under: int) -> Number:
    return over if under == 1 else Fraction(over, under)
