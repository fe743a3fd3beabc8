"""What an office's own quotient comes to is read as the fraction it is, also from 100 % on."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.values import nominal
from youthstats.workbook.understanding.template import understand

TABLE = """
完成情况
填报单位： | | | 单位：万元
| 项目 | 计划 | 完成 | {heading} |
| 甲 | | | {formula} |
"""

FORMULAS = {
    "=C4/B4": lambda plan, done: Fraction(done, plan),
    '=IF(B4=0,"",C4/B4)': lambda plan, done: Fraction(done, plan),
    "=(C4-B4)/B4": lambda plan, done: Fraction(done - plan, plan),
    "=C4/B4-1": lambda plan, done: Fraction(done - plan, plan),
    "=C4/B4*100": lambda plan, done: Fraction(done * 100, plan),
}


PRINTED = """
任务完成情况
填报单位： | | |
| 项目 | 目标数 | 完成数 | 完成率 |
| 建房 | 100 | | =C4/B4 |
| 修路 | 50 | | =C5/B5 |
"""


def reviewed(heading: str, formula: str, plan: int, done: int) -> tuple[ys.Review, Fraction]:
    """Return the check of a return with these figures, and what is read in its last column."""
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder, "表.xlsx"), TABLE.format(heading=heading, formula=formula))
        template = understand(path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet["A2"], sheet["B4"], sheet["C4"] = "填报单位：东镇", plan, done
        book.save(Path(folder, "东镇.xlsx"))
        filed = ys.read(Path(folder, "东镇.xlsx"), template.scheme)
    (record,) = filed.returns[0].records.values()
    (form,) = template.scheme.forms
    return ys.check(filed), Fraction(nominal(record[form.items[-1].name, record.keys[0]]))  # type: ignore[arg-type]


@settings(max_examples=settings().max_examples // 10)
@given(
    st.sampled_from(["完成率", "完成率%", "完成率（%）", "增长率", "增长%", "增长（%）"]),
    st.sampled_from(sorted(FORMULAS)),
    st.integers(1, 500),
    st.integers(0, 900),
)
@example("完成率", "=C4/B4", 100, 100)
@example("增长%", "=(C4-B4)/B4", 100, 350)
def test_an_untouched_quotient_is_right(heading: str, formula: str, plan: int, done: int) -> None:
    """No size of an office's own quotient makes a finding, whatever its heading."""
    review, read = reviewed(heading, formula, plan, done)
    expected = FORMULAS[formula](plan, done) / (100 if "*100" in formula else 1)
    assert [] == [one for one in review.findings if one.cells]
    assert abs(expected - read) < Fraction(1, 10**9)


@pytest.mark.parametrize(
    ("done", "shown"), [(100, 1), (150, Fraction(3, 2)), (250, Fraction(5, 2))]
)
def test_from_a_hundred_per_cent_on(done: int, shown: Fraction) -> None:
    """150 of 100 are 150 %, and not 1.5 %."""
    assert shown == reviewed("完成率", "=C4/B4", 100, done)[1]


def test_over_a_base_that_the_template_prints(tmp_path: Path) -> None:
    """Of a printed 100, 35 are 35 %, and not 35 hundredths of one."""
    path = draw(tmp_path / "表.xlsx", PRINTED)
    template = understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"], sheet["C4"], sheet["C5"] = "填报单位：东镇", 35, 75
    book.save(tmp_path / "东镇.xlsx")
    review = ys.check(ys.read(tmp_path / "东镇.xlsx", template.scheme))
    assert [] == [one for one in review.findings if one.cells]
