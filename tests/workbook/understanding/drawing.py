"""Blank workbooks drawn from small grids, as an office would have drawn them.

A line of a grid that begins with a bar is a row of a table, with lines around its cells; any other
is a row of words. Cells stand between bars. In a cell ``<`` and ``^`` merge it with what is left of
it or above it, ``~`` leaves a hole in the box, ``⏎`` breaks the line; blank is to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Drawn", "draw", "grid_cells"]

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LEFT, _ABOVE, _HOLE = "<", "^", "~"

Place = tuple[int, int]


@frozen
class Drawn:
    """A sheet to draw: its grid, and what of a sheet no grid shows, by areas such as ``B3:C9``.

    ``formats`` are number formats, ``limits`` data validations, ``unlocked`` areas to fill in,
    ``values`` what stands in cells beside the grid's words. ``at`` is the cell the grid begins in.
    """

    grid: str
    name: str = "表一"
    at: Place = (0, 0)
    lines: bool = True
    formats: Mapping[str, str] = field(factory=dict)
    limits: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    unlocked: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(factory=dict)
    indents: Mapping[str, int] = field(factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden: bool = False


def draw(path: Path, *sheets: Drawn | str) -> Path:
    """Write a workbook of these sheets and return where it is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, one in enumerate(sheets):
        drawn = one if isinstance(one, Drawn) else Drawn(one, "表" + "一二三四五"[number])
        _draw_sheet(book.create_sheet(drawn.name), drawn)
    book.save(path)
    return path


def grid_cells(grid: str) -> Iterator[tuple[Place, str, bool]]:
    """Yield what a grid shows: place, text, and whether the cell stands in a box."""
    lines = grid.strip("\n").split("\n")
    for row, line in enumerate(lines):
        plain = line.strip(" ")
        boxed = plain.startswith("|")
        cells = plain.strip("|").split("|") if boxed else plain.split("|")
        if boxed and plain.endswith("||"):
            cells = plain[1:-1].split("|")
        for column, cell in enumerate(cells):
            text = cell.strip(" ").replace("⏎", "\n")
            yield (row, column), text, boxed and text != _HOLE


def _draw_sheet(sheet: Worksheet, drawn: Drawn) -> None:
    shown = {place: (text, boxed) for place, text, boxed in grid_cells(drawn.grid)}
    top, left = drawn.at
    blocks: dict[Place, list[Place]] = {}
    for place in shown:
        blocks.setdefault(_anchor(place, shown), []).append(place)
    for place, (text, boxed) in shown.items():
        cell = sheet.cell(place[0] + top + 1, place[1] + left + 1)
        if boxed and drawn.lines:
            cell.border = _BOX
        if text not in {_LEFT, _ABOVE, _HOLE, ""}:
            cell.value = _value(text)
    for (row, column), places in blocks.items():
        last = max(places)
        if last != (row, column):
            sheet.merge_cells(
                start_row=row + top + 1,
                start_column=column + left + 1,
                end_row=last[0] + top + 1,
                end_column=max(at for _, at in places) + left + 1,
            )
    _finish(sheet, drawn)


def _anchor(place: Place, shown: Mapping[Place, tuple[str, bool]]) -> Place:
    """Return the cell that a merged one belongs to."""
    row, column = place
    while shown[row, column][0] in {_LEFT, _ABOVE}:
        row, column = (row, column - 1) if shown[row, column][0] == _LEFT else (row - 1, column)
    return row, column


def _value(text: str) -> str | int | float:
    if text.isdecimal() and not (text.startswith("0") and len(text) > 1):
        return int(text)
    return text.removeprefix("'")


def _cells(sheet: Worksheet, area: str) -> Iterator[Any]:
    found = sheet[area]
    for row in found if isinstance(found, tuple) else ((found,),):
        yield from row if isinstance(row, tuple) else (row,)


def _finish(sheet: Worksheet, drawn: Drawn) -> None:
    """Set what no grid shows."""
    for area, shown in drawn.formats.items():
        for cell in _cells(sheet, area):
            cell.number_format = shown
    for area, rule in drawn.limits.items():
        limit = DataValidation(**rule)
        sheet.add_data_validation(limit)
        limit.add(area)
    for area in drawn.unlocked:
        for cell in _cells(sheet, area):
            cell.protection = Protection(locked=False)
    sheet.protection.sheet = bool(drawn.unlocked)
    for address, value in drawn.values.items():
        sheet[address].value = value
    for address, indent in drawn.indents.items():
        sheet[address].alignment = Alignment(indent=indent)
    for row in drawn.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for letter in drawn.hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    if drawn.hidden:
        sheet.sheet_state = "hidden"
