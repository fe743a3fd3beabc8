"""What a template has no room for: the word where it stands is shown whole, and no column is widened."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

LIST = """
项目清单
填报单位： |
| 序号 | 项目名称 | 投资（万元） |
| 1 | | |
| 2 | | |
"""
CARD = """
登记表
填报单位： |
| 人数（人） | |
| 情况 | |
"""


def returned(template: Path, unit: str, answers: dict[str, str | int]) -> Path:
    """Return a copy of a template filled in by a unit."""
    book = load_workbook(template)
    for address, value in {"B2": unit, **answers}.items():
        book.worksheets[0][address] = value
    path = template.parent / "上报" / f"{unit}.xlsx"
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("grid", "answers", "place"),
    [
        (LIST, {"B4": "某项目", "C4": 5, "B5": "另一项目", "C5": 6}, "B4"),
        (CARD, {"B3": 5, "B4": "开展了活动"}, "B4"),
    ],
)
def test_the_word_where_it_stands_is_shown_whole(
    grid: str, answers: dict[str, str | int], place: str, tmp_path: Path
) -> None:
    """It is broken into lines in a row high enough; the columns are as wide as they were."""
    template = draw(tmp_path / "模板.xlsx", grid)
    book = load_workbook(template)
    book["表一"].column_dimensions["B"].width = 10
    book.save(template)
    for number, unit in enumerate(("甲镇", "乙镇")):
        more = {
            at: f"{value}{number}" if isinstance(value, str) else value
            for at, value in answers.items()
        }
        returned(template, unit, more)
    output = tmp_path / "汇总.xlsx"
    ys.reconcile(tmp_path / "上报", ys.understand(template), output)
    sheet = load_workbook(output)["表一"]
    cell = sheet[place]
    assert "见工作表《表一分单位》" == cell.value
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[4].height >= 3 * 11
    assert 10 == sheet.column_dimensions["B"].width


def test_a_wide_cell_stays_as_it_was(tmp_path: Path) -> None:
    """Where there is room, neither the cell nor its row changes."""
    template = draw(tmp_path / "模板.xlsx", CARD)
    book = load_workbook(template)
    book["表一"].column_dimensions["B"].width = 60
    book.save(template)
    for unit in ("甲镇", "乙镇"):
        returned(template, unit, {"B3": 5, "B4": f"{unit}开展了活动"})
    output = tmp_path / "汇总.xlsx"
    ys.reconcile(tmp_path / "上报", ys.understand(template), output)
    sheet = load_workbook(output)["表一"]
    assert not sheet["B4"].alignment.wrap_text
    assert None is sheet.row_dimensions[4].height


MIXED = """
登记簿
填报单位： |
| 序号 | 日期 | 类型 | 人数（人） | 金额（元） | 经办人 |
| 1 | | | | | |
| 2 | | | | | |
"""


@pytest.mark.parametrize(
    ("widths", "place"),
    [({"E": 40}, "C4"), ({"E": 40, "F": 30}, "F4"), ({"B": 50, "D": 50, "E": 50}, "C4")],
)
def test_the_word_stands_where_words_are_asked_for(
    tmp_path: Path, widths: dict[str, int], place: str
) -> None:
    """In a list under no figure, however wide its column is: there it would be one to the reader."""
    template = draw(tmp_path / "模板.xlsx", MIXED)
    book = load_workbook(template)
    for column in "BCDEF":
        book["表一"].column_dimensions[column].width = widths.get(column, 10)
    book.save(template)
    for number, unit in enumerate(("甲镇", "乙镇")):
        answers: dict[str, str | int] = {"C": "甲类", "D": number, "E": 5, "F": "张三"}
        returned(
            template,
            unit,
            {f"{column}{row}": answer for row in (4, 5) for column, answer in answers.items()},
        )
    output = tmp_path / "汇总.xlsx"
    ys.reconcile(tmp_path / "上报", ys.understand(template), output)
    sheet = load_workbook(output)["表一"]
    found = [cell.coordinate for row in sheet for cell in row if "见工作表" in str(cell.value)]
    assert [place] == found
