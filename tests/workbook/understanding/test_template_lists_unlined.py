"""Lists with a line of totals on which nothing is drawn: how many rows they have, and what fills them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

HEADING = "村（社区）名称 | 站点（个） | 工作人员（人） | 备注"
GROUPED = "村（社区）名称 | 站点⏎（个） | 工作人员（人） | < | 备注\n^ | ^ | 合计 | 女性 | ^"
ROWS = 6


def _list(heading: str, *, on_top: bool, formula: bool) -> Drawn:
    """Draw a list with room for six entries, without lines."""
    depth = heading.count("\n") + 1
    first = 3 + depth + on_top
    row = 3 + depth + (0 if on_top else ROWS)
    letters = "BC" if depth == 1 else "BCD"
    sums = {f"{at}{row}": f"=SUM({at}{first}:{at}{first + ROWS - 1})" for at in letters}
    total = {f"A{row}": "合计", **(sums if formula else {})}
    return Drawn(f"服务设施\n填报单位：\n{heading}", lines=False, values=total)


def _fill(path: Path, unit: str, entries: Iterable[tuple[str | int, ...]], first: int) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"] = unit
    for row, entry in enumerate(entries, first):
        for column, value in enumerate(entry, 1):
            sheet.cell(row, column, value)
    (path.parent / "上报").mkdir(exist_ok=True)
    book.save(path.parent / "上报" / f"{unit}.xlsx")


@pytest.mark.parametrize("heading", [HEADING, GROUPED])
@pytest.mark.parametrize("on_top", [True, False])
@pytest.mark.parametrize("formula", [True, False])
def test_its_rows_are_read_and_filled(
    heading: str, on_top: bool, formula: bool, tmp_path: Path
) -> None:
    """The entries of all units stand in the office's own rows, and its 合计 is theirs."""
    path = draw(tmp_path / "表.xlsx", _list(heading, on_top=on_top, formula=formula))
    depth = heading.count("\n") + 1
    first, row = 3 + depth + on_top, 3 + depth + (0 if on_top else ROWS)
    template = ys.understand(path)
    (form,) = template.scheme.forms
    assert form.open
    assert "合计" == form.total_line
    assert ("endless" in {one.code for one in template.doubts}) == (on_top and not formula)
    women = () if depth == 1 else (2,)
    _fill(path, "甲镇", [("东村", 1, 5, *women)], first)
    _fill(path, "乙镇", [("西村", 2, 6, *women)], first)
    job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    assert () == tuple(job.review.findings)
    total = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True).worksheets[0]
    named = {total.cell(at, 1).value for at in (first, first + 1)}
    assert {"东村", "西村"} == named
    assert [3, 11] == [total.cell(row, at).value for at in (2, 3)]


def test_more_entries_than_fit_leave_no_total_of_nothing(tmp_path: Path) -> None:
    """Its 合计 adds up the sheet where the entries stand."""
    path = draw(tmp_path / "表.xlsx", _list(HEADING, on_top=False, formula=True))
    for unit in ("甲镇", "乙镇"):
        _fill(path, unit, [(f"{unit}{at}村", 1, 2) for at in range(5)], 4)
    ys.reconcile(tmp_path / "上报", ys.understand(path), tmp_path / "汇总.xlsx")
    total = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True).worksheets[0]
    assert [10, 20] == [total.cell(10, at).value for at in (2, 3)]


def test_a_formula_below_a_list_of_any_length_shows_no_nought(tmp_path: Path) -> None:
    """What it adds up stands on another sheet: it is left blank, and a note names it."""
    drawn = _list(HEADING, on_top=False, formula=True)
    path = draw(tmp_path / "表.xlsx", evolve(drawn, values={**drawn.values, "A10": "本镇"}))
    for unit in ("甲镇", "乙镇"):
        _fill(path, unit, [(f"{unit}东村", 1, 2)], 4)
    job = ys.reconcile(tmp_path / "上报", ys.understand(path), tmp_path / "汇总.xlsx")
    assert ["template_formula_list"] == [
        one.code for one in job.review.notes if one.code.startswith("template_formula")
    ]
    total = openpyxl.load_workbook(tmp_path / "汇总.xlsx").worksheets[0]
    assert [None, None] == [total.cell(10, at).value for at in (2, 3)]


@pytest.mark.parametrize("drawn", ["A3:D3 A10:D10", "A3:D3"])
def test_lines_around_heading_and_total_alone_close_no_row(drawn: str, tmp_path: Path) -> None:
    """The rows between are the list's, though nothing is drawn around them."""
    path = draw(tmp_path / "表.xlsx", _list(HEADING, on_top=False, formula=True))
    book = openpyxl.load_workbook(path)
    line = openpyxl.styles.Side(style="thin")
    for area in drawn.split():
        for cell in book.worksheets[0][area][0]:
            cell.border = openpyxl.styles.Border(line, line, line, line)
    book.save(path)
    (formed,) = ys.understand(path).forms.values()
    assert formed.form.open
    assert ROWS == len(formed.keys.rows)


@pytest.mark.parametrize("head", ["指标", "站点（个）"])
def test_a_total_alone_under_no_names_is_a_table(head: str, tmp_path: Path) -> None:
    """Nothing says there that entries are meant."""
    grid = f"服务设施\n填报单位：\n{head} | 站点（个） | 工作人员（人）\n合计"
    (formed,) = ys.understand(draw(tmp_path / "表.xlsx", Drawn(grid, lines=False))).forms.values()
    assert not formed.form.open
