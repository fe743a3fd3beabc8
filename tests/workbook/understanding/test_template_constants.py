"""Numbers that the office printed on other sheets: its formulas name them, and nobody fills them in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.model.items import Kind

FORM = """
统计表
填报单位： |
| 指标 | 数量（场） | 折算（场） |
| 讲座 | | =B4*封面!$B$2 |
| 培训 | | =B5*封面!$B$2 |
| 合计 | =SUM(B4:B5) | =SUM(C4:C5) |
"""


def template(folder: Path, factor: float | Decimal, hidden: bool = False) -> ys.Template:
    """Return a form whose second column is the first times a number on another sheet."""
    cover = Drawn("年报封面\n系数 |", "封面", values={"B2": factor}, hidden=hidden)
    return ys.understand(draw(folder / "模板.xlsx", Drawn(FORM), cover))


def filed(of: ys.Template, name: str, cells: Mapping[str, Any]) -> ys.Filed:
    """Return what is read of a return with these cells filled in."""
    book = openpyxl.load_workbook(of.path)
    book["表一"]["B2"] = "甲县"
    for address, value in cells.items():
        sheet, _, place = address.rpartition("!")
        book[sheet or "表一"][place] = value
    book.save(of.path.parent / name)
    return ys.read(of.path.parent / name, of.scheme)


@given(st.integers(1, 400), st.lists(st.integers(0, 99), min_size=2, max_size=2), st.booleans())
def test_a_number_on_another_sheet_is_a_number(
    hundredths: int, typed: list[int], hidden: bool
) -> None:
    """The formula is an edit with it, the answers may have decimals, and a right return passes."""
    factor = Decimal(hundredths) / 100
    one = template(Path(tempfile.mkdtemp()), factor, hidden)
    (form,) = one.scheme.forms
    said = [str(edit.statement) for edit in form.edits if isinstance(edit, Edit)]
    size = "" if factor == 1 else f"{factor.normalize():f} * "
    assert any(text.endswith(f"= {size}数量") or f"= {size}讲座[数量]" in text for text in said)
    assert "formula" not in {doubt.code for doubt in one.doubts}
    assert (Kind.COUNT if hundredths % 100 == 0 else Kind.MONEY) is form.item("折算").kind
    worked = {f"C{row}": float(factor * figure) for row, figure in enumerate(typed, 4)}
    read = filed(one, "甲县.xlsx", {"B4": typed[0], "B5": typed[1], **worked})
    assert [] == [finding.code for finding in ys.check(read).hard]


def test_a_sum_of_figures_with_decimals_may_have_decimals(tmp_path: Path) -> None:
    """Where rows are the items, and the total is called by its label alone."""
    grid = (
        FORM.replace("（场）", "")
        .replace("| 讲座", "| 讲座（场）")
        .replace("| 培训", "| 培训（场）")
    )
    cover = Drawn("年报封面\n系数 |", "封面", values={"B2": 1.5})
    *_, form = ys.understand(draw(tmp_path / "模板.xlsx", Drawn(grid), cover)).scheme.forms
    assert [Kind.MONEY] * 3 == [item.kind for item in form.items]


def _aside(read: ys.Filed) -> list[str]:
    return [one.code for one in ys.check(read).findings if one.code == "sheet_not_read"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, False),
        ({"封面!B2": 1.6}, True),
        ({"封面!C9": 12}, True),
        ({"封面!B2": None}, False),
    ],
    ids=str,
)
def test_a_sheet_as_the_office_made_it_is_no_news(
    tmp_path: Path, cells: Mapping[str, Any], told: bool
) -> None:
    """Only what a unit put there is told."""
    one = template(tmp_path, 1.5)
    read = filed(one, "甲县.xlsx", {"B4": 3, "B5": 5, **cells})
    assert told == bool(_aside(read))


def test_a_filled_in_sheet_is_not_read_and_the_doubt_says_so(tmp_path: Path) -> None:
    """Last year's figures are no constants: every unit has its own."""
    last = "上年表\n| 指标 | 数量（场） | 折算（场） |\n| 讲座 | 12 | 13 |\n| 培训 | 14 | 15 |"
    grid = FORM.replace("=B4*封面!$B$2", "=B4-上年!B3").replace("=B5*封面!$B$2", "=B5-上年!B4")
    other = "另表\n| 项目 | 人数（人） |\n| 教师 | |\n| 学生 | |"
    drawn = draw(tmp_path / "模板.xlsx", Drawn(grid), Drawn(last, "上年"), Drawn(other, "另表"))
    one = ys.understand(drawn)
    (doubt, _) = (doubt for doubt in one.doubts if doubt.code == "formula")
    assert "没有读取" in doubt.message("zh")
    assert "not read" in doubt.message("en")
