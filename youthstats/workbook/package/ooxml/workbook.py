"""The workbook part (ECMA-376 part 1, § 18.2): which sheets there are, and the defined names."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from xml.etree.ElementTree import Element

from youthstats.workbook.package.book import Contents, Wanted
from youthstats.workbook.package.limits import UnopenableError
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, remembered
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.shared import read_shared
from youthstats.workbook.package.ooxml.sheet import read_sheet
from youthstats.workbook.package.texts import unescaped

__all__ = ["main_part", "read_workbook", "worksheets"]


def main_part(parts: Parts) -> str:
    """Return the name of the workbook part; ``""`` when there is none."""
    return parts.of_kind("officeDocument", parts.relations(), "xl/workbook.xml")


def read_workbook(parts: Parts, name: str, wanted: Wanted | None) -> Contents:
    """Read every worksheet that is wanted, and the names defined for the whole workbook."""
    said = _read_said(parts.part(name))
    if not said.sheets:
        raise UnopenableError("file.not_a_workbook")  # a text document is a package too
    shared = read_shared(parts, parts.relations(name), from_1904=said.from_1904)
    found = [one for one in worksheets(parts, name) if not wanted or wanted(said.names, one[1])]
    sheets = tuple(read_sheet(parts, shared, *one) for one in found)
    if not sheets and wanted is None:
        raise UnopenableError("file.no_sheets")
    return sheets, MappingProxyType(said.names)


def worksheets(parts: Parts, name: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the name of the part of every worksheet, its title, and whether it is hidden."""
    relations = parts.relations(name)
    for title, identifier, hidden in _read_said(parts.part(name)).sheets.values():
        # One that is nowhere is missing when it is read.
        kind, part = relations.get(identifier, ("worksheet", f"sheet {title}"))
        if kind == "worksheet":  # a chart sheet has no cells
            yield part, title, hidden


class _Said:
    """What the workbook part says."""

    def __init__(self, part: Part) -> None:
        self.from_1904 = False
        self.sheets: dict[str, tuple[str, str, bool]] = {}
        self.names: dict[str, str] = {}
        sheets, names = {"sheets/sheet": self.sheet}, {"definedNames/definedName": self.name}
        part.each({"workbookPr": self.properties, **sheets, **names})

    def properties(self, element: Element) -> None:
        self.from_1904 = TRUTHS[element.get("date1904", "0")]

    def sheet(self, element: Element) -> None:
        # Of two namespaces, Transitional and Strict; a sheet without an id has no part.
        identifier = next((v for key, v in element.items() if key.endswith("hips}id")), "")
        title = unescaped(element.attrib["name"])
        if title.casefold() in self.sheets:
            raise ValueError(f"two sheets named {title}")
        if identifier:
            hidden = element.get("state", "visible") != "visible"
            self.sheets[title.casefold()] = title, identifier, hidden

    def name(self, element: Element) -> None:
        if "localSheetId" not in element.attrib:
            self.names[element.attrib["name"]] = unescaped(element.text or "")


_read_said = remembered(_Said)
