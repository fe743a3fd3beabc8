"""What a formula takes off may leave less than nothing: a difference has no least figure."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

_formulas = st.lists(
    st.lists(
        st.tuples(st.sampled_from("+-"), st.sampled_from(("", "2*")), st.integers(0, 7)),
        min_size=1,
        max_size=3,
        unique_by=lambda term: term[2],
    ),
    min_size=1,
    max_size=4,
)
"""Rows below three that are typed: each adds rows above it, or takes them off."""


def _grid(formulas: list[list[tuple[str, str, int]]]) -> tuple[str, list[bool]]:
    """Return a table, and of each of its rows whether it may come to less than nothing."""
    lines, signed = ["收支表", "填报单位： |", "| 指标 | 数值（元） |"], [False] * 3
    lines += [f"| 款项{row} | |" for row in range(3)]
    for number, terms in enumerate(formulas, 3):
        known = {at % number: (sign, times) for sign, times, at in terms}
        text = "".join(f"{sign}{times}B{at + 4}" for at, (sign, times) in known.items())
        lines.append(f"| 款项{number} | ={text} |")
        signed.append(any(sign == "-" or signed[at] for at, (sign, _) in known.items()))
    return "\n".join(lines), signed


@given(_formulas, st.lists(st.integers(0, 99), min_size=3, max_size=3))
def test_the_offices_own_formulas_break_no_minimum(
    formulas: list[list[tuple[str, str, int]]], typed: list[int]
) -> None:
    """A row that takes off, or rests on one that does, has no least; the others keep theirs."""
    folder = Path(tempfile.mkdtemp())
    grid, signed = _grid(formulas)
    template = ys.understand(draw(folder / "模板.xlsx", grid))
    (form,) = template.scheme.forms
    assert [None if one else 0 for one in signed] == [item.minimum for item in form.items]
    book = openpyxl.load_workbook(template.path)
    for row, figure in enumerate(typed, 4):
        book["表一"][f"B{row}"] = figure
    book["表一"]["B2"] = "甲县"
    book.save(folder / "甲县.xlsx")
    read = ys.read(folder / "甲县.xlsx", template.scheme)
    assert [] == [one.rule for one in ys.check(read).hard]


@pytest.mark.parametrize(
    ("formula", "least"),
    [("=B3-B4", None), ("=(B3-B4)/B4", None), ("=1-B3/B4", None), ("=B3-5", None), ("=B3/B4", 0)],
)
def test_which_formulas_may_come_to_less_than_nothing(
    tmp_path: Path, formula: str, least: int | None
) -> None:
    """Those that take off, in a quotient too, and a number."""
    grid = (
        f"收支表\n| 指标 | 数值 |\n| 收入（元） | |\n| 支出（元） | |\n| 其他（元） | {formula} |"
    )
    (form,) = ys.understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    assert [0, 0, least] == [item.minimum for item in form.items]


def test_a_validation_still_says_what_a_difference_is_at_least(tmp_path: Path) -> None:
    """What the office demands stands."""
    grid = "收支表\n| 指标 | 数值（元） |\n| 收入 | |\n| 支出 | |\n| 结余 | =B3-B4 |"
    rule = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
    drawn = Drawn(grid, limits={"B5": rule})
    (form,) = ys.understand(draw(tmp_path / "我的表.xlsx", drawn)).scheme.forms
    assert 0 == form.item("结余").minimum
