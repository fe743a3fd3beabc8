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
    """What a reader has no use for is no concern of it."""

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
    ("a.xls", OLE, "file.damaged"),
    ("a.xls", OLE + "WordDocument".encode("utf-16-le"), "file.not_a_workbook"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
    ("a.et", OLE, "file.other_format"),
    ("a.ods", b"PK\x03\x04", "file.damaged"),
    ("a.xlsb", b"PK\x03\x04", "file.damaged"),
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


ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIPS = [
    (packed(readme="hello"), "file.not_a_workbook"),
    (
        packed(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"}),
        "file.not_a_workbook",
    ),
    (packed(xl__workbook__xml="<w/>"), "file.not_a_workbook"),
    (packed(**{"xl__workbook.xml": "<workbook/>"}), "file.not_a_workbook"),
    (packed(mimetype=ODS), "file.damaged"),
    (packed(mimetype=ODS, **{"content.xml": "<!DOCTYPE a><a/>"}), "file.dtd"),
    (
        packed(mimetype=ODS, **{"META-INF__manifest.xml": "<m:encryption-data/>"}),
        "file.encrypted",
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
        b'</sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells>',
        "file.damaged",
    ),
    ("xl/worksheets/sheet1.xml", b"</row>", b'<c r="A1"><v>2</v></c></row>', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="A2"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="XFE1"', "file.too_large"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="A1" s="99"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="A1" t="s"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="A1" t="x"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<v>1</v>", b'<f t="shared" si="4"/>', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>&bomb;</v>", "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<v>1</v>", "<v>１</v>".encode(), "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>1_0</v>", "file.damaged"),
    (
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells>',
        "file.damaged",
    ),
    ("xl/worksheets/sheet1.xml", b'<row r="1"', b'<row r="one"', "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData><sheetData/>", "file.damaged"),
    ("xl/worksheets/sheet1.xml", b"<sheetData>", b"</worksheet><sheetData>", "file.damaged"),
    (
        "xl/workbook.xml",
        b"</sheets>",
        '<sheet name="表一" sheetId="2" r:id="rId1"/></sheets>'.encode(),
        "file.damaged",
    ),
    (
        "xl/workbook.xml",
        b"</sheets>",
        '<sheet name="表二" sheetId="2" r:id="rId99"/></sheets>'.encode(),
        "file.damaged",
    ),
    (
        "xl/worksheets/sheet1.xml",
        b'<?xml version="1.0" encoding="UTF-8"',
        b'<?xml version="1.0" encoding="zip"',
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
    Limits(inflation=0),
    Limits(part_bytes=100),
    Limits(strings=0),
    Limits(rows=0),
    Limits(columns=0),
    Limits(characters=0),
    Limits(cells=0),
    Limits(styles=0),
]


@pytest.mark.parametrize("limits", LIMITS)
def test_limits(tmp_path: Path, limits: Limits) -> None:
    """A file over a limit is refused, and the message names the setting."""
    sound = tmp_path / "sound.xlsx"
    written(sound, lambda _, sheet: sheet.write_row(0, 0, [1, "合计" * 9000]))
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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(
    sheet: str,
    *,
    main: str = MAIN,
    office: str = OFFICE,
    encoding: str = "utf-8",
    properties: str = "",
    names: str = "",
    sheet_at: str = "worksheets/sheet1.xml",
    parts: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook made by hand: one sheet with ``sheet`` in it, other parts as told."""
    kinds = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"}
    others = "".join(
        f'<Relationship Id="x{kind}" Type="{office}/{kind}" Target="/{part}"/>'
        for part, kind in kinds.items()
        if part in (parts or {})
    )
    texts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}'
        f'<sheets><sheet name="表一" sheetId="1" r:id="s"/></sheets>{names}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s" '
        f'Type="{office}/worksheet" Target="{sheet_at}"/>{others}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:r="{office}">{sheet}'
        "</worksheet>",
        **{name: text.replace("MAIN", main) for name, text in (parts or {}).items()},
    }
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, (declaration + text).encode(encoding))
    return buffer.getvalue()


def by_hand(folder: Path, sheet: str, **how: Any) -> Book:
    (folder / "a.xlsx").write_bytes(package(sheet, **how))
    return open_book(folder / "a.xlsx")


def values(book: Book) -> list[object]:
    return [cell.value for cell in book.sheets[0].cells.values()]


def row(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


STYLES = (
    '<styleSheet xmlns="MAIN"><numFmts><numFmt numFmtId="164" formatCode="yyyy/m/d"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="31"/><xf numFmtId="46"/><xf numFmtId="9"/>'
    "</cellXfs></styleSheet>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk"])
@pytest.mark.parametrize(("main", "office"), [(MAIN, OFFICE), (STRICT, STRICT_OFFICE)])
def test_strict_and_encodings(tmp_path: Path, main: str, office: str, encoding: str) -> None:
    """Both namespaces and both encodings read alike; no part may have another encoding."""
    dates = "<c t='d'><v>2009-06-21T00:00:00</v></c>", "<c t='d'><v>12:30:00</v></c>"
    data = package(row("<c><v>17</v></c>", *dates), main=main, office=office, encoding=encoding)
    (tmp_path / "a.xlsx").write_bytes(data)
    if encoding == "gbk":
        assert "file.damaged" == refusal(tmp_path / "a.xlsx").reason
    else:
        expected = [17, date(2009, 6, 21), "12:30:00"]
        assert expected == values(open_book(tmp_path / "a.xlsx"))


def test_strings(tmp_path: Path) -> None:
    """Rich texts lose their runs, not their words; how they are spoken is left out."""
    shared = (
        '<sst xmlns="MAIN" count="9" uniqueCount="4294967295">'
        '<si><t xml:space="preserve"> 合 </t></si>'
        "<si><r><rPr><b/></rPr><t>总</t></r><r><t>数</t></r>"
        '<rPh sb="0" eb="1"><t>ゾン</t></rPh></si><si/></sst>'
    )
    cells = [
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c t="s"><v>2</v></c>',
        '<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
        '<c t="str"><f>A1</f><v>a_x000D_b_x005F_x000D_</v></c>',
        '<c t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>',
    ]
    book = by_hand(tmp_path, row(*cells), parts={"xl/sharedStrings.xml": shared})
    assert [" 合 ", "总数", "甲乙", "a\rb_x000D_", "\U0001f600 \ufffd"] == values(book)
    assert (0, 2) not in book.sheets[0].cells  # an empty text is nothing


def test_shared_formulas(tmp_path: Path) -> None:
    """A shared formula reads in each cell as it would have been typed there."""
    sheet = (
        '<sheetData><row r="2"><c r="B2"><f t="shared" ref="B2:C3" si="0">'
        "SUM($A1:A2)+B$1*LOG10(Q1!A1)&amp;&quot;A1&quot;+&apos;A1&apos;!A1+T1.total</f><v>1</v></c>"
        '<c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row></sheetData>'
    )
    cells = by_hand(tmp_path, sheet).sheets[0].cells
    assert "=SUM($A1:B2)+C$1*LOG10(Q1!B1)&\"A1\"+'A1'!B1+T1.total" == cells[1, 2].formula
    moved_down = "=SUM($A2:A3)+B$1*LOG10(Q1!A2)&\"A1\"+'A1'!A2+T1.total"
    assert Cell(None, moved_down) == cells[2, 1]


def test_formula_results(tmp_path: Path) -> None:
    """An empty text that was calculated is not a formula nobody calculated."""
    cells = [
        '<c t="str"><f>A1</f><v></v></c>',
        '<c t="str"><f>A1</f></c>',
        "<c><f>A1</f><v/></c>",
        "<c><f>A1</f></c>",
        '<c t="b"><f>A1</f><v>1</v></c>',
        '<c><f t="array" ref="A1:A2">A1:A2*2</f><v>4</v></c>',
        '<c><f t="dataTable" ref="A1" r1="B1"/><v>5</v></c>',
    ]
    held = by_hand(tmp_path, row(*cells)).sheets[0].cells.values()
    formulas = ["=A1"] * 5 + ["=A1:A2*2", "=TABLE()"]
    expected = list(zip(["", "", None, None, True, 4, 5], formulas, strict=True))
    assert expected == [(cell.value, cell.formula) for cell in held]


DATES_1900 = [
    ("39985", 1, date(2009, 6, 21)),
    ("39985.5", 1, datetime(2009, 6, 21, 12)),
    ("39985", 2, date(2009, 6, 21)),  # named by the number of a Chinese built-in format alone
    ("1", 1, date(1900, 1, 1)),
    ("59", 1, date(1900, 2, 28)),
    ("60", 1, 60),  # the day that never was
    ("61", 1, date(1900, 3, 1)),
    ("0", 1, 0),
    ("-1", 1, -1),
    ("2958466", 1, 2958466),
    ("1.5", 3, "36:00:00"),
    ("0.86", 4, Decimal("0.86")),
]


@pytest.mark.parametrize(("number", "style", "expected"), DATES_1900)
def test_dates_from_1900(tmp_path: Path, number: str, style: int, expected: object) -> None:
    """A number under a date format is the date a spreadsheet shows, or stays a number."""
    cell = f'<c s="{style}"><v>{number}</v></c>'
    book = by_hand(tmp_path, row(cell), parts={"xl/styles.xml": STYLES})
    assert [expected] == values(book)
    assert type(expected) is type(values(book)[0])


def test_dates_from_1904(tmp_path: Path) -> None:
    """A workbook may count its days from 1904."""
    cells = '<c s="1"><v>0</v></c>', '<c s="1"><v>38523</v></c>'
    properties = '<workbookPr date1904="1"/>'
    book = by_hand(tmp_path, row(*cells), parts={"xl/styles.xml": STYLES}, properties=properties)
    assert [date(1904, 1, 1), date(2009, 6, 21)] == values(book)


NUMBERS = [
    ("17", 17),
    ("-17", -17),
    ("16.0", 16),
    ("1E3", 1000),
    (" 5 ", 5),
    (".5", Decimal("0.5")),
    ("0.30000000000000004", Decimal("0.3")),
    ("59972.290000000001", Decimal("59972.29")),
    ("12345678901234567", 12345678901234600),
    ("123456789012345", 123456789012345),
    ("1E400", CellError("#NUM!")),
    ("NaN", CellError("#NUM!")),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(tmp_path: Path, text: str, expected: object) -> None:
    """A number is exact, to the 15 digits a spreadsheet keeps."""
    assert [expected] == values(by_hand(tmp_path, row(f"<c><v>{text}</v></c>")))


def test_places(tmp_path: Path) -> None:
    """Addresses may be left out, the extent may be a lie, and what lies under a merge is kept."""
    sheet = (
        '<dimension ref="A1"/><cols><col min="3" max="4" hidden="1"/></cols><sheetData>'
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>'
        '<row r="5" hidden="1"><c r="B5"><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A5:C6"/></mergeCells>'
    )
    sheet_read = by_hand(tmp_path, sheet).sheets[0]
    assert [(0, 0), (0, 3), (0, 4), (4, 1), (5, 0)] == list(sheet_read.cells)
    assert (frozenset({4}), frozenset({2, 3})) == (
        sheet_read.hidden_rows,
        sheet_read.hidden_columns,
    )
    assert (Merge(4, 0, 5, 2),) == sheet_read.merges


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "../XL/WorkSheets/Sheet1.xml", "./worksheets/sheet1.xml"],
)
def test_targets(tmp_path: Path, target: str) -> None:
    """A part is found by an absolute or a relative name, in any case."""
    assert [1] == values(by_hand(tmp_path, row("<c><v>1</v></c>"), sheet_at=target))


def test_names_of_the_workbook(tmp_path: Path) -> None:
    """A name defined for one sheet only is not taken for the workbook's."""
    names = (
        '<definedNames><definedName name="a">1</definedName>'
        '<definedName name="a" localSheetId="0">2</definedName></definedNames>'
    )
    assert {"a": "1"} == dict(by_hand(tmp_path, row(), names=names).names)


def test_threaded_comments(tmp_path: Path) -> None:
    """A thread of comments is told in order, in place of the old comment that stands in for it."""
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="b" Type="{office}/threadedComment" Target="/xl/threads.xml"/>'
        "</Relationships>",
        "xl/comments1.xml": '<comments xmlns="MAIN"><commentList><comment ref="A1"><text>'
        '<t>[Threaded comment]</t></text></comment><comment ref="B1"><text><r><t>估</t></r>'
        "<r><t>计</t></r></text></comment></commentList></comments>",
        "xl/threads.xml": f'<ThreadedComments xmlns="{threads}"><threadedComment ref="A1">'
        '<text>为何？</text></threadedComment><threadedComment ref="A1"><text>含省级</text>'
        "</threadedComment></ThreadedComments>",
    }
    cells = by_hand(tmp_path, row("<c><v>1</v></c>"), parts=parts).sheets[0].cells
    assert Cell(1, comment="为何？\n含省级") == cells[0, 0]
    assert Cell(None, comment="估计") == cells[0, 1]


def test_comment_on_no_cell(tmp_path: Path) -> None:
    """A comment whose address is none makes the file damaged, like any other wrong address."""
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        "</Relationships>",
        "xl/comments1.xml": '<comments xmlns="MAIN"><commentList><comment ref="甲"><text>'
        "<t>估计</t></text></comment></commentList></comments>",
    }
    (tmp_path / "a.xlsx").write_bytes(package(row("<c><v>1</v></c>"), parts=parts))
    assert "file.damaged" == refusal(tmp_path / "a.xlsx").reason


ODDITIES = [
    "",
    "<!-- <sheetData><row><c><v>2</v></c></row></sheetData> -->",
    "<?other <sheetData>?>",
    "<ext><![CDATA[<sheetData>]]></ext>",
    "<x:ext xmlns:x='other'><x:sheetData><x:row/></x:sheetData></x:ext>",
    "<sheetPr>?</sheetPr>",
    "<sheetViews><sheetView><selection activeCell='B2'/></sheetView></sheetViews>",
    '<dataValidations count="1"><dataValidation><formula1>0</formula1></dataValidation>'
    "</dataValidations>",
    '<dataValidations count="0"/><sheetViews/>',
]


@pytest.mark.parametrize("after", ODDITIES)
@pytest.mark.parametrize("before", ODDITIES)
def test_what_stands_around_the_cells(tmp_path: Path, before: str, after: str) -> None:
    """Whatever stands around the cells, they and the merges are read as they stand."""
    around = '<cols><col min="2" max="2" hidden="1"/></cols>', '<mergeCell ref="A1:B1"/>'
    cells = row('<c r="A1"><v>1</v></c>', '<c r="B1" s="0"/>', '<c r="C1"><v>3</v></c>')
    sheet = f"{before}{around[0]}{cells}<mergeCells>{around[1]}</mergeCells>{after}"
    for _ in range(2):  # the second time from what is remembered
        read = by_hand(tmp_path, sheet).sheets[0]
        assert {(0, 0): Cell(1), (0, 2): Cell(3)} == dict(read.cells)
        assert ((Merge(0, 0, 0, 1),), {1}) == (read.merges, set(read.hidden_columns))


def test_what_is_remembered_is_not_the_limits(tmp_path: Path) -> None:
    """What was read within wide limits is measured again when they are narrow."""
    by_hand(tmp_path, row() + '<mergeCells><mergeCell ref="A1:B9"/></mergeCells>')
    assert "merged" == refusal(tmp_path / "a.xlsx", Limits(merged=17)).facts["setting"]
    assert "columns" == refusal(tmp_path / "a.xlsx", Limits(columns=1)).facts["setting"]
    assert 1 == len(open_book(tmp_path / "a.xlsx").sheets[0].merges)


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
