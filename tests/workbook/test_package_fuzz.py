"""Hostile files and broken ones: a reason within the time, and no process lost.

What a mutant can be held to: every part that is read has its CRC, so a flipped bit or a cut is
refused, or fell where nobody looks (a time stamp, a picture), and then every figure is the
original's. A mutant whose CRCs were made anew is another file: there only the reason, the time and
the process are promised.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from time import monotonic

import pytest
import xlsxwriter

from tests.workbook.test_package import package, row
from youthstats.workbook.package import Book, CellError, Limits, UnopenableError, open_book
from youthstats.workbook.package.foreign import read_foreign
from youthstats.workbook.package.limits import Meter

RETURN = Path(__file__).parents[2] / "examples" / "2009" / "returns" / "嘉善县.xlsx"
MUTANTS = 400
SLOWEST = 5.0
"""Seconds any one file of this module may take, on a busy machine."""


def outcome(path: Path, data: bytes, limits: Limits | None = None) -> Book | str:
    """Return what a file is read as, or why it is not; nothing else is raised, and not too late."""
    path.write_bytes(data)
    begun = monotonic()
    try:
        return open_book(path, limits or Limits())
    except UnopenableError as error:
        return str(error.facts.get("setting", error.reason))
    finally:
        assert monotonic() - begun < SLOWEST


def sheet_of(content: str) -> bytes:
    return package(f"<sheetData>{content}</sheetData>")


def nested() -> bytes:
    return sheet_of('<row r="1">' * 200_000)


def with_shared_formula() -> bytes:
    """A formula as long as may be, shared by so many cells that it would fill the memory."""
    master = f'<c><f t="shared" si="0">{"A1+" * 2_500}A1</f></c>'
    return sheet_of(f"<row>{master}</row>" + '<row><c><f t="shared" si="0"/></c></row>' * 50_000)


def with_columns_again_and_again() -> bytes:
    return package("<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols>")


def with_many_names() -> bytes:
    return sheet_of("".join(f"<a{number}/>" for number in range(200_000)))


def overlapping_parts() -> bytes:
    """One part under two names that differ in case: two readers would take different ones."""
    buffer = BytesIO(sheet_of(""))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/Workbook.xml", "<workbook/>")
    return buffer.getvalue()


def with_dtd() -> bytes:
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE sst [<!ENTITY l0 "lol">{lol}]><sst xmlns="MAIN"><si><t>&l9;</t></si></sst>'
    return package(row('<c t="s"><v>0</v></c>'), parts={"xl/sharedStrings.xml": text})


def with_strings(count: int) -> bytes:
    text = f'<sst xmlns="MAIN" uniqueCount="4294967295">{"<si><t>合计</t></si>" * count}</sst>'
    return package(row('<c t="s"><v>0</v></c>'), parts={"xl/sharedStrings.xml": text})


HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (lambda: package(" " * 120_000_000), "part_bytes"),
    (lambda: package(" " * 20_000_000), "inflation"),
    (lambda: package("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000), "inflation"),
    (lambda: package("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 80_000), "merged"),
    (lambda: package('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "merged"),
    (lambda: sheet_of('<row r="1048577"><c><v>1</v></c></row>'), "rows"),
    (lambda: sheet_of(f'<row r="{"9" * 5000}"/>'), "file.damaged"),
    (lambda: sheet_of('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "columns"),
    (lambda: sheet_of('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), "file.damaged"),
    (nested, "file.damaged"),
    (with_shared_formula, "seconds"),
    (with_many_names, "file.damaged"),
    (overlapping_parts, "file.damaged"),
    (with_dtd, "file.dtd"),
    (lambda: with_strings(500_001), "inflation"),
]


@pytest.mark.parametrize(("make", "reason"), HOSTILE)
def test_hostile(tmp_path: Path, make: Callable[[], bytes], reason: str) -> None:
    """A file made to exhaust a reader gets its reason, and soon."""
    tight = {"inflation": Limits(), "seconds": Limits(inflation=100_000, seconds=1)}
    limits = tight.get(reason, Limits(inflation=100_000))
    assert reason == outcome(tmp_path / "a.xlsx", make(), limits)


def test_harmless_lies(tmp_path: Path) -> None:
    """A declared count is not believed, and what is said again and again costs no more."""
    assert isinstance(outcome(tmp_path / "a.xlsx", with_strings(3)), Book)
    columns = outcome(tmp_path / "b.xlsx", with_columns_again_and_again(), Limits(inflation=10_000))
    assert isinstance(columns, Book)
    assert 16_384 == len(columns.sheets[0].hidden_columns)
    long = sheet_of(f"<row><c><v>{'9' * 1_000_000}</v></c></row>")
    number = outcome(tmp_path / "d.xlsx", long, Limits(inflation=100_000))
    assert isinstance(number, Book)
    assert CellError("#NUM!") == number.sheets[0].cells[0, 0].value
    corners = sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    far = outcome(tmp_path / "c.xlsx", corners)  # this aborts calamine
    assert isinstance(far, Book)
    assert [(0, 0), (1_048_575, 16_383)] == list(far.sheets[0].cells)


def test_time_is_a_limit(tmp_path: Path) -> None:
    """Whatever a file does to be slow, there is an end."""
    limits = Limits(seconds=-1)
    assert "seconds" == outcome(tmp_path / "a.xlsx", RETURN.read_bytes(), limits)


def rezipped(data: bytes, change: Callable[[bytes], bytes], name: str) -> bytes:
    """Return a workbook in which one part is changed and all CRCs are right."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return buffer.getvalue()


def mutated(data: bytes, random: Random) -> bytes:
    """Return data with a bit or a byte changed, a piece cut out or doubled, or its end cut off."""
    at = random.randrange(len(data))
    piece = data[at : at + random.randrange(1, 200)]
    byte = bytes([data[at] ^ (1 << random.randrange(8))])
    return random.choice(
        [
            data[:at] + byte + data[at + 1 :],
            data[:at] + random.randbytes(1) + data[at + 1 :],
            data[:at],
            data[:at] + data[at + len(piece) :],
            data[:at] + piece + data[at:],
        ]
    )


def test_mutants_of_the_file(tmp_path: Path) -> None:
    """A damaged return is refused, or every one of its figures is the original's."""
    data, random = RETURN.read_bytes(), Random(2009)
    sound = open_book(RETURN)
    read = 0
    for _ in range(MUTANTS):
        found = outcome(tmp_path / "嘉善县.xlsx", mutated(data, random))
        if isinstance(found, Book):
            read += 1
            assert (sound.sheets, sound.names) == (found.sheets, found.names)
    assert 0 < read < MUTANTS


def test_mutants_of_the_parts(tmp_path: Path) -> None:
    """A return with nonsense in a part, its CRC made to fit, is read or refused, no more."""
    data, random = RETURN.read_bytes(), Random(2010)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if "docProps" not in name]
    seen = set()
    for _ in range(MUTANTS):
        mutant = rezipped(data, lambda part: mutated(part, random), random.choice(names))
        found = outcome(tmp_path / "嘉善县.xlsx", mutant)
        seen.add("read" if isinstance(found, Book) else found)
    assert {"read", "file.damaged"} <= seen


def test_mutants_in_one_and_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain cells are cut out of a small sheet to be read: that makes no other figures of it."""
    data, random = RETURN.read_bytes(), Random(2011)
    read = 0
    for number in range(MUTANTS):
        name = f"xl/worksheets/sheet{number % 7 + 1}.xml"
        mutant = rezipped(data, lambda part: mutated(part, random), name)
        plainly = outcome(tmp_path / "a.xlsx", mutant)
        with monkeypatch.context() as patch:
            patch.setattr("youthstats.workbook.package.ooxml.sheet._Cells.plainly", lambda *_: None)
            in_one = outcome(tmp_path / "a.xlsx", mutant)
        if isinstance(in_one, Book) and isinstance(plainly, Book):
            read += 1
            assert in_one == plainly
    assert 0 < read < MUTANTS


# ------------------------------------------------------------------------- formats of others
def with_corners() -> bytes:
    """A sheet calamine gives all its memory for, and aborts."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_number(0, 0, 1)
        sheet.write_number(1_048_575, 16_383, 1)
    return buffer.getvalue()


def as_ods(repeated: int) -> bytes:
    """An .ods whose one cell is repeated."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="表一"><table:table-row table:number-rows-repeated="{repeated}">'
        f'<table:table-cell table:number-columns-repeated="{repeated}"'
        ' office:value-type="float" office:value="7"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def test_a_worker_reads(tmp_path: Path) -> None:
    """A small .ods is read, and told to be values only."""
    found = outcome(tmp_path / "a.ods", as_ods(2))
    assert isinstance(found, Book)
    assert found.values_only
    assert {(0, 0): 7, (0, 1): 7, (1, 0): 7, (1, 1): 7} == {
        place: cell.value for place, cell in found.sheets[0].cells.items()
    }


def test_a_worker_is_lost(tmp_path: Path) -> None:
    """A worker that asks for too much is a status of its file."""
    assert outcome(tmp_path / "a.ods", as_ods(16_000)) in {"file.reader_failed", "file.damaged"}
    with pytest.raises(UnopenableError) as caught:
        read_foreign(with_corners(), ".xlsb", Meter(Limits()))
    assert "file.reader_failed" == caught.value.reason
    assert "SIGABRT" in str(caught.value)
    limits = Limits(memory_bytes=50_000_000)
    assert "file.reader_failed" == outcome(tmp_path / "b.ods", as_ods(1_500), limits)
    assert "cells" == outcome(tmp_path / "c.ods", as_ods(2), Limits(cells=3))


def broken_xls() -> Iterator[bytes]:
    random = Random(97)
    ole = bytes.fromhex("D0CF11E0A1B11AE1")
    for size in (8, 100, 512, 5_000):
        yield ole + random.randbytes(size)


def test_broken_xls(tmp_path: Path) -> None:
    """Noise that begins as an .xls does is damaged or breaks its reader, never this process."""
    for data in broken_xls():
        assert outcome(tmp_path / "a.xls", data) in {"file.damaged", "file.reader_failed"}
