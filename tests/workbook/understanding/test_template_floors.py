"""What cannot be negative, and what a column admits at most: said once, and of every cell."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit

PLAIN = """
统计表
填报单位： |
| 指标 | 本年（吨） | 上年（吨） | {change} |
| 煤炭 | | | {first} |
| 原油 | | | {second} |
| 天然气 | | | {third} |
"""
"""Rows are the items where each asks for one kind of answer throughout."""

LEAST = {
    "by the label": {},
    "at least": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
    "between": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "99999"},
    "whole": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
}
"""The ways in which a template says that a figure is not negative."""

CHANGES = {
    "worked out": ("增减额（吨）", "=B{row}-C{row}"),
    "typed": ("增减额（吨）", ""),
    "a rate": ("增长（%）", ""),
    "none": ("计划（吨）", ""),
}
"""What stands in a column beside: figures that may be negative, or none."""


def drawn(path: Path, least: str, change: str) -> ys.Template:
    head, formula = CHANGES[change]
    cells = {
        word: formula.format(row=row) for row, word in enumerate(("first", "second", "third"), 4)
    }
    limits = {"B4:C6": LEAST[least]} if LEAST[least] else {}
    grid = PLAIN.format(change=head, **cells)
    return ys.understand(draw(path, Drawn(grid, limits=limits)))


def below(template: ys.Template, path: Path, address: str) -> list[str]:
    """Return the cells of a return that are told to be below their least, with -5 in one."""
    book = openpyxl.load_workbook(template.path)
    sheet = book["表一"]
    sheet["B2"] = "甲县"
    for cells in sheet["B4:D6"]:
        for cell in cells:
            cell.value = cell.value or 10
    sheet[address] = -5
    book.save(path)
    read = ys.read(path, template.scheme)
    assert ["read"] == [file.status for file in read.files]
    found = ys.check(read).findings
    told = [one for one in found if re.search(r"\.minimum\.|下限$", one.rule or "")]
    return sorted({cell.address or "" for one in told for cell in one.cells})


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("least", LEAST)
def test_a_negative_figure_is_told_whatever_stands_beside_it(
    tmp_path: Path, least: str, change: str
) -> None:
    """A column that may fall takes nothing from the others: each keeps the least of its own."""
    template = drawn(tmp_path / "我的表.xlsx", least, change)
    for address in ("B4", "C5", "B6"):
        assert [address] == below(template, tmp_path / "甲县.xlsx", address)


@pytest.mark.parametrize("change", ["typed", "a rate"])
def test_what_may_fall_is_not_told(tmp_path: Path, change: str) -> None:
    """A growth below nothing is no fault."""
    template = drawn(tmp_path / "我的表.xlsx", "by the label", change)
    assert [] == below(template, tmp_path / "甲县.xlsx", "D5")


LIMITED = """
统计表
| 单位类别 | 户数（户） | 人数（人） |
| 国有 | | |
| 集体 | | |
| 私营 | | |
| 合计 | =SUM(B3:B5) | =SUM(C3:C5) |
"""


def limits(area: str, path: Path) -> list[Edit]:
    """Return the limits of a table, where a validation is set on an area of it."""
    rule = {"type": "whole", "operator": "between", "formula1": "0", "formula2": "500"}
    template = ys.understand(draw(path, Drawn(LIMITED, limits={area: rule})))
    edits = [edit for form in template.scheme.forms for edit in form.edits]
    return [edit for edit in edits if isinstance(edit, Edit) and edit.kind == "inequality"]


@pytest.mark.parametrize(
    ("area", "lines", "said"),
    [
        ("B3:B6", (), "户数不应大于500"),
        ("B3:B5", ("国有", "集体", "私营"), "户数不应大于500（合计除外）"),
        ("B3:B4", ("国有", "集体"), "户数不应大于500（限于国有、集体）"),
    ],
)
def test_a_limit_of_a_column_is_said_once(
    area: str, lines: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """However many lines it is of, a limit is one edit; it names the lines, or the fewer others."""
    (edit,) = limits(area, tmp_path / "我的表.xlsx")
    assert ("户数 <= 500", lines, said) == (str(edit.statement), edit.lines, edit.zh)


def test_a_limit_of_shares_is_said_in_percent(tmp_path: Path) -> None:
    """Under （%） 150 is what may be typed: 150% is said of the limit and of what is over it."""
    path = tmp_path / "我的表.xlsx"
    rule = {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "150"}
    text = LIMITED.replace("户数（户）", "使用率（%）").replace("=SUM(B3:B5)", "")
    template = ys.understand(draw(path, Drawn(text, limits={"B3:B5": rule})))
    said = [
        edit.zh
        for form in template.scheme.forms
        for edit in form.edits
        if isinstance(edit, Edit) and edit.kind == "inequality"
    ]
    assert ["使用率不应大于150%（合计除外）"] == said
    book = openpyxl.load_workbook(path)
    book[book.sheetnames[0]]["B3"] = 160
    book.save(tmp_path / "甲县.xlsx")
    (over,) = ys.check(ys.read(tmp_path / "甲县.xlsx", template.scheme)).hard
    assert "左边 160%，右边 150%，相差 +10%" in over.message("zh")


def test_a_limit_is_judged_on_its_lines_alone(tmp_path: Path) -> None:
    """A total over the limit of its parts is no fault."""
    path = tmp_path / "我的表.xlsx"
    limits("B3:B5", path)
    template = ys.understand(path)
    (form,) = template.scheme.forms
    (edit,) = (one for one in form.edits if isinstance(one, Edit) and one.lines)
    assert ["国有", "集体", "私营"] == list(form.instances(edit, form.lines))
