"""Which cells of an office's own workbook are suspected: what was typed, and what covers a formula first."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


CATCH = """
捕捞表
填报单位：
| 品种 | 本年（吨） | 上年（吨） |
| 合计 | =SUM(B5:B8) | =SUM(C5:C8) |
| 鱼类 |  |  |
| 虾类 |  |  |
| 贝类 |  |  |
| 藻类 |  |  |
"""
SOLD = """
销售表
填报单位：
| 项目 | 本年（吨） | 上年（吨） |
| 捕捞量 | =捕捞!B4 | =捕捞!C4 |
| 销售量 |  |  |
| 库存量 | =B4-B5 | =C4-C5 |
"""
TOLD = """
上报表
填报单位：
| 项目 | 本年（吨） | 上年（吨） |
| 捕捞 | =销售!B4 | =销售!C4 |
| 库存 | =销售!B6 | =销售!C6 |
"""
CHAIN = Drawn(CATCH, "捕捞"), Drawn(SOLD, "销售"), Drawn(TOLD, "上报")


@settings(max_examples=max(settings().max_examples // 10, 5))
@given(
    st.lists(st.integers(1, 99_999), min_size=8, max_size=8),
    st.sampled_from(["B4", "C4"]),
    st.integers(1, 400_000),
)
def test_a_total_typed_over_is_first_whatever_repeats_it(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], total: str, wrong: int
) -> None:
    """Live formulas of other sheets repeat what was typed over a total: they are no evidence for it."""
    folder = tmp_path_factory.mktemp("捕捞")
    template = draw(folder / "表.xlsx", *CHAIN)
    book = openpyxl.load_workbook(template)
    sheets = [book[name] for name in ("捕捞", "销售", "上报")]
    for sheet in sheets:
        assert isinstance(sheet, Worksheet)
        sheet["A2"] = "填报单位：西镇"
    for at, value in zip((f"{c}{r}" for c in "BC" for r in range(5, 9)), parts, strict=True):
        sheets[0][at] = value
    sheets[1]["B5"], sheets[1]["C5"] = 1, 1
    column = parts[:4] if total == "B4" else parts[4:]
    sheets[0][total] = wrong + (wrong == sum(column))
    book.save(folder / "西镇.xlsx")
    filed = ys.read(folder / "西镇.xlsx", ys.understand(template).scheme)
    (block,) = ys.localise(ys.check(filed))
    first = block.explanations[0]
    assert not first.tied
    assert [(f"捕捞!{total}", sum(column))] == [
        (f"{s.cell.sheet}!{s.cell.address}", s.to) for s in first
    ]


REGISTER = """
明细表
填报单位：
| 序号 | 名称 | 金额（元） |
| 1 |  |  |
| 2 |  |  |
| 3 |  |  |
| 合计 |  | =SUM(C4:C6) |
"""
OVERALL = """
汇总表
填报单位：
| 项目 | 金额（元） |
| 明细合计 | =明细!C7 |
| 其他 |  |
| 总计 | =SUM(B4:B5) |
"""


@pytest.mark.parametrize("wrong", [61, 150, 6_000])
def test_a_total_of_a_list_typed_over_is_first(tmp_path: Path, wrong: int) -> None:
    """The summary beside it repeats it, and its own total follows: neither is evidence."""
    template = draw(tmp_path / "表.xlsx", Drawn(REGISTER, "明细"), Drawn(OVERALL, "汇总"))
    book = openpyxl.load_workbook(template)
    first, second = book["明细"], book["汇总"]
    assert isinstance(first, Worksheet)
    assert isinstance(second, Worksheet)
    first["A2"] = second["A2"] = "填报单位：西镇"
    for row, (name, money) in enumerate([("甲", 10), ("乙", 20), ("丙", 30)], 4):
        first.cell(row, 2, name)
        first.cell(row, 3, money)
    first["C7"], second["B5"] = wrong, 5
    book.save(tmp_path / "西镇.xlsx")
    filed = ys.read(tmp_path / "西镇.xlsx", ys.understand(template).scheme)
    (block,) = ys.localise(ys.check(filed))
    assert [("C7", 60)] == [(s.cell.address, s.to) for s in block.explanations[0]]


CROSSED = """
货类表
填报单位：
| 货类 | 合计（吨） | 进港（吨） | 出港（吨） |
| 合计 | =SUM(B5:B7) | =SUM(C5:C7) | =SUM(D5:D7) |
| 煤炭 | =C5+D5 |  |  |
| 矿石 | =C6+D6 |  |  |
| 粮食 | =C7+D7 |  |  |
"""
MONTH = """
月报表
填报单位：
| 项目 | 本月（吨） | 差额（吨） |
| 吞吐量 | =货类!B4 |  |
| 进港 | =货类!C4 |  |
| 出港 | =货类!D4 |  |
"""


@settings(max_examples=max(settings().max_examples // 10, 5))
@given(
    st.lists(st.integers(1, 9_999), min_size=6, max_size=6),
    st.sampled_from(["B4", "C4", "D4", "B5", "B6", "B7"]),
    st.integers(1, 30_000),
)
def test_a_total_typed_over_where_totals_cross_is_first(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], total: str, wrong: int
) -> None:
    """Totals along the rows and down the columns follow, and what repeats them on another sheet."""
    folder = tmp_path_factory.mktemp("货类")
    template = draw(folder / "表.xlsx", Drawn(CROSSED, "货类"), Drawn(MONTH, "月报"))
    book = openpyxl.load_workbook(template)
    goods, month = book["货类"], book["月报"]
    assert isinstance(goods, Worksheet)
    assert isinstance(month, Worksheet)
    goods["A2"] = month["A2"] = "填报单位：西镇"
    by_place = dict(zip(("C5", "C6", "C7", "D5", "D6", "D7"), parts, strict=True))
    for at, value in by_place.items():
        goods[at] = value
    mine = {at for at in by_place if total[0] in {"B", at[0]} and total[1] in {"4", at[1]}}
    right = sum(by_place[at] for at in mine)
    goods[total] = wrong + (wrong == right)
    book.save(folder / "西镇.xlsx")
    filed = ys.read(folder / "西镇.xlsx", ys.understand(template).scheme)
    blocks = list(ys.localise(ys.check(filed)))
    firsts = [block.explanations[0] for block in blocks]
    assert blocks
    for first in firsts:
        assert [(f"货类!{total}", right)] == [
            (f"{s.cell.sheet}!{s.cell.address}", s.to) for s in first
        ]
