"""Points under 得分 and 扣分, whatever they are given for: a row called 完成率 is no share there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.sent import sent
from youthstats.model.items import Kind
from youthstats.workbook.understanding.template import understand

SCORES = """
考核自评表
填报单位： | | |
| 考核内容 | {full} | {own} | {off} |
| 健全责任制 | 20 | | =B4-C4 |
| {row} | 30 | | =B5-C5 |
| 隐患整改 | 50 | | =B6-C6 |
| 合计 | 100 | =SUM(C4:C6) | =SUM(D4:D6) |
"""
FILED = {"B2": "甲镇", "C4": 19, "C5": 29, "C6": 45, "C7": 93}
OFF = {"D4": 1, "D5": 1, "D6": 5, "D7": 7}


def drawn(row: str, full: str = "分值", own: str = "自评得分", off: str = "扣分") -> str:
    """Return the table with these words."""
    return SCORES.format(row=row, full=full, own=own, off=off)


@pytest.mark.parametrize(
    "row", ["执法检查计划完成率", "办结率（%）", "经费占比", "GDP增长率", "培训人数（人）"]
)
@pytest.mark.parametrize(
    "heads",
    [
        ("分值", "自评得分", "扣分"),
        ("满分", "考评分", "减分"),
        ("标准分（分）", "得分（分）", "扣分（分）"),
    ],
)
def test_a_row_of_any_name_has_points(
    row: str, heads: tuple[str, str, str], tmp_path: Path
) -> None:
    """29 of 30 points are 29, and one point off is no 100%."""
    one = sent(tmp_path, drawn(row, *heads), cells=FILED | OFF)
    (form,) = one.template.scheme.forms
    assert {Kind.MONEY} == {item.kind for item in form.items}
    assert [] == one.codes
    figures = {value for _, _, value in one.record() if value is not None}
    assert {19, 29, 45, 93, 1, 5, 7} <= figures


@pytest.mark.parametrize("row", ["同比增长", "增长率", "比上年增长（%）", "得分率", "占比"])
def test_a_share_of_the_points_themselves_is_one(row: str, tmp_path: Path) -> None:
    """By how much the points of other rows grew."""
    grid = f"""
得分情况
填报单位： | |
| 项目 | 甲组得分 | 乙组得分 |
| 本年 | | |
| 上年 | | |
| {row} | | |
"""
    (form,) = understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms[-1:]
    assert Kind.SHARE in {item.kind for item in form.items}
