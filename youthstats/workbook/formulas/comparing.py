"""What a condition demands, as edits: comparisons of sums, all of which must hold.

It is what the validation of a cell is written as. A condition that says anything else demands no
edit, and the reason names the piece at fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.linear import Comparison, Linear
from youthstats.workbook.formulas.meaning import FUNCTIONS
from youthstats.workbook.formulas.normal import UnfitError, require
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.scope import (
    Cells,
    FormulaAt,
    Meaning,
    NoEdit,
    Place,
    RefusedError,
    Scope,
)
from youthstats.workbook.formulas.tree import COMPARISONS, Call, Chain, Node, Reference

__all__ = ["comparisons_in"]


def comparisons_in(
    text: str, at: Place, meaning: Meaning, formula_at: FormulaAt
) -> tuple[Comparison, ...] | NoEdit:
    """Return the comparisons that the condition of the cell ``at`` comes to, or why it comes to none.

    ``meaning`` and ``formula_at`` are as in :func:`~youthstats.workbook.formulas.meaning.meaning_of`.
    """
    cells = Cells(meaning, formula_at, FUNCTIONS)
    try:
        formula = formula_of(text)
        cells.deeper(formula.depth + 1)
        return tuple(_demanded(Scope(cells, formula, at), formula.root))
    except RefusedError as error:
        return error.reason
    except FormulaError:
        return NoEdit("formula.unreadable", text.removeprefix("="), at)
    except UnfitError as error:
        return NoEdit(error.code, text.removeprefix("="), at)


def _demanded(scope: Scope, node: Node) -> Iterator[Comparison]:
    if isinstance(node, Call) and node.name == "AND":
        for one in node.arguments:
            yield from _demanded(scope, one)
    elif isinstance(node, Chain) and node.signs <= COMPARISONS.keys():
        yield _comparison(scope, node)
    elif not _asks_for_a_figure(scope, node):
        raise scope.refused("validation.no_comparison", node)


def _comparison(scope: Scope, node: Chain) -> Comparison:
    (sign, second), *others = node.rest
    if others or sign == "<>":
        raise scope.refused("validation.no_comparison" if others else "validation.unequal", node)
    left, right = (_sum(scope, side) for side in (node.first, second))
    return Comparison(left, sign, right)


def _sum(scope: Scope, node: Node) -> Linear:
    """Return what stands on one side: a sum, neither a quotient nor rounded, and never words."""
    form = scope.value(node)
    try:
        require(form.whole is None and form.times is None, "formula.not_linear")
        require(form.places is None, "formula.rounded_within")
        require(not form.silent, "formula.passed_over")
    except UnfitError as unfit:
        raise scope.refused(unfit.code, node) from unfit
    return form.part


def _asks_for_a_figure(scope: Scope, node: Node) -> bool:
    """Tell whether a condition only asks that the cell it is of holds a figure."""
    if not isinstance(node, Call) or node.name != "ISNUMBER" or len(node.arguments) != 1:
        return False
    asked = node.arguments[0]
    return isinstance(asked, Reference) and list(scope.places(asked)) == [scope.here]
