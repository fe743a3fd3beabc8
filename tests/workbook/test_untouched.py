"""A form that came back as it was handed out was not filed, whatever its formulas come to."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import youthstats as ys

ROWS: tuple[tuple[str | None, ...], ...] = (
    ("收入情况表",),
    ("填报单位：", "甲镇"),
    ("项目", "合计", "村级", "组级", "上年", "增长（%）"),
    (
        "一、总收入",
        "=SUM(C4:D4)",
        "=C5+C6",
        "=D5+D6",
        "=E5+E6",
        "=IF(E4=0,0,ROUND((B4-E4)/E4*100,1))",
    ),
    ("（一）经营收入", "=SUM(C5:D5)", None, None, None, "=(B5-E5)/E5*100"),
    ("（二）其他收入", "=SUM(C6:D6)", None, None, None, '=IF(E6=0,"",(B6-E6)/E6*100)'),
)
TYPED = ("C5", "D5", "E5", "C6", "D6", "E6")


def workbook(path: Path, typed: Mapping[str, str | int]) -> Path:
    """Write the form with what was typed into it."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    for place, value in typed.items():
        book.active[place] = value
    book.save(path)
    return path


@cache
def scheme() -> ys.Scheme:
    """Return what the blank form asks for."""
    with tempfile.TemporaryDirectory() as folder:
        return ys.understand(workbook(Path(folder) / "收入.xlsx", {})).scheme


def returned(typed: Mapping[str, str | int]) -> ys.Filed:
    """Return the form as it is read with what was typed into it."""
    with tempfile.TemporaryDirectory() as folder:
        return ys.read(workbook(Path(folder) / "甲镇.xlsx", typed), scheme())


@example({})
@example({"C5": 0})
@given(st.dictionaries(st.sampled_from(TYPED), st.integers(0, 2)))
def test_a_form_is_filed_where_anything_was_typed(typed: dict[str, int]) -> None:
    """A 0 that was typed is an answer; one that a formula comes to over blanks is none."""
    filed = returned(typed)
    (one,) = filed.returns
    (form,) = scheme().forms
    assert bool(typed) == one.filed(form.id)
    codes = [
        finding.code for finding in ys.check(filed).findings if finding.code != "unit_as_typed"
    ]
    assert (["form_missing"] == codes) == (not typed)


@pytest.mark.parametrize("written", ["=0", "=3+4"])
def test_a_formula_of_the_units_own_is_an_answer(written: str) -> None:
    """Where the office left a cell to be typed, what stands in it was filled in."""
    (one,) = returned({"C5": written}).returns
    assert one.filed(scheme().forms[0].id)


def test_a_form_of_formulas_alone_is_filed_with_the_others(tmp_path: Path) -> None:
    """Nobody can type into it: what it comes to beside figures is its answer, though it is 0."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "一"
    other = book.create_sheet("二")
    for row in (
        ("收入表",),
        ("填报单位：", "甲镇"),
        ("项目", "本年", "上年"),
        ("收入",),
        ("支出",),
    ):
        book.active.append(row)
    for line in (
        ("结余表",),
        ("填报单位：", "甲镇"),
        ("项目", "本年", "上年"),
        ("结余", "=一!B4-一!B5", "=一!C4-一!C5"),
        ("差额", "=一!B5-一!B4", "=一!C5-一!C4"),
    ):
        other.append(line)
    book.save(tmp_path / "表.xlsx")
    template = ys.understand(tmp_path / "表.xlsx")
    for typed in (None, 5):
        for place in ("B4", "B5", "C4", "C5"):
            book.active[place] = typed
        book.save(tmp_path / "甲镇.xlsx")
        (one,) = ys.read(tmp_path / "甲镇.xlsx", template.scheme)
        assert [typed is not None] * 2 == [one.filed(form.id) for form in template.scheme.forms]
