"""Columns whose headings give measures of their own, where the rows are the items: 人次 | 金额（万元）."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

AID = """
救助情况表
填报单位：
| 指标 | 人次 | 金额（万元） |
| 临时救助 |  |  |
| 平均救助水平 |  |  |
"""


def forms(folder: Path, grid: str, area: str, shown: str = "0.00") -> list[tuple[str, ...]]:
    """Return the measures of the items of each form that a table of one format becomes."""
    drawn = Drawn(grid, formats={area: shown})
    template = ys.understand(draw(folder / "表.xlsx", drawn))
    return [tuple(item.measure for item in form.items) for form in template.scheme.forms]


@pytest.mark.parametrize("heading", ["人次", "数量", "产量（吨）"])
@pytest.mark.parametrize("shown", ["General", "0.00"])
def test_each_heading_measures_its_own_figures(heading: str, shown: str, tmp_path: Path) -> None:
    """One format for all columns does not make one form of what is in 人次 and in 万元."""
    counted, money = forms(tmp_path, AID.replace("人次", heading), "B4:C5", shown)
    assert ("万元", "万元") == money
    assert "万元" not in counted


@pytest.mark.parametrize("typed", ["500万", "5000000元"])
def test_a_figure_with_its_measure_is_read(typed: str, tmp_path: Path) -> None:
    """It was refused: the item had no measure."""
    path = draw(tmp_path / "表.xlsx", Drawn(AID, formats={"B4:C5": "0.00"}))
    template = ys.understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book["表一"]
    sheet["A2"], sheet["B4"], sheet["C4"] = "填报单位：东镇", 8, typed
    book.save(tmp_path / "东镇.xlsx")
    (one,) = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    assert 500 in [value for record in one.records.values() for _, _, value in record]


@pytest.mark.parametrize(
    ("columns", "measure"),
    [("本年（万元） | 上年（万元）", "万元"), ("本年 | 上年", "")],
)
def test_columns_in_one_measure_stay_one_form(columns: str, measure: str, tmp_path: Path) -> None:
    """Periods of one measure are asked for together."""
    grid = AID.replace("人次 | 金额（万元）", columns)
    assert [(measure, measure)] == forms(tmp_path, grid, "B4:C5")
