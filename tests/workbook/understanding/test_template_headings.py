"""No heading is too odd: a template is read or refused, and every cell to fill in is accounted for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.headers_drawn import headings
from tests.workbook.understanding.placing import saved
from tests.workbook.understanding.tables_drawn import Plan
from youthstats.errors import YouthstatsError
from youthstats.model.edits import Edit
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.template import Template, understand

OF_SHEETS = {"no_table", "tangled", "filled", "found_elsewhere", "found_nowhere"}
"""Doubts that say nothing of a sheet, or of a form on it, is read."""


def _taken(template: Template) -> set[Place]:
    return {place for one in template.forms.values() for place in one.places.values()}


def _named(doubt: Doubt, place: Place) -> bool:
    """Tell whether a doubt names a cell, or more of them than a sentence holds."""
    cells = doubt.facts.get("cells", [])
    listed = list(cells) if isinstance(cells, list) else []
    return doubt.code in OF_SHEETS or bool({address(place), "…"} & {doubt.address, *listed})


@given(headings())
def test_every_cell_to_fill_in_is_an_answer_or_named(plan: Plan) -> None:
    """Whatever the labels say, nothing is passed over and nothing but a refusal is raised."""
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    (placed,) = saved(path, plan)
    try:
        template = understand(path)
    except YouthstatsError:
        return
    if not plan.lines:
        return  # nothing says how far the table reaches
    summed = {placed.rows[0]: "first", placed.rows[-1]: "last"}
    left = [
        (row, column)
        for row in placed.rows
        for column in placed.columns
        if not (plan.counted and summed.get(row) == plan.total_row)
    ]
    taken = _taken(template)
    assert [] == [
        address(place)
        for place in left
        if place not in taken and not any(_named(doubt, place) for doubt in template.doubts)
    ]


_DEEP = """
情况统计表
| 类别 | 人数（人） | < | < | < |
| ^ | {total} | 按学历分 | < | {part} |
| ^ | ^ | 大专 | 本科 | ^ |
| 城镇 | | | | |
| 农村 | | | | |
"""


@pytest.mark.parametrize("total", ["合计", "小计"])
@pytest.mark.parametrize("part", ["其中：⏎女", "其中：女", "其中⏎女"])
def test_a_line_break_behind_a_colon_leaves_a_label(total: str, part: str, tmp_path: Path) -> None:
    """其中：女 is a label on one line or two, beside a group that reaches deeper."""
    template = understand(draw(tmp_path / "我的表.xlsx", _DEEP.format(total=total, part=part)))
    (form,) = template.scheme.forms
    labels = ["".join(item.label.split()) for item in form.items]
    assert [total, "大专", "本科", "".join(part.split("⏎"))] == labels


def test_a_blank_below_labels_behind_other_answers_is_named(tmp_path: Path) -> None:
    """A column of words is taken for labels: the blank that ends it may be an answer, and is told."""
    grid = """
    情况统计表
    | 指标 | 大专 | 本科 | |
    | | | 大专 | |
    | | | 本科 | |
    | 大专 | | | |
    """
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    named = [doubt.facts["cells"] for doubt in template.doubts if doubt.code == "unlabelled"]
    assert [["B3", "B4"], ["C5", "D5"]] == named


@pytest.mark.parametrize(
    "text", ["做法：⏎问题：", "做法：⏎（二百字以内）", "做法：⏎⏎建议", "做法：⏎国家级  项"], ids=str
)
def test_a_line_that_stays_open_is_filled_in(text: str, tmp_path: Path) -> None:
    """A colon that no words follow leaves a place to write in, however many lines there are."""
    grid = f"情况表\n| 类别 | 情况 |\n| 城镇 | {text} |\n| 农村 | {text} |"
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    assert {(2, 1), (3, 1)} == _taken(template)


def test_a_label_of_a_group_alone_is_no_part_of_its_total(tmp_path: Path) -> None:
    """A column under a blank cell is called as the group is: the total adds up the others."""
    grid = """
    情况表
    | 类别 | 人数（人） | < | < | < |
    | ^ | | 城镇 | 农村 | 合计 |
    | 甲类 | | | | |
    | 乙类 | | | | |
    """
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    assert ["人数_合计 = 人数_城镇 + 人数_农村"] == [
        str(edit.statement) for edit in form.edits if isinstance(edit, Edit)
    ]
