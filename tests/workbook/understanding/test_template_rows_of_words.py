"""Rows of words and of other quantities under 单位：万元, where the headings only say when."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.items import Kind

TABLE = """
情况表
填报单位： | 单位：{measure}
| 指标 | {first} | {second} |
| 财政收入 | | |
| {label} | | |
| 支出 | | |
"""

WHEN = [("本期", "上期"), ("2023年", "2024年"), ("计划", "完成")]
WORDS = ["完成时间", "开工时间", "建设地点", "举办地点", "主要产品", "负责人", "联系电话"]


def understood(folder: Path, label: str, heads: tuple[str, str], measure: str) -> ys.Template:
    """Understand the table with one row of another kind between two of amounts."""
    text = TABLE.format(label=label, first=heads[0], second=heads[1], measure=measure)
    return ys.understand(draw(folder / "表.xlsx", text))


def kinds(template: ys.Template) -> list[Kind]:
    """Return the kinds of the items, in the order of their rows."""
    return [item.kind for form in template.scheme.forms for item in form.items]


@pytest.mark.parametrize("heads", WHEN)
@pytest.mark.parametrize("label", WORDS)
def test_times_and_places_are_words(label: str, heads: tuple[str, str], tmp_path: Path) -> None:
    """Nobody measures them in 万元; the rows around them are amounts."""
    template = understood(tmp_path, label, heads, "万元")
    assert [Kind.MONEY, Kind.TEXT, Kind.MONEY] == kinds(template)
    assert () == template.doubts


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("停机时间", "小时"),
        ("停机时间（小时）", "万元"),
        ("用时（天）", "万元"),
        ("教育支出", "万元"),
    ],
)
def test_times_in_a_measure_are_figures(label: str, measure: str, tmp_path: Path) -> None:
    """Their own, or that of the table."""
    assert {Kind.MONEY} == set(kinds(understood(tmp_path, label, ("本期", "上期"), measure)))


@pytest.mark.parametrize("label", ["完成时间", "建设地点"])
def test_under_a_heading_of_figures_nothing_changes(label: str, tmp_path: Path) -> None:
    """What stands under 金额 is an amount, whatever the row is called."""
    found = kinds(understood(tmp_path, label, ("金额", "数额"), "万元"))
    assert {Kind.MONEY} == set(found)


@pytest.mark.parametrize("label", ["耕地面积", "粮食产量", "公路里程", "用电量", "管道长度"])
def test_other_quantities_under_money_are_a_doubt(label: str, tmp_path: Path) -> None:
    """They are read in 万元 as the line above says, and the office hears of it."""
    (doubt,) = understood(tmp_path, label, ("本期", "上期"), "万元").doubts
    assert ("quantity_as_money", [label]) == (doubt.code, doubt.facts["items"])


@pytest.mark.parametrize(
    ("label", "measure"),
    [("耕地面积（亩）", "万元"), ("面积补贴", "万元"), ("耕地面积", "亩"), ("农业产值", "万元")],
)
def test_what_is_measured_or_is_money_is_none(label: str, measure: str, tmp_path: Path) -> None:
    """An area in a measure of its own, or in the table's, and a payment for one."""
    assert () == understood(tmp_path, label, ("本期", "上期"), measure).doubts
