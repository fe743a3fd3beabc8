"""Validations that Excel keeps behind a sheet, where a rule names another: they are the sheet's."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import youthstats as ys
from tests.workbook.offices import parts_of
from tests.workbook.understanding.casework import Case
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import fill
from tests.workbook.understanding.telling import told
from tests.workbook.understanding.test_template_cases import CASES
from youthstats.errors import TemplateError
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import understand

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
RULES = re.compile(rb"<dataValidations.*?</dataValidations>", re.DOTALL)
LIMITED = [one for one in CASES if any(isinstance(s, Drawn) and s.limits for s in one.sheets)]

GRID = """
项目情况
| 项目 | 面积 | 状态 |
| 东村 | | |
| 西村 | | |
"""
LISTED = Drawn(
    GRID,
    limits={
        "C3:C4": {"type": "list", "formula1": "选项!$A$1:$A$3"},
        "B3:B4": {"type": "decimal", "operator": "between", "formula1": "0.5", "formula2": "90"},
    },
)
CHOICES = Drawn("在建\n竣工\n停工", "选项")


def behind(path: Path, change: tuple[str, str] = ("", "")) -> Path:
    """Put the validations of every sheet where Excel puts those that name another sheet."""
    parts = parts_of(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, _behind(data, *change) if "worksheets/sheet" in name else data)
    return path


def _behind(sheet: bytes, old: str, new: str) -> bytes:
    found = RULES.search(sheet)
    if found is None:
        return sheet
    text = found[0].decode()
    text = re.sub(r"<(/?)(dataValidation|formula)", r"<\1x14:\2", text)
    text = re.sub(r"(<x14:formula[12]>)(.*?)(</x14:formula[12]>)", r"\1<xm:f>\2</xm:f>\3", text)
    text = re.sub(
        r'(<x14:dataValidation [^>]*?) ?sqref="([^"]*)"([^>]*?)(?:/>|>(.*?)</x14:dataValidation>)',
        r"\1\3>\4<xm:sqref>\2</xm:sqref></x14:dataValidation>",
        text,
    )
    text = text.replace(old, new) if old else text
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}" '
        f'xmlns:xm="{XM}">{text}</ext></extLst></worksheet>'
    )
    return RULES.sub(b"", sheet).replace(b"</worksheet>", extension.encode())


@pytest.mark.parametrize("one", LIMITED, ids=str)
def test_a_rule_says_the_same_behind_its_sheet(one: Case, tmp_path: Path) -> None:
    """Types, choices, edits and doubts of every case with validations are as they were."""
    path = behind(draw(tmp_path / "我的表.xlsx", *one.sheets))
    assert b"x14:dataValidation " in b"".join(parts_of(path).values())
    assert one.told == told(understand(path))


def test_choices_on_another_sheet_are_offered(tmp_path: Path) -> None:
    """The list that Excel writes behind the sheet, and the range beside it."""
    path = behind(draw(tmp_path / "我的表.xlsx", LISTED, CHOICES))
    (form,) = understand(path).scheme.forms
    assert ("在建", "竣工", "停工") == form.item("状态").choices
    ends = {str(edit.statement) for edit in form.edits if isinstance(edit, Edit)}
    assert {"面积 >= 0.5", "面积 <= 90"} == ends


@pytest.mark.parametrize("source", ["INDIRECT(A1)", "不在!$A$1:$A$3", "没有这个名"])
def test_a_list_nobody_can_look_up_is_told(source: str, tmp_path: Path) -> None:
    """Its words are not known, so it is a doubt with the rule as it is written."""
    limits = {"B3:B4": {"type": "list", "formula1": source}}
    path = behind(draw(tmp_path / "我的表.xlsx", Drawn(GRID, limits=limits)))
    doubts = [one for one in understand(path).doubts if one.code == "validation_unread"]
    assert [source] == [one.facts["rule"] for one in doubts]


def test_a_rule_of_no_cells_or_no_kind_says_nothing(tmp_path: Path) -> None:
    """It accepts anything, wherever it is."""
    plain = told(understand(draw(tmp_path / "无.xlsx", GRID)))
    for change in (("<xm:sqref>B3:B4", "<xm:sqref>"), ('type="decimal"', "")):
        limits = {"B3:B4": {"type": "decimal", "operator": "equal", "formula1": "1"}}
        path = draw(tmp_path / "我的表.xlsx", Drawn(GRID, limits=limits))
        assert plain == told(understand(behind(path, change)))


def test_a_rule_of_a_kind_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """As one on the sheet is: the workbook is written in an unusual way."""
    limits = {"B3:B4": {"type": "decimal", "operator": "equal", "formula1": "1"}}
    path = draw(tmp_path / "我的表.xlsx", Drawn(GRID, limits=limits))
    with pytest.raises(TemplateError, match="unusual"):
        understand(behind(path, ('type="decimal"', 'type="magic"')))


def _rules(data: bytes) -> list[bytes]:
    root = etree.fromstring(data)
    return [etree.tostring(one, method="c14n") for one in root.iter(f"{{{X14}}}dataValidation")]


@given(st.sampled_from(("list", "whole", "custom")), st.booleans())
def test_a_filled_template_keeps_the_rules_behind_its_sheets(kind: str, named: bool) -> None:
    """Totals, corrections and all: the part with the rules has them as it had."""
    end = "选项!$A$1" if named else "1"
    limits = {"B3:B4": {"type": kind, "operator": "lessThan", "formula1": end}}
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder) / "我的表.xlsx", Drawn(GRID, limits=limits), CHOICES)
        (Path(folder) / "in").mkdir()
        fill(understand(path), Path(folder) / "in" / "甲县.xlsx")
        template = understand(behind(path))
        ys.reconcile(Path(folder) / "in", template, Path(folder) / "汇总.xlsx")
        ys.write_corrections(Path(folder) / "更正.xlsx", template)
        before = {n: _rules(data) for n, data in parts_of(path).items() if "worksheets/sheet" in n}
        assert [1, 0] == list(map(len, before.values()))
        for made in ("汇总.xlsx", "更正.xlsx"):
            after = parts_of(Path(folder) / made)
            assert before == {name: _rules(after[name]) for name in before}
