"""Labels with an answer each and no heading, below a table or beside one, are read where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

ABOVE = """
情况表
填报单位： | |
| 名称 | 数量（个） | 金额（元） |
| 甲类 | | |
| 乙类 | | |
补充资料：
"""
MEASURED = "| 用能人数 | 人 | |\n| 车辆数 | 辆 | |"
CODED = "| 用能人数 | 人 | 06 | |\n| 车辆数 | 辆 | 07 | |"


@pytest.mark.parametrize(("below", "column"), [(MEASURED, "C"), (CODED, "D")])
def test_rows_without_a_heading_below_a_table_are_read(
    below: str, column: str, tmp_path: Path
) -> None:
    """What stands behind a label, its measure and its code is its answer, whatever heads the table above."""
    path = draw(tmp_path / "表.xlsx", ABOVE + below)
    template = ys.understand(path)
    assert () == template.doubts
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B4"], sheet["C5"] = "甲镇", 1, 2
    sheet[f"{column}7"], sheet[f"{column}8"] = 30, 4
    (tmp_path / "上报").mkdir()
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    below_it = job.review.filed.returns[0].records["表一2"]
    assert () == job.review.findings
    assert [30, 4] == [value for *_, value in below_it]
