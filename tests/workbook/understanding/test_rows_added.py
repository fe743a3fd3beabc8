"""Rows that a unit adds to a table: named, and where a total is out by just them nothing else is blamed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import draw

PEOPLE = """
救助情况表
填报单位： |
| 类别 | 代码 | 人数（人） | 金额（元） | 备注 |
| 合计 | 01 | =SUM(C5:C7) | =SUM(D5:D7) | |
| 特困人员 | 02 | | | |
| 低保对象 | 03 | | | |
| 其他 | 04 | | | |
填表人：
"""

FIRST, LAST = 5, 7
ROWS = {5: (12, 340), 6: (45, 670), 7: (78, 910)}
LABEL = "   孤儿"


def checked(folder: Path, row: int, added: Mapping[str, Any], totals: object) -> ys.Suspects:
    """Return what is said of a return with a row put in; ``totals`` are formulas or what they show."""
    template = draw(folder / "表.xlsx", PEOPLE)
    book = openpyxl.load_workbook(template)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["B2"] = "甲镇"
    for at, (people, money) in ROWS.items():
        sheet[f"C{at}"], sheet[f"D{at}"] = people, money
    sheet.insert_rows(row)
    for column, value in added.items():
        sheet[f"{column}{row}"] = value
    sheet["C4"], sheet["D4"] = ("=SUM(C5:C8)", "=SUM(D5:D8)") if totals is None else (142, 1950)
    (folder / "上报").mkdir()
    book.save(folder / "上报" / "甲镇.xlsx")
    job = ys.reconcile(folder / "上报", ys.understand(template))
    return ys.localise(job.review)


@pytest.mark.parametrize("row", [FIRST, 6, LAST + 1])
@pytest.mark.parametrize("code", [None, 5, "05"])
@pytest.mark.parametrize("totals", [None, "typed"])
def test_a_row_that_the_totals_count_is_the_cause(
    tmp_path: Path, row: int, code: object, totals: object
) -> None:
    """First, last or in between, numbered or not: the row is named, and no cell of the form blamed."""
    added = {"A": LABEL, "B": code, "C": 7, "D": 30}
    suspects = checked(tmp_path, row, added, totals)
    findings = suspects.review.findings
    (beside,) = (one for one in findings if one.code == "figures_beside")
    assert ("孤儿", row, 2) == tuple(beside.facts[name] for name in ("label", "row", "count"))
    sums = [one for one in findings if one.code == "edit_failure"]
    assert [[f"C{row}"], [f"D{row}"]] == [one.facts["areas"] for one in sums]
    assert all("孤儿" in one.message("zh") and not one.suspects for one in sums)
    assert [] == [one.code for one in findings if one.code == "formula_differs"]


def test_a_total_that_is_out_by_something_else_is_told_as_ever(tmp_path: Path) -> None:
    """A row put in excuses no other fault: the cells of the form are suspected there."""
    suspects = checked(tmp_path, LAST + 1, {"A": LABEL, "C": 7, "D": 31}, "typed")
    sums = [one for one in suspects.review.findings if one.code == "edit_failure"]
    assert ["edit_failure_left_out", "edit_failure_balance"] == [one.sentence for one in sums]
    assert [False, True] == [bool(one.suspects) for one in sums]


@pytest.mark.parametrize("label", [None, "合计", "填表人：", "注：含孤儿"])
def test_a_line_below_that_is_no_row_of_the_table_is_not_named(
    tmp_path: Path, label: str | None
) -> None:
    """A total of the unit's own, the foot and a line without a label are told by their figures, if at all."""
    suspects = checked(tmp_path, LAST + 1, {"A": label, "C": 142, "D": 1950}, "typed")
    beside = [one for one in suspects.review.findings if one.code == "figures_beside"]
    assert not [one for one in beside if "row" in one.facts]


def test_the_row_is_told_where_it_stood_in_the_file_that_came(tmp_path: Path) -> None:
    """In the return that goes back the row is gone: its cells are said to be those of the file."""
    checked(tmp_path, LAST + 1, {"A": LABEL, "C": 7, "D": 30}, None)
    scheme = ys.understand(tmp_path / "表.xlsx")
    ys.reconcile(
        tmp_path / "上报", scheme, output=tmp_path / "汇总.xlsx", returns=tmp_path / "退回"
    )
    (path,) = (tmp_path / "退回").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    texts = [str(cell.value) for row in book["审核意见"].iter_rows() for cell in row]
    (told,) = (text for text in texts if "差额 +7" in text)
    assert "C8 是原报文件" in told
