"""The workbook part (ECMA-376 part 1, § 18.2): which sheets there are, and the defined names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from xml.etree.ElementTree import Element

from attrs import field, mutable

from youthstats.workbook.package.book import Sheet
from youthstats.workbook.package.limits import UnopenableError
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, remembered
from youthstats.workbook.package.ooxml.formats import GENERAL, read_formats
from youthstats.workbook.package.ooxml.parts import Parts, Relations
from youthstats.workbook.package.ooxml.sheet import Shared, read_sheet
from youthstats.workbook.package.ooxml.strings import read_strings, unescaped

__all__ = ["main_part", "read_workbook", "saved_in"]


def main_part(parts: Parts) -> str:
    """Return the name of the workbook part; ``""`` when there is none."""
    return parts.of_kind("officeDocument", parts.relations(), "xl/workbook.xml")


def saved_in(parts: Parts) -> datetime | None:
    """Return when a program last saved the workbook, as it says in the core properties.

    ``None`` where it cannot be told: a time without its zone may be off by a day. Properties that
    cannot be read do not make the figures unreadable.
    """
    said: list[str] = []
    try:
        part = parts.part(parts.of_kind("core-properties", parts.relations()))
        part.each({"modified": lambda at: said.append(at.text or "")})
        saved = datetime.fromisoformat(said[0].strip()) if len(said) == 1 else None
    except (UnopenableError, ValueError):
        return None
    return saved if saved is not None and saved.tzinfo is not None else None


def read_workbook(parts: Parts, name: str) -> tuple[tuple[Sheet, ...], Mapping[str, str]]:
    """Read every worksheet, and the names defined for the whole workbook."""
    said = _read_said(parts.part(name))
    if not said.sheets:
        raise UnopenableError("file.not_a_workbook")  # a text document is a package too
    relations = parts.relations(name)
    strings, styles = (parts.of_kind(kind, relations) for kind in ("sharedStrings", "styles"))
    shared = Shared(
        read_strings(parts.part(strings)) if strings else {},
        read_formats(parts.part(styles)) if styles else {"0": GENERAL},
        said.from_1904,
    )
    sheets = tuple(_sheets(parts, said, relations, shared))
    if not sheets:
        raise UnopenableError("file.no_sheets")
    return sheets, MappingProxyType(said.names)


def _sheets(parts: Parts, said: _Said, relations: Relations, shared: Shared) -> Iterator[Sheet]:
    seen: set[str] = set()
    for name, hidden, identifier in said.sheets:
        if identifier not in relations or name.casefold() in seen:
            raise UnopenableError("file.damaged", detail=f"sheet {name} is missing or doubled")
        seen.add(name.casefold())
        kind, target = relations[identifier]
        if kind == "worksheet":  # a chart sheet has no cells
            yield read_sheet(parts, target, name, shared, hidden=hidden)


@mutable
class _Said:
    """What the workbook part says."""

    from_1904: bool = False
    sheets: list[tuple[str, bool, str]] = field(factory=list)
    names: dict[str, str] = field(factory=dict)

    def properties(self, element: Element) -> None:
        self.from_1904 = TRUTHS[element.get("date1904", "0")]

    def sheet(self, element: Element) -> None:
        # Of two namespaces, Transitional and Strict; a sheet without an id has no part.
        identifier = next((v for key, v in element.items() if key.endswith("hips}id")), "")
        if identifier:
            hidden = element.get("state", "visible") != "visible"
            self.sheets.append((unescaped(element.attrib["name"]), hidden, identifier))

    def name(self, element: Element) -> None:
        if "localSheetId" not in element.attrib:
            self.names[element.attrib["name"]] = unescaped(element.text or "")


@remembered
def _read_said(part: Part) -> _Said:
    said = _Said()
    sheets, names = {"sheets/sheet": said.sheet}, {"definedNames/definedName": said.name}
    part.each({"workbookPr": said.properties, **sheets, **names})
    return said
