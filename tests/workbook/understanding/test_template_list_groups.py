"""A list in groups: a heading each, blank rows, a subtotal, and one total of all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.items import Kind

HEADING = """
项目台账
填报单位： |  |  |  | 单位：万元
| 序号 | 项目名称 | 实施地点 | 财政资金 | 自筹资金 |
"""
GROUPS = ("产业发展类", "基础设施类", "公共服务类")


def grouped(rows: list[int], *, merged: bool, subtotals: bool) -> str:
    """Draw a ledger with so many blank rows in each group."""
    lines, below = [], 4
    for number, (group, count) in enumerate(zip(GROUPS, rows, strict=False)):
        lines.append(
            f"| {group} | < | < | < | < |"
            if merged
            else f"| {'一二三'[number]} | {group} |  |  |  |"
        )
        lines += ["|  |  |  |  |  |"] * count
        if subtotals:
            sums = [f"=SUM({at}{below + 1}:{at}{below + count})" for at in "DE"]
            lines.append(f"|  | 小计 |  | {sums[0]} | {sums[1]} |")
        below += 1 + count + subtotals
    return HEADING + "\n".join([*lines, "| 总计 | < | < |  |  |"])


@settings(max_examples=settings().max_examples // 10)
@given(
    st.lists(st.integers(2, 4), min_size=2, max_size=3),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_the_rows_of_all_groups_are_one_list(
    rows: list[int], merged: bool, subtotals: bool, data: st.DataObject
) -> None:
    """A return has its entries, whichever rows it fills in, and no heading and no subtotal among them."""
    with tempfile.TemporaryDirectory() as folder:
        grid = grouped(rows, merged=merged, subtotals=subtotals)
        template = ys.understand(draw(Path(folder, "表.xlsx"), grid))
        (form,) = template.scheme.forms
        assert form.open
        assert [Kind.TEXT, Kind.TEXT, Kind.MONEY, Kind.MONEY] == [one.kind for one in form.items]
        book = openpyxl.load_workbook(template.path)
        sheet, typed = book["表一"], []
        sheet["A2"] = "填报单位：东镇"
        for row in [at for at in range(4, sheet.max_row) if _is_blank(sheet, at)]:
            if data.draw(st.booleans()):
                typed.append(row * 10)
                sheet[f"B{row}"], sheet[f"C{row}"] = f"项目{row}", "甲村"
                sheet[f"D{row}"], sheet[f"E{row}"] = row * 10, row
        book.save(Path(folder, "东镇.xlsx"))
        filed = ys.read(Path(folder, "东镇.xlsx"), template.scheme)
        (record,) = filed.returns[0].records.values()
    assert typed == [record[form.items[2].name, line] for line in record.keys]


def _is_blank(sheet: Worksheet, row: int) -> bool:
    return all(sheet.cell(row, at).value is None for at in range(1, 6))


@pytest.mark.parametrize("merged", [False, True])
def test_nothing_is_doubted(merged: bool, tmp_path: Path) -> None:
    """The headings lead to nothing, and nothing is filled in beside them."""
    grid = grouped([3, 2], merged=merged, subtotals=True)
    assert () == ys.understand(draw(tmp_path / "表.xlsx", grid)).doubts


def test_rows_with_their_labels_are_no_groups(tmp_path: Path) -> None:
    """A table whose rows are named asks by row, whatever sums stand among them."""
    rows = ["| 一 | 产业 |  |  |  |", "| 二 | 设施 |  |  |  |", "|  | 合计 |  |  |  |"]
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", HEADING + "\n".join(rows))).scheme.forms
    assert not form.open
