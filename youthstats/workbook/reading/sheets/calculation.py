"""Working a formula out: the value of its tree, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import add, mul, sub, truediv

from attrs import field, frozen, mutable

from youthstats.model.values import from_float, printed, round_half_up
from youthstats.workbook.formulas.parsing import DEEPEST, FormulaError, formula_of
from youthstats.workbook.formulas.tree import (
    COMPARISONS,
    Call,
    Chain,
    Node,
    Number,
    Reference,
    Signed,
    Text,
    Truth,
)
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.sheets.deadline import require_time

__all__ = ["Calculation", "Scalar", "UntoldError"]

_TEXT = 32_767  # signs in a cell, Excel's own limit
_CELLS = 2_000_000  # looked at for one value
_BITS = 1000  # of a numerator or denominator: squaring in a chain would have no end

Scalar = Fraction | str | bool | date | CellError | None
"""What a cell or a part of a formula comes to; ``None`` is a blank cell."""

Place = tuple[str, int, int]


@frozen
class _Range:
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


Operand = Scalar | _Range


class UntoldError(Exception):
    """The formula is not a plain one, or its value cannot be told."""


def _require(condition: object) -> None:
    if not condition:
        raise UntoldError


@mutable
class Calculation:
    """One formula and those it refers to, each worked out once."""

    book: Book
    known: dict[Place, Scalar] = field(factory=dict)
    here: str = ""
    depth: int = 0
    spent: int = 0

    def formula(self, sheet: str, text: str) -> Scalar:
        """Return what a formula on a sheet comes to; raises :class:`UntoldError`."""
        try:
            formula = formula_of(text)
            self.spend(len(formula.tokens))
            self.depth += formula.depth + 1
            _require(self.depth <= DEEPEST)  # a circle gets too deep, always
            _require(formula.words <= _KNOWN)
        except FormulaError as error:
            raise UntoldError from error
        for name in formula.sheets:
            self.sheet(name)
        around, self.here = self.here, sheet
        value = self.scalar(self.value(formula.root))
        self.depth -= formula.depth + 1
        self.here = around
        return value

    def spend(self, cells: int) -> None:
        """Raise where too much is looked at for one value, or for one file."""
        require_time()
        self.spent += cells
        _require(self.spent <= _CELLS)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The sheets of the book; of several of one name the first."""
        return {sheet.name.casefold(): sheet for sheet in reversed(self.book.sheets)}

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of a name in any case of its letters."""
        sheet = self.sheets.get(name.casefold())
        if sheet is None:
            raise UntoldError
        return sheet

    def value(self, node: Node) -> Operand:
        """Return what a part of the formula in hand comes to."""
        if isinstance(node, Reference):
            return _Range(self.sheet(node.sheet or self.here), node)
        if isinstance(node, Call):
            _require(node.arguments)
            return _FUNCTIONS[node.name](self, node.arguments)
        if isinstance(node, Chain):
            total = self.scalar(self.value(node.first))
            for sign, right in node.rest:
                total = _operate(sign, total, self.scalar(self.value(right)))
            return total
        if isinstance(node, Signed):
            return _small(_small(node.factor) * _number(self.scalar(self.value(node.of))))
        assert isinstance(node, Number | Text | Truth)
        return node.value

    def scalar(self, operand: Operand) -> Scalar:
        if not isinstance(operand, _Range):
            return operand
        _require(operand.within.single)
        return self.at((operand.sheet.name, operand.within.top, operand.within.left))

    def at(self, place: Place) -> Scalar:
        """Return what a cell comes to, working out a formula without a value."""
        cell = self.sheet(place[0]).cells.get(place[1:])
        if cell is None or cell.value is not None or cell.formula is None:
            return _held(cell)
        if place not in self.known:
            value = self.formula(place[0], cell.formula)
            # A formula that points at a blank cell comes to 0.
            self.known[place] = Fraction(0) if value is None else value
        return self.known[place]


def _held(cell: Cell | None) -> Scalar:
    value = cell.value if cell else None
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Fraction(value) if number else value  # type: ignore[arg-type, return-value]


_ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv}


def _operate(sign: str, left: Scalar, right: Scalar) -> Scalar:
    if sign == "&":
        text = _as_text(left) + _as_text(right)
        _require(len(text) <= _TEXT)
        return text
    if sign in COMPARISONS:
        return _compare(sign, left, right)
    a, b = _number(left), _number(right)
    _require(sign != "/" or b)
    return _small(_ARITHMETIC[sign](a, b))


def _small(value: Fraction) -> Fraction:
    _require(max(value.numerator.bit_length(), value.denominator.bit_length()) <= _BITS)
    return value


def _number(value: Scalar) -> Fraction:
    """Return a value in arithmetic: a blank is 0, TRUE is 1; a text is Excel's #VALUE!."""
    if value is None or isinstance(value, bool):
        return Fraction(bool(value))
    if isinstance(value, Fraction):
        return value
    raise UntoldError


def _as_text(value: Scalar) -> str:
    if isinstance(value, str | None):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    number = _number(value)
    _require(abs(number) < 10**15)
    return printed(from_float(float(number)), places=15)


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
    return 0, _number(value), ""


def _listed(
    calculation: Calculation, arguments: Sequence[Node], *, strict: bool = True
) -> Iterator[Scalar]:
    """Yield the numbers in ranges and what is given directly, where a text is a mistake."""
    for argument in arguments:
        operand = calculation.value(argument)
        if isinstance(operand, _Range):
            calculation.spend(operand.looked_at)
            values = map(calculation.at, operand.places())
            yield from (value for value in values if not isinstance(value, str | bool | None))
        elif isinstance(operand, str):
            _require(not strict)
        else:
            yield operand


def _sum(calculation: Calculation, arguments: Sequence[Node]) -> Scalar:
    total = Fraction(0)
    for value in _listed(calculation, arguments):
        total = _small(total + _number(value))
    return total


def _count(calculation: Calculation, arguments: Sequence[Node]) -> Scalar:
    found = _listed(calculation, arguments, strict=False)
    return Fraction(sum(not isinstance(value, CellError) for value in found))


def _if(calculation: Calculation, arguments: Sequence[Node]) -> Operand:
    _require(len(arguments) in {2, 3})
    if _number(calculation.scalar(calculation.value(arguments[0]))):
        return calculation.value(arguments[1])
    return calculation.value(arguments[2]) if len(arguments) == 3 else False


def _round(calculation: Calculation, arguments: Sequence[Node]) -> Scalar:
    """Round half away from zero, to places that may be negative."""
    _require(len(arguments) == 2)
    value, places = (
        _number(calculation.scalar(calculation.value(argument))) for argument in arguments
    )
    _require(abs(places) <= 15)
    return Fraction(round_half_up(value, int(places)))


def _truths(calculation: Calculation, arguments: Sequence[Node]) -> list[bool]:
    truths = [bool(_number(value)) for value in _listed(calculation, arguments)]
    _require(truths)
    return truths


_FUNCTIONS: dict[str, Callable[[Calculation, Sequence[Node]], Operand]] = {
    "AND": lambda calculation, arguments: all(_truths(calculation, arguments)),
    "COUNT": _count,
    "IF": _if,
    "OR": lambda calculation, arguments: any(_truths(calculation, arguments)),
    "ROUND": _round,
    "SUM": _sum,
}
_KNOWN = {*_FUNCTIONS, *COMPARISONS, *_ARITHMETIC, "&"}
