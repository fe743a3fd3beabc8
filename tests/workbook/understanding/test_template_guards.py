"""Formulas that show nothing where one of their figures is blank: edits of what was given."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

GUARDED = (
    '=IF({0}4="","",{0}4+{0}5)',
    '=IF(ISBLANK({0}4),"",{0}4+{0}5)',
    '=IF({0}5<>"",{0}4+{0}5,"")',
    '=IF(OR({0}4="",{0}5=""),"",{0}4+{0}5)',
)

ELSEWHERE = "另表\n填报单位： |\n| 指标 | 人数（人） |\n| 总数 | {} |\n| 平均 | |"


def _shown(formula: str, men: int | None, women: int | None) -> int | None:
    """Return what a spreadsheet shows for one of the guarded sums."""
    blank = {0: men is None, 1: men is None, 2: women is None, 3: men is None or women is None}
    return None if blank[GUARDED.index(formula)] else (men or 0) + (women or 0)


def _failures(folder: Path, formula: str, *, across: bool, typed: tuple[int | None, ...]) -> int:
    """Return how many edits fail over two figures and their sum, as they were filled in."""
    own, other = ("", formula.format("表一!B")) if across else (formula.format("B"), "")
    grid = f"情况表\n填报单位： |\n| 指标 | 人数（人） |\n| 男 | |\n| 女 | |\n| 合计 | {own} |"
    template = ys.understand(
        draw(folder / "模板.xlsx", Drawn(grid), Drawn(ELSEWHERE.format(other), "表二"))
    )
    book = openpyxl.load_workbook(template.path)
    total = ("表二", "B4") if across else ("表一", "B6")
    for (sheet, address), figure in zip(
        [("表一", "B4"), ("表一", "B5"), total], typed, strict=True
    ):
        book[sheet][address] = figure
    book["表一"]["B2"] = book["表二"]["B2"] = "甲县"
    book.save(folder / "甲县.xlsx")
    found = ys.check(ys.read(folder / "甲县.xlsx", template.scheme)).hard
    return sum(one.code == "edit_failure" for one in found)


_figures = st.integers(0, 9) | st.none()


@given(st.sampled_from(GUARDED), _figures, _figures, st.booleans())
def test_what_the_office_itself_shows_breaks_nothing(
    formula: str, men: int | None, women: int | None, across: bool
) -> None:
    """Whichever figure is blank, within a form and across two."""
    typed = (men, women, _shown(formula, men, women))
    assert 0 == _failures(Path(tempfile.mkdtemp()), formula, across=across, typed=typed)


@pytest.mark.parametrize(("formula", "across"), [*product(GUARDED, (False, True))])
def test_a_wrong_sum_of_figures_that_were_given_is_told(
    tmp_path: Path, formula: str, across: bool
) -> None:
    """Behind its guard the edit is as hard as any."""
    assert 1 == _failures(tmp_path, formula, across=across, typed=(2, 3, 6))


def test_a_guard_against_no_figures_at_all_leaves_blanks_in_the_sum(tmp_path: Path) -> None:
    """Where any of them is given the others count as nothing: a wrong sum is told."""
    formula = '=IF(COUNT({0}4:{0}5)=0,"",SUM({0}4:{0}5))'
    assert 1 == _failures(tmp_path, formula, across=False, typed=(2, None, 6))
