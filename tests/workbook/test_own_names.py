"""Whose return it is where a form asks for it in words of its own, on a card, or on a cover."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.heading import FILER, UNIT_ASKED, unit_said

TABLE = """
月报
{asked}
| 指标 | 本月 |
| 产值 |  |
| 人数 |  |
"""
CARD = """
登记表
| {asked} |  | 代码 |  |
| 班数（个） |  | 人数（人） |  |
"""
ROSTER = ys.Hierarchy((ys.Unit("全市"), ys.Unit("城东街道", "全市"), ys.Unit("城西街道", "全市")))

NOUNS = [
    "街道",
    "乡镇",
    "学校",
    "县（市、区）",
    "企业",
    "部门",
    "医院（盖章）",
    "单位",
    "县区",
    "主体",
]
NO_UNITS = [
    "人",
    "日期",
    "时间",
    "说明",
    "要求",
    "人员",
    "年度",
    "联系电话",
    "负责人",
    "须知",
    "单位负责人",
]


def sheet(text: str, beside: str = "") -> Book:
    """Return a workbook with one line above a table."""
    cells = {(0, 0): Cell(text)} | ({(0, 1): Cell(beside)} if beside else {})
    return Book("", "", (Sheet("表", cells=cells),))


@given(st.sampled_from(NOUNS), st.sampled_from(["：", ":"]), st.booleans())
def test_any_noun_asks_for_the_unit(noun: str, colon: str, beside: bool) -> None:
    """In its own cell or in the one beside it."""
    book = sheet(f"填报{noun}{colon}" + ("" if beside else "东镇"), "东镇" if beside else "")
    assert "东镇" == unit_said(book, book.sheets[0], (*UNIT_ASKED, FILER))


@given(st.sampled_from(NO_UNITS), st.booleans())
def test_a_person_or_a_day_is_no_unit(noun: str, beside: bool) -> None:
    """Nor is an explanation."""
    book = sheet(f"填报{noun}：" + ("" if beside else "东镇"), "东镇" if beside else "")
    assert "" == unit_said(book, book.sheets[0], (*UNIT_ASKED, FILER))


def named(path: Path, scheme: ys.Scheme) -> tuple[str, set[str]]:
    """Return whose return a file is, and what is said of that."""
    filed = ys.read(path, scheme)
    (one,) = filed.returns
    return one.unit, {aside.code for aside in one.asides if aside.code.startswith("unit_")}


@pytest.mark.parametrize("asked", ["填报街道：", "填报学校：", "填报县（市、区）：", "填报单位："])
def test_the_cell_comes_before_the_name_of_the_file(asked: str, tmp_path: Path) -> None:
    """With a roster or without one; that the two disagree is told."""
    template = ys.understand(draw(tmp_path / "表.xlsx", TABLE.format(asked=asked)))
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    book["表一"]["A2"] = f"{asked}城西街道"
    book["表一"]["B4"] = 3
    path = tmp_path / "城东街道6月.xlsx"
    book.save(path)
    assert ("城西街道", {"unit_disagrees", "unit_as_typed"}) == named(path, template.scheme)
    assert ("城西街道", {"unit_disagrees"}) == named(path, template.scheme.with_units(ROSTER))


@pytest.mark.parametrize(
    "file",
    [
        "石桥.xlsx",
        "登记表-石桥.xlsx",
        "石桥中心小学（更正）.xlsx",
        "县石桥中心小学.xlsx",
        "小学.xlsx",
    ],
)
@pytest.mark.parametrize("asked", ["学校名称", "单位名称", "企业名称"])
def test_a_card_is_the_unit_s_that_it_names(asked: str, file: str, tmp_path: Path) -> None:
    """Its file may be called what it likes, short of another unit of the kind."""
    template = ys.understand(draw(tmp_path / "表.xlsx", CARD.format(asked=asked)))
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    book["表一"]["B2"], book["表一"]["B3"] = "石桥中心小学", 3
    book.save(tmp_path / file)
    assert ("石桥中心小学", {"unit_as_typed"}) == named(tmp_path / file, template.scheme)


def test_a_card_of_a_project_is_not_the_project_s(tmp_path: Path) -> None:
    """Only what may be called a unit names one."""
    template = ys.understand(draw(tmp_path / "表.xlsx", CARD.format(asked="项目名称")))
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    book["表一"]["B2"], book["表一"]["B3"] = "石桥中心小学", 3
    book.save(tmp_path / "东镇.xlsx")
    assert ("东镇", {"unit_from_file_name"}) == named(tmp_path / "东镇.xlsx", template.scheme)


@pytest.mark.parametrize(
    ("cover", "asked", "said", "unit"),
    [
        ("封面", "填报单位：", "城西街道", "城西街道"),
        ("封面", "单位名称", "城西街道", "城西街道"),
        ("首页", "填报街道：", "城西街道", "城西街道"),
        ("Sheet1", "填报单位", "城西街道", "城西街道"),
        ("填表说明", "填报单位：", "城西街道", "城东街道"),
        ("封面", "填报单位：", "各街道办事处", "城东街道"),
        ("封面", "填报单位：", "", "城东街道"),
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_a_cover_says_whose_it_is(
    cover: str, asked: str, said: str, unit: str, listed: bool, tmp_path: Path
) -> None:
    """One that explains who files is no cover."""
    template = ys.understand(draw(tmp_path / "表.xlsx", TABLE.format(asked="2009年")))
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    first = book.create_sheet(cover, 0)
    first["A5"], first["B5"] = asked, said
    book["表一"]["B4"] = 3
    path = tmp_path / "城东街道6月.xlsx"
    book.save(path)
    scheme = template.scheme.with_units(ROSTER) if listed else template.scheme
    assert unit == named(path, scheme)[0]


@pytest.mark.parametrize(
    "left", ["________", "（章）", "（盖章）", "____（公章）____", "＿＿ ＿＿", ""]
)
def test_a_line_to_write_on_is_no_unit(left: str, tmp_path: Path) -> None:
    """填报单位：________ was left blank: the file's name tells the unit, and the roster knows it."""
    template = draw(
        tmp_path / "表.xlsx", f"情况表\n填报单位：{left}\n| 指标 | 本年（个） |\n| 甲 | |\n| 乙 | |"
    )
    book = openpyxl.load_workbook(template)
    book.worksheets[0]["B4"], book.worksheets[0]["B5"] = 1, 2
    book.save(tmp_path / "东镇报表.xlsx")
    units = ys.Hierarchy((ys.Unit("全县"), ys.Unit("东镇", "全县"), ys.Unit("西镇", "全县")))
    filed = ys.read(tmp_path / "东镇报表.xlsx", ys.understand(template, units).scheme)
    assert ["东镇"] == [one.unit for one in filed.returns]
