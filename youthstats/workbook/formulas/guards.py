"""Which conditions only protect an expression: from a whole that is nothing, from blanks, from errors.

``IF(C5=0,"",B5/C5)`` says what ``B5/C5`` says. ``IF(C5>100,B5,0)`` says something else, and so does
whatever shows a figure where the expression has another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from youthstats.model.linear import Linear, Ref
from youthstats.workbook.formulas.normal import NormalForm, UnfitError, proportion, require
from youthstats.workbook.formulas.scope import Place, RefusedError, Scope
from youthstats.workbook.formulas.tree import (
    COMPARISONS,
    Call,
    Chain,
    Node,
    Number,
    Omitted,
    Reference,
    Text,
    Truth,
)

__all__ = ["guarded", "unless_error"]

_TURNED = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_COUNTS = {"COUNT", "COUNTA", "COUNTBLANK"}
_OF_CELLS = {"ISBLANK", "ISNUMBER", "ISTEXT"}
_OF_ERRORS = {"ISERR", "ISERROR", "ISNA", "ISNUMBER"}


def guarded(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return what ``IF`` says, when its condition only protects one of its two branches."""
    require(len(arguments) in {2, 3}, "formula.condition")
    condition, first, second = (*arguments, Truth(False))[:3]
    holds = _silent(first) is not None
    shown, expression = (first, second) if holds else (second, first)
    silent = _silent(shown)
    if silent is None:
        raise UnfitError("formula.condition")
    form = scope.value(expression)
    if silent is False:
        form = evolve(form, or_nil=True)
    guard = _Guard(scope, form, silent)
    try:
        protects = guard.agrees(condition, holds=holds)
        zero = evolve(guard, silent=False).agrees(condition, holds=holds)
    except (UnfitError, RefusedError) as error:
        raise scope.refused("formula.condition", condition) from error
    if not protects:
        raise scope.refused("formula.condition", condition)
    return form if zero else evolve(form, silent=True)


def unless_error(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return what ``IFERROR`` says, when it shows no figure, or none but 0, for an error."""
    require(len(arguments) == 2 and _silent(arguments[1]) is not None, "formula.condition")
    form = scope.value(arguments[0])
    return form if _silent(arguments[1]) else evolve(form, or_nil=True)


def _silent(node: Node) -> bool | None:
    """Tell whether a branch shows no figure; ``None`` where it shows another one than 0."""
    if isinstance(node, Text) or (isinstance(node, Call) and node.name == "NA"):
        return True
    nothing = isinstance(node, Number | Truth) and not node.value
    return False if nothing or isinstance(node, Omitted) else None


@frozen
class _Guard:
    """An expression, and what is shown instead: nothing (``silent``) or 0.

    Nothing contradicts no expression, as long as it is shown for its own operands' sake. A 0 must
    be what the expression comes to, or stand where it comes to nothing that can be told.
    """

    scope: Scope
    form: NormalForm
    silent: bool

    def agrees(self, node: Node, *, holds: bool) -> bool:
        """Tell whether it may be shown where a condition holds, or where it does not."""
        if isinstance(node, Call):
            require(node.arguments, "formula.condition")
            if node.name == "NOT":
                return self.agrees(node.arguments[0], holds=not holds)
            if node.name in {"AND", "OR"}:
                each = [self.agrees(one, holds=holds) for one in node.arguments]
                return any(each) if holds == (node.name == "AND") else all(each)
            if node.name.startswith("IS"):
                return self.test(node.name, node.arguments[0], holds=holds)
        if isinstance(node, Chain) and node.signs <= COMPARISONS.keys():
            require(len(node.rest) == 1, "formula.condition")
            ((sign, right),) = node.rest
            return self.comparison(node.first, sign if holds else _OPPOSITE[sign], right)
        return self.comparison(node, "<>" if holds else "=", Number(Fraction(0)))

    def value(self, node: Node) -> NormalForm:
        """Return what is tested, which must not be words where it is understood as a figure."""
        form = self.scope.value(node)
        require(not form.silent, "formula.condition")
        return form

    def test(self, name: str, asked: Node, *, holds: bool) -> bool:
        """Judge ``ISBLANK``, ``ISTEXT`` and ``ISNUMBER`` of a cell, ``ISERROR`` of anything."""
        require(name in {*_OF_ERRORS, *_OF_CELLS}, "formula.condition")
        form = self.value(asked)
        holds ^= name == "ISNUMBER"
        if name in _OF_CELLS and isinstance(asked, Reference):
            return holds and self.without(form.refs)
        require(name in _OF_ERRORS, "formula.condition")
        return holds and self.fails(form)

    def fails(self, asked: NormalForm) -> bool:
        """Tell whether an error of ``asked`` is one of the expression too."""
        own = bool(asked.refs) and set(asked.refs) <= set(self.form.refs)
        if asked.whole is None or self.form.whole is None:
            return own and asked.whole is None
        return own if self.silent else proportion(asked.whole, self.form.whole) is not None

    def comparison(self, left: Node, sign: str, right: Node) -> bool:
        """Tell whether it may be shown where ``left sign right``."""
        if isinstance(left, Text | Number) and not isinstance(right, Text | Number):
            return self.comparison(right, _TURNED[sign], left)
        if isinstance(right, Text):
            require(isinstance(left, Reference) and sign in {"=", "<>"}, "formula.condition")
            return sign == "=" and self.without(self.value(left).refs)
        if (counted := _counted(self.scope, left)) is not None:
            blanks = isinstance(left, Call) and left.name == "COUNTBLANK"
            return self.counting(counted, sign, self.value(right), blanks=blanks)
        difference = self.value(left).plus(self.value(right).scaled(Fraction(-1)))
        if difference.times is not None:
            return sign == "=" and self.is_nothing(difference)
        require(difference.whole is None and difference.places is None, "formula.condition")
        return self.nothing(difference.part, sign)

    def counting(
        self, counted: Sequence[Ref], sign: str, than: NormalForm, *, blanks: bool
    ) -> bool:
        """Judge how many of these cells hold a figure, or are blank: none of them, or not all."""
        if than.constant is None:
            raise UnfitError("formula.condition")
        every = len(counted)
        compared = [every - figures if blanks else figures for figures in range(every + 1)]
        shown = [
            figures
            for figures, count in enumerate(compared)
            if COMPARISONS[sign](count, than.constant)
        ]
        if shown == [0]:
            return self.without(counted)
        if shown == list(range(every)):
            return all(self.without([ref]) for ref in counted)
        return not shown

    def nothing(self, tested: Linear, sign: str) -> bool:
        """Judge ``tested sign 0``: what is nothing, and what is counted and not more than nothing."""
        if not tested.terms:  # a condition on constants: whether it ever holds is known
            return not COMPARISONS[sign](tested.constant, 0)
        if sign in {">", ">="}:
            tested, sign = tested * Fraction(-1), _TURNED[sign]
        sides = [side for side in (self.form.part, self.form.whole) if side is not None]
        sides += self.form.factors
        if sign == "=" and any(proportion(tested, side) for side in sides):
            return True
        upward = all(coefficient > 0 for _, coefficient in tested.terms)
        downward = all(coefficient < 0 for _, coefficient in tested.terms)
        one_way = upward or (downward and sign == "=")
        if sign == "<>" or not one_way or tested.constant:
            return False
        # A blank share says nothing; a blank total where a part is 0 would deny the others.
        return self.apart(tested.refs, silent=self.silent and self.form.whole is not None)

    def is_nothing(self, asked: NormalForm) -> bool:
        """Tell whether it is the expression itself, with its product, that is asked if it is 0."""
        one, other = asked.times, self.form.times
        same = one is not None and other is not None and one.pairs == other.pairs
        return same and asked.part == self.form.part and asked.places is None

    def without(self, missing: Sequence[Ref]) -> bool:
        """Tell whether it may be shown where these items are not given."""
        return self.apart(missing, silent=self.silent)

    def apart(self, gone: Sequence[Ref], *, silent: bool) -> bool:
        """Tell whether the expression is concerned with items alone, or comes to nothing of itself."""
        without, operands = set(gone), set(self.form.refs)
        if silent:
            return bool(without and operands) and (without <= operands or without >= operands)
        sides = (self.form.part, self.form.whole) if not self.form.times else self.form.factors
        known = (side for side in sides if side is not None)
        return any(without.issuperset(side.refs) and not side.constant for side in known)


def _counted(scope: Scope, node: Node) -> list[Ref] | None:
    """Return the items in cells that are counted, a few counts added up; ``None`` of no such.

    Words and blanks beside them are nothing to ``COUNT``; to the others they are, and may change.
    """
    calls = node.parts if isinstance(node, Chain) and node.signs == {"+"} else (node,)
    found = list[Ref]()
    for call in calls:
        if not isinstance(call, Call) or call.name not in _COUNTS:
            return None
        require(call.name != "COUNTBLANK" or len(calls) == 1, "formula.condition")
        for argument in call.arguments:
            if not isinstance(argument, Reference):
                raise UnfitError("formula.condition")
            for place in scope.places(argument):
                found += _item(scope, place, passing=call.name == "COUNT")
    return found


def _item(scope: Scope, place: Place, *, passing: bool) -> list[Ref]:
    """Return the item in a cell; a constant or a helper is never blank, words may be passed over."""
    form = scope.cells.at(place)
    item = scope.cells.meaning(*place)
    if isinstance(item, Ref):
        return [item]
    require(passing and form is None, "formula.condition")
    return []
