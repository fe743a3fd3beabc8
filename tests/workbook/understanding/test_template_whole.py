"""The whole job, for tables as offices draw them: no mistake is told where none is, and totals are right."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.offices_drawn import SHEET, OfficeTable, blank, stacks
from tests.workbook.understanding.offices_filled import Answers, returned, total_of

UNITS = ("东山镇", "西塘镇", "南湖镇")


@given(stacks(), st.integers(0, 2**32), st.booleans())
def test_what_units_without_mistakes_return(
    tables: tuple[OfficeTable, ...], seed: int, typed: bool
) -> None:
    """The office's workbook and three returns: every one is read, nothing is found, all is added."""
    base = Path(tempfile.mkdtemp())
    inbox = base / "收"
    inbox.mkdir()
    blank(tables).save(base / "空表.xlsx")
    filed = {
        unit: [Answers(table, seed + 10 * number + at) for at, table in enumerate(tables)]
        for number, unit in enumerate(UNITS)
    }
    for unit, answers in filed.items():
        returned(tables, unit, answers, typed=typed).save(inbox / f"{unit}.xlsx")
    result = ys.reconcile(inbox, ys.understand(base / "空表.xlsx"), base / "汇总.xlsx")
    assert set(UNITS) == {one.unit for one in result.filed.returns}
    assert [] == [str(one) for one in result.review.findings if one.code != "reading_note"]
    sheet: Worksheet = openpyxl.load_workbook(base / "汇总.xlsx", data_only=True)[SHEET]
    for table, several in zip(tables, zip(*filed.values(), strict=True), strict=True):
        _hold(sheet, table, several)


def _hold(sheet: Worksheet, table: OfficeTable, several: Sequence[Answers]) -> None:
    """Hold what stands on the consolidated sheet against what all units come to; a ratio may be left out."""
    for cell, place in table.places.items():
        expected, held = total_of(table, several, cell), sheet.cell(*place).value
        added = table.columns[cell[0]].added and table.rows[cell[1]].added
        if expected is not None and (added or held is not None):
            assert isinstance(held, int | float), table.address(*cell)
            assert abs(expected - Decimal(str(held))) <= (0 if added else Decimal("0.05"))
