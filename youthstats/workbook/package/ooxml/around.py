"""What stands around the cells of a worksheet: its rows, merged blocks, hidden columns, comments."""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from youthstats.workbook.package.addresses import area
from youthstats.workbook.package.book import Merge
from youthstats.workbook.package.limits import Meter, UnopenableError
from youthstats.workbook.package.numbers import whole
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, local, remembered
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import rich_text
from youthstats.workbook.package.texts import unescaped

__all__ = ["Frame", "read_comments", "read_frame"]


class Frame:
    """What was read so far of rows, merged blocks and hidden columns."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.merges: list[Merge] = []
        self.merged, self.at = 0, -1
        self.rows: set[str] = set()
        self.hidden_rows: set[int] = set()
        self.hidden = bytearray(meter.limits.columns)
        self.actions = {"cols/col": self.columns, "mergeCells/mergeCell": self.merge}

    def row(self, element: Element) -> str:
        """Take a row, and return its number; one without stands under the last."""
        said = element.get("r")
        self.at = self.at + 1 if said is None else whole(said) - 1
        self.meter.check("rows", self.at + 1)
        if TRUTHS[element.get("hidden", "0")]:
            self.hidden_rows.add(self.at)
        return str(self.at + 1)

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
    def blocks(self) -> tuple[Merge, ...]:
        """The merged blocks in the order of their first cells."""
        return tuple(sorted(self.merges, key=lambda merge: (merge.top, merge.left)))

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        """The places of the hidden columns."""
        hidden = self.hidden[: self.hidden.rfind(1) + 1]  # of 16,384 columns few are hidden
        return frozenset(found.start() for found in re.finditer(b"\1", hidden))


@remembered
def read_frame(part: Part) -> Frame:
    """Read a sheet whose cells were cut out: returns of one template have the same frame.

    Raises ``ValueError`` where there may still be cells.
    """
    frame, places = Frame(part.meter), list[Element]()
    if not part.bare or b"<c " in part.small:
        raise ValueError("a cell that was not cut out, or may be none")
    part.each({**frame.actions, "sheetData": places.append})
    if len(places) != 1:  # or there would be cells where nobody looks for them
        raise UnopenableError("file.damaged", detail=f"{part.name}: sheetData")
    for row in places[0]:
        if len(row) or local(row.tag) != "row" or part.small.count(b"sheetData") != 2:
            raise ValueError("a cell that was not cut out, or cut out elsewhere")
        frame.rows.add(frame.row(row))
    return frame


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
