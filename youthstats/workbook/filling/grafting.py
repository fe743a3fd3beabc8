"""Sheets of a workbook of ours, grafted into the package of a template."""

from __future__ import annotations

import posixpath
from copy import deepcopy

from lxml import etree

from youthstats.workbook.filling.book_part import BookPart
from youthstats.workbook.filling.package import Package
from youthstats.workbook.filling.style_table import NO_STYLES, StyleTable
from youthstats.workbook.filling.trees import Element, parsed, serialised

__all__ = ["graft", "style_table"]

_OF_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def style_table(book: BookPart) -> StyleTable:
    """Return the styles of a template; without any, some are made."""
    part = book.relations.one("styles")
    if part is None:
        part = book.package.free("xl/styles", ".xml")
        book.package.add(part, book.dialect.spoken(NO_STYLES))
        book.package.declare(part, _OF_STYLES)
        book.relations.add(book.dialect.kind("styles"), part)
    return StyleTable(book.package.tree(part))


def graft(book: BookPart, table: StyleTable, rendered: bytes) -> list[str]:
    """Append the sheets of a rendered workbook behind a template's own.

    Returns its defined names that mean something in the template already, and were left out.
    """
    source = BookPart(Package(rendered))
    grafting = _Grafting(source, book, table)
    for sheet, (_, part) in zip(source.listed(), source.sheets().values(), strict=True):
        book.add_sheet(sheet, grafting.sheet(part))
    return book.add_names(source)


class _Grafting:
    """What all sheets of one workbook share: where its texts and styles are found."""

    def __init__(self, source: BookPart, book: BookPart, table: StyleTable) -> None:
        self.source, self.package, self.dialect = source.package, book.package, book.dialect
        styles, texts = source.relations.one("styles"), source.relations.one("sharedStrings")
        self.styles = table.grafted(self.tree(styles)) if styles else {}
        self.texts = list(self.tree(texts)) if texts else []

    def tree(self, part: str) -> Element:
        """Return a part of ours in the dialect of the template."""
        return parsed(part, self.dialect.spoken(self.source.read(part)))

    def sheet(self, part: str) -> str:
        """Put a worksheet and what it refers to into the package; return its name there."""
        root = self.tree(part)
        for view in root.iter(self.dialect.tag("sheetView")):
            view.attrib.pop("tabSelected", None)  # what is typed goes into every selected sheet
        for name, style in (("c", "s"), ("row", "s"), ("col", "style")):
            for element in root.iter(self.dialect.tag(name)):
                if (old := element.get(style)) is not None:
                    element.set(style, self.styles[old])
        for cell in root.iter(self.dialect.tag("c")):
            if cell.get("t") == "s":
                self._hold(cell)
        made = self._added(part)
        ids = {
            relation.id: self.package.relations(made).add(
                self.dialect.kind(relation.kind), self._added(relation.target)
            )
            for relation in self.source.relations(part)
        }
        for element in root.iter("{*}*"):
            if (old := element.get(self.dialect.id)) is not None:
                element.set(self.dialect.id, ids[old])
        self.package.bytes[made] = serialised(root)
        return made

    def _hold(self, cell: Element) -> None:
        """Put a shared text into its cell: the shared texts of the template stay as they are."""
        value = cell.find(self.dialect.tag("v"))
        assert value is not None
        held = etree.Element(self.dialect.tag("is"))
        held.extend(deepcopy(list(self.texts[int(value.text or "")])))
        cell.replace(value, held)
        cell.set("t", "inlineStr")

    def _added(self, part: str) -> str:
        """Put a part of ours into the package under a name that is free there."""
        stem, suffix = posixpath.splitext(part)
        name = self.package.free(stem.rstrip("0123456789"), suffix)
        data = self.source.read(part)
        self.package.add(name, data if suffix == ".vml" else self.dialect.spoken(data))
        self.package.declare(name, self.source.content_type(part))
        return name
