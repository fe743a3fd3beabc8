"""The cells that a formula refers to, of those that hold anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.tree import Reference, walk
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["At", "by_name", "referred"]

At = tuple[str, Place]
"""A cell of a workbook: its sheet, and its place there."""


def by_name(sheets: tuple[Sheet, ...]) -> Mapping[str, Sheet]:
    """Return sheets by their names in any case of letters; of several of one name the first."""
    return {sheet.name.casefold(): sheet for sheet in reversed(sheets)}


def referred(sheets: Mapping[str, Sheet], here: str, formula: str | None) -> Iterator[At]:
    """Yield the filled cells that a formula on the sheet ``here`` refers to."""
    try:
        nodes = list(walk(formula_of(formula).root)) if formula else []
    except FormulaError:
        return
    for node in nodes:
        if isinstance(node, Reference):
            sheet = sheets.get((node.sheet or here).casefold())
            if sheet is not None:
                yield from ((sheet.name, place) for place in _within(node, sheet.cells))


def _within(area: Reference, cells: Mapping[Place, Cell]) -> Iterator[Place]:
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    if area.area <= len(cells):
        return ((row, column) for row in rows for column in columns if (row, column) in cells)
    return (at for at in cells if at[0] in rows and at[1] in columns)
