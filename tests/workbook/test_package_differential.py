"""Our reader against two others, cell by cell, on workbooks three programs made.

Where the others are known to be wrong, the difference is written down here (``expected_of_…``), so
that a reader of this file sees what is not compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from youthstats.model.values import from_float
from youthstats.workbook.package import Book, CellError, open_book
from youthstats.workbook.package.moving import moved

ROOT = Path(__file__).parents[2]
CHECKED_IN = sorted([*ROOT.glob("examples/2009/**/*.xlsx"), *ROOT.glob("templates/**/*.xlsx")])
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

Cells = dict[tuple[int, int], Any]


# ------------------------------------------------------------------------------- the other readers
def as_ours(value: object) -> object:
    """Return another reader's value in the types of ours."""
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float):
        return from_float(value)
    if isinstance(value, datetime):
        # Both others keep the microseconds a binary serial happens to have.
        value = (value + timedelta(microseconds=500)).replace(microsecond=0)
        return value.date() if value.time() == time() else value
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return value


def by_openpyxl(path: Path) -> dict[str, Cells]:
    """Return value, formula, format and comment of every cell, from the two loads that takes."""
    cached, written = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    found: dict[str, Cells] = {}
    for sheet in written.worksheets:
        cells: Cells = found.setdefault(sheet.title, {})
        for (row, column), cell in sheet._cells.items():
            if not isinstance(cell, OpenpyxlCell):
                continue  # under a merge, where openpyxl drops what stood
            stored = cached[sheet.title]._cells[row, column]
            value = as_ours(stored.value)
            if stored.data_type == "e":
                value = CellError(str(stored.value))
            if value is None and stored.data_type == "str":
                value = ""
            formula = cell.value if cell.data_type == "f" else None
            formula = formula.text if isinstance(formula, ArrayFormula) else formula
            comment = cell.comment.text if cell.comment else None
            if formula is not None or comment is not None or value not in {None, ""}:
                code = cell.number_format if formula is not None or value is not None else "General"
                cells[row - 1, column - 1] = value, formula, code, comment
    return found


def by_calamine(path: Path) -> dict[str, Cells]:
    """Return the value of every cell that calamine finds filled."""
    book = python_calamine.load_workbook(BytesIO(path.read_bytes()))
    found: dict[str, Cells] = {}
    for index, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(index)
        left = sheet.start[1] if sheet.start else 0
        found[name] = {
            (row, column): as_ours(value)
            for row, line in enumerate(sheet.iter_rows())
            for column, value in enumerate(line, left)
            if value != ""
        }
    return found


def expected_of_openpyxl(book: Book) -> dict[str, Cells]:
    """Leave out what openpyxl drops beneath merges; put back the escapes it does not undo."""
    return {
        sheet.name: {
            place: (escaped(as_ours(cell.value)), cell.formula, cell.number_format, cell.comment)
            for place, cell in sheet.cells.items()
            if not any(
                merge.top <= place[0] <= merge.bottom
                and merge.left <= place[1] <= merge.right
                and place != (merge.top, merge.left)
                for merge in sheet.merges
            )
        }
        for sheet in book.sheets
    }


def escaped(value: object) -> object:
    return value.replace("\r", "_x000D_") if isinstance(value, str) else value


def expected_of_calamine(book: Book) -> dict[str, Cells]:
    """Leave out what calamine loses: error values."""
    return {
        sheet.name: {
            place: as_ours(cell.value)
            for place, cell in sheet.cells.items()
            if cell.value not in {None, ""} and not isinstance(cell.value, CellError)
        }
        for sheet in book.sheets
    }


def hold_against_both(path: Path) -> Book:
    """Assert that three readers find the same in every cell."""
    book = open_book(path)
    assert by_openpyxl(path) == expected_of_openpyxl(book)
    assert by_calamine(path) == expected_of_calamine(book)
    written = openpyxl.load_workbook(path)
    for sheet in book.sheets:
        other = written[sheet.name]
        bounds = sorted(range_.bounds for range_ in other.merged_cells.ranges)
        merges = [(m.left + 1, m.top + 1, m.right + 1, m.bottom + 1) for m in sheet.merges]
        assert bounds == sorted(merges)
        hidden = {row for row, about in other.row_dimensions.items() if about.hidden}
        assert hidden == {row + 1 for row in sheet.hidden_rows}
        assert (other.sheet_state != "visible") == sheet.hidden
    assert {name: one.value or "" for name, one in written.defined_names.items()} == book.names
    return book


# ------------------------------------------------------------------------------------ the workbooks
@pytest.mark.parametrize("path", CHECKED_IN, ids=lambda path: path.stem)
def test_checked_in(path: Path) -> None:
    """Every workbook of this library reads alike in three readers."""
    hold_against_both(path)


def by_xlsxwriter(path: Path) -> None:
    """Make a workbook with one of everything our reader reads."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("表一")
        formats = [
            "0%",
            "0.00",
            "yyyy-mm-dd",
            "yyyy-mm-dd hh:mm",
            "h:mm:ss",
            "[h]:mm",
            '0"个"',
            "@",
        ]
        styles = [workbook.add_format({"num_format": code}) for code in formats]
        for row, number in enumerate([0.86, 59972.29, 39985, 39985.5, 0.25, 1.5, 7, 8]):
            sheet.write_number(row, 0, number, styles[row])
        texts = [
            "合计",
            " 合 计 ",
            "=1+1",
            "_x000D_",
            "a\nb",
            "甲\r\n乙",
            "<&>",
            "\U0001f600",
            "#N/A",
        ]
        for row, text in enumerate(texts):
            sheet.write_string(row, 1, text)
        sheet.write_rich_string(9, 1, "合", workbook.add_format({"bold": True}), "计", "数")
        results: list[object] = [3, 0.1 + 0.2, "甲", "", True, "#DIV/0!", "#REF!"]
        for row, result in enumerate(results):
            sheet.write_formula(row, 2, f"=SUM(A{row + 1}:B{row + 1})", None, result)
        sheet.write_array_formula("D1:D2", "{=A1:A2*2}", None, 5)
        sheet.write_boolean(5, 3, False)
        sheet.merge_range(12, 0, 13, 3, "合并")
        sheet.write_comment(0, 0, "估计数")
        sheet.write_comment(30, 5, "空格上的批注")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(5, 6, None, None, {"hidden": True})
        sheet.write_number(40, 16_000, 1)
        workbook.add_worksheet("空")
        workbook.add_worksheet("藏").hide()
        workbook.define_name("T1.total", "='表一'!$F$6")


def by_openpyxl_itself(path: Path) -> None:
    """Make a workbook as openpyxl saves one: formulas without results, inline nothing."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "表一"
    rows: list[list[object]] = [
        [1, 2.5, "合计", True, None, "=SUM(A1:B1)"],
        [date(2009, 6, 21), datetime(2009, 6, 21, 8, 30), time(8, 30), timedelta(hours=30)],
        ["  x ", "", "#N/A", "=A1&B1"],
    ]
    for row in rows:
        sheet.append(row)
    sheet["G1"] = ArrayFormula("G1:G2", "=A1:A2*2")
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "合并"
    sheet["B2"].comment = Comment("含省级3", "王")
    sheet.row_dimensions[3].hidden = True
    workbook.create_sheet("藏").sheet_state = "veryHidden"
    workbook.save(path)


MAKERS: list[Callable[[Path], None]] = [by_xlsxwriter, by_openpyxl_itself]


@pytest.mark.parametrize("make", MAKERS)
def test_made_by_a_library(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """What two libraries write reads alike in three readers."""
    make(tmp_path / "a.xlsx")
    hold_against_both(tmp_path / "a.xlsx")


contents = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False),
    st.floats(-1e15, 1e15, allow_subnormal=False),
    st.booleans(),
    # calamine cuts blanks, and neither of the others takes a control character as we do.
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12),
)


@given(
    cells=st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 30)), contents, max_size=25)
)
def test_any_sheet(tmp_path_factory: pytest.TempPathFactory, cells: Cells) -> None:
    """Whatever stands where, three readers find it there."""
    path = tmp_path_factory.mktemp("sheets") / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("表一")
        for place, value in cells.items():
            if isinstance(value, bool):
                sheet.write_boolean(*place, value)
            elif isinstance(value, str):
                sheet.write_string(*place, value)
            else:
                sheet.write_number(*place, value)
    book = hold_against_both(path)
    held = {place: cell.value for place, cell in book.sheets[0].cells.items()}
    shown = {
        # XlsxWriter writes 16 digits.
        place: value if isinstance(value, bool | str) else from_float(float(f"{value:.16G}"))
        for place, value in cells.items()
    }
    assert shown == held


references = st.from_regex(r"\$?[A-Z]{1,2}\$?[1-9][0-9]{0,2}", fullmatch=True)
operands = st.one_of(
    references,
    st.tuples(references, references).map(":".join),
    references.map(lambda text: f"'A1 x'!{text}"),
    references.map(lambda text: f"Q1!{text}"),
    st.sampled_from(['"A1"', "12.5", "1E5", "T1.total", "$A:$C", "C:C", "$3:5", "LOG10(B2)"]),
)


@given(
    parts=st.lists(operands, min_size=1, max_size=5),
    down=st.integers(-5, 40),
    right=st.integers(-3, 30),
)
def test_shared_formulas(parts: list[str], down: int, right: int) -> None:
    """A formula moved by us is the formula openpyxl moves; off the sheet it is #REF!."""
    formula = "+".join(parts)
    origin, target = "K50", get_column_letter(11 + right) + str(50 + down)
    try:
        expected = Translator(f"={formula}", origin=origin).translate_formula(target)[1:]
    except TranslatorError:
        assert "#REF!" in moved(formula, down, right)
        return
    assert expected == moved(formula, down, right)


def test_names_like_cells() -> None:
    """What lies beyond the last column is a name, which openpyxl takes for a cell."""
    assert "ZZZ1+A2" == moved("ZZZ1+A1", 1, 0)


# -------------------------------------------------------------------------------------- LibreOffice
@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which LibreOffice saved our workbooks as .xlsx, .xls and .ods."""
    if SOFFICE is None:
        if os.environ.get("YOUTHSTATS_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("LibreOffice is not installed, and YOUTHSTATS_REQUIRE_LIBREOFFICE is 1")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    by_xlsxwriter(folder / "made.xlsx")
    files = [folder / "made.xlsx", ROOT / "examples/2009/returns/嘉善县.xlsx"]
    for kind in ("xlsx", "xls", "ods"):
        subprocess.run(
            [
                SOFFICE,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                folder / "saved",
                *files,
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return folder / "saved"


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["made", "嘉善县"])
def test_saved_by_libreoffice(saved_by_libreoffice: Path, name: str) -> None:
    """What LibreOffice saves reads alike in three readers."""
    hold_against_both(saved_by_libreoffice / f"{name}.xlsx")


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["made", "嘉善县"])
def test_other_formats(saved_by_libreoffice: Path, name: str, kind: str) -> None:
    """The same workbook in another format has the same values, but for what is lost on the way.

    LibreOffice stores 0 for a formula's text in .xls, which has 256 columns. calamine makes truth
    values of .ods numbers, and leaves its durations as they are written there (PT36H00M00S).
    """
    whole, book = (open_book(saved_by_libreoffice / f"{name}.{one}") for one in ("xlsx", kind))
    assert (False, True) == (whole.values_only, book.values_only)

    def kept(one: Book) -> dict[str, Cells]:
        return {
            sheet.name: {
                place: value
                for place, value in expected_of_calamine(one)[sheet.name].items()
                if plain.cells[place].formula is None
                and place[1] < 256
                and plain.cells[place].value not in {True, False, "36:00:00"}
            }
            for sheet, plain in zip(one.sheets, whole.sheets, strict=True)
        }

    found = kept(book)
    assert any(found.values())
    assert kept(whole) == found
    assert [sheet.hidden for sheet in whole.sheets] == [sheet.hidden for sheet in book.sheets]
    if kind == "xls":
        assert [sheet.merges for sheet in whole.sheets] == [sheet.merges for sheet in book.sheets]
