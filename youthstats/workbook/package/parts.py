"""The parts of a package (ECMA-376 part 2): inflated and parsed within the limits."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.parsers import expat

from youthstats.workbook.package.limits import Meter, UnopenableError

__all__ = ["SPREADSHEET", "Ends", "Parts", "Starts", "whole"]

Starts = Mapping[str, Callable[[dict[str, str]], None]]
"""What to do where an element begins, by its local name: gets the attributes."""

Ends = Mapping[str, Callable[[str], None]]
"""What to do where an element ends: gets the text in it."""

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",  # Transitional
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict
)
_RELATIONSHIPS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_CHUNK = 65_536
_DEEPEST = 100  # elements inside each other; SpreadsheetML needs a dozen
_NAMES = 10_000  # different names of elements and attributes; expat keeps every one
# What zipfile raises over a broken or unusual archive, expat over XML, and the readers of parts
# (as ValueError or LookupError) over an attribute or a text that is not what the schema says.
_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError)
_BROKEN = (*_ZIP, expat.ExpatError, ValueError, LookupError)


def whole(text: str) -> int:
    """Return a whole number written in digits, as XML Schema means it; Python would take more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


class Parts:
    """The parts of one file; names differing in case only are one name (part 2, § 6.2.2.3)."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        self.meter, self.size = meter, len(data)
        self.entries: dict[str, zipfile.ZipInfo] = {}
        try:
            self.archive = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=str(error)) from error
        meter.check("entries", len(self.archive.filelist))
        for entry in self.archive.filelist:
            name = _folded(entry.filename)
            if name in self.entries:
                # Two readers may take different ones for the truth.
                raise UnopenableError("file.damaged", detail=f"two parts named {entry.filename}")
            self.entries[name] = entry

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self.entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part to its end, where zipfile checks its CRC."""
        entry = self.entries.get(_folded(name))
        if entry is None:
            raise UnopenableError("file.damaged", detail=f"{name} is missing")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnopenableError("file.damaged", detail=f"{name}: unknown compression")
        # zipfile inflates no more than the file declares here.
        self.meter.check("part_bytes", entry.file_size)
        self.meter.charge("inflated_bytes", entry.file_size)
        self.meter.check("inflation", self.meter.spent["inflated_bytes"] // self.size)
        try:
            with self.archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self.meter.tick()
                    yield chunk
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=f"{name}: {error}") from error

    def parse(
        self, name: str, starts: Starts, ends: Ends, namespaces: tuple[str, ...] = SPREADSHEET
    ) -> None:
        """Parse an XML part, calling what stands under the names of its elements."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        text: list[str] = []
        parser.CharacterDataHandler = text.append
        begin, finish = _expanded(starts, namespaces), _expanded(ends, namespaces)
        depth = 0

        def start(element: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if text:
                text.clear()
            if (action := begin[element]) is not None:
                action(attributes)

        def end(element: str) -> None:
            nonlocal depth
            depth -= 1
            if (action := finish[element]) is not None:
                action("".join(text))

        def refuse(*_: object) -> None:
            # Without a DTD there is no entity to expand and nothing outside the file to fetch.
            raise UnopenableError("file.dtd", part=name)

        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler, parser.EndElementHandler = start, end
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk)
                if depth > _DEEPEST or len(parser.intern) > _NAMES:
                    raise ValueError("more nesting or names than any workbook has")
            parser.Parse(b"", True)
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=f"{name}: {error}") from error

    def relations(self, name: str = "") -> dict[str, tuple[str, str]]:
        """Return the kind and the target of what a part refers to inside the package, by id."""
        folder, base = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def relationship(attributes: dict[str, str]) -> None:
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                kind = attributes["Type"].rpartition("/")[2]
                found[attributes["Id"]] = kind, target.lstrip("/")

        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path in self:
            self.parse(path, {"Relationship": relationship}, {}, _RELATIONSHIPS)
        return found


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _expanded(
    actions: Mapping[str, Callable[..., None]], namespaces: tuple[str, ...]
) -> dict[str, Callable[..., None] | None]:
    """Return ``actions`` by the full names expat gives; other names get ``None``."""
    named = {f"{space} {name}": act for name, act in actions.items() for space in namespaces}
    return defaultdict(lambda: None, named)
