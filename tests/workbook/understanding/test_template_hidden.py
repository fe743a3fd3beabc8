"""Hidden rows and columns that formulas add: what is left out of an edit is said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import Template, understand


def _template(folder: Path, hidden: set[int], formula: str = "=SUM({0}3:{0}7)") -> Template:
    """Draw a table of five rows and their sums, some rows hidden."""
    lines = [f"| 指标{'甲乙丙丁戊'[row]}（人） | | |" for row in range(5)]
    totals = " | ".join(formula.format(column) for column in "BC")
    grid = "情况表\n| 指标 | 本年 | 上年 |\n" + "\n".join([*lines, f"| 合计（人） | {totals} |"])
    rows = tuple(row + 3 for row in hidden)
    return understand(draw(folder / "我的表.xlsx", Drawn(grid, hidden_rows=rows)))


@given(st.sets(st.integers(0, 4), max_size=3))
def test_a_sum_over_hidden_cells_says_which_it_leaves_out(hidden: set[int]) -> None:
    """One doubt names them all, and the edit has every other row."""
    template = _template(Path(tempfile.mkdtemp()), hidden)
    (form,) = template.scheme.forms
    (edit,) = (one for one in form.edits if isinstance(one, Edit) and not one.inferred)
    shown = [f"指标{one}" for row, one in enumerate("甲乙丙丁戊") if row not in hidden]
    assert f"合计 = {' + '.join(shown)}" == str(edit.statement)
    doubts = [doubt for doubt in template.doubts if doubt.code == "hidden_in_sum"]
    assert bool(hidden) == bool(doubts)
    for doubt in doubts:
        assert "B8" == doubt.address
        assert all(f"B{row + 3}" in doubt.message(lang) for row in hidden for lang in ("zh", "en"))


@pytest.mark.parametrize("formula", ["={0}3+{0}5", "=SUM({0}3:{0}4)"])
def test_formulas_that_add_no_hidden_cell_are_not_told(tmp_path: Path, formula: str) -> None:
    """A hidden row beside them says nothing, nor does one in a formula that is no edit."""
    template = _template(tmp_path, {2}, formula)
    assert "hidden_in_sum" not in {doubt.code for doubt in template.doubts}
