"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from attrs import evolve

from youthstats.model.columns import column_letters
from youthstats.workbook.package.addresses import Place, column_number
from youthstats.workbook.package.book import Cell, CellError, CellValue, Sheet
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.moving import moved
from youthstats.workbook.package.numbers import Format, from_iso, moment, number
from youthstats.workbook.package.ooxml.around import Frame, read_comments, read_frame
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, local
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import Shared, rich_text
from youthstats.workbook.package.texts import PLAIN, unescaped

__all__ = ["read_sheet"]

_UNREAD = re.compile(
    rb"<(sheetViews|dataValidations)(?: [^<>]*[^/<>])?>(?:<(?![!?]|/\1>)[^<]*+)*+</\1>"
)
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    rf'(?: ?/>|>(?:<f(?: aca="false")?>{PLAIN}</f>)?(?:<v>{PLAIN}</v>|<v ?/>)?</c>)'
)
_CUT = _CELL.groups + 1
_OPENED = re.compile(r'<row r="([0-9]{1,7})"[^<>/]*>\Z')


def read_sheet(parts: Parts, shared: Shared, name: str, title: str, hidden: bool) -> Sheet:
    """Read a worksheet. What it says of its own extent (``dimension``) is not looked at."""
    reader, part = _Cells(shared, parts.meter), parts.part(name)
    frame = reader.plainly(part) or reader.whole(part)
    parts.meter.charge("merged", frame.merged)
    for place, text in read_comments(parts, name).items():
        reader.cells[place] = evolve(reader.cells.get(place, Cell()), comment=text)
    cells, hidden_rows = MappingProxyType(reader.cells), frozenset(frame.hidden_rows)
    return Sheet(title, hidden, cells, frame.blocks, hidden_rows, frame.hidden_columns)


def _halves(part: Part) -> tuple[Part, list[list[Any]]]:
    """Cut a small sheet in two: what stands around its plain cells, and these, group by group.

    What a clerk looked at last and may choose from is left out: it is long, and differs for nothing.
    """
    head, begin, rest = part.small.partition(b"<sheetData>")
    cells, end, tail = rest.partition(b"</sheetData>")
    pieces = _CELL.split(cells.decode())
    groups = [pieces[at::_CUT] for at in range(_CUT)]
    rows = "".join(groups[0]).encode()
    frame = _UNREAD.sub(b"", b"".join((head, begin, rows, end, tail)))
    return Part(part.name, (frame,), part.meter), groups


class _Cells:
    """The cells that were read so far."""

    def __init__(self, shared: Shared, meter: Meter) -> None:
        self.shared, self.meter, self.width = shared, meter, meter.limits.columns
        self.cells: dict[Place, Cell] = {}
        self.masters: dict[str, tuple[int, int, str]] = {}

    def plainly(self, part: Part) -> Frame | None:
        """Read a small sheet of plain cells; ``None`` leaves another, and faults, to the parser."""
        try:
            rest, groups = _halves(part)
            frame, row = read_frame(rest), ""
            for before, letters, number, style, kind, formula, text in zip(*groups, strict=False):
                if before:
                    (row,) = _OPENED.findall(before)
                    at = int(row) - 1
                if number != row or row not in frame.rows:
                    raise ValueError("a cell in no row, or in another")
                column = column_number(letters) - 1
                if column >= self.width:
                    self.meter.check("columns", column + 1)
                if text is not None or formula is not None:
                    said = f"={unescaped(unescape(formula))}" if formula else None
                    self.keep((at, column), style or "0", kind or "n", said, unescape(text or ""))
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
        shown = self.shared.styles[style]
        value = self.value(kind, text, shown)
        if formula is None and (value is None or value == ""):
            return
        if place in self.cells:
            raise ValueError(f"cell {column_letters(place[1])}{place[0] + 1} stands twice")
        self.cells[place] = Cell(value, formula, shown.code)

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

    def value(self, kind: str, text: str, style: Format) -> CellValue:
        """Return the value of a cell of a type (ST_CellType, § 18.18.11)."""
        if kind == "str":
            return unescaped(text)
        if not text:
            return None  # as programs that do not calculate save a formula
        if kind == "s":
            return self.shared.strings[text.strip()]
        if kind != "n":
            return _TURNS[kind](text)
        found = number(text)
        return moment(found, style, from_1904=self.shared.from_1904) if style.dated else found


_TURNS: dict[str, Callable[[str], CellValue]] = {"b": TRUTHS.__getitem__, "d": from_iso}
_TURNS |= {"e": CellError, "inlineStr": str}
