"""Figures: exact numbers, figures known only to some precision, and figures that are not there.

An exact figure is a plain ``int``, ``Decimal`` or (when computed) ``Fraction``. A figure printed or
reported to limited precision is an :class:`Inexact`: the number shown and the closed interval of
true numbers it may stand for. A figure that is not there is a :class:`Missing`. No float lives past
the cell it came from.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "SHOWN_DIGITS",
    "Figure",
    "Inexact",
    "Missing",
    "Number",
    "Value",
    "add_up",
    "alike",
    "as_rounded",
    "as_shown",
    "bounds",
    "decimals_of",
    "exact",
    "from_float",
    "held",
    "is_figure",
    "is_month",
    "is_number",
    "near",
    "noisy",
    "nominal",
    "plain",
    "printed",
    "round_half_up",
    "rounded",
    "simplest",
    "total_of",
]

SHOWN_DIGITS = 15
"""Significant digits Excel stores and shows; a float's further digits are noise of the binary form."""


_EXACTLY = Context(MAX_PREC, ROUND_HALF_UP, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
"""Sums and differences with all their digits."""

_CELL = Context(SHOWN_DIGITS, ROUND_HALF_UP, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


class Missing(Enum):
    """Why there is no figure. The states are never mixed up; only what was asked for can be blank."""

    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"
    NOT_ASKED = "not_asked"

    def __repr__(self) -> str:
        return f"Missing.{self.name}"


@frozen
class Inexact:
    """A figure reported to limited precision: ``86%``, ``650多``, ``约50``.

    ``value`` is the number shown; the true number lies in the closed interval ``low`` … ``high``.
    """

    value: Decimal
    low: Decimal
    high: Decimal

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} lies outside {self.low} … {self.high}")


Number = int | Decimal | Fraction
Figure = Number | Inexact
Value = Figure | Missing | str | date

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


_FIGURES = frozenset({int, Decimal, Fraction, Inexact})
_NO_FIGURES = frozenset({Missing, str, bool, date})


def is_figure(value: object) -> bool:
    """Tell whether ``value`` is a figure, exact or not. ``True`` is not 1."""
    kind = type(value)
    if kind in _FIGURES or kind in _NO_FIGURES:  # asked of every answer: all are
        return kind in _FIGURES
    return isinstance(value, int | Decimal | Fraction | Inexact)


def is_month(value: object) -> bool:
    """Tell whether ``value`` is a day of which no more is known than the month, as text: ``2001-03``."""
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None


def is_number(value: object) -> TypeGuard[Number]:
    """Tell whether ``value`` is an exact number. ``True`` is not 1."""
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)


def alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers differ at most in digits that a spreadsheet does not keep."""
    a, b = Fraction(one), Fraction(other)
    return bool(abs(a - b) * 10 ** (SHOWN_DIGITS - 2) <= max(abs(a), abs(b)))


def noisy(value: Figure) -> bool:
    """Tell whether a figure has about all the digits a cell keeps: the last may be a quotient's end.

    Some of them may be noughts, which are not written.
    """
    shown = value.value if isinstance(value, Inexact) else value
    if not isinstance(shown, Decimal) or shown == shown.to_integral_value():
        return False
    return len(shown.as_tuple().digits) > SHOWN_DIGITS - 4


def near(one: Number, other: Number) -> bool:
    """Tell whether two numbers are one but for what a spreadsheet's arithmetic leaves in last digits.

    12.3 − 12.1 is stored as 0.200000000000001.
    """
    a, b = Fraction(one), Fraction(other)
    apart, largest = abs(a - b), max(Fraction(1), abs(a), abs(b))
    return not apart or ((noisy(one) or noisy(other)) and apart * 10**9 <= largest)


def exact(value: Figure) -> Number:
    """Return the number shown, in its simplest exact type: ``Decimal("7.0")`` is ``7``."""
    return simplest(value.value if isinstance(value, Inexact) else value)


def simplest(value: Number) -> Number:
    """Return ``value`` as an ``int`` where it is whole."""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number")
        return int(value) if value == value.to_integral_value() else value
    return value.numerator if value.denominator == 1 else value


def from_float(value: float) -> Number:
    """Convert a cell's binary float, once, to the decimal number the cell shows.

    A spreadsheet keeps 15 significant digits; digits beyond them (0.30000000000000004) are noise.
    Raises ``ValueError`` for NaN and the infinities.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number")
    return simplest(Decimal(format(value, f".{SHOWN_DIGITS}g")))


def held(value: Number) -> Number:
    """Return what a cell holds of ``value``: 15 significant digits, rounded half up.

    Raises ``ValueError`` for NaN and the infinities.
    """
    whole, parts = Fraction(simplest(value)).as_integer_ratio()
    return simplest(_CELL.divide(Decimal(whole), Decimal(parts)))


def nominal(value: Figure) -> Fraction:
    """Return the number shown as an exact fraction."""
    return Fraction(value.value if isinstance(value, Inexact) else value)


def bounds(value: Figure) -> tuple[Fraction, Fraction]:
    """Return the closed interval of true numbers ``value`` may stand for."""
    if isinstance(value, Inexact):
        return Fraction(value.low), Fraction(value.high)
    point = Fraction(value)
    return point, point


def rounded(value: Decimal, places: int) -> Inexact:
    """Return ``value`` as printed with ``places`` decimals: half a unit of the last one either way.

    Both ends belong to the interval, so a figure rounded half up and one rounded half to even
    (GB/T 8170) are both understood.
    """
    half = _half(places)
    low, high = _EXACTLY.subtract(value, half), _EXACTLY.add(value, half)
    return Inexact(value, _shortly(low), _shortly(high))


@lru_cache(maxsize=64)
def _half(places: int) -> Decimal:
    return Decimal(f"5E{-places - 1}")


def _shortly(value: Decimal) -> Decimal:
    """Return a number without noughts at the end of its decimals."""
    whole = simplest(value)
    return Decimal(whole) if isinstance(whole, int) else _EXACTLY.normalize(value)


def as_shown(value: Figure, places: int | None) -> Figure:
    """Return a figure as closely as it is shown: to ``places`` decimals, or more where it has more.

    Negative ``places`` are tens, hundreds and so on. Without places a whole number is exact, and so
    is any number whose decimals do not end.
    """
    if isinstance(value, Inexact | Fraction):
        return value
    decimals = decimals_of(value)
    if places is None and decimals <= 0:
        return value
    return rounded(Decimal(value), decimals if places is None else max(places, decimals))


def as_rounded(value: Figure, places: int) -> Figure:
    """Return a figure shown more finely than to ``places`` decimals, and no finer number, as of these."""
    if not isinstance(value, Inexact):
        return value
    coarse = rounded(value.value, max(places, decimals_of(value.value)))
    return coarse if coarse.low < value.low and coarse.high > value.high else value


def decimals_of(value: int | Decimal) -> int:
    """Return how many decimals a number has; less than none where it ends in noughts."""
    whole, _, after = printed(value).partition(".")
    noughts = len(whole) - len(whole.rstrip("0"))
    return len(after.rstrip("0")) or -(noughts if value else 15)


def round_half_up(value: Number, places: int) -> Decimal:
    """Round once, from the exact value, ties away from zero, to ``places`` decimals.

    Negative ``places`` round to tens, hundreds and so on.
    """
    scaled = abs(Fraction(value)) * (10**places if places >= 0 else Fraction(1, 10**-places))
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _shifted(whole if value >= 0 else -whole, places)


def add_up(values: Iterable[Value]) -> Figure | Missing:
    """Add the figures among ``values``; nothing to add is blank.

    Blank values, inapplicable ones and those not asked for add nothing. An unreadable one makes the
    whole sum unreadable: a total must not leave out a figure nobody could read. Inexact figures add
    their intervals.
    """
    total: Fraction | int = 0
    low: Fraction | int = 0
    high: Fraction | int = 0
    found = inexact = False
    for value in values:
        if value is Missing.UNREADABLE:
            return Missing.UNREADABLE
        if isinstance(value, Inexact):
            inexact = True
            low += Fraction(value.low) - Fraction(value.value)
            high += Fraction(value.high) - Fraction(value.value)
            total += Fraction(value.value)
        elif isinstance(value, int):
            total += value
        elif isinstance(value, Decimal | Fraction):
            total += Fraction(value)
        else:
            continue
        found = True
    if not found:
        return Missing.BLANK
    return total_of(total, (low, high) if inexact else None)


def total_of(
    total: Fraction | int, slack: tuple[Fraction | int, Fraction | int] | None = None
) -> Figure:
    """Return a sum as a figure; ``slack`` is how much below and above it the figures may be."""
    if slack is not None:
        low, high = slack
        return Inexact(_decimal(total), _decimal(total + low), _decimal(total + high))
    return plain(total)


def plain(value: Number) -> Number:
    """Return ``value`` as an int or a finite Decimal where it is one, else as the fraction itself."""
    if isinstance(value, Decimal):
        return simplest(value)
    if value.denominator == 1:
        return value.numerator
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return _decimal(value) if rest == 1 else value


def printed(value: Number, places: int = 6) -> str:
    """Return ``value`` as text: in full where its decimals end, else rounded to ``places``."""
    simple = simplest(value)
    if isinstance(simple, Fraction):
        simple = plain(simple)
    if isinstance(simple, Fraction):
        simple = round_half_up(simple, places)
    return f"{simple:f}" if isinstance(simple, Decimal) else str(simple)


def _decimal(value: Fraction | int) -> Decimal:
    """Convert a fraction whose decimals end, without losing any."""
    rest, fives = value.denominator, 0
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        raise ValueError(f"the decimals of {value} do not end")
    places = max(twos, fives)
    return _shifted(value.numerator * 10**places // value.denominator, places)


def _shifted(whole: int, places: int) -> Decimal:
    """Return ``whole`` with its point moved left, digit for digit, whatever the decimal context."""
    return Decimal(f"{whole}E{-places}")
