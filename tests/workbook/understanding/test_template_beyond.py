"""A template that is wider or longer than is looked at: what stands beyond is told, not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.understanding.seeing import LONGEST, WIDEST

GRID = """
情况表
| 指标 | 数量 |
| 讲座（场） | |
"""


@pytest.mark.parametrize("words", ["栏目（个）", "=A3", 7, " "])
@pytest.mark.parametrize(
    ("row", "column"), [(2, WIDEST), (2, WIDEST + 1), (LONGEST, 1), (LONGEST + 1, 1)]
)
def test_what_stands_beyond_is_told(
    tmp_path: Path, row: int, column: int, words: str | int
) -> None:
    """The first cell behind the last column or row that is looked at is named, if it holds anything."""
    path = draw(tmp_path / "表.xlsx", GRID)
    book = load_workbook(path)
    book.worksheets[0].cell(row, column).value = words
    book.save(path)
    beyond = (row > LONGEST or column > WIDEST) and words != " "
    place = f"{get_column_letter(column)}{row}"
    doubts = ys.understand(path).doubts
    assert [place] * beyond == [one.address for one in doubts if one.code == "beyond"]
    assert all(place in one.message("en") for one in doubts if one.code == "beyond")
