"""A unit whose name is a label of the form, too: the towns are printed, and each fills in its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

ROWS = """
改厕进展情况
{asked} | | |
| 乡镇 | 任务（户） | 完工（户） |
| 城关镇 | {n} | {n} |
| 南河镇 | | |
| 合计 | =SUM(B4:B5) | =SUM(C4:C5) |
"""
COLUMNS = """
改厕进展情况
{asked} | | |
| 指标 | 城关镇 | 南河镇 |
| 任务（户） | {n} | |
| 完工（户） | {n} | |
"""


def units(folder: Path, table: str, asked: str, said: str) -> list[str]:
    """Return whose a return is taken for, in a file called after nobody."""
    (folder / "上报").mkdir()
    scheme = ys.understand(draw(folder / "模板.xlsx", table.format(asked=asked, n=""))).scheme
    draw(folder / "上报" / "附件2.xlsx", table.format(asked=said, n=5))
    return [one.unit for one in ys.read(folder / "上报", scheme).returns]


@pytest.mark.parametrize("table", [ROWS, COLUMNS])
@pytest.mark.parametrize("asked", ["填报单位：", "填报单位（盖章）：", "填报乡镇：", "编制单位："])
@pytest.mark.parametrize("beside", ["", " | "])
def test_what_stands_behind_is_the_unit(
    table: str, asked: str, beside: str, tmp_path: Path
) -> None:
    """In the same cell or in the next, above the table: no label stands there."""
    assert ["城关镇"] == units(tmp_path, table, asked, f"{asked}{beside}城关镇")


@pytest.mark.parametrize("asked", ["乡镇：", "单位名称："])
def test_other_captions_ask_for_it_too(asked: str, tmp_path: Path) -> None:
    """In their own cell; the next may be anybody's."""
    assert ["城关镇"] == units(tmp_path, ROWS, asked, f"{asked}城关镇")


@pytest.mark.parametrize("row", ["| {asked} | | 负责人 | |", "| 负责人 | | {asked} | | 电话 | |"])
def test_a_label_beside_a_unit_left_blank_is_none(row: str, tmp_path: Path) -> None:
    """On a card its neighbour stands there; the file's name is all there is."""
    table = f"登记表\n{row}\n| 户数（户） | {{n}} | 人数（人） | {{n}} |"
    assert ["附件2"] == units(tmp_path, table, "填报单位", "填报单位")
