"""Lists with every kind of item, and every way to show a share, in the office's own workbook."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.items import Kind
from youthstats.model.values import is_figure, nominal

ROWS = 4
"""Blank rows of the template."""

SHARES = {
    "General": ["形象进度（%）", "持股比例%", "占比（%）"],
    "0.0": ["形象进度（%）"],
    "0%": ["形象进度", "形象进度（%）"],
    "0.00%": ["占比"],
}
"""How a template shows a share: by its number format, headings under which it does."""

Row = tuple[str, int, Decimal, Decimal, dt.datetime, str]
"""An entry: a project, people, money, a share in per cent, a day, remarks."""

rows = st.tuples(
    st.sampled_from(["修路", "建桥", "植树", "办学"]),
    st.integers(0, 9_999),
    st.decimals(0, 9_999, places=2),
    st.decimals(2, 100, places=2),
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2024, 12, 31)).map(
        lambda at: at.replace(hour=0, minute=0, second=0, microsecond=0)
    ),
    st.sampled_from(["", "已竣工"]),
)


@frozen
class Shown:
    """A list with a column of every kind; a share is headed and shown in some way."""

    heading: str
    format: str
    summed: bool

    @property
    def times(self) -> int:
        """How many times its cell shows a share of one."""
        return 1 if "%" in self.format else 100

    def draw(self, path: Path) -> Path:
        """Write the blank list."""
        last = ROWS + 3
        blank = "\n".join(["| | | | | | |"] * ROWS)
        total = f"| 合计 | =SUM(B4:B{last}) | =SUM(C4:C{last}) | | | |" if self.summed else ""
        head = f"| 项目名称 | 参与人数（人） | 投资（万元） | {self.heading} | 竣工日期 | 备注 |"
        grid = f"项目进度表\n填报单位：\n{head}\n{blank}\n{total}"
        formats = {f"D4:D{last}": self.format, f"E4:E{last}": "yyyy-mm-dd"}
        return draw(path, Drawn(grid, "清单", formats=formats))

    def typed(self, blank: Path, path: Path, unit: str, listed: list[Row]) -> None:
        """Write a return; more entries than there are rows push the line of totals down."""
        book = openpyxl.load_workbook(blank)
        sheet: Any = book.worksheets[0]
        sheet["A2"] = f"填报单位：{unit}"
        for row in range(ROWS + 4, len(listed) + 4):
            sheet.insert_rows(row)
            for column in range(1, 7):
                sheet.cell(row, column)._style = sheet.cell(4, column)._style
        if self.summed:
            for letter, at in (("B", 1), ("C", 2)):
                total = sum(float(str(one[at])) for one in listed)
                sheet[f"{letter}{max(ROWS, len(listed)) + 4}"] = round(total, 2)
        for row, one in enumerate(listed, 4):
            share = one[3] * self.times / 100
            for column, value in enumerate((*one[:3], share, *one[4:]), 1):
                sheet.cell(row, column).value = value
        book.save(path)


shown = st.sampled_from([(heading, kind) for kind, found in SHARES.items() for heading in found])


@settings(max_examples=15, deadline=None)
@given(shown, st.booleans(), st.lists(st.lists(rows, max_size=ROWS + 2), min_size=1, max_size=2))
def test_entries_of_every_kind_stand_in_the_template(
    way: tuple[str, str], summed: bool, lists: list[list[Row]]
) -> None:
    """Fewer entries than blank rows, as many or more: a share stands as its cell shows shares."""
    form, folder = Shown(*way, summed), Path(tempfile.mkdtemp())
    blank = form.draw(folder / "模板.xlsx")
    (folder / "上报").mkdir()
    for unit, listed in zip(("东镇", "西镇"), lists, strict=False):
        form.typed(blank, folder / "上报" / f"{unit}.xlsx", unit, listed)
    output = folder / "汇总.xlsx"
    job = ys.reconcile(folder / "上报", ys.understand(blank), output)
    everything = [one for listed in lists for one in listed]
    record = job.totals["清单"].record
    (share,) = (item.name for item in record.form.items if item.kind is Kind.SHARE)
    read = [record[share, key] for key in record.keys]
    assert [Fraction(one[3]) / 100 for one in everything] == [
        nominal(value) if is_figure(value) else value  # type: ignore[arg-type]
        for value in read
    ]
    sheet: Any = openpyxl.load_workbook(output, data_only=True).worksheets[0]
    if len(everything) <= ROWS:
        stood = [sheet.cell(row, 4).value for row in range(4, len(everything) + 4)]
        assert [one[3] * form.times / 100 for one in everything] == [Decimal(str(v)) for v in stood]
