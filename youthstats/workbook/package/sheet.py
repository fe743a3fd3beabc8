"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from functools import lru_cache, partial
from types import MappingProxyType

from attrs import evolve, frozen

from youthstats.workbook.package.book import Cell, CellError, CellValue, Merge, Sheet
from youthstats.workbook.package.comments import read_comments
from youthstats.workbook.package.elements import Elements, Starts, spelled, whole
from youthstats.workbook.package.formats import Format, moment, number
from youthstats.workbook.package.formulas import column_number, moved
from youthstats.workbook.package.limits import Meter
from youthstats.workbook.package.parts import Parts
from youthstats.workbook.package.strings import RichText, unescaped

__all__ = ["Shared", "read_sheet"]

_CELL, _VALUE = spelled("c"), spelled("v")
_TRUTHS = {"0": False, "1": True, "false": False, "true": True}
_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


@frozen
class Shared:
    """What cells of all sheets refer to: texts and formats by index, and the first day."""

    strings: dict[str, str]
    styles: dict[str, Format]
    from_1904: bool


def read_sheet(parts: Parts, part: str, name: str, shared: Shared, *, hidden: bool) -> Sheet:
    """Read a worksheet. What it says of its own extent (``dimension``) is not looked at."""
    reader = _Reader(shared, parts.meter)
    parts.part(part).feed(reader)
    parts.meter.charge("cells", len(reader.cells))
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


class _Reader(Elements):
    """What was read so far, and the row, the cell and the formula being read.

    Most of a sheet is cells, and most of those hold nothing: where one stands is worked out when it
    turns out to hold something, and cells do not go through the table of actions.
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
        self.room = meter.limits.cells - meter.spent.get("cells", 0)
        self.row, self.row_name = -1, "0"
        self.address, self.beyond = "", 0
        self.value: str | None = None
        self.formula: str | None = None
        self.cell = self.formula_attributes = dict[str, str]()
        self.rich = RichText()
        starts: Starts = {
            **self.rich.starts,
            "col": self.start_columns,
            "row": self.start_row,
            "f": partial(setattr, self, "formula_attributes"),
            "mergeCell": self.start_merge,
        }
        super().__init__(starts, {**self.rich.ends, "is": self.end_inline, "f": self.end_formula})

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element; a cell without an address stands beside the last."""
        self.depth += 1
        if element in _CELL:
            self.cell = attributes
            self.value = self.formula = None
            if "r" in attributes:
                self.address, self.beyond = attributes["r"], 0
            else:
                self.beyond += 1
            return
        self.text.clear()
        if element in self.starts:
            self.starts[element](attributes)

    def end(self, element: str) -> None:
        """Take its end."""
        self.depth -= 1
        if element in _CELL:
            if self.value is not None or self.formula is not None:
                self.keep_cell()
        elif element in _VALUE:
            self.value = "".join(self.text)
        elif element in self.ends:
            self.ends[element]("".join(self.text))

    def start_columns(self, attributes: dict[str, str]) -> None:
        first, last = whole(attributes["min"]), whole(attributes["max"])
        self.meter.check("columns", last)
        hidden = _TRUTHS[attributes.get("hidden", "0")]
        if hidden and not self.hidden_columns:
            self.hidden_columns = bytearray(self.width)
        if self.hidden_columns and 1 <= first <= last:
            # A slice, because a hostile part may name all columns a million times.
            self.hidden_columns[first - 1 : last] = bytes([hidden]) * (last - first + 1)

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = whole(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.meter.check("rows", self.row + 1)
        self.row_name = str(self.row + 1)
        self.address, self.beyond = "", 0
        if "hidden" in attributes and _TRUTHS[attributes["hidden"]]:
            self.hidden_rows.add(self.row)

    def place(self) -> tuple[int, int]:
        """Return where the cell stands, by its address or that of the last one that had any."""
        letters = self.address.removesuffix(self.row_name)
        if letters == self.address:
            if letters:
                raise ValueError(f"cell {self.address} in row {self.row_name}")
            return self.row, self.beyond - 1
        return self.row, column_number(letters) - 1 + self.beyond

    def end_inline(self, _: str) -> None:
        self.value = self.rich.take()

    def end_formula(self, text: str) -> None:
        """Keep the formula: a shared one moved here, of a data table only that there is one."""
        kind, text = self.formula_attributes.get("t", "normal"), unescaped(text)
        if kind == "dataTable":
            text = "TABLE()"
        elif kind == "shared":
            index = self.formula_attributes["si"]
            if text:
                self.masters.setdefault(index, (*self.place(), text))
            else:
                (row, column), first = self.place(), self.masters[index]
                text = moved(first[2], row - first[0], column - first[1])
                self.meter.charge("characters", len(text))
                self.meter.tick()
        self.formula = f"={text}" if text else None

    def keep_cell(self) -> None:
        style = self.styles[self.cell.get("s", "0")]
        kind, text = self.cell.get("t", "n"), self.value or ""
        if kind == "s" and text in self.strings:
            value: CellValue = self.strings[text]
        else:
            value = self.converted(kind, text, style)
        if self.formula is None and (value is None or value == ""):
            return
        place = self.place()
        if place in self.cells:
            raise ValueError(f"cell {self.cell.get('r')} stands twice")
        if place[1] >= self.width or len(self.cells) >= self.room:
            self.meter.check("columns", place[1] + 1)
            self.meter.charge("cells", len(self.cells) + 1)
        self.cells[place] = Cell(value, self.formula, style.code)

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

    def start_merge(self, attributes: dict[str, str]) -> None:
        self.merges.append(merge := self.area(attributes["ref"]))
        rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
        if rows < 1 or columns < 1:
            raise ValueError(f"merge {attributes['ref']}")
        self.meter.charge("merged", rows * columns)

    def area(self, address: str) -> Merge:
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
