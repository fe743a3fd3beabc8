"""Rows that open a division of the total, or of the row above: 按性别分, with 男 and 女 behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import understand

_HEAD = """情况表
| 项目 | 人数（人） | 工资（元） |
"""
_BLANK, _DASHES, _ACROSS = "| | |", "| — | — |", "| < | < |"
_SEX = ("总计 = 男 + 女",)
_BOTH = (*_SEX, "总计 = 一级 + 二级 + 三级")
_OF_ALL = ("职工 = 男 + 女", "职工 = 一级 + 二级 + 三级")

_DRAWN: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "set in": ("总计 按性别分- >男 >女 按等级分- >一级 >二级 >三级", _BLANK, _BOTH),
    "not set in": ("总计 按性别分- 男 女 按等级分- 一级 二级 三级", _BLANK, _BOTH),
    "dashes": ("总计 按性别分- >男 >女 按等级分- >一级 >二级 >三级", _DASHES, _BOTH),
    "merged across": ("总计 按性别分- >男 >女 按等级分- >一级 >二级 >三级", _ACROSS, _BOTH),
    "numbered": ("总计 一、按性别分组- >男 >女 二、分等级：- >一级 >二级 >三级", _BLANK, _BOTH),
    "其中": ("总计 其中：按性别分- >男 >女 按等级- >一级 >二级 >三级", _BLANK, _BOTH),
    "total last": ("按性别分- >男 >女 按等级分- >一级 >二级 >三级 总计", _BLANK, _BOTH),
    "a line behind": ("总计 按性别分- >男 >女 党员", _BLANK, _SEX),
    "a part of a part": ("总计 按性别分- >男 >>其中：党员 >女", _BLANK, _SEX),
    "of a part": (
        "总计 >城镇 >>按性别分- >>>男 >>>女 >农村 >>按等级分- >>>一级 >>>二级",
        _BLANK,
        ("总计 = 城镇 + 农村", "城镇 = 男 + 女", "农村 = 一级 + 二级"),
    ),
    "two totals": (
        "总计 按性别分- >男 >女 合计 按等级分- >一级 >二级",
        _BLANK,
        (*_SEX, "合计 = 一级 + 二级"),
    ),
    "no total": ("职工 按性别分- >男 >女 按等级分- >一级 >二级 >三级", _BLANK, _OF_ALL),
    "no total, not set in": ("职工 按性别分- 男 女 按等级分- 一级 二级 三级", _BLANK, _OF_ALL),
    "merged across, no total": (
        "职工 按性别分- >男 >女 按等级分- >一级 >二级 >三级",
        _ACROSS,
        _OF_ALL,
    ),
    "one figure and another": (
        "职工 按性别分- >男 >女 学生 按性别分- >童 >青 教师",
        _BLANK,
        ("职工 = 男 + 女", "学生 = 童 + 青"),
    ),
    "behind a part": ("职工 其中：党员 按性别分- >男 >女 学生", _BLANK, ("职工 = 男 + 女",)),
    "with parts": ("职工 按等级分- >一级 >>其中：党员 >二级", _BLANK, ("职工 = 一级 + 二级",)),
    "set in like others": ("职工 >城镇 >农村 >按性别分- >>男 >>女", _BLANK, ()),
    "up to the rest": (
        "职工 按等级分- 一级 二级 其他 学生 按性别分- 男 女",
        _BLANK,
        ("职工 = 一级 + 二级 + 其他", "学生 = 男 + 女"),
    ),
    "where it ends nobody knows": (
        "在职职工 按等级分- 一级 二级 退休职工 按性别分- 男 女",
        _BLANK,
        (),
    ),
    "one way twice": ("职工 按性别分- >男 >女 按性别分- >一级 >二级", _BLANK, ("职工 = 男 + 女",)),
    "one sex": ("职工 按性别分- >男 >其他", _BLANK, ()),
    "of nothing": ("按性别分- >男 >女 职工", _BLANK, ()),
    "no division": ("总计 按期完成 逾期完成", _BLANK, ("总计 = 按期完成 + 逾期完成",)),
}


@pytest.mark.parametrize("drawn", _DRAWN)
def test_each_division_adds_up_to_what_it_divides(tmp_path: Path, drawn: str) -> None:
    """What stands behind such a row makes up what it divides by itself, and the row is no part of it."""
    rows, answers, expected = _DRAWN[drawn]
    lines = [
        f"| {label.strip('-').replace('>', '　')} {answers if label.endswith('-') else _BLANK}"
        for label in rows.split()
    ]
    (form,) = understand(draw(tmp_path / "我的表.xlsx", _HEAD + "\n".join(lines))).scheme.forms
    told = [edit for edit in form.edits if isinstance(edit, Edit) and edit.inferred]
    said = [re.sub(r"人数\[|\w+_|]", "", str(one.statement)) for one in told]
    assert expected == tuple(one for one in said if " = " in one and "工资" not in one)
