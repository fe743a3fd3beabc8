"""A list that a unit leaves blank in a workbook otherwise filled in: there may be nothing to list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Severity

STAFF = """
在编人员花名册
填报单位： |
| 姓名 | 月工资（元） |
| | |
| | |
"""
OTHERS = """
编外人员花名册
填报单位： |
| 姓名 | 月工资（元） |
| | |
| | |
"""
COVER = """
封面
填报单位： |
| 联系人 | |
| 联系电话 | |
"""
GIVEN = {"表一": {"A4": "张三", "B4": 5000}}
NONE = {"表二": {"A4": "无"}}

Answers = Mapping[str, Mapping[str, Any]]


def _job(folder: Path, *sheets: str, **returns: Answers) -> ys.Job:
    path = draw(folder / "表.xlsx", *sheets)
    (folder / "上报").mkdir()
    for unit, answers in returns.items():
        book = load_workbook(path)
        for sheet in book.worksheets:
            sheet["B2"] = unit
        for name, cells in answers.items():
            for cell, value in cells.items():
                book[name][cell] = value
        book.save(folder / "上报" / f"{unit}.xlsx")
    return ys.reconcile(folder / "上报", ys.understand(path), folder / "汇总.xlsx")


def _told(job: ys.Job) -> list[tuple[str, Severity, str]]:
    codes = {"form_missing", "list_left_blank"}
    return [(one.unit, one.severity, one.code) for one in job.review.findings if one.code in codes]


@pytest.mark.parametrize("said", [False, True])
def test_a_blank_list_in_a_return_that_is_filled_in_is_asked_about(
    said: bool, tmp_path: Path
) -> None:
    """It is no missing form, and the total lacks nobody; who writes 无 is not asked."""
    left: Answers = {**GIVEN, **(NONE if said else {})}
    both: Answers = {**GIVEN, "表二": {"A4": "李四", "B4": 4000}}
    job = _job(tmp_path, STAFF, OTHERS, 甲镇=both, 乙镇=left)
    expected = [] if said else [("乙镇", Severity.SOFT, "list_left_blank")]
    assert expected == _told(job)
    assert () == job.totals["表二"].missing


@pytest.mark.parametrize(
    ("sheets", "blank"), [((STAFF, OTHERS), {}), ((COVER, OTHERS), {"表一": {"B3": "张三"}})]
)
def test_a_list_is_missing_where_nothing_but_a_cover_is_filled_in(
    sheets: tuple[str, str], blank: Answers, tmp_path: Path
) -> None:
    """A return that holds no figure and no entry owes its lists."""
    full: Answers = {**blank, "表二": {"A4": "李四", "B4": 4000}}
    job = _job(tmp_path, *sheets, 甲镇=full, 乙镇=blank)
    assert ("乙镇", Severity.HARD, "form_missing") in _told(job)
