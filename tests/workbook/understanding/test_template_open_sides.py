"""Tables as yearbooks print them: no outer edges, no lines across, a blank row below the heading."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.workbook.understanding.formed import Formed

HEADING = ("指标", "本年完成投资", "新增固定资产", "上年完成投资")
LABELS = ("总计", "国有", "集体", "私营")
FIGURES = ((60, 6, 50), (10, 1, 20), (20, 2, 20), (30, 3, 10))

_LINE = Side(style="thin")


def _line(sheet: Worksheet, places: Iterable[tuple[int, int]], *sides: str) -> None:
    """Draw lines on the same sides of some cells, beside those they have."""
    for row, column in places:
        cell = sheet.cell(row, column)
        kept = {side: getattr(cell.border, side) for side in ("left", "right", "top", "bottom")}
        cell.border = Border(**kept | dict.fromkeys(sides, _LINE))


def _yearbook(path: Path, ways: str, spacer: int = 0, width: int = 3) -> Path:
    """Draw a yearbook's table: ``ways`` are the lines of its body, by words."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["C2"] = "固定资产投资", "填报单位：", "单位：万元"
    first = 4 + spacer
    last = first + len(LABELS) - 1
    for column, label in enumerate(HEADING[:width], 1):
        sheet.cell(3, column, label)
    for row, label in enumerate(LABELS, first):
        sheet.cell(row, 1, label)
    columns = range(1, width + 1)
    _line(sheet, [(3, at) for at in columns], "top", "bottom")
    ruled = [
        row
        for row in range(3, last + 1)
        if "body" not in ways or row in {3, *range(first, last + 1)}
    ]
    inner = [(row, at) for row in ruled for at in columns[:-1]]
    if "right" in ways:
        _line(sheet, inner, "right")
    if "left" in ways:
        _line(sheet, [(row, at + 1) for row, at in inner], "left")
    if "stub" in ways:
        _line(sheet, [(row, at) for row, at in inner if at == 1], "right")
    if "foot" in ways:
        _line(sheet, [(last, at) for at in columns], "bottom")
    if "second" in ways:
        _line(sheet, [(row, at) for row in range(first + 1, last, 2) for at in columns], "bottom")
    book.save(path)
    return path


def _read(folder: Path, path: Path, first: int, width: int) -> list[tuple[object, ...]]:
    """Fill in a template, read it, and return what stands in the office's own."""
    (folder / "上报").mkdir()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"] = "甲县"
    for row, figures in enumerate(FIGURES, first):
        for column, figure in enumerate(figures[: width - 1], 2):
            sheet.cell(row, column, figure)
    book.save(folder / "上报" / "甲县.xlsx")
    job = ys.reconcile(folder / "上报", ys.understand(path), folder / "汇总.xlsx")
    assert () == tuple(job.review.findings)
    total = openpyxl.load_workbook(folder / "汇总.xlsx").worksheets[0]
    rows = range(first, first + len(FIGURES))
    return [tuple(total.cell(row, at).value for at in range(2, width + 1)) for row in rows]


@pytest.mark.parametrize("width", [3, 4])
@pytest.mark.parametrize(
    "ways",
    [
        "right foot",
        "left foot",
        "left right foot",
        "left right",
        "right",
        "stub foot",
        "right second",
        "right second foot",
    ],
)
def test_an_open_side_closes_no_cell(ways: str, width: int, tmp_path: Path) -> None:
    """Where lines go down through the body, every cell between them is asked for."""
    path = _yearbook(tmp_path / "表.xlsx", ways, width=width)
    (form,) = ys.understand(path).scheme.forms
    assert width - 1 == len(form.items)
    figures = [line[: width - 1] for line in FIGURES]
    assert figures == _read(tmp_path, path, 4, width)


def test_a_heading_of_two_rows_is_open_at_its_sides_as_well(tmp_path: Path) -> None:
    """Its last column has one line above and one below, and no other."""
    path = _yearbook(tmp_path / "表.xlsx", "right foot", spacer=1)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B3"], sheet["C3"], sheet["B4"], sheet["C4"] = "本年", None, "完成投资", "新增固定资产"
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("A3:A4")
    _line(sheet, [(4, 1), (4, 2), (4, 3)], "bottom")
    book.save(path)
    assert [*map(tuple, (line[:2] for line in FIGURES))] == _read(tmp_path, path, 5, 3)


@pytest.mark.parametrize("spacer", [1, 2])
@pytest.mark.parametrize("ways", ["", "foot", "right body", "right body foot", "left body foot"])
def test_labels_below_a_blank_row_are_those_of_a_table(
    ways: str, spacer: int, tmp_path: Path
) -> None:
    """A row that sets the heading apart makes no list of the labels printed below it."""
    path = _yearbook(tmp_path / "表.xlsx", ways, spacer)
    template = ys.understand(path)
    (form,) = template.scheme.forms
    assert [("总计", "国有", "集体", "私营")] == [tuple(one.label for one in form.categories)]
    assert () == template.doubts
    assert [line[:2] for line in FIGURES] == _read(tmp_path, path, 4 + spacer, 3)


SET_APART = """
从业人员情况
填报单位：
指标 | 代码 | 年末人数（人） | 女性（人）

总计 | 01 | =C7+C8 | =D7+D8

国有 | 02
集体 | 03
注：按在岗统计。
"""


def test_a_total_that_blank_rows_set_apart_is_no_foot_of_a_list(tmp_path: Path) -> None:
    """Nor do its formulas, or the codes beside the labels, make the rows any other."""
    path = draw(tmp_path / "表.xlsx", Drawn(SET_APART, lines=False))
    (formed,) = ys.understand(path).forms.values()
    assert [5, 7, 8] == [row + 1 for row in formed.keys.rows]
    assert [2, 3] == [*formed.keys.columns]


@pytest.mark.parametrize("below", ["\n\n\n国有\n集体", "\n备注", "\n填报说明：\n逐项填写。"])
def test_a_heading_alone_stays_a_list(below: str, tmp_path: Path) -> None:
    """Words far below it, one alone, and what says how to fill it in are no labels of its rows."""
    grid = f"项目清单\n填报单位：\n项目名称 | 投资（万元） | 备注\n{below}"
    (formed,) = ys.understand(draw(tmp_path / "表.xlsx", Drawn(grid, lines=False))).forms.values()
    assert formed.form.open


NUMBERED = """
从业人员情况
填报单位：
指标 | 代码 | 年末人数（人） | 女性（人）
甲 | 乙 | 1 | 2

国有 | 01
集体 | 02
"""


def test_numbers_of_columns_above_the_blank_row_are_of_the_heading(tmp_path: Path) -> None:
    """The labels below are found as they are without."""
    (formed,) = _unlined(tmp_path, NUMBERED)
    assert [6, 7] == [row + 1 for row in formed.keys.rows]


def test_the_rows_end_where_another_heading_begins(tmp_path: Path) -> None:
    """A table behind blank rows below is its own, and a total and one row are enough for the first."""
    first = "指标 | 本年（人） | 上年（人）\n\n总计\n国有\n\n"
    grid = f"人员\n填报单位：\n{first}名称 | 数量（个） | 面积（亩）\n\n山地\n平地"
    one, other = _unlined(tmp_path, grid)
    assert [5, 6] == [row + 1 for row in one.keys.rows]
    assert [10, 11] == [row + 1 for row in other.keys.rows]


def test_a_remark_below_the_total_makes_no_table_of_a_list(tmp_path: Path) -> None:
    """It is no row, though two blank ones alone set 合计 apart from the heading."""
    grid = "清单\n填报单位：\n项目名称 | 投资（万元）\n\n\n合计\n备注"
    formed, *_ = _unlined(tmp_path, grid)
    assert ("合计", 2) == (formed.form.total_line, len(formed.keys.rows))


def _unlined(folder: Path, grid: str) -> list[Formed]:
    """Return the forms of a grid without lines."""
    path = draw(folder / "表.xlsx", Drawn(grid, lines=False))
    return [*ys.understand(path).forms.values()]
