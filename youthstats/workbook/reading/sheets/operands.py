"""What parts of a formula come to: numbers, texts, truths, errors, ranges; and arithmetic on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Protocol

from attrs import frozen

from youthstats.model.values import from_float, printed
from youthstats.workbook.formulas.tree import COMPARISONS, Node, Reference
from youthstats.workbook.package import CellError, Sheet

__all__ = [
    "ARITHMETIC",
    "Calculating",
    "FaultError",
    "Operand",
    "Place",
    "Range",
    "Scalar",
    "UntoldError",
    "number",
    "operate",
    "require",
    "small",
]

_TEXT = 32_767  # signs in a cell, Excel's own limit
_BITS = 1000  # of a numerator or denominator: squaring in a chain would have no end

Place = tuple[str, int, int]
"""A sheet, and row and column from 0."""

Scalar = Fraction | str | bool | date | CellError | None
"""What a cell or a part of a formula comes to; ``None`` is a blank cell."""


class UntoldError(Exception):
    """The formula is not a plain one, or its value cannot be told."""


class FaultError(UntoldError):
    """A spreadsheet shows an error for it, and no value."""


def require(condition: object) -> None:
    """Raise where the value cannot be told."""
    if not condition:
        raise UntoldError


@frozen
class Range:
    """Cells referred to, in a sheet."""

    sheet: Sheet
    within: Reference

    def places(self) -> Iterator[Place]:
        """Yield the cells of the range that hold something."""
        name, cells, within = self.sheet.name, self.sheet.cells, self.within
        rows = range(within.top, within.bottom + 1)
        columns = range(within.left, within.right + 1)
        if within.area <= len(cells):
            around = ((row, column) for row in rows for column in columns)
            yield from ((name, *place) for place in around if place in cells)
        else:
            yield from ((name, *at) for at in cells if at[0] in rows and at[1] in columns)

    @property
    def looked_at(self) -> int:
        """How many cells that takes."""
        return min(self.within.area, len(self.sheet.cells))


Operand = Scalar | Range


class Calculating(Protocol):
    """What a function asks of the calculation it stands in."""

    def value(self, node: Node) -> Operand:
        """Return what a part comes to."""
        ...

    def scalar(self, operand: Operand) -> Scalar:
        """Return the one value of it."""
        ...

    def at(self, place: Place) -> Scalar:
        """Return what a cell comes to."""
        ...

    def spend(self, cells: int) -> None:
        """Raise where too much is looked at."""
        ...


_NUMERAL = re.compile(r" *([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(%?) *", re.ASCII)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"(?![年月日号时時点點分秒上下午星期周])[\u3300-\u33ff\u4e00-\u9fff]")
"""What no number, date or time is spelled with: 640.2亩."""

ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv}


def operate(sign: str, left: Scalar, right: Scalar) -> Scalar:
    """Return what a sign makes of what stands left and right of it."""
    if sign == "&":
        text = _as_text(left) + _as_text(right)
        require(len(text) <= _TEXT)
        return text
    if sign in COMPARISONS:
        return _compare(sign, left, right)
    a, b = number(left), number(right)
    if sign == "/" and not b:
        raise FaultError
    return small(ARITHMETIC[sign](a, b))


def small(value: Fraction) -> Fraction:
    """Return a value as it is, and raise where it is too long to go on with."""
    require(max(value.numerator.bit_length(), value.denominator.bit_length()) <= _BITS)
    return value


def number(value: Scalar) -> Fraction:
    """Return a value in arithmetic: a blank is 0, TRUE is 1, a text the number that it spells.

    One without a digit, or with words, spells none, and Excel shows ``#VALUE!``; another may spell a
    date.
    """
    if value is None or isinstance(value, bool):
        return Fraction(bool(value))
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and (spelled := _NUMERAL.fullmatch(value)):
        return Fraction(spelled[1].replace(",", "")) / (100 if spelled[2] else 1)
    if isinstance(value, CellError):
        raise FaultError
    if isinstance(value, str) and (not _DIGIT.search(value) or _WORDS.search(value)):
        raise FaultError
    raise UntoldError


def _as_text(value: Scalar) -> str:
    if isinstance(value, str | None):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    shown = number(value)
    require(abs(shown) < 10**15)
    return printed(from_float(float(shown)), places=15)


def _compare(sign: str, left: Scalar, right: Scalar) -> bool:
    """Compare as Excel does: numbers before texts before TRUE and FALSE, letters of any case."""
    a, b = _rank(left, right), _rank(right, left)
    return bool(COMPARISONS[sign](a, b))


def _rank(value: Scalar, other: Scalar) -> tuple[int, Fraction, str]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else Fraction(0)
    if isinstance(value, bool):
        return 2, Fraction(value), ""
    if isinstance(value, str):
        return 1, Fraction(0), value.casefold()
    return 0, number(value), ""
