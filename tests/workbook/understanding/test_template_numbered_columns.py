"""A row that numbers the columns under their labels: 甲 1 2 3, 栏次 1 2 3."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.forms import Form
from youthstats.model.items import Kind

SPENT = """
部门支出表
填报单位： |  |  |  | 单位：万元
| 项目 | 行次 | 预算数 | 决算数 | 结余 |
| {word} |  | {first} | {second} | {third} |
| 基本支出 | 1 |  |  |  |
| 项目支出 | 2 |  |  |  |
| 合计 | 3 | =C5+C6 | =D5+D6 | =E5+E6 |
"""
"""Accounts as offices of finance draw them up."""

words = st.sampled_from(
    ["甲", "栏次", "行次", "列次", "栏 次", "序号", "编号", "栏目", "（栏次）", "代码"]
)


@given(words, st.integers(1, 40))
def test_any_word_for_the_numbers_of_columns(word: str, first: int) -> None:
    """The row is no answer and no label, whatever it is headed and wherever its numbers begin."""
    with tempfile.TemporaryDirectory() as folder:
        grid = SPENT.format(word=word, first=first, second=first + 1, third=first + 2)
        template = ys.understand(draw(Path(folder) / "表.xlsx", grid))
    (form,) = template.scheme.forms
    assert () == template.doubts
    assert ["预算数", "决算数", "结余"] == [item.label for item in form.items]
    assert ["基本支出", "项目支出", "合计"] == [one.label for one in form.categories]


def test_formulas_beside_the_numbers(tmp_path: Path) -> None:
    """3=1-2 goes on behind 2."""
    path = draw(
        tmp_path / "表.xlsx", SPENT.format(word="栏次", first="1", second="2", third="3=1-2")
    )
    (form,) = ys.understand(path).scheme.forms
    assert ["预算数", "决算数", "结余"] == [item.label for item in form.items]


said = st.sampled_from(
    [
        *(
            "4=(2-3)/3",
            "4=(2-3)÷3",
            "4＝（2－3）÷3×100",
            "4=(2-3)/3*100%",
            "4=2/3",
            "4=2-3",
            "（4=2-3）",
        ),
        *(
            "④=(②-③)/③",
            "(4)=[(2)-(3)]/(3)",
            "4（=2-3）",
            "4=（2栏－3栏）÷3栏",
            "4=第2列/第3列×100%",
        ),
    ]
)


@given(said, st.sampled_from(["", "5", "戊", "（5）"]), st.booleans())
def test_any_formula_among_the_numbers(said: str, remarks: str, worked_out: bool) -> None:
    """Whatever a number is said to be, the forms are those of the plain number; 备注 is in words."""
    template = _numbered(said, remarks, worked_out=worked_out)
    assert () == template.doubts
    words = [form for form in template.scheme.forms if {Kind.TEXT} == _kinds(form)]
    assert ["备注"] == [form.spoken.heading for form in words]
    plain = _numbered("4", remarks, worked_out=worked_out)
    assert [_shape(form) for form in plain.scheme.forms] == [
        _shape(form) for form in template.scheme.forms
    ]


def _numbered(said: str, remarks: str, *, worked_out: bool) -> ys.Template:
    last = "=(D{row}-E{row})/E{row}" if worked_out else ""
    first, second = (last.format(row=row) for row in (5, 6))
    grid = f"""
    港口生产情况月报表
    填报单位： |  |  |
    | 指标名称 | 计量单位 | 本月 | 本月止累计 | 上年同期累计 | 同比增减（%） | 备注 |
    | 甲 | 乙 | 1 | 2 | 3 | {said} | {remarks} |
    | 货物吞吐量 | 万吨 |  |  |  | {first} |  |
    | 船舶进出港 | 艘次 |  |  |  | {second} |  |
    """
    with tempfile.TemporaryDirectory() as folder:
        return ys.understand(draw(Path(folder) / "表.xlsx", grid))


def _kinds(form: Form) -> set[Kind]:
    return {item.kind for item in form.items}


def _shape(form: Form) -> tuple[str, list[tuple[str, Kind]], list[str]]:
    items = [(item.label, item.kind) for item in form.items]
    return form.spoken.heading, items, [one.label for one in form.categories]


def test_a_column_that_is_not_numbered_and_has_no_label(tmp_path: Path) -> None:
    """What the numbers leave out, under no label of its own, asks for nothing."""
    grid = """
    收支总表
    填报单位： |  |  | 单位：万元
    | 收入 | < | < | < |
    | 项目 |  | 预算数 | 决算数 |
    | 栏次 |  | 1 | 2 |
    | 拨款收入 |  |  |  |
    | 其他收入 |  |  |  |
    """
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert ["预算数", "决算数"] == [item.label for item in form.items]
