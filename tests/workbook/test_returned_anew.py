"""A return that goes back laid out anew: which workbook the cells in its sentences are of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Severity
from youthstats.wording import LANGUAGES
from youthstats.workbook.writing.as_filed import note_on_cells

CARD = """
学校情况表
| 学校名称 | | 校长姓名 | |
| 在校学生数（人） | | 专任教师数（人） | |
| 公用经费（元） | | 食堂数（个） | |
"""
ANSWERS = {"B2": "育才初中", "D2": "陈明", "B3": 1848, "D3": 108, "B4": 150, "D4": 1}


def remarks(folder: Path, changes: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the cells and the sentences of the remarks on a return with these changes."""
    template, came = draw(folder / "空表.xlsx", CARD), folder / "甲.xlsx"
    book = openpyxl.load_workbook(template)
    for address, value in {**ANSWERS, **changes}.items():
        book.worksheets[0][address].value = value
    book.save(came)
    review = ys.check(ys.read(came, ys.load_scheme(template)))
    (sent,) = ys.write_returned(folder, review)
    sheet = openpyxl.load_workbook(sent.path)["审核意见"]
    return [(str(row[3]), str(row[4])) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_cells_of_the_file_that_came_are_said_to_be_its_own(tmp_path: Path) -> None:
    """The label stood in A4; the answer that was not read because of it goes back in another cell."""
    ((cells, said),) = remarks(tmp_path, {"A4": "公用经费（万元）"})
    assert "表一!B8" == cells
    assert "A4 “公用经费（万元）”" in said
    assert said.endswith("（A4 是原报文件“甲.xlsx”中的位置。）")


def test_a_figure_beside_the_form_is_quoted_from_the_file_that_came(tmp_path: Path) -> None:
    """Where a label was not found at all, the figure beside it is told with the cell it stood in."""
    _, (_, said) = remarks(tmp_path, {"A4": "其他"})
    assert "B4 150" in said
    assert said.endswith("（B4 是原报文件“甲.xlsx”中的位置。）")


def test_its_own_cells_need_no_such_note(tmp_path: Path) -> None:
    """A sentence that names the answer alone names it where it stands now."""
    ((cells, said),) = remarks(tmp_path, {"B4": "待定"})
    assert "表一!B8" == cells
    assert said.startswith("表一!B8")
    assert "原报文件" not in said


def _aside(**facts: object) -> ys.Finding:
    return ys.Finding("figures_beside", Severity.SOFT, "甲", facts=facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_quoted_is_no_cell(lang: str) -> None:
    """Words in quotation marks and names of files say no place; rows are a note of their own."""
    assert "" == note_on_cells(_aside(stood="“A4 纸”", file="B2.xlsx"), "甲.xlsx", lang)
    absent = evolve(_aside(labels=["A4纸"], sheet="T1"), code="label_absent")
    assert "" == note_on_cells(absent, "甲.xlsx", lang)
    assert "D8" in note_on_cells(_aside(places=["D8 “A4 纸”"]), "甲.xlsx", lang)
    assert "A4" not in note_on_cells(_aside(places=["D8 “A4 纸”"]), "甲.xlsx", lang)
    assert "甲.xlsx" in note_on_cells(_aside(rows=["17"]), "甲.xlsx", lang)
    many = note_on_cells(_aside(places=[f"D{row}" for row in range(1, 9)]), "甲.xlsx", lang)
    assert "D6" in many
    assert "D7" not in many
