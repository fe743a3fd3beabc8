"""What programs write plainly is read by a pattern: it is what the parser reads, whatever stands by.

Oddities are put between the tags of a sheet and of the shared texts: comments, sections of CDATA,
other namespaces, cells in the wrong row. The parser alone is the judge.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.test_package import by_hand, package
from youthstats.workbook.package import Cell, CellError, Limits, UnopenableError, open_book
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.ooxml import inflating, parts, shared, sheet
from youthstats.workbook.package.ooxml.elements import Part
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import Shared, read_shared

ROOT = Path(__file__).parents[2]
RETURN = ROOT / "examples" / "2009" / "returns" / "嘉善县.xlsx"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

ANYWHERE = [
    *(b"<!-- x -->", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?a b?>", b"<?a", b"?>"),
    *(b"text", b" ", b"\n", b"&amp;", b"&#65;", b"\x01", b"\xff", b"\xef\xbf\xbe"),
    *(b"<ext>", b"</ext>", b'<ext xmlns="other">', b"<ext xmlns = 'other'>"),
]
CELLS = [
    *(b'<row r="7"/>', b"</row>", b'<row r="8">', b'<row r="6" hidden="1">', b"<row>"),
    *(b'</row><row r="6">', b'<row r="9" xmlns="other">', b'<row r="9" spans="/>">'),
    *(b'<c r="B6"><v>1</v></c>', b'<c r="Z6" s="1"/>', b"<c><v>5</v></c>", b'<c r="ZZZ6"/>'),
    *(b'<c r="O06"><v>5</v></c>', b'<c r="O6"><v/></c>', b'<c r="O6"></c>', b'<c r="o6"/>'),
    *(b'<c r="O6"><f>A1</f></c>', b'<c r="O6" t="s"><v>9999</v></c>', b'<c r="O6" s="99"/>'),
    *(b'<c r="O6" s="99"><v>1</v></c>', b'<c r="O6" t="q"><v>1</v></c>', b'<c r="O6"><v>x</v></c>'),
    *(b'<c r="O6" t="e"><v>#REF!</v></c>', b'<c r="O6" t="d"><v>2009-01-01</v></c>'),
    b'<c r="O6" t="str"><f>A1&amp;"_x0041_"</f><v>&lt;_x0041_&gt;</v></c>',
    b'<c r="O6" t="str"><f>A&#65;</f><v>&#x4e00;</v></c>',
    b'<c r="O6" t="inlineStr"><is><t>words</t></is></c>',
    b'<c r="P6"><f t="shared" si="0" ref="P6:P7">A1</f><v>2</v></c>',
    b'<x:c xmlns:x="' + MAIN + b'" r="M6"><x:v>4</x:v></x:c>',
    b'<ext><sheetData><row r="6"><c r="B6"><v>7</v></c></row></sheetData></ext>',
    b'<x:sheetData xmlns:x="' + MAIN + b'"><x:row r="6"/></x:sheetData>',
    b'<cols><col min="3" max="4" hidden="1"/></cols>',
    b'<mergeCells><mergeCell ref="A20:B20"/></mergeCells>',
]
TEXTS = [
    *(b"<si>", b"</si>", b"<si/>", b"<si><t/></si>", b"<si><t></t></si>", b"<sst>", b"</sst>"),
    *(b"<si><t>&amp;lt;</t></si>", b"<si><t>_x000D_</t></si>", b"<si><t>]]></t></si>"),
    b"<si><t>a</t><rPh><t>b</t></rPh></si>",
    b"<si><r><t>a</t></r><r><t>b</t></r></si>",
    b'<si xmlns="other"><t>a</t></si>',
    b'<x:si xmlns:x="' + MAIN + b'"><x:t>a</x:t></x:si>',
    b"<ext><si><t>a</t></si></ext>",
]


def changed(data: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """Return the bytes of a part with something put in before some of its tags."""
    for share, piece in changes:
        tags = [at for at, sign in enumerate(data) if sign == ord("<")]
        at = tags[int(share * len(tags))]
        data = data[:at] + piece + data[at:]
    return data


def changes(pieces: list[bytes]) -> st.SearchStrategy[list[tuple[float, bytes]]]:
    """Draw where to put what."""
    share = st.floats(0, 1, exclude_max=True)
    return st.lists(st.tuples(share, st.sampled_from(ANYWHERE + pieces)), max_size=3)


def known() -> tuple[bytes, bytes, Shared]:
    """Return a sheet of a return, but for what is not read of it, its texts, and what they say."""
    parts = Parts(RETURN.read_bytes(), Meter(Limits()))
    whole = parts.part("xl/worksheets/sheet1.xml").small
    read = re.sub(rb"(?s)<(sheetViews|dataValidations).*</\1>", b"", whole)
    said = read_shared(parts, parts.relations("xl/workbook.xml"), from_1904=False)
    return read, parts.part("xl/sharedStrings.xml").small, said


SHEET, STRINGS, SAID = known()


def told(read: Callable[[Meter], object]) -> object:
    """Return what was read and what it was charged, or the reason it was refused for."""
    meter = Meter(Limits())
    try:
        return read(meter), {name: spent for name, spent in meter.spent.items() if spent}
    except UnopenableError as error:
        return error.reason


def cells_of(data: bytes, meter: Meter, *, plainly: bool) -> object:
    reader, part = sheet._Cells(SAID, meter), Part("sheet", (data,), meter)
    frame = (reader.plainly(part) if plainly else None) or reader.whole(part)
    around = frame.blocks, frame.hidden_columns, frozenset(frame.hidden_rows)
    return list(reader.cells.items()), around


@given(changes(CELLS))
def test_cells_are_those_the_parser_reads(what: list[tuple[float, bytes]]) -> None:
    """Whatever is put between its tags, a sheet is read as the parser reads it."""
    data = changed(SHEET, what)
    plainly = told(lambda meter: cells_of(data, meter, plainly=True))
    by_parser = told(lambda meter: cells_of(data, meter, plainly=False))
    twice = data.count(b"sheetData") > 2  # two lists of rows the parser alone would take
    assert by_parser == plainly or (twice and plainly == "file.damaged")


@given(changes(TEXTS))
def test_texts_are_those_the_parser_reads(what: list[tuple[float, bytes]]) -> None:
    """Whatever is put between their tags, the shared texts are read as the parser reads them."""
    data = changed(STRINGS, what)

    def read(meter: Meter) -> dict[str, str]:
        return shared._read_strings(Part("texts", (data,), meter))

    plainly = told(read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "_plain_texts", lambda _: [])
        by_parser = told(read)
    assert by_parser == plainly


def test_what_programs_write_is_plain(tmp_path: Path) -> None:
    """Formulas with entities, stored results of every kind and blank cells need no parser."""
    cells = (
        '<row r="2"><c r="A2" s="0" t="str"><f>IF(B2&lt;&gt;"",B2&amp;"年","")</f><v>&lt;2009&gt;</v></c>'
        '<c r="B2" s="0"/><c r="C2"><f aca="false">SUM(A1)</f><v/></c><c r="D2" t="b"><v>1</v></c>'
        '<c r="E2" s="0" /><c r="F2"><v>2.50</v></c><c r="G2" t="e"><v>#N/A</v></c></row>'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet._Cells, "row", None)
        book = by_hand(tmp_path, f"<sheetData>{cells}</sheetData>")
    assert {
        (1, 0): Cell("<2009>", '=IF(B2<>"",B2&"年","")'),
        (1, 2): Cell(None, "=SUM(A1)"),
        (1, 3): Cell(True),
        (1, 5): Cell(Decimal("2.5")),
        (1, 6): Cell(CellError("#N/A")),
    } == dict(book.sheets[0].cells)


def test_texts_may_be_none_or_one(tmp_path: Path) -> None:
    """A list of shared texts may be empty, or hold a single one."""
    for texts, said in (("", {}), ("<si><t>甲</t></si>", {"0": "甲"})):
        part = f'<sst xmlns="{MAIN.decode()}">{texts}</sst>'.encode()
        assert said == shared._read_strings(Part("texts", (part,), Meter(Limits())))


STYLED = (
    '<styleSheet xmlns="MAIN"><numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts>'
    '<cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
SAME_ROW = (
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>40000</v></c></row>'
    "</sheetData>"
)


@pytest.mark.parametrize("text", ["甲", "", "乙"])
@pytest.mark.parametrize(
    ("code", "properties", "expected"),
    [
        ("0.00", "", 40000),
        ("yyyy/m/d", "", date(2009, 7, 6)),
        ("yyyy/m/d", '<workbookPr date1904="1"/>', date(2013, 7, 7)),
    ],
)
def test_a_row_says_what_its_own_workbook_makes_of_it(
    text: str, code: str, properties: str, expected: int | date, tmp_path: Path
) -> None:
    """Rows alike to a byte have other texts, formats and days in other workbooks, read by turns."""
    parts = {
        "xl/sharedStrings.xml": f'<sst xmlns="MAIN"><si><t>{text}</t></si></sst>',
        "xl/styles.xml": STYLED.format(code),
    }
    book = by_hand(tmp_path, SAME_ROW, parts=parts, properties=properties)
    held = {(0, 0): Cell(text)} if text else {}
    assert {**held, (0, 1): Cell(expected, None, code)} == dict(book.sheets[0].cells)


def test_a_part_with_another_checksum_is_not_the_one_before(tmp_path: Path) -> None:
    """What a part was inflated to before does not hide that a copy of it is declared otherwise."""
    texts = {"xl/sharedStrings.xml": '<sst xmlns="MAIN"><si><t>甲</t></si></sst>'}
    good = package(SAME_ROW.replace(' s="1"', ""), parts=texts)
    with zipfile.ZipFile(BytesIO(good)) as archive:
        sums = [struct.pack("<L", one.CRC) for one in archive.filelist if "shared" in one.filename]
    (tmp_path / "good.xlsx").write_bytes(good)
    (tmp_path / "bad.xlsx").write_bytes(good.replace(sums[0], b"\1\2\3\4"))
    assert Cell("甲") == open_book(tmp_path / "good.xlsx").sheets[0].cells[0, 0]
    with pytest.raises(UnopenableError, match="damaged"):
        open_book(tmp_path / "bad.xlsx")


def test_a_part_whose_own_header_is_cut_off_is_damaged(tmp_path: Path) -> None:
    """A directory may name a place behind the end of the file."""
    whole = package(SAME_ROW)
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        at = archive.start_dir
    moved = bytearray(whole)
    struct.pack_into("<L", moved, at + 42, len(whole) - 3)
    (tmp_path / "a.xlsx").write_bytes(bytes(moved))
    with pytest.raises(UnopenableError, match="damaged"):
        open_book(tmp_path / "a.xlsx")


def padded(text: bytes, padding: int) -> bytes:
    """Return a package of one part, xl/a.xml, with bytes behind its end that are declared to be its own."""
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    held = squeezer.compress(text) + squeezer.flush() + b"x" * padding
    name, sizes = b"xl/a.xml", (zlib.crc32(text), len(held), len(text))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, *sizes, len(name), 0) + name
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, 0
    )
    at = len(local) + len(held)
    ends = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry) + len(name), at, 0)
    return local + held + entry + name + ends


@pytest.mark.parametrize(("padding", "kept"), [(0, 1), (60_000, 1), (70_000, 0), (5_000_000, 0)])
def test_a_padded_part_is_read_and_not_kept(padding: int, kept: int) -> None:
    """A part of two words may be declared to take megabytes of the file: nothing of them is held."""
    text = f"<a>{padding}</a>".encode()
    before = parts._inflated.cache_info().misses
    assert text == Parts(padded(text, padding), Meter(Limits())).part("xl/a.xml").small
    assert kept == parts._inflated.cache_info().misses - before


def inflated(data: bytes) -> bytes | None:
    """Return the one part of a package, never seen before; ``None`` where it is refused."""
    parts._inflated.cache_clear()
    try:
        return Parts(data, Meter(Limits())).part("xl/a.xml").small
    except UnopenableError:
        return None


@pytest.mark.parametrize("value", [0, 1, 2, 0x20, 0x40, 0xFF])
def test_a_part_is_inflated_where_zipfile_inflates_it(
    value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a header or the bytes of a part say wrongly, zipfile is the judge of the package."""
    whole = padded(b"<a>" + b"b" * 40 + b"</a>", 3)
    changed = [whole[:at] + bytes([value]) + whole[at + 1 :] for at in range(len(whole))]
    found = list(map(inflated, changed))
    monkeypatch.setattr(parts, "inflated", lambda *_: None)
    assert list(map(inflated, changed)) == found
    assert {None} < set(found)


def test_a_part_without_a_name_is_left_to_zipfile() -> None:
    """Its header may end before what it says of lengths."""
    entry = zipfile.ZipInfo("")
    entry.header_offset = 0
    assert None is inflating.inflated(b"PK\3\4", entry, (0, 4), b"")
