"""Random tables as offices draw them: the form is the one they were drawn from."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.filling import differences, read_back
from tests.workbook.understanding.placing import Placed, saved
from tests.workbook.understanding.tables_drawn import Plan, leaves_of, plans
from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.template import Template, understand


def _understood(*drawn: Plan, beside: bool = False) -> tuple[Template, list[Placed]]:
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    placed = saved(path, *drawn, beside=beside)
    return understand(path), placed


def _bare(path: Sequence[str]) -> tuple[str, ...]:
    return tuple("".join(label.split()) for label in path)


def _expected_rows(plan: Plan) -> list[tuple[str, ...]]:
    rows = [_bare(path) for path in leaves_of(plan.rows)]
    for number in plan.parts:
        rows[number] = (*rows[number][:-1], f"其中：{rows[number][-1]}")
    total = [("合计",)]
    return total * (plan.total_row == "first") + rows + total * (plan.total_row == "last")


def _assert_is(plan: Plan, one: Formed, placed: Placed) -> None:
    """Hold a form against the plan of its table; its title may tell its columns from others beside."""
    form = one.form
    told = (plan.title,)
    paths = [item.path[1:] if item.path[:1] == told else item.path for item in form.items]
    assert (Dimension.CATEGORY,) == form.rows.over
    assert (Dimension.ITEM,) == form.columns.over
    assert [_bare(path) for path in leaves_of(plan.columns)] == [_bare(path) for path in paths]
    assert list(plan.kinds) == [item.kind.value for item in form.items]
    assert _expected_rows(plan) == [_bare(category.path) for category in form.categories]
    assert plan.title == form.title
    assert plan.measure == form.measure
    assert (placed.rows, placed.columns) == (one.keys.rows, one.keys.columns)
    assert not form.closed
    edits = [edit for edit in form.edits if isinstance(edit, Edit)]
    sums = {str(edit.statement): edit.inferred for edit in edits if " = " in str(edit.statement)}
    assert _expected_sums(plan, form) == sums


def _expected_sums(plan: Plan, form: Form) -> dict[str, bool]:
    """Return the sums down the columns, and whether they had to be inferred."""
    names = [category.name for category in form.categories]
    if not plan.total_row:
        return {}
    total, parts = (names[0], names[1:]) if plan.total_row == "first" else (names[-1], names[:-1])
    return {
        f"{item.name}[{total}] = " + " + ".join(f"{item.name}[{part}]" for part in parts): (
            not plan.counted
        )
        for item in form.items
        if item.additive
    }


@given(plans())
def test_a_form_is_the_one_its_table_was_drawn_from(plan: Plan) -> None:
    """Labels, axes, kinds, cells and formulas are recovered, however the table is drawn."""
    template, placed = _understood(plan)
    (one,) = template.forms.values()
    _assert_is(plan, one, placed[0])


@given(plans())
def test_returns_of_any_table_are_read(plan: Plan) -> None:
    """The ordinary reader finds every answer of a filled-in copy, or the template was doubted."""
    template, _ = _understood(plan)
    if any(doubt.code in {"not_found_again", "called_alike"} for doubt in template.doubts):
        return
    read = read_back(template, template.path.with_name("某单位.xlsx"))
    assert [] == list(differences(template, read))
    told = {aside.code for aside in read.asides}
    assert set() == told - {"unit_from_file_name"}


@st.composite
def _sheets(draw: st.DrawFn) -> tuple[list[Plan], bool]:
    """Draw tables that are drawn alike, and whether they stand side by side."""
    beside = draw(st.booleans())
    lines = beside or draw(st.booleans())
    drawn = draw(st.lists(plans(), min_size=2, max_size=3, unique_by=lambda plan: plan.title))
    alike = draw(st.booleans()) and lines
    return [evolve(one, lines=lines, unlocked=alike, title_inside=False) for one in drawn], beside


@given(_sheets())
def test_several_tables_on_a_sheet_are_several_forms(sheet: tuple[list[Plan], bool]) -> None:
    """Tables under each other, or side by side, are told apart and keep their own titles."""
    drawn, beside = sheet
    template, placed = _understood(*drawn, beside=beside)
    assert len(drawn) == len(template.forms)
    by_cells = {(one.keys.rows, one.keys.columns): one for one in template.forms.values()}
    for plan, where in zip(drawn, placed, strict=True):
        _assert_is(plan, by_cells[where.rows, where.columns], where)


_FRAMED = """
| 各类人员统计表 | < | < | < |
{asked}
| {corner} | 男 | 女 | 合计 |
| 教师 | | | |
| 学生 | | | |
"""
_ASKING = (
    "| 填报单位： | | 2024年 | |",
    "| 填报单位 | | 填报日期 | |",
    "| 填报单位 | | 单位 | 人 |",
    "| 填报单位： | | 填报日期： | 年  月  日 |",
    "| 填报单位 | | 负责人 | |",
    "| 填报日期 | | 报告期 | 2024年 |",
)


@pytest.mark.parametrize("corner", ["", "类别"])
@pytest.mark.parametrize("asked", _ASKING)
def test_a_row_in_the_frame_that_asks_for_the_unit_is_no_heading(
    asked: str, corner: str, tmp_path: Path
) -> None:
    """Title and unit stand inside the lines: the table is the one below them, and whole."""
    grid = _FRAMED.format(asked=asked, corner=corner)
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    (form,) = template.scheme.forms
    assert ["男", "女", "合计"] == [one.label for one in form.categories]
    assert set() == {"not_found_again", "called_alike", "found_elsewhere"} & {
        one.code for one in template.doubts
    }


def test_what_asks_for_the_day_in_a_card_is_asked_for(tmp_path: Path) -> None:
    """A registration form keeps its first line."""
    grid = "登记表\n| 填报单位 | | 填报日期 | |\n| 负责人 | | 联系电话 | |"
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    assert {"填报日期", "负责人", "联系电话"} <= {item.label for item in form.items}
