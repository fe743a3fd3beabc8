"""A formula over an approximate figure: what it comes to is about right, and marked so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

TABLE = """
职工情况表
填报单位：
| 项目 | 男（人） | 女（人） | 合计（人） |
| 城镇 |  |  | =B4+C4 |
| 农村 |  |  | =B5+C5 |
"""

LIST = """
物资采购表
填报单位：
| 序号 | 物资名称 | 金额（元） |
| 1 |  |  |
| 2 |  |  |
| 合计 |  | =SUM(C4:C5) |
"""


def _marked(path: Path, sheet: str) -> set[str]:
    """Return the cells of a sheet that are marked as approximate."""
    cells = (cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row)
    return {cell.coordinate for cell in cells if cell.number_format.startswith('"≈"')}


def _comments(path: Path, sheet: str) -> dict[str, str]:
    cells = (cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def _done(folder: Path, grid: str, *returns: Mapping[str, str | int]) -> Path:
    """Reconcile these returns on a template and give the workbook that comes of it."""
    drawn = Drawn(grid, values={"H9": "=D4-D5", "H10": "=COUNT(B4:B5)"})
    path = draw(folder / "表.xlsx", drawn)
    (folder / "上报").mkdir()
    for unit, cells in zip(("甲镇", "乙镇"), returns, strict=True):
        book = openpyxl.load_workbook(path)
        for at, value in {"A2": f"填报单位：{unit}", **cells}.items():
            book.worksheets[0][at] = value
        book.save(folder / "上报" / f"{unit}.xlsx")
    ys.reconcile(folder / "上报", ys.understand(path), folder / "汇总.xlsx")
    return folder / "汇总.xlsx"


@pytest.mark.parametrize(
    ("typed", "template", "by_unit"),
    [("约30", {"B4", "D4", "H9"}, {"B7", "D7", "B8", "D8"}), (30, set(), set())],
)
def test_a_formula_over_it_is_marked(
    typed: str | int, template: set[str], by_unit: set[str], tmp_path: Path
) -> None:
    """In the template and on the sheet of the units; a formula that only counts cells is not."""
    one = {"B4": typed, "C4": 20, "D4": 50, "B5": 1, "C5": 2, "D5": 3}
    other = {"B4": 4, "C4": 2, "D4": 6, "B5": 1, "C5": 2, "D5": 3}
    path = _done(tmp_path, TABLE, one, other)
    assert template == _marked(path, "表一")
    assert by_unit == _marked(path, "表一分单位")
    said = _comments(path, "表一分单位")
    for at, low, high in (("D7", "45", "55"), ("D8", "51", "61")):
        assert bool(by_unit) == (f"{low} 至 {high}" in said.get(at, ""))


@pytest.mark.parametrize("others", [0, 1, 2, 3])
def test_a_difference_of_two_is_marked(others: int, tmp_path: Path) -> None:
    """However many others stand between them, they are not low and high together."""
    rows = "".join(f"| 项{row} |  |\n" for row in range(4, 9))
    grid = f"职工情况表\n填报单位：\n| 项目 | 人数（人） |\n{rows}"
    path = draw(tmp_path / "表.xlsx", Drawn(grid, values={"H9": f"=B4-B{5 + others}"}))
    (tmp_path / "上报").mkdir()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：甲镇"
    for row in range(4, 9):
        sheet[f"B{row}"] = "约30" if row <= 5 + others else 7
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    ys.reconcile(tmp_path / "上报", ys.understand(path), tmp_path / "汇总.xlsx")
    assert "H9" in _marked(tmp_path / "汇总.xlsx", "表一")


@pytest.mark.parametrize("entries", [1, 2])
def test_so_is_the_total_of_a_list(entries: int, tmp_path: Path) -> None:
    """Where it has room in the template, and where it stands on the sheet of the units."""
    one: dict[str, str | int] = {"B4": "米", "C4": "约30", "C6": 30}
    other: dict[str, str | int] = {"B4": "油", "C4": 5, "C6": 5}
    if entries > 1:
        one |= {"B5": "面", "C5": 10, "C6": 40}
    path = _done(tmp_path, LIST, one, other)
    assert "C6" in _marked(path, "表一")
    assert 2 == len(_marked(path, "表一分单位"))
