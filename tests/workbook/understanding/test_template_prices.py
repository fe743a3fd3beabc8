"""A unit amount is not added: it is called so, or the office's own formula multiplies by a number."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

_LIST = """
补贴清单
填报单位：
| 序号 | 姓名 | {number} | {amount} | 补贴金额（元） |
| 1 | | | | {first} |
| 2 | | | | {second} |
| 合计 | | =SUM(C4:C5) | | =SUM(E4:E5) |
"""


def adding(number: str, amount: str, formula: str = "") -> list[bool]:
    """Tell of each column of figures whether it is added."""
    rows = [formula.format(row=row) for row in (4, 5)]
    grid = _LIST.format(number=number, amount=amount, first=rows[0], second=rows[1])
    folder = Path(tempfile.mkdtemp())
    (form,) = ys.understand(draw(folder / "我的表.xlsx", grid)).scheme.forms
    return [item.additive for item in form.items if item.kind.numeric]


@pytest.mark.parametrize(
    ("amount", "added"),
    [
        *((f"单{sign}补贴额（元）", False) for sign in "台亩件户头套"),
        *(
            (label, False)
            for label in ("单位面积补贴（元）", "日工资（元）", "单位造价（元）", "年薪（元）")
        ),
        *((label, True) for label in ("单位经费（元）", "单亲补助（元）", "年工资总额（元）")),
    ],
)
def test_what_is_called_an_amount_of_one(amount: str, added: bool) -> None:
    """单台, 单亩 and 单位面积 are of one; 单位 and 单亲 are not."""
    assert [True, added, True] == adding("台数（台）", amount)


@pytest.mark.parametrize(
    ("formula", "number", "added"),
    [
        ("=C{row}*D{row}", "台数（台）", False),
        ("=D{row}*C{row}", "台数（台）", False),
        ("=ROUND(C{row}*D{row},2)", "面积（亩）", False),
        ("=C{row}+D{row}", "经费（元）", True),
        ("=D{row}*2", "台数（台）", True),
        ("", "台数（台）", True),
    ],
)
def test_what_a_number_is_multiplied_by(formula: str, number: str, added: bool) -> None:
    """What comes to 元 with 台 is 元 a piece, whatever it is called."""
    assert [True, added, True] == adding(number, "补助（元）", formula)


def test_a_formula_of_every_blank_row_is_doubted_once() -> None:
    """What is no edit is said of one row of a list, since it stands in all alike."""
    first, second = (f"=C{row}*D{row}*D{row}" for row in (4, 5))
    grid = _LIST.format(number="台数（台）", amount="补助（元）", first=first, second=second)
    template = ys.understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", grid))
    assert ["E4"] == [doubt.address for doubt in template.doubts if doubt.code == "formula"]
