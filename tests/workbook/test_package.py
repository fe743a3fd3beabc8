"""The narrow face of a workbook file: what is read, and how every bad file is refused."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from youthstats.workbook.package import (
    Book,
    Cell,
    CellError,
    Limits,
    Merge,
    UnopenableError,
    open_book,
)


def written(path: Path, fill: Callable[[Any, Any], object]) -> Book:
    """Return the book XlsxWriter makes when ``fill`` has put something on its first sheet."""
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": datetime(2010, 1, 1)})  # the same bytes every time
        fill(workbook, workbook.add_worksheet("表一"))
    return open_book(path)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A small sound workbook."""
    path = tmp_path / "sound.xlsx"
    written(path, lambda _, sheet: sheet.write_number(0, 0, 1))
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Return a copy of a workbook whose parts are changed; ``None`` leaves a part out."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return target


def refusal(path: Path, limits: Limits | None = None) -> UnopenableError:
    with pytest.raises(UnopenableError) as caught:
        open_book(path, limits or Limits())
    return caught.value


CELLS = [
    (lambda s: s.write_number(1, 2, 17), Cell(17)),
    (lambda s: s.write_number(1, 2, 59972.29), Cell(Decimal("59972.29"))),
    (lambda s: s.write_number(1, 2, 0.1 + 0.2), Cell(Decimal("0.3"))),
    (lambda s: s.write_number(1, 2, 7.0), Cell(7)),
    (lambda s: s.write_boolean(1, 2, True), Cell(True)),
    (lambda s: s.write_string(1, 2, " 合  计\n"), Cell(" 合  计\n")),
    (lambda s: s.write_string(1, 2, "=1+1"), Cell("=1+1")),
    (lambda s: s.write_string(1, 2, "甲\r\n乙"), Cell("甲\r\n乙")),
    (lambda s: s.write_formula(1, 2, "=A1+B1", None, 3), Cell(3, "=A1+B1")),
    (lambda s: s.write_formula(1, 2, "=A1&B1", None, "甲"), Cell("甲", "=A1&B1")),
    (lambda s: s.write_formula(1, 2, "=1/0", None, "#DIV/0!"), Cell(CellError("#DIV/0!"), "=1/0")),
    (lambda s: s.write_comment(1, 2, "估计数"), Cell(None, comment="估计数")),
]


@pytest.mark.parametrize(("write", "expected"), CELLS)
def test_cell(tmp_path: Path, write: Callable[[Any], object], expected: Cell) -> None:
    """A cell keeps its value, its formula and its comment, and numbers are exact."""
    book = written(tmp_path / "a.xlsx", lambda _, sheet: write(sheet))
    assert {(1, 2): expected} == dict(book.sheets[0].cells)


def test_dates(tmp_path: Path) -> None:
    """A date is a date, a moment a datetime, and a time of day the text that says it."""

    def fill(workbook: Any, sheet: Any) -> None:
        formats = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm:ss"]
        for column, (number, shown) in enumerate(zip([39985, 39985.5, 0.5], formats, strict=True)):
            sheet.write_number(0, column, number, workbook.add_format({"num_format": shown}))

    cells = written(tmp_path / "a.xlsx", fill).sheets[0].cells
    assert date(2009, 6, 21) == cells[0, 0].value
    assert not isinstance(cells[0, 0].value, datetime)
    assert datetime(2009, 6, 21, 12) == cells[0, 1].value
    assert "12:00:00" == cells[0, 2].value


def test_formula_never_calculated(tmp_path: Path) -> None:
    """A formula without a stored result has no value; an array formula shows its text."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "=SUM(B1:C1)"
    sheet["A2"] = ArrayFormula("A2", "=SUM(B1:C1*2)")
    workbook.save(tmp_path / "a.xlsx")
    cells = open_book(tmp_path / "a.xlsx").sheets[0].cells
    assert Cell(None, "=SUM(B1:C1)") == cells[0, 0]
    assert Cell(None, "=SUM(B1:C1*2)") == cells[1, 0]


def test_empty_text_stored(tmp_path: Path) -> None:
    """A stored result that is an empty text is not the same as no result."""
    written(tmp_path / "a.xlsx", lambda _, sheet: sheet.write_formula(0, 0, "=B1", None, "甲"))
    path = repacked(tmp_path / "a.xlsx", lambda _, part: part.replace("甲".encode(), b""))
    assert Cell("", "=B1") == open_book(path).sheets[0].cells[0, 0]
    path = repacked(path, lambda _, part: part.replace(b' t="str"', b""))
    assert Cell(None, "=B1") == open_book(path).sheets[0].cells[0, 0]


def test_sheet(tmp_path: Path) -> None:
    """Merges, hidden rows, columns and sheets, number formats and defined names are told."""

    def fill(workbook: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "表一")
        sheet.merge_range(1, 1, 2, 2, "总数")
        sheet.write_number(4, 3, 0.86, workbook.add_format({"num_format": "0%"}))
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        workbook.add_worksheet("备用").hide()
        workbook.define_name("T1.total", "='表一'!$F$6")
        workbook.define_name("scheme", '="youth_league_2009"')

    book = written(tmp_path / "a.xlsx", fill)
    sheet, spare = book.sheets
    assert (Merge(0, 0, 0, 3), Merge(1, 1, 2, 2)) == sheet.merges
    assert {(0, 0), (1, 1), (4, 3)} == set(sheet.cells)
    assert "0%" == sheet.cells[4, 3].number_format
    assert (frozenset({4}), frozenset({1, 2})) == (sheet.hidden_rows, sheet.hidden_columns)
    assert (False, True) == (sheet.hidden, spare.hidden)
    assert {"T1.total": "'表一'!$F$6", "scheme": '"youth_league_2009"'} == dict(book.names)


def test_identity_of_the_file(sound: Path) -> None:
    """A book knows its path and the hash of its bytes."""
    book = open_book(sound)
    assert (str(sound), hashlib.sha256(sound.read_bytes()).hexdigest()) == (book.path, book.sha256)


def test_warnings_do_not_escape(sound: Path) -> None:
    """What openpyxl cannot keep on saving is no concern of a reader."""

    def extended(name: str, part: bytes) -> bytes:
        extension = (
            b'<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
        )
        return part.replace(b"</worksheet>", extension)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert {(0, 0): Cell(1)} == dict(open_book(repacked(sound, extended)).sheets[0].cells)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
BYTES = [
    ("a.xlsx", b"", "file.empty"),
    ("a.xls", OLE, "file.old_format"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
    ("a.et", OLE, "file.other_format"),
    ("a.ods", b"PK\x03\x04", "file.other_format"),
    ("a.xlsb", b"PK\x03\x04", "file.other_format"),
    ("a.csv", b"1,2\n", "file.other_format"),
    ("a.xls", "<html><body><table>合计</table>".encode("gb18030"), "file.html"),
    ("a.xls", "\ufeff<HTML>".encode("utf-16"), "file.html"),
    ("a.xls", b'<?xml version="1.0"?><Workbook/>', "file.xml"),
    ("a.xlsx", "单位,合计\n南湖区,9\n".encode() * 300, "file.text"),
    ("a.xlsx", "单位,合计\n南湖区,9\n".encode("gb18030") * 300, "file.text"),
    ("a.xlsx", bytes(range(256)), "file.not_a_workbook"),
    ("a.xlsx", b"PK\x03\x04 and no more", "file.damaged"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BYTES)
def test_no_workbook(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """Bytes that are no workbook are told apart, so that the remedy fits."""
    (tmp_path / name).write_bytes(data)
    assert reason == refusal(tmp_path / name).reason


def test_no_file(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    assert "file.missing" == refusal(tmp_path / "none.xlsx").reason
    assert "file.directory" == refusal(tmp_path).reason


def packed(**parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


ZIPS = [
    (packed(readme="hello"), "file.not_a_workbook"),
    (
        packed(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"}),
        "file.not_a_workbook",
    ),
    (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "file.other_format"),
    (
        packed(**{"[Content_Types].xml": "<T a='x.sheet.binary.macroEnabled'/>"}),
        "file.other_format",
    ),
]


@pytest.mark.parametrize(("data", "reason"), ZIPS)
def test_zip_that_is_no_workbook(tmp_path: Path, data: bytes, reason: str) -> None:
    """An archive of something else is named as what it is."""
    (tmp_path / "a.xlsx").write_bytes(data)
    assert reason == refusal(tmp_path / "a.xlsx").reason


PARTS = [
    ("xl/workbook.xml", b"<sheets>", b"<sheets", "file.damaged"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="1A"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x><worksheet", "file.dtd"),
    ("xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>one</v>", "file.damaged"),
    (
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "file.too_large",
    ),
    (
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><hyperlinks><hyperlink ref="A:XFD"/></hyperlinks>',
        "file.damaged",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), PARTS)
def test_malformed_part(sound: Path, name: str, old: bytes, new: bytes, reason: str) -> None:
    """Whatever a part says, the answer is a reason and no other exception."""

    def change(part: str, data: bytes) -> bytes:
        assert part != name or old in data
        return data.replace(old, new) if part == name else data

    assert reason == refusal(repacked(sound, change)).reason


@pytest.mark.parametrize("lost", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_lost_part(sound: Path, lost: str) -> None:
    """A workbook whose sheet is missing is damaged, not empty; without styles it still reads."""
    path = repacked(sound, lambda name, part: None if name == lost else part)
    if "sheet" in lost:
        assert "file.damaged" == refusal(path).reason
    else:
        assert Cell(1) == open_book(path).sheets[0].cells[0, 0]


def test_strict(sound: Path) -> None:
    """Strict OOXML, in which openpyxl finds no sheets, is named, with what to save it as."""

    def strict(name: str, part: bytes) -> bytes:
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return part.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")

    assert "file.strict" == refusal(repacked(sound, strict)).reason


def test_no_worksheets(tmp_path: Path) -> None:
    """A workbook of charts alone has nothing to read."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        data = workbook.add_worksheet("数据")
        data.write_number(0, 0, 1)
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=数据!$A$1:$A$1"})
        workbook.add_chartsheet("图").set_chart(chart)
    declared = '<sheet name="数据" sheetId="1" r:id="rId1"/>'.encode()
    path = repacked(tmp_path / "a.xlsx", lambda _, part: part.replace(declared, b""))
    assert "file.no_sheets" == refusal(path).reason


LIMITS = [
    Limits(file_bytes=100),
    Limits(entries=3),
    Limits(inflated_bytes=1000),
    Limits(inflation=1),
    Limits(cells=0),
    Limits(styles=0),
]


@pytest.mark.parametrize("limits", LIMITS)
def test_limits(sound: Path, limits: Limits) -> None:
    """A file over a limit is refused, and the message names the setting."""
    error = refusal(sound, limits)
    changed = [name for name in error.facts if name == "setting"]
    assert ("file.too_large", ["setting"]) == (error.reason, changed)
    setting = str(error.facts["setting"])
    assert getattr(limits, setting) != getattr(Limits(), setting)
    assert setting in str(error)


def test_comment_on_a_figure(tmp_path: Path) -> None:
    """A comment stays with the figure it is on."""
    workbook = openpyxl.Workbook()
    cell = workbook.worksheets[0]["B2"]
    cell.value = 16
    cell.comment = Comment("含省级3", "王")
    workbook.save(tmp_path / "a.xlsx")
    assert Cell(16, comment="含省级3") == open_book(tmp_path / "a.xlsx").sheets[0].cells[1, 1]


@given(
    numbers=st.lists(
        st.integers(-(10**14), 10**14)
        | st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False),
        min_size=1,
        max_size=8,
    )
)
def test_numbers_survive(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int | Decimal]
) -> None:
    """Every number of up to 15 digits is read back as the number that was written."""

    def fill(_: Any, sheet: Any) -> None:
        for row, number in enumerate(numbers):
            sheet.write_number(row, 0, number)

    book = written(tmp_path_factory.mktemp("numbers") / "a.xlsx", fill)
    assert numbers == [book.sheets[0].cells[row, 0].value for row in range(len(numbers))]


@given(data=st.data())
def test_mutants(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A workbook with a byte changed, or cut short, is read as it was or refused."""
    folder = tmp_path_factory.mktemp("mutants")
    whole = written(folder / "a.xlsx", lambda _, sheet: sheet.write_number(0, 0, 1234))
    raw = bytearray((folder / "a.xlsx").read_bytes())
    if data.draw(st.booleans(), label="cut"):
        del raw[data.draw(st.integers(0, len(raw) - 1), label="length") :]
    else:
        raw[data.draw(st.integers(0, len(raw) - 1), label="place")] ^= data.draw(
            st.integers(1, 255)
        )
    (folder / "b.xlsx").write_bytes(raw)
    try:
        book = open_book(folder / "b.xlsx")
    except UnopenableError:
        return
    assert whole.sheets == book.sheets
