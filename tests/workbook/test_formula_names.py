"""Names that a workbook defines, in its formulas: what they stand for is understood and worked out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from openpyxl.workbook.defined_name import DefinedName

import youthstats as ys
from youthstats.model.edits import Edit
from youthstats.workbook.formulas.parsing import formula_of
from youthstats.workbook.named import Named

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
MEANT = {"各项": "表!$B$4:$B$6", "首尾": "表!$B$4,表!$B$6", "系数": "1.5", "负数": "-2"}
LEFT = {
    "变动": "OFFSET(表!$B$4,0,0,3,1)",
    "错": "#REF!",
    "随格": "表!B4",
    "youthstats.T1.a": "表!$B$4",
    "_xlnm.Print_Area": "表!$A$1:$C$9",
}
NAMED = Named.of({**MEANT, **LEFT})

PARTS = st.sampled_from((*MEANT, *LEFT, "B4", "表!B4:B5", "3", '"各项"', "SUM(B4:B5)", "各项目"))


@given(st.lists(PARTS, min_size=1, max_size=6), st.booleans())
def test_a_name_is_what_it_stands_for(parts: list[str], small: bool) -> None:
    """A formula with names is the formula with what they stand for; words that look alike stay."""
    formula, spelled = (f"=SUM({','.join(some)})" for some in (parts, _spelled(parts)))
    found = NAMED.spelled_out(formula.lower() if small else formula)
    assert formula_of(spelled.lower() if small else spelled).root == formula_of(found).root


def _spelled(parts: list[str]) -> list[str]:
    return [MEANT.get(part, part) for part in parts]


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    """What is no formula, or has no name in it, stays as it is."""
    assert text == Named.of({}).spelled_out(text)
    NAMED.spelled_out(text)


def template(path: Path, **formulas: str) -> Path:
    """Write a table of three figures and of what formulas make of them, with the names above."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for name, text in MEANT.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    book.defined_names["变动"] = DefinedName("变动", attr_text=LEFT["变动"])
    rows = [["情况表"], ["填报单位："], ["类别", "收入（元）"], ["甲"], ["乙"], ["丙"]]
    for row in (*rows, *map(list, formulas.items())):
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=3, max_row=6 + len(formulas), max_col=2):
        for cell in cells:
            cell.border = BOX
    book.save(path)
    return path


def said(found: ys.Template) -> set[str]:
    """Return what the hard edits of a template say."""
    edits = (edit for form in found.scheme.forms for edit in form.edits)
    return {str(edit.statement) for edit in edits if isinstance(edit, Edit) and not edit.inferred}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(各项)", "算 = 甲 + 乙 + 丙"),
        ("=SUM(首尾,B5)", "算 = 甲 + 丙 + 乙"),
        ("=系数*B4+负数", "算 = 1.5 * 甲 - 2"),
        ("=SUM((B4,B5),B6)", "算 = 甲 + 乙 + 丙"),
        ("=SUM((B4:B5,表!$B$6))", "算 = 甲 + 乙 + 丙"),
        ('=SUMIF(A4:A6,"乙",B4:B6)', "算 = 乙"),
        ("=B4+SUMIF($A$4:$A$6,A6,$B$4:$B$6)", "算 = 甲 + 丙"),
    ],
)
def test_what_is_understood(formula: str, expected: str, tmp_path: Path) -> None:
    """Sums over names, over brackets, and of what stands beside a printed label are edits."""
    assert {expected} == said(ys.understand(template(tmp_path / "t.xlsx", 算=formula)))


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(变动)",
        '=SUMIF(A4:A6,"甲*",B4:B6)',
        '=SUMIF(B4:B6,">3",B4:B6)',
        '=SUMIF(B4:B6,"甲",B4:B6)',
        '=SUMIF(A4:A6,"甲",B4:B5)',
        "=SUMIF(A4:A6,B4,B4:B6)",
        "=SUM((B4,B5)*2)",
    ],
)
def test_what_is_told(formula: str, tmp_path: Path) -> None:
    """A name that is worked out, and a condition that decides anew each time, are told and no edit."""
    found = ys.understand(template(tmp_path / "t.xlsx", 算=formula))
    assert set() == said(found)
    assert ["formula"] == [doubt.code for doubt in found.doubts]


def test_returns_keep_the_names(tmp_path: Path) -> None:
    """Nothing is told of the formula of the template, and a wrong total is found by its edit."""
    blank = template(tmp_path / "t.xlsx", 合计="=SUM(各项)", 折合="=系数*B7")
    inbox = tmp_path / "in"
    inbox.mkdir()
    for unit, total in (("甲县", "=SUM(各项)"), ("乙县", 7)):
        book = load_workbook(blank)
        sheet = book.worksheets[0]
        for address, value in {"B2": unit, "B4": 1, "B5": 2, "B6": 3, "B7": total}.items():
            sheet[address].value = value
        book.save(inbox / f"{unit}.xlsx")
    job = ys.reconcile(inbox, ys.understand(blank), tmp_path / "汇总.xlsx")
    broken = {(one.unit, one.rule) for one in job.review.findings if one.severity.value == "hard"}
    assert {"乙县"} == {unit for unit, _ in broken}
    assert "=SUM(各项)" == load_workbook(tmp_path / "汇总.xlsx")["表"]["B7"].value
