"""The functions of a spreadsheet that are worked out, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import prod

from youthstats.model.values import round_half_up
from youthstats.workbook.formulas.tree import Array, Chain, Node, Signed
from youthstats.workbook.package import CellError
from youthstats.workbook.reading.sheets.criteria import CONDITIONAL
from youthstats.workbook.reading.sheets.operands import (
    Calculating,
    FaultError,
    Operand,
    Range,
    Scalar,
    number,
    operate,
    require,
    small,
)

__all__ = ["FUNCTIONS"]


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


def _is_error(calculation: Calculating, arguments: Arguments) -> Scalar:
    """Tell whether a part is surely an error; where nobody can tell what it comes to, nothing."""
    try:
        return isinstance(_one(calculation, arguments), CellError)
    except FaultError:
        return True


def _is(kinds: type | tuple[type, ...]) -> Callable[[Calculating, Arguments], Scalar]:
    """Return what tells whether a part comes to such a value; an error is none."""

    def tell(calculation: Calculating, arguments: Arguments) -> Scalar:
        try:
            return isinstance(_one(calculation, arguments), kinds)
        except FaultError:
            return False

    return tell


Grid = list[list[Scalar]]
"""What stands in a rectangle, row by row."""


def _sum_of_products(calculation: Calculating, arguments: Arguments) -> Scalar:
    """Add up what several areas of one shape come to, place by place; a text counts as 0."""
    grids = [_grid(calculation, argument) for argument in arguments]
    require(len(set(map(_shape, grids))) == 1)
    columns = [
        [Fraction(0) if isinstance(one, str | bool) else number(one) for row in grid for one in row]
        for grid in grids
    ]
    return small(Fraction(sum(map(prod, zip(*columns, strict=True)))))


def _grid(calculation: Calculating, node: Node) -> Grid:
    """Return what an area, constants, or arithmetic on them come to, place by place."""
    if isinstance(node, Array):
        return [[calculation.scalar(calculation.value(one)) for one in row] for row in node.rows]
    if isinstance(node, Signed):
        return [
            [small(node.factor * number(one)) for one in row] for row in _grid(calculation, node.of)
        ]
    if isinstance(node, Chain):
        total = _grid(calculation, node.first)
        for sign, part in node.rest:
            total = _combined(sign, total, _grid(calculation, part))
        return total
    operand = calculation.value(node)
    if not isinstance(operand, Range):
        return [[operand]]
    within, name = operand.within, operand.sheet.name
    calculation.spend(within.area)
    return [
        [calculation.at((name, row, at)) for at in range(within.left, within.right + 1)]
        for row in range(within.top, within.bottom + 1)
    ]


def _combined(sign: str, left: Grid, right: Grid) -> Grid:
    """Return what a sign makes of two rectangles; a single value goes with every place."""
    shapes = {_shape(left), _shape(right)}
    rows, columns = max(shapes)
    require(len(shapes - {(1, 1)}) <= 1)
    return [
        [
            operate(sign, *(grid[row % len(grid)][at % len(grid[0])] for grid in (left, right)))
            for at in range(columns)
        ]
        for row in range(rows)
    ]


def _shape(grid: Grid) -> tuple[int, int]:
    widths = set(map(len, grid))
    require(len(widths) == 1)
    return len(grid), widths.pop()


FUNCTIONS: dict[str, Callable[[Calculating, Arguments], Operand]] = {
    **CONDITIONAL,
    "ABS": lambda calculation, arguments: abs(number(_one(calculation, arguments))),
    "AND": lambda calculation, arguments: all(_truths(calculation, arguments)),
    "AVERAGE": _average,
    "COUNT": _count,
    "IF": _if,
    "IFERROR": _if_error,
    "ISBLANK": _is(type(None)),
    "ISERROR": _is_error,
    "ISNUMBER": _is((Fraction, date)),
    "ISTEXT": _is(str),
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
