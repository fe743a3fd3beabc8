"""Formulas in an office's own workbook that cannot come to the total give way to it, with a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

TABLE = """
产品表
填报单位： |
| 指标 | 数值 |
| 数量（吨） | |
| 运费（元） | |
| 金额（元） | {formula} |
| 总额（元） | =B6 |
"""
LIST = """
清单
填报单位： |
| 项目名称 | 金额（元） |
| | |
| | |
"""
SUBTOTALS = """
清单
填报单位： | |
| 序号 | 活动名称 | 参加人次 | 备注 |
| 1 | | | |
| 2 | | | |
| ~ | 小计 | =SUM(C4:C5) | |
| 3 | | | |
| 4 | | | |
| ~ | 小计 | =SUM(C7:C8) | |
| ~ | 合计 | =C6+C9 | |
"""
SUMMARY = """
汇总表
| 指标 | 数值 |
| 总金额（元） | {formula} |
| 单位数（个） | |
| 平均金额（元） | =B3/B4 |
"""
GROWTH = """
对比表
填报单位： |
| 指标 | 本年 | 上年 | 增长（%） |
| 产值（元） | | | =IF(C4=0,0,(B4-C4)/C4*100) |
| 利润（元） | | | =IF(C5=0,0,(B5-C5)/C5*100) |
| 合计（元） | =SUM(B4:B5) | =SUM(C4:C5) | =IF(C6=0,0,(B6-C6)/C6*100) |
"""
BESIDE = """
对比表
填报单位： |
| 指标 | 计量单位 | 本年 | 上年 | 增长（%） |
| 产值 | 万元 | | | =IF(D4=0,0,(C4-D4)/D4*100) |
| 人数 | 人 | | | =IF(D5=0,0,(C5-D5)/D5*100) |
"""

Answers = Mapping[str, Mapping[str, Any]]
"""What a unit gives: by sheet and cell."""


def filled(*sheets: str, returns: Sequence[Answers]) -> tuple[ys.Job, Path]:
    """Add up returns of a template; return the job and the template filled with the totals."""
    folder = Path(mkdtemp())
    path = draw(folder / "表.xlsx", *sheets)
    (folder / "上报").mkdir()
    for unit, answers in zip("甲乙丙", returns, strict=False):
        book = load_workbook(path)
        book.worksheets[0]["B2"] = f"{unit}镇"
        for sheet, cells in answers.items():
            for cell, value in cells.items():
                book[sheet][cell] = value
        book.save(folder / "上报" / f"{unit}镇.xlsx")
    output = folder / "汇总.xlsx"
    return ys.reconcile(folder / "上报", ys.understand(path), output), output


def cells(path: Path, sheet: str, *places: str) -> list[Any]:
    """Return what a reader sees in cells."""
    book = load_workbook(path, data_only=True)
    return [book[sheet][place].value for place in places]


def told(job: ys.Job) -> list[tuple[str, str]]:
    """Return the notes on the template's formulas: their codes, and their cell or areas."""
    return [
        (one.code, str(one.facts.get("place") or one.facts["areas"]))
        for one in job.review.notes
        if one.code.startswith("template_")
    ]


SUMS = ["=B4+B5", "=B4*2", "=(B4+B5)/2", "=SUM(B4:B5)"]
OTHERS = ["=B4*B5", "=B4+10", "=ROUND(B4/8,0)"]
WORTH: dict[str, Callable[[int, int], int | Fraction]] = {
    "=B4*B5": lambda a, b: a * b,
    "=B4+10": lambda a, _: a + 10,
    "=ROUND(B4/8,0)": lambda a, _: int(Fraction(a, 8) + Fraction(1, 2)),
    "=B4+B5": lambda a, b: a + b,
    "=SUM(B4:B5)": lambda a, b: a + b,
    "=B4*2": lambda a, _: 2 * a,
    "=(B4+B5)/2": lambda a, b: Fraction(a + b, 2),
}


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([*SUMS, *OTHERS]),
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=3),
)
def test_a_total_is_shown_whatever_the_formula(formula: str, units: list[tuple[int, int]]) -> None:
    """Where every unit's figure is right, the template shows what they come to together."""
    worth = [WORTH[formula](*unit) for unit in units]
    returns: list[Answers] = [
        {"表一": {"B4": a, "B5": b, "B6": float(own), "B7": float(own)}}
        for (a, b), own in zip(units, worth, strict=True)
    ]
    job, path = filled(TABLE.format(formula=formula), returns=returns)
    figure, further = cells(path, "表一", "B6", "B7")
    assert (float(sum(worth)), float(sum(worth))) == (figure, further)
    assert {code for code, _ in told(job)} <= {"template_formula_no_sum"}
    kept = str(load_workbook(path)["表一"]["B6"].value)
    assert (formula == kept) or (formula in OTHERS)


def test_a_product_gives_way_and_no_unit_is_blamed() -> None:
    """The sum of the products is not the product of the sums."""
    returns: list[Answers] = [{"表一": {"B4": 10, "B5": 10}}, {"表一": {"B4": 30, "B5": 30}}]
    job, path = filled(TABLE.format(formula="=B4*B5"), returns=returns)
    assert [1000, 1000] == cells(path, "表一", "B6", "B7")
    assert [("template_formula_no_sum", "表一!B6")] == told(job)
    (note,) = (one for one in job.review.notes if one.code.startswith("template_"))
    assert "=B4*B5" in note.message("zh")
    assert "1000" in note.message("en")


def test_a_wrong_total_of_a_unit_is_still_told() -> None:
    """A sum stays a formula: where it differs, a unit is wrong, and so is the rate of it."""
    wrong: Answers = {"表一": {"B4": 10, "B5": 1, "B6": 99, "B7": 99}}
    job, path = filled(TABLE.format(formula="=B4+B5"), returns=[wrong])
    assert [11, 11] == cells(path, "表一", "B6", "B7")
    assert ["template_total_differs"] * 2 == [code for code, _ in told(job)]


@pytest.mark.parametrize("formula", ["=SUM(表一!B4:B5)", "=表一!B4+表一!B5"])
def test_the_total_of_a_list_elsewhere_is_shown(formula: str) -> None:
    """A list too long for the template is not in it; its total is, and what rests on that."""
    answers: Answers = {"表一": {"A4": "甲", "B4": 1, "A5": "乙", "B5": 10}, "表二": {"B4": 2}}
    returns = [answers, answers]
    job, path = filled(LIST, SUMMARY.format(formula=formula), returns=returns)
    assert [22, 4, 5.5] == cells(path, "表二", "B3", "B4", "B5")
    assert [("template_formula_list", "表二!B3")] == told(job)


def test_what_is_left_of_a_list_elsewhere_shows_no_noughts() -> None:
    """Sums among the rows of the template, over nothing now, are blank, and one note says so."""
    few: Answers = {"表一": {"B4": "甲", "C4": 1, "B5": "乙", "C5": 10}}
    job, path = filled(SUBTOTALS, returns=[few])
    assert [11, 0, 11] == cells(path, "表一", "C6", "C9", "C10")
    assert [] == told(job)
    job, path = filled(SUBTOTALS, returns=[few] * 3)
    assert [None, None, 33] == cells(path, "表一", "C6", "C9", "C10")
    assert [("template_formula_list", "['C6', 'C9']")] == told(job)
    (note,) = (one for one in job.review.notes if one.code == "template_formula_list")
    assert "=SUM(C4:C5)" in note.message("zh")


def test_a_list_that_fits_keeps_the_formula() -> None:
    """Nothing gives way that comes to the total."""
    answers: Answers = {"表一": {"A4": "甲", "B4": 1, "A5": "乙", "B5": 10}, "表二": {"B4": 2}}
    job, path = filled(LIST, SUMMARY.format(formula="=SUM(表一!B4:B5)"), returns=[answers])
    assert [11, 2, 5.5] == cells(path, "表二", "B3", "B4", "B5")
    assert [] == told(job)


def test_nothing_goes_on_without_what_cannot_be_read() -> None:
    """A sum over a word would be the sum of the rest, and a growth of it 0: neither is shown."""
    good: Answers = {"表一": {"B4": 3, "C4": 2, "B5": 5, "C5": 4}}
    bad: Answers = {"表一": {"B4": "详见附件", "C4": 2, "B5": 5, "C5": 4, "B6": "详见附件"}}
    job, path = filled(GROWTH, returns=[good, bad])
    unread = "无法识别"
    assert [unread, 10, unread] == cells(path, "表一", "B4", "B5", "B6")
    assert [4, 8, 12] == cells(path, "表一", "C4", "C5", "C6")
    assert [unread, 25, unread] == cells(path, "表一", "D4", "D5", "D6")
    assert [("template_formula_unreadable", "['B6', 'D4', 'D6']")] == told(job)
    (note,) = (one for one in job.review.notes if one.code.startswith("template_"))
    assert unread in note.message("zh")
    assert unread not in note.message("en")


def test_what_units_gave_for_a_total_is_shown_where_a_part_cannot_be_read() -> None:
    """It is what is known of the total, not the sum of what is left of the parts."""
    good: Answers = {"表一": {"B4": 3, "C4": 2, "B5": 5, "C5": 4}}
    bad: Answers = {"表一": {"B4": "详见附件", "C4": 2, "B5": 5, "C5": 4, "B6": 8}}
    job, path = filled(GROWTH, returns=[good, bad])
    assert [16] == cells(path, "表一", "B6")
    assert ("template_formula_unreadable", "表一!B6") in told(job)


def test_a_rate_that_the_template_works_out_is_not_said_to_be_blank() -> None:
    """A growth beside its figures is a form of its own: the edit across forms tells its total."""
    answers: Answers = {"表一": {"C4": 3, "D4": 2, "C5": 5, "D5": 4}}
    job, path = filled(BESIDE, returns=[answers, answers])
    assert [50, 25] == cells(path, "表一", "E4", "E5")
    codes = {one.code for one in job.review.notes}
    assert {"worked_out_in_template", "not_added", "template_rate_differs"}.isdisjoint(codes)


def test_a_rate_without_any_formula_is_said_to_be_blank() -> None:
    """Nothing says how to work it out."""
    grid = GROWTH.replace("=IF(C4=0,0,(B4-C4)/C4*100)", "").replace(
        "=IF(C5=0,0,(B5-C5)/C5*100)", ""
    )
    grid = grid.replace("=IF(C6=0,0,(B6-C6)/C6*100)", "")
    answers: Answers = {"表一": {"B4": 3, "C4": 2, "D4": 50, "B5": 5, "C5": 4}}
    job, path = filled(grid, returns=[answers, answers])
    assert [None] == cells(path, "表一", "D4")
    codes = [one.code for one in job.review.notes]
    assert ("worked_out_in_template" in codes, "not_added" in codes) == (False, True)


def test_a_zero_that_nobody_gave_is_told() -> None:
    """A formula over nothing shows 0; that it is no figure of anybody's, a note says once."""
    grid = TABLE.format(formula="=B4+B5") + "| 户数（户） | |\n"
    job, path = filled(grid, returns=[{"表一": {"B8": 3}}, {"表一": {"B8": 4}}])
    assert [0, 0, 7] == cells(path, "表一", "B6", "B7", "B8")
    (note,) = (one for one in job.review.notes if one.code == "template_nothing_given")
    assert ("表一!B6", 2) == (note.facts["place"], note.facts["count"])


def test_a_figure_that_is_zero_is_no_nothing() -> None:
    """A unit that gives 0 gave something."""
    returns: list[Answers] = [{}, {"表一": {"B4": 0}}]
    job, _ = filled(TABLE.format(formula="=B4+B5"), returns=returns)
    assert "template_nothing_given" not in {one.code for one in job.review.notes}


def test_a_rate_over_a_wrong_total_is_told_too() -> None:
    """The template's rate rests on its own sum, not on what the units reported."""
    grid = TABLE.replace("| 总额（元） | =B6 |", "| 比率 | =B6/B4 |")
    wrong: Answers = {"表一": {"B4": 10, "B5": 1, "B6": 99, "B7": 9.9}}
    job, path = filled(grid.format(formula="=B4+B5"), returns=[wrong])
    assert [11, 1.1] == cells(path, "表一", "B6", "B7")
    expected = [("template_total_differs", "表一!B6"), ("template_rate_differs", "表一!B7")]
    assert expected == told(job)


RATE = """
活动表
填报单位： |
| 指标 | 数值 |
| 团员（人） | |
| 活跃团员（人） | |
| 活跃率（%） | =IF(B4=0,"",B5/B4*100) |
"""
MEMBERS = """
人员表
填报单位： |
| 指标 | 人数（人） |
| 团员 | |
| 青年 | |
"""
ACTIVE = """
活动表
| 指标 | 数值 |
| 活跃团员（人） | |
| 活跃率（%） | =IF(表一!B4=0,"",B3/表一!B4*100) |
| 达标（%） | {formula} |
"""
WAGES = """
工资表
填报单位： |
| 项目 | 人均工资（元） | 人数（人） |
| 甲类 | | |
| 乙类 | | |
| 合计 | {formula} | =SUM(C4:C5) |
"""


@pytest.mark.parametrize("base", [50, None])
def test_no_rate_is_shown_where_a_unit_gives_the_part_alone(base: int | None) -> None:
    """Its part would be counted and not its base: blank, as on our own sheets, and told."""
    last: Answers = {"表一": {"B4": base, "B5": 25}}
    job, path = filled(RATE, returns=[{"表一": {"B4": 50, "B5": 25}}, last])
    expected = [50, None] if base else [None, ("template_formula_part_only", "表一!B6")]
    assert expected == [*cells(path, "表一", "B6"), next(iter(told(job)), None)]
    assert {"not_added", "worked_out_in_template"}.isdisjoint(one.code for one in job.review.notes)


def test_who_gave_the_part_alone_is_told() -> None:
    """With the cell in which the base is missing: who adds up asks for it."""
    returns: list[Answers] = [{"表一": {"B4": 50, "B5": 25}}, {"表一": {"B5": 25}}]
    job, _ = filled(RATE, returns=returns)
    (said,) = [one for one in job.review.notes if one.code == "template_formula_part_only"]
    assert "乙镇（B4） 填了分子而没有填分母" in said.message("zh")


@pytest.mark.parametrize("base", [50, None])
def test_no_rate_across_forms_is_shown_where_a_unit_gives_the_part_alone(base: int | None) -> None:
    """Nor one that rests on another form's figures, nor what rests on that rate."""
    sheets = [MEMBERS, ACTIVE.format(formula="=B4")]
    returns: list[Answers] = [
        {"表一": {"B4": given, "B5": 9}, "表二": {"B3": 25}} for given in (50, base)
    ]
    job, path = filled(*sheets, returns=returns)
    assert ([50, 50] if base else [None, None]) == cells(path, "表二", "B4", "B5")
    places = [("template_formula_part_only", "['B4:B5']")]
    assert ([] if base else places) == told(job)


@pytest.mark.parametrize(
    "formula", ["=SUM(B4:B5)", "=MAX(B4:B5)", "=SUMPRODUCT(B4:B5,C4:C5)/C6", "=IF(B4>B5,B4,B5)"]
)
def test_no_sum_is_shown_of_what_is_not_added(formula: str) -> None:
    """What a formula makes of cells left blank would be 0; what is added keeps its formula."""
    units = [{"B4": 1000, "B5": 2000, "C4": 10, "C5": 20}, {"B4": 1500, "B5": 2000, "C4": 1}]
    job, path = filled(WAGES.format(formula=formula), returns=[{"表一": one} for one in units])
    assert [None, None, None, 31] == cells(path, "表一", "B4", "B5", "B6", "C6")
    assert [("template_formula_no_total", "表一!B6")] == told(job)
    codes = [one.code for one in job.review.notes]
    assert ("worked_out_in_template" in codes, "not_added" in codes) == (False, True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=3))
def test_a_formula_that_only_rounds_a_rate_differs_from_nothing(
    units: list[tuple[int, int]],
) -> None:
    """It is held against the rate to the places that it rounds to, in per cent as in parts."""
    sheets = [MEMBERS, ACTIVE.replace("B3/表一!B4*100", "ROUND(B3/表一!B4*100,1)")]
    returns: list[Answers] = [{"表一": {"B4": base}, "表二": {"B3": part}} for base, part in units]
    job, _ = filled(
        *(one.format(formula="=ROUND(B3/表一!B4,3)") for one in sheets), returns=returns
    )
    assert [] == told(job)


QUARTERS = """
监测表
填报单位： |
| 季度 | 优良天数（天） | 监测天数（天） | 优良率（%） |
| 一季度 | | | {first} |
| 二季度 | | | {second} |
"""


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=ROUND(B{row}/90*100,1)", None),
        ("=B{row}/90*100", None),
        ("=B{row}*100/90", None),
        ("=ROUND(B{row}/C{row}*100,1)", 91.7),
    ],
)
def test_a_share_of_one_unit_is_none_of_the_total(formula: str, shown: float | None) -> None:
    """Of two stations there are 180 days; one that divides by their days is worked out again."""
    grid = QUARTERS.format(first=formula.format(row=4), second=formula.format(row=5))
    units = [{"B4": days, "C4": 90, "B5": days, "C5": 90} for days in (80, 85)]
    job, path = filled(grid, returns=[{"表一": one} for one in units])
    assert [165, shown, shown] == cells(path, "表一", "B4", "D4", "D5")
    assert ([] if shown else [("template_formula_of_one", "['D4:D5']")]) == told(job)


NAMED = """
情况表
填报单位： |
| 类别 | 人数（人） | 联系人姓名 |
| 城镇 | | |
| 农村 | | |
| 合计 | =SUM(B4:B5) | =SUM(C4:C5) |
"""


def test_a_sum_of_texts_is_blank_and_said() -> None:
    """A formula that adds up words is no edit; the report leaves its cell blank and names it."""
    answers = {"表一": {"B4": 1, "B5": 2, "C4": "张三", "C5": "李四"}}
    job, output = filled(NAMED, returns=[answers])
    assert [("template_formula_texts", "['C6']")] == told(job)
    assert [3, None] == cells(output, "表一", "B6", "C6")


def test_what_the_template_adds_up_is_added_up_in_the_report() -> None:
    """Columns that nothing but a sum over them calls figures have totals."""
    grid = """
    情况表
    填报单位： | |
    | 类别 | 按学历分 | < |
    | ^ | 大专 | 本科 |
    | 城镇 | | |
    | 农村 | | |
    | 合计 | =SUM(B5:B6) | =SUM(C5:C6) |
    """
    given = [{"表一": {"B5": n, "C5": 2 * n, "B6": 3 * n, "C6": 4 * n}} for n in (1, 10)]
    job, output = filled(grid, returns=given)
    assert [] == told(job)
    assert [11, 22, 44, 66] == cells(output, "表一", "B5", "C5", "B7", "C7")


NOT_READ = """
情况表
填报单位： | | |
| 名称 | 数量（个） | |
| 甲类 | | |
| 乙类 | | |
| 合计 | =SUM(B4:B5) | =SUM(C4:C5) |
| 总计 | =B6 | =B6+C6 |
"""


def test_a_formula_over_what_no_form_reads_is_blank_and_said() -> None:
    """What units wrote where nobody is asked is in no total: its formulas show neither 0 nor a part."""
    answers = {"表一": {"B4": 1, "B5": 2, "C4": 3, "C5": 4}}
    job, output = filled(NOT_READ, returns=[answers])
    assert [("template_formula_not_read", "['C6:C7']")] == told(job)
    assert [3, 3, None, None] == cells(output, "表一", "B6", "B7", "C6", "C7")


def test_a_row_that_nobody_fills_in_does_not_blank_a_sum() -> None:
    """A formula outside the forms over read cells, with a gap among them, shows what it comes to."""
    grid = """
    情况表
    填报单位： |
    | 名称 | 数量（个） |
    | 甲类 | |
    | | |
    | 乙类 | |

    说明 | =SUM(B4:B6)
    """
    job, output = filled(grid, returns=[{"表一": {"B4": 1, "B6": 2}}])
    assert [] == told(job)
    assert [3] == cells(output, "表一", "B8")
