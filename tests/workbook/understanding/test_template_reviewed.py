"""What reviewers found templates to be misread in, each as they found it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation

import youthstats as ys
from youthstats.model.edits import Edit
from youthstats.model.items import Kind

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def drawn(
    path: Path,
    cells: Mapping[str, Any],
    area: str,
    rules: Mapping[str, DataValidation] | None = None,
    number_format: str = "General",
) -> ys.Template:
    """Write a template with lines around ``area``, and return it as it is understood."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX
            cell.number_format = number_format
    for address, value in cells.items():
        sheet[address] = value
    for where, rule in (rules or {}).items():
        sheet.add_data_validation(rule)
        rule.add(where)
    book.save(path)
    return ys.understand(path)


def edits_of(template: ys.Template) -> list[Edit]:
    """Return the edits of all forms of a template."""
    forms = template.scheme.forms
    return [edit for form in forms for edit in form.edits if isinstance(edit, Edit)]


LINES = {"A3": "单位类别", "B3": "收入（元）", "C3": "税款（元）"} | {
    f"A{row}": label for row, label in enumerate(("国有", "集体", "私营", "合计"), 4)
}


@pytest.mark.parametrize("formula", ["=ROUND(B{}*0.3,0)", "=B{}+10"])
def test_what_holds_line_by_line_need_not_hold_of_the_total(tmp_path: Path, formula: str) -> None:
    """A rounded figure, or one with a constant, adds up to something else than itself."""
    cells = {**LINES, "B7": "=SUM(B4:B6)", "C7": "=SUM(C4:C6)"}
    cells |= {f"C{row}": formula.format(row) for row in (4, 5, 6)}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:C7")
    said = [str(edit.statement) for edit in edits_of(template)]
    assert said
    assert not any(text.startswith("税款 ") for text in said)


def test_growth_beside_figures_is_a_share_whatever_the_rows_are_measured_in(
    tmp_path: Path,
) -> None:
    """A column in per cent is never added, and the columns beside it are."""
    cells = {"A3": "指标", "B3": "计量单位", "C3": "本月", "D3": "上年同月", "E3": "同比增长（%）"}
    cells |= {"A4": "产值", "B4": "万元", "A5": "从业人员", "B5": "人"}
    cells |= {f"E{row}": f"=IF(D{row}=0,0,(C{row}-D{row})/D{row}*100)" for row in (4, 5)}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:E5")
    kinds = {
        (form.id, item.name): (item.kind, item.additive)
        for form in template.scheme.forms
        for item in form.items
    }
    assert any(kind is Kind.SHARE for kind, _ in kinds.values())
    assert all(added for kind, added in kinds.values() if kind is not Kind.SHARE)


def test_a_figure_that_is_a_rate_in_one_row_is_doubted(tmp_path: Path) -> None:
    """Where one cell of a figure is a quotient none is added, and that is told."""
    cells = {"A3": "指标", "B3": "国有", "C3": "集体", "A4": "收入", "A5": "支出", "A6": "人均"}
    cells |= {"B6": "=B4/B5", "C6": "=C4/C5"}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:C6", number_format="0.00")
    (form,) = template.scheme.forms
    assert not any(item.additive for item in form.items)
    assert "ratio_in_part" in {doubt.code for doubt in template.doubts}


def test_a_least_share_counts_in_per_cent(tmp_path: Path) -> None:
    """A rate of at least 5 per cent is no rate of at least 5."""
    rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="5")
    cells = {"A3": "指标", "B3": "数值", "A4": "就业率（%）", "A5": "人数（人）"}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:B5", {"B4": rule})
    (form,) = template.scheme.forms
    assert 0 == form.item("就业率").minimum


def test_growth_in_the_rows_own_measure_is_an_amount(tmp_path: Path) -> None:
    """A row that is called growth and measured in 万元 is no share."""
    cells = {"A3": "指标", "B3": "计量单位", "C3": "本年", "D3": "上年"}
    cells |= {"A4": "产值", "B4": "万元", "A5": "比上年增长", "B5": "万元"}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:D5")
    kinds = {item.kind for form in template.scheme.forms for item in form.items}
    assert {Kind.MONEY} == kinds


def test_a_limit_of_a_percentage_counts_in_per_cent(tmp_path: Path) -> None:
    """A rate that is given as 85.5 and may be up to 100 is at most 1."""
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
    cells = {"A3": "指标", "B3": "数值", "A4": "就业率（%）", "A5": "人数（人）"}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:B5", {"B4": rule})
    assert "就业率 <= 1" in {str(edit.statement) for edit in edits_of(template)}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (partial(DataValidation, "decimal", "$Z4", operator="lessThanOrEqual"), "$Z4"),
        (partial(DataValidation, "custom", "MOD(C4,1)=0"), "MOD(C4,1)=0"),
        (partial(DataValidation, "decimal", "NaN", "3"), "NaN"),
    ],
)
def test_a_validation_that_is_no_edit_is_told(
    tmp_path: Path, rule: Callable[[], DataValidation], said: str
) -> None:
    """What a validation says and no edit can is listed, with the rule."""
    cells = {"A3": "指标", "B3": "计划（元）", "C3": "实际（元）", "A4": "甲县", "A5": "乙县"}
    rules = {"C4:C5": rule()}
    template = drawn(tmp_path / "t.xlsx", cells, "A3:C5", rules)
    assert any(said in doubt.message("zh") for doubt in template.doubts)


def test_choices_in_a_huge_or_odd_range_do_no_harm(tmp_path: Path) -> None:
    """A list that points at half the sheet, or at no cell at all, is read in no time."""
    rules = {
        "B4": DataValidation(type="list", formula1="=表一!$AAA$1:$ZZZ$99999"),
        "B5": DataValidation(type="list", formula1="=$A$0"),
    }
    cells = {"A3": "指标", "B3": "数值", "A4": "类型", "A5": "方式"}
    assert 1 == len(drawn(tmp_path / "t.xlsx", cells, "A3:B5", rules).scheme.forms)


def test_a_refused_formula_is_told_in_words(tmp_path: Path) -> None:
    """Why a formula is no edit is a sentence in both languages, never a code."""
    cells = {"A3": "指标", "B3": "数量（个）", "A4": "甲项", "A5": "乙项"}
    cells["B5"] = "=IF(B4>100,B4,0)"
    template = drawn(tmp_path / "t.xlsx", cells, "A3:B5")
    told = [doubt.message(lang) for doubt in template.doubts for lang in ("zh", "en")]
    assert told
    assert not any("formula." in said for said in told)


def test_a_total_with_a_formula_gets_no_second_edit(tmp_path: Path) -> None:
    """The labels are not asked where the template says itself what a total is."""
    cells = {"A3": "单位类别", "B3": "户数", "A4": "甲县", "A5": "乙县", "A6": "合计"}
    cells["B6"] = "=ROUND(SUM(B4:B5)*0.5,0)"
    template = drawn(tmp_path / "t.xlsx", cells, "A3:B6")
    assert not any(edit.inferred for edit in edits_of(template))
