"""Comments on cells: the old ones (ECMA-376 part 1, § 18.7) and threads of them, as text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from youthstats.workbook.package.ooxml.elements import SPREADSHEET, spelled
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.strings import rich_text, unescaped

__all__ = ["read_comments"]

_THREADS = ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",)
_TEXT = spelled("text", (*SPREADSHEET, *_THREADS))


def read_comments(parts: Parts, sheet: str) -> dict[str, str]:
    """Return the comments on a sheet, by address; of a thread all its texts, in order.

    A thread comes with an old comment that says to get a newer Excel: the thread replaces it.
    """
    old: dict[str, list[str]] = {}
    threads: dict[str, list[str]] = {}
    for kind, target in parts.relations(sheet).values():
        if kind == "comments":
            _read(parts, target, "commentList/comment", old)
        elif kind == "threadedComment":
            _read(parts, target, kind, threads)
    return {address: "\n".join(texts) for address, texts in {**old, **threads}.items()}


def _read(parts: Parts, name: str, path: str, found: dict[str, list[str]]) -> None:
    def comment(element: Element) -> None:
        parts.meter.charge("cells")
        texts = [_words(part) for part in element if part.tag in _TEXT]
        found.setdefault(element.attrib["ref"], []).append("".join(texts))

    parts.part(name).each({path: comment}, (*SPREADSHEET, *_THREADS))


def _words(element: Element) -> str:
    """Return a comment's words: in runs, or in a thread bare."""
    return rich_text(element) if len(element) else unescaped(element.text or "")
