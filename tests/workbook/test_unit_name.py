"""The unit that adds up, named on an office's sheet without a word of it being lost."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.workbook.understanding.template import Template

GRID = """
| 指标 | 数值 |
| 团员（人） | |
| 活跃团员（人） | |
"""
UNITS = ys.Hierarchy((ys.Unit("甲镇", "清江县"), ys.Unit("清江县")))


def named(heading: str, **values: str) -> tuple[list[str | None], list[str]]:
    """Return the line above a form once it is filled in, and the notes on that."""
    folder = Path(mkdtemp())
    template = _understood(
        draw(folder / "表.xlsx", Drawn(f"人员表\n{heading}{GRID}", values=values))
    )
    book = load_workbook(template.path)
    sheet = book.worksheets[0]
    sheet["A2"], sheet["B4"], sheet["B5"] = "填报单位：甲镇", 10, 5
    (folder / "上报").mkdir()
    book.save(folder / "上报" / "甲镇.xlsx")
    output = folder / "汇总.xlsx"
    job = ys.reconcile(folder / "上报", template, output)
    row = next(load_workbook(output).worksheets[0].iter_rows(2, 2, values_only=True))
    notes = [one.code for one in job.review.notes if one.code == "template_unit_no_room"]
    return [None if one is None else str(one) for one in row], notes


def _understood(path: Path) -> Template:
    return ys.understand(path, units=UNITS)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("填报单位： | ", ["填报单位：", "清江县"]),
        ("填报单位（盖章）： | 截至：  月  日", ["填报单位（盖章）：清江县", "截至：  月  日"]),
        ("填 报 单 位 | 2009年", ["填 报 单 位：清江县", "2009年"]),
        ("填报单位：________ | 表号：1", ["填报单位：清江县", "表号：1"]),
        ("填报单位：          2009年上半年 | 人", ["填报单位：清江县    2009年上半年", "人"]),
        ("填报单位： | < | 截至：  月", ["填报单位：清江县", None, "截至：  月"]),
        ("填报单位： | < | ", ["填报单位：", None, "清江县"]),
    ],
)
def test_where_the_unit_is_named(heading: str, expected: list[str | None]) -> None:
    """Beside what asks for it where that is blank, else behind it in its own cell."""
    row, notes = named(heading)
    assert (expected, []) == (row, notes)


@pytest.mark.parametrize(
    "heading", ["填报单位： 2009年 | 表号：1", "填报单位（章）：（公章） | 年报"]
)
def test_no_room_is_told(heading: str) -> None:
    """Where both are printed in, nothing is written, and a note says so."""
    row, notes = named(heading)
    expected = [one.strip() for one in heading.split("|")]
    assert (expected, ["template_unit_no_room"]) == (row, notes)


PRINTED = st.sampled_from(["", "截至：    月    日    时", "单位：人", "2009年", "表号：1", "<"])
ASKED = st.sampled_from(
    ["填报单位：", "填报单位（盖章）", "综合机关名称：____", "填报单位：    （章）"]
)


@settings(max_examples=25, deadline=None)
@given(ASKED, st.lists(PRINTED, min_size=1, max_size=3))
def test_what_is_printed_stays(asked: str, others: list[str]) -> None:
    """No printed word is lost, and the unit stands on the line or a note says that it does not."""
    row, notes = named(" | ".join([asked, *others]))
    left = {re.sub(r"[\s_]", "", one) for one in row if one is not None}
    for printed in (asked, *others):
        words = re.sub(r"[\s_]", "", printed)
        assert printed in {"", "<"} or any(_holds(one, words) for one in left)
    assert bool(notes) is not any("清江县" in one for one in left)


def _holds(text: str, words: str) -> bool:
    """Tell whether a text is these words, with the unit anywhere in them."""
    return words in {text.replace("清江县", ""), text.replace("：清江县", "")}


def test_a_formula_that_names_the_unit_stays() -> None:
    """A cell beside with a formula is the office's own."""
    row, notes = named("填报单位： | ~", B2='="甲"&"镇"')
    assert (["填报单位：", '="甲"&"镇"'], []) == (row, notes)
