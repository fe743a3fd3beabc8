"""A value as columns: its state, in full as text, and as decimals that a database can add."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from youthstats.model.values import (
    Figure,
    Inexact,
    Missing,
    Number,
    Value,
    bounds,
    exact,
    is_figure,
    nominal,
    plain,
    printed,
    round_half_up,
)
from youthstats.tables.columns import DECIMALS, DIGITS

__all__ = ["Told", "decimal_of", "in_full", "told"]

_SCALE = 10**DECIMALS
_BEYOND = 10 ** (DIGITS - DECIMALS)
"""The first figure that has no place in a decimal column."""


class Told(NamedTuple):
    """A value as the columns of that name hold it."""

    state: str
    value: str | None
    number: Decimal | None
    low: Decimal | None
    high: Decimal | None


def told(value: Value) -> Told:
    """Return a value in columns."""
    if isinstance(value, int):
        whole = Decimal(value) if abs(value) < _BEYOND else None
        return Told("given", str(value), whole, whole, whole)
    if isinstance(value, Missing):
        return Told(value.value, None, None, None, None)
    if is_figure(value):
        return _figure(value)  # type: ignore[arg-type]
    return Told("given", in_full(value), None, None, None)


def _figure(value: Figure) -> Told:
    low, high = bounds(value)
    state = "inexact" if isinstance(value, Inexact) else "given"
    # The interval is widened to what the decimals hold, never narrowed: it keeps the true figure.
    ends = _placed(floor(low * _SCALE)), _placed(ceil(high * _SCALE))
    return Told(state, in_full(value), decimal_of(nominal(value)), *ends)


def in_full(value: Value | None) -> str | None:
    """Return a value as text from which it can be read again, every digit of it."""
    if value is None or isinstance(value, Missing):
        return None
    if is_figure(value):
        number = exact(value)  # type: ignore[arg-type]
        number = plain(number) if isinstance(number, Fraction) else number
        return str(number) if isinstance(number, Fraction) else printed(number)
    return value.isoformat() if isinstance(value, date) else str(value)


def decimal_of(value: Number | None) -> Decimal | None:
    """Return a number as a decimal column holds it, rounded half up; ``None`` where it is too long."""
    if value is None:
        return None
    rounded = round_half_up(value, DECIMALS)
    return rounded if abs(rounded) < _BEYOND else None


def _placed(units: int) -> Decimal | None:
    """Return so many units of the last decimal, ``None`` where they are too many."""
    return Decimal(f"{units}E-{DECIMALS}") if abs(units) < 10**DIGITS else None
