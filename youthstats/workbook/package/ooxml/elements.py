"""The XML of one part: its lists of elements, one after the other, within the limits.

SpreadsheetML keeps whatever there is much of in lists: rows in ``sheetData``, texts in ``sst``. Of a
large part only the pieces that have just come are held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from itertools import chain
from typing import TypeVar, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring

from attrs import frozen

from youthstats.workbook.package.limits import Limits, Meter, UnopenableError

__all__ = ["SPREADSHEET", "Actions", "Part", "remembered", "spelled", "whole"]

Actions = Mapping[str, Callable[[Element], None]]
"""What to do with the elements of each list: ``sheetData/row``, or ``si`` for the root's own."""

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",  # Transitional
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict
)
_NAMES = 10_000  # different names of elements and attributes; expat keeps every one
_SMALL = 65_536  # bytes of a part worth remembering; too few to hold many names
_LARGEST = 8_000_000  # bytes between two elements of a list; a full row takes two million
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
# What expat raises over XML, and the readers of parts over an attribute or a text that is not what
# the schema says.
_BROKEN = (ParseError, ValueError, LookupError)

T = TypeVar("T")
Started = Iterator[tuple[str, Element]]


def whole(text: str) -> int:
    """Return a whole number written in digits, as XML Schema means it; Python would take more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


@lru_cache
def spelled(name: str, namespaces: tuple[str, ...] = SPREADSHEET) -> frozenset[str]:
    """Return the full names an element may have that is called ``name`` in its namespace."""
    return frozenset(f"{{{space}}}{name}" for space in namespaces)


@frozen
class Part:
    """One part: its name in messages, its bytes in pieces, and what reading it may cost.

    ``lean`` may cut from a small part what nobody will look at, before it is parsed.
    """

    name: str
    chunks: Iterable[bytes]
    meter: Meter
    lean: Callable[[bytes], bytes] = bytes

    def each(self, actions: Actions, namespaces: tuple[str, ...] = SPREADSHEET) -> None:
        """Do to every element of each list named what is to be done with it, in order."""
        lists = _Lists(actions, namespaces)
        chunks = iter(self.chunks)
        try:
            first, second = next(chunks, b""), next(chunks, None)
            if second is None:
                self._refuse_doctype(first)
                lists.take(fromstring(self.lean(first)), last=True)
            else:
                self._grow(chain((first, second), chunks), lists)
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=f"{self.name}: {error}") from error

    def _grow(self, chunks: Iterable[bytes], lists: _Lists) -> None:
        """Parse the part piece by piece, letting go of what was taken."""
        parser: XMLPullParser[Element] = XMLPullParser(("start",))
        root: Element | None = None
        names: set[str] = set()
        tail, held = b"", 0
        for chunk in chunks:
            self._refuse_doctype(tail + chunk)
            tail, held = chunk[-20:], held + len(chunk)
            parser.feed(chunk)
            for _, element in cast("Started", parser.read_events()):
                root = element if root is None else root
                names.update((element.tag, *element.keys()))
            if root is not None and lists.take(root, last=False):
                held = 0
            if len(names) > _NAMES or held > _LARGEST:
                raise ValueError("more names or larger elements than any workbook has")
        parser.close()
        for _ in parser.read_events():  # raises what is wrong with the end
            pass
        if root is not None:
            lists.take(root, last=True)

    def _refuse_doctype(self, text: bytes) -> None:
        # Without a DTD there is no entity to expand and nothing outside the file to fetch.
        if any(doctype in text for doctype in _DOCTYPES):
            raise UnopenableError("file.dtd", part=self.name)


class _Lists:
    """What to do with the elements of which list; what was done is let go."""

    def __init__(self, actions: Actions, namespaces: tuple[str, ...]) -> None:
        self.own: dict[str, Callable[[Element], None]] = {}
        self.inner: dict[str, dict[str, Callable[[Element], None]]] = {}
        for path, action in actions.items():
            outer, _, inner = path.rpartition("/")
            for tag in spelled(inner, namespaces):
                if outer:
                    for parent in spelled(outer, namespaces):
                        self.inner.setdefault(parent, {})[tag] = action
                else:
                    self.own[tag] = action

    def take(self, root: Element, *, last: bool) -> bool:
        """Act on the elements that are complete, let them go, and tell whether there were any.

        Of each list the last may be incomplete, unless this is the ``last`` time.
        """
        taken = len(root) > 1
        for place, element in enumerate(root, 1):
            complete = last or place < len(root)
            if element.tag in self.inner:
                actions = self.inner[element.tag]
                for child in element if complete else element[:-1]:
                    if child.tag in actions:
                        actions[child.tag](child)
            elif complete and element.tag in self.own:
                self.own[element.tag](element)
            if not complete and element.tag not in self.own:
                taken = taken or len(element) > 1
                del element[:-1]
        if not last:
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
        chunks = list(part.chunks)
        if len(chunks) == 1 and len(chunks[0]) <= _SMALL:
            return known(part.name, chunks[0], part.meter.limits)
        return read(Part(part.name, chunks, part.meter))

    return reading
