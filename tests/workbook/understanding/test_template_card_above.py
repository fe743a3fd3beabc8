"""A card with a table right below it where nothing is drawn: the title of the table parts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, read_back
from youthstats.workbook.understanding.template import understand

CARD = """
学校基本情况
报送单位：
学校名称 | | < | 校长姓名 | | <
占地面积（平方米） | | < | 图书（册） | | <
联系电话 | | < | 办学类型 | | <
"""
TITLES = [
    "附表：教职工情况 | < | < | < | < | <",
    "附表：教职工情况",
    "附表：教职工情况\n| | | | | 单位：人",
    "二、教职工情况 | < | < | < | < | <\n单位：人",
]
TABLE = """
类别 | 合计 | 按岗位分 | < | < | 兼任教师
^ | ^ | 专任教师 | 行政人员 | 工勤人员 | ^
在编人员
聘用人员
填表人： | | | 填表日期：
"""


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_the_table_below_ends_the_card(title: str, tmp_path: Path) -> None:
    """Both are forms, each with all of its answers, and are found again."""
    grid = CARD + title + TABLE
    template = understand(draw(tmp_path / "学校.xlsx", Drawn(grid, "学校", lines=False)))
    card, table = template.scheme.forms
    assert 6 == len(card.items)
    assert (5, 2) == (len(table.items), len(table.categories))
    read = read_back(template, tmp_path / "某单位.xlsx")
    assert [] == list(differences(template, read))


def test_a_group_of_a_card_ends_nothing(tmp_path: Path) -> None:
    """Below its label the labels and answers go on."""
    grid = CARD + "人员情况 | < | < | < | < | <\n教职工（人） | | < | 学生（人） | | <\n填表人："
    (form,) = understand(
        draw(tmp_path / "学校.xlsx", Drawn(grid, "学校", lines=False))
    ).scheme.forms
    assert {"学校名称", "办学类型", "教职工", "学生"} <= {item.name for item in form.items}
