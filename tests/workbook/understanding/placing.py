"""From a plan to a sheet: every label, line and blank where an office would put it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from openpyxl import Workbook
from openpyxl.styles import Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.understanding.tables_drawn import Plan, Tree, depth_of, leaves_of

__all__ = ["Placed", "place", "saved"]

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@frozen
class Placed:
    """Where the table of a plan came to stand: the cells of its answers, and the first row below."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    below: int


def saved(path: Path, *plans: Plan, beside: bool = False) -> list[Placed]:
    """Write plans on one sheet, under each other or side by side, and say where they are."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表一"
    found: list[Placed] = []
    top, left = plans[0].at
    for plan in plans:
        found.append(place(sheet, plan, top, left))
        if beside:
            left = found[-1].columns[-1] + 2
        else:
            top = found[-1].below + 1
    book.save(path)
    return found


def place(sheet: Worksheet, plan: Plan, top: int, left: int) -> Placed:
    """Draw a plan from a cell on and return where its answers are."""
    stub = depth_of(plan.rows)
    columns = list(leaves_of(plan.columns))
    width = stub + plan.codes + len(columns)
    row = top
    title_rows = [row]
    _put(
        sheet,
        row,
        left,
        plan.title,
        merge_to=(row, left + width - 1) if plan.title_inside else None,
    )
    row += 1
    if plan.measure:
        _put(sheet, row, left + width - 1, f"单位：{plan.measure}")
        title_rows.append(row)
        row += 1
    first = title_rows[0] if plan.title_inside and not plan.measure else row
    depth = depth_of(plan.columns)
    _heading(sheet, plan, row, left, stub, depth)
    data = left + stub + plan.codes
    _across(sheet, plan.columns, row, data, depth, merged=plan.merged)
    row += depth
    if plan.numbered:
        signs = ["甲", "乙", "丙"][: data - left] + [str(n + 1) for n in range(len(columns))]
        for number, sign in enumerate(signs):
            _put(sheet, row, left + number, sign)
        row += 1
    rows = _body(sheet, plan, row, left, stub)
    places = tuple(range(data, data + len(columns)))
    _sums(sheet, plan, rows, places)
    _finish(sheet, plan, range(first, rows[-1] + 1), range(left, left + width), rows, places)
    below = rows[-1] + 1
    for line in plan.foot:
        _put(sheet, below, left, line)
        below += 1
    return Placed(rows, places, below)


def _put(
    sheet: Worksheet, row: int, column: int, value: Any, merge_to: tuple[int, int] | None = None
) -> None:
    sheet.cell(row + 1, column + 1).value = value
    if merge_to is not None and merge_to != (row, column):
        sheet.merge_cells(
            start_row=row + 1,
            start_column=column + 1,
            end_row=merge_to[0] + 1,
            end_column=merge_to[1] + 1,
        )


def _heading(sheet: Worksheet, plan: Plan, row: int, left: int, stub: int, depth: int) -> None:
    last = row + depth - 1
    end = (last if plan.merged else row, left + stub - 1 if plan.merged else left)
    _put(sheet, row, left, "指  标", merge_to=end)
    if plan.codes:
        at = left + stub
        _put(sheet, row, at, "代码", merge_to=(last if plan.merged else row, at))


def _across(
    sheet: Worksheet, trees: Sequence[Tree], row: int, column: int, depth: int, *, merged: bool
) -> None:
    """Write a heading; a label reaches down to the last row, where cells are merged."""
    for tree in trees:
        if isinstance(tree, str):
            _put(sheet, row, column, tree, merge_to=(row + depth - 1, column) if merged else None)
            column += 1
        else:
            wide = len(list(leaves_of([tree])))
            _put(
                sheet,
                row,
                column,
                tree.label,
                merge_to=(row, column + wide - 1) if merged else None,
            )
            _across(sheet, tree.inner, row + 1, column, depth - 1, merged=merged)
            column += wide


def _stub_lines(plan: Plan) -> Iterator[tuple[str, ...]]:
    lines = list(leaves_of(plan.rows))
    lines = [
        (*path[:-1], f"　其中：{path[-1]}") if number in plan.parts else path
        for number, path in enumerate(lines)
    ]
    total = [("合  计",)]
    yield from total if plan.total_row == "first" else ()
    yield from lines
    yield from total if plan.total_row == "last" else ()


def _body(sheet: Worksheet, plan: Plan, row: int, left: int, stub: int) -> tuple[int, ...]:
    """Write the labels before the rows: a group's on its first row, merged or not."""
    lines = list(_stub_lines(plan))
    numbers = tuple(range(row, row + len(lines)))
    for number, path in zip(numbers, lines, strict=True):
        for level, label in enumerate(path[:-1]):
            mine = [
                n
                for n, one in zip(numbers, lines, strict=True)
                if one[: level + 1] == path[: level + 1]
            ]
            if number == mine[0]:
                end = (mine[-1], left + level) if plan.merged_stub else None
                _put(sheet, number, left + level, label, merge_to=end)
        at = left + len(path) - 1
        alone = plan.merged_stub and len(path) < stub
        _put(sheet, number, at, path[-1], merge_to=(number, left + stub - 1) if alone else None)
        if plan.codes:
            _put(sheet, number, left + stub, f"{number - row + 1:02}")
    return numbers


def _sums(sheet: Worksheet, plan: Plan, rows: Sequence[int], columns: Sequence[int]) -> None:
    if not (plan.total_row and plan.counted):
        return
    total, first, last = (
        (rows[0], rows[1], rows[-1]) if plan.total_row == "first" else (rows[-1], rows[0], rows[-2])
    )
    for column, kind in zip(columns, plan.kinds, strict=True):
        if kind in {"count", "money"}:
            letter = get_column_letter(column + 1)
            _put(sheet, total, column, f"=SUM({letter}{first + 1}:{letter}{last + 1})")


def _finish(
    sheet: Worksheet,
    plan: Plan,
    box: Sequence[int],
    width: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
) -> None:
    """Draw lines, set formats, and unlock what is to be filled in."""
    for row in box if plan.lines else ():
        for column in width:
            sheet.cell(row + 1, column + 1).border = _BOX
    for column, shown, kind in zip(columns, plan.formats, plan.kinds, strict=True):
        for row in rows:
            cell = sheet.cell(row + 1, column + 1)
            cell.number_format = "yyyy-mm-dd" if kind == "date" else shown
            if plan.unlocked and cell.value is None:
                cell.protection = Protection(locked=False)
    sheet.protection.sheet = plan.unlocked
