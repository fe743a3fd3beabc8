"""Rates that a formula rounds more coarsely than their cell shows them; differences of percentages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.values import (
    Inexact,
    as_rounded,
    as_shown,
    bounds,
    decimals_of,
    round_half_up,
    rounded,
)

RATES = """
情况表
填报单位：
| 指标 | 本年 |
| 总数（人） |  |
| 合格（人） |  |
| {label} | {formula} |
"""
GROWTH = """
情况表
填报单位：
| 指标 | 本年 | 上年 | 增减（百分点） |
| 合格率（%） |  |  | =B4-C4 |
"""


def review(folder: Path, drawn: Drawn, **cells: Any) -> ys.Review:
    """Check a return of a template with these cells filled in."""
    template = ys.understand(draw(folder / "表.xlsx", drawn))
    book = openpyxl.load_workbook(folder / "表.xlsx")
    sheet = book[drawn.name]
    for address, value in {"A2": "填报单位：东镇", **cells}.items():
        sheet[address] = value
    book.save(folder / "东镇.xlsx")
    return ys.check(ys.read(folder / "东镇.xlsx", template.scheme))


@pytest.mark.parametrize(
    ("label", "formula", "shown", "wrong"),
    [
        ("合格率（%）", '=IF(B4=0,"",ROUND(B5/B4*100,1))', "0.00", 85.8),
        ("合格率", '=IF(B4=0,"",ROUND(B5/B4,3))', "0.00%", 0.858),
        ("合格率（%）", '=IF(B4=0,"",ROUND(B5/B4*100,0))', "0.00", 87),
        ("人均（元）", '=IF(B4=0,"",ROUND(B5*100000/B4,-2))', "0.00", 85600),
        ("人均（元）", '=IF(B4=0,"",ROUND(B5*100000/B4,1))', "0.00", 85714.4),
    ],
)
def test_a_rate_is_known_as_its_formula_rounds_it(
    label: str, formula: str, shown: str, wrong: float, tmp_path: Path
) -> None:
    """60 of 70 are 85.7 %, in a cell that shows 85.70 %, too; a figure rounded otherwise is found."""
    drawn = Drawn(RATES.format(label=label, formula=formula), formats={"B6": shown})
    right = review(tmp_path, drawn, B4=70, B5=60)
    assert () == right.hard
    typed = review(tmp_path, drawn, B4=70, B5=60, B6=wrong)
    assert ["edit_failure"] == [finding.code for finding in typed.hard]


def test_a_difference_of_percentages_is_in_points(tmp_path: Path) -> None:
    """86.1 less 85 are 1.1 percentage points, whichever form of the sheet holds which."""
    assert () == review(tmp_path, Drawn(GROWTH), B4=86.1, C4=85).hard


@pytest.mark.parametrize(("this", "last"), [(0.86, 85), (86, 0.85)])
def test_a_fraction_among_percentages_is_told(this: float, last: float, tmp_path: Path) -> None:
    """The cell that may be another figure is asked about; in per cent the office's difference agrees."""
    found = review(tmp_path, Drawn(GROWTH), B4=this, C4=last)
    assert () == found.hard
    assert ["B4" if this < 1 else "C4"] == [one.cells[0].address for one in found.soft]


@given(st.integers(-(10**9), 10**9), st.integers(-4, 4))
def test_what_is_rounded_agrees_with_what_it_was(number: int, places: int) -> None:
    """To tens and hundreds as to decimals: the figure lies within what its rounded form may stand for."""
    exact = Decimal(number) / 1000
    low, high = bounds(as_shown(round_half_up(exact, places), places))
    assert low <= exact <= high
    assert high - low <= Decimal(10) ** max(-places, -decimals_of(round_half_up(exact, places)))


@given(st.integers(0, 10**6), st.integers(0, 6), st.integers(0, 4))
def test_a_finer_number_is_not_taken_for_a_rounded_one(number: int, shown: int, to: int) -> None:
    """A figure only gets coarser, and only where its own decimals allow it."""
    value = Decimal(number) / 10**6
    figure = rounded(value, shown)
    coarse = as_rounded(figure, to)
    assert isinstance(coarse, Inexact)
    assert coarse.low <= figure.low
    assert coarse.high >= figure.high
    if decimals_of(value) > shown:
        assert figure == coarse
