"""Formulas that an office prints outside its forms, pasted as values: checks, sums beside a table."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

STOCK = """
库存表
填报单位：
| 品种 | 年初（吨） | 年末（吨） |
| 合计 | =SUM(B5:B6) | =SUM(C5:C6) |
| 小麦 | | |
| 稻谷 | | |
"""
STORES = """
库点表
填报单位：
| 序号 | 库点 | 容量（吨） | 存量（吨） |
| 1 | | | |
| 2 | | | |
| 3 | | | |
| 合计 | | =SUM(C4:C6) | =SUM(D4:D6) |
核对（应为0）： | | | =D7-库存!C4
"""


def told(folder: Path, *, rows: int = 0, **beside: int) -> list[tuple[str, list[str]]]:
    """Return how severely figures beside the tables are told, and where, of a return with some."""
    template = draw(folder / "表.xlsx", Drawn(STOCK, "库存"), Drawn(STORES, "库点"))
    book = openpyxl.load_workbook(template)
    stock, stores = book["库存"], book["库点"]
    assert isinstance(stock, Worksheet)
    assert isinstance(stores, Worksheet)
    stock["A2"] = stores["A2"] = "填报单位：西镇"
    for at, value in {"B5": 3, "B6": 4, "C5": 10, "C6": 20}.items():
        stock[at] = value
    for row, store in enumerate(("甲库", "乙库"), 4):
        stores[f"B{row}"], stores[f"C{row}"], stores[f"D{row}"] = store, 50, 15
    if rows:
        stores.insert_rows(6, rows)
    for at, figure in beside.items():
        stores[at] = figure
    book.save(folder / "西镇.xlsx")
    review = ys.check(ys.read(folder / "西镇.xlsx", ys.understand(template).scheme))
    found = [one for one in (*review.findings, *review.notes) if one.code == "figures_beside"]
    return [(one.severity.value, list(cast("list[str]", one.facts["places"]))) for one in found]


@pytest.mark.parametrize("value", [0, 500, -3])
@pytest.mark.parametrize("rows", [0, 2])
def test_what_the_template_works_out_is_a_note(tmp_path: Path, value: int, rows: int) -> None:
    """Its figure is nobody's answer, wherever the rows that a unit put in have moved it."""
    at = f"D{8 + rows}"
    assert [("note", [f"{at} {value}"])] == told(tmp_path, rows=rows, **{at: value})


@pytest.mark.parametrize("at", ["F8", "F5", "D10"])
def test_any_other_figure_beside_a_table_is_told_as_before(tmp_path: Path, at: str) -> None:
    """Where the template has nothing, somebody meant something."""
    assert ("soft", [f"{at} 77"]) in told(tmp_path, D8=0, **{at: 77})


def test_both_are_told_apart(tmp_path: Path) -> None:
    """The one is a note though the other is more."""
    assert [("soft", ["F5 77"]), ("note", ["D8 0"])] == told(tmp_path, D8=0, F5=77)
