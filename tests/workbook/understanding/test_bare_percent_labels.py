"""A heading that ends in % asks for per cent, with brackets around the sign or without."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from youthstats.model.returns import ReadingNote
from youthstats.model.values import Missing, Value, nominal
from youthstats.workbook.reading.read import read
from youthstats.workbook.understanding.template import understand

TABLE = """
增长情况
填报单位： | | | 单位：万元
| 项目 | 本年 | 上年 | {heading} |
| 税收 | | | {formula} |
"""


def typed(heading: str, figure: float, formula: str = "") -> tuple[Value, list[ReadingNote]]:
    """Return what is read of a figure typed under a heading, and the notes on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder, "表.xlsx"), TABLE.format(heading=heading, formula=formula))
        template = understand(path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet["A2"], sheet["B4"], sheet["C4"], sheet["D4"] = "填报单位：东镇", 150, 100, figure
        book.save(Path(folder, "东镇.xlsx"))
        (one,) = read(Path(folder, "东镇.xlsx"), template.scheme).returns
    (form,), (record,) = template.scheme.forms, one.records.values()
    assert "%" == form.items[-1].measure
    return record[form.items[-1].name, record.keys[0]], list(one.notes)


@settings(max_examples=settings().max_examples // 10)
@given(
    st.sampled_from(["增减%", "增减％", "比上年增长%", "增长（%）", "同比±%"]),
    st.integers(-3000, 3000),
)
@example("增减%", 10)
@example("增减%", -10)
def test_a_growth_is_in_per_cent_whatever_its_size(heading: str, tenths: int) -> None:
    """1 under 增减% is 1 %, and -0.5 half a per cent less."""
    value, _ = typed(heading, tenths / 10)
    assert Decimal(tenths) / 1000 == nominal(value)  # type: ignore[arg-type]


def test_a_share_that_is_no_growth_may_be_all_or_a_hundredth() -> None:
    """1 under 占比% may be all of it."""
    assert Missing.UNREADABLE is typed("占比%", 1)[0]
    assert Decimal("0.155") == nominal(typed("占比%", 15.5)[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("heading", ["增长%", "增长（%）"])
def test_what_stands_over_a_quotient_is_judged_by_its_size(heading: str) -> None:
    """0.5 in place of =(B4-C4)/C4 is what the formula came to, pasted as a value."""
    value, notes = typed(heading, 0.5, "=(B4-C4)/C4")
    assert Decimal("0.5") == nominal(value)  # type: ignore[arg-type]
    assert "reading.share_as_fraction" in {one.code for one in notes}
    assert Decimal("0.005") == nominal(typed(heading, 0.5, "=(B4-C4)/C4*100")[0])  # type: ignore[arg-type]


BESIDE = """
指标表
填报单位：
| 指标 | 本月 | {heading} |
| 产量（吨） | | |
| 产值（万元） | | |
| 用工（人） | | |
"""


@pytest.mark.parametrize(
    "heading", ["同比±%", "同比增长%", "增减％", "同比±（%）", "完成计划%", "占比（%）"]
)
def test_a_heading_in_per_cent_is_so_beside_rows_in_other_measures(
    heading: str, tmp_path: Path
) -> None:
    """Each row's own measure is of its figures, and not of the share behind them."""
    path = draw(tmp_path / "表.xlsx", BESIDE.format(heading=heading))
    figures, shares = understand(path).scheme.forms
    assert ["吨", "万元", "人"] == [item.measure for item in figures.items]
    assert {"%"} == {item.measure for item in shares.items}


@pytest.mark.parametrize("heading", ["同比±%", "同比增长%", "增减％"])
def test_a_growth_beside_rows_in_other_measures_is_in_per_cent(
    heading: str, tmp_path: Path
) -> None:
    """1 and 0.3 are a per cent and less: they were refused, and read as 30 %."""
    path = draw(tmp_path / "表.xlsx", BESIDE.format(heading=heading))
    template = understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：东镇"
    for row, figures in enumerate(((100, 1), (10, 0.3), (60, -12.5)), 4):
        sheet.cell(row, 2, figures[0])
        sheet.cell(row, 3, figures[1])
    book.save(tmp_path / "东镇.xlsx")
    (one,) = read(tmp_path / "东镇.xlsx", template.scheme).returns
    form = template.scheme.forms[1]
    record = one.records[form.id]
    found = [nominal(record[item.name, record.keys[0]]) for item in form.items]  # type: ignore[arg-type]
    assert [Decimal("0.01"), Decimal("0.003"), Decimal("-0.125")] == found
