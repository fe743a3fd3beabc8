"""The functions of a spreadsheet that are worked out, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import Protocol

from youthstats.model.values import round_half_up
from youthstats.workbook.formulas.tree import Node
from youthstats.workbook.package import CellError
from youthstats.workbook.reading.sheets.operands import (
    FaultError,
    Operand,
    Place,
    Range,
    Scalar,
    number,
    require,
    small,
)

__all__ = ["FUNCTIONS"]


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


Arguments = Sequence[Node]


def _listed(
    calculation: Calculating, arguments: Arguments, *, strict: bool = True
) -> Iterator[Scalar]:
    """Yield the numbers in ranges and what is given directly, where a text is a mistake."""
    for argument in arguments:
        operand = calculation.value(argument)
        if isinstance(operand, Range):
            calculation.spend(operand.looked_at)
            values = map(calculation.at, operand.places())
            yield from (value for value in values if not isinstance(value, str | bool | None))
        elif isinstance(operand, str):
            require(not strict)
        else:
            yield operand


def _sum(calculation: Calculating, arguments: Arguments) -> Scalar:
    total = Fraction(0)
    for value in _listed(calculation, arguments):
        total = small(total + number(value))
    return total


def _count(calculation: Calculating, arguments: Arguments) -> Scalar:
    found = _listed(calculation, arguments, strict=False)
    return Fraction(sum(not isinstance(value, CellError) for value in found))


def _if(calculation: Calculating, arguments: Arguments) -> Operand:
    require(len(arguments) in {2, 3})
    if number(calculation.scalar(calculation.value(arguments[0]))):
        return calculation.value(arguments[1])
    return calculation.value(arguments[2]) if len(arguments) == 3 else False


def _round(calculation: Calculating, arguments: Arguments) -> Scalar:
    """Round half away from zero, to places that may be negative."""
    require(len(arguments) == 2)
    value, places = (
        number(calculation.scalar(calculation.value(argument))) for argument in arguments
    )
    require(abs(places) <= 15)
    return Fraction(round_half_up(value, int(places)))


def _truths(calculation: Calculating, arguments: Arguments) -> list[bool]:
    truths = [bool(number(value)) for value in _listed(calculation, arguments)]
    require(truths)
    return truths


def _one(calculation: Calculating, arguments: Arguments) -> Scalar:
    require(len(arguments) == 1)
    return calculation.scalar(calculation.value(arguments[0]))


def _numbers(calculation: Calculating, arguments: Arguments) -> list[Fraction]:
    return [number(value) for value in _listed(calculation, arguments)]


def _average(calculation: Calculating, arguments: Arguments) -> Scalar:
    numbers = _numbers(calculation, arguments)
    if not numbers:
        raise FaultError
    return small(sum(numbers, Fraction(0)) / len(numbers))


def _if_error(calculation: Calculating, arguments: Arguments) -> Operand:
    """Return the second where the first is surely an error; where nobody can tell, nothing."""
    require(len(arguments) == 2)
    try:
        value = calculation.scalar(calculation.value(arguments[0]))
    except FaultError:
        return calculation.value(arguments[1])
    return calculation.value(arguments[1]) if isinstance(value, CellError) else value


def _as_number(calculation: Calculating, arguments: Arguments) -> Scalar:
    """Return a number as it is, and 0 for a text."""
    value = _one(calculation, arguments)
    return Fraction(0) if isinstance(value, str) else number(value)


def _sum_of_products(calculation: Calculating, arguments: Arguments) -> Scalar:
    """Add up what several areas of one shape come to, place by place; a text counts as 0."""
    areas = [calculation.value(argument) for argument in arguments]
    shapes = set[tuple[int, int]]()
    columns: list[list[Fraction]] = []
    for area in areas:
        require(isinstance(area, Range))
        assert isinstance(area, Range)
        within, name = area.within, area.sheet.name
        calculation.spend(within.area)
        shapes.add((within.bottom - within.top, within.right - within.left))
        values = (
            calculation.at((name, row, column))
            for row in range(within.top, within.bottom + 1)
            for column in range(within.left, within.right + 1)
        )
        columns.append(
            [Fraction(0) if isinstance(one, str | bool) else number(one) for one in values]
        )
    require(len(shapes) == 1)
    return small(Fraction(sum(map(prod, zip(*columns, strict=True)))))


FUNCTIONS: dict[str, Callable[[Calculating, Arguments], Operand]] = {
    "ABS": lambda calculation, arguments: abs(number(_one(calculation, arguments))),
    "AND": lambda calculation, arguments: all(_truths(calculation, arguments)),
    "AVERAGE": _average,
    "COUNT": _count,
    "IF": _if,
    "IFERROR": _if_error,
    "MAX": lambda calculation, arguments: max(
        _numbers(calculation, arguments), default=Fraction(0)
    ),
    "MIN": lambda calculation, arguments: min(
        _numbers(calculation, arguments), default=Fraction(0)
    ),
    "N": _as_number,
    "NOT": lambda calculation, arguments: not number(_one(calculation, arguments)),
    "OR": lambda calculation, arguments: any(_truths(calculation, arguments)),
    "ROUND": _round,
    "SUM": _sum,
    "SUMPRODUCT": _sum_of_products,
}
