"""An office's own workbook, filled in: what is asked for stands there, everything else is as it was."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.texts import texts
from tests.workbook.offices import MACROS, by_openpyxl, by_xlsxwriter, parts_of, picture
from youthstats.errors import OverwriteError, UnfillableError, WriteError
from youthstats.model.values import Inexact, from_float, held
from youthstats.wording import say
from youthstats.workbook.filling.fill_in import fill_in
from youthstats.workbook.filling.terms import Filling, Outcome
from youthstats.workbook.package import Book, UnopenableError, open_book
from youthstats.workbook.package import Cell as Stood
from youthstats.workbook.writing.fitting import fitted
from youthstats.workbook.writing.plan import Cell, Content, Plan, Style, Validation
from youthstats.workbook.writing.render import render

Fillings = Mapping[str, Mapping[tuple[int, int], Filling]]

ROOT = Path(__file__).parents[2]
CHECKED_IN = sorted([*ROOT.glob("examples/2009/**/*.xlsx"), *ROOT.glob("templates/**/*.xlsx")])
PLAIN, DAY = Style("plain"), Style("plain", "yyyy-mm-dd")
SHEETS = [
    Plan(
        "明细",
        [
            Cell(0, 0, "明细", Style("title"), width=2),
            Cell(1, 0, "南湖区", Style("stub")),
            Cell(1, 1, Decimal("1.5"), Style("answer", "0.00"), comment="估计数 <&>"),
            Cell(2, 1, Decimal("1.5"), Style("total", "0.0%"), formula="=SUM('明细'!B2:B2)"),
            Cell(3, 0, "看总表", Style("link"), link="'统计表'!B3"),
            Cell(4, 0, date(2009, 6, 21), Style("plain", "yyyy-mm-dd")),
            Cell(5, 0, "=1+1", PLAIN),
        ],
        [12.0, 14.0],
        freeze=(1, 0),
        repeat=(0, 0),
        protected=True,
        validations=[Validation(1, 1, choices_from="'名单'!$A$1:$A$2")],
        names={"youthstats.T.x": (1, 1, 1, 1)},
    ),
    Plan(
        "名单", [Cell(0, 0, "甲", PLAIN), Cell(1, 0, "甲", PLAIN)], [9.0], hidden=True, tab="audit"
    ),
]
TOTALS = {"统计表": {(2, 1): Filling(12), (3, 1): Filling(30), (4, 1): Filling(42)}}
MADE = {"xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}


def filled(
    template: Path, fillings: Fillings, plans: list[Plan] | None = None
) -> tuple[Book, Outcome]:
    """Fill a template in and open what came of it."""
    target = template.with_name(f"filled{template.suffix}")
    outcome = fill_in(target, template, fillings, plans or [])
    return open_book(target), outcome


def cells_of(book: Book) -> dict[str, dict[tuple[int, int], Stood]]:
    return {sheet.name: dict(sheet.cells) for sheet in book.sheets}


def looks(cell: Any) -> tuple[str, ...]:
    """Return all that openpyxl tells of a cell's style; its objects are equal to themselves alone."""
    parts = cell.number_format, cell.font, cell.fill, cell.border, cell.alignment, cell.protection
    return tuple(map(repr, parts))


def assert_kept(template: Path, target: Path, outcome: Outcome) -> None:
    """Every part the outcome does not name is there, byte for byte."""
    before, after = parts_of(template), parts_of(target)
    lost = {one.part for one in outcome.lost}
    for name, data in before.items():
        if name not in outcome.changed | lost and "calcChain" not in name:
            assert data == after[name], name
    assert set() == outcome.changed - before.keys()
    assert set() == lost & after.keys()


# ------------------------------------------------------------------------------- the whole of it


@pytest.mark.parametrize("program", MADE)
def test_what_is_asked_for_stands_there_and_the_rest_is_as_it_was(
    tmp_path: Path, program: str
) -> None:
    """Cells filled have their values in their own style; every other cell and part is as before."""
    template = MADE[program](tmp_path / "t.xlsx")
    wanted = {"统计表": {(1, 1): Filling(12), (2, 1): Filling(30), (3, 1): Filling(42)}}
    before, (book, outcome) = open_book(template), filled(template, wanted, SHEETS)
    assert_kept(template, tmp_path / "filled.xlsx", outcome)
    for place, filling in wanted["统计表"].items():
        old = before.sheet("统计表").cells.get(place, Stood())
        assert filling.value == book.sheet("统计表").cells[place].value
        assert old.formula == book.sheet("统计表").cells[place].formula
    for name, cells in cells_of(before).items():
        for place, cell in cells.items():
            now = book.sheet(name).cells[place]
            if place not in wanted.get(name, {}):
                assert evolve(cell, value=None) == evolve(now, value=None)
                assert now.value == (None if cell.formula else cell.value)
    assert [*before.names] == [*book.names][: len(before.names)]
    assert [s.name for s in before.sheets] + ["明细", "名单"] == [s.name for s in book.sheets]
    openpyxl.load_workbook(tmp_path / "filled.xlsx").close()


def test_pictures_charts_buttons_and_macros_survive(tmp_path: Path) -> None:
    """What no cell holds is in the workbook, the very bytes: a picture, a chart, a button, macros."""
    template = by_xlsxwriter(tmp_path / "t.xlsm")
    book, outcome = filled(template, TOTALS, SHEETS)
    after = parts_of(tmp_path / "filled.xlsm")
    assert MACROS == after["xl/vbaProject.bin"]
    assert picture() == after["xl/media/image1.png"]
    kept = {"xl/charts/chart1.xml", "xl/drawings/vmlDrawing1.vml", "xl/drawings/drawing1.xml"}
    assert set() == kept & outcome.changed
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    for said in ("dataValidation ", "cfRule ", "sheetProtection password=", "landscape"):
        assert said in sheet
    assert b"macroEnabled" in after["[Content_Types].xml"]
    assert "填人数" == book.sheet("统计表").cells[2, 1].comment


def test_our_sheets_look_as_they_do_in_a_workbook_of_ours(tmp_path: Path) -> None:
    """Grafted sheets are the rendered ones: cells, fonts, widths, panes, comments, links, print set-up."""
    render(tmp_path / "ours.xlsx", SHEETS)
    filled(by_xlsxwriter(tmp_path / "t.xlsx"), TOTALS, SHEETS)
    ours = openpyxl.load_workbook(tmp_path / "ours.xlsx")
    theirs = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    for name in ("明细", "名单"):
        one, other = ours[name], theirs[name]
        assert one.dimensions == other.dimensions
        for row in one.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert (cell.value, cell.number_format) == (twin.value, twin.number_format)
                assert looks(cell) == looks(twin)
                assert (cell.hyperlink and cell.hyperlink.location) == (
                    twin.hyperlink and twin.hyperlink.location
                )
                assert (cell.comment and cell.comment.text) == (twin.comment and twin.comment.text)
        widths = {key: column.width for key, column in one.column_dimensions.items()}
        assert widths == {key: column.width for key, column in other.column_dimensions.items()}
        assert one.freeze_panes == other.freeze_panes
        assert one.print_title_rows == other.print_title_rows
        assert one.page_setup.orientation == other.page_setup.orientation
        assert one.sheet_properties.tabColor == other.sheet_properties.tabColor
        assert one.sheet_state == other.sheet_state
        assert one.protection.sheet == other.protection.sheet
        assert one.merged_cells.ranges == other.merged_cells.ranges
        assert not other.sheet_view.tabSelected
    assert ours.defined_names["youthstats.T.x"].value == "'明细'!$B$2"
    assert theirs.defined_names["youthstats.T.x"].value == "'明细'!$B$2"
    assert "$A$1:$H$24" in theirs["统计表"].print_area
    for book in (ours, theirs):
        book.close()


def test_everything_is_calculated_anew(tmp_path: Path) -> None:
    """Spreadsheets are told to; a result over blank cells is gone, one that rests on no cell is not."""
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet, other = book.add_worksheet("表"), book.add_worksheet("另表")
        sheet.write_formula("A1", '="二〇〇九年"&"表"', None, "二〇〇九年表")
        sheet.write_formula("A2", "=B1*2", None, 0)
        sheet.write_array_formula("C1:C2", "{=B1:B2*2}", None, 0)
        sheet.write_number("C2", 0)
        other.write_formula("A1", "=表!B1", None, 0)
    done, outcome = filled(tmp_path / "t.xlsx", {"表": {(0, 1): Filling(3)}})
    results = {place: cell.value for place, cell in done.sheet("表").cells.items()}
    assert {(0, 0): "二〇〇九年表", (0, 1): 3, (0, 2): None, (1, 0): None} == results
    assert None is done.sheet("另表").cells[0, 0].value
    assert b'fullCalcOnLoad="1"' in parts_of(tmp_path / "filled.xlsx")["xl/workbook.xml"]
    assert "xl/worksheets/sheet2.xml" in outcome.changed
    _, outcome = filled(tmp_path / "t.xlsx", {}, SHEETS)
    assert not {name for name in outcome.changed if "worksheets" in name}


@pytest.mark.parametrize("path", CHECKED_IN, ids=lambda path: path.stem)
def test_workbooks_of_ours_as_templates(tmp_path: Path, path: Path) -> None:
    """Any cell of any workbook here can be filled; the names it defines go on meaning what they did."""
    template = tmp_path / path.name
    template.write_bytes(path.read_bytes())
    before = open_book(template)
    given = {sheet.name: {(40, 2): Filling(7)} for sheet in before.sheets}
    book, outcome = filled(template, given, [evolve(SHEETS[1], name=before.sheets[0].name)])
    assert_kept(template, tmp_path / f"filled{path.suffix}", outcome)
    assert [7] * len(given) == [book.sheet(name).cells[40, 2].value for name in given]
    assert before.names == book.names
    assert f"{before.sheets[0].name} (2)" == book.sheets[-1].name


# --------------------------------------------------------------------------------- what cells hold

CONTENTS: list[tuple[Content, object, str]] = [
    (17, 17, "#,##0"),
    (-3, -3, "#,##0"),
    (Decimal("59972.29"), Decimal("59972.29"), "#,##0"),
    (Fraction(11, 71), held(Fraction(11, 71)), "#,##0"),
    (Inexact(*map(Decimal, (650, 650, 659))), 650, '"≈"#,##0'),
    (date(2009, 6, 21), date(2009, 6, 21), "yyyy-mm-dd"),
    (date(1899, 12, 31), "1899-12-31", "#,##0"),
    ("南湖区", "南湖区", "#,##0"),
    ("=1+1", "=1+1", "#,##0"),
    ("@x", "@x", "#,##0"),
    (" 甲\r\n乙\x01_x000D_ ", " 甲\r\n乙\x01_x000D_ ", "#,##0"),
    (10**400, str(10**400), "#,##0"),
]


@pytest.mark.parametrize(("value", "expected", "code"), CONTENTS, ids=lambda one: str(one)[:20])
def test_contents(tmp_path: Path, value: Content, expected: object, code: str) -> None:
    """Each content stands as what it is, under the cell's own number format where that can show it."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    book, outcome = filled(template, {"统计表": {(2, 1): Filling(value)}})
    assert (expected, code) == (
        book.sheet("统计表").cells[2, 1].value,
        book.sheet("统计表").cells[2, 1].number_format,
    )
    assert isinstance(value, Inexact) == (("统计表", 2, 1) in outcome.remarks)
    assert [] == [one.code for one in outcome.losses if one.code != "figure_as_text"]


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited(tmp_path: Path) -> None:
    """Its style is the cell's own with the quote prefix, and made once."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    filled(
        template, {"统计表": {(2, 1): Filling("=1+1"), (3, 1): Filling("-x"), (2, 2): Filling(1)}}
    )
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    sheet = book["统计表"]
    assert sheet["B3"].quotePrefix
    assert sheet["B3"].style_id == sheet["B4"].style_id
    assert looks(sheet["B3"])[1:] == looks(sheet["C3"])[1:]
    assert not sheet["C3"].quotePrefix
    book.close()


def test_a_figure_of_too_many_digits_is_marked_and_told(tmp_path: Path) -> None:
    """The sixteenth digit is a loss like in a workbook of ours; the remark says the exact figure."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    _, outcome = filled(template, {"统计表": {(2, 1): Filling(1234567890123456789)}})
    assert ["figure_rounded"] == [loss.code for loss in outcome.losses]
    assert "1234567890123456789" in outcome.remarks["统计表", 2, 1]


def test_every_section_of_a_format_is_marked(tmp_path: Path) -> None:
    """An approximate figure below nothing is approximate, too; colours stay in front."""
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        code = '#,##0"；;";[Red]-#,##0;\\;0'
        book.add_worksheet("表").write_blank("A1", None, book.add_format({"num_format": code}))
    done, _ = filled(
        tmp_path / "t.xlsx", {"表": {(0, 0): Filling(Inexact(*map(Decimal, (-5, -6, -4))))}}
    )
    marked = '"≈"#,##0"；;";[Red]"≈"-#,##0;"≈"\\;0'
    assert marked == done.sheet("表").cells[0, 0].number_format


def test_a_formula_keeps_its_place_and_gets_its_result(tmp_path: Path) -> None:
    """The value given stands beside it, whatever it is; a formula given is for cells without one."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    given = {
        (4, 1): Filling(42, "=1+1"),
        (4, 2): Filling("说明"),
        (4, 3): Filling(None),
        (5, 1): Filling("=x"),
        (9, 2): Filling(7, "='明细'!B2*2"),
    }
    book, _ = filled(template, {"统计表": given}, SHEETS)
    cells = book.sheet("统计表").cells
    assert [42, "说明", "", "=x", 7] == [cells[place].value for place in given]
    formulas = ["=SUM(B3:B4)", "=SUM(C3:C4)", "=SUM(D3:D4)", "=B5/2", "='明细'!B2*2"]
    assert formulas == [cells[place].formula for place in given]


def test_emptied(tmp_path: Path) -> None:
    """A cell filled with nothing holds nothing and keeps its looks."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    book, _ = filled(template, {"统计表": {(1, 0): Filling(None)}})
    assert (1, 0) not in book.sheet("统计表").cells
    again = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    assert again["统计表"]["A2"].font.b
    again.close()


def test_a_new_cell_looks_like_its_row_its_column_or_its_block(tmp_path: Path) -> None:
    """Where there was no cell, the style is what a clerk saw there; rows and cells stay in order."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    places = [(0, 2), (4, 2), (4, 0), (2, 5), (30, 2), (30, 0), (8, 1)]
    book, _ = filled(template, {"封面": {place: Filling(1000) for place in places}})
    cells = book.sheet("封面").cells
    formats = [cells[place].number_format for place in places[:-1]]
    assert ["#,##0", "#,##0", "#,##0", "General", "#,##0", "General"] == formats
    assert 1000 == cells[7, 0].value  # the merged block was named by its last cell
    assert (8, 1) not in cells
    again = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    assert again["封面"]["C1"].fill.fgColor.rgb == "FFFFFFCC"
    assert again["封面"]["C5"].fill.fgColor.rgb == "00000000"
    assert "A1:F31" == again["封面"].dimensions
    again.close()


def test_a_block_is_filled_once(tmp_path: Path) -> None:
    """Two fillings for one merged block contradict each other."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    with pytest.raises(ValueError, match="two fillings"):
        filled(template, {"封面": {(7, 0): Filling(1), (8, 1): Filling(2)}})


# ------------------------------------------------------------------------------ names and references


def test_a_name_that_is_taken_gets_a_number_and_every_reference_follows(tmp_path: Path) -> None:
    """Formulas, links, print titles and choices of ours lead to our sheet, those of the template to its."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    text = "=IF(统计表!B2=0,\"统计表!A1\",SUM('统计表'!B2,'封面'!B1,x统计表!A1))"
    plan = evolve(
        SHEETS[0],
        name="统计表",
        cells=[
            Cell(1, 1, 1, PLAIN),
            Cell(2, 1, 1, PLAIN, formula=text),
            Cell(3, 0, "此处", Style("link"), link="'统计表'!B2"),
        ],
        validations=[Validation(1, 1, choices_from="'统计表'!$A$1:$A$2")],
    )
    given = {"封面": {(0, 1): Filling(2, "='统计表'!B2")}}
    book, outcome = filled(template, given, [plan, evolve(SHEETS[1], name="封 面")])
    assert {"统计表": "统计表 (2)", "封 面": "封 面"} == outcome.sheets
    assert "='统计表 (2)'!B2" == book.sheet("封面").cells[0, 1].formula
    followed = "=IF('统计表 (2)'!B2=0,\"统计表!A1\",SUM('统计表 (2)'!B2,'封面'!B1,x统计表!A1))"
    assert followed == book.sheet("统计表 (2)").cells[2, 1].formula
    assert "=SUM(封面!B1:B2)" == book.sheet("统计表").cells[0, 3].formula
    again = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    sheet = again["统计表 (2)"]
    assert "'统计表 (2)'!B2" == sheet["A4"].hyperlink.location
    assert "'统计表 (2)'!$A$1:$A$2" == sheet.data_validations.dataValidation[0].formula1
    assert "$1:$1" == sheet.print_title_rows
    assert "$1:$2" == again["统计表"].print_title_rows
    again.close()


def test_names_are_as_long_as_they_may_be_and_differ_in_more_than_case(tmp_path: Path) -> None:
    """A long name makes room for its number; a name of ours is never taken by another's number."""
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        for name in ("长" * 31, "ABC", "it's"):
            book.add_worksheet(name)
    wanted = ["长" * 31, "abc", "abc (2)", "It's"]
    plans = [Plan(name, [Cell(0, 0, name, PLAIN)], [9.0]) for name in wanted]
    done, outcome = filled(tmp_path / "t.xlsx", {}, plans)
    names = ["长" * 27 + " (2)", "abc (3)", "abc (2)", "It's (2)"]
    assert names == [outcome.sheets[name] for name in wanted]
    assert names == [sheet.name for sheet in done.sheets[3:]]
    assert wanted == [sheet.cells[0, 0].value for sheet in done.sheets[3:]]


def test_a_name_defined_by_the_template_goes_on_meaning_what_it_did(tmp_path: Path) -> None:
    """Ours is left out, and named; constants of ours are names like any."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    target = tmp_path / "o.xlsx"
    plan = evolve(SHEETS[0], names={"系数": (1, 1, 1, 1), "youthstats.y": (1, 1, 1, 1)})
    constants = {"youthstats.kind": 'a "report"', "YOUTHSTATS.Y": "2"}
    outcome = fill_in(target, template, {}, [plan, SHEETS[1]], constants=constants)
    assert ("系数", "YOUTHSTATS.Y") == outcome.names_left_out
    names = open_book(target).names
    assert "封面!$B$1" == names["系数"]
    assert '"a ""report"""' == names["youthstats.kind"]


def test_filling_twice(tmp_path: Path) -> None:
    """What was made of a template is a template: sheets get the next number, styles are there already."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    fill_in(tmp_path / "1.xlsx", template, TOTALS, SHEETS)
    outcome = fill_in(tmp_path / "2.xlsx", tmp_path / "1.xlsx", TOTALS, SHEETS)
    assert {"明细": "明细 (2)", "名单": "名单 (2)"} == outcome.sheets
    assert ("youthstats.T.x",) == outcome.names_left_out
    assert "xl/styles.xml" not in outcome.changed
    book = open_book(tmp_path / "2.xlsx")
    assert "=SUM('明细 (2)'!B2:B2)" == book.sheet("明细 (2)").cells[2, 1].formula
    assert "估计数 <&>" == book.sheet("明细 (2)").cells[1, 1].comment
    assert "估计数 <&>" == book.sheet("明细").cells[1, 1].comment


# ------------------------------------------------------------------------------------- refusals


def test_nothing_is_written_over_the_template(tmp_path: Path) -> None:
    """Not even by way of a link."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    (tmp_path / "link.xlsx").symlink_to(template)
    before = template.read_bytes()
    for target in (template, tmp_path / "link.xlsx"):
        with pytest.raises(OverwriteError):
            fill_in(target, template, TOTALS)
    assert before == template.read_bytes()


def test_the_target_is_whole_or_as_it_was(tmp_path: Path) -> None:
    """A target that cannot be written is named, and nothing is left beside it."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    (tmp_path / "o.xlsx").mkdir()
    with pytest.raises(WriteError):
        fill_in(tmp_path / "o.xlsx", template, TOTALS)
    assert {"t.xlsx", "o.xlsx"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(("made", "wanted"), [(".xlsm", ".xlsx"), (".xlsx", ".xlsm")])
def test_the_target_ends_as_its_content_asks(tmp_path: Path, made: str, wanted: str) -> None:
    """Excel opens no macros under .xlsx, and no .xlsm without: the message says the right suffix."""
    template = by_xlsxwriter(tmp_path / f"t{made}")
    with pytest.raises(UnfillableError, match=f"ends with {made}") as caught:
        fill_in(tmp_path / f"o{wanted}", template, TOTALS)
    assert "unfillable.suffix" == caught.value.reason
    assert f"以 {made} 结尾" in say(caught.value.reason, "zh", **caught.value.facts)
    assert not (tmp_path / f"o{wanted}").exists()


def test_other_formats_are_refused(tmp_path: Path) -> None:
    """An .ods opens, and cannot be filled in: the remedy is to save it as .xlsx."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="表"><table:table-row><table:table-cell/>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    with pytest.raises(UnfillableError, match="cannot be filled in"):
        fill_in(tmp_path / "o.xlsx", tmp_path / "t.ods", {})
    with pytest.raises(UnopenableError):
        fill_in(tmp_path / "o.xlsx", tmp_path / "none.xlsx", {})


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    """A filling for no sheet is a mistake of the caller's, with the nearest name."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    with pytest.raises(ValueError, match=r"'统计表1'.*did you mean '统计表'"):
        filled(template, {"统计表1": {(0, 0): Filling(1)}})


# ------------------------------------------------------------------------------------------- laws

FIGURES: list[Callable[[], st.SearchStrategy[Content]]] = [
    st.integers,
    lambda: st.decimals(allow_nan=False, allow_infinity=False),
    st.fractions,
    lambda: st.dates(min_value=date(1900, 3, 1)),
    st.none,
]
PLACES = st.tuples(st.integers(0, 9), st.integers(0, 6))
BLOCKS = [(3, 3, 4, 5), (6, 0, 8, 0), (9, 1, 9, 3)]


def contents() -> st.SearchStrategy[Content]:
    """Draw whatever a cell may be asked to hold."""
    return st.one_of(texts(), *(figure() for figure in FIGURES))


@given(
    stood=st.dictionaries(PLACES, st.sampled_from(["", "字", 3, "=A1+1", "=1+1"])),
    styled=st.sets(st.integers(0, 9)),
    wanted=st.dictionaries(PLACES, contents(), max_size=8),
    planned=st.dictionaries(PLACES, contents(), max_size=4),
)
def test_whatever_stood_and_whatever_is_asked_for(
    stood: dict[tuple[int, int], str | int],
    styled: set[int],
    wanted: dict[tuple[int, int], Content],
    planned: dict[tuple[int, int], Content],
) -> None:
    """Fill any cells of any sheet with anything: it reads back, and nothing else has changed."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "t.xlsx"
        with xlsxwriter.Workbook(template) as book:
            sheet = book.add_worksheet("表")
            looks = book.add_format({"num_format": "0.000", "bold": True})
            for row in styled:
                sheet.set_row(row, 20, looks)
            for (row, column), what in stood.items():
                if isinstance(what, str) and what.startswith("="):
                    sheet.write_formula(row, column, what, looks, 7)
                else:
                    sheet.write(row, column, what, looks)
            for top, left, bottom, right in BLOCKS:
                sheet.merge_range(top, left, bottom, right, "", looks)
            book.add_worksheet("另表").write(0, 0, "不动")
        places = {block(place): value for place, value in wanted.items()}
        given = {place: Filling(value) for place, value in places.items()}
        sheet = [
            Cell(*at, value, DAY if isinstance(value, date) else PLAIN)
            for at, value in planned.items()
        ]
        plan = Plan("明细", sheet, [9.0])
        before, (done, outcome) = open_book(template), filled(template, {"表": given}, [plan])
        assert_kept(template, Path(folder) / "filled.xlsx", outcome)
        old, new = before.sheet("表").cells, done.sheet("表").cells
        for place, value in places.items():
            formula = old[place].formula if place in old else None
            assert reads(value, formula) == told(new.get(place))
        for place in (old.keys() | new.keys()) - places.keys():
            stale = bool(given) and old[place].formula == "=A1+1"
            assert evolve(old[place], value=None if stale else old[place].value) == new[place]
        for place, value in planned.items():
            assert reads(value, None) == told(done.sheet("明细").cells.get(place))
        assert dict(before.sheet("另表").cells) == dict(done.sheet("另表").cells)
        openpyxl.load_workbook(BytesIO((Path(folder) / "filled.xlsx").read_bytes()))


def block(place: tuple[int, int]) -> tuple[int, int]:
    """Return the first cell of the block a place is in."""
    row, column = place
    inside = (b[:2] for b in BLOCKS if b[0] <= row <= b[2] and b[1] <= column <= b[3])
    return next(inside, place)


def reads(value: Content, formula: str | None) -> tuple[object, str | None]:
    """Return what a cell filled with a value has to read as."""
    (plan,), _ = fitted([Plan("表", [Cell(0, 0, value, PLAIN)], ())], "zh")
    kept = plan.cells[0].value
    if isinstance(kept, int | Decimal | Fraction):
        kept = from_float(float(kept))
    if kept is None or kept == "":
        kept = "" if formula else None
    return kept, formula


def told(cell: Stood | None) -> tuple[object, str | None]:
    return (None, None) if cell is None else (cell.value, cell.formula)
