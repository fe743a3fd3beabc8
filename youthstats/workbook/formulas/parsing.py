"""From the text of a formula to its tree, with Excel's ranks of operators.

openpyxl, whose tokenizer it takes, is imported with the first formula: it is slow to, and few
files need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen, mutable

from youthstats.workbook.formulas.tree import (
    COMPARISONS,
    Array,
    Call,
    Chain,
    Node,
    Number,
    Omitted,
    Reference,
    Signed,
    Strange,
    Text,
    Truth,
    walk,
)
from youthstats.workbook.package import column_number

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

__all__ = ["DEEPEST", "Formula", "FormulaError", "formula_of"]

DEEPEST = 60
"""Brackets inside each other, and formulas that refer to each other; keeps the recursion small."""

_LONGEST = 8192  # signs in a formula, Excel's own limit
_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[-+]?[0-9]{1,3})?", re.IGNORECASE)
_COLUMN, _ROW = r"\$?(?P<{}>[A-Z]{{1,3}})", r"\$?(?P<{}>[1-9][0-9]{{0,6}})"
_CELL, _OTHER_END = (
    (_COLUMN + _ROW).format(*ends) for ends in (("left", "top"), ("right", "bottom"))
)
_REFERENCE = re.compile(f"{_CELL}(?::{_OTHER_END})?", re.IGNORECASE | re.ASCII)
_WHOLE_LINES = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]+:\$?[0-9]+", re.IGNORECASE)
_SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!]+))!(?P<rest>.*)", re.DOTALL)
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383

_LEVELS = (tuple(COMPARISONS), ("&",), ("+", "-"), ("*", "/"), ("^",))
"""Infix operators, loosest first; signs and percent marks hold tighter than any."""
_TOGETHER = frozenset({"SUM", "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT"})
"""Functions that take several arguments as one with all of their cells."""

_LEVEL = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}


class FormulaError(ValueError):
    """What is written is no formula, or longer or deeper than any program takes."""


def _require(condition: object) -> None:
    if not condition:
        raise FormulaError


@frozen(slots=False)
class Formula:
    """A formula cut into tokens; its tree is made when it is first asked for."""

    tokens: tuple[Token, ...]

    @cached_property
    def depth(self) -> int:
        """How many brackets stand inside each other."""
        steps = {"OPEN": 1, "CLOSE": -1}
        return max(accumulate((steps.get(t.subtype, 0) for t in self.tokens), initial=0))

    @cached_property
    def root(self) -> Node:
        """The tree. Raises :class:`FormulaError`."""
        _require(self.depth <= DEEPEST)
        return _Parser(self.tokens).whole()

    @cached_property
    def words(self) -> frozenset[str]:
        """The functions and operators in it, and the names of other parts that are not plain."""
        return frozenset(word for node in walk(self.root) for word in _words(node))

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The names of the sheets that it mentions."""
        nodes = (node for node in walk(self.root) if isinstance(node, Reference))
        return frozenset(node.sheet for node in nodes if node.sheet is not None)

    def piece(self, node: Node) -> str:
        """Return a part as it is written."""
        return "".join(token.value for token in self.tokens[slice(*node.span)])


def _words(node: Node) -> frozenset[str]:
    if isinstance(node, Chain):
        return node.signs
    if isinstance(node, Call):
        return frozenset({node.name})
    return frozenset({type(node).__name__} if isinstance(node, Array | Omitted | Strange) else ())


@lru_cache(maxsize=256)  # a formula is tried on several sets of figures
def formula_of(text: str) -> Formula:
    """Return a formula by its text, with or without ``=``. Raises :class:`FormulaError`."""
    from openpyxl.formula.tokenizer import Tokenizer, TokenizerError  # noqa: PLC0415

    _require(len(text) <= _LONGEST)
    try:
        tokens = Tokenizer(text if text.startswith("=") else f"={text}").items
    except (TokenizerError, AssertionError, IndexError) as error:
        raise FormulaError from error
    return Formula(tuple(token for token in tokens if token.type != "WHITE-SPACE"))


@mutable
class _Parser:
    """Recursive descent over the tokens."""

    tokens: Sequence[Token]
    position: int = 0

    def whole(self) -> Node:
        node = self.infix(0)
        _require(self.position == len(self.tokens))
        return node

    def next_is(self, kind: str) -> bool:
        """Tell whether a token of this type, or of this subtype, comes next."""
        if self.position == len(self.tokens):
            return False
        token = self.tokens[self.position]
        return kind in {token.type, token.subtype}

    def take(self) -> Token:
        _require(self.position < len(self.tokens))
        self.position += 1
        return self.tokens[self.position - 1]

    def level(self) -> int:
        """Return the rank of the operator that comes next, or less than any."""
        infix = self.next_is("OPERATOR-INFIX")
        return _LEVEL.get(self.tokens[self.position].value, -1) if infix else -1

    def infix(self, loosest: int) -> Node:
        """Read operands and what joins them, as far as it holds tight enough."""
        start, node = self.position, self.signed()
        while (level := self.level()) >= loosest:
            rest = list[tuple[str, Node]]()
            while self.level() == level:
                rest.append((self.take().value, self.infix(level + 1)))
            node = Chain(node, tuple(rest), span=(start, self.position))
        return node

    def signed(self) -> Node:
        """Read signs, one operand and percent marks."""
        start, negative, percents = self.position, False, 0
        while self.next_is("OPERATOR-PREFIX"):
            negative ^= self.take().value == "-"
        node = self.operand()
        while self.next_is("OPERATOR-POSTFIX"):
            self.take()
            percents += 1
        if not (negative or percents):
            return node
        return Signed(node, negative, percents, span=(start, self.position))

    def operand(self) -> Node:
        start, token = self.position, self.take()
        if token.type == "OPERAND":
            return _operand(token, (start, self.position))
        _require(token.subtype == "OPEN")
        if token.type == "FUNC":
            name = token.value[:-1].upper().removeprefix("_XLFN.")
            return Call(name, self.arguments(name), span=(start, self.position))
        if token.type == "ARRAY":
            return Array(self.rows(), span=(start, self.position))
        node = self.infix(0)
        _require(self.take().subtype == "CLOSE")
        return node

    def arguments(self, function: str) -> tuple[Node, ...]:
        """Read what is given to a function, up to the closing bracket."""
        if self.next_is("CLOSE"):
            self.take()
            return ()
        nodes = list(self.argument(function))
        while self.next_is("ARG"):
            self.take()
            nodes += self.argument(function)
        _require(self.take().subtype == "CLOSE")
        return tuple(nodes)

    def argument(self, function: str) -> Iterator[Node]:
        """Read one argument; of cells taken together, as (B4,B5), each."""
        if self.next_is("ARG") or self.next_is("CLOSE"):
            yield Omitted(span=(self.position, self.position))
            return
        together = function in _TOGETHER and self.brackets_hold_commas()
        if together:
            self.take()
        yield self.infix(0)
        while together and self.next_is("OPERATOR-INFIX"):
            _require(self.take().value == ",")
            yield self.infix(0)
        _require(not together or self.take().subtype == "CLOSE")

    def brackets_hold_commas(self) -> bool:
        """Tell whether brackets come next that hold several parts, and no function's."""
        depth = 0
        for token in self.tokens[self.position :] if self.next_is("PAREN") else ():
            depth += {"OPEN": 1, "CLOSE": -1}.get(token.subtype, 0)
            if depth == 1 and token.value == "," and token.type == "OPERATOR-INFIX":
                return True
            if not depth:
                break
        return False

    def rows(self) -> tuple[tuple[Node, ...], ...]:
        """Read the constants of an array, up to the closing brace."""
        rows = [[self.signed()]]
        while (token := self.take()).type == "SEP":
            if token.subtype == "ROW":
                rows.append([])
            rows[-1].append(self.signed())
        _require(token.subtype == "CLOSE")
        return tuple(map(tuple, rows))


def _operand(token: Token, span: tuple[int, int]) -> Node:
    if token.subtype == "RANGE":
        return _reference(token.value, span)
    if token.subtype == "TEXT":
        return Text(token.value[1:-1].replace('""', '"'), span=span)
    if token.subtype == "LOGICAL":
        return Truth(token.value == "TRUE", span=span)
    if token.subtype == "ERROR":
        return Strange("error", span=span)
    _require(_NUMBER.fullmatch(token.value))
    return Number(Fraction(token.value), span=span)


def _reference(text: str, span: tuple[int, int]) -> Node:
    on = _SHEET.fullmatch(text)
    sheet = on and (on["bare"] or on["quoted"].replace("''", "'"))
    cells = on["rest"] if on else text
    if sheet and re.search(r"[\[:]", sheet):  # neither may be in the name of one sheet
        return Strange("other_book" if "[" in sheet else "several_sheets", span=span)
    found = _REFERENCE.fullmatch(cells)
    if found is None:
        return Strange(_kind(cells), span=span)
    rows = sorted(int(found[end] or found["top"]) - 1 for end in ("top", "bottom"))
    columns = sorted(column_number(found[end] or found["left"]) - 1 for end in ("left", "right"))
    if rows[1] > _LAST_ROW or columns[1] > _LAST_COLUMN:
        return Strange("name", span=span)
    return Reference(sheet, rows[0], columns[0], rows[1], columns[1], span=span)


def _kind(cells: str) -> str:
    if cells.startswith("#"):
        return "error"
    return "whole_lines" if _WHOLE_LINES.fullmatch(cells) else "name"
