"""Columns beside figures that ask for something else: filed with the figures, and owed by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

UNITS = ("东河乡", "南山镇")
BESIDE: dict[str, tuple[int | str, int | str]] = {
    "备注": ("增资", ""),
    "完成率（%）": (95, ""),
    "达标率（%）": ("", 88),
}


def filed(folder: Path, head: str, said: tuple[int | str, int | str], *, typed: bool) -> ys.Job:
    """Return what comes of two units that wrote so much under a heading, and figures if ``typed``."""
    path = draw(
        folder / "季报.xlsx",
        f"""
        季度报表
        填报单位： | |
        | 指标 | 计量单位 | 本季末 | 上季末 | {head} |
        | 资产总额 | 万元 | | | |
        | 负债总额 | 万元 | | | |
        | 从业人数 | 人 | | | |
        """,
    )
    (folder / "上报").mkdir()
    for number, unit in enumerate(UNITS, 1):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"], sheet["E4"] = unit, said[number - 1] or None
        for place in ("C4", "D4", "C5", "D5", "C6", "D6") if typed else ():
            sheet[place] = 10 * number
        book.save(folder / "上报" / f"{unit}.xlsx")
    return ys.reconcile(folder / "上报", ys.understand(path), folder / "汇总.xlsx")


def shown(folder: Path) -> set[object]:
    """Return all that the workbook of totals says."""
    sheets = load_workbook(folder / "汇总.xlsx").worksheets
    return {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("head", BESIDE)
def test_nobody_owes_what_stands_beside_figures(tmp_path: Path, head: str) -> None:
    """Whoever filed the figures filed the table: no 缺, no total that lacks anybody, and no finding."""
    job = filed(tmp_path, head, BESIDE[head], typed=True)
    assert 2 == len(job.totals.scheme.forms)
    assert [(), ()] == [one.missing for one in job.totals]
    assert not {"缺"} & shown(tmp_path)
    assert [] == [one.code for one in job.review.findings]


@pytest.mark.parametrize("head", BESIDE)
def test_figures_are_owed_whatever_stands_beside_them(tmp_path: Path, head: str) -> None:
    """A remark or a rate alone files no figures."""
    job = filed(tmp_path, head, BESIDE[head], typed=False)
    first = job.totals.scheme.forms[0].id
    owing = [one.unit for one in job.review.findings if one.code == "form_missing"]
    assert [] == [one.unit for one in job.filed.returns if one.filed(first)]
    assert {unit for unit, said in zip(UNITS, BESIDE[head], strict=True) if said} <= {*owing}


def test_a_column_left_blank_is_a_blank_in_a_table_that_was_filed(tmp_path: Path) -> None:
    """Amounts beside counts are another form of the same table: whoever had none owes none."""
    path = draw(
        tmp_path / "月报.xlsx",
        """
        月度报表
        填报单位： | |
        | 指标 | 数量（个） | 金额（万元） |
        | 开工项目 | | |
        | 完工项目 | | |
        | 备注 | | |
        """,
    )
    (tmp_path / "上报").mkdir()
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B4"], sheet["B5"] = "东河乡", 3, 2
    book.save(tmp_path / "上报" / "东河乡.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(path))
    assert [] == [one.code for one in job.review.hard]
