"""Comments on cells: the old ones (ECMA-376 part 1, § 18.7) and threads of them, as text."""

from __future__ import annotations

from youthstats.workbook.package.elements import SPREADSHEET
from youthstats.workbook.package.parts import Parts
from youthstats.workbook.package.strings import RichText

__all__ = ["read_comments"]

_THREADS = ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",)


def read_comments(parts: Parts, sheet: str) -> dict[str, str]:
    """Return the comments on a sheet, by address; of a thread all its texts, in order.

    A thread comes with an old comment that says to get a newer Excel: the thread replaces it.
    """
    old: dict[str, list[str]] = {}
    threads: dict[str, list[str]] = {}
    for kind, target in parts.relations(sheet).values():
        if kind == "comments":
            _read(parts, target, "comment", "t", old)
        elif kind == "threadedComment":
            _read(parts, target, kind, "text", threads)
    return {address: "\n".join(texts) for address, texts in {**old, **threads}.items()}


def _read(parts: Parts, name: str, element: str, run: str, found: dict[str, list[str]]) -> None:
    rich = RichText()
    address = ""

    def begin(attributes: dict[str, str]) -> None:
        nonlocal address
        address = attributes["ref"]

    def end(_: str) -> None:
        parts.meter.charge("cells")
        found.setdefault(address, []).append(rich.take())

    starts, ends = {**rich.starts, element: begin}, {**rich.ends, run: rich.run, element: end}
    parts.part(name).parse(starts, ends, (*SPREADSHEET, *_THREADS))
