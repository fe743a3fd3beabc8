"""Which cells of an office's own workbook are suspected: what was typed, and what covers a formula first."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

YIELD = """
产量表
填报单位：
| 品种 | 本年（吨） | 上年（吨） |
| 合计 | =B5+B6 | =C5+C6 |
| 海水 |  |  |
| 淡水 | =B7+B8 | =C7+C8 |
| 鱼类 |  |  |
| 虾类 |  |  |
"""
VALUE = """
产值表
填报单位：
| 方式 | 产量（吨） | 产值（万元） |
| 合计 | =B5+B6 | =C5+C6 |
| 海水 | =产量!B5 |  |
| 淡水 | =产量!B6 |  |
"""


def suspected(folder: Path, **typed: int) -> list[set[str]]:
    """Return the cells of the likeliest explanations of each block, sheet before address."""
    template = draw(folder / "表.xlsx", Drawn(YIELD, "产量"), Drawn(VALUE, "产值"))
    book = openpyxl.load_workbook(template)
    first, second = book["产量"], book["产值"]
    for sheet in (first, second):
        assert isinstance(sheet, Worksheet)
        sheet["A2"] = "填报单位：西镇"
    for at, value in {"B5": 4920, "C5": 4700, "B7": 348, "C7": 372, "B8": 3672, "C8": 3400}.items():
        first[at] = value
    second["C5"], second["C6"] = 8200, 5025
    for at, figure in typed.items():
        second[at] = figure
    book.save(folder / "西镇.xlsx")
    filed = ys.read(folder / "西镇.xlsx", ys.understand(template).scheme)
    blocks = ys.localise(ys.check(filed))
    return [
        {f"{s.cell.sheet}!{s.cell.address}" for s in explanation}
        for block in blocks
        for explanation in block.explanations
        if explanation.rank == 1
    ]


@pytest.mark.parametrize("wrong", [4_320, 4_021, 9_999, 1_111])
def test_a_cell_typed_over_a_formula_of_another_sheet_is_first(tmp_path: Path, wrong: int) -> None:
    """With the total over it, typed so that they agree: both are what their formulas come to."""
    assert [{"产值!B6", "产值!B4"}] == suspected(tmp_path, B6=wrong, B4=4920 + wrong)


def test_a_cell_typed_over_a_formula_alone_is_first(tmp_path: Path) -> None:
    """Where the total over it is a formula it follows, and is no suspect."""
    assert [{"产值!B6"}] == suspected(tmp_path, B6=4_320)


MEMBERS = """
参保表
填报单位：
| 类别 | 参保人数（人） | 其中：女（人） |
| 合计 | =B5+B6 | =SUM(C5:C6) |
| 居民 |  |  |
| 职工 |  |  |
"""


def test_what_a_formula_works_out_down_a_column_is_no_suspect(tmp_path: Path) -> None:
    """The total of a column follows from its parts, which are what may be wrong."""
    template = draw(tmp_path / "表.xlsx", MEMBERS)
    book = openpyxl.load_workbook(template)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A2"] = "填报单位：西镇"
    sheet["B5"], sheet["B6"], sheet["C5"], sheet["C6"] = 200, 20, 260, 19
    book.save(tmp_path / "西镇.xlsx")
    filed = ys.read(tmp_path / "西镇.xlsx", ys.understand(template).scheme)
    blocks = list(ys.localise(ys.check(filed)))
    cells = {s.cell.address for block in blocks for one in block.explanations for s in one}
    assert blocks
    assert {"B5", "C5"} == cells
