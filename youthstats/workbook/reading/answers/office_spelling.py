"""An office's own formula, spelled as it reads on a return whose rows and columns may have moved."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.model.columns import column_letters
from youthstats.model.office import Area, Mark, OfficeFormula
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["spelled"]


def spelled(formula: OfficeFormula, here: Place, found: Mapping[str, Found]) -> str | None:
    """Return the formula for the cell ``here``; ``None`` where a line it refers to was not found.

    ``found`` are the forms of the return.
    """
    text = ""
    for piece in formula.pieces:
        said = piece if isinstance(piece, str) else _area(piece, here, found)
        if said is None:
            return None
        text += said
    return text


def _area(area: Area, here: Place, found: Mapping[str, Found]) -> str | None:
    ends = []
    for end in (0, 1):
        row = area.rows and _number(area.rows[end], here[0], found, across=False)
        column = area.columns and _number(area.columns[end], here[1], found, across=True)
        if (row is None and area.rows) or (column is None and area.columns):
            return None
        letters = "" if column is None else column_letters(column)
        ends.append(letters + ("" if row is None else str(row + 1)))
    cells = ends[0] if area.single else ":".join(ends)
    if area.sheet is None:
        return cells
    there = found.get(area.form) if area.form else None
    sheet = area.sheet if there is None else there.location.sheet
    return "'" + sheet.replace("'", "''") + f"'!{cells}"


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
