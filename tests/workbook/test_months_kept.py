"""Dates given to the month alone: kept as they are, told once, and found again in what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.consolidate.lists import ordered
from youthstats.model.axes import Axis, Dimension
from youthstats.model.edits import Severity
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Record
from youthstats.model.values import Value

GRID = "\n".join(
    (
        "人员名册",
        "填报单位：",
        "| 序号 | 姓名 | 出生日期 | 工资（元） |",
        *(f"| {n} |  |  |  |" for n in range(1, 7)),
    )
)


def roster(folder: Path, days: list[str]) -> tuple[Path, Path]:
    """Write a blank list and a return of it with these dates; return where both are."""
    template = draw(folder / "名册.xlsx", GRID)
    book = openpyxl.load_workbook(template)
    sheet = book["表一"]
    sheet["A2"] = "填报单位：东镇"
    for number, day in enumerate(days):
        row = 4 + number
        sheet[f"B{row}"], sheet[f"C{row}"], sheet[f"D{row}"] = f"职工{number}", day, 5000
    (folder / "上报").mkdir()
    book.save(folder / "上报" / "东镇.xlsx")
    return template, folder / "上报"


@pytest.mark.parametrize("count", [1, 3, 4, 6])
def test_a_month_is_asked_about_and_lost_nowhere(count: int, tmp_path: Path) -> None:
    """Few are told one by one, many together; each is soft, and none is unreadable."""
    template, inbox = roster(tmp_path, [f"200{n}年{n + 3}月" for n in range(count)])
    (one,) = filed = ys.read(inbox, ys.understand(template).scheme)
    (record,) = one.records.values()
    assert [f"200{n}-0{n + 3}" for n in range(count)] == [row[1] for row in record.rows]
    found = ys.check(filed).findings
    assert [("day_left_out", Severity.SOFT)] * (count if count < 4 else 1) == [
        (finding.code, finding.severity) for finding in found
    ]
    assert count == sum(len(finding.cells) for finding in found)


def test_the_office_sees_the_month(tmp_path: Path) -> None:
    """In its own workbook and on the sheet of all units, beside days that are whole."""
    template, inbox = roster(tmp_path, ["2001年3月", "2001-03-05"])
    ys.reconcile(inbox, template, tmp_path / "汇总.xlsx")
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    for sheet in (book["表一"], book["表一分单位"]):
        held = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        assert "2001-03" in held
        assert any(text.startswith("2001-03-05") for text in held)


def test_months_and_days_are_put_in_order() -> None:
    """A month stands before its days, and behind those of the month before."""
    form = ys.define_form(
        id="L",
        label="名册",
        title="名册",
        items=[Item("born", Kind.DATE, "出生日期")],
        rows=Axis((Dimension.ENTRY,)),
        columns=Axis((Dimension.ITEM,)),
        order_by=("born",),
    )
    days: list[Value] = [
        date(2001, 3, 1),
        "2001-03",
        date(2001, 2, 28),
        "2001-04",
        date(2000, 12, 31),
    ]
    record = Record.of(form, {("born", at): day for at, day in enumerate(days)})
    assert [4, 2, 1, 0, 3] == [place for _, place, _ in ordered(form, [("东镇", record)])]
