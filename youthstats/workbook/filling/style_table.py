"""The styles of a template (ECMA-376 part 1, § 18.8): others appended, variants made of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from youthstats.workbook.filling.trees import Element, in_order
from youthstats.workbook.package.numbers import BUILT_IN, format_of
from youthstats.workbook.writing.plan import ABOUT

__all__ = ["NO_STYLES", "StyleTable"]

_ORDER = (
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
)
_PARTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_APPLIED = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")
_FIRST_OF_ITS_OWN = 164
_SECTION = re.compile(r'("[^"]*"|\\.|_.|\*.)|(^|;)((?:\[[^\]]*\])*)')

_NORMAL = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}

NO_STYLES = b"""<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
</styleSheet>"""
"""The styles of a workbook that has none: it need not have any."""


class StyleTable:
    """The lists cells point into; what is in them already is not put there twice.

    ``changed`` says whether there is anything new in them.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.space = etree.QName(root).namespace
        self.known: dict[str, dict[bytes, int]] = {}
        self.changed = False
        if not self.listed("cellXfs"):  # or the first to be appended would be everybody's
            self._append("cellXfs", etree.Element(f"{{{self.space}}}xf", _NORMAL))

    def grafted(self, other: Element) -> dict[str, str]:
        """Append what the cells of another workbook look like; return the new index of each style."""
        table = StyleTable(other)
        formats = table.formats()
        places: dict[str, str] = {}
        for index, style in enumerate(table.listed("cellXfs")):
            made = deepcopy(style)
            for part, name in _PARTS.items():
                made.set(part, self._place(name, table.listed(name)[int(style.get(part, "0"))]))
            made.set("numFmtId", self._format(style.get("numFmtId", "0"), formats))
            made.set("xfId", "0")
            for name in _APPLIED:  # or a program may take it from the template's own normal style
                made.set(f"apply{name}", "1")
            places[str(index)] = self._place("cellXfs", made)
        return places

    def size(self, index: str) -> float:
        """Return the size of the font of a style, in points."""
        font = self.listed("fonts")[int(self.listed("cellXfs")[int(index)].get("fontId", "0"))]
        said = font.find(f"{{{self.space}}}sz")
        return 11.0 if said is None else float(said.get("val", "11"))

    def wrapped(self, index: str) -> str:
        """Return a style like one of the table's that breaks a text into lines."""
        made = deepcopy(self.listed("cellXfs")[int(index)])
        alignment = made.find(f"{{{self.space}}}alignment")
        if alignment is None:
            alignment = etree.Element(f"{{{self.space}}}alignment")
            made.insert(0, alignment)
        for name in ("shrinkToFit", "textRotation"):
            alignment.attrib.pop(name, None)
        alignment.set("wrapText", "1")
        made.set("applyAlignment", "1")
        return self._place("cellXfs", made)

    def variant(self, index: str, *, about: bool, quoted: bool, day: bool) -> str:
        """Return a style like one of the table's, its number marked, its text quoted, or for a day.

        The one itself, if that is what it is.
        """
        if not (about or quoted or day):
            return index
        style = self.listed("cellXfs")[int(index)]
        code = self.formats().get(style.get("numFmtId", "0"), "General")
        wanted = "yyyy-mm-dd" if day and not format_of(code).dated else code
        wanted = _marked(wanted) if about else wanted
        if wanted == code and not quoted:
            return index
        made = deepcopy(style)
        if quoted:
            made.set("quotePrefix", "1")
        if wanted != code:
            made.set("numFmtId", self._code(wanted))
            made.set("applyNumberFormat", "1")
        return self._place("cellXfs", made)

    def listed(self, name: str) -> list[Element]:
        """Return what is in one of the lists."""
        found = self.root.find(f"{{{self.space}}}{name}")
        return [] if found is None else [one for one in found if isinstance(one.tag, str)]

    def formats(self) -> dict[str, str]:
        """Return the codes of all number formats by id."""
        own = self.listed("numFmts")
        return BUILT_IN | {one.get("numFmtId", ""): one.get("formatCode", "") for one in own}

    def _format(self, id: str, formats: Mapping[str, str]) -> str:
        return id if int(id) < _FIRST_OF_ITS_OWN else self._code(formats[id])

    def _code(self, code: str) -> str:
        """Return the id of a number format, made if there is none."""
        own = self.listed("numFmts")
        for one in own:
            if one.get("formatCode") == code:
                return one.get("numFmtId", "")
        ids = [int(one.get("numFmtId", "0")) for one in own]
        id = str(max([_FIRST_OF_ITS_OWN - 1, *ids]) + 1)
        facts = {"numFmtId": id, "formatCode": code}
        self._append("numFmts", etree.Element(f"{{{self.space}}}numFmt", facts))
        return id

    def _place(self, name: str, element: Element) -> str:
        """Return the index of an element in a list, appended if it is not there."""
        if name not in self.known:
            self.known[name] = {}
            for index, one in enumerate(self.listed(name)):
                self.known[name].setdefault(_canonical(one), index)
        known, looks = self.known[name], _canonical(element)
        if looks not in known:
            known[looks] = self._append(name, deepcopy(element))
        return str(known[looks])

    def _append(self, name: str, element: Element) -> int:
        """Append to a list, made if it is missing; return the index."""
        in_order(self.root, name, _ORDER).append(element)
        count = len(self.listed(name))
        in_order(self.root, name, _ORDER).set("count", str(count))
        self.changed = True
        return count - 1


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def _marked(code: str) -> str:
    """Return a number format with the mark of an approximate number before every section of it."""

    def mark(found: re.Match[str]) -> str:
        return found[1] or f'{found[2]}{found[3]}"{ABOUT}"'

    return _SECTION.sub(mark, code)
