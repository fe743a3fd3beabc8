"""One worksheet (ECMA-376 part 1, § 18.3.1), in one pass over its part."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from types import MappingProxyType

from attrs import evolve, frozen

from youthstats.workbook.package.book import Cell, CellError, CellValue, Merge, Sheet
from youthstats.workbook.package.comments import read_comments
from youthstats.workbook.package.formats import Format, moment, number
from youthstats.workbook.package.formulas import column_number, moved
from youthstats.workbook.package.parts import Ends, Parts, Starts, whole
from youthstats.workbook.package.strings import RichText, unescaped

__all__ = ["Shared", "read_sheet"]

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
    reader = _Reader(shared, parts)
    parts.parse(part, reader.starts, reader.ends)
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


class _Reader:
    """What was read so far, and the row, the cell and the formula being read."""

    def __init__(self, shared: Shared, parts: Parts) -> None:
        self.shared, self.meter = shared, parts.meter
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns = bytearray(self.meter.limits.columns)
        self.masters: dict[str, tuple[int, int, str]] = {}
        self.width = self.meter.limits.columns
        self.room = self.meter.limits.cells - self.meter.spent.get("cells", 0)
        self.row, self.column, self.row_name = -1, -1, "0"
        self.value: str | None = None
        self.formula: str | None = None
        self.cell_attributes = self.formula_attributes = dict[str, str]()
        self.rich = RichText()
        self.starts: Starts = {
            **self.rich.starts,
            "col": self.start_columns,
            "row": self.start_row,
            "c": self.start_cell,
            "f": partial(setattr, self, "formula_attributes"),
            "mergeCell": self.start_merge,
        }
        self.ends: Ends = {
            **self.rich.ends,
            "v": partial(setattr, self, "value"),
            "is": self.end_inline,
            "f": self.end_formula,
            "c": self.end_cell,
        }

    def start_columns(self, attributes: dict[str, str]) -> None:
        first, last = whole(attributes["min"]), whole(attributes["max"])
        self.meter.check("columns", last)
        if 1 <= first <= last:
            # A slice, because a hostile part may name all columns a million times.
            flag = bytes([_TRUTHS[attributes.get("hidden", "0")]])
            self.hidden_columns[first - 1 : last] = flag * (last - first + 1)

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = whole(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.meter.check("rows", self.row + 1)
        self.row_name = str(self.row + 1)
        self.column = -1
        if "hidden" in attributes and _TRUTHS[attributes["hidden"]]:
            self.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.cell_attributes = attributes
        self.value = self.formula = None
        address = attributes.get("r")
        if address is None:
            self.column += 1
        elif address.endswith(self.row_name):
            self.column = column_number(address[: -len(self.row_name)]) - 1
        else:
            raise ValueError(f"cell {address} in row {self.row_name}")

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
                self.masters.setdefault(index, (self.row, self.column, text))
            else:
                row, column, master = self.masters[index]
                text = moved(master, self.row - row, self.column - column)
                self.meter.charge("characters", len(text))
                self.meter.tick()
        self.formula = f"={text}" if text else None

    def end_cell(self, _: str) -> None:
        if self.value is None and self.formula is None:
            return
        style = self.shared.styles[self.cell_attributes.get("s", "0")]
        value = self.converted(self.cell_attributes.get("t", "n"), self.value or "", style)
        if self.formula is None and (value is None or value == ""):
            return
        place = self.row, self.column
        if place in self.cells:
            raise ValueError(f"cell {self.cell_attributes.get('r')} stands twice")
        if self.column >= self.width or len(self.cells) >= self.room:
            self.meter.check("columns", self.column + 1)
            self.meter.charge("cells", len(self.cells) + 1)
        self.cells[place] = Cell(value, self.formula, style.code)

    def converted(self, kind: str, text: str, style: Format) -> CellValue:
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
        if not style.dated or isinstance(found, CellError):
            return found
        return moment(found, style, from_1904=self.shared.from_1904)

    def start_merge(self, attributes: dict[str, str]) -> None:
        self.merges.append(merge := self.area(attributes["ref"]))
        rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
        if rows < 1 or columns < 1:
            raise ValueError(f"merge {attributes['ref']}")
        self.meter.charge("merged", rows * columns)

    def area(self, address: str) -> Merge:
        found = _AREA.fullmatch(address)
        if found is None:
            raise ValueError(f"{address!r} is no cell")
        left, top, right, bottom = found.groups()
        first, last = column_number(left), column_number(right or left)
        self.meter.check("rows", int(bottom or top))
        self.meter.check("columns", last)
        return Merge(int(top) - 1, first - 1, int(bottom or top) - 1, last - 1)


def _iso(text: str) -> CellValue:
    """Return a date written out, as Strict workbooks may have them."""
    if ":" in text and "T" not in text:
        return str(time.fromisoformat(text))
    when = datetime.fromisoformat(text).replace(tzinfo=None)
    return when if when.time() != time() else when.date()


_Turn = Callable[[str], CellValue]
_TURNS: dict[str, _Turn] = {"b": _TRUTHS.__getitem__, "d": _iso, "e": CellError, "inlineStr": str}
