"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from xml.etree.ElementTree import Element

from attrs import evolve

from youthstats.workbook.package.addresses import column_number
from youthstats.workbook.package.book import Cell, CellError, CellValue, Sheet
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.numbers import Format, from_iso, moment, number
from youthstats.workbook.package.ooxml.around import Frame, read_comments, read_frame
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, local, whole
from youthstats.workbook.package.ooxml.formulas import moved
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import Shared, rich_text, unescaped

__all__ = ["read_sheet"]

_ROOT = re.compile(rb'<\?xml [^<>]*\?>\s*<worksheet(?: [\w:]+="[^"<>]*")*>')
_UNREAD = re.compile(rb"<(sheetViews|dataValidations)(?: [^<>]*[^/<>])?>(?:<(?!/\1>)[^<]*)*</\1>")
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?/>')


def read_sheet(parts: Parts, name: str, title: str, shared: Shared, *, hidden: bool) -> Sheet:
    """Read a worksheet. What it says of its own extent (``dimension``) is not looked at."""
    reader, part = _Cells(shared, parts.meter), parts.part(name)
    rows = {"sheetData/row": reader.row}
    if halves := _halves(part):
        frame = read_frame(halves[0])
        halves[1].each(rows)
    else:
        frame = Frame(parts.meter)
        part.each({**frame.actions, **rows})
    parts.meter.charge("merged", frame.merged)
    for place, text in read_comments(parts, name).items():
        reader.cells[place] = evolve(reader.cells.get(place, Cell()), comment=text)
    cells, hidden_rows = MappingProxyType(reader.cells), frozenset(reader.hidden_rows)
    merges = tuple(sorted(frame.merges, key=lambda merge: (merge.top, merge.left)))
    return Sheet(title, hidden, cells, merges, hidden_rows, frame.hidden_columns)


def _halves(part: Part) -> tuple[Part, Part] | None:
    """Cut a small sheet in two: what stands around its cells, and the cells that hold something.

    What a clerk looked at last and may choose from is left out: it is long, and differs for nothing.
    Only where it cannot be anything else: a bare ``<`` begins a tag wherever there is no comment,
    no CDATA and no instruction (of ``?`` the XML declaration has two), and a cell may go where all
    have a plain name and an address.
    """
    data = part.pieces[0] if isinstance(part.pieces, tuple) else b""
    head, begin, rest = data.partition(b"<sheetData>")
    cells, end, tail = rest.partition(b"</sheetData>")
    root = _ROOT.match(head)
    odd = b"<!--" in data or b"<![CDATA[" in data or data.count(b"?") > 2 or b":c" in cells
    if not (root and end) or odd or cells.count(b"<c") != cells.count(b'<c r="'):
        return None
    frame = _UNREAD.sub(b"", b"".join((head, begin, end, tail)))
    held = b"".join((root[0], begin, _BLANK.sub(b"", cells), end, b"</worksheet>"))
    return Part(part.name, (frame,), part.meter), Part(part.name, (held,), part.meter)


class _Cells:
    """The cells that were read so far."""

    def __init__(self, shared: Shared, meter: Meter) -> None:
        self.shared, self.meter, self.width = shared, meter, meter.limits.columns
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.masters: dict[str, tuple[int, int, str]] = {}
        self.at = -1

    def row(self, element: Element) -> None:
        """Take a row; a cell without an address stands beside the last one."""
        said = element.get("r")
        self.at = self.at + 1 if said is None else whole(said) - 1
        self.meter.check("rows", self.at + 1)
        if TRUTHS[element.get("hidden", "0")]:
            self.hidden_rows.add(self.at)
        name, column, before = str(self.at + 1), -1, len(self.cells)
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
                self.cell(cell, (self.at, column))
        self.meter.charge("cells", len(self.cells) - before)

    def cell(self, element: Element, place: tuple[int, int]) -> None:
        """Keep a cell, if it holds anything."""
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
        style = self.shared.styles[element.get("s", "0")]
        value = self.value(element.get("t", "n"), text, style)
        if formula is None and (value is None or value == ""):
            return
        if place in self.cells:
            raise ValueError(f"cell {element.get('r')} stands twice")
        self.cells[place] = Cell(value, formula, style.code)

    def formula(self, element: Element, place: tuple[int, int]) -> str | None:
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
