"""The formulas of an office's own template, in the return that goes back to a unit."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw

HOMES = """
城市低保情况
填报单位： | |
| 类别 | 户数 | 人数 |
| 甲类 | | |
| 乙类 | | |
| 丙类 | | |
| 合计 | =SUM(B4:B6) | =SUM(C4:C6) |
"""
SUMMARY = """
救助汇总
填报单位： | |
| 项目 | 人数 | 金额（元） | 人均金额（元/人） |
| 城市低保 | =表一!C7 | | =IF(B4=0,0,ROUND(C4/B4,2)) |
| 临时救助 | | | =IF(B5=0,0,ROUND(C5/B5,2)) |
| 总计 | =SUM(B4:B5) | =SUM(C4:C5) | =IF(B6=0,0,ROUND(C6/B6,2)) |
"""
GIVEN = {
    "表一": {"B2": "甲镇", "B4": 10, "B5": 20, "B6": 30, "C4": 15, "C5": 33, "C6": 41},
    "表二": {"B2": "甲镇", "B5": 7, "C4": 40_003, "C5": 1_000},
}
FORMULAS = {
    "表一": {"B8": "=SUM(B5:B7)", "C8": "=SUM(C5:C7)"},
    "表二": {
        "B5": "='表一'!C8",
        "D5": "=IF(B5=0,0,ROUND(C5/B5,2))",
        "D6": "=IF(B6=0,0,ROUND(C6/B6,2))",
        "B7": "=SUM(B5:B6)",
        "C7": "=SUM(C5:C6)",
        "D7": "=IF(B7=0,0,ROUND(C7/B7,2))",
    },
}
"""They stand a row lower, for a return of ours has two lines under its title."""


def blank(folder: Path) -> Path:
    """Write the office's template."""
    return draw(folder / "救助.xlsx", HOMES, SUMMARY)


def typed(template: Path, path: Path, values: Mapping[str, Mapping[str, Any]]) -> Path:
    """Fill in a workbook and save it as ``path``."""
    book = openpyxl.load_workbook(template)
    for sheet, cells in values.items():
        for address, value in cells.items():
            book[sheet][address] = value
    book.save(path)
    return path


def gone_back(template: Path, one: Path) -> tuple[ys.Return, Path]:
    """Read a return, and write what goes back of it whatever was found."""
    scheme = ys.understand(template).scheme
    filed = ys.read([one], scheme)
    (read,) = filed.returns
    facts = {"sheet": "表一", "count": 1, "places": ["H9 1"]}
    asked = ys.Finding("figures_beside", ys.Severity.SOFT, read.unit, facts=facts)
    review = ys.Review(filed, (*ys.check(filed).findings, asked))
    (back,) = ys.write_returned(one.parent / "退回", review)
    return read, back.path


def formulas(path: Path) -> dict[str, dict[str, str]]:
    """Return the formulas on the sheets of the forms, but for the unit's name."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows(min_row=4)
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith("=")
        }
        for sheet in book.worksheets
        if sheet.title.startswith("表")
    }


def test_the_offices_formulas_go_back(tmp_path: Path) -> None:
    """Sums down the rows, cells of other sheets and what is rounded, as the template has them."""
    template = blank(tmp_path)
    _, back = gone_back(template, typed(template, tmp_path / "甲镇.xlsx", GIVEN))
    assert FORMULAS == formulas(back)


def test_what_is_mended_reaches_every_total(tmp_path: Path) -> None:
    """A part is mended in what came back, and nothing is wrong with the totals over it."""
    template = blank(tmp_path)
    _, back = gone_back(template, typed(template, tmp_path / "甲镇.xlsx", GIVEN))
    again = typed(back, tmp_path / "甲镇_改.xlsx", {"表一": {"C5": 16}})
    filed = ys.read([again], ys.understand(template).scheme)
    (read,) = filed.returns
    assert [90, 90, 97] == [
        read.records["表一"]["人数", "合计"],
        read.records["表二"]["人数", "城市低保"],
        read.records["表二"]["人数", "总计"],
    ]
    assert [] == [one for one in ys.check(filed).findings if one.severity is ys.Severity.HARD]


@pytest.mark.parametrize("typed_over", [98, "八十九左右"])
def test_what_was_typed_over_a_formula_stays(tmp_path: Path, typed_over: object) -> None:
    """A total that is not what the formula comes to goes back as it was filed."""
    template = blank(tmp_path)
    given = {**GIVEN, "表一": {**GIVEN["表一"], "C7": typed_over}}
    _, back = gone_back(template, typed(template, tmp_path / "甲镇.xlsx", given))
    assert "C8" not in formulas(back)["表一"]


def test_a_total_over_what_nobody_could_read_waits(tmp_path: Path) -> None:
    """Its formula goes back, so that the total is there once the part is mended."""
    template = blank(tmp_path)
    given = {**GIVEN, "表一": {**GIVEN["表一"], "C4": "l5"}}
    _, back = gone_back(template, typed(template, tmp_path / "甲镇.xlsx", given))
    assert FORMULAS["表一"] == formulas(back)["表一"]


def test_tables_of_one_sheet_refer_to_each_other_across_sheets(tmp_path: Path) -> None:
    """They stand on sheets of their own in what goes back, and it says nothing of another formula."""
    template = draw(
        tmp_path / "模板.xlsx",
        """
收支情况
填报单位：|
| 项目 | 人数 | ~ | 去向 | 名额 |
| 甲村 | | ~ | 东路 | =B6 |
| 乙村 | | ~ | 西路 | |
| 合计 | =SUM(B4:B5) | ~ | 共计 | =SUM(E4:E5) |
""",
    )
    cells = {"A2": "填报单位：甲镇", "B4": 5, "B5": 6, "E5": 3}
    read, back = gone_back(template, typed(template, tmp_path / "甲镇.xlsx", {"表一": cells}))
    stand = sorted(text for one in formulas(back).values() for text in one.values())
    assert ["='表一'!B7", "=SUM(B5:B6)", "=SUM(B5:B6)"] == stand
    filed = ys.read([back], ys.understand(template).scheme)
    assert read.records == filed.returns[0].records
    said = {note.code for note in filed.returns[0].notes}
    assert not {code for code in said if "formula" in code}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 999), min_size=6, max_size=6),
    st.lists(st.integers(0, 999), min_size=3, max_size=3),
    st.dictionaries(st.sampled_from(["B7", "C7"]), st.integers(0, 3_000)),
)
def test_a_formula_stands_where_the_figure_is_what_it_comes_to(
    parts: list[int], sums: list[int], over: dict[str, int]
) -> None:
    """What goes back is a return of the same figures, whatever was typed over its formulas."""
    folder = Path(tempfile.mkdtemp())
    template = blank(folder)
    first = dict(zip(["B4", "B5", "B6", "C4", "C5", "C6"], parts, strict=True))
    second = dict(zip(["B5", "C4", "C5"], sums, strict=True))
    given = {"表一": {"B2": "甲镇", **first, **over}, "表二": {"B2": "甲镇", **second}}
    read, back = gone_back(template, typed(template, folder / "甲镇.xlsx", given))
    (again,) = ys.read([back], ys.understand(template).scheme).returns
    assert read.records == again.records
    true = {"B7": sum(parts[:3]), "C7": sum(parts[3:])}
    kept = {address for address in true if over.get(address, true[address]) == true[address]}
    assert {address[0] + "8" for address in kept} == set(formulas(back)["表一"])
    assert FORMULAS["表二"] == formulas(back)["表二"]
