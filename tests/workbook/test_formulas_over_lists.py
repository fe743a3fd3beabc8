"""Formulas of a summary over a list on another sheet, of which a unit fills in as many rows as it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

FIRST, DRAWN = 4, 10
REGISTER = "登记表\n填报单位：\n| 序号 | 类型 | 金额（元） | 结果 |\n" + "\n".join(
    f"| {number} |  |  |  |" for number in range(1, DRAWN + 1)
)
SUMMARY = """
汇总表
填报单位：
| 类型 | 件数（件） | 成功（件） | 金额（元） |
| 家庭 | =COUNTIF(登记!$B$4:$B$9,A4) | =COUNTIFS(登记!$B$4:$B$9,A4,登记!$D$4:$D$9,"成功") | {money} |
| 邻里 | =COUNTIF(登记!$B$4:$B$9,A5) | =COUNTIFS(登记!$B$4:$B$9,A5,登记!$D$4:$D$9,"成功") | {money} |
"""
SUMS = ("=SUMIF(登记!$B$4:$B$9,A4,登记!$C$4:$C$9)", "=SUM(登记!$C$4:$C$9)")


def reaching(formula: str, last: int) -> str:
    return formula.replace("$9", f"${last}")


@cache
def office(folder: Path, last: int, money: str) -> tuple[Path, ys.Scheme]:
    """Return a template whose formulas reach to some row."""
    text = reaching(SUMMARY.replace("{money}", money), last)
    template = draw(
        folder / f"{last}{SUMS.index(money)}.xlsx", Drawn(text, "汇总"), Drawn(REGISTER, "登记")
    )
    return template, ys.understand(template).scheme


def told(
    folder: Path, filled: int, *, of: int, by: int | None = None, money: str = SUMS[0]
) -> bool:
    """Tell whether a formula is told wrong: the office's reaches to row ``of``, the unit's to ``by``."""
    template, scheme = office(folder, of, money)
    book = openpyxl.load_workbook(template)
    summary, register = book["汇总"], book["登记"]
    assert isinstance(summary, Worksheet)
    assert isinstance(register, Worksheet)
    summary["A2"] = register["A2"] = "填报单位：西镇"
    for number in range(filled):
        given: tuple[int | str, ...] = (
            number + 1,
            ("家庭", "邻里")[number % 2],
            100 + number,
            "成功",
        )
        for column, value in enumerate(given, 1):
            register.cell(FIRST + number, column).value = value
    for row in summary["B4:D5"]:
        for cell in row:
            cell.value = str(cell.value).replace(f"${of}", f"${by or of}")
    book.save(folder / "西镇.xlsx")
    review = ys.check(ys.read(folder / "西镇.xlsx", scheme))
    return any(one.code == "formula_differs" for one in (*review.findings, *review.notes))


@settings(max_examples=max(settings().max_examples // 10, 5))
@given(st.integers(1, 16), st.sampled_from([13, 20, 60]), st.integers(4, 70), st.sampled_from(SUMS))
def test_a_formula_is_wrong_only_where_it_leaves_out_rows(
    tmp_path_factory: pytest.TempPathFactory, filled: int, of: int, by: int, money: str
) -> None:
    """Over a list on another sheet any range that has all of its rows is right, however far it reaches."""
    folder = tmp_path_factory.mktemp("汇总", numbered=True)
    assert (by < FIRST + filled - 1) == told(folder, filled, of=of, by=by, money=money)


@pytest.mark.parametrize("filled", [1, 6, 10])
def test_the_formulas_of_the_template_are_right(tmp_path: Path, filled: int) -> None:
    """As they were handed out, whether the rows drawn were filled or not."""
    assert not told(tmp_path, filled, of=13)
    assert not told(tmp_path, filled, of=60)


@pytest.mark.parametrize("other", ["登记!$C", "登记!$A"])
def test_a_formula_over_another_column_is_wrong(tmp_path: Path, other: str) -> None:
    """However far it reaches."""
    template, scheme = office(tmp_path, 60, SUMS[0])
    book = openpyxl.load_workbook(template)
    summary, register = book["汇总"], book["登记"]
    assert isinstance(summary, Worksheet)
    assert isinstance(register, Worksheet)
    summary["A2"] = register["A2"] = "填报单位：西镇"
    register["B4"], register["C4"], register["D4"] = "家庭", 5, "成功"
    summary["B4"] = str(summary["B4"].value).replace("登记!$B", other)
    book.save(tmp_path / "西镇.xlsx")
    review = ys.check(ys.read(tmp_path / "西镇.xlsx", scheme))
    assert ["B4"] == [
        cell.address
        for one in review.findings
        if one.code == "formula_differs"
        for cell in one.cells
    ]
