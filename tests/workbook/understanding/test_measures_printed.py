"""Figures typed with the very word that a label has in brackets, whether it is known or not."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.sent import sent
from youthstats.model.items import Kind

OVER = """
情况统计表
填报单位：
| 项目 | 检查数量（{measure}） | 人数（人） |
| 机关 | | |
| 企业 | | |
"""
BEFORE = """
情况统计表
填报单位：
| 项目 | 市本级 | 乡镇 |
| 检查（{measure}） | | |
| 培训（{measure}） | | |
"""
KNOWN = ["家次", "剂次", "个班", "项次", "条次", "份次", "艘次", "剂", "管", "标箱", "盆", "束"]
UNKNOWN = ["店", "点", "担", "标准吨", "巡", "万人份", "网格"]


@pytest.mark.parametrize("measure", [*KNOWN, *UNKNOWN, "亩次", "市斤"])
@pytest.mark.parametrize(("grid", "cell"), [(OVER, "B4"), (BEFORE, "B4"), (BEFORE, "C5")])
def test_the_word_of_a_label_may_stand_behind_its_figure(
    measure: str, grid: str, cell: str, tmp_path: Path
) -> None:
    """Over its column or before its row."""
    one = sent(tmp_path, grid.format(measure=measure), cells={"B2": "甲镇", cell: f"214{measure}"})
    assert [] == one.codes
    assert 214 in {value for _, _, value in one.record()}


@pytest.mark.parametrize("typed", ["214元", "214斤"])
def test_another_measure_is_refused(typed: str, tmp_path: Path) -> None:
    """What the label does not say may be anything."""
    one = sent(tmp_path, OVER.format(measure="网格"), cells={"B2": "甲镇", "B4": typed})
    assert "unreadable_cell" in one.codes


def test_a_scale_is_turned_into_that_of_the_label(tmp_path: Path) -> None:
    """20000人份 are 2 of 万人份."""
    one = sent(tmp_path, OVER.format(measure="万人份"), cells={"B2": "甲镇", "B4": "20000人份"})
    assert 2 in {value for _, _, value in one.record()}


@pytest.mark.parametrize("measure", KNOWN)
def test_what_is_counted_is_whole(measure: str, tmp_path: Path) -> None:
    """Known measures say what kind of figure is asked for."""
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", OVER.format(measure=measure))).scheme.forms
    assert {(Kind.COUNT, measure), (Kind.COUNT, "人")} == {
        (item.kind, item.measure) for item in form.items
    }
