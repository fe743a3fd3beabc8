"""What may fall below nought: changes since another time, and corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

CHANGES = [
    *(
        "比年初",
        "较年初",
        "比月初",
        "较上月",
        "较上年末",
        "比上年",
        "比上年同期",
        "比同期",
        "较计划",
        "同比",
        "环比",
    ),
    *("变化", "变动", "变动额", "涨跌", "差额", "损益", "调整", "调整数", "调整额", "冲回", "冲销"),
]


@pytest.mark.parametrize("measure", ["万元", "人"])
@pytest.mark.parametrize("label", CHANGES)
def test_a_change_may_be_negative(label: str, measure: str, tmp_path: Path) -> None:
    """Of amounts and of what is counted alike."""
    text = f"变动情况\n填报单位：\n| 项目 | 数额（{measure}） |\n| 余额 | |\n| {label} | |"
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", text)).scheme.forms
    assert {"余额": 0, label: None} == {item.label: item.minimum for item in form.items}


@pytest.mark.parametrize(
    "label", ["余额", "冲压件", "调整后预算", "回报", "上年余额", "比例尺", "对比试验"]
)
def test_other_words_with_the_same_signs_may_not(label: str, tmp_path: Path) -> None:
    """They speak of no change."""
    text = f"情况\n填报单位：\n| 项目 | {label}（吨） |\n| 工业 | |\n| 商业 | |"
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", text)).scheme.forms
    assert {0} == {item.minimum for item in form.items}
