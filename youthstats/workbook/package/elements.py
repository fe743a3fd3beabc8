"""The XML of one part, element by element: expat within the limits, without DTD or entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import TypeVar
from xml.parsers import expat

from attrs import frozen

from youthstats.workbook.package.limits import Limits, Meter, UnopenableError

__all__ = ["SPREADSHEET", "Elements", "Ends", "Part", "Starts", "remembered", "spelled", "whole"]

Starts = Mapping[str, Callable[[dict[str, str]], None]]
"""What to do where an element begins, by its local name: gets the attributes."""

Ends = Mapping[str, Callable[[str], None]]
"""What to do where an element ends: gets the text in it."""

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",  # Transitional
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict
)
_DEEPEST = 100  # elements inside each other; SpreadsheetML needs a dozen
_NAMES = 10_000  # different names of elements and attributes; expat keeps every one
_SMALL = 65_536  # bytes of a part worth remembering
# What the readers of parts raise over an attribute or a text that is not what the schema says.
_BROKEN = (expat.ExpatError, ValueError, LookupError)

T = TypeVar("T")


def whole(text: str) -> int:
    """Return a whole number written in digits, as XML Schema means it; Python would take more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


@lru_cache
def spelled(name: str, namespaces: tuple[str, ...] = SPREADSHEET) -> frozenset[str]:
    """Return the full names expat gives an element that has ``name`` in any of the namespaces."""
    return frozenset(f"{space} {name}" for space in namespaces)


class Elements:
    """What to do with the elements of a part as they come; ``text`` is what stood in the last."""

    def __init__(
        self, starts: Starts, ends: Ends, namespaces: tuple[str, ...] = SPREADSHEET
    ) -> None:
        self.text: list[str] = []
        self.depth = 0
        self.starts = _expanded(starts, namespaces)
        self.ends = _expanded(ends, namespaces)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        self.text.clear()
        if element in self.starts:
            self.starts[element](attributes)

    def end(self, element: str) -> None:
        """Take its end."""
        self.depth -= 1
        if element in self.ends:
            self.ends[element]("".join(self.text))

    def watch(self) -> None:
        """Look after the limits; called after every piece of the part."""


def _expanded(
    actions: Mapping[str, Callable[..., None]], namespaces: tuple[str, ...]
) -> dict[str, Callable[..., None]]:
    return {full: act for name, act in actions.items() for full in spelled(name, namespaces)}


@frozen
class Part:
    """One part: its name in messages, its bytes in pieces, and what reading it may cost."""

    name: str
    chunks: Iterable[bytes]
    meter: Meter

    def parse(self, starts: Starts, ends: Ends, namespaces: tuple[str, ...] = SPREADSHEET) -> None:
        """Parse the part, calling what stands under the names of its elements."""
        self.feed(Elements(starts, ends, namespaces))

    def feed(self, elements: Elements) -> None:
        """Parse the part and hand its elements on."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.CharacterDataHandler = elements.text.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = elements.start, elements.end
        try:
            for chunk in self.chunks:
                parser.Parse(chunk)
                if elements.depth > _DEEPEST or len(parser.intern) > _NAMES:
                    raise ValueError("more nesting or names than any workbook has")
                elements.watch()
            parser.Parse(b"", True)
            elements.watch()
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=f"{self.name}: {error}") from error

    def _refuse(self, *_: object) -> None:
        # Without a DTD there is no entity to expand and nothing outside the file to fetch.
        raise UnopenableError("file.dtd", part=self.name)


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
