"""Working a formula out: the value of its tree, in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, mutable

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
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.deadline import require_time
from youthstats.workbook.reading.sheets.functions import FUNCTIONS
from youthstats.workbook.reading.sheets.operands import (
    ARITHMETIC,
    Operand,
    Place,
    Range,
    Scalar,
    UntoldError,
    number,
    operate,
    require,
    small,
)
from youthstats.workbook.reading.sheets.referring import by_name

__all__ = ["Calculation"]

_CELLS = 2_000_000  # looked at for one value
_KNOWN = {*FUNCTIONS, *COMPARISONS, *ARITHMETIC, "&", "Array"}


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
            require(self.depth <= DEEPEST)  # a circle gets too deep, always
            require(formula.words <= _KNOWN)
        except FormulaError as error:
            raise UntoldError from error
        for name in formula.sheets:
            self.sheet(name)
        around, self.here = self.here, sheet
        try:
            return self.scalar(self.value(formula.root))
        finally:  # an error may be caught, and what stands around it goes on
            self.depth -= formula.depth + 1
            self.here = around

    def spend(self, cells: int) -> None:
        """Raise where too much is looked at for one value, or for one file."""
        require_time()
        self.spent += cells
        require(self.spent <= _CELLS)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The sheets of the book; of several of one name the first."""
        return by_name(self.book.sheets)

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of a name in any case of its letters."""
        sheet = self.sheets.get(name.casefold())
        if sheet is None:
            raise UntoldError
        return sheet

    def value(self, node: Node) -> Operand:
        """Return what a part of the formula in hand comes to."""
        if isinstance(node, Reference):
            return Range(self.sheet(node.sheet or self.here), node)
        if isinstance(node, Call):
            require(node.arguments)
            return FUNCTIONS[node.name](self, node.arguments)
        if isinstance(node, Chain):
            total = self.scalar(self.value(node.first))
            for sign, right in node.rest:
                total = operate(sign, total, self.scalar(self.value(right)))
            return total
        if isinstance(node, Signed):
            return small(small(node.factor) * number(self.scalar(self.value(node.of))))
        require(isinstance(node, Number | Text | Truth))
        assert isinstance(node, Number | Text | Truth)
        return node.value

    def scalar(self, operand: Operand) -> Scalar:
        if not isinstance(operand, Range):
            return operand
        require(operand.within.single)
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
