"""Rows of a list in which nothing stands but formulas that lead elsewhere and show 0."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.areas import areas_of
from youthstats.model.asides import Aside
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import some

__all__ = ["noughts_told"]


def noughts_told(one: Found, sheet: Sheet) -> Iterator[Aside]:
    """Yield what to say of such rows: they were not counted. Of the office's own nothing is said."""
    rows = [row for row in one.listed.noughts if _is_theirs(one, sheet, row)]
    places = [place for row in rows for at in one.columns if (place := (row, at)) in sheet.cells]
    if places:
        facts = {"rows": some(areas_of(places)), "count": len(rows)}
        yield Aside("rows_of_noughts", "note", one.layout.form.id, sheet.name, facts)


def _is_theirs(one: Found, sheet: Sheet, row: int) -> bool:
    """Tell whether a formula in a row is none of those that the office's own template has."""
    form = one.layout.form
    own = form.printed.union(folded(formula.text) for formula in form.formulas)
    cells = (sheet.cells.get((row, at)) for at in one.columns)
    return any(cell and cell.formula and folded(cell.formula) not in own for cell in cells)
