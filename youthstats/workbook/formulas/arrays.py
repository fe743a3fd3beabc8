"""What is added in pairs: ``SUMPRODUCT`` over cells and constants."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from youthstats.workbook.formulas.normal import NormalForm, UnfitError, added, joined, require
from youthstats.workbook.formulas.scope import Scope
from youthstats.workbook.formulas.tree import Array, Chain, Node, Reference, Signed

__all__ = ["sum_of_products"]

Grid = list[list[NormalForm | None]]
"""What stands in a rectangle, row by row; ``None`` where there is no figure."""


def sum_of_products(scope: Scope, arguments: Sequence[Node]) -> NormalForm:
    """Return the products of what stands in the same place of each rectangle, added up.

    Where one of them has no figure, nothing is added.
    """
    require(arguments, "formula.function")
    grids = [_grid(scope, argument) for argument in arguments]
    require(len(set(map(_shape, grids))) == 1, "formula.shape")
    pairs = zip(*(chain.from_iterable(grid) for grid in grids), strict=True)
    return added(_product(forms) for forms in pairs if None not in forms)


def _product(forms: Sequence[NormalForm | None]) -> NormalForm:
    first, *others = (form for form in forms if form is not None)
    return joined(first, [("*", form) for form in others])


def _grid(scope: Scope, node: Node) -> Grid:
    if isinstance(node, Reference):
        cells = iter([scope.cells.counted(place) for place in scope.places(node)])
        width = node.right - node.left + 1
        return [[next(cells) for _ in range(width)] for _ in range(node.top, node.bottom + 1)]
    if isinstance(node, Array):
        return [[scope.value(constant) for constant in row] for row in node.rows]
    if isinstance(node, Signed):
        grid = _grid(scope, node.of)
        return [[_figure(form).scaled(node.factor) for form in row] for row in grid]
    if isinstance(node, Chain):
        grids = [_grid(scope, part) for part in node.parts]
        signs = [sign for sign, _ in node.rest]
        return _combined(grids, signs)
    return [[scope.value(node)]]


def _combined(grids: Sequence[Grid], signs: Sequence[str]) -> Grid:
    """Return what operations come to place by place; a single figure goes with every place."""
    shapes = {_shape(grid) for grid in grids} - {(1, 1)}
    require(len(shapes) <= 1, "formula.shape")
    (rows, columns), *_ = shapes or {(1, 1)}
    return [
        [
            joined(first, list(zip(signs, others, strict=True)))
            for first, *others in (
                [_figure(grid[row % len(grid)][column % len(grid[0])]) for grid in grids]
                for column in range(columns)
            )
        ]
        for row in range(rows)
    ]


def _figure(form: NormalForm | None) -> NormalForm:
    if form is None:
        raise UnfitError("formula.not_an_answer")
    return form


def _shape(grid: Grid) -> tuple[int, int]:
    widths = {len(row) for row in grid}
    require(len(widths) == 1, "formula.shape")
    return len(grid), widths.pop()
