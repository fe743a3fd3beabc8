"""The whole job, for tables as offices draw them: no mistake is told where none is, and totals are right."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.offices_drawn import (
    SHEET,
    OfficeTable,
    blank,
    blocks,
    office_tables,
    stacks,
)
from tests.workbook.understanding.offices_filled import Answers, returned, total_of
from tests.workbook.understanding.offices_lists import (
    Answer,
    OfficeCard,
    OfficeList,
    office_cards,
    office_lists,
)
from youthstats.model.items import Item, Kind

UNITS = ("东山镇", "西塘镇", "南湖镇")


@given(stacks() | blocks(), st.integers(0, 2**32), st.booleans())
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


@given(office_tables(), st.integers(0, 2**32), st.data())
def test_a_wrong_sum_is_found(table: OfficeTable, seed: int, data: st.DataObject) -> None:
    """Where the office has a formula: a hard finding names the cell, and suspects it."""
    assume(table.manner.formulas)
    answers = Answers(table, seed)
    ways = {cell: table.comes(*cell) for cell in table.cells}
    sums = [cell for cell, way in ways.items() if way and way[0].how == "sum" and answers[cell]]
    assume(sums)
    cell = data.draw(st.sampled_from(sums))
    answers.slip(cell)
    base = Path(tempfile.mkdtemp())
    blank([table]).save(base / "空表.xlsx")
    returned([table], "东山镇", [answers], typed=True).save(base / "东山镇.xlsx")
    result = ys.reconcile(base / "东山镇.xlsx", ys.understand(base / "空表.xlsx"))
    failed = [one for one in result.review.hard if one.code == "edit_failure"]
    place = table.address(*cell)
    assert any(place == at.address for one in failed for at in one.cells)
    suspects = [one for finding in failed for way in finding.suspects for one in way]
    assert place in {one.cell.address for one in suspects}


def _hold(sheet: Worksheet, table: OfficeTable, several: Sequence[Answers]) -> None:
    """Hold what stands on the consolidated sheet against what all units come to; a ratio may be left out."""
    for cell, place in table.places.items():
        expected, held = total_of(table, several, cell), sheet.cell(*place).value
        added = table.columns[cell[0]].added and table.rows[cell[1]].added
        if expected is not None and (added or held is not None):
            assert isinstance(held, int | float), table.address(*cell)
            assert abs(expected - Decimal(str(held))) <= (0 if added else Decimal("0.05"))


@given(office_lists(), st.integers(0, 10), st.integers(0, 2**32))
def test_what_units_list(drawn: OfficeList, count: int, seed: int) -> None:
    """Fewer entries than rows, as many, or more: each is read, and no word is taken for a figure."""
    base = Path(tempfile.mkdtemp())
    drawn.drawn().save(base / "空表.xlsx")
    template = ys.understand(base / "空表.xlsx")
    entries = drawn.entries(count + 1, seed)
    drawn.drawn("东山镇", entries).save(base / "东山镇.xlsx")
    result = ys.reconcile(base / "东山镇.xlsx", template)
    assert [] == [str(one) for one in result.review.findings if one.code != "reading_note"]
    (record,) = result.filed.returns[0].records.values()
    items = list(record.form.items)
    read = [[record[item.name, at] for item in items] for at in range(len(record.rows))]
    labels = [label for label, kind in drawn.columns if kind != "number"]
    assert labels == [item.label.replace("\n", "") for item in items]
    assert len(entries) == len(read)
    kinds = [kind for _, kind in drawn.columns if kind != "number"]
    for entry, answers in zip(entries, read, strict=True):
        typed = entry[len(entry) - len(kinds) :]
        for kind, item, expected, held in zip(kinds, items, typed, answers, strict=True):
            _hold_answer(kind, item, expected, held)


@given(office_cards(), st.integers(0, 2**32))
def test_what_units_write_on_cards(drawn: OfficeCard, seed: int) -> None:
    """Every answer is read as what it is, and nothing is found."""
    base = Path(tempfile.mkdtemp())
    drawn.drawn().save(base / "空表.xlsx")
    template, answers = ys.understand(base / "空表.xlsx"), drawn.answers(seed)
    drawn.drawn("东山镇", answers).save(base / "东山镇.xlsx")
    result = ys.reconcile(base / "东山镇.xlsx", template)
    told = {one.code for one in result.review.findings if one.severity is not ys.Severity.NOTE}
    assert told <= {"figures_as_words"}
    records = result.filed.returns[0].records
    held = {
        (row + 1, column + 1): (form.item(name), records[id][name, line])
        for id, one in template.forms.items()
        for form in [one.form]
        for (name, line), (row, column) in one.places.items()
    }
    assert set(answers) == set(held)
    for at, (_, kind) in drawn.asked.items():
        _hold_answer(kind, held[at][0], answers[at], held[at][1])


def _hold_answer(kind: str, item: Item, expected: Answer, held: object) -> None:
    """Hold an answer against what was typed: figures as such, a rate in per cent, words as they stand."""
    if kind in ("count", "amount", "price"):
        assert item.kind.numeric, item.label
        assert item.additive == (kind != "price"), item.label
        assert Decimal(str(expected)) == Decimal(str(held))
    elif kind == "words":
        assert (item.kind, str(expected)) == (Kind.TEXT, held), item.label
