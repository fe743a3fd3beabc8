"""The workbook part of a template: its sheets, its defined names, when it is calculated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from youthstats.workbook.filling.package import Package
from youthstats.workbook.filling.terms import Lost, Reason
from youthstats.workbook.filling.trees import Dialect, Element, in_order
from youthstats.workbook.package.ooxml.elements import TRUTHS
from youthstats.workbook.package.ooxml.parts import folded
from youthstats.workbook.package.texts import unescaped

__all__ = ["BookPart", "take_away"]

_ORDER = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr "
    "smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
)
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_UNKEPT: dict[str, Reason] = {
    "digital-signature/origin": "signature",
    "relationships/revisionHeaders": "shared_editing",
    "relationships/usernames": "shared_editing",
}
"""What a changed workbook cannot keep, by how its relationship's type ends."""


class BookPart:
    """The part that says what there is in a workbook."""

    def __init__(self, package: Package) -> None:
        self.package = package
        name = package.relations().one("officeDocument") or "xl/workbook.xml"
        self.name = package.names[folded(name)]
        self.folder = self.name.rpartition("/")[0]
        self.root = package.edited(self.name)
        self.dialect = Dialect.of(self.root)
        self.relations = package.relations(self.name)
        self.own = len(self.listed())

    @property
    def suffix(self) -> str:
        """How the name of a file with this content has to end: with ``.xlsm`` if it has macros."""
        macros = "macroEnabled" in self.package.content_type(self.name)
        return ".xlsm" if macros else ".xlsx"

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        properties = self.root.find(self.dialect.tag("workbookPr"))
        return properties is not None and TRUTHS[properties.get("date1904", "0")]

    def listed(self) -> list[Element]:
        """Return the sheets as the workbook lists them."""
        return self._child("sheets").findall(self.dialect.tag("sheet"))

    def sheets(self) -> dict[str, tuple[str, str]]:
        """Return the kind and the part of every sheet by its name, in their order."""
        known = {relation.id: (relation.kind, relation.target) for relation in self.relations}
        return {
            unescaped(sheet.get("name", "")): known.get(sheet.get(self.dialect.id, ""), ("", ""))
            for sheet in self.listed()
        }

    def names(self) -> list[Element]:
        """Return the names defined in the workbook."""
        tag = self.dialect.tag
        return self.root.findall(f"{tag('definedNames')}/{tag('definedName')}")

    def add_sheet(self, sheet: Element, part: str) -> None:
        """Append a sheet as another workbook lists it, with a part of its own here."""
        ids = [int(known.get("sheetId", "0")) for known in self.listed()]
        facts = {"name": sheet.get("name", ""), "sheetId": str(max(ids) + 1)}
        if state := sheet.get("state"):
            facts["state"] = state
        facts[self.dialect.id] = self.relations.add(self.dialect.kind("worksheet"), part)
        etree.SubElement(self._child("sheets"), self.dialect.tag("sheet"), facts)

    def define(self, name: str, meaning: str, local: int | None = None) -> bool:
        """Define a name, for one sheet or for the workbook; tell whether it was free.

        A name that means something here goes on meaning that; its case does not count.
        """
        facts = {"name": name}
        if local is not None:
            facts["localSheetId"] = str(local)
        if _scoped(facts) in {_scoped(dict(known.items())) for known in self.names()}:
            return False
        tag = self.dialect.tag("definedName")
        etree.SubElement(self._child("definedNames"), tag, facts).text = meaning
        return True

    def add_names(self, other: BookPart) -> list[str]:
        """Define the names of another workbook, whose sheets stand behind this one's own.

        Returns those that were not free.
        """
        refused = []
        for one in other.names():
            name, local = one.get("name", ""), one.get("localSheetId")
            sheet = None if local is None else self.own + int(local)
            if not self.define(name, one.text or "", sheet):
                refused.append(name)
        return refused

    def set_up(self) -> None:
        """Have everything calculated anew on opening; make a workbook of what opens as a template."""
        self._child("calcPr").set("fullCalcOnLoad", "1")
        chain = next((one for one in self.relations if one.kind == "calcChain"), None)
        if chain is not None:  # it lists formulas in the order of a calculation that is past
            self.relations.remove(chain)
            self.package.drop(chain.target)
        views = self._child("bookViews")
        if not len(views):  # our sheets refer to the first
            etree.SubElement(views, self.dialect.tag("workbookView"))
        if re.search(r"\.template\.", self.package.content_type(self.name)):
            self.package.declare(self.name, _MACROS if self.suffix == ".xlsm" else _PLAIN)

    def _child(self, name: str) -> Element:
        return in_order(self.root, name, _ORDER)


def _scoped(name: Mapping[str, str]) -> tuple[str, str | None]:
    return name["name"].casefold(), name.get("localSheetId")


def take_away(package: Package, book: BookPart) -> list[Lost]:
    """Take away what is not true of a changed workbook; return each part and why it went.

    A digital signature vouches for the bytes that were. The log of a workbook edited by several at
    once counts sheets that are not all there are now.
    """
    lost: list[Lost] = []
    for relations in (package.relations(), book.relations):
        for relation in list(relations):
            why = next((why for end, why in _UNKEPT.items() if relation.type.endswith(end)), None)
            if why is not None:
                relations.remove(relation)
                if relation.target in package:
                    below = [one.target for one in package.relations(relation.target)]
                    parts = [part for part in (relation.target, *below) if part in package]
                    lost += [Lost(package.drop(part), why) for part in parts]
    return lost
