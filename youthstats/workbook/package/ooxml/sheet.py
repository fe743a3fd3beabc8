"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from functools import lru_cache
from types import MappingProxyType
from xml.etree.ElementTree import Element

from attrs import evolve, frozen

from youthstats.workbook.package.book import Cell, CellError, CellValue, Merge, Sheet
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.ooxml.comments import read_comments
from youthstats.workbook.package.ooxml.elements import spelled, whole
from youthstats.workbook.package.ooxml.formats import Format, moment, number
from youthstats.workbook.package.ooxml.formulas import column_number, moved
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.strings import rich_text, unescaped

__all__ = ["Shared", "read_sheet"]

_CELL, _VALUE = spelled("c"), spelled("v")
_FORMULA, _INLINE = spelled("f"), spelled("is")
_TRUTHS = {"0": False, "1": True, "false": False, "true": True}
_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?/>')


@frozen
class Shared:
    """What cells of all sheets refer to: texts and formats by index, and the first day."""

    strings: dict[str, str]
    styles: dict[str, Format]
    from_1904: bool


def read_sheet(parts: Parts, part: str, name: str, shared: Shared, *, hidden: bool) -> Sheet:
    """Read a worksheet. What it says of its own extent (``dimension``) is not looked at."""
    reader = _Reader(shared, parts.meter)
    parts.part(part, _lean).each(
        {
            "cols/col": reader.columns,
            "sheetData/row": reader.row,
            "mergeCells/mergeCell": reader.merge,
        }
    )
    parts.meter.charge("cells", len(reader.cells))
    parts.meter.charge("merged", reader.merged)
    for address, text in read_comments(parts, part).items():
        area = reader.area(address)
        place = area.top, area.left
        reader.cells[place] = evolve(reader.cells.get(place, Cell()), comment=text)
    return Sheet(
        name,
        hidden,
        MappingProxyType(reader.cells),
        tuple(sorted(reader.merges, key=lambda merge: (merge.top, merge.left))),
        frozenset(reader.hidden_rows),
        frozenset(found.start() for found in re.finditer(b"\1", reader.hidden_columns)),
    )


def _lean(data: bytes) -> bytes:
    """Cut what holds nothing: more than half of a form is blank cells and validations.

    Only where it cannot be anything else: a bare ``<`` begins a tag wherever there is no comment,
    no CDATA and no instruction, and a cell may go where all have a plain name and an address.
    """
    head, begin, rest = data.partition(b"<sheetData>")
    cells, end, tail = rest.partition(b"</sheetData>")
    odd = b"<!" in data or b"<?" in rest or b":c" in cells
    if not end or odd or cells.count(b"<c") != cells.count(b'<c r="'):
        return data
    before, validations, after = tail.partition(b"<dataValidations ")
    attributes, _, _ = after.partition(b">")
    if validations and not attributes.endswith(b"/"):
        tail = before + after.partition(b"</dataValidations>")[2]
    return b"".join((head, begin, _BLANK.sub(b"", cells), end, tail))


class _Reader:
    """What was read so far of a sheet.

    Most of a sheet is cells, and most of those hold nothing: where one stands is worked out when it
    turns out to hold something.
    """

    def __init__(self, shared: Shared, meter: Meter) -> None:
        self.strings, self.styles, self.from_1904 = shared.strings, shared.styles, shared.from_1904
        self.meter = meter
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns = bytearray()
        self.masters: dict[str, tuple[int, int, str]] = {}
        self.width = meter.limits.columns
        self.room, self.room_merged = meter.room("cells"), meter.room("merged")
        self.merged = 0
        self.at = -1

    def columns(self, element: Element) -> None:
        """Take what a run of columns has in common: whether it is hidden."""
        first, last = whole(element.attrib["min"]), whole(element.attrib["max"])
        self.meter.check("columns", last)
        hidden = _TRUTHS[element.get("hidden", "0")]
        if hidden and not self.hidden_columns:
            self.hidden_columns = bytearray(self.width)
        if self.hidden_columns and 1 <= first <= last:
            # A slice, because a hostile part may name all columns a million times.
            self.hidden_columns[first - 1 : last] = bytes([hidden]) * (last - first + 1)

    def row(self, element: Element) -> None:
        """Take a row; a cell without an address stands beside the last one."""
        said = element.get("r")
        self.at = self.at + 1 if said is None else whole(said) - 1
        self.meter.check("rows", self.at + 1)
        if _TRUTHS[element.get("hidden", "0")]:
            self.hidden_rows.add(self.at)
        name = str(self.at + 1)
        address, beyond = name, 0
        for cell in element:
            said = cell.get("r")
            if said is None:
                beyond += 1
            else:
                address, beyond = said, 0
            if len(cell) and cell.tag in _CELL:
                letters = address.removesuffix(name)
                if letters == address:
                    raise ValueError(f"cell {address} in row {name}")
                column = (column_number(letters) if letters else 0) - 1 + beyond
                self.cell(cell, (self.at, column))

    def cell(self, element: Element, place: tuple[int, int]) -> None:
        """Keep a cell, if it holds anything."""
        text, formula = self.content(element, place)
        if text is None and formula is None:
            return
        style = self.styles[element.get("s", "0")]
        kind = element.get("t", "n")
        value: CellValue
        if kind == "s" and text in self.strings:
            value = self.strings[text]
        else:
            value = self.converted(kind, text or "", style)
        if formula is None and (value is None or value == ""):
            return
        if place in self.cells:
            raise ValueError(f"cell {element.get('r')} stands twice")
        if place[1] >= self.width or len(self.cells) >= self.room:
            self.meter.check("columns", place[1] + 1)
            self.meter.charge("cells", len(self.cells) + 1)
        self.cells[place] = Cell(value, formula, style.code)

    def content(self, element: Element, place: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the value of a cell as it is written, and its formula."""
        if len(element) == 1 and element[0].tag in _VALUE:
            return element[0].text or "", None
        text: str | None = None
        formula: str | None = None
        for part in element:
            if part.tag in _VALUE:
                text = part.text or ""
            elif part.tag in _FORMULA:
                formula = self.formula(part, place)
            elif part.tag in _INLINE:
                text = rich_text(part)
        return text, formula

    def formula(self, element: Element, place: tuple[int, int]) -> str | None:
        """Return the formula: a shared one moved here, of a data table only that there is one."""
        kind, text = element.get("t", "normal"), unescaped(element.text or "")
        if kind == "dataTable":
            text = "TABLE()"
        elif kind == "shared":
            index = element.attrib["si"]
            if text:
                self.masters.setdefault(index, (*place, text))
            else:
                row, column, master = self.masters[index]
                text = moved(master, place[0] - row, place[1] - column)
                self.meter.charge("characters", len(text))
                self.meter.tick()
        return f"={text}" if text else None

    def converted(self, kind: str, text: str, style: Format) -> CellValue:
        """Return the value of a cell of a type (ST_CellType, § 18.18.11)."""
        if kind == "str":
            return unescaped(text)
        if not text:
            return None  # as programs that do not calculate save a formula
        if kind == "s":
            return self.strings[text.strip()]
        if kind != "n":
            return _TURNS[kind](text)
        found = number(text)
        if not style.dated or isinstance(found, CellError):
            return found
        return moment(found, style, from_1904=self.from_1904)

    def merge(self, element: Element) -> None:
        """Take a merged block."""
        self.merges.append(merge := self.area(element.attrib["ref"]))
        rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
        if rows < 1 or columns < 1:
            raise ValueError(f"merge {element.attrib['ref']}")
        self.merged += rows * columns
        if self.merged > self.room_merged:
            self.meter.charge("merged", self.merged)

    def area(self, address: str) -> Merge:
        """Return the rectangle an address names."""
        found = _area(address)
        self.meter.check("rows", found.bottom + 1)
        self.meter.check("columns", found.right + 1)
        return found


@lru_cache(maxsize=4096)
def _area(address: str) -> Merge:
    found = _AREA.fullmatch(address)
    if found is None:
        raise ValueError(f"{address!r} is no cell")
    left, top, right, bottom = found.groups()
    first, last = column_number(left), column_number(right or left)
    return Merge(int(top) - 1, first - 1, int(bottom or top) - 1, last - 1)


def _iso(text: str) -> CellValue:
    """Return a date written out, as Strict workbooks may have them."""
    if ":" in text and "T" not in text:
        return str(time.fromisoformat(text))
    when = datetime.fromisoformat(text).replace(tzinfo=None)
    return when if when.time() != time() else when.date()


_Turn = Callable[[str], CellValue]
_TURNS: dict[str, _Turn] = {"b": _TRUTHS.__getitem__, "d": _iso, "e": CellError, "inlineStr": str}
