"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from xml.etree.ElementTree import Element

from attrs import evolve

from youthstats.model.columns import column_letters
from youthstats.workbook.package.addresses import Place, column_number
from youthstats.workbook.package.book import Cell, Sheet
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.moving import moved
from youthstats.workbook.package.ooxml.around import Frame, read_comments, read_frame
from youthstats.workbook.package.ooxml.elements import Part, local
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.rows import Row, plain_row
from youthstats.workbook.package.ooxml.shared import Shared, Styles, rich_text
from youthstats.workbook.package.texts import unescaped

__all__ = ["read_sheet"]

_UNREAD = re.compile(
    rb"<(sheetViews|dataValidations)(?: [^<>]*[^/<>])?>(?:<(?![!?]|/\1>)[^<]*+)*+</\1>"
)


def read_sheet(parts: Parts, shared: Shared, name: str, title: str, hidden: bool) -> Sheet:
    """Read a worksheet. What it says of its own extent (``dimension``) is not looked at."""
    reader, part = _Cells(shared, parts.meter), parts.part(name)
    frame = reader.plainly(part) or reader.whole(part)
    parts.meter.charge("merged", frame.merged)
    for place, text in read_comments(parts, name).items():
        reader.cells[place] = evolve(reader.cells.get(place, Cell()), comment=text)
    cells, hidden_rows = MappingProxyType(reader.cells), frozenset(frame.hidden_rows)
    return Sheet(title, hidden, cells, frame.blocks, hidden_rows, frame.hidden_columns)


def _halves(part: Part, styles: Styles) -> tuple[Part, list[Row]]:
    """Cut a small sheet in two: what stands around its plain cells, and these, row by row."""
    head, begin, rest = part.small.partition(b"<sheetData>")
    inside, end, tail = rest.partition(b"</sheetData>")
    rows = [plain_row(row, styles) for row in inside.split(b"</row>")]
    around = "</row>".join(row.around for row in rows).encode()
    frame = b"".join((_read_of(head), begin, around, end, _read_of(tail)))
    return Part(part.name, (frame,), part.meter), rows


@lru_cache(maxsize=64)
def _read_of(piece: bytes) -> bytes:
    """Leave out what a clerk looked at last and may choose from: long, and differing for nothing."""
    return _UNREAD.sub(b"", piece)


@lru_cache(maxsize=256)
def _texted(text: str, formula: str | None, code: str) -> Cell:
    return Cell(text, formula, code)


class _Cells:
    """The cells that were read so far."""

    def __init__(self, shared: Shared, meter: Meter) -> None:
        self.shared, self.meter, self.width = shared, meter, meter.limits.columns
        self.cells: dict[Place, Cell] = {}
        self.masters: dict[str, tuple[int, int, str]] = {}

    def plainly(self, part: Part) -> Frame | None:
        """Read a small sheet of plain cells; ``None`` leaves another, and faults, to the parser."""
        strings = self.shared.strings
        try:
            rest, rows = _halves(part, self.shared.styles)
            frame = read_frame(rest)
            for row in rows:
                if row.width > self.width:
                    self.meter.check("columns", row.width)
                if row.name not in frame.rows and row.width:
                    raise ValueError("a cell in no row")
                for place, (cell, index) in row.cells.items():
                    if place in self.cells:
                        raise ValueError("a cell that stands twice")
                    if not index:
                        self.cells[place] = cell
                    elif (text := strings[index]) or cell.formula:
                        self.cells[place] = _texted(text, cell.formula, cell.number_format)
        except (ValueError, LookupError):
            self.cells.clear()
            return None
        self.meter.charge("cells", len(self.cells))
        return frame

    def whole(self, part: Part) -> Frame:
        """Read any sheet."""
        self.frame = Frame(self.meter)
        part.each({**self.frame.actions, "sheetData/row": self.row})
        return self.frame

    def row(self, element: Element) -> None:
        """Take a row; a cell without an address stands beside the last one."""
        name, column, before = self.frame.row(element), -1, len(self.cells)
        for cell in element:
            column += 1
            if (address := cell.get("r")) is not None:
                letters = address.removesuffix(name)
                if letters == address:
                    raise ValueError(f"cell {address} in row {name}")
                column = column_number(letters) - 1
            if column >= self.width:
                self.meter.check("columns", column + 1)
            if len(cell) and local(cell.tag) == "c":
                self.cell(cell, (self.frame.at, column))
        self.meter.charge("cells", len(self.cells) - before)

    def cell(self, element: Element, place: Place) -> None:
        """Look at the parts of a cell."""
        text = ""
        formula: str | None = None
        for part in element:
            name = local(part.tag)
            if name == "v":
                text = part.text or ""
            elif name == "f":
                formula = self.formula(part, place)
            elif name == "is":
                text = rich_text(part)
        self.keep(place, element.get("s", "0"), element.get("t", "n"), formula, text)

    def keep(self, place: Place, style: str, kind: str, formula: str | None, text: str) -> None:
        """Keep a cell, if it holds anything."""
        if kind == "s" and text:
            kind, text = "inlineStr", self.shared.strings[text.strip()]
        cell = self.shared.styles.cell(style, kind, formula, text)
        if formula is None and (cell.value is None or cell.value == ""):
            return
        if place in self.cells:
            raise ValueError(f"cell {column_letters(place[1])}{place[0] + 1} stands twice")
        self.cells[place] = cell

    def formula(self, element: Element, place: Place) -> str | None:
        """Return the formula: a shared one moved here, of a data table only that there is one."""
        kind, text = element.get("t"), unescaped(element.text or "")
        if kind == "dataTable":
            text = "TABLE()"
        elif kind == "shared" and text:
            self.masters.setdefault(element.attrib["si"], (*place, text))
        elif kind == "shared":
            row, column, master = self.masters[element.attrib["si"]]
            text = moved(master, place[0] - row, place[1] - column)
            self.meter.charge("characters", len(text))
            self.meter.tick()
        return f"={text}" if text else None
