"""The sheet ``youthstats`` is the office's: no form, no doubt, and nothing to say of in a return."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.correcting_by_hand import STAFF, YEARBOOK, type_in
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.names import CORRECTIONS
from youthstats.workbook.package import open_book
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.writing.correction_sheet import write_corrections
from youthstats.workbook.writing.in_template import write_in_template

RETURNS = STAFF.parent / STAFF.stem
UNITS = ys.Hierarchy(
    (ys.Unit("全县"), *(ys.Unit(path.stem, "全县") for path in sorted(RETURNS.glob("*.xlsx"))))
)


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """基层单位表 with its sheet, on which one item is not added."""
    path = tmp_path / "我的表.xlsx"
    write_corrections(path, understand(STAFF))
    type_in(path, {("工资总额", "可否相加"): "否"})
    return understand(path, UNITS)


def with_sheet(folder: Path, template: Template, name: str = CORRECTIONS) -> Path:
    """Return a folder with the five returns as they come from a template with the sheet."""
    listed = load_workbook(template.path)[CORRECTIONS]
    target = folder / "returns"
    target.mkdir()
    for path in sorted((RETURNS).glob("*.xlsx")):
        book = load_workbook(path)
        sheet = book.create_sheet(name, 0)
        for row in listed.iter_rows():
            for cell in row:
                sheet.cell(cell.row, cell.column).value = cell.value
        book.save(target / path.name)
    return target


def test_the_sheet_is_neither_form_nor_doubt(template: Template) -> None:
    """What it lists is not asked for."""
    assert ["从业人员", "综合"] == [form.label for form in template.scheme.forms]
    assert () == template.doubts
    assert not template.scheme.form("综合").item("工资总额").adds


@pytest.mark.parametrize("name", [CORRECTIONS, " YouthStats"])
def test_a_return_that_carries_the_sheet_reads_as_without(
    template: Template, tmp_path: Path, name: str
) -> None:
    """The same records, places, findings and notes."""
    plain = ys.read(RETURNS, template.scheme)
    carried = ys.read(with_sheet(tmp_path, template, name), template.scheme)
    assert 5 == len(carried.returns)
    for one, other in zip(plain.returns, carried.returns, strict=True):
        assert (one.unit, one.records, one.locations) == (
            other.unit,
            other.records,
            other.locations,
        )
        assert (one.notes, one.asides) == (other.notes, other.asides)


def test_the_filled_template_keeps_the_sheet(template: Template, tmp_path: Path) -> None:
    """The output is the template, sheet and all: it says how the totals were understood."""
    filed = ys.read(RETURNS, template.scheme)
    review, totals = ys.check(filed), ys.consolidate(filed)
    write_in_template(tmp_path / "汇总.xlsx", template, totals, review)
    before, after = (
        open_book(path).sheet(CORRECTIONS) for path in (template.path, tmp_path / "汇总.xlsx")
    )
    assert before == after


def test_a_hidden_sheet_counts_too(template: Template, tmp_path: Path) -> None:
    """An office that sends its template out may hide the sheet first."""
    book = load_workbook(template.path)
    book[CORRECTIONS].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    hidden = understand(tmp_path / "hidden.xlsx")
    assert (template.scheme.forms, ()) == (hidden.scheme.forms, hidden.doubts)


def test_everything_of_the_template_is_kept(tmp_path: Path) -> None:
    """The sheets that were there are there, cell by cell, and the new one is behind them."""
    copy(YEARBOOK, tmp_path / "表.xlsx")
    write_corrections(tmp_path / "新.xlsx", understand(tmp_path / "表.xlsx"))
    old, new = open_book(tmp_path / "表.xlsx"), open_book(tmp_path / "新.xlsx")
    assert (*old.sheets, new.sheet(CORRECTIONS)) == new.sheets


def test_closed_words_are_offered(tmp_path: Path) -> None:
    """In the row of an item its kinds, in that of an edit its severities, and all in blank rows."""
    write_corrections(tmp_path / "新.xlsx", understand(YEARBOOK))
    sheet = load_workbook(tmp_path / "新.xlsx")[CORRECTIONS]
    offered = {
        str(area): rule.formula1
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    assert '"整数,数,比率,文字,日期,句子"' == offered["E6"]
    assert "N6" not in offered
    edits = [row for row in range(4, 40) if sheet.cell(row, 1).value == "审核关系"]
    assert {'"强制,核实,不用"'} == {offered[f"N{row}"] for row in edits}
    blank = next(row for row in range(4, 80) if sheet.cell(row, 1).value is None)
    assert {"A", "E", "I", "J", "N"} <= {area[0] for area in offered if area[1:] == str(blank)}
    assert "D4" == sheet.freeze_panes


ALIASED = {
    "a card": "| 校名 | | 校长 | |\n| 教师数（人） | | 在校学生数（人） | |\n| 班级数 | | 食堂数 | |",
    "a column": "| 班级 | 在校学生数（人） | 教师数（人） |\n| 甲 | | |\n| 乙 | | |",
    "a row": "| 指标 | 城区 | 乡镇 |\n| 在校学生数（人） | | |\n| 教师数（人） | | |",
}
"""Forms with one label that gets an alias."""


@pytest.mark.parametrize("kind", ALIASED)
def test_a_label_under_its_alias_is_no_word_left_over(kind: str, tmp_path: Path) -> None:
    """What was read under an alias that the office accepted is not told as unread."""
    path = tmp_path / "我的表.xlsx"
    write_corrections(path, understand(draw(tmp_path / "空表.xlsx", ALIASED[kind])))
    type_in(path, {("在校学生数", "别名"): "在校生数、学生总数"})
    book = load_workbook(tmp_path / "空表.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value is None:
                cell.value = 7
            elif str(cell.value).startswith("在校学生数"):
                cell.value = "学生总数"
    book.save(tmp_path / "甲.xlsx")
    (one,) = ys.read(tmp_path / "甲.xlsx", understand(path).scheme).returns
    (record,) = one.records.values()
    assert 7 in [value for name, _, value in record if "在校学生数" in name]
    assert "words_not_read" not in [aside.code for aside in one.asides]


@pytest.mark.parametrize(
    ("label", "measure", "doubted"),
    [
        ("占地面积（平方米）", "亩", True),
        ("占地面积（平方米）", "平方米", False),
        ("占地面积", "亩", False),
    ],
)
def test_a_measure_that_the_template_does_not_print_is_doubted(
    label: str, measure: str, doubted: bool, tmp_path: Path
) -> None:
    """Units fill in by the label they see, whatever the office says of it elsewhere."""
    path = tmp_path / "我的表.xlsx"
    blank = draw(
        tmp_path / "空表.xlsx", f"| 校区 | {label} | 教师数（人） |\n| 甲 | | |\n| 乙 | | |"
    )
    write_corrections(path, understand(blank))
    type_in(path, {("占地面积", "计量单位"): measure})
    template = understand(path)
    assert template.scheme.forms[0].item("占地面积").measure == measure
    told = [doubt.message("zh") for doubt in template.doubts if doubt.code == "measure_not_printed"]
    assert doubted == bool(told)
    assert all(label in said and measure in said and "youthstats!" in said for said in told)
