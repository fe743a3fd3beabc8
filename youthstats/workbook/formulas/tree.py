"""The parts of a formula. Brackets are told by how the parts hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from attrs import field, frozen

__all__ = [
    "COMPARISONS",
    "Array",
    "Call",
    "Chain",
    "Node",
    "Number",
    "Omitted",
    "Reference",
    "Signed",
    "Strange",
    "Text",
    "Truth",
    "walk",
]

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "<>": ne,
    "<=": le,
    ">=": ge,
    "<": lt,
    ">": gt,
}
"""The signs that compare, as formulas write them."""


@frozen
class Node:
    """A part of a formula. ``span`` says which of the formula's tokens it was made of."""

    span: tuple[int, int] = field(default=(0, 0), eq=False, repr=False, kw_only=True)

    @property
    def parts(self) -> tuple[Node, ...]:
        """The parts it is made of itself."""
        return ()


@frozen
class Number(Node):
    """A number, exactly as it is written."""

    value: Fraction


@frozen
class Text(Node):
    """Words between quotes, without them."""

    value: str


@frozen
class Truth(Node):
    """``TRUE`` or ``FALSE``."""

    value: bool


@frozen
class Omitted(Node):
    """An argument left out, as the second of ``IF(A1,,B1)``."""


@frozen
class Reference(Node):
    """A cell or a rectangle of cells, counted from 0, both ends inside.

    ``sheet`` is ``None`` where it is the formula's own.
    """

    sheet: str | None
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        return (self.top, self.left) == (self.bottom, self.right)

    @property
    def area(self) -> int:
        """How many cells that is."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@frozen
class Strange(Node):
    """What stands for cells in a way that is not followed.

    ``kind`` is ``error`` (``#REF!``), ``whole_lines`` (``A:A``), ``other_book`` (``[1]表一!A1``),
    ``several_sheets`` (``一:三!A1``) or ``name`` (a defined name, a column of a table).
    """

    kind: str


@frozen
class Array(Node):
    """``{1,2;3,4}``, row by row."""

    rows: tuple[tuple[Node, ...], ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        return tuple(node for row in self.rows for node in row)


@frozen
class Signed(Node):
    """A part with a minus before it, percent marks after it, or both."""

    of: Node
    negative: bool
    percents: int = 0

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.of,)

    @property
    def factor(self) -> Fraction:
        """What the part is multiplied by."""
        return Fraction(-1 if self.negative else 1, 100**self.percents)


@frozen
class Chain(Node):
    """Operations of one rank, worked out from the left; there may be thousands of them."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.first, *(node for _, node in self.rest))

    @property
    def signs(self) -> frozenset[str]:
        return frozenset(sign for sign, _ in self.rest)


@frozen
class Call(Node):
    """A function, its name in capitals and without ``_xlfn.``, and what is given to it."""

    name: str
    arguments: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.arguments


def walk(node: Node) -> Iterator[Node]:
    """Yield a part and all it is made of."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.parts
