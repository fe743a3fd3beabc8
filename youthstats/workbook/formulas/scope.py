"""What a formula's references stand for, and what its parts come to from there.

A cell stands for an item, for a number, or for nothing. One that is no answer and holds a formula
itself is a helper: it stands for what its formula says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen, mutable

from youthstats.characters import excerpt
from youthstats.model.linear import Linear, Ref
from youthstats.wording import say
from youthstats.workbook.formulas.normal import NormalForm, UnfitError, joined, number, require
from youthstats.workbook.formulas.parsing import DEEPEST, Formula, FormulaError, formula_of
from youthstats.workbook.formulas.tree import (
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
)

__all__ = ["Cells", "FormulaAt", "Meaning", "NoEdit", "Place", "RefusedError", "Scope", "Words"]

Place = tuple[str, int, int]
"""A cell: its sheet, row and column from 0."""

Meaning = Callable[[str, int, int], Ref | Fraction | None]
"""What a cell stands for: an item, the number in it, or ``None`` for words and blanks.

It raises ``KeyError`` for a sheet that there is not.
"""

FormulaAt = Callable[[str, int, int], str | None]
"""The formula in a cell, ``None`` where there is none."""

Words = Callable[[str, int, int], str | None]
"""The words printed in a cell, ``""`` for none; ``None`` where what stands there may be anything."""

_MOST_WORK = 200_000  # cells looked at and terms carried over, for one formula


@frozen
class NoEdit:
    """Why a formula is no edit: ``piece`` of the formula in the cell ``at``.

    It may be a helper's formula, and ``at`` its cell. ``code`` is that of a sentence: ``formula.circle``.
    """

    code: str
    piece: str
    at: Place

    def told(self, lang: str) -> str:
        """Return the reason in a sentence; where the formula stands is said beside it."""
        return say(self.code, lang, piece=excerpt(self.piece))


class RefusedError(Exception):
    """A piece of a formula, in hand or in a helper, that is no part of an edit."""

    def __init__(self, reason: NoEdit) -> None:
        self.reason = reason
        super().__init__(reason.code)


@mutable
class Cells:
    """The cells around one formula; each helper is followed once."""

    meaning: Meaning
    formula_at: FormulaAt
    functions: Mapping[str, Callable[[Scope, Sequence[Node]], NormalForm]]
    words: Words | None = None
    followed: dict[Place, NormalForm | None] = field(factory=dict)
    open: list[Place] = field(factory=list)
    depth: int = 0
    spent: int = 0

    def spend(self, work: int) -> None:
        """Raise where a formula asks for more than any table holds."""
        self.spent += work
        require(self.spent <= _MOST_WORK, "formula.too_long")

    def deeper(self, by: int) -> None:
        """Count brackets and helpers inside each other; raise where there are too many."""
        self.depth += by
        require(self.depth <= DEEPEST, "formula.too_long")

    def at(self, place: Place) -> NormalForm | None:
        """Return what a cell stands for, ``None`` where it holds no figure."""
        require(place not in self.open, "formula.circle")
        try:
            found = self.meaning(*place)
        except KeyError as error:
            raise UnfitError("formula.no_such_sheet") from error
        if isinstance(found, Ref):
            return self.weighed(NormalForm(Linear.of(found)))
        if place not in self.followed:
            text = self.formula_at(*place)
            plain = None if found is None else number(found)
            self.followed[place] = plain if text is None else self.follow(text, place)
        return self.weighed(self.followed[place])

    def counted(self, place: Place) -> NormalForm | None:
        """Return what a cell adds to a sum that passes over words."""
        form = self.at(place)
        require(form is None or not form.silent, "formula.passed_over")
        return form

    def weighed(self, form: NormalForm | None) -> NormalForm | None:
        self.spend(1 + len(form.refs if form else ()))
        return form

    def follow(self, text: str, place: Place) -> NormalForm | None:
        """Return what the formula in a cell says, ``None`` where it makes words."""
        try:
            formula = formula_of(text)
            words = isinstance(formula.root, Text) or "&" in _signs(formula.root)
        except FormulaError as error:
            raise UnfitError("formula.unreadable") from error
        if words and self.open:
            return None
        self.open.append(place)
        self.deeper(formula.depth + 1)
        form = Scope(self, formula, place).value(formula.root)
        self.deeper(-formula.depth - 1)
        self.open.pop()
        return form


def _signs(node: Node) -> frozenset[str]:
    return node.signs if isinstance(node, Chain) else frozenset()


@frozen
class Scope:
    """One formula and the cell it stands in: whose parts are read there."""

    cells: Cells
    formula: Formula
    here: Place

    def value(self, node: Node) -> NormalForm:
        """Return what a part comes to; raises :class:`RefusedError`."""
        try:
            if isinstance(node, Signed):
                return self.value(node.of).scaled(node.factor)
            if isinstance(node, Chain):
                first, *forms = map(self.value, node.parts)
                signs = (sign for sign, _ in node.rest)
                return joined(first, list(zip(signs, forms, strict=True)))
            if isinstance(node, Call):
                function = self.cells.functions.get(node.name)
                if function is None:
                    raise UnfitError("formula.function")
                return function(self, node.arguments)
            return self.plain(node)
        except UnfitError as unfit:
            raise self.refused(unfit.code, node) from unfit

    def refused(self, code: str, node: Node) -> RefusedError:
        return RefusedError(NoEdit(code, self.formula.piece(node), self.here))

    def plain(self, node: Node) -> NormalForm:
        """Return what a part comes to that has no parts of its own."""
        if isinstance(node, Number | Omitted):
            return number(node.value if isinstance(node, Number) else Fraction(0))
        if isinstance(node, Reference):
            require(node.single, "formula.range")
            form = self.cells.at(next(self.places(node)))
            if form is None:
                raise UnfitError("formula.not_an_answer")
            return form
        if isinstance(node, Strange):
            raise UnfitError(f"formula.{node.kind}")
        raise UnfitError("formula.array" if isinstance(node, Array) else "formula.text")

    def places(self, reference: Reference) -> Iterator[Place]:
        """Yield the cells that a reference names, row by row."""
        self.cells.spend(reference.area)
        sheet = self.here[0] if reference.sheet is None else reference.sheet
        for row in range(reference.top, reference.bottom + 1):
            for column in range(reference.left, reference.right + 1):
                yield sheet, row, column

    def listed(self, arguments: Sequence[Node]) -> Iterator[NormalForm]:
        """Yield what functions add that pass over words and blanks in cells."""
        for argument in arguments:
            if isinstance(argument, Reference):
                found = map(self.cells.counted, self.places(argument))
                yield from (form for form in found if form is not None)
            else:
                yield self.value(argument)
