"""Where nobody says who adds up, and what an office's list is said to have had for a total."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.cli import main

TABLE = """
人员表
综合机关名称： |
| 指标 | 人数（人） |
| 团员 | |
"""
LIST = """
企业表
填报单位： |
| 名称 | 人数（人） |
| | |
| | |
| | |
| 合计 | =SUM(B4:B6) |
"""
NAMED = ys.Hierarchy((ys.Unit("甲镇", "全县"), ys.Unit("乙镇", "全县"), ys.Unit("全县")))


def roster(folder: Path, names: list[str], parent: str | None) -> Path:
    """Write a roster, its units under a parent or under none."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "上级"])
    for name in names:
        sheet.append([name, parent])
    book.save(folder / "名录.xlsx")
    return folder / "名录.xlsx"


@given(st.sets(st.sampled_from(["甲镇", "乙镇", "丙镇"]), min_size=1), st.booleans())
def test_an_open_roster_has_a_name_only_if_one_was_given(met: set[str], given_: bool) -> None:
    """Also over the units that were met."""
    units = ys.Hierarchy.open("全县") if given_ else ys.Hierarchy.open()
    expected = ("全县", "全县") if given_ else ("", "合计")
    for one in (units, units.of(met)):
        assert expected == (one.compiler, one.root)


@pytest.mark.parametrize("parent", ["全县", None])
def test_a_roster_names_who_adds_up_or_does_not(tmp_path: Path, parent: str | None) -> None:
    """A parent that has no line of its own is a name; none is none."""
    units = ys.load_units(roster(tmp_path, ["甲镇", "乙镇"], parent))
    assert (parent or "", not parent) == (units.compiler, units.unnamed)


@pytest.mark.parametrize("units", [None, NAMED])
def test_who_adds_up_is_left_blank_where_nobody_said(
    tmp_path: Path, units: ys.Hierarchy | None
) -> None:
    """Neither the office's sheet nor ours calls 合计 an office."""
    path = draw(tmp_path / "表.xlsx", TABLE)
    (tmp_path / "上报").mkdir()
    for unit in ("甲镇", "乙镇"):
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["B2"], book.worksheets[0]["B4"] = unit, 3
        book.save(tmp_path / "上报" / f"{unit}.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(path, units), tmp_path / "汇总.xlsx")
    assert not job.review.hard
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    ours = next(sheet for sheet in book if sheet.title.endswith("分单位"))
    said = ("全县", "综合机关：全县") if units else (None, None)
    assert said == (book.worksheets[0]["B2"].value, ours["A2"].value)


def test_a_scheme_without_a_roster_or_a_period_says_neither(tmp_path: Path) -> None:
    """No empty word stands in the terminal, and no total is called a unit."""
    path = draw(tmp_path / "表.xlsx", TABLE)
    done = CliRunner().invoke(main, ["forms", "--template", str(path), "--lang", "zh"])
    first, second, *_ = done.output.splitlines()
    assert ("报告期" in first, "合计" in second, "名录" in second) == (False, False, True)


@given(st.integers(1, 3))
def test_a_list_has_the_formula_its_template_has(entries: int) -> None:
    """However few entries a unit has: what stood in the cell is what the office wrote there."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        path = draw(folder / "表.xlsx", LIST)
        template = ys.understand(path, NAMED)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"], sheet["B7"] = "甲镇", 60
        for row in range(4, 4 + entries):
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = f"某{row}厂", 20
        (folder / "上报").mkdir()
        book.save(folder / "上报" / "甲镇.xlsx")
        (one,) = ys.read(folder / "上报", template.scheme)
        said = [n.suggestion for n in one.notes if n.code == "reading.formula_typed_over"]
        assert ["=SUM(B4:B6)"] == said
