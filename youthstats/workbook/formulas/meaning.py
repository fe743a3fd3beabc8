"""What a formula says, as an edit: a sum with coefficients, or a quotient of two.

A formula that says more, or something else, is no edit, and the reason names the piece at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve

from youthstats.workbook.formulas.arrays import sum_of_products
from youthstats.workbook.formulas.conditions import sum_where
from youthstats.workbook.formulas.guards import guarded, unless_error
from youthstats.workbook.formulas.normal import (
    NormalForm,
    UnfitError,
    added,
    joined,
    number,
    require,
)
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.scope import (
    Cells,
    FormulaAt,
    Meaning,
    NoEdit,
    Place,
    RefusedError,
    Scope,
    Words,
)
from youthstats.workbook.formulas.tree import Node, Reference

__all__ = ["FUNCTIONS", "meaning_of"]

_SUBTOTALS_OF_SUMS = {9, 109}


def meaning_of(
    text: str,
    at: Place,
    meaning: Meaning,
    formula_at: FormulaAt,
    words: Words | None = None,
) -> NormalForm | NoEdit:
    """Return the normal form of the formula that stands in the cell ``at``, or why it has none.

    ``meaning`` says what a cell stands for, ``words`` what is printed in it. A cell for which it
    has no item and ``formula_at`` has a formula is a helper, whose formula is read in its place.
    Nothing is raised but what these raise.
    """
    cells = Cells(meaning, formula_at, FUNCTIONS, words)
    try:
        form = cells.follow(text, at)
    except RefusedError as error:
        return error.reason
    except UnfitError as error:
        return NoEdit(error.code, text.removeprefix("="), at)
    if form is None or not form.refs:
        return NoEdit("formula.no_items", text.removeprefix("="), at)
    return form


def _sum(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    return added(scope.listed(arguments))


def _subtotal(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return a sum over cells; as in a spreadsheet, subtotals among them are passed over."""
    require(arguments, "formula.function")
    require(scope.value(arguments[0]).constant in _SUBTOTALS_OF_SUMS, "formula.function")
    forms = []
    for argument in arguments[1:]:
        if not isinstance(argument, Reference):
            raise UnfitError("formula.function")
        places = [place for place in scope.places(argument) if not _is_subtotal(scope, place)]
        forms += [form for place in places if (form := scope.cells.counted(place)) is not None]
    return added(forms)


def _is_subtotal(scope: Scope, place: Place) -> bool:
    text = scope.cells.formula_at(*place) if place != scope.here else None
    try:
        return text is not None and "SUBTOTAL" in formula_of(text).words
    except FormulaError:
        return False


def _product(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return the product of what figures there are: it passes over blanks, and is 0 without any."""
    first, *others = tuple(scope.listed(arguments)) or (number(Fraction(0)),)
    found = joined(first, [("*", form) for form in others])
    return evolve(found, silent=found.silent or found.times is not None)


def _round(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    require(len(arguments) == 2, "formula.function")
    places = scope.value(arguments[1]).constant
    if places is None:
        raise UnfitError("formula.rounding")
    return scope.value(arguments[0]).rounded(int(places))


def _number_in(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return what ``N`` says: what it is given, or 0 where that is no figure."""
    require(len(arguments) == 1, "formula.function")
    if isinstance(arguments[0], Reference):
        require(arguments[0].single, "formula.range")
        return added(scope.listed(arguments))
    form = scope.value(arguments[0])
    require(not form.silent, "formula.passed_over")
    return form


def _refused(code: str, scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    raise UnfitError(code)


FUNCTIONS: dict[str, Callable[[Scope, Sequence[Node]], NormalForm]] = {
    "IF": guarded,
    "IFERROR": unless_error,
    "IFNA": unless_error,
    "N": _number_in,
    "PRODUCT": _product,
    "ROUND": _round,
    "SUBTOTAL": _subtotal,
    "SUM": _sum,
    "SUMIF": sum_where,
    "SUMPRODUCT": sum_of_products,
    **dict.fromkeys(
        ("AVERAGE", "AVERAGEA", "AVERAGEIF", "AVERAGEIFS"), partial(_refused, "formula.average")
    ),
    **dict.fromkeys(
        ("CEILING", "FLOOR", "INT", "MOD", "MROUND", "ROUNDDOWN", "ROUNDUP", "TRUNC"),
        partial(_refused, "formula.rounding"),
    ),
    **dict.fromkeys(
        ("ABS", "LARGE", "MAX", "MIN", "POWER", "SMALL", "SQRT", "SUMSQ"),
        partial(_refused, "formula.not_linear"),
    ),
}
