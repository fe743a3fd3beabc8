"""A text shown whole in a cell too narrow for it: over several lines, its row as tall as they are.

The columns of an office keep their widths: they are what its print was set up for.
"""

from __future__ import annotations

from math import ceil

from youthstats.characters import width
from youthstats.workbook.filling.cells import Cells
from youthstats.workbook.filling.style_table import StyleTable
from youthstats.workbook.package.book import Merge

__all__ = ["show_whole"]

_WIDTH, _HEIGHT = 8.43, 15.0
"""Of a column in signs, and of a row in points, where a sheet says nothing."""

_LEADING = 1.4
"""The height of a line in sizes of its font."""

_TALLEST = 409.0
"""Points a row may have."""


def show_whole(cells: Cells, table: StyleTable, block: Merge, text: str) -> None:
    """Break the text of a cell, or of a merged block, into lines, and make room for them below."""
    element = cells.at((block.top, block.left))
    size = table.size(element.get("s", "0"))
    signs = _room(cells, block) * 11 / size
    if width(text) <= signs:
        return
    element.set("s", table.wrapped(element.get("s", "0")))
    lines = ceil(width(text) / max(signs - 2, 2))  # a wide sign that does not fit leaves a gap
    others = sum(_height(cells, row) for row in range(block.top + 1, block.bottom + 1))
    wanted = min(lines * size * _LEADING - others, _TALLEST)
    if wanted > _height(cells, block.top):
        row = cells.rows[block.top]
        row.set("ht", f"{wanted:.2f}")
        row.set("customHeight", "1")


def _room(cells: Cells, block: Merge) -> float:
    """Return how many signs a block is wide."""
    return sum(_width(cells, column) for column in range(block.left, block.right + 1))


def _width(cells: Cells, column: int) -> float:
    tag = cells.dialect.tag
    for columns in cells.root.iterfind(f"{tag('cols')}/{tag('col')}"):
        if int(columns.get("min", "0")) <= column + 1 <= int(columns.get("max", "0")):
            return float(columns.get("width", _WIDTH))
    return _said(cells, "defaultColWidth", _WIDTH)


def _height(cells: Cells, row: int) -> float:
    own = cells.rows[row].get("ht") if row in cells.rows else None
    return _said(cells, "defaultRowHeight", _HEIGHT) if own is None else float(own)


def _said(cells: Cells, name: str, otherwise: float) -> float:
    said = cells.root.find(cells.dialect.tag("sheetFormatPr"))
    return otherwise if said is None else float(said.get(name, otherwise))
