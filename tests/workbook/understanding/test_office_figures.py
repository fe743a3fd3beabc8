"""Figures as an office's own template means them: its numbers, its rounding, its guards, its choices."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

NUMBERED = """
收支情况表
填报单位： |
| 项目 | 行次 | 本年 | 上年 |
| 甲 | 乙 | 1 | 2 |
| 收入 | 1 | | |
| 支出 | 2 | | |
| 投资收益 | 3 | | |
| 其他收益 | 4 | | |
"""


def reconciled(
    folder: Path, template: Path, values: Mapping[str, Any], sheet: str = "表一"
) -> ys.Job:
    """Fill in a template as one return, and check it against the template."""
    book = openpyxl.load_workbook(template)
    _write(book[sheet], values)
    (folder / "上报").mkdir(exist_ok=True)
    book.save(folder / "上报" / "甲镇.xlsx")
    return ys.reconcile(folder / "上报", ys.understand(template))


def _write(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    for address, value in values.items():
        sheet[address] = value


def codes(job: ys.Job) -> list[tuple[str, str]]:
    """Return the severity and the code of every finding."""
    return [(one.severity.value, one.code) for one in job.review.findings]


FILLED = {"B2": "甲镇", "C5": 30, "D5": 20, "C6": 11, "D6": 12, "C7": 13, "D7": 14}


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 20])
@pytest.mark.parametrize("row", [6, 9])
def test_a_number_in_a_row_put_in_is_told_whatever_the_template_numbers(
    tmp_path: Path, number: int, row: int
) -> None:
    """What numbers the lines and columns of a template is no excuse for a figure among answers."""
    template = draw(tmp_path / "表.xlsx", NUMBERED)
    book = openpyxl.load_workbook(template)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _write(sheet, FILLED | {"C8": 15, "D8": 16})
    if row == 6:
        sheet.insert_rows(6)
    _write(sheet, {f"A{row}": "其中：理财收益", f"C{row}": number})
    (tmp_path / "上报").mkdir()
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(template))
    beside = [one for one in job.review.findings if one.code == "figures_beside"]
    assert [["soft", f"C{row} {number}"]] == [
        [one.severity.value, *map(str, cast("list[object]", one.facts["places"]))] for one in beside
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_put_in_is_named(tmp_path: Path, lang: str) -> None:
    """By its label and its number; one without a label by its figures."""
    template = draw(tmp_path / "表.xlsx", NUMBERED)
    for label in ("其中：理财收益", None):
        book = openpyxl.load_workbook(template)
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        _write(sheet, FILLED | {"C8": 15, "D8": 16})
        sheet.insert_rows(6)
        _write(sheet, {"A6": label, "C6": 7, "D6": 8})
        (tmp_path / "上报").mkdir(exist_ok=True)
        book.save(tmp_path / "上报" / "甲镇.xlsx")
        job = ys.reconcile(tmp_path / "上报", ys.understand(template))
        (one,) = (one for one in job.review.findings if one.code == "figures_beside")
        assert (["C6 7", "D6 8"], 2) == (one.facts["places"], one.facts["count"])
        named = one.sentence == "figures_beside_row"
        assert (label is not None) == named
        assert named == ("理财收益" in one.message(lang))


@pytest.mark.parametrize("number", [3, 5])
def test_a_number_in_a_column_put_in_is_told_too(tmp_path: Path, number: int) -> None:
    """A column between two of answers is none of the template's."""
    template = draw(tmp_path / "表.xlsx", NUMBERED)
    book = openpyxl.load_workbook(template)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _write(sheet, FILLED | {"C8": 15, "D8": 16})
    sheet.insert_cols(4)
    _write(sheet, {"D3": "计划", "D5": number})
    (tmp_path / "上报").mkdir()
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(template))
    (beside,) = [one for one in job.review.findings if one.code == "figures_beside"]
    assert [f"D5 {number}"] == beside.facts["places"]


def test_what_a_template_numbers_is_still_its_own(tmp_path: Path) -> None:
    """Numbers of lines and columns, and figures given in a line of the template, are not reported."""
    grid = NUMBERED + "| 计划数 | 5 | 100 | 90 |\n"
    template = draw(tmp_path / "表.xlsx", grid)
    job = reconciled(tmp_path, template, FILLED | {"C8": 15, "D8": 16}, "表一")
    assert [] == codes(job)


ACROSS = """
人员情况表
填报单位： |
| 经费（万元） | | 人均经费（元） | =ROUND(B3*10000/B4,0) |
| 人数（人） | | 每户（人） | =ROUND(B4/B5,0) |
| 户数（户） | | 面积（平方米） | |
"""


@settings(max_examples=20, deadline=None)
@given(
    st.integers(1, 9999),
    st.integers(1, 99),
    st.sampled_from(["General", "0", "0.00"]),
    st.booleans(),
)
def test_a_quotient_is_known_as_its_formula_rounds_it(
    tmp_path_factory: pytest.TempPathFactory, money: int, people: int, shown: str, one_form: bool
) -> None:
    """Whatever its cell shows, in its own form or across forms, what the formula gives is right."""
    folder = tmp_path_factory.mktemp("表")
    grid = (
        ACROSS
        if not one_form
        else "表\n填报单位： |\n| 经费（万元） | |\n| 人数（人） | |\n"
        "| 人均经费（元） | =ROUND(B3*10000/B4,0) |\n"
    )
    cell = "B5" if one_form else "D3"
    template = draw(folder / "表.xlsx", Drawn(grid, formats={cell: shown}))
    given = {"B2": "甲镇", "B3": money, "B4": people}
    given |= {} if one_form else {"B5": 1, "D4": people, "D5": 7}
    right = (2 * money * 10000 + people) // (2 * people)
    assert [] == codes(reconciled(folder, template, given | {cell: right}))
    wrong = reconciled(folder, template, given | {cell: right + 1})
    assert [("hard", "edit_failure")] == codes(wrong)


GROWTH = """
表
填报单位： |
| 本年（万元） | |
| 上年（万元） | |
| 增长率（%） | {} |
"""


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(B4=0,0,(B3-B4)/B4*100)",
        "=IF(B4=0,0,ROUND((B3-B4)/B4*100,1))",
        "=ROUND(IF(B4<>0,(B3-B4)/B4,0)*100,1)",
        "=IFERROR((B3-B4)/B4*100,0)",
        '=IF(B4=0,"",(B3-B4)/B4*100)',
    ],
)
@pytest.mark.parametrize("this_year", [0, 3])
def test_what_a_guard_shows_for_a_share_of_nothing_is_right(
    tmp_path: Path, formula: str, this_year: int
) -> None:
    """0 or nothing stands where the year before was nothing, as the office's own formula says."""
    template = draw(tmp_path / "表.xlsx", GROWTH.format(formula))
    shown = None if '""' in formula else 0
    given = {"B2": "甲镇", "B3": this_year, "B4": 0, "B5": shown}
    assert [] == codes(reconciled(tmp_path, template, given))


@pytest.mark.parametrize(
    ("formula", "growth", "last_year"),
    [
        ("=IF(B4=0,0,(B3-B4)/B4*100)", 7, 0),
        ("=IF(B4=0,0,(B3-B4)/B4*100)", 0, 2),
        ('=IF(B4=0,"",(B3-B4)/B4*100)', 0, 0),
    ],
)
def test_another_share_of_nothing_is_wrong(
    tmp_path: Path, formula: str, growth: int, last_year: int
) -> None:
    """Nothing else stands there, and 0 nowhere else."""
    template = draw(tmp_path / "表.xlsx", GROWTH.format(formula))
    given = {"B2": "甲镇", "B3": 3, "B4": last_year, "B5": growth}
    assert [("hard", "edit_failure")] == codes(reconciled(tmp_path, template, given))


RATES = """
指标表
填报单位： |
| 指标 | 计量单位 | 本年 | 上年 | 增减 | 增长（%） |
| 产值 | 万元 | | | =C4-D4 | =IF(D4=0,0,ROUND((C4-D4)/D4*100,1)) |
| 税收 | 万元 | | | =C5-D5 | =IF(D5=0,0,ROUND((C5-D5)/D5*100,1)) |
| 失业率 | % | | | =C6-D6 | |
"""


@pytest.mark.parametrize("text", [False, True])
@pytest.mark.parametrize(
    ("this_year", "growth"),
    [(1005, "0.5"), (994, "-0.6"), (1010, "1"), (1000, "0"), (1155, "15.5")],
)
def test_what_a_formula_shows_in_per_cent_is_so_whatever_its_size(
    tmp_path: Path, this_year: int, growth: str, text: bool
) -> None:
    """0.5 typed over a formula that multiplies by a hundred is no half, nor 1 unreadable."""
    template = draw(tmp_path / "表.xlsx", RATES)
    given = {"B2": "甲镇", "C4": this_year, "D4": 1000, "E4": this_year - 1000}
    given |= {"C5": 4, "D5": 2, "E5": 2, "F5": 100, "C6": 2.7, "D6": 2.69, "E6": 0.01}
    given["F4"] = growth if text else float(growth)
    assert [] == codes(reconciled(tmp_path, template, given))


def test_a_share_that_no_formula_speaks_of_may_still_be_a_fraction(tmp_path: Path) -> None:
    """0.8 beside a measure of per cent alone is said to be ambiguous."""
    template = draw(tmp_path / "表.xlsx", RATES)
    given = {"B2": "甲镇", "C4": 4, "D4": 2, "E4": 2, "F4": 100, "C5": 4, "D5": 2, "E5": 2}
    given |= {"F5": 100, "C6": 0.8, "D6": 0.8, "E6": 0}
    job = reconciled(tmp_path, template, given)
    assert ["soft", "soft"] == [severity for severity, _ in codes(job)]


CHOSEN = """
登记表
填报单位： |
| 是否独立法人 | |
| 人数（人） | |
"""


@pytest.mark.parametrize("source", ['"是,否"', "$H$1:$H$2", "选项", "代码!$A$1:$A$2"])
@pytest.mark.parametrize(
    ("answer", "firm", "found"),
    [
        ("是", True, []),
        (" 否 ", True, []),
        (None, True, []),
        ("对", True, [("soft", "answer_not_offered")]),
        ("对", False, []),
    ],
)
def test_an_answer_that_is_no_choice_is_to_be_explained(
    tmp_path: Path, source: str, answer: str | None, firm: bool, found: list[tuple[str, str]]
) -> None:
    """Wherever the choices stand; a rule that lets others pass says nothing."""
    style = "stop" if firm else "warning"
    rule = {"type": "list", "formula1": source, "errorStyle": style}
    template = draw(tmp_path / "表.xlsx", Drawn(CHOSEN, limits={"B3": rule}))
    book = openpyxl.load_workbook(template)
    sheet, codes_sheet = book["表一"], book.create_sheet("代码")
    _write(codes_sheet, {"A1": "是", "A2": "否"})
    codes_sheet.sheet_state = "hidden"
    if source == "$H$1:$H$2":
        _write(sheet, {"H1": "是", "H2": "否"})
    book.defined_names["选项"] = DefinedName("选项", attr_text="代码!$A$1:$A$2")
    book.save(template)
    job = reconciled(tmp_path, template, {"B2": "甲镇", "B3": answer, "B4": 3})
    assert found == codes(job)
