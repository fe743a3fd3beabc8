"""Signs printed in the cells that nobody is asked for: —, ×, ※, x."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.sent import sent
from youthstats.model.values import Missing

PUPILS = """
在校学生情况
填报单位： | | | 单位：人
| 年级 | 在校生数 | 招生数 | 毕业生数 |
| 一年级 | | | {sign} |
| 二年级 | | {sign} | {sign} |
| 合计 | | | |
"""
FILED = {"B2": "甲校", "B4": 10, "C4": 5, "B5": 11, "B6": 21, "C6": 5, "D6": 4}
CLOSED = {("一年级", "毕业生数"), ("二年级", "招生数"), ("二年级", "毕业生数")}

SIGNS = [
    "×",
    "╳",
    "✕",
    "✖",
    "x",
    "X",
    "ｘ",
    "*",
    "＊",
    "***",
    "※",
    "—",
    "－－",
    "/",
    "不填",
    "免填",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_what_a_template_prints_there_is_no_finding(sign: str, tmp_path: Path) -> None:
    """The cell asks for nothing, and a return that leaves it as it was is right."""
    one = sent(tmp_path, PUPILS.format(sign=sign), cells=FILED)
    (form,) = one.template.scheme.forms
    assert CLOSED == form.closed
    assert [] == one.codes
    assert Missing.NOT_ASKED is one.record()["一年级", "毕业生数"]
    assert 4 == one.record()["合计", "毕业生数"]


@pytest.mark.parametrize("typed", ["×", "x", "—"])
def test_another_sign_says_the_same(typed: str, tmp_path: Path) -> None:
    """A unit that types a cross over the dash says nothing else."""
    assert [] == sent(tmp_path, PUPILS.format(sign="—"), cells=FILED | {"D4": typed}).codes


def test_a_figure_there_is_found(tmp_path: Path) -> None:
    """What was typed over the sign counts as nothing, and is told."""
    one = sent(tmp_path, PUPILS.format(sign="※"), cells=FILED | {"D4": 3})
    assert ["answer_not_asked"] == one.codes


def test_an_x_beside_its_neighbours_is_a_letter(tmp_path: Path) -> None:
    """W, X and Y label columns; a cross in one of them closes its cell all the same."""
    grid = "监测情况\n填报单位：\n| 断面 | W | X | Y |\n| 东河 | | | |\n| 西河 | | | X |"
    one = sent(tmp_path, grid, cells={"B2": "甲校", "B4": 1, "C4": 2, "C5": 3})
    (form,) = one.template.scheme.forms
    assert ["W", "X", "Y"] == [item.label for item in form.items]
    assert {("Y", "西河")} == form.closed
    assert [] == one.codes
