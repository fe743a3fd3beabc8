"""The consolidated workbook: printed and signed by an office, followed by an auditor."""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import formulas
import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

import youthstats as ys
from youthstats import strategies
from youthstats.errors import WriteError
from youthstats.model.returns import Return
from youthstats.model.units import Hierarchy, Unit
from youthstats.workbook.package import Book, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.writing.fitting import LONGEST_TEXT
from youthstats.workbook.writing.plan import Cell, Plan, Style
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.report import FormReport, Marks
from youthstats.workbook.writing.styles import A4

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
SCHEME = ys.load_scheme("youth_league_2009")
FORMS = [form.label for form in SCHEME.forms]


@ys.form("P", label="活动表", title="活动", rows=ys.items(), columns=ys.answer())
class Phrases:
    """A figure inside a sentence."""

    held: str | None = ys.phrase("举办（{sessions}）次", "活动")
    sessions: int | None = ys.count("活动次数", within="held")


PHRASES = ys.define_scheme(
    id="p",
    title="活动",
    period="1",
    forms=[Phrases],
    units=Hierarchy((Unit("市"), Unit("甲", "市"), Unit("乙", "市"))),
)

few = settings(max_examples=settings().max_examples // 6)
some = settings(max_examples=settings().max_examples // 3)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> ys.Job:
    return ys.reconcile(RETURNS, SCHEME, tmp_path_factory.mktemp("report") / "2009.xlsx")


@pytest.fixture(scope="module")
def path(job: ys.Job) -> Path:
    assert job.output is not None
    return job.output


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def opened(path: Path) -> Book:
    return open_book(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@cache
def filed_2009() -> ys.Filed:
    return ys.read(RETURNS, SCHEME)


# ------------------------------------------------------------------------- sheets and looks


def test_sheets_in_the_order_an_office_reads_them(book: Any) -> None:
    """Who filed comes first, then the forms in their order, details behind them, the audit last."""
    details = [name for name in book.sheetnames if name.endswith("分单位")]
    assert ["填报情况", *FORMS, *details, "审核结果", "数据来源"] == book.sheetnames
    assert ["表四分单位", "表五分单位", "表六分单位", "表七分单位"] == details
    assert [] == [sheet.title for sheet in book if sheet.sheet_state != "visible"]


def test_titles_periods_and_rows_are_the_printed_ones(book: Any) -> None:
    """表一 carries the title of the report, its districts in order and 合计 below them."""
    sheet = book["表一"]
    title = "表一：共青团“青年就业创业见习基地”统计表"
    assert title == sheet["A1"].value
    column = [cell.value for cell in sheet["A"] if cell.value]
    assert [*SCHEME.units.leaves[1:], "合计", "单位负责人："] == column[-9:]
    firsts = [cell.value for cell in book["表三"]["A"] if cell.value]
    assert firsts.index("总   计") < firsts.index("市级") < firsts.index("桐乡市")


def test_page_set_up(book: Any) -> None:
    """Every sheet prints on A4 across, one page wide, numbered, headings repeated."""
    for sheet in book:
        assert A4 == int(sheet.page_setup.paperSize)
        assert "landscape" == sheet.page_setup.orientation
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (1, 0) == (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight)
        assert "— &P —" == sheet.oddFooter.center.text
        if sheet.title not in {"表五", "表六", "表五分单位"} or sheet.print_title_rows:
            first, last = sheet.print_title_rows.replace("$", "").split(":")
            assert "1" == first
            assert int(last) == coordinate_from_string(sheet.freeze_panes)[1] - 1


def test_panes_are_frozen_at_the_first_figure(book: Any, job: ys.Job) -> None:
    """What stays in sight while one scrolls are the labels above and beside the figures."""
    assert "B6" == book["表一"].freeze_panes
    assert "B5" == book["表二"].freeze_panes
    assert "A4" == book["审核结果"].freeze_panes
    for form in SCHEME.forms:
        assert book[form.label].freeze_panes


def test_columns_are_wide_enough_for_their_figures(book: Any) -> None:
    """No figure shows as ###: every column has room for its widest number."""
    for sheet in book:
        widths = {}
        for dimension in sheet.column_dimensions.values():
            for column in range(dimension.min, dimension.max + 1):
                widths[column] = dimension.width
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    assert len(f"{cell.value:.6g}") <= widths[cell.column], cell.coordinate


def test_names_say_what_the_workbook_is(book: Any) -> None:
    """Defined names tell scheme, version, period and kind, so that it is known again."""
    said = {name: defined.value for name, defined in book.defined_names.items()}
    assert {
        "youthstats.scheme": '"youth_league_2009"',
        "youthstats.version": '"1"',
        "youthstats.period": '"2009年"',
        "youthstats.kind": '"report"',
    } == said


# --------------------------------------------------------------------------------- formulas


def evaluated(path: Path) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield (cell, formula, what ``formulas`` makes of it, what is stored with it)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own: of numpy, of schedula
        model = formulas.ExcelModel().loads(str(path)).finish()
        solution = model.calculate()
    live: Any = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    for sheet in live:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    key = f"'[{path.name}]{sheet.title.upper()}'!{cell.coordinate}"
                    made = solution[key].value[0, 0]
                    value = stored[sheet.title][cell.coordinate].value
                    yield key, cell.value, made, "" if value is None else value


def as_shown(text: Any) -> str:
    """Return a text without what `formulas` does otherwise than a spreadsheet program.

    It drops line breaks inside a text (LibreOffice, in tests of its own, keeps them), and joins a
    number with all digits of its float where the programs show fifteen.
    """
    unbroken = str(text).replace("\n", "")
    return re.sub(r"\d+\.\d{6,}", lambda found: f"{float(found[0]):.12g}", unbroken)


def agree(made: Any, stored: Any) -> bool:
    if isinstance(made, str) or isinstance(stored, str):
        return as_shown(made) == as_shown(stored)
    return math.isclose(float(made), float(stored), rel_tol=1e-12, abs_tol=1e-12)


def test_every_formula_comes_to_what_is_stored(path: Path) -> None:
    """An evaluator that is not ours finds every sum and rate of the year as we stored it."""
    found = list(evaluated(path))
    assert [] == [one for one in found if not agree(one[2], one[3])]
    assert 75 < len(found)


@few
@given(st.data())
def test_every_formula_of_any_scheme_comes_to_what_is_stored(data: st.DataObject) -> None:
    """The same for the totals of any scheme, whatever its layout."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.xlsx")
        ys.write(path, ys.consolidate(filed), ys.check(filed))
        found = list(evaluated(path))
    assert [] == [one for one in found if not agree(one[2], one[3])]


@some
@given(st.data())
def test_our_own_evaluator_agrees(data: st.DataObject) -> None:
    """The reader's evaluator of formulas nobody calculated gives the stored values, too."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.xlsx")
        ys.write(path, ys.consolidate(filed), ys.check(filed))
        book = open_book(path)
    bare = tuple(
        evolve(
            sheet,
            cells={
                place: evolve(cell, value=None) if cell.formula else cell
                for place, cell in sheet.cells.items()
            },
        )
        for sheet in book.sheets
    )
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula:
                made = evaluate(evolve(book, sheets=bare), sheet.name, cell.formula)
                stored = "" if cell.value is None else cell.value
                assert agree(made, stored), (sheet.name, cell.formula, made, stored)


def test_totals_and_rates_are_live(opened: Book, job: ys.Job) -> None:
    """合计 of every additive item is a formula over the units; so are row sums and the rate."""
    sheets = {sheet.name: sheet for sheet in opened.sheets}
    first = sheets["表一"].cells
    for name, _, value in job.totals["T1"].record:
        row, column = 12, 1 + job.totals["T1"].form.position[name]
        cell = first[row, column]
        assert str(cell.formula).startswith("=IF(COUNT(")
        assert (value if isinstance(value, int) else None) == (cell.value or None)
    assert '=IF(COUNT(B6:E6)=0,"",SUM(B6:E6))' == first[5, 5].formula
    rates = [c for c in sheets["表五"].cells.values() if c.formula and "/" in c.formula]
    assert [Fraction(556, 650)] == [Fraction(cell.value).limit_denominator(650) for cell in rates]  # type: ignore[arg-type]


def test_what_was_filed_is_a_value(opened: Book) -> None:
    """A unit's own figures are never formulas, but for its row sums and shares that hold."""
    sheet = next(sheet for sheet in opened.sheets if sheet.name == "表二")
    assert {11} == {row for (row, _), cell in sheet.cells.items() if cell.formula}


def test_blanks_stay_blank(opened: Book, job: ys.Job) -> None:
    """Nobody filed a base of the centre: neither the districts nor 合计 show a 0 there."""
    cells = next(sheet for sheet in opened.sheets if sheet.name == "表一").cells
    for row in range(5, 12):
        assert (row, 1) not in cells or cells[row, 1].value is None
    assert cells[12, 1].value in {None, ""}
    loans = next(sheet for sheet in opened.sheets if sheet.name == "表二").cells
    zeros = [place for place, cell in loans.items() if cell.value == 0]
    assert 3 == len(zeros), "the zeros somebody filed are zeros"


def test_nothing_in_the_workbook_is_not_a_number(path: Path) -> None:
    """No NaN, no infinity and no error value stands in any cell."""
    for name, part in parts(path).items():
        if name.startswith("xl/worksheets/sheet"):
            for word in (b"<v>nan", b"<v>inf", b"<v>-inf", b't="e"', b"#DIV/0!"):
                assert word not in part.lower()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Inf")])
def test_a_figure_that_is_no_number_cannot_be_written(value: Any, tmp_path: Path) -> None:
    """Should a NaN ever reach the writer, nothing is written rather than a broken file."""
    plan = Plan("表", [Cell(0, 0, value, Style("answer"))], [10.0])
    with pytest.raises((TypeError, ValueError)):
        render(tmp_path / "x.xlsx", [plan])
    assert [] == list(tmp_path.iterdir())


# -------------------------------------------------------------------- findings and their cells


def test_cells_of_findings_are_coloured_and_say_why(book: Any, job: ys.Job) -> None:
    """Each of the five findings marks its cells and says its rule and sentence in a comment."""
    commented = {
        (sheet.title, cell.coordinate): cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    for finding in job.review:
        texts = [cell.comment.text for cell in commented.values()]
        assert any(f"核实性 {finding.rule}\n{finding.message()}" in text for text in texts)
    soft = [cell for cell in commented.values() if cell.fill.fgColor.rgb == "FFFFEB9C"]
    assert 5 + 2 < len(soft)
    assert {"J11", "K11"} <= {at for sheet, at in commented if sheet == "表一"}
    for cell in commented.values():
        recovered = cell.fill.fgColor.rgb != "FFFFEB9C"
        assert recovered is ("提示" in cell.comment.text)
    plain = book["表一"]["G6"]
    assert plain.comment is None
    assert plain.fill.fgColor.rgb in {"00000000", None}


def test_a_hard_finding_is_red(tmp_path: Path) -> None:
    """A total that does not add up is marked in red in the unit's row."""
    one = filed_2009()["嘉善县"]
    record = one.records["T1"].replacing({("total", None): 17})
    broken = evolve(one, records={**one.records, "T1": record})
    returns = tuple(broken if one.unit == "嘉善县" else one for one in filed_2009())
    filed = evolve(filed_2009(), returns=returns)
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    sheet: Any = openpyxl.load_workbook(tmp_path / "x.xlsx")["表一"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "嘉善县")
    assert "FFFFC7CE" == sheet.cell(row, 6).fill.fgColor.rgb
    assert 17 == sheet.cell(row, 6).value
    assert "强制性 T1.bases_add_up" in sheet.cell(row, 6).comment.text


def test_links_lead_to_cells_that_hold_something(book: Any) -> None:
    """Every link of 填报情况 and 审核结果 leads to a filled cell on a sheet that exists."""
    count = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink:
                    place, _, address = cell.hyperlink.location.rpartition("!")
                    target = book[place.strip("'").replace("''", "'")]
                    left, top, right, bottom = range_boundaries(address)
                    assert (left, top) == (right, bottom)
                    assert target.cell(top, left).value is not None
                    count += 1
    said = "four units with findings, five findings, three recovered bases, one rough figure"
    assert 4 + 5 + 3 + 1 == count, said


def test_findings_lead_to_their_own_cell(book: Any, job: ys.Job) -> None:
    """The link of a finding leads to a cell that carries the finding's comment."""
    sheet = book["审核结果"]
    for row, finding in enumerate(job.review, 4):
        assert finding.rule == sheet.cell(row, 4).value
        place, _, address = sheet.cell(row, 12).hyperlink.location.rpartition("!")
        assert str(finding.rule) in book[place.strip("'")][address].comment.text
        assert finding.file == sheet.cell(row, 10).value
        assert all(str(cell.address) in sheet.cell(row, 11).value for cell in finding.cells)


def test_findings_say_which_cells_may_be_wrong(tmp_path: Path) -> None:
    """Whoever gets the workbook alone reads the suspects too, on a line below what is wrong."""
    wrong = {"towns_elected": 1, "towns_elected_share": Decimal("0.5"), "towns": 3}
    filed = with_t7("南湖区", wrong)
    review = ys.localise(ys.check(filed)).review
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), review)
    sheet: Any = openpyxl.load_workbook(tmp_path / "x.xlsx")["审核结果"]
    told = [sheet.cell(row, 6).value.split("\n") for row in range(4, 4 + len(review.findings))]
    assert [one.message("zh") for one in review.findings] == [lines[0] for lines in told]
    expected = [[one.suspicion("zh")] if one.suspects else [] for one in review.findings]
    assert any(expected)
    assert expected == [lines[1:] for lines in told]


def test_figures_of_findings_are_numbers(book: Any, job: ys.Job) -> None:
    """Left, right and difference of a finding can be reckoned with."""
    sheet = book["审核结果"]
    row = 4 + [f.rule for f in job.review].index("T1.outcomes_within_placed")
    assert [54, 29, 25] == [sheet.cell(row, column).value for column in (7, 8, 9)]


def with_t7(unit: str, values: dict[str, Any]) -> ys.Filed:
    """The year's returns, with some answers of one unit's 表七 changed."""
    one = filed_2009()[unit]
    record = one.records["T7"].replacing({(name, None): value for name, value in values.items()})
    again = evolve(one, records={**one.records, "T7": record})
    return ys.Filed.of(SCHEME, [again if r.unit == unit else r for r in filed_2009()])


def test_ratios_of_findings_are_percentages(tmp_path: Path) -> None:
    """A share that is wrong is shown as the form shows it, and so is what it should be."""
    wrong = {"towns_elected": 1, "towns_elected_share": Decimal("0.5"), "towns": 3}
    filed = with_t7("南湖区", wrong)
    review = ys.check(filed)
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), review)
    sheet: Any = openpyxl.load_workbook(tmp_path / "x.xlsx")["审核结果"]
    everything = (*review.findings, *review.notes)
    row = 4 + [f.sentence for f in everything].index("edit_failure_ratio")
    finding = everything[row - 4]
    for column, figure in enumerate((finding.left, finding.right, finding.imbalance), 7):
        cell = sheet.cell(row, column)
        assert math.isclose(float(figure or 0), cell.value)
        assert "0.00%" == cell.number_format


def test_findings_print_large(book: Any) -> None:
    """Long messages, rules, files and cells wrap, so that the sheet prints at a larger size."""
    widths = book["审核结果"].column_dimensions
    for letter, most in {"D": 26, "F": 40, "J": 18, "K": 18}.items():
        assert most + 1 > widths[letter].width


def test_what_cannot_be_told_has_no_formula(tmp_path: Path) -> None:
    """A share of a base that one unit left open, and that base, are a dash, live nowhere."""
    gone = dict.fromkeys(
        ("towns_elected_share", "town_tenure_share", "towns"), ys.Missing.BLANK
    ) | {"towns_elected": 3}
    filed = with_t7("秀洲区", gone)
    totals = ys.consolidate(filed)
    assert ys.Missing.NOT_APPLICABLE is totals["T7"].record["towns_elected_share"]
    ys.write(tmp_path / "x.xlsx", totals, ys.check(filed))
    sheets = {sheet.name: sheet for sheet in open_book(tmp_path / "x.xlsx").sheets}
    main, detail = FormReport(totals["T7"], Marks()).frames
    root = SCHEME.units.root
    for frame, unit, item in (
        (main, None, "towns_elected_share"),
        (detail, root, "towns_elected_share"),
        (detail, root, "towns"),
    ):
        cell = sheets[frame.sheet].cells[frame.at((unit, item, None)) or (-1, -1)]
        assert ("—", None) == (cell.value, cell.formula)
    known = sheets[detail.sheet].cells[detail.at((root, "villages", None)) or (-1, -1)]
    assert str(known.formula).startswith("=IF(COUNT(")


def test_detail_sheets_have_titles_of_their_own(book: Any) -> None:
    """The sheet of the units behind a form says so in its title, or two pages look alike."""
    titles = [sheet["A1"].value for sheet in book]
    assert len(titles) == len(set(titles))
    details = [sheet["A1"].value for sheet in book if sheet.title.endswith("分单位")]
    assert details
    assert all(title.endswith("（分单位）") for title in details)


def test_a_phrase_with_an_unreadable_figure_has_no_formula(tmp_path: Path) -> None:
    """Where a figure inside a phrase could not be read, the total's phrase says just that."""
    form = PHRASES.forms[0]
    good = ys.parse_record(form, {"held": "举办（3）次"})
    bad = good.replacing({("sessions", None): ys.Missing.UNREADABLE})
    sheets = []
    for records in ((good, good), (good, bad)):
        named = zip(PHRASES.units.leaves, records, strict=True)
        filed = ys.Filed.of(PHRASES, [Return(unit, {"P": record}) for unit, record in named])
        ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
        sheets.append(next(s for s in open_book(tmp_path / "x.xlsx").sheets if s.name == "活动表"))
    spoken, silent = sheets
    (place,) = (place for place, cell in spoken.cells.items() if cell.formula)
    assert "举办（6）次" == spoken.cells[place].value
    assert ("无法识别", None) == (silent.cells[place].value, silent.cells[place].formula)


def test_filing_sheet_says_who_filed_what(book: Any) -> None:
    """填报情况 has a line a unit: √ filed, — not owed, the findings counted."""
    rows = list(book["填报情况"].iter_rows(min_row=4, values_only=True))
    assert list(SCHEME.units.leaves) == [row[1] for row in rows]
    city = rows[0]
    assert ("已报", "市级.xlsx") == city[2:4]
    assert ("—", "—", "√", "√", "√", "√", "√") == city[4:11]
    assert [0, 0, 0, 1, 2, 0, 1, 1] == [row[12] for row in rows]
    assert {0} == {row[11] for row in rows}
    assert "应报 8 个单位，已报 8 个；未报：无" in book["填报情况"]["A2"].value


def test_a_file_that_was_not_taken_stands_with_the_unit_its_name_says(tmp_path: Path) -> None:
    """The unit did file: its line names the file, and so do the findings on the file its unit."""
    for unit in ("嘉善县", "秀洲区"):
        shutil.copy(RETURNS / f"{unit}.xlsx", tmp_path / f"{unit}.xlsx")
    (tmp_path / "平湖市.xlsx").write_bytes(b"PK")
    (tmp_path / "~$海宁市.xlsx").write_bytes(b"")
    filed = ys.read(tmp_path, SCHEME)
    review = ys.check(filed, complete=True)
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), review)
    rows = list(openpyxl.load_workbook(tmp_path / "x.xlsx")["填报情况"].values)[3:]
    lines = {row[1]: row[2:4] for row in rows[:8]}
    assert ("未能采用", "平湖市.xlsx") == lines["平湖市"]
    assert ("未报", "") == lines["海宁市"]
    (left,) = (row for row in rows[8:] if str(row[3]).startswith("平湖市.xlsx："))
    assert "平湖市" == left[1]
    told = {finding.code for finding in review.of("平湖市")}
    assert {"unreadable_file", "return_missing"} == told


def test_sources_name_file_sheet_range_and_digest(book: Any) -> None:
    """数据来源 says for every unit and form where its figures stood, and in which bytes."""
    rows = list(book["数据来源"].iter_rows(min_row=4, values_only=True))
    expected = {
        (one.unit, SCHEME.form(f).label)
        for one in filed_2009()
        for f in one.records
        if one.filed(f)
    }
    assert expected == {(row[0], row[1]) for row in rows}
    assert {"模板名称"} == {row[5] for row in rows}
    for unit, label, file, sheet, area, _, digest, _ in rows:
        assert (f"{unit}.xlsx", label) == (file, sheet)
        assert hashlib.sha256((RETURNS / file).read_bytes()).hexdigest() == digest
        location = filed_2009()[unit].locations[
            next(f.id for f in SCHEME.forms if f.label == label)
        ]
        assert location.range == area


def test_sources_tell_comments_and_readings(tmp_path: Path) -> None:
    """What was said of a figure in a comment, or by how it was read, stands where it came from."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx")
    book["表一"]["E6"].comment = Comment("含上年结转", "填表人")
    book["表一"]["E6"] = "16"
    book.save(tmp_path / "嘉善县.xlsx")
    filed = ys.read(tmp_path / "嘉善县.xlsx", SCHEME)
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    rows = openpyxl.load_workbook(tmp_path / "x.xlsx")["数据来源"].values
    (told,) = (str(row[7]) for row in rows if row[1] == "表一")
    assert "工作表“表一”的批注：E6 “含上年结转”。" in told.splitlines()
    assert "E6：以文本形式填写的数字“16”读作 16" in told.splitlines()


def test_an_incomplete_total_says_so_on_every_sheet(tmp_path: Path) -> None:
    """With units missing, every form they owe says that its total is a lower bound."""
    there = [one for one in filed_2009() if one.unit not in {"海盐县", "市级"}]
    filed = ys.Filed.of(SCHEME, there)
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed, complete=True))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert "7 个填报单位中有 1 个未报（海盐县），合计仅为下限" in book["表一"]["A2"].value
    assert "8 个填报单位中有 2 个未报（市级、海盐县）" in book["表三"]["A2"].value
    assert "1 个填报单位中有 1 个未报（市级）" in book["表五"]["A2"].value
    rows = book["填报情况"].iter_rows(min_row=4, values_only=True)
    assert ["市级", "海盐县"] == [row[1] for row in rows if row[2] == "未报"]
    assert "未报：市级、海盐县" in book["填报情况"]["A2"].value
    row = next(cell.row for cell in book["表一"]["A"] if cell.value == "海盐县")
    assert [None] * 10 == [book["表一"].cell(row, column).value for column in range(2, 12)]


def test_english(tmp_path: Path) -> None:
    """In English, the audit sheets and findings speak English; the forms stay as printed."""
    filed = filed_2009()
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed), lang="en")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert ("Filing", "Sources") == (book.sheetnames[0], book.sheetnames[-1])
    assert "表一" in book.sheetnames
    assert "must be explained" in str(book["Findings"]["F5"].value)


# ------------------------------------------------------------------------------ bytes and files


def test_same_input_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    """Written twice, or in another folder, the workbook is the same byte for byte."""
    again = tmp_path / "elsewhere" / "other.xlsx"
    ys.reconcile(RETURNS, SCHEME, again)
    assert parts(path) == parts(again)
    assert path.read_bytes() == again.read_bytes()


def test_order_of_returns_does_not_change_the_bytes(path: Path, tmp_path: Path) -> None:
    """Returns given in any order give the same workbook."""
    files = sorted(RETURNS.glob("*.xlsx"), reverse=True)
    ys.reconcile(files, SCHEME, tmp_path / "x.xlsx")
    assert parts(path) == parts(tmp_path / "x.xlsx")


TEXTS = [
    "=1+1",
    "+86",
    "-3",
    "@SUM(A1)",
    "'quoted",
    "https://example.org",
    "00123",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_looks_like_something_else_stays_text(text: str, tmp_path: Path) -> None:
    """Words a clerk typed are never a formula, a number or a link, wherever they end up."""
    one = filed_2009()["市级"]
    desk = one.records["T5"].replacing({("opened", None): text, ("remarks", None): text})
    project = one.records["T4"].replacing({("project", 0): text})
    changed = evolve(one, records={**one.records, "T5": desk, "T4": project})
    filed = ys.Filed.of(SCHEME, [changed])
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    ys.write_return(tmp_path / "r.xlsx", SCHEME, "市级", changed.records)
    for name in ("x.xlsx", "r.xlsx"):
        book = open_book(tmp_path / name)
        for label in ("表四", "表五"):
            sheet = next(sheet for sheet in book.sheets if sheet.name == label)
            cells = [cell for cell in sheet.cells.values() if cell.value == text]
            assert [None] * (1 if label == "表四" else 2) == [cell.formula for cell in cells]
    assert changed == ys.read(tmp_path / "r.xlsx", SCHEME).returns[0]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    """What a cell cannot hold is cut, and the cell says so and how long the whole was."""
    long = "长" * (LONGEST_TEXT + 5)
    one = filed_2009()["市级"]
    record = one.records["T5"].replacing({("remarks", None): long})
    filed = ys.Filed.of(SCHEME, [evolve(one, records={**one.records, "T5": record})])
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    sheet = next(s for s in open_book(tmp_path / "x.xlsx").sheets if s.name == "表五")
    cut = next(str(c.value) for c in sheet.cells.values() if str(c.value).startswith("长长"))
    assert LONGEST_TEXT == len(cut)
    assert cut.endswith("……（原文共 32772 字，超过单元格上限，全文见上报文件）")


def test_a_comment_longer_than_one_can_be_is_cut_with_a_mark(tmp_path: Path) -> None:
    """A comment that does not fit is cut, and says so."""
    cell = Cell(0, 0, 1, Style("answer"), comment="长" * (LONGEST_TEXT + 5))
    render(tmp_path / "x.xlsx", [Plan("表", [cell], [10.0])])
    (sheet,) = open_book(tmp_path / "x.xlsx").sheets
    comment = str(sheet.cells[0, 0].comment)
    assert LONGEST_TEXT == len(comment)
    assert comment.endswith("……（原文共 32772 字，超过单元格上限，全文见上报文件）")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Cell(1_048_576, 0, "x", Style("answer")), "表!A1048577 写不下.*--parquet"),
        (Cell(0, 16_384, 1, Style("answer")), "表!XFE1 cannot be written"),
    ],
)
def test_what_a_sheet_cannot_hold_is_refused(cell: Cell, reason: str, tmp_path: Path) -> None:
    """Nothing is left out of a workbook: what has no room there raises, with the cell and why."""
    widths = [10.0] * (cell.column + 1)
    with pytest.raises(WriteError, match=reason) as caught:
        render(tmp_path / "x.xlsx", [Plan("表", [cell], widths)])
    assert str(tmp_path / "x.xlsx") == caught.value.path
    assert [] == list(tmp_path.iterdir())


def test_the_longest_formula_is_written(tmp_path: Path) -> None:
    """8,192 characters are a formula still."""
    cell = Cell(0, 0, 4096, Style("answer"), "=" + "1+" * 4095 + "1")
    render(tmp_path / "x.xlsx", [Plan("表", [cell], [10.0])])
    assert cell.formula == open_book(tmp_path / "x.xlsx").sheets[0].cells[0, 0].formula


def report(target: Path) -> None:
    filed = filed_2009()
    ys.write(target, ys.consolidate(filed), ys.check(filed))


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new file cannot be put in place, the old one stays and nothing is left over."""
    target = tmp_path / "2009.xlsx"
    target.write_bytes(b"old")

    def refuse(source: object, destination: object) -> None:
        raise PermissionError(13, "in use by another program")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match=r"2009\.xlsx.*in use by another program"):
        report(target)
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up while writing, the old file stays and the half-written one goes."""
    target = tmp_path / "2009.xlsx"
    target.write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WriteError, match="No space left"):
        report(target)
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_target_in_a_place_that_cannot_be(tmp_path: Path) -> None:
    """A folder's name, or a path through a file, is refused in one sentence."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "file" / "2009.xlsx", tmp_path / "folder"):
        with pytest.raises(WriteError) as caught:
            report(target)
        assert str(target) == caught.value.path
        assert caught.value.reason
    assert b"old" == (tmp_path / "file").read_bytes()
    assert [] == list((tmp_path / "folder").iterdir())


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """The folder of the target need not be there."""
    report(tmp_path / "a" / "b" / "2009.xlsx")
    assert open_book(tmp_path / "a" / "b" / "2009.xlsx").sheets


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A target that is a link stays a link, and what it points to is replaced."""
    real = tmp_path / "real" / "2009.xlsx"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "latest.xlsx"
    link.symlink_to(real)
    report(link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"PK")
    assert [real] == list(real.parent.iterdir())


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    """The workbook is as readable as a file made by any other program."""
    (tmp_path / "plain").touch()
    report(tmp_path / "2009.xlsx")
    assert (tmp_path / "plain").stat().st_mode == (tmp_path / "2009.xlsx").stat().st_mode


def test_units_with_odd_names(tmp_path: Path) -> None:
    """Names with quotes, brackets and signs end up in labels, links and formulas unharmed."""

    @ys.form("F", label="表&<一>", title="<b>'\"&")
    class Odd:
        """A form with signs in its label."""

        one: int | None = ys.count("数<1>")
        share: int | None = ys.share("率")
        edits = (ys.hard("r", "share = one / one", "x"),)

    units = ys.Hierarchy((ys.Unit("全"), ys.Unit("=A1", "全"), ys.Unit("'O\"", "全")))
    scheme = ys.define_scheme(id="odd", title="<t>", period="2", forms=[Odd], units=units)
    form = scheme.forms[0]
    filed = ys.Filed.of(
        scheme,
        [
            Return(u, {"F": ys.parse_record(form, {"one": 2, "share": "100%"})})
            for u in units.leaves
        ],
    )
    ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    again = ys.read(tmp_path / "x.xlsx", scheme)
    assert [2, 2, 4] == sorted(int(one.records["F"]["one"]) for one in again)  # type: ignore[arg-type]
