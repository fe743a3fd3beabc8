"""Working a formula out: its tokens as a tree, the tree's value in exact fractions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import floor
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv

from attrs import field, frozen, mutable
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from youthstats.model.values import from_float, printed
from youthstats.workbook.package import Book, Cell, CellError, Sheet, column_number
from youthstats.workbook.reading.sheets.deadline import require_time

__all__ = ["Calculation", "Scalar", "UntoldError"]

_DEEPEST = 60  # references and brackets inside each other; keeps the recursion small
_LONGEST = 8192  # signs in a formula, Excel's own limit
_TEXT = 32_767  # signs in a cell, Excel's own limit
_CELLS = 2_000_000  # looked at for one value
_BITS = 1000  # of a numerator or denominator: squaring in a chain would have no end
_NUMBER = re.compile(r"[0-9]+\.?[0-9]*(?:E[-+]?[0-9]{1,3})?", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!\[\]]+))!)?"
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>[1-9][0-9]{0,6})"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>[1-9][0-9]{0,6}))?",
    re.IGNORECASE | re.ASCII,
)

Scalar = Fraction | str | bool | date | CellError | None
"""What a cell or a part of a formula comes to; ``None`` is a blank cell."""

Place = tuple[str, int, int]


@frozen
class _Range:
    """Cells referred to, in a sheet."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[Place]:
        """Yield the cells of the range that hold something."""
        name, cells = self.sheet.name, self.sheet.cells
        rows, columns = range(self.top, self.bottom + 1), range(self.left, self.right + 1)
        if len(rows) * len(columns) <= len(cells):
            around = ((row, column) for row in rows for column in columns)
            yield from ((name, *place) for place in around if place in cells)
        else:
            yield from ((name, *at) for at in cells if at[0] in rows and at[1] in columns)

    @property
    def looked_at(self) -> int:
        """How many cells that takes."""
        area = (self.bottom - self.top + 1) * (self.right - self.left + 1)
        return min(area, len(self.sheet.cells))


Operand = Scalar | _Range
Node = Callable[[], Operand]


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
    depth: int = 0
    spent: int = 0

    def formula(self, sheet: str, formula: str) -> Scalar:
        """Return what a formula on a sheet comes to; raises :class:`UntoldError`."""
        tokens = _tokens(formula)
        self.spend(len(tokens))
        parser = _Parser(self, sheet, tokens)
        node = parser.whole()
        self.depth += parser.deepest + 1
        self.refuse(0)
        value = self.scalar(node())
        self.depth -= parser.deepest + 1
        return value

    def refuse(self, more: int) -> None:
        """Raise where it gets too deep; a circle always does."""
        _require(self.depth + more <= _DEEPEST)

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

    def scalar(self, operand: Operand) -> Scalar:
        if not isinstance(operand, _Range):
            return operand
        _require((operand.top, operand.left) == (operand.bottom, operand.right))
        return self.at((operand.sheet.name, operand.top, operand.left))

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


@lru_cache(maxsize=256)  # a formula is tried on several sets of figures
def _tokens(formula: str) -> tuple[Token, ...]:
    _require(len(formula) <= _LONGEST)
    try:
        tokens = Tokenizer(formula if formula.startswith("=") else f"={formula}").items
    except (TokenizerError, AssertionError, IndexError) as error:
        raise UntoldError from error
    return tuple(token for token in tokens if token.type != Token.WSPACE)


_END = Token("", Token.LITERAL)
_COMPARISON = {"=": eq, "<>": ne, "<=": le, ">=": ge, "<": lt, ">": gt}
_ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv}
_LEVELS = (tuple(_COMPARISON), ("&",), ("+", "-"), ("*", "/"))
"""Infix operators, loosest first."""


@mutable
class _Parser:
    """Recursive descent over the tokens; what it returns is worked out only when called."""

    calculation: Calculation
    sheet: str
    tokens: Sequence[Token]
    position: int = 0
    depth: int = 0
    deepest: int = 0

    def whole(self) -> Node:
        node = self.infix(0)
        _require(self.position == len(self.tokens))
        return node

    def peek(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else _END

    def take(self) -> Token:
        token = self.peek()
        self.position += 1
        return token

    def infix(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self.signed()
        first, rest = self.infix(level + 1), list[tuple[str, Node]]()
        while self.peek().type == Token.OP_IN and self.peek().value in _LEVELS[level]:
            rest.append((self.take().value, self.infix(level + 1)))
        return self.joined(first, rest) if rest else first

    def joined(self, first: Node, rest: list[tuple[str, Node]]) -> Node:
        """Return a chain of operations; a loop, because a chain may be thousands long."""
        scalar = self.calculation.scalar

        def value() -> Scalar:
            total = scalar(first())
            for sign, node in rest:
                total = _operate(sign, total, scalar(node()))
            return total

        return value

    def signed(self) -> Node:
        """Read signs, one operand and percent marks."""
        scalar = self.calculation.scalar
        factor = Fraction(1)
        while self.peek().type == Token.OP_PRE:
            factor *= -1 if self.take().value == "-" else 1
        node = self.operand()
        while self.peek().type == Token.OP_POST:
            self.take()
            factor = _small(factor / 100)
        return node if factor == 1 else lambda: _small(factor * _number(scalar(node())))

    def operand(self) -> Node:
        token = self.take()
        opens = token.subtype == Token.OPEN
        if token.type == Token.PAREN and opens:
            return self.listed()[0]
        if token.type == Token.FUNC and opens:
            return self.function(token.value[:-1].upper())
        _require(token.type == Token.OPERAND)
        if token.subtype == Token.RANGE:
            return self.reference(token.value)
        constant = _constant(token)
        return lambda: constant

    def listed(self) -> list[Node]:
        """Read what stands in brackets, up to the closing one."""
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.calculation.refuse(self.depth)
        nodes = [self.infix(0)]
        while self.peek().type == Token.SEP:
            self.take()
            nodes.append(self.infix(0))
        _require(self.take().subtype == Token.CLOSE)
        self.depth -= 1
        return nodes

    def function(self, name: str) -> Node:
        compute, arguments = _FUNCTIONS.get(name), self.listed()
        if compute is None:
            raise UntoldError
        return lambda: compute(self.calculation, arguments)

    def reference(self, text: str) -> Node:
        found = _REFERENCE.fullmatch(text)
        if found is None:
            raise UntoldError
        name = found["bare"] or (found["quoted"] or self.sheet).replace("''", "'")
        rows = sorted(int(found[end] or found["top"]) - 1 for end in ("top", "bottom"))
        columns = sorted(
            column_number(found[end] or found["left"]) - 1 for end in ("left", "right")
        )
        sheet = self.calculation.sheet(name)
        cells = _Range(sheet, rows[0], columns[0], rows[1], columns[1])
        return lambda: cells


def _constant(token: Token) -> Scalar:
    if token.subtype == Token.TEXT:
        return str(token.value)[1:-1].replace('""', '"')
    if token.subtype == Token.LOGICAL:
        return bool(token.value == "TRUE")
    if token.subtype == Token.NUMBER and _NUMBER.fullmatch(token.value):
        return Fraction(token.value)
    raise UntoldError


def _operate(sign: str, left: Scalar, right: Scalar) -> Scalar:
    if sign == "&":
        text = _as_text(left) + _as_text(right)
        _require(len(text) <= _TEXT)
        return text
    if sign in _COMPARISON:
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
    return bool(_COMPARISON[sign](a, b))


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
        operand = argument()
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
    if _number(calculation.scalar(arguments[0]())):
        return arguments[1]()
    return arguments[2]() if len(arguments) == 3 else False


def _round(calculation: Calculation, arguments: Sequence[Node]) -> Scalar:
    """Round half away from zero, to places that may be negative."""
    _require(len(arguments) == 2)
    value, places = (_number(calculation.scalar(argument())) for argument in arguments)
    _require(abs(places) <= 15)
    unit = Fraction(10) ** -int(places)
    size = floor(abs(value) / unit + Fraction(1, 2)) * unit
    return -size if value < 0 else size


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
