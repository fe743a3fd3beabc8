"""Sections of a table by a number under 序号, their label merged over the rest: 二 | 执法处罚情况."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.sent import sent

LABOUR = """
统计表
填报单位：
| {head} | 项目 | 市本级 | 乡镇 |
| {first} | 就业情况（人） | < | < |
| 1 | 男 | {a} | {b} |
| 2 | 女 | {c} | {d} |
| {second} | 失业情况（人） | < | < |
| {third} | 男 | {e} | {f} |
| {fourth} | 女 | {g} | {h} |
"""
BLANK = dict.fromkeys("abcdefgh", "")
ADDED = {
    sign: f"=表一!{column}{row}+表二!{column}{row}"
    for sign, (column, row) in zip(
        BLANK, [(column, row) for row in (5, 6, 8, 9) for column in "CD"], strict=True
    )
}
FIGURES: dict[str, object] = {
    "C5": 1,
    "D5": 11,
    "C6": 2,
    "D6": 12,
    "C8": 3,
    "D8": 13,
    "C9": 4,
    "D9": 14,
}


def labour(
    first: str = "一",
    second: str = "二",
    *,
    anew: bool = True,
    head: str = "序号",
    cells: Mapping[str, str] = BLANK,
) -> str:
    """Return the table, its rows numbered anew in the second section or on."""
    third, fourth = ("1", "2") if anew else ("3", "4")
    return LABOUR.format(head=head, first=first, second=second, third=third, fourth=fourth, **cells)


@pytest.mark.parametrize("anew", [True, False])
@pytest.mark.parametrize(
    ("first", "second"),
    [("一", "二"), ("一、", "二、"), ("（一）", "（二）"), ("A", "B"), ("Ⅰ", "Ⅱ")],
)
def test_a_section_by_its_number(first: str, second: str, anew: bool, tmp_path: Path) -> None:
    """Its label leads to the rows below, and the table goes on behind it."""
    one = sent(tmp_path, labour(first, second, anew=anew), cells={"B2": "甲镇"} | FIGURES)
    (form,) = one.template.scheme.forms
    said = ["就业情况_男", "就业情况_女", "失业情况_男", "失业情况_女"]
    assert said == [category.name for category in form.categories]
    assert () == tuple(doubt for doubt in one.template.doubts if doubt.code != "kind_unknown")
    assert ((1, 11), (2, 12), (3, 13), (4, 14)) == one.record().rows
    assert [] == one.codes


def test_sections_the_other_way_round(tmp_path: Path) -> None:
    """The rows are of the section they stand under."""
    turned = {"B2": "甲镇", "B4": "失业情况（人）", "B7": "就业情况（人）"}
    one = sent(tmp_path, labour(), cells=turned | FIGURES)
    assert ((3, 13), (4, 14), (1, 11), (2, 12)) == one.record().rows


@pytest.mark.parametrize("head", ["序号", "序", "编号", ""])
def test_a_sheet_of_totals_is_not_filled_in(head: str, tmp_path: Path) -> None:
    """The numbers of its rows are no answers, where formulas work all of these out."""
    blank, added = labour(head=head), labour(head=head, cells=ADDED)
    template = ys.understand(draw(tmp_path / "表.xlsx", blank, blank, added))
    assert ["表一", "表二", "表三"] == [form.label for form in template.scheme.forms]
    assert {"kind_unknown"} >= {doubt.code for doubt in template.doubts}


def test_a_second_heading_is_none(tmp_path: Path) -> None:
    """类别 over rows and one label over the figures begin another table still."""
    grid = (
        "统计表\n填报单位：\n| 项目 | 人数 | 户数 |\n| 城镇 | | |\n| 类别 | 情况 | < |\n"
        "| ^ | 处数 | 个数 |\n| 学校 | | |\n| 医院 | | |"
    )
    forms = ys.understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert 2 == len(forms)
