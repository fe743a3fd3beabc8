"""Blank workbooks as offices have them, made by three programs, and by hand where none makes such."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["MACROS", "by_hand", "by_openpyxl", "by_xlsxwriter", "parts_of", "picture", "with_parts"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MACROS = bytes.fromhex("D0CF11E0A1B11AE1") + b"no program of a clerk's" * 40


def picture() -> bytes:
    """Return a small picture."""
    rows = b"".join(b"\0" + b"\xc0\x20\x20" * 40 for _ in range(20))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def by_xlsxwriter(path: Path) -> Path:
    """Make a form with a picture, a chart, a button, validation, a comment, a password, print set-up.

    In 统计表 the answers are B3:D4, their totals B5:D5; B6 is a quotient and D1 sums 封面 up.
    """
    with xlsxwriter.Workbook(path) as book:
        box = {"border": 1, "font_name": "宋体"}
        head = book.add_format({**box, "bold": True, "align": "center"})
        blank = book.add_format({**box, "bg_color": "#FFFFCC", "num_format": "#,##0", "locked": 0})
        total = book.add_format({**box, "num_format": "#,##0"})
        sheet = book.add_worksheet("统计表")
        sheet.merge_range("A1:C1", "某某统计表", head)
        sheet.write_formula("D1", "=SUM(封面!B1:B2)", total, 0)
        for column, text in enumerate(["单位", "人数", "金额", "备注"]):
            sheet.write(1, column, text, head)
        for row, text in enumerate(["南湖区", "秀洲区", "合计"], 2):
            sheet.write(row, 0, text, head)
            for column in (1, 2, 3):
                sheet.write_blank(row, column, None, blank)
        for letter in "BCD":
            sheet.write_formula(f"{letter}5", f"=SUM({letter}3:{letter}4)", total, 0)
        sheet.write_formula("B6", "=B5/2", total, 0)
        sheet.insert_image("F2", "p.png", {"image_data": BytesIO(picture())})
        chart: Any = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=统计表!$A$3:$A$4", "values": "=统计表!$B$3:$B$4"})
        sheet.insert_chart("A8", chart)
        sheet.insert_button("F6", {"macro": "say_hello", "caption": "按"})
        red = book.add_format({"bg_color": "#FFC7CE"})
        rule = {"type": "cell", "criteria": ">", "value": 100, "format": red}
        sheet.conditional_format("B3:C4", rule)
        sheet.data_validation("B3:B4", {"validate": "integer", "criteria": ">=", "value": 0})
        sheet.write_comment("B3", "填人数")
        sheet.protect("secret")
        sheet.set_landscape()
        sheet.repeat_rows(0, 1)
        sheet.print_area("A1:H24")
        cover = book.add_worksheet("封面")
        cover.set_column("C:C", 20, blank)
        cover.set_row(4, 30, total)
        cover.write("A1", "填报单位")
        cover.merge_range("A8:B9", "", blank)
        book.define_name("系数", "=封面!$B$1")
        if path.suffix == ".xlsm":
            book.add_vba_project(BytesIO(MACROS), is_stream=True)
    return path


def by_openpyxl(path: Path) -> Path:
    """Make a form with a chart, validation, conditional formats and a comment."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "统计表"
    line = Side(style="thin")
    for row, texts in enumerate(
        [["单位", "人数"], ["南湖区"], ["秀洲区"], ["合计", "=SUM(B2:B3)"]], 1
    ):
        for column in (1, 2):
            cell = sheet.cell(row, column, texts[column - 1] if column <= len(texts) else None)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.font = Font(name="黑体" if row == 1 else "宋体", size=12)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    rule: Any = CellIsRule
    red = PatternFill(bgColor="FFC7CE")
    sheet.conditional_formatting.add("B2:B3", rule(operator="greaterThan", formula=["9"], fill=red))
    validation = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    validation.add("B2:B3")
    sheet.add_data_validation(validation)
    sheet["B2"].comment = Comment("填人数", "office")
    sheet.print_title_rows = "1:1"
    book.create_sheet("说明")["A1"] = "填表说明"
    book.save(path)
    book.close()
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    """Return every part of a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def by_hand(
    path: Path,
    sheet: str,
    *,
    head: str = "",
    tail: str = "",
    parts: Mapping[str, str] | None = None,
    main: str = MAIN,
    office: str = OFFICE,
    encoding: str = "utf-8",
) -> Path:
    """Write the least workbook there can be, around what stands in its one sheet, 表.

    ``MAIN`` in the sheet and the parts is the namespace; parts are related to as their file is called.
    """
    parts = dict(parts or {})
    written = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{head}<sheets>'
        f'<sheet name="表" sheetId="7" r:id="rId1"/></sheets>{tail}</workbook>',
        "xl/worksheets/sheet1.xml": sheet,
        **parts,
    }
    related = {"rId1": ("worksheet", "worksheets/sheet1.xml")}
    for number, name in enumerate(parts, 2):
        related[f"rId{number}"] = (Path(name).stem, f"/{name}")
    written["_rels/.rels"] = _relations({"rId1": ("officeDocument", "xl/workbook.xml")}, office)
    written["xl/_rels/workbook.xml.rels"] = _relations(related, office)
    written["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in written.items():
            spelled = text.replace("MAIN", main).replace("OFFICE", office)
            declared = f'<?xml version="1.0" encoding="{encoding}"?>{spelled}'
            archive.writestr(name, declared.encode(encoding))
    return path


def with_parts(path: Path, parts: Mapping[str, tuple[str, str, bytes]]) -> Path:
    """Add parts to a workbook: by name, which part refers to them, the relation's type, the content."""
    found = parts_of(path)
    for number, (name, (owner, kind, data)) in enumerate(parts.items()):
        found[name] = data
        folder, slash, base = owner.rpartition("/")
        at = f"{folder}{slash}_rels/{base}.rels"
        known = found.get(at, _relations({}, OFFICE).encode()).decode()
        one = f'<Relationship Id="added{number}" Type="{kind}" Target="/{name}"/>'
        if known.endswith("/>"):
            known = known.removesuffix("/>") + "></Relationships>"
        found[at] = known.replace("</Relationships>", f"{one}</Relationships>").encode()
        types = found["[Content_Types].xml"].decode()
        said = f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'
        found["[Content_Types].xml"] = types.replace("</Types>", said).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return path


def _relations(related: Mapping[str, tuple[str, str]], office: str) -> str:
    each = (
        f'<Relationship Id="{id}" Type="{office}/{kind}" Target="{target}"/>'
        for id, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'
