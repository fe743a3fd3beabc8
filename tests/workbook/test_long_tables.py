"""Consolidated workbooks of many units: one unit a row, sums over ranges, rows as they are made."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
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
from tests.workbook.long_tables import WRITING, many
from youthstats import strategies
from youthstats.errors import WriteError
from youthstats.model.items import Kind
from youthstats.model.values import exact, is_figure
from youthstats.workbook.filling.renaming import renamed
from youthstats.workbook.package import Book, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.writing.computed import as_filed
from youthstats.workbook.writing.fitting import LONGEST_FORMULA
from youthstats.workbook.writing.listing import Row, listing
from youthstats.workbook.writing.plan import Cell, Plan, Style
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.report import MOST_TOGETHER, FormReport, Marks
from youthstats.workbook.writing.report_cells import MOST_COMMENTED
from youthstats.workbook.writing.row_order import in_rows

PLAIN = Style("plain")
few = settings(max_examples=settings().max_examples // 6)


def written(filed: ys.Filed, folder: str | Path) -> Path:
    """Write the consolidated workbook of what was filed."""
    path = Path(folder, "wide.xlsx")
    ys.write(path, ys.consolidate(filed), ys.check(filed, complete=True))
    return path


def sheet(book: Book, name: str) -> Any:
    return next(one for one in book.sheets if one.name == name)


# ------------------------------------------------------------------------ 1,200 units and all forms


@pytest.fixture(scope="module")
def filed() -> ys.Filed:
    return long_tables.filed(long_tables.scheme(1200), missing=("第7镇", "第8镇"))


@pytest.fixture(scope="module")
def path(filed: ys.Filed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(filed, tmp_path_factory.mktemp("wide"))


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return open_book(path)


@pytest.fixture(scope="module")
def looks(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_what_is_read_back_is_the_total(path: Path, filed: ys.Filed) -> None:
    """The workbook of 1,200 units reads as a finished report, and its sums are the totals."""
    totals, back = ys.consolidate(filed), ys.read(path, filed.scheme)
    total = back["全市"]
    compared = 0
    for form in totals:
        for name, line, value in form.record:
            item = form.form.item(name)
            if item.additive and item.in_report and is_figure(value):
                read = total.records[form.form.id][name, line]
                assert is_figure(read)
                assert Fraction(exact(value)) == Fraction(exact(read))  # type: ignore[arg-type]
                compared += 1
    assert compared > 40
    first = filed["第1镇"].records["T1"]
    assert first == back["第1镇"].records["T1"]


def test_every_unit_stands_in_a_row_of_its_own(book: Book) -> None:
    """A sheet has a row for each unit that is listed, and no more columns than a unit has answers."""
    for name, units in (("表一", 1200), ("表三分单位", 1200), ("表五分单位", 1198)):
        cells = sheet(book, name).cells
        shown = [at for at, cell in cells.items() if at[1] == 0 and str(cell.value).endswith("镇")]
        assert units == len(shown)
        assert max(column for _, column in cells) < 20
    assert "合计" == sheet(book, "表三分单位").cells[1206, 0].value


def test_sums_are_ranges(book: Book) -> None:
    """A total is the sum of one range, whose length does not grow with the units."""
    formula = sheet(book, "表三分单位").cells[1206, 1].formula
    assert '=IF(COUNT(B7:B1206)=0,"",SUM(B7:B1206))' == formula
    assert "='表三分单位'!B1207" == sheet(book, "表三").cells[5, 1].formula
    longest = max(len(c.formula or "") for one in book.sheets for c in one.cells.values())
    assert longest < 200 < LONGEST_FORMULA


def test_our_evaluator_comes_to_what_is_stored(book: Book) -> None:
    """The sum of every range, worked out anew over the figures of the units, is the total."""
    for one in book.sheets:
        totals = [cell for cell in one.cells.values() if "SUM(" in (cell.formula or "")]
        for cell in totals[-12:]:
            assert cell.formula is not None
            assert evaluate(book, one.name, cell.formula) == cell.value


def test_who_is_missing_is_said_and_coloured(looks: Any, book: Book) -> None:
    """Two units that did not file are named above their rows, which stay there and are grey."""
    assert "（第7镇、第8镇）" in str(sheet(book, "表一").cells[1, 0].value)
    row = looks["表一"]["B12":"F12"][0]
    assert {None} == {cell.value for cell in row}
    assert {"FFEDEDED"} == {cell.fill.fgColor.rgb for cell in row}


def test_headings_are_merged_and_rows_are_high_enough(looks: Any) -> None:
    """Heads are drawn as on any sheet: merged, frozen and repeated; long words make a row higher."""
    sheet = looks["表三分单位"]
    merged = {str(block) for block in sheet.merged_cells.ranges}
    assert {"A1:O1", "A4:A6", "B4:E4", "B5:C5"} <= merged
    assert ("B7", "$1:$6") == (sheet.freeze_panes, sheet.print_title_rows)
    rows = looks["表五分单位"].row_dimensions
    assert (rows[5].height or 15) < (rows[7].height or 0)


def test_a_list_names_the_unit_in_every_row(book: Book) -> None:
    """In a long list every entry stands behind its unit, so that the list can be sorted."""
    cells = sheet(book, "表四分单位").cells
    firsts = [str(cells[row, 0].value) for row in range(20) if (row, 0) in cells]
    assert ["第1镇", "第2镇", "第2镇", "第4镇", "第5镇"] == [x for x in firsts if x[-1] == "镇"][:5]


def test_findings_lead_to_the_rows_of_their_units(tmp_path: Path) -> None:
    """A wrong sum in the middle of many rows is coloured, has a comment and is linked to."""
    filed = long_tables.filed(long_tables.scheme(700, "T1", "T3"))
    wrong = filed["第650镇"]
    bad = wrong.records["T1"].replacing({("total", None): 1})
    changed = [
        evolve(one, records={**one.records, "T1": bad}) if one is wrong else one for one in filed
    ]
    sheets = openpyxl.load_workbook(written(ys.Filed.of(filed.scheme, changed), tmp_path))
    cell = sheets["表一"]["F655"]
    assert "第650镇" == sheets["表一"]["A655"].value
    assert "T1.bases_add_up" in cell.comment.text
    assert "FFFFC7CE" == cell.fill.fgColor.rgb
    links = [one.hyperlink.location for one in sheets["审核结果"]["L"] if one.hyperlink]
    assert "'表一'!B655" in links or "'表一'!F655" in links


def test_a_comment_names_few_of_many_findings(tmp_path: Path) -> None:
    """On a stacked sheet a comment tells a dozen findings of the units, and how many others there are."""
    asked = long_tables.scheme(100, "T5")
    changed = [
        evolve(one, records={"T5": one.records["T5"].replacing({("resolved", None): 10**6})})
        for one in long_tables.filed(asked)
    ]
    review = ys.check(ys.Filed.of(asked, changed))
    touching = [one for one in review if "resolved" in {cell.item for cell in one.cells}]
    assert len(touching) > 100
    sheets = openpyxl.load_workbook(written(review.filed, tmp_path))
    comment = sheets["表五"]["B6"].comment.text
    assert MOST_COMMENTED == comment.count("T5.")
    assert comment.endswith("见“审核结果”。")


def test_of_many_missing_units_the_first_are_named(tmp_path: Path) -> None:
    """The warning that a total is a lower bound names forty units and says how many there are."""
    asked = long_tables.scheme(120, "T2")
    missing = asked.units.leaves[10:100]
    book = open_book(written(long_tables.filed(asked, missing=missing), tmp_path))
    banner = str(sheet(book, "表二").cells[1, 0].value)
    assert "120 个填报单位中有 90 个未报（第11镇、" in banner
    assert "第50镇等 90 个）" in banner
    assert "第51镇" not in banner


def test_links_of_a_long_sheet_follow_a_new_name() -> None:
    """In an office's own workbook a sheet may get another name, and rows still to be made refer to it."""
    rows = (Cell(row, 0, "去", PLAIN, link="'表'!A1") for row in (1, 2))
    (plan,) = renamed([Plan("表", [], [10.0], rows=rows)], {"表": "表 (2)"})
    assert ["'表 (2)'!A1"] * 2 == [cell.link for cell in plan.rows]


def test_few_units_stand_as_the_form_prints_them() -> None:
    """Up to fifty units the sheets are what they were: a detail sheet has the units across."""
    for towns, across in ((MOST_TOGETHER, True), (MOST_TOGETHER + 1, False)):
        asked = long_tables.scheme(towns, "T3", "T5")
        reports = [
            FormReport(one, Marks()) for one in ys.consolidate(long_tables.filed(asked), asked)
        ]
        assert [across, False] == [one.detail is None for one in reports]
        detail = reports[1].detail
        assert detail is not None
        assert across == (detail.width > towns)


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """Ten times the rows of a list take not even twice the memory."""

    def peak(rows: int) -> int:
        made = (Row([f"第{n}个单位", n, "x" * 50], {}, {}) for n in range(rows))
        tracemalloc.start()
        render(tmp_path / "long.xlsx", [listing("表", "题", "说明", ["甲", "乙", "丙"], made)])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(600)  # what is imported and cached
    assert peak(20_000) < 2 * peak(2000)


# --------------------------------------------------------------------------- any form, any roster


@few
@given(st.data())
def test_a_sheet_is_the_same_written_row_by_row(data: st.DataObject) -> None:
    """For any scheme: what is written as it is made holds cell for cell what is laid out before."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    with tempfile.TemporaryDirectory() as folder:
        with many(together=1, held=10**6):
            laid_out = open_book(written(filed, folder))
        with many(together=1, held=1):
            streamed = open_book(written(filed, folder))
    for before, after in zip(laid_out.sheets, streamed.sheets, strict=True):
        assert before.name == after.name
        if not any(before.name.startswith(f.label) for f in filed.scheme.forms if f.open):
            assert before.cells == after.cells
            assert set(before.merges) == set(after.merges)


@few
@given(st.data(), st.sampled_from((1, 10**6)))
def test_every_figure_is_found_where_it_is_said_to_stand(data: st.DataObject, held: int) -> None:
    """Of each unit and of the whole, in any scheme: what a finding on a total would name."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    totals = ys.consolidate(filed)
    with tempfile.TemporaryDirectory() as folder, many(together=1, held=held):
        path = Path(folder, "wide.xlsx")
        ys.write(path, totals, ys.check(filed, complete=True))
        book, stood = open_book(path), list(as_filed(totals, path))
    for one in stood:
        for id, location in one.locations.items():
            form = filed.scheme.form(id)
            for name, line, value in one.records[id]:
                alone = form.item(name).within is None and form.item(name).kind is Kind.COUNT
                place = location.cell(name, line)
                if place is not None and alone and isinstance(value, int):
                    held_there = book.sheet(location.sheet).cells[place].value
                    assert value == held_there, (one.unit, id, name, line)


@few
@given(st.data())
def test_of_any_scheme_the_rows_come_in_order(data: st.DataObject) -> None:
    """No form and no roster makes cells in another order than that of rows and columns."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    with many(together=1, held=1), tempfile.TemporaryDirectory() as folder:
        seen: list[list[tuple[int, int]]] = []

        def watched(plan: Plan) -> Iterator[tuple[int, list[Cell]]]:
            places: list[tuple[int, int]] = []
            seen.append(places)
            for row, cells in in_rows(plan):
                places += [(cell.row, cell.column) for cell in cells]
                yield row, cells

        with patch(f"{WRITING}.render_sheets.in_rows", watched):
            written(filed, folder)
    for places in seen:
        assert sorted(set(places)) == places


@given(st.permutations([(5, 0), (5, 1), (5, 2), (6, 0), (6, 2), (9, 1)]))
def test_cells_in_another_order_are_refused(places: list[tuple[int, int]]) -> None:
    """Whatever comes too late would be lost in silence, so it raises, wherever it comes."""
    plan = Plan("表", [], [], rows=(Cell(*place, "x", PLAIN) for place in places))
    if places == sorted(places):
        assert places == [(c.row, c.column) for _, cells in in_rows(plan) for c in cells]
    else:
        with pytest.raises(ValueError, match=r"表.*comes too late"):
            list(in_rows(plan))


@pytest.mark.parametrize(
    "rows",
    [
        [Cell(2, 0, "x", PLAIN), Cell(2, 0, "y", PLAIN)],
        [Cell(2, 0, "x", PLAIN, width=3), Cell(2, 2, "y", PLAIN)],
        [Cell(2, 0, "x", PLAIN, height=2)],
        [Cell(1, 1, "x", PLAIN)],
    ],
)
def test_a_cell_upon_another_is_refused(rows: list[Cell]) -> None:
    """Twice the same place, a place that is covered, a block over rows to come: none is written."""
    plan = Plan("表", [Cell(0, 0, "题", PLAIN, width=2, height=2)], [], rows=iter(rows))
    with pytest.raises(ValueError, match="表"):
        list(in_rows(plan))


def test_nothing_is_left_of_a_workbook_that_could_not_be_written(tmp_path: Path) -> None:
    """Where rows come in a wrong order the target stays as it was, and no file is left behind."""
    (tmp_path / "x.xlsx").write_bytes(b"old")
    rows = (Cell(row, 0, row, PLAIN) for row in (3, 4, 2))
    with pytest.raises(ValueError, match="comes too late"):
        render(tmp_path / "x.xlsx", [Plan("表", [], [10.0], rows=rows)])
    assert [tmp_path / "x.xlsx"] == list(tmp_path.iterdir())
    assert b"old" == (tmp_path / "x.xlsx").read_bytes()


def test_more_rows_than_a_sheet_has_are_refused_with_a_remedy(tmp_path: Path) -> None:
    """Beyond row 1,048,576 nothing is cut off: nothing is written, and the way out is said."""
    rows = (Cell(row, 0, row, PLAIN) for row in (1_048_574, 1_048_575, 1_048_576))
    with pytest.raises(WriteError, match=r"表!A1048577 .*--parquet"):
        render(tmp_path / "x.xlsx", [Plan("表", [], [10.0], rows=rows)], lang="en")
    assert [] == list(tmp_path.iterdir())


def test_more_units_than_a_sheet_has_rows_are_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    """That so many units have no room is known, and said, before the first row is made."""
    asked = long_tables.scheme(120, "T1")
    filed = long_tables.filed(asked)
    with patch(f"{WRITING}.write.MOST_ROWS", 100), pytest.raises(WriteError, match="表一!A101 "):
        ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["<r>b</r>", " 两边 ", "a&b<c>", "_x000D_", "\x07", "=1+1", "\n\n"]
)
def test_texts_of_a_long_sheet_stay_what_they_are(text: str, tmp_path: Path) -> None:
    """Nothing a clerk typed is taken for markup, for an escape or for a formula."""
    rows = (Cell(row, 0, text, PLAIN) for row in range(1, 4))
    render(tmp_path / "x.xlsx", [Plan("表", [], [10.0], rows=rows)])
    (found,) = open_book(tmp_path / "x.xlsx").sheets
    assert {(row, 0): text for row in range(1, 4)} == {at: c.value for at, c in found.cells.items()}
