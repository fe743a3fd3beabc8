"""The parts of a package (ECMA-376 part 2): inflated within the limits, and their relations."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from xml.etree.ElementTree import Element

from youthstats.workbook.package.limits import Meter, UnopenableError
from youthstats.workbook.package.ooxml.elements import Part, remembered

__all__ = ["Parts", "Relations", "folded"]

Relations = Mapping[str, tuple[str, str]]
"""The kind and the target of what a part refers to, by id."""

_CHUNK = 65_536
# What zipfile raises over a broken or unusual archive.
_OF_ZIP = zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError
_BROKEN = *_OF_ZIP, RuntimeError, ValueError, LookupError


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
            name = folded(entry.filename)
            if name in self.entries:
                # Two readers may take different ones for the truth.
                raise UnopenableError("file.damaged", detail=f"two parts named {entry.filename}")
            self.entries[name] = entry

    def __contains__(self, name: str) -> bool:
        return folded(name) in self.entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part to its end, where zipfile checks its CRC."""
        entry = self.entries.get(folded(name))
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

    def part(self, name: str) -> Part:
        """Return a part to be parsed."""
        chunks = self.chunks(name)
        first, second = next(chunks, b""), next(chunks, None)
        pieces = (first,) if second is None else chain((first, second), chunks)
        return Part(name, pieces, self.meter)

    def relations(self, name: str = "") -> Relations:
        """Return the kind and the name of every part that another refers to, by id."""
        folder, slash, base = name.rpartition("/")
        path = f"{folder}{slash}_rels/{base}.rels"
        return _relations(self.part(path)) if path in self else {}

    def of_kind(self, kind: str, relations: Relations, otherwise: str = "") -> str:
        """Return the name of the part of a kind; ``""`` when there is none."""
        name = dict(relations.values()).get(kind, otherwise)
        return name if name in self else ""


@remembered
def _relations(part: Part) -> Relations:
    """Read a part of relations; targets are named as seen from the folder above it."""
    folder = posixpath.dirname(posixpath.dirname(part.name))
    found: dict[str, tuple[str, str]] = {}

    def relationship(element: Element) -> None:
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"]))
            kind = element.attrib["Type"].rpartition("/")[2]
            found[element.attrib["Id"]] = kind, target.lstrip("/")

    part.each({"Relationship": relationship})
    return found


def folded(name: str) -> str:
    """Return the name of a part as all names that mean it are spelled here."""
    return name.replace("\\", "/").lstrip("/").lower()
