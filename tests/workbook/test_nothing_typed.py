"""A form in which an office has a formula in every answer: nobody can type there, nobody owes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.office import OfficeFormula
from youthstats.model.schemes import Duty, define_scheme

UNITS = ys.Hierarchy((ys.Unit("甲县", "全市"), ys.Unit("乙县", "全市"), ys.Unit("全市")))
GROWTH = """
收入表
填报单位： |
| 指标 | 计量单位 | 本年 | 上年 | 增长（%） |
| 收入 | 万元 | | | =IF(D4=0,"",(C4-D4)/D4*100) |
| 人数 | 人 | | | =IF(D5=0,"",(C5-D5)/D5*100) |
"""
PLAIN = define_form(
    id="F",
    label="表一",
    title="表",
    items=[Item(name, Kind.COUNT, f"{name}数") for name in "abc"],
    rows=ys.items(),
    columns=ys.categories(),
    categories=[Category("p", "小学"), Category("q", "中学")],
)
ANSWERS = [(name, line) for name in "abc" for line in "pq"]
OTHER = define_form(
    id="G",
    label="表二",
    title="表",
    items=[Item("n", Kind.COUNT, "人数")],
    rows=ys.items(),
    columns=ys.answer(),
)


@given(st.sets(st.sampled_from(ANSWERS)), st.booleans(), st.booleans())
def test_what_cannot_be_typed_is_not_owed(
    worked_out: set[tuple[str, str]], by_duty: bool, met: bool
) -> None:
    """A form is owed just where an answer of it has no formula, with a roster and without, at all times."""
    formulas = tuple(OfficeFormula(*answer, ("1+1",)) for answer in sorted(worked_out))
    form = evolve(PLAIN, formulas=formulas)
    duties = {"F": Duty(owed_by=UNITS.leaves)} if by_duty and not met else None
    units = ys.Hierarchy.open() if met else UNITS
    scheme = define_scheme(
        id="s", title="制度", period="2009年", forms=[form, OTHER], units=units, duties=duties
    )
    scheme = scheme.met(["甲县"])
    for one in (scheme, scheme.with_units(UNITS)):
        assert (len(worked_out) < len(ANSWERS)) is one.duties["F"].owes("甲县")
        assert one.duties["F"].admits("甲县")
        assert one.duties["G"].owes("甲县")


def _filed(folder: Path, *, roster: bool, before: int | None) -> tuple[ys.Job, Form]:
    path = draw(folder / "表.xlsx", GROWTH)
    (folder / "上报").mkdir()
    for unit, last in (("甲县", 40), ("乙县", before)):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"], sheet["C4"], sheet["C5"], sheet["D4"], sheet["D5"] = unit, 50, 5, last, last
        book.save(folder / "上报" / f"{unit}.xlsx")
    template = ys.understand(path, UNITS if roster else None)
    _, growth = template.scheme.forms
    return ys.reconcile(folder / "上报", template, folder / "汇总.xlsx"), growth


def _told(job: ys.Job) -> list[str]:
    return [one.code for one in job.review.findings]


@pytest.mark.parametrize("roster", [True, False])
@pytest.mark.parametrize("before", [None, 4])
def test_a_unit_without_last_year_owes_no_growth(
    tmp_path: Path, roster: bool, before: int | None
) -> None:
    """It is told nothing, its line of 填报情况 says nothing is owed, and the totals lack nobody."""
    job, growth = _filed(tmp_path, roster=roster, before=before)
    assert not growth.typed
    assert [] == _told(job)
    assert () == job.totals.missing
    sheet = load_workbook(tmp_path / "汇总.xlsx")["填报情况"]
    marks = {cell.value for row in sheet.iter_rows(4) for cell in row}
    assert "缺" not in marks


def test_a_form_left_blank_is_still_owed(tmp_path: Path) -> None:
    """Beside it the form that is typed is missed as ever, and the one that follows is not."""
    path = draw(tmp_path / "表.xlsx", GROWTH)
    (tmp_path / "上报").mkdir()
    book = load_workbook(path)
    book.worksheets[0]["B2"] = "甲县"
    book.save(tmp_path / "上报" / "甲县.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(path, UNITS), tmp_path / "汇总.xlsx")
    assert ["form_missing"] == [code for code in _told(job) if code == "form_missing"]
