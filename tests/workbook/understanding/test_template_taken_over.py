"""What a part takes over from its whole: 其中：亏损 of 企业数（个） on a sheet of 万元."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import draw
from youthstats import reconcile
from youthstats.model.items import Kind
from youthstats.workbook.understanding.template import understand

TAKEN = [
    ("企业数（个）", "其中：亏损企业", Kind.COUNT, "个"),
    ("企业数（个）", "其中：亏损", Kind.COUNT, "个"),
    ("企业数", "其中：亏损", Kind.COUNT, ""),
    ("床位数（张）", "其中：空余", Kind.COUNT, "张"),
    ("职工人数（人）", "其中：女职工", Kind.COUNT, "人"),
    ("职工人数（人）", "#女性", Kind.COUNT, "人"),
    ("从业人员（人）", "其中：在岗职工", Kind.COUNT, "人"),
    ("人数（万人）", "其中：女", Kind.MONEY, "万人"),
    ("补贴（元）", "其中：省级", Kind.MONEY, "元"),
    ("收入（元）", "其中：补贴", Kind.MONEY, "元"),
    ("耕地面积（亩）", "其中：旱地面积", Kind.MONEY, "亩"),
]
"""Wholes with parts that say nothing else of themselves."""

KEPT = [
    ("营业收入", "其中：出口", Kind.MONEY, "万元"),
    ("企业数（个）", "其中：亏损额", Kind.MONEY, "万元"),
    ("企业数（个）", "其中：补贴", Kind.MONEY, "万元"),
    ("企业数（个）", "其中：亏损额（元）", Kind.MONEY, "元"),
    ("企业数（个）", "其中：亏损占比（%）", Kind.SHARE, "%"),
    ("企业数（个）", "其中：占比", Kind.SHARE, ""),
    ("营业收入（元）", "其中：出口（%）", Kind.SHARE, "%"),
]
"""Parts with a kind or a measure of their own, or of a whole without any."""


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(("whole", "part", "kind", "measure"), TAKEN + KEPT)
def test_a_part_is_in_the_measure_of_its_whole(
    whole: str, part: str, kind: Kind, measure: str, *, down: bool, tmp_path: Path
) -> None:
    """A part that says neither kind nor measure has those of its whole, before those of the sheet."""
    labels = (whole, part, "利润总额")
    rows = (
        [f"{label} | |" for label in labels] if down else ["内资企业 | | |", "外商投资企业 | | |"]
    )
    head = "指标 | 本年 | 上年" if down else " | ".join(("类别", *labels))
    body = "\n".join(f"| {row} |" for row in (head, *rows))
    text = f"情况表\n填报单位：\n单位：万元\n{body}"
    (form,) = understand(draw(tmp_path / "模板.xlsx", text)).scheme.forms
    found = form.items[1]
    assert (kind, measure) == (found.kind, found.measure)


def test_more_losses_than_firms_are_a_finding(tmp_path: Path) -> None:
    """9 loss-makers of 6 firms are a finding, and 2家 of 5 are none, in a table of 万元."""
    grid = "| 行业 | 企业数（个） | 其中：亏损企业 | 利润总额 |\n| 采矿业 | | | |\n| 制造业 | | | |"
    path = draw(tmp_path / "模板.xlsx", f"情况表\n填报单位：\n单位：万元\n{grid}")
    for name, firms, losing in (("甲县", 5, "2家"), ("乙县", 6, 9)):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["A2"], sheet["B5"], sheet["C5"], sheet["D5"] = f"填报单位：{name}", firms, losing, 1.5
        sheet["B6"], sheet["C6"], sheet["D6"] = 3, 1, 2
        book.save(tmp_path / f"{name}.xlsx")
    returns = [tmp_path / "甲县.xlsx", tmp_path / "乙县.xlsx"]
    job = reconcile(returns, understand(path), tmp_path / "汇总.xlsx")
    assert [("乙县", 9)] == [(one.unit, one.left) for one in job.review.findings]
