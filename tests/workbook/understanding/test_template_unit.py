"""Where a template asks for the unit: also beside 编制单位, unless it says there who drew it up."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

GRID = """
情况表
{head}
| 指标 | 数量 |
| 讲座（场） | |
| 培训（场） | |
"""


def units(folder: Path, head: str, filled: dict[str, str]) -> list[str | None]:
    """Return whose the returns of a template with this line are, by what is typed beside it."""
    template = ys.understand(draw(folder / "我的表.xlsx", GRID.format(head=head)))
    (folder / "in").mkdir()
    for name, unit in filled.items():
        book = load_workbook(template.path)
        sheet = book["表一"]
        sheet["B4"].value = 3
        sheet["B5"].value = len(name)
        if unit:
            sheet["B2"].value = unit
        book.save(folder / "in" / f"{name}.xlsx")
    return [one.unit for one in ys.read(folder / "in", template.scheme).files]


@pytest.mark.parametrize("head", ["编制单位： |", "编制单位（公章）： |", "编 制 单 位 |"])
def test_the_unit_stands_beside_what_asks_for_it(head: str, tmp_path: Path) -> None:
    """Two files are of the units typed beside 编制单位, whatever they are called."""
    assert ["甲县", "乙县"] == units(tmp_path, head, {"报表1": "甲县", "报表2号": "乙县"})


@pytest.mark.parametrize("head", ["编制单位：市统计局 |", "编制单位： | 市统计局"])
def test_who_drew_a_form_up_is_no_unit(head: str, tmp_path: Path) -> None:
    """What the template prints there itself is on all returns: the files' names tell."""
    assert ["丙县", "甲县乙镇"] == units(tmp_path, head, {"丙县": "", "甲县乙镇": ""})
