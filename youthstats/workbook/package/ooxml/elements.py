"""The XML of one part: its lists of elements, one after the other, within the limits.

SpreadsheetML keeps whatever there is much of in lists: rows in ``sheetData``, texts in ``sst``. Of a
large part only the pieces that have just come are held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from itertools import chain
from typing import TypeVar, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring

from attrs import frozen

from youthstats.workbook.package.limits import Limits, Meter, UnopenableError

__all__ = ["TRUTHS", "Actions", "Part", "local", "remembered"]

Actions = Mapping[str, Callable[[Element], None]]
"""What to do with the elements of each list: ``sheetData/row``, or ``si`` for the root's own."""

TRUTHS = {"0": False, "1": True, "false": False, "true": True}
"""Yes and no as XML Schema spells them."""

_NAMESPACES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",  # Transitional
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
    "http://purl.org/dc/terms/",
}
_NAMES = 10_000  # different names of elements and attributes; expat keeps every one
_LARGEST = 8_000_000  # bytes between two elements of a list; a full row takes two million
_BARE = re.compile(
    rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb"(?:<(?![!?])[^<]*+)++"
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))

T = TypeVar("T")


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """Return the name of an element in a namespace that is read here, ``""`` for any other."""
    space, _, name = tag[1:].partition("}")
    return name if space in _NAMESPACES else ""


@frozen
class Part:
    """One part: its name in messages, its bytes, and what reading it may cost.

    The bytes of a small part are one piece; those of a large one come in many, once.
    """

    name: str
    pieces: tuple[bytes] | Iterator[bytes]
    meter: Meter

    @property
    def small(self) -> bytes:
        """The bytes of a small part; none of a large one."""
        return self.pieces[0] if isinstance(self.pieces, tuple) else b""

    @property
    def bare(self) -> bool:
        """Whether every ``<`` begins a tag: UTF-8 without a comment, CDATA or an instruction."""
        return _BARE.fullmatch(self.small) is not None

    def each(self, actions: Actions) -> None:
        """Do to every element of each list named what is to be done with it, in order."""
        try:
            if isinstance(self.pieces, tuple):
                self._refuse_doctype(self.pieces[0])
                _take(fromstring(self.pieces[0]), actions, ended=True)
            else:
                self._each_as_it_comes(self.pieces, actions)
        except (ParseError, ValueError, LookupError) as error:  # no XML, or not as the schema says
            raise UnopenableError("file.damaged", detail=f"{self.name}: {error}") from error

    def _each_as_it_comes(self, pieces: Iterator[bytes], actions: Actions) -> None:
        parser: XMLPullParser[Element] = XMLPullParser(("start",))
        root: Element | None = None
        names: set[str] = set()
        last, held = b"", 0
        for piece in chain(pieces, (b"",)):
            self._refuse_doctype(last[-20:] + piece)
            if piece:
                parser.feed(piece)
            else:
                parser.close()
            for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                root = element if root is None else root
                names.update((element.tag, *element.keys()))
            taken = root is not None and _take(root, actions, ended=not piece)
            last, held = piece, 0 if taken else held + len(piece)
            if len(names) > _NAMES or held > _LARGEST:
                raise ValueError("more names or larger elements than any workbook has")

    def _refuse_doctype(self, text: bytes) -> None:
        # Without a DTD there is no entity to expand and nothing outside the file to fetch.
        if any(doctype in text for doctype in _DOCTYPES):
            raise UnopenableError("file.dtd", part=self.name)


def _take(root: Element, actions: Actions, *, ended: bool) -> bool:
    """Act on the elements that are complete, let them go, and tell whether there were any.

    Of each list the last may be incomplete, unless the part has ``ended``.
    """
    taken = len(root) > 1
    for place, element in enumerate(root, 1):
        complete, name = ended or place < len(root), local(element.tag)
        if name not in actions:
            for child in element if complete else element[:-1]:
                if action := actions.get(f"{name}/{local(child.tag)}"):
                    action(child)
            taken = taken or len(element) > 1
            if not complete:
                del element[:-1]
        elif complete:
            actions[name](element)
    if not ended:
        del root[:-1]
    return taken


def remembered(read: Callable[[Part], T]) -> Callable[[Part], T]:
    """Keep what the last small parts said: returns of one template share some byte for byte.

    What ``read`` returns is shared, so nobody may change it.
    """

    @lru_cache(maxsize=64)
    def known(name: str, data: bytes, limits: Limits) -> T:
        return read(Part(name, (data,), Meter(limits)))

    @wraps(read)
    def reading(part: Part) -> T:
        if isinstance(part.pieces, tuple):
            return known(part.name, part.pieces[0], part.meter.limits)
        return read(part)

    return reading
