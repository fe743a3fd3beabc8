"""Templates no common program writes, or with parts only some do: filled in, or refused with a reason."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.workbook.offices import MAIN, OFFICE, by_hand, by_xlsxwriter, parts_of, with_parts
from tests.workbook.test_filling import SHEETS, TOTALS, assert_kept, filled
from youthstats.model.values import Inexact
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.package import UnopenableError
from youthstats.workbook.writing.plan import Cell, Plan, Style

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SIGNED = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"

SHEET = '<worksheet xmlns="MAIN"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("main", "office"), [(MAIN, OFFICE), (STRICT, STRICT_OFFICE)])
def test_dialects_and_encodings(tmp_path: Path, main: str, office: str, encoding: str) -> None:
    """A Strict workbook stays one, our sheets with it; a workbook without styles gets some."""
    sheet = SHEET.format("<row><c><v>1</v></c><c><f>A1+1</f><v>2</v></c></row>")
    template = by_hand(tmp_path / "t.xlsx", sheet, main=main, office=office, encoding=encoding)
    book, outcome = filled(
        template, {"表": {(0, 0): Filling(5), (0, 1): Filling(6), (0, 2): Filling("=x")}}, SHEETS
    )
    assert_kept(template, tmp_path / "filled.xlsx", outcome)
    assert [5, 6, "=x"] == [cell.value for cell in book.sheet("表").cells.values()]
    assert "估计数 <&>" == book.sheet("明细").cells[1, 1].comment
    assert date(2009, 6, 21) == book.sheet("明细").cells[4, 0].value
    other = MAIN if main == STRICT else STRICT
    for name, part in parts_of(tmp_path / "filled.xlsx").items():
        if not name.endswith(".vml"):
            assert other.encode() not in part, name
            ET.fromstring(part)


def test_cells_that_do_not_say_where_they_stand(tmp_path: Path) -> None:
    """Rows and cells without an address count on from the last; new ones go between them."""
    rows = (
        '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c/></row><row r="4"><c><v>3</v></c></row><row/>'
    )
    template = by_hand(tmp_path / "t.xlsx", SHEET.format(rows))
    given = {(0, 1): 7, (0, 3): 8, (2, 0): 9, (4, 0): 10, (6, 1): 11}
    book, _ = filled(template, {"表": {place: Filling(value) for place, value in given.items()}})
    values = {place: cell.value for place, cell in book.sheet("表").cells.items()}
    assert {(0, 0): 1, (0, 2): 2, (3, 0): 3, **given} == values
    root = ET.fromstring(parts_of(tmp_path / "filled.xlsx")["xl/worksheets/sheet1.xml"])
    found = [cell.get("r") for cell in root.iter(f"{{{MAIN}}}c")]
    assert ["A1", "B1", "C1", "D1", "A3", "A4", "A5", "B7"] == found


def test_an_array_as_large_as_a_sheet(tmp_path: Path) -> None:
    """What a formula says of its extent is measured against the cells there are."""
    rows = (
        '<row><c><f t="array" ref="A1:XFD1048576">B1</f><v>1</v></c><c><v>2</v></c></row>'
        '<row><c><f t="array" ref="A2:A3">B1</f><v>1</v></c></row><row><c><v>3</v></c></row>'
    )
    template = by_hand(tmp_path / "t.xlsx", SHEET.format(rows))
    book, _ = filled(template, {"表": {(0, 2): Filling(7)}})
    values = {place: cell.value for place, cell in book.sheet("表").cells.items()}
    assert {(0, 0): None, (0, 2): 7, (1, 0): None} == values


def test_prefixes_and_what_refers_to_them_stay(tmp_path: Path) -> None:
    """``mc:Ignorable`` names prefixes: each is declared still, on elements nobody here knows, too."""
    sheet = (
        '<x:worksheet xmlns:x="MAIN" xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/'
        '2009/9/ac" mc:Ignorable="x14ac"><!-- kept --><x:sheetData><x:row r="1" x14ac:dyDescent="0.25">'
        '<x:c r="A1" s="0"><x:v>1</x:v></x:c></x:row></x:sheetData><mc:AlternateContent><mc:Choice '
        'Requires="x14ac"><x14ac:new/></mc:Choice></mc:AlternateContent></x:worksheet>'
    )
    template = by_hand(tmp_path / "t.xlsx", sheet)
    filled(template, {"表": {(0, 0): Filling(5), (0, 1): Filling("甲")}})
    done = parts_of(tmp_path / "filled.xlsx")["xl/worksheets/sheet1.xml"].decode()
    expected = sheet.replace("MAIN", MAIN).replace("<x:v>1</x:v></x:c>", "<x:v>5</x:v></x:c>{}")
    new = '<x:c r="B1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>'
    assert expected.format(new) == done.partition("?>")[2].strip()


STYLES = (
    '<styleSheet xmlns="MAIN"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" fontId="0"/></cellXfs>'
    '<extLst><ext uri="x"/></extLst></styleSheet>'
)


def test_styles_are_appended(tmp_path: Path) -> None:
    """The template's styles keep their numbers; counts are true, lists stand in the schema's order."""
    template = by_hand(
        tmp_path / "t.xlsx",
        SHEET.format('<row><c s="1"><v>1</v></c></row>'),
        parts={"xl/styles.xml": STYLES},
    )
    book, outcome = filled(
        template, {"表": {(0, 0): Filling(Inexact(*map(Decimal, (5, 4, 6))))}}, SHEETS
    )
    assert '"≈"0.0' == book.sheet("表").cells[0, 0].number_format
    assert "xl/styles.xml" in outcome.changed
    root = ET.fromstring(parts_of(tmp_path / "filled.xlsx")["xl/styles.xml"])
    names = [element.tag.partition("}")[2] for element in root]
    assert ["numFmts", "fonts", "fills", "borders", "cellXfs", "extLst"] == names
    for listed in root.findall("*[@count]"):
        assert str(len(listed)) == listed.get("count")
    formats = [style.get("numFmtId") for style in root.iter(f"{{{MAIN}}}xf")]
    assert ["0", "164", "165"] == formats[:3]
    codes = {one.get("numFmtId"): one.get("formatCode") for one in root.iter(f"{{{MAIN}}}numFmt")}
    assert ["0.0", '"≈"0.0', "0.00", "0.0%", "yyyy-mm-dd"] == [*codes.values()]


def test_days_from_1904(tmp_path: Path) -> None:
    """Days are written as the template counts them, in its own sheets and in ours."""
    template = by_hand(tmp_path / "t.xlsx", SHEET.format(""), head='<workbookPr date1904="1"/>')
    days = [date(1904, 1, 1), date(2009, 6, 21)]
    given = {(0, column): Filling(day) for column, day in enumerate([*days, date(1903, 12, 31)])}
    plan = Plan(
        "日期",
        [Cell(0, at, day, Style("plain", "yyyy-mm-dd")) for at, day in enumerate(days)],
        [9, 9],
    )
    book, _ = filled(template, {"表": given}, [plan])
    assert [*days, "1903-12-31"] == [cell.value for cell in book.sheet("表").cells.values()]
    assert days == [cell.value for cell in book.sheet("日期").cells.values()]


def test_the_order_of_the_last_calculation_goes(tmp_path: Path) -> None:
    """``calcChain`` is about formulas as they were; a setting of when to calculate stays."""
    template = by_hand(
        tmp_path / "t.xlsx",
        SHEET.format("<row><c><f>B1</f><v>1</v></c></row>"),
        tail='<calcPr calcMode="manual"/><extLst/>',
        parts={"xl/calcChain.xml": '<calcChain xmlns="MAIN"><c r="A1" i="7"/></calcChain>'},
    )
    filled(template, {"表": {(0, 1): Filling(1)}})
    after = parts_of(tmp_path / "filled.xlsx")
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in b"".join(after.values())
    assert b'<calcPr calcMode="manual" fullCalcOnLoad="1"/><extLst/>' in after["xl/workbook.xml"]


def test_sheets_have_numbers_of_their_own(tmp_path: Path) -> None:
    """A sheet's id is never given twice, nor is the id of a relationship."""
    template = by_hand(tmp_path / "t.xlsx", SHEET.format(""))
    filled(template, {}, SHEETS)
    after = parts_of(tmp_path / "filled.xlsx")
    sheets = [*ET.fromstring(after["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")]
    assert ["7", "8", "9"] == [sheet.get("sheetId") for sheet in sheets]
    related = [one.get("Id") for one in ET.fromstring(after["xl/_rels/workbook.xml.rels"])]
    assert len(related) == len({*related})


KEPT = {
    "customXml/item1.xml": ("", f"{OFFICE}/customXml", b"<any/>"),
    "xl/externalLinks/externalLink1.xml": ("xl/workbook.xml", f"{OFFICE}/externalLink", b"<a/>"),
    "xl/threadedComments/threadedComment1.xml": (
        "xl/worksheets/sheet2.xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        b'threadedcomments"><threadedComment ref="A1"><text>x</text></threadedComment>'
        b"</ThreadedComments>",
    ),
    "xl/ctrlProps/ctrlProp1.xml": ("xl/worksheets/sheet1.xml", f"{OFFICE}/ctrlProp", b"<b/>"),
    "xl/printerSettings/printerSettings1.bin": ("xl/worksheets/sheet1.xml", OFFICE, b"\0\1"),
    "xl/future/thing.xml": ("xl/workbook.xml", "http://example.org/2030/thing", b"not even XML"),
}


def test_parts_nobody_here_knows_survive(tmp_path: Path) -> None:
    """Custom XML, links to other books, threads of comments, controls, and things not yet invented."""
    template = with_parts(by_xlsxwriter(tmp_path / "t.xlsx"), KEPT)
    _, outcome = filled(template, TOTALS, SHEETS)
    assert_kept(template, tmp_path / "filled.xlsx", outcome)
    assert set() == outcome.changed & KEPT.keys()
    assert () == outcome.lost


def test_what_is_not_true_any_more_is_named(tmp_path: Path) -> None:
    """A signature and the log of shared editing are taken away, relations and all, and told."""
    taken = {
        "_xmlsignatures/origin.sigs": ("", f"{SIGNED}/origin", b""),
        "_xmlsignatures/sig1.xml": ("_xmlsignatures/origin.sigs", f"{SIGNED}/signature", b"<s/>"),
        "xl/revisions/revisionHeaders.xml": (
            "xl/workbook.xml",
            f"{OFFICE}/revisionHeaders",
            b"<h/>",
        ),
        "xl/revisions/revisionLog1.xml": (
            "xl/revisions/revisionHeaders.xml",
            f"{OFFICE}/revisionLog",
            b"<l/>",
        ),
        "xl/revisions/userNames.xml": ("xl/workbook.xml", f"{OFFICE}/usernames", b"<u/>"),
    }
    template = with_parts(by_xlsxwriter(tmp_path / "t.xlsx"), taken)
    _, outcome = filled(template, TOTALS, SHEETS)
    reasons = {one.part: one.reason for one in outcome.lost}
    assert taken.keys() == reasons.keys()
    assert "signature" == reasons["_xmlsignatures/sig1.xml"]
    assert "shared_editing" == reasons["xl/revisions/revisionLog1.xml"]
    for lang in ("zh", "en"):
        assert all(one.part in one.sentence(lang) for one in outcome.lost)
    after = parts_of(tmp_path / "filled.xlsx")
    assert not [name for name in after if "_xmlsig" in name or "revision" in name]
    assert not [
        name for name, part in after.items() if b"origin.sigs" in part or b"/revisions" in part
    ]


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".xlsx", "template.main"), (".xlsm", "template.macroEnabled.main")]
)
def test_a_workbook_is_made_of_what_opens_as_a_template(
    tmp_path: Path, suffix: str, kind: str
) -> None:
    """The content of an .xltx or .xltm under a workbook's name would not open."""
    template = by_xlsxwriter(tmp_path / f"t{suffix}")
    types = parts_of(template)["[Content_Types].xml"]
    wanted = b"ms-excel.template.macroEnabled.main" if "macro" in kind else b"template.main"
    plain = b"ms-excel.sheet.macroEnabled.main" if "macro" in kind else b"sheet.main"
    assert plain in types
    with_parts(template, {})
    found = parts_of(template)
    with xlsxwriter.workbook.ZipFile(template, "w") as archive:
        for name, part in found.items():
            archive.writestr(name, part.replace(plain, wanted) if name[0] == "[" else part)
    filled(template, TOTALS)
    assert types == parts_of(tmp_path / f"filled{suffix}")["[Content_Types].xml"]


def test_a_hostile_part_is_refused_like_in_any_file(tmp_path: Path) -> None:
    """A DTD in the list of content types, which reading never looks at, is found when it is changed."""
    template = by_hand(tmp_path / "t.xlsx", SHEET.format(""))
    found = parts_of(template)
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
        b"<Types", b'<!DOCTYPE Types [<!ENTITY a "b">]><Types', 1
    )
    with xlsxwriter.workbook.ZipFile(template, "w") as archive:
        for name, part in found.items():
            archive.writestr(name, part)
    with pytest.raises(UnopenableError) as caught:
        filled(template, {}, SHEETS)
    assert "file.dtd" == caught.value.reason


def test_a_part_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    """Parts that are only copied are measured like those that are read."""
    bomb = {"xl/media/image9.png": ("xl/workbook.xml", f"{OFFICE}/image", bytes(150_000_000))}
    template = with_parts(by_xlsxwriter(tmp_path / "t.xlsx"), bomb)
    with pytest.raises(UnopenableError) as caught:
        filled(template, TOTALS)
    assert "file.too_large" == caught.value.reason


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock or of a hash gets into the workbook."""
    template = by_xlsxwriter(tmp_path / "t.xlsx")
    made = []
    for _ in range(2):
        filled(template, TOTALS, SHEETS)
        made.append((tmp_path / "filled.xlsx").read_bytes())
    assert made[0] == made[1]
