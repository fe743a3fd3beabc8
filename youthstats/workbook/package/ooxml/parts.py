"""The parts of a package (ECMA-376 part 2): inflated within the limits, and their relations."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from io import BytesIO
from xml.etree.ElementTree import Element

from attrs import field, frozen

from youthstats.workbook.package.limits import Meter, UnopenableError
from youthstats.workbook.package.ooxml.elements import Part, remembered
from youthstats.workbook.package.ooxml.inflating import borders, inflated, packed

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
        self.meter, self.size, self.data = meter, len(data), data
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
        self.begins = borders(self.archive)

    def __contains__(self, name: str) -> bool:
        return folded(name) in self.entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part to its end, where zipfile checks its CRC."""
        yield from self._inflating(name, self._entry(name))

    def _entry(self, name: str) -> zipfile.ZipInfo:
        """Return what the package says of a part, and charge for it."""
        entry = self.entries.get(folded(name))
        if entry is None:
            raise UnopenableError("file.damaged", detail=f"{name} is missing")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnopenableError("file.damaged", detail=f"{name}: unknown compression")
        # zipfile inflates no more than the file declares here.
        self.meter.check("part_bytes", entry.file_size)
        self.meter.charge("inflated_bytes", entry.file_size)
        self.meter.check("inflation", self.meter.spent["inflated_bytes"] // self.size)
        return entry

    def _inflating(self, name: str, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self.archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self.meter.tick()
                    yield chunk
        except _BROKEN as error:
            raise UnopenableError("file.damaged", detail=f"{name}: {error}") from error

    def part(self, name: str) -> Part:
        """Return a part to be parsed; what a small one is inflated to is kept for the next like it."""
        entry = self._entry(name)
        if entry.file_size > _CHUNK:
            return Part(name, self._inflating(name, entry), self.meter)
        if entry.compress_size > _CHUNK:  # padded: kept, a few such would fill the memory
            return Part(name, (b"".join(self._inflating(name, entry)),), self.meter)
        held = packed(self.data, entry)
        declared = entry.CRC, entry.file_size, entry.flag_bits, entry.compress_type
        read = partial(self._small, name, entry, held)
        return Part(name, (_inflated(_Packed(held, declared, read)),), self.meter)

    def _small(self, name: str, entry: zipfile.ZipInfo, held: bytes) -> bytes:
        """Inflate a small part at once where all of it is in order; zipfile judges any other."""
        self.meter.tick()
        text = inflated(self.data, entry, self.begins, held)
        return b"".join(self._inflating(name, entry)) if text is None else text

    def relations(self, name: str = "") -> Relations:
        """Return the kind and the name of every part that another refers to, by id."""
        folder, slash, base = name.rpartition("/")
        path = f"{folder}{slash}_rels/{base}.rels"
        return _relations(self.part(path)) if path in self else {}

    def of_kind(self, kind: str, relations: Relations, otherwise: str = "") -> str:
        """Return the name of the part of a kind; ``""`` when there is none."""
        name = dict(relations.values()).get(kind, otherwise)
        return name if name in self else ""


@frozen
class _Packed:
    """A small part as a package holds it, and what is declared of it: the same inflate to the same."""

    held: bytes
    declared: tuple[int, ...]
    read: Callable[[], bytes] = field(eq=False)


@lru_cache(maxsize=64)
def _inflated(part: _Packed) -> bytes:
    return part.read()


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
