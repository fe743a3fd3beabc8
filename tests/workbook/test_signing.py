"""Numbers on a cover that are a telephone's, a date or a postcode: no figure that nobody read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw

TABLE = "救助情况表\n填报单位：{unit}\n| 类别 | 户数（户） |\n| 甲类 | {n} |\n| 乙类 | {n} |"


def told(
    asks: str, number: object, *, printed: bool, within: bool = False
) -> list[tuple[str, object]]:
    """Return what is said of a cover on which a number stands beside these words, or ``within``."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    files = (
        draw(folder / "模板.xlsx", TABLE.format(unit="", n="")),
        draw(folder / "上报" / "甲.xlsx", TABLE.format(unit="甲镇", n=5)),
    )
    for file, value in zip(files, (None, number), strict=True):
        book = openpyxl.load_workbook(file)
        if printed or value is not None:
            cover = book.create_sheet("封面", 0)
            filed = (f"{asks}{value or ''}", None) if within else (asks, value)
            cover["B3"], (cover["B8"], cover["D8"]) = "救助统计报表", filed
        book.save(file)
    found = ys.check(ys.read(folder / "上报", ys.understand(files[0]).scheme))
    said = [one for one in (*found.findings, *found.notes) if one.code.startswith("sheet_not_read")]
    return [(one.severity.value, one.facts["count"]) for one in said]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(
        [
            "联系电话：",
            "电 话",
            "手机",
            "传真：",
            "邮政编码：",
            "邮编",
            "填报日期：",
            "报出日期",
            "联系方式：",
        ]
    ),
    st.sampled_from([13800000000, "0411-8123", 20241205, "1234567"]),
    st.booleans(),
)
def test_what_a_cover_is_signed_with_is_no_figure(asks: str, number: object, printed: bool) -> None:
    """Whether the template has the cover or a unit added it."""
    assert [] == told(asks, number, printed=printed)


@pytest.mark.parametrize(
    ("asks", "number"), [("联系电话：", "0411-81234567"), ("填报日期：", "2024年12月5日，共3份")]
)
def test_so_is_a_number_in_the_same_cell(asks: str, number: str) -> None:
    """Words and number in one."""
    assert [] == told(asks, number, printed=True, within=True)


@pytest.mark.parametrize("asks", ["救助资金合计：", "户数", ""])
def test_any_other_number_is_told(asks: str) -> None:
    """It may be a figure of some form."""
    assert [("soft", 1)] == told(asks, 7, printed=True)
    assert [("note", 1)] == told(asks, "另有5户", printed=True, within=True)
