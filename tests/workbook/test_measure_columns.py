"""Measures in a column, or a row, of their own: 元 where the form prints 万元 beside the figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.measures import told_apart_by_size

DOWN = """
供水情况表
填报单位：
| 指标名称 | 计量单位 | 本期 | 上期 |
| 供水总量 | 万立方米 |  |  |
| 管道长度 | 公里 |  |  |
| 用水人口 | 万人 |  |  |
| 总收入 | 万元 |  |  |
| 总支出 | ^ |  |  |
"""
BEHIND = """
供水情况表
填报单位：
| 指标名称 | 代码 | 本期 | 上期 | 计量单位 |
| 供水总量 | 01 |  |  | 万立方米 |
| 管道长度 | 02 |  |  | 公里 |
| 总收入 | 03 |  |  | 万元 |
"""
ACROSS = """
供水情况表
填报单位：
| 指标 | 供水总量 | 管道长度 | 总收入 |
| 计量单位 | 万立方米 | 公里 | 万元 |
| 一季度 |  |  |  |
| 二季度 |  |  |  |
"""
CATEGORIES = """
农产品情况表
填报单位：
| 品种 | 计量单位 | 产量 | 销量 | 占比（%） |
| 粮食 | 吨 |  |  |  |
| 油料 | 吨 |  |  |  |
"""


def returned(folder: Path, table: str, changes: Mapping[str, str]) -> ys.Filed:
    """Read a return of a table with 7 in every answer, and some cells in other words."""
    template = ys.understand(draw(folder / "表.xlsx", table))
    book = openpyxl.load_workbook(folder / "表.xlsx")
    sheet = book["表一"]
    for row in sheet.iter_rows(min_row=4, min_col=2):
        for cell in row:
            if cell.value is None and not isinstance(cell, MergedCell):
                cell.value = 7
    for place, stood in ({"A2": "填报单位：东镇"} | dict(changes)).items():
        sheet[place] = stood
    book.save(folder / "东镇.xlsx")
    return ys.read(folder / "东镇.xlsx", template.scheme)


def unread(filed: ys.Filed) -> set[str]:
    """Return the cells that nobody read."""
    (one,) = filed.returns
    return {
        str(one.locations[form].address(name, line))
        for form, record in one.records.items()
        for name, line, value in record
        if value is ys.Missing.UNREADABLE
    }


def codes(filed: ys.Filed) -> set[tuple[str, str]]:
    """Return what is told of labels, and how sternly."""
    told = ys.check(filed).findings
    return {(one.code, one.severity.value) for one in told if one.code.startswith("label_")}


@pytest.mark.parametrize(
    ("table", "changes", "cells"),
    [
        (DOWN, {"B4": "立方米", "B7": "元"}, "C4 D4 C7 D7 C8 D8"),
        (DOWN, {"B5": "米"}, "C5 D5"),
        (DOWN, {"B6": "（人）"}, "C6 D6"),
        (DOWN, {"B4": "万m³", "B5": "千米", "B7": "万 元"}, ""),
        (DOWN, {"B4": "", "B7": ""}, ""),
        (BEHIND, {"E4": "立方米", "E6": "亿元"}, "C4 D4 C6 D6"),
        (ACROSS, {"B4": "亿立方米"}, "B5 B6"),
        (ACROSS, {"C4": "km"}, ""),
        (CATEGORIES, {"B4": "公斤"}, "C4 D4 E4"),
    ],
)
def test_figures_beside_another_measure(
    table: str, changes: Mapping[str, str], cells: str, tmp_path: Path
) -> None:
    """They are ten thousand times too big; in other words for the same, or none, they are read."""
    filed = returned(tmp_path, table, changes)
    assert set(cells.split()) == unread(filed)
    assert ({("label_measure", "hard")} if cells else set()) == codes(filed)


def test_the_cell_and_both_measures_are_named(tmp_path: Path) -> None:
    """Whoever sends it again finds what to put right."""
    review = ys.check(returned(tmp_path, DOWN, {"B4": "立方米", "B7": "元"}))
    (said,) = [one.message("zh") for one in review.hard if one.code == "label_measure"]
    assert "B4 “立方米” → “万立方米”" in said
    assert "B7 “元” → “万元”" in said


def test_a_word_that_is_no_such_measure_is_told(tmp_path: Path) -> None:
    """From it nobody sees whether the figures are others: they are read, and somebody is to look."""
    filed = returned(tmp_path, DOWN, {"B6": "户"})
    assert set() == unread(filed)
    assert {("label_reworded", "soft")} == codes(filed)


def test_a_row_that_moved_keeps_its_measure(tmp_path: Path) -> None:
    """The measure is that of the row with the label, wherever it went."""
    changes = {"A4": "总收入", "B4": "万元", "A7": "供水总量", "B7": "立方米"}
    assert {"C7", "D7"} == unread(
        returned(tmp_path, DOWN.replace("| 总支出 | ^ |  |  |\n", ""), changes)
    )


def test_a_form_found_by_its_names_is_not_searched(tmp_path: Path) -> None:
    """The library's own template prints no measure in a column of its own."""
    template = ys.understand(draw(tmp_path / "表.xlsx", DOWN))
    (form,) = template.scheme.forms
    empty = ys.Record.empty(form)
    filled = empty.replacing({(name, line): 7 for name, line, _ in empty})
    ys.write_return(tmp_path / "东镇.xlsx", template.scheme, "东镇", {form.id: filled})
    filed = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    assert set() == unread(filed)
    assert set() == codes(filed)


MEASURES = ["元", "万元", "亿元", "亩", "公顷", "吨", "公斤", "千克", "人", "万人", "立方米", "m³"]


@settings(max_examples=25)
@given(st.sampled_from(MEASURES), st.sampled_from(MEASURES))
def test_what_is_told_apart_by_size_is_never_read(asked: str, stood: str) -> None:
    """And nothing else is lost."""
    table = f"""
    情况表
    填报单位：
    | 指标 | 计量单位 | 本期 | 上期 |
    | 甲项 | {asked} |  |  |
    | 乙项 | 台 |  |  |
    | 丙项 | 公里 |  |  |
    """
    with TemporaryDirectory() as folder:
        cells = unread(returned(Path(folder), table, {"B4": stood}))
    assert ({"C4", "D4"} if told_apart_by_size(asked, stood) else set()) == cells
