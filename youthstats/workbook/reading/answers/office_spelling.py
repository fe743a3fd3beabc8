"""An office's own formula, spelled as it reads on a return whose rows and columns may have moved."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.model.columns import column_letters
from youthstats.model.office import Area, Mark, OfficeFormula
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["spelled"]


def spelled(
    formula: OfficeFormula, here: Place, found: Mapping[str, Found], own: str | None = None
) -> str | None:
    """Return the formula for the cell ``here``; ``None`` where a line it refers to was not found.

    ``found`` are the forms of the return, ``own`` is the formula's sheet there: forms that shared one on
    the template may stand on several.
    """
    text = ""
    for piece in formula.pieces:
        said = piece if isinstance(piece, str) else _area(piece, here, found, own)
        if said is None:
            return None
        text += said
    return text


def _area(area: Area, here: Place, found: Mapping[str, Found], own: str | None) -> str | None:
    ends = []
    for end in (0, 1):
        row = area.rows and _number(area.rows[end], here[0], found, across=False)
        column = area.columns and _number(area.columns[end], here[1], found, across=True)
        if (row is None and area.rows) or (column is None and area.columns):
            return None
        letters = "" if column is None else column_letters(column)
        ends.append(letters + ("" if row is None else str(row + 1)))
    cells = ends[0] if area.single else ":".join(ends)
    sheets = _sheets(area, found)
    if len(sheets) > 1:
        return None
    there = next(iter(sheets), area.sheet)
    if there is None or (area.sheet is None and there == (own or there)):
        return cells
    return "'" + there.replace("'", "''") + f"'!{cells}"


def _sheets(area: Area, found: Mapping[str, Found]) -> set[str]:
    """Return the sheets on which the forms stand whose lines an area is between."""
    marks = (*(area.rows or ()), *(area.columns or ()))
    forms = {mark.form for mark in marks if mark.form} or {area.form}
    return {found[form].location.sheet for form in forms if form in found}


def _number(mark: Mark, here: int, found: Mapping[str, Found], *, across: bool) -> int | None:
    """Return the number of a row, or of a column, on the return's sheet."""
    if mark.line is None:
        return here + mark.steps
    if mark.form is None:
        return int(mark.line) + mark.steps
    if mark.form not in found:
        return None
    location = found[mark.form].location
    if isinstance(mark.line, str):
        return next((row for row, _ in location.totals.values()), None)
    lines = location.columns if across else location.rows
    line = lines[mark.line] if -len(lines) <= mark.line < len(lines) else None
    number = None if line is None else line + mark.steps
    return None if number is None or number < 0 else number
