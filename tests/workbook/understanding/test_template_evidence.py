"""What tells that a column holds figures: formulas over it, what stands beside it, its measure."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import Template, understand

ROWS = "| 城镇 | | | |\n| 农村 | | | |\n"
DIVIDED = "情况统计表\n| 类别 | {group} | < | < |\n| ^ | 大专 | 本科 | 研究生 |\n" + ROWS

HEADS = ("按学历分", "按职务分", "学历", "项目内容", "负责人情况")
"""Headings over figures whose words speak of words."""

SUMS = ("=SUM({0}4:{0}5)", "={0}4+{0}5", "=SUM({0}4,{0}5)", "=({0}4+{0}5)*2")


def _read(grid: str | Drawn) -> Template:
    return understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", grid))


def _kinds(template: Template) -> set[str]:
    return {item.kind.value for form in template.scheme.forms for item in form.items}


def _codes(template: Template) -> list[str]:
    return [doubt.code for doubt in template.doubts]


@given(st.sampled_from(HEADS), st.sampled_from(SUMS))
def test_what_a_formula_calculates_with_is_a_figure(group: str, formula: str) -> None:
    """Whatever stands over the column: words cannot be added up."""
    sums = " | ".join(formula.format(letter) for letter in "BCD")
    template = _read(DIVIDED.format(group=group) + f"| 合计 | {sums} |")
    assert {"money"} == _kinds(template)
    assert [] == _codes(template)


@pytest.mark.parametrize("group", HEADS)
def test_what_stands_beside_figures_in_a_group_is_one(group: str) -> None:
    """One column with a format for figures, and none of words, is enough for its group."""
    drawn = Drawn(DIVIDED.format(group=group), formats={"B4:B5": "0.00"})
    assert {"money"} == _kinds(_read(drawn))


def test_what_figures_are_divided_by_is_no_kind() -> None:
    """Under 按学历分 alone nothing tells what is asked for: a doubt says so of each column."""
    template = _read(DIVIDED.format(group="按学历分"))
    assert {"money"} == _kinds(template)
    assert ["kind_unknown"] * 3 == _codes(template)


@pytest.mark.parametrize("label", ["备注", "联系人姓名", "情况说明", "联系电话"])
def test_a_sum_over_what_is_called_words_is_doubted(label: str) -> None:
    """A total dragged over a column of remarks adds up nothing: it is no edit, and named."""
    grid = f"情况表\n| 类别 | 人数（人） | {label} |\n| 城镇 | | |\n| 农村 | | |\n"
    template = _read(grid + "| 合计 | =SUM(B3:B4) | =SUM(C3:C4) |")
    (form,) = template.scheme.forms
    assert ["count", "text"] == [item.kind.value for item in form.items]
    assert ["人数[合计] = 人数[城镇] + 人数[农村]"] == [
        str(edit.statement) for edit in form.edits if isinstance(edit, Edit)
    ]
    assert [("texts_added", "C5")] == [(doubt.code, doubt.address) for doubt in template.doubts]


def test_a_total_of_a_list_over_words_is_doubted() -> None:
    """So is one in the line of totals of a list."""
    grid = "清单\n| 项目名称 | 金额（元） | 备注 |\n| | | |\n| | | |\n"
    template = _read(grid + "| 合计 | =SUM(B3:B4) | =SUM(C3:C4) |")
    assert [("texts_added", "C5")] == [(doubt.code, doubt.address) for doubt in template.doubts]


@pytest.mark.parametrize("formula", ["=B3", '=B3&"-"&C3', '=IF(B3="-","",B3)'])
def test_what_a_formula_repeats_may_be_words(formula: str) -> None:
    """A formula that only shows another cell, or joins words, tells nothing of figures."""
    grid = "情况表\n| 类别 | 责任科室负责人姓名 | 地点 | 姓名复核 |\n"
    template = _read(f"{grid}| 城镇 | | | {formula} |\n| 农村 | | | |")
    assert {"text"} == {item.kind.value for item in template.scheme.forms[0].items[:2]}
