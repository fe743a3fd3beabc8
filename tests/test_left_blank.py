"""A figure that one unit alone left blank, where no sum would miss it, is named in a note."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

PLAIN = """
床位使用月报
填报单位： |
| 指标 | 本月数（人） |
| 入院人数 | |
| 出院人数 | |
| 门诊人次 | |
"""
SUMMED = """
床位使用月报
填报单位： |
| 指标 | 本月数（人） |
| 男 | |
| 女 | |
| 合计 | =B4+B5 |
"""
UNITS = ("甲院", "乙院", "丙院")


def _blanks(folder: Path, grid: str, *blank: tuple[str, str], units: int = 3) -> list[object]:
    """Return the blanks that are named when all cells are given but some."""
    path = draw(folder / "表.xlsx", grid)
    (folder / "上报").mkdir()
    for unit in UNITS[:units]:
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"] = unit
        for number, cell in enumerate(("B4", "B5", "B6"), 3):
            if (unit, cell) not in blank and not str(sheet[cell].value or "").startswith("="):
                sheet[cell] = number * 10 + len(unit)
        book.save(folder / "上报" / f"{unit}.xlsx")
    job = ys.reconcile(folder / "上报", ys.understand(path), folder / "汇总.xlsx")
    return [one.facts["blanks"] for one in job.review.notes if one.code == "left_blank"]


def test_a_forgotten_figure_is_named(tmp_path: Path) -> None:
    """All others gave it, its own return is filled in, and no edit rests on it."""
    assert [["丙院 出院人数"]] == _blanks(tmp_path, PLAIN, ("丙院", "B5"))


@pytest.mark.parametrize(
    ("grid", "blank", "units"),
    [
        (PLAIN, [], 3),
        (PLAIN, [("乙院", "B5")], 2),
        (PLAIN, [("乙院", "B5"), ("丙院", "B5")], 3),
        (PLAIN, [("乙院", "B5"), ("丙院", "B6")], 3),
        (SUMMED, [("丙院", "B5")], 3),
    ],
)
def test_a_blank_that_is_none_by_itself_or_is_summed_is_not(
    grid: str, blank: list[tuple[str, str]], units: int, tmp_path: Path
) -> None:
    """Too few units gave it, blanks are no rarity, or its sum says that it is a nought."""
    assert [] == _blanks(tmp_path, grid, *blank, units=units)
