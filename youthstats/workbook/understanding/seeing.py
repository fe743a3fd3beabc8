"""From the file of a template to its sheets as they are looked at."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import evolve

from youthstats.model.values import from_float
from youthstats.workbook.linked import At, origin
from youthstats.workbook.named import Named
from youthstats.workbook.package import Merge
from youthstats.workbook.package.extended import ExtendedRule, extended_rules
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.accepting import limits_of
from youthstats.workbook.understanding.canvas import Canvas, Limit, Role, Square
from youthstats.workbook.understanding.ruling import Sides, within_rules

__all__ = ["LONGEST", "WIDEST", "open_canvases"]

WIDEST, LONGEST = 400, 5_000
"""Columns and rows that are looked at: a template is printed on paper."""


def open_canvases(path: str, named: Named) -> tuple[Canvas, ...]:
    """Return the sheets of a template. The file must have been opened soundly before.

    The names in its formulas are spelled out.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only templates need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose; nothing is written with it
        # Given a path it judges by the name, and a workbook may be called .xls.
        book = load_workbook(BytesIO(Path(path).read_bytes()))
    behind = extended_rules(path)
    seen = {
        sheet.title: _canvas(sheet, book, behind.get(sheet.title, ()), named)
        for sheet in book.worksheets
    }
    return tuple(_with_labels(canvas, seen) for canvas in seen.values())


def _with_labels(canvas: Canvas, seen: Mapping[str, Canvas]) -> Canvas:
    """Return a sheet with the labels that its formulas repeat in their place."""
    labels = {
        place: evolve(square, value=label, formula=None)
        for place, square in canvas.squares.items()
        if square.formula is not None and (label := _label((canvas.name, place), seen))
    }
    return evolve(canvas, squares={**canvas.squares, **labels}) if labels else canvas


def _label(at: At, seen: Mapping[str, Canvas]) -> str:
    """Return the label that a run of formulas leads to, ``""`` for what a clerk may fill in."""
    led = origin(at, lambda one: seen[one[0]].at(one[1]).formula if one[0] in seen else None)
    if led is None or led[0] not in seen:
        return ""
    canvas, text = seen[led[0]], seen[led[0]].at(led[1]).text
    printed = canvas.role(led[1]) is Role.LABEL and not text.endswith((":", "："))
    return text if printed else ""


def _canvas(sheet: Any, book: Any, behind: Sequence[ExtendedRule], named: Named) -> Canvas:
    limits = limits_of(sheet, book, behind, LONGEST, WIDEST)
    merges = tuple(
        Merge(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
        for one in sheet.merged_cells.ranges
    )
    beneath = {
        (row, column)
        for merge in merges
        for row in range(merge.top, min(merge.bottom, LONGEST) + 1)
        for column in range(merge.left, min(merge.right, WIDEST) + 1)
    } - {(merge.top, merge.left) for merge in merges}
    return Canvas(
        sheet.title,
        _squares(sheet, beneath, limits, named, merges),
        merges,
        hidden=sheet.sheet_state != "visible",
        pivot=bool(sheet._pivots),
        protected=bool(sheet.protection.sheet),
        hidden_rows=frozenset(
            number - 1 for number, one in sheet.row_dimensions.items() if one.hidden
        ),
        hidden_columns=frozenset(
            number - 1
            for one in sheet.column_dimensions.values()
            if one.hidden
            for number in range(one.min or 1, min(one.max or 1, WIDEST) + 1)
        ),
        widths={
            number - 1: float(one.width)
            for one in sheet.column_dimensions.values()
            for number in range(one.min or 1, min(one.max or 1, WIDEST) + 1)
        },
        beyond=tuple(sorted(_beyond(sheet))),
    )


def _beyond(sheet: Any) -> Iterator[Place]:
    """Yield the cells that hold something behind the last column or row that is looked at."""
    for (row, column), cell in sheet._cells.items():
        held = cell.value is not None and str(cell.value).strip()
        if held and (row > LONGEST or column > WIDEST):
            yield row - 1, column - 1


def _squares(
    sheet: Any,
    beneath: set[Place],
    limits: Mapping[Place, Limit],
    named: Named,
    merges: Sequence[Merge],
) -> dict[Place, Square]:
    found, sides = {}, {}
    last, widest = min(sheet.max_row, LONGEST), min(sheet.max_column, WIDEST)
    for row in sheet.iter_rows(max_row=last, max_col=widest):
        for cell in row:
            place = cell.row - 1, cell.column - 1
            if cell.has_style and (drawn := _sides(cell.border)).count:
                sides[place] = drawn
            if place not in beneath and (cell.has_style or cell.value is not None):
                found[place] = _square(cell, limits.get(place), named)
    for place in within_rules(sides, merges) - beneath:
        found[place] = evolve(found.get(place, Square()), boxed=True)
    return found


def _sides(border: Any) -> Sides:
    sides = (border.left, border.right, border.top, border.bottom)
    return Sides(*(side is not None and side.style is not None for side in sides))


def _square(cell: Any, limit: Limit | None, named: Named) -> Square:
    value, formula = cell.value, None
    if cell.data_type == "f":
        formula, value = named.spelled_out(str(getattr(value, "text", value))), None
    elif isinstance(value, bool) or not isinstance(value, str | int | float | None):
        value = str(value)
    elif isinstance(value, float):
        value = from_float(value)
    return Square(
        value,
        formula,
        str(cell.number_format),
        not cell.protection.locked,
        _sides(cell.border).count >= 2,
        int(cell.alignment.indent or 0),
        limit,
    )
