"""A package taken apart and put together again: whatever is not changed keeps its bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from attrs import frozen
from lxml import etree

from youthstats.workbook.filling.trees import Element, parsed, serialised
from youthstats.workbook.package.limits import Limits, Meter
from youthstats.workbook.package.ooxml.parts import Parts, folded

__all__ = ["Package", "Relation", "Relations"]

_TYPES = "[Content_Types].xml"
_OF_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OF_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS = f'<Relationships xmlns="{_OF_RELATIONS[1:-1]}"/>'.encode()


class Package:
    """The parts of one file by name; names differing in case only are one name.

    ``changed`` are the parts whose tree is not what their bytes say any more.
    """

    def __init__(self, data: bytes) -> None:
        parts = Parts(data, Meter(Limits()))
        self.comment = parts.archive.comment
        self.entries = {entry.filename: entry for entry in parts.archive.filelist}
        self.bytes = {name: b"".join(parts.chunks(name)) for name in self.entries}
        self.trees: dict[str, Element] = {}
        self.changed: set[str] = set()
        self.names = {folded(name): name for name in self.entries}

    def __contains__(self, name: str) -> bool:
        return folded(name) in self.names

    def tree(self, name: str) -> Element:
        """Return the tree of a part; whoever changes it says so in ``changed``."""
        stored = self.names[folded(name)]
        if stored not in self.trees:
            self.trees[stored] = parsed(stored, self.bytes[stored])
        return self.trees[stored]

    def edited(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed."""
        self.changed.add(self.names[folded(name)])
        return self.tree(name)

    def read(self, name: str) -> bytes:
        """Return a part as it was."""
        return self.bytes[self.names[folded(name)]]

    def add(self, name: str, data: bytes) -> None:
        """Add a part."""
        self.names[folded(name)] = name
        self.bytes[name] = data

    def drop(self, name: str) -> str:
        """Take away a part, its relationships and its content type; return its name."""
        stored = self.names.pop(folded(name))
        for one in (stored, self.names.pop(folded(_relations_of(name)), None)):
            if one is not None:
                del self.bytes[one]
                self.trees.pop(one, None)
                self.changed.discard(one)
        for element in self.tree(_TYPES).iter(f"{_OF_TYPES}Override"):
            if folded(element.get("PartName", "")) == folded(name):
                element.getparent().remove(element)  # type: ignore[union-attr]
                self.changed.add(_TYPES)
                break
        return stored

    def free(self, stem: str, suffix: str) -> str:
        """Return the first name of this kind that no part has: ``xl/comments3.xml``."""
        number = 1
        while f"{stem}{number}{suffix}" in self:
            number += 1
        return f"{stem}{number}{suffix}"

    def relations(self, name: str = "") -> Relations:
        """Return what a part refers to."""
        return Relations(self, name)

    def content_type(self, name: str) -> str:
        """Return the content type of a part."""
        extension, found = _extension(name), ""
        for element in self.tree(_TYPES).iter(f"{_OF_TYPES}*"):
            if folded(element.get("PartName", "")) == folded(name):
                return element.get("ContentType", "")
            if element.get("Extension", "").lower() == extension:
                found = element.get("ContentType", "")
        return found

    def declare(self, name: str, content_type: str) -> None:
        """Say what the content of a part is, unless that is said already."""
        if self.content_type(name) == content_type:
            return
        root = self.edited(_TYPES)
        for element in root.iter(f"{_OF_TYPES}Override"):
            if folded(element.get("PartName", "")) == folded(name):
                element.set("ContentType", content_type)
                return
        said, facts = "Override", {"PartName": f"/{name}", "ContentType": content_type}
        if not (self.content_type(name) or name.endswith(".xml")):
            said, facts = "Default", {"Extension": _extension(name), "ContentType": content_type}
        etree.SubElement(root, f"{_OF_TYPES}{said}", facts)

    def saved(self) -> bytes:
        """Return the whole as a file: parts in their order, new ones last."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.comment = self.comment
            for name, data in self.bytes.items():
                old = self.entries.get(name)
                entry = zipfile.ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
                entry.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
                if old:
                    entry.create_system, entry.external_attr = old.create_system, old.external_attr
                now = serialised(self.trees[name]) if name in self.changed else data
                archive.writestr(entry, now)
        return buffer.getvalue()


class Relation(NamedTuple):
    """One thing a part refers to: the id it does so by, the type as a URI, the name of the part."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type."""
        return self.type.rpartition("/")[2]


@frozen
class Relations:
    """What a part refers to inside the package; what lies outside of it is left alone."""

    package: Package
    owner: str

    def __iter__(self) -> Iterator[Relation]:
        if self.part in self.package:
            for element in self.package.tree(self.part).iter(f"{_OF_RELATIONS}Relationship"):
                if element.get("TargetMode") != "External":
                    target = self._resolved(element.get("Target", ""))
                    yield Relation(element.get("Id", ""), element.get("Type", ""), target)

    @property
    def part(self) -> str:
        """The name of the part that holds them."""
        return _relations_of(self.owner)

    def one(self, kind: str) -> str | None:
        """Return the part of a kind, if there is one."""
        found = (relation.target for relation in self if relation.kind == kind)
        return next((target for target in found if target in self.package), None)

    def add(self, type: str, target: str) -> str:
        """Refer to a part; return the id."""
        if self.part not in self.package:
            self.package.add(self.part, _NO_RELATIONS)
        root = self.package.edited(self.part)
        known = root.findall(f"{_OF_RELATIONS}Relationship")
        taken = {element.get("Id", "").lower() for element in known}
        number = len(taken) + 1
        while f"rid{number}" in taken:
            number += 1
        facts = {"Id": f"rId{number}", "Type": type, "Target": f"/{target}"}
        etree.SubElement(root, f"{_OF_RELATIONS}Relationship", facts)
        return facts["Id"]

    def remove(self, relation: Relation) -> None:
        """Refer to a part no more."""
        root = self.package.edited(self.part)
        for element in root.findall(f"{_OF_RELATIONS}Relationship"):
            if element.get("Id") == relation.id:
                root.remove(element)

    def _resolved(self, target: str) -> str:
        folder = posixpath.dirname(self.owner)
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1].removeprefix(".").lower()


def _relations_of(name: str) -> str:
    """Return the name of the part with the relationships of another; of "" with the package's."""
    folder, slash, base = name.rpartition("/")
    return f"{folder}{slash}_rels/{base}.rels"
