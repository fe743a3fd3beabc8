"""What stands around the cells of a worksheet: merged blocks, hidden columns, comments."""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from youthstats.workbook.package.addresses import column_number
from youthstats.workbook.package.book import Merge
from youthstats.workbook.package.limits import Meter, UnopenableError
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, local, remembered, whole
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import rich_text, unescaped

__all__ = ["Frame", "area", "read_comments", "read_frame"]

_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


class Frame:
    """What was read so far of merged blocks and hidden columns."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.merges: list[Merge] = []
        self.merged = 0
        self.hidden = bytearray(meter.limits.columns)
        self.actions = {"cols/col": self.columns, "mergeCells/mergeCell": self.merge}

    def columns(self, element: Element) -> None:
        """Take what a run of columns has in common: whether it is hidden."""
        first, last = whole(element.attrib["min"]), whole(element.attrib["max"])
        self.meter.check("columns", last)
        if 1 <= first <= last:
            # A slice, because a hostile part may name all columns a million times.
            hidden = bytes([TRUTHS[element.get("hidden", "0")]])
            self.hidden[first - 1 : last] = hidden * (last - first + 1)

    def merge(self, element: Element) -> None:
        """Take a merged block."""
        self.merges.append(merge := area(element.attrib["ref"], self.meter))
        rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
        if rows < 1 or columns < 1:
            raise ValueError(f"merge {element.attrib['ref']}")
        self.merged += rows * columns
        self.meter.check("merged", self.merged)

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        """The places of the hidden columns."""
        hidden = self.hidden[: self.hidden.rfind(1) + 1]  # of 16,384 columns few are hidden
        return frozenset(found.start() for found in re.finditer(b"\1", hidden))


@remembered
def read_frame(part: Part) -> Frame:
    """Read a sheet whose cells are elsewhere: returns of one template have the same frame."""
    frame, places = Frame(part.meter), list[Element]()
    part.each({**frame.actions, "sheetData": places.append})
    if len(places) != 1:  # or there would be cells where nobody looks for them
        raise UnopenableError("file.damaged", detail=f"{part.name}: sheetData")
    return frame


def area(address: str, meter: Meter) -> Merge:
    """Return the rectangle an address names."""
    found = _AREA.fullmatch(address)
    if found is None:
        raise ValueError(f"{address!r} is no cell")
    left, top, right, bottom = found.groups()
    last_row, last_column = int(bottom or top), column_number(right or left)
    meter.check("rows", last_row)
    meter.check("columns", last_column)
    return Merge(int(top) - 1, column_number(left) - 1, last_row - 1, last_column - 1)


def read_comments(parts: Parts, sheet: str) -> dict[tuple[int, int], str]:
    """Return the comments on a sheet (§ 18.7), by place; of a thread all its texts, in order.

    A thread comes with an old comment that says to get a newer Excel: the thread replaces it.
    """
    old: dict[tuple[int, int], list[str]] = {}
    threads: dict[tuple[int, int], list[str]] = {}

    def comment(element: Element) -> None:
        parts.meter.charge("cells")
        at = area(element.attrib["ref"], parts.meter)
        found = threads if local(element.tag) == "threadedComment" else old
        texts = (_words(part) for part in element if local(part.tag) == "text")
        found.setdefault((at.top, at.left), []).append("".join(texts))

    for kind, target in parts.relations(sheet).values():
        if kind in {"comments", "threadedComment"}:
            actions = {"commentList/comment": comment, "threadedComment": comment}
            parts.part(target).each(actions)
    return {place: "\n".join(texts) for place, texts in {**old, **threads}.items()}


def _words(element: Element) -> str:
    """Return a comment's words: in runs, or in a thread bare."""
    return rich_text(element) if len(element) else unescaped(element.text or "")
