"""数量 beside 金额 under headings that speak of money: 本期收入, 本年支出."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.sent import sent
from youthstats.model.items import Kind

STORES = """
物资收发台账
填报单位： | | | | 金额单位：元
| 物资名称 | 单位 | {over} | < | 备注 |
| ^ | ^ | 数量 | 金额 | ^ |
| | | | | |
| | | | | |
| 合计 | | | =SUM(D5:D6) | |
"""
THINGS = """
资产表
填报单位： | | 单位：元
| 项目 | {over} | < |
| ^ | 数量 | 金额 |
| 设备 | | |
| 车辆 | | |
"""
OVER = ["本期收入", "本期支出", "投资", "捐赠资金", "期初结存"]


@pytest.mark.parametrize("over", OVER)
def test_how_many_there_are_is_no_money(over: str, tmp_path: Path) -> None:
    """Whatever stands above 数量 and is said of the table, a clerk may write 20顶."""
    typed = {"B2": "甲镇", "A5": "帐篷", "B5": "顶", "C5": "20顶", "D5": 300.5, "D7": 300.5}
    one = sent(tmp_path, STORES.format(over=over), cells=typed)
    assert [("帐篷", "顶", 20, 300.5)] == [row[:4] for row in one.record().rows]
    assert [] == one.codes


@pytest.mark.parametrize("over", OVER)
def test_nor_is_it_where_rows_are_labelled(over: str, tmp_path: Path) -> None:
    """Beside 金额 it is a count under 单位：元."""
    one = sent(tmp_path, THINGS.format(over=over), cells={"B2": "甲镇", "B5": "3台", "C5": 0.5})
    kinds = {item.kind: item.measure for form in one.template.scheme.forms for item in form.items}
    assert {Kind.COUNT: "", Kind.MONEY: "元"} == kinds
    assert [] == one.codes


@pytest.mark.parametrize(
    "grid",
    [
        "收入表\n填报单位： | 单位：万元\n| 项目 | 数量 |\n| 税收收入 | |\n| 非税收入 | |",
        "能耗表\n填报单位： | | 单位：元\n| 项目 | 数量 | 金额 |\n| 用电量 | | |\n| 用水量 | | |",
    ],
)
def test_a_quantity_and_the_only_heading_of_money_have_decimals(grid: str, tmp_path: Path) -> None:
    """数量 alone is what the table is in, and that of 用电量 is measured, not counted."""
    forms = ys.understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert {Kind.MONEY} == {item.kind for form in forms for item in form.items}
