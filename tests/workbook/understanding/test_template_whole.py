"""The whole job, for tables as offices draw them: no mistake is told where none is, and totals are right."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.offices_drawn import SHEET, OfficeTable, office_tables
from tests.workbook.understanding.offices_filled import Answers, returned, total_of

UNITS = ("东山镇", "西塘镇", "南湖镇")


@given(office_tables(), st.integers(0, 2**32), st.booleans())
def test_what_units_without_mistakes_return(table: OfficeTable, seed: int, typed: bool) -> None:
    """The office's workbook and three returns: every one is read, nothing is found, all is added."""
    base = Path(tempfile.mkdtemp())
    inbox = base / "收"
    inbox.mkdir()
    table.blank().save(base / "空表.xlsx")
    several = [Answers(table, seed + number) for number in range(len(UNITS))]
    for unit, answers in zip(UNITS, several, strict=True):
        returned(table, unit, answers, typed=typed).save(inbox / f"{unit}.xlsx")
    result = ys.reconcile(inbox, ys.understand(base / "空表.xlsx"), base / "汇总.xlsx")
    assert set(UNITS) == {one.unit for one in result.filed.returns}
    assert [] == [str(one) for one in result.review.findings if one.code != "reading_note"]
    sheet = openpyxl.load_workbook(base / "汇总.xlsx", data_only=True)[SHEET]
    for cell in table.cells:
        expected = total_of(table, several, cell)
        held = sheet[table.address(*cell)].value
        added = table.columns[cell[0]].added and table.rows[cell[1]].added
        if expected is not None and (added or held is not None):
            assert isinstance(held, int | float), table.address(*cell)
            assert abs(expected - Decimal(str(held))) <= (0 if added else Decimal("0.05"))
