"""The cells of one worksheet in its XML (ECMA-376 part 1, § 18.3.1): found or made, and written."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from lxml import etree

from youthstats.layout.formulas import a1
from youthstats.workbook.filling.trees import Dialect, Element
from youthstats.workbook.package.addresses import area, column_number
from youthstats.workbook.package.book import Merge
from youthstats.workbook.package.limits import Limits, Meter
from youthstats.workbook.package.ooxml.elements import TRUTHS
from youthstats.workbook.writing.plan import Content
from youthstats.workbook.writing.render_texts import escaped

__all__ = ["Cells", "Stored", "inline", "stored"]

Stored = tuple[str, str] | None
"""What stands in a cell: ``n`` or ``str``, and the text of it; ``None`` for nothing."""

Place = tuple[int, int]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def stored(value: Content, *, from_1904: bool) -> Stored:
    """Return how a fitted content is stored; a day before the first one that counts is a text."""
    match value:
        case None:
            return None
        case str():
            return "str", escaped(value)
        case date():
            days = (value - (date(1904, 1, 1) if from_1904 else date(1899, 12, 30))).days
            return ("str", value.isoformat()) if days < 0 else ("n", str(days))
        case int():
            return "n", str(value)
        case Decimal() | Fraction():
            return "n", repr(float(value))
        case _:
            raise TypeError(f"{value!r} is no content of a cell")


class Cells:
    """The rows and cells of a worksheet, each by its place from 0.

    Rows and cells need not say where they stand; here they are made to.
    """

    def __init__(self, root: Element, dialect: Dialect, merges: Sequence[Merge]) -> None:
        self.root, self.dialect = root, dialect
        self.blocks = {place: merge for merge in merges for place in _places(merge)}
        self.rows: dict[int, Element] = {}
        self.cells: dict[Place, Element] = {}
        data = root.find(dialect.tag("sheetData"))
        assert data is not None  # our own reader refuses a sheet without
        self.data = data
        self._find()
        self.order = sorted(self.rows)

    def _find(self) -> None:
        at = -1
        for row in self.data.iterchildren(self.dialect.tag("row")):
            at = int(row.get("r", at + 2)) - 1
            row.set("r", str(at + 1))
            self.rows[at] = row
            column = -1
            for cell in row.iterchildren(self.dialect.tag("c")):
                letters = cell.get("r", "").rstrip("0123456789")
                column = column_number(letters) - 1 if letters else column + 1
                cell.set("r", a1(("", at, column)))
                self.cells[at, column] = cell

    def block(self, place: Place) -> Merge:
        """Return the merged block a cell is part of, or the cell alone."""
        return self.blocks.get(place) or Merge(*place, *place)

    def at(self, place: Place) -> Element:
        """Return the cell at a place, made if there is none: with the style that is seen there."""
        if place not in self.cells:
            style = self._style(place)
            row = self._row(place[0])
            row.attrib.pop("spans", None)  # a hint which columns are filled, now wrong
            cell = etree.Element(self.dialect.tag("c"), {"r": a1(("", *place))})
            if style is not None:
                cell.set("s", style)
            right = (
                other
                for other in row.iterchildren(self.dialect.tag("c"))
                if _column(other) > place[1]
            )
            neighbour = next(right, None)
            if neighbour is None:
                row.append(cell)
            else:
                neighbour.addprevious(cell)
            self.cells[place] = cell
            self._widen(place)
        return self.cells[place]

    def formula(self, cell: Element) -> Element | None:
        """Return the formula of a cell."""
        return cell.find(self.dialect.tag("f"))

    def write(self, cell: Element, content: Stored, formula: str | None = None) -> None:
        """Put a content into a cell: as the result beside its formula, if it has one.

        ``formula`` is set where it has none.
        """
        own = self.formula(cell)
        for name in ("v", "is"):
            for child in cell.findall(self.dialect.tag(name)):
                cell.remove(child)
        for name in ("t", "vm") if own is not None else ("t", "vm", "cm"):
            cell.attrib.pop(name, None)
        if own is None and formula is not None:
            own = etree.Element(self.dialect.tag("f"))
            own.text = escaped(formula.removeprefix("="))
            cell.insert(0, own)
        if own is not None:
            kind, text = content or ("str", "")
            self._value(cell, cell.index(own) + 1, text)
            if kind != "n":
                cell.set("t", kind)
        elif content is not None and content[0] == "n":
            self._value(cell, 0, content[1])
        elif content is not None:
            cell.set("t", "inlineStr")
            cell.insert(0, inline(self.dialect, content[1]))

    def take_formulas(self, places: Collection[Place], texts: Mapping[Place, str]) -> None:
        """Take the formulas out of cells; those that shared the text of one get their own, of ``texts``."""
        formulas = {place: self.formula(cell) for place, cell in self.cells.items()}
        for place in places:
            taken = formulas.get(place)
            if taken is None:
                continue
            for other, formula in formulas.items():
                if formula is None or other in places or not taken.text:
                    continue
                if formula.get("t") == "shared" and formula.get("si") == taken.get("si"):
                    formula.attrib.clear()
                    formula.text = escaped(texts[other].removeprefix("="))
            self.cells[place].remove(taken)

    def forget_results(self, known: Collection[Place]) -> bool:
        """Take away the results of all formulas but those at places ``known``; tell if there were any.

        They were worked out over cells that hold something else now. Those of an array stand in all
        of its cells.
        """
        meter = Meter(Limits())
        areas, found = [], []
        for place, cell in self.cells.items():
            formula = self.formula(cell)
            if formula is not None:
                found.append(place)
                if place not in known and formula.get("t") in {"array", "dataTable"}:
                    areas.append(area(formula.get("ref", cell.get("r", "")), meter))
        for one in areas:
            meter.tick()  # honest arrays do not overlap
            found += self._inside(one)
        results = 0
        for place in {*found} - {*known}:
            cell = self.cells[place]
            for value in cell.findall(self.dialect.tag("v")):
                cell.remove(value)
                cell.attrib.pop("t", None)
                results += 1
        return results > 0

    def _inside(self, one: Merge) -> list[Place]:
        """Return the places in an area where there are cells."""
        if (one.bottom - one.top + 1) * (one.right - one.left + 1) <= len(self.cells):
            return [place for place in _places(one) if place in self.cells]
        rows, columns = range(one.top, one.bottom + 1), range(one.left, one.right + 1)
        return [place for place in self.cells if place[0] in rows and place[1] in columns]

    def _value(self, cell: Element, at: int, text: str) -> None:
        value = etree.Element(self.dialect.tag("v"))
        value.text = text
        if text != text.strip():
            value.set(_SPACE, "preserve")
        cell.insert(at, value)

    def _row(self, at: int) -> Element:
        if at not in self.rows:
            row = etree.Element(self.dialect.tag("row"), {"r": str(at + 1)})
            place = bisect(self.order, at)
            if place == len(self.order):
                self.data.append(row)
            else:
                self.rows[self.order[place]].addprevious(row)
            self.order.insert(place, at)
            self.rows[at] = row
        return self.rows[at]

    def _style(self, place: Place) -> str | None:
        """Return the style a cell that is not there is shown in: its block's, row's or column's."""
        for other in _places(self.block(place)):
            if other in self.cells:
                return self.cells[other].get("s")
        row = self.rows.get(place[0])
        if row is not None and TRUTHS[row.get("customFormat", "0")]:
            return row.get("s")
        for columns in self.root.iterfind(f"{self.dialect.tag('cols')}/{self.dialect.tag('col')}"):
            if int(columns.get("min", "0")) <= place[1] + 1 <= int(columns.get("max", "0")):
                return columns.get("style")
        return None

    def _widen(self, place: Place) -> None:
        """Have the sheet's own word on its extent take in a new cell."""
        said = self.root.find(self.dialect.tag("dimension"))
        if said is not None:
            old = area(said.get("ref", "A1"), Meter(Limits()))
            first = min(old.top, place[0]), min(old.left, place[1])
            last = max(old.bottom, place[0]), max(old.right, place[1])
            said.set("ref", f"{a1(('', *first))}:{a1(('', *last))}")


def inline(dialect: Dialect, text: str) -> Element:
    """Return a text as an element that stands in its cell."""
    element = etree.Element(dialect.tag("is"))
    words = etree.SubElement(element, dialect.tag("t"))
    words.text = text
    if text != text.strip():
        words.set(_SPACE, "preserve")
    return element


def _places(merge: Merge) -> Iterator[Place]:
    return product(range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1))


def _column(cell: Element) -> int:
    return column_number(cell.get("r", "").rstrip("0123456789")) - 1
