"""What is added where a label says so: ``SUMIF`` over labels that are printed."""

from __future__ import annotations

from collections.abc import Sequence

from youthstats.workbook.formulas.normal import NormalForm, UnfitError, added, require
from youthstats.workbook.formulas.scope import Scope
from youthstats.workbook.formulas.tree import Node, Reference, Text

__all__ = ["sum_where"]

_OPERATORS = ("<", ">", "=")
_WILD = frozenset("*?~")


def sum_where(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return the sum of the cells that stand beside a label; every label must be printed.

    One to be filled in, and a condition with signs or gaps, decide anew on every return.
    """
    require(len(arguments) == 3, "formula.function")
    labels, wanted, figures = arguments
    if not (isinstance(labels, Reference) and isinstance(figures, Reference)):
        raise UnfitError("formula.function")
    require(_shape(labels) == _shape(figures), "formula.shape")
    word = _wanted(scope, wanted)
    pairs = zip(scope.places(labels), scope.places(figures), strict=True)
    forms = (scope.cells.counted(at) for label, at in pairs if _word(scope, label) == word)
    return added(form for form in forms if form is not None)


def _wanted(scope: Scope, node: Node) -> str:
    """Return the label that is looked for, as it is compared."""
    if isinstance(node, Reference):
        require(node.single, "formula.range")
        text = _word(scope, next(scope.places(node)))
    else:
        text = node.value.casefold() if isinstance(node, Text) else ""
    plain = text and not text.startswith(_OPERATORS) and _WILD.isdisjoint(text)
    require(plain, "formula.function")
    return text


def _word(scope: Scope, place: tuple[str, int, int]) -> str:
    """Return the words printed in a cell, ``""`` where none are."""
    words = None if scope.cells.words is None else scope.cells.words(*place)
    if words is None:
        raise UnfitError("formula.function")
    return words.casefold()


def _shape(area: Reference) -> tuple[int, int]:
    return area.bottom - area.top, area.right - area.left
