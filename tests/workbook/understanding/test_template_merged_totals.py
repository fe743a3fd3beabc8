"""合计 merged by the template over its label and columns in which a total asks for nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

WORDS = """
应急物资储备情况
填报单位： | | | |
| 物资名称 | 规格型号 | 存放地点 | 数量（件） | 金额（元） |
| 帐篷 | | | | |
| 棉被 | | | | |
| 合计 | < | < | =SUM(D4:D5) | =SUM(E4:E5) |
"""
SUBTOTALS = """
项目投资情况
填报单位： | | | |
| 序号 | 项目名称 | 计划数（个） | 完成数（个） | 投资（万元） |
| 1 | 城北道路 | | | |
| 小计 | < | < | < | =E4 |
| 2 | 二水厂 | | | |
| 合计 | < | < | < | =E5+E6 |
"""


def merged(folder: Path, template: str, *blocks: str) -> list[object]:
    """Return the blocks found to hide answers, on a return that merged more than its template."""
    (folder / "上报").mkdir()
    blank = draw(folder / "模板.xlsx", template)
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：甲镇"
    for row in (4, 5, 6):
        for column in (3, 4, 5):
            if sheet.cell(row, 1).value not in {"合计", "小计"}:
                sheet.cell(row, column).value = 3
    for block in blocks:
        for own in [own for own in sheet.merged_cells.ranges if str(own)[:2] == block[:2]]:
            sheet.unmerge_cells(str(own))
        sheet.merge_cells(block)
    book.save(folder / "上报" / "甲镇.xlsx")
    found = ys.reconcile(folder / "上报", ys.understand(blank)).review.findings
    return [one.facts["places"] for one in found if one.code == "answers_merged"]


@pytest.mark.parametrize("template", [WORDS, SUBTOTALS])
def test_what_the_template_merged_itself_is_no_finding(template: str, tmp_path: Path) -> None:
    """Nothing is asked for under the block, and each right return has it."""
    assert [] == merged(tmp_path, template)


def test_a_unit_that_merged_answers_beside_it_is_found(tmp_path: Path) -> None:
    """The rows above ask in the columns that the total does not."""
    assert [["B4:C5"]] == merged(tmp_path, WORDS, "B4:C5")


def test_an_answer_under_a_wider_block_of_the_total_is_found(tmp_path: Path) -> None:
    """A unit that merged 合计 one column further has its figure hidden."""
    assert [["A6:D6"]] == merged(tmp_path, WORDS, "A6:D6")
