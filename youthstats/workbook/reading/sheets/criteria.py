"""Functions over the cells that meet a condition: ``COUNTIF``, ``SUMIF`` and those with several."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from youthstats.workbook.formulas.tree import COMPARISONS, Node
from youthstats.workbook.package import CellError
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.operands import (
    Calculating,
    FaultError,
    Range,
    Scalar,
    UntoldError,
    number,
    require,
    small,
)
from youthstats.workbook.reading.sheets.wildcards import Pattern

__all__ = ["CONDITIONAL"]

Test = Callable[[Scalar], bool]
"""Tells of what stands in a cell whether it meets a condition."""

_WRITTEN = re.compile(r"(?P<sign><=|>=|<>|=|<|>)?(?P<rest>.*)", re.DOTALL)
_LONGEST = 255
"""Signs of a condition: of more a spreadsheet shows an error."""

Pair = tuple[Range, Test]


def _count_if(calculation: Calculating, arguments: Sequence[Node]) -> Scalar:
    require(len(arguments) == 2)
    return _count_ifs(calculation, arguments)


def _count_ifs(calculation: Calculating, arguments: Sequence[Node]) -> Scalar:
    pairs = _pairs(calculation, arguments)
    met, blank = _met(calculation, pairs, ())
    return Fraction(len(met) + blank)


def _sum_if(calculation: Calculating, arguments: Sequence[Node]) -> Scalar:
    """Add up the cells beside those that meet the condition; these themselves, if no others are named."""
    require(len(arguments) in {2, 3})
    summed = arguments[2] if len(arguments) == 3 else arguments[0]
    return _sum_ifs(calculation, (summed, *arguments[:2]))


def _sum_ifs(calculation: Calculating, arguments: Sequence[Node]) -> Scalar:
    require(len(arguments) > 2)
    summed, pairs = _range(calculation, arguments[0]), _pairs(calculation, arguments[1:])
    total = Fraction(0)
    for down, right in _met(calculation, pairs, (summed,))[0]:
        within = summed.within
        value = calculation.at((summed.sheet.name, within.top + down, within.left + right))
        require(not isinstance(value, bool))  # LibreOffice adds 1 for TRUE, Excel nothing
        if not isinstance(value, str | None):
            total = small(total + number(value))
    return total


def _pairs(calculation: Calculating, arguments: Sequence[Node]) -> list[Pair]:
    require(len(arguments) % 2 == 0)
    ranges = [_range(calculation, argument) for argument in arguments[::2]]
    wanted = [calculation.scalar(calculation.value(argument)) for argument in arguments[1::2]]
    return list(zip(ranges, map(_test_of, wanted), strict=True))


def _range(calculation: Calculating, node: Node) -> Range:
    operand = calculation.value(node)
    if not isinstance(operand, Range):
        raise UntoldError
    return operand


def _met(
    calculation: Calculating, pairs: Sequence[Pair], more: Sequence[Range]
) -> tuple[list[tuple[int, int]], int]:
    """Return the places that meet all conditions, and how many do of those where nothing stands.

    Places count from the first cell of the areas, which are all of one shape.
    """
    areas = [*(area for area, _ in pairs), *more]
    shapes = {
        (one.within.bottom - one.within.top, one.within.right - one.within.left) for one in areas
    }
    require(len(shapes) == 1)
    places: set[tuple[int, int]] = set()
    for one in areas:
        calculation.spend(one.looked_at)
        top, left = one.within.top, one.within.left
        places.update((row - top, column - left) for _, row, column in one.places())
    met = list(places)
    for one, test in pairs:
        name, top, left = one.sheet.name, one.within.top, one.within.left
        met = [
            (down, right)
            for down, right in timely(met)
            if test(calculation.at((name, top + down, left + right)))
        ]
    blank = areas[0].within.area - len(places) if all(test(None) for _, test in pairs) else 0
    return met, blank


def _test_of(wanted: Scalar) -> Test:
    """Return the test that a condition says: a number or a text, a sign before it or not."""
    if isinstance(wanted, Fraction | None):
        return _number_test("=", wanted or Fraction(0))
    require(isinstance(wanted, str) and len(wanted) <= _LONGEST)
    found = _WRITTEN.fullmatch(str(wanted))
    assert found is not None, "anything is written so"
    sign, rest = found["sign"], found["rest"]
    if not rest:
        return _blank_test(sign)
    try:
        return _number_test(sign or "=", number(rest))
    except FaultError:
        return _text_test(sign or "=", rest)


def _blank_test(sign: str | None) -> Test:
    require(sign in {None, "=", "<>"})
    if sign is None:
        return lambda value: value is None or value == ""
    return lambda value: (value is None) is (sign == "=")


def _number_test(sign: str, wanted: Fraction) -> Test:
    """Return a test of numbers.

    Whether a text that spells the number is one, and whether TRUE is 1, spreadsheet programs do not
    agree on.
    """

    def equals(value: Scalar) -> bool:
        if value is None or isinstance(value, CellError):
            return False
        require(not isinstance(value, bool))
        try:
            alike = number(value) == wanted
        except FaultError:
            return False
        require(isinstance(value, Fraction) or not alike)
        return alike

    def stands(value: Scalar) -> bool:
        require(not isinstance(value, date | bool))
        return isinstance(value, Fraction) and bool(COMPARISONS[sign](value, wanted))

    return _either(equals, sign) if sign in {"=", "<>"} else stands


def _either(equals: Test, sign: str) -> Test:
    """Return a test of equals, or of all others: whether an error is one of those is not told."""

    def others(value: Scalar) -> bool:
        require(not isinstance(value, CellError))
        return not equals(value)

    return equals if sign == "=" else others


def _text_test(sign: str, wanted: str) -> Test:
    """Return a test of texts, of any case; ``*`` and ``?`` stand for others.

    Whether these stand for the digits of a number too, and whether TRUE is spelled, spreadsheet
    programs do not agree on.
    """
    require(sign in {"=", "<>"})
    pattern = Pattern.of(wanted)
    wild = pattern.plain is None
    numbers = wild and pattern.may_spell_number
    truths = any(map(pattern.matches, ("TRUE", "FALSE", "1", "0")))

    def equals(value: Scalar) -> bool:
        if isinstance(value, str):
            return pattern.matches(value)
        if isinstance(value, bool):
            require(not truths)
        elif isinstance(value, Fraction):
            require(not numbers)
        elif isinstance(value, date):
            require(not wild)
        return False

    return _either(equals, sign)


CONDITIONAL: dict[str, Callable[[Calculating, Sequence[Node]], Scalar]] = {
    "COUNTIF": _count_if,
    "COUNTIFS": _count_ifs,
    "SUMIF": _sum_if,
    "SUMIFS": _sum_ifs,
}
