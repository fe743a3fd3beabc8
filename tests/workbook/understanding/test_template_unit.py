"""Where a template asks for the unit: also beside 编制单位, unless it says there who drew it up."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

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


TABLE = """
固定资产表
{caption} | | | {measure}
{heads}
房屋 | | | =B4+C4
设备 | | | =B5+C5
"""


@pytest.mark.parametrize("measure", ["", "单位：万元"])
@pytest.mark.parametrize(
    "caption", ["单位名称", "单位名称：", "企业名称：", "乡镇", "学校", "填报单位"]
)
def test_a_caption_over_a_locked_table_without_lines_asks_for_the_unit(
    caption: str, measure: str, tmp_path: Path
) -> None:
    """The cell beside it is unlocked as those of the answers are, and is none."""
    grid = TABLE.format(caption=caption, measure=measure, heads="类别 | 期初 | 增加 | 期末")
    path = draw(tmp_path / "表.xlsx", Drawn(grid, unlocked=("B2", "B4:C5")))
    template = ys.understand(path)
    (form,) = template.scheme.forms
    assert ["期初", "增加", "期末"] == [item.label for item in form.items]
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for at, value in zip(("B2", "B4", "C4", "B5", "C5"), ("甲局", 1, 2, 5, 4), strict=True):
        sheet[at].value = value
    book.save(tmp_path / "附件.xlsx")
    (one,) = ys.read(tmp_path / "附件.xlsx", template.scheme).returns
    assert "甲局" == one.unit


def test_a_caption_over_other_questions_is_one_of_a_card(tmp_path: Path) -> None:
    """A locked card without lines asks for 单位名称 among others."""
    grid = "登记表\n乡镇 | \n负责人 | \n职工人数（人） | \n"
    template = ys.understand(draw(tmp_path / "表.xlsx", Drawn(grid, unlocked=("B2:B4",))))
    (form,) = template.scheme.forms
    assert ["乡镇", "负责人", "职工人数（人）"] == [item.label for item in form.items]
