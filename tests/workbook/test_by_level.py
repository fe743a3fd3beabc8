"""Totals at every level of a roster, on sheets of the consolidated workbook."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook import long_tables
from tests.workbook.long_tables import many
from youthstats import strategies
from youthstats.workbook.package import Book, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.writing.by_level import INDENT, ByLevel, by_levels
from youthstats.workbook.writing.report import FormReport, Marks

few = settings(max_examples=settings().max_examples // 6)


def written(filed: ys.Filed, folder: str | Path, lang: str = "zh") -> Path:
    """Write the consolidated workbook of what was filed."""
    path = Path(folder, "report.xlsx")
    ys.write(path, ys.consolidate(filed), ys.check(filed, complete=True), lang=lang)
    return path


def levels_of(filed: ys.Filed) -> list[ByLevel]:
    """Return the sheets of levels that a workbook of what was filed has."""
    return list(by_levels(FormReport.of_all(ys.consolidate(filed), Marks()).values()))


@few
@given(st.data(), st.sampled_from((0, 1, 50)))
def test_each_level_is_the_total_of_the_units_under_it(data: st.DataObject, together: int) -> None:
    """For any scheme and roster: what stands there is that unit's total, and so is what its formula adds."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    totals = ys.consolidate(filed)
    with tempfile.TemporaryDirectory() as folder, many(together=together, held=10**6):
        book, levels = open_book(written(filed, folder)), levels_of(filed)
        for level in levels:
            for unit in level.listed:
                assert_stands(book, level, unit, totals[level.totals.form.id].records.get(unit))


def assert_stands(book: Book, level: ByLevel, unit: str, total: ys.Record | None) -> None:
    sheet = book.sheet(level.main.sheet)
    for item in level.totals.form.items:
        for line in level.totals.form.lines:
            place = level.main.own_cell((unit, item.name, line))
            if place is None or not item.additive:
                continue
            cell = sheet.cells.get(place)
            given = total[item.name, line] if total is not None else None
            stands = None if cell is None else cell.value
            if isinstance(given, int):
                assert given == stands
            if cell is not None and cell.formula is not None:
                assert stands == evaluate(book, sheet.name, cell.formula)


def test_a_row_for_every_unit_over_some(tmp_path: Path) -> None:
    """Each before those under it and further in, with how many under it are missing; grey where some are."""
    units = ys.Hierarchy(
        (
            ys.Unit("某省"),
            *(ys.Unit(city, "某省") for city in ("甲市", "乙市")),
            *(ys.Unit(county, "甲市") for county in ("子县", "丑县")),
            *(ys.Unit(f"{county}{n}镇", county) for n in range(3) for county in ("子县", "丑县")),
            ys.Unit("乙市直属", "乙市"),
            ys.Unit("省本级", "某省"),
        )
    )
    owed = {"T2": ys.Duty(owed_by=units.leaves)}
    asked = evolve(long_tables.scheme(1, "T2"), units=units, duties=owed)
    path = written(long_tables.filed(asked, missing=("丑县1镇",)), tmp_path)
    book: Any = openpyxl.load_workbook(path)
    sheet = book["表二各级合计"]
    rows = [
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8, max_col=1)
    ]
    assert ["甲市（缺1个）", f"{INDENT}子县", f"{INDENT}丑县（缺1个）", "乙市"] == [
        name for (name,) in rows
    ]
    assert ["FFEDEDED", "00000000"] == [sheet[at].fill.fgColor.rgb for at in ("B5", "B8")]
    shown = openpyxl.load_workbook(path, data_only=True)["表二各级合计"]
    figures = {name: place for place, name in enumerate(asked.units.leaves, 1)}
    expected = [figures[f"子县{n}镇"] for n in range(3)]
    assert sum(expected) == shown["B6"].value
    assert "=IF(COUNT('表二'!B5,'表二'!B7,'表二'!B9)=0" in sheet["B6"].value


def test_neighbours_are_ranges_whatever_lies_between(tmp_path: Path) -> None:
    """Over a roster in any order, units that stand next to each other are added as one range."""
    asked = long_tables.scheme(100, "T2")
    book = openpyxl.load_workbook(written(long_tables.filed(asked), tmp_path))
    assert (
        "=IF(COUNT('表二'!B30:B54)=0,\"\",SUM('表二'!B30:B54))" == book["表二各级合计"]["B6"].value
    )
    mixed = sorted(asked.units, key=lambda unit: int(unit.name[1:-1]) % 2 if unit.parent else 2)
    other = evolve(asked, units=ys.Hierarchy(tuple(mixed)))
    (level,) = levels_of(long_tables.filed(other))
    formula = level.sum_over(level.main, "第1县", "cards", None)
    assert formula is not None
    assert 2 == formula.partition("=0")[0].count(":")


@pytest.mark.parametrize("towns", [30, 60])
def test_what_the_units_sheets_do_not_print_is_a_plain_figure(tmp_path: Path, towns: int) -> None:
    """An item that is asked for and left out of the report has its total on the levels, and no formula."""
    asked = long_tables.scheme(towns, "T1")
    form = asked.form("T1")
    items = tuple(evolve(one, in_report=one.name != "county") for one in form.items)
    quiet = evolve(asked, forms=(evolve(form, items=items, edits=()),))
    book: Any = openpyxl.load_workbook(written(long_tables.filed(quiet), tmp_path))
    heads = [cell.value for row in book["表一各级合计"]["A4:K5"] for cell in row]
    assert "县级" not in [cell.value for cell in book["表一"][5]]
    assert "县级" in heads
    assert 25 * 3 in [cell.value for cell in book["表一各级合计"][6]]


def test_no_sheet_where_there_is_nothing_between() -> None:
    """Units right under the whole have their total on the form; a list's entries are not added."""
    flat = ys.read(Path(__file__).parents[2] / "examples/2009/returns", long_tables.YEAR_2009)
    assert [] == levels_of(flat)
    listing = long_tables.filed(long_tables.scheme(30, "T4"))
    assert [] == levels_of(listing)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_read_back_the_levels_are_no_forms(tmp_path: Path, lang: str) -> None:
    """A finished workbook with them reads as one without: no figure twice, nothing found."""
    asked = long_tables.scheme(60, "T1", "T3", "T7")
    filed = long_tables.filed(asked)
    back = ys.read(written(filed, tmp_path, lang), asked)
    with patch("youthstats.workbook.writing.write.by_levels", lambda _: ()):
        without = ys.read(written(filed, tmp_path, lang), asked)
    assert "第3县" not in str([one.notes for one in back])
    assert list(without) == list(back)
    assert list(ys.check(without)) == list(ys.check(back))
    assert filed["第9镇"].records["T1"] == back["第9镇"].records["T1"]
