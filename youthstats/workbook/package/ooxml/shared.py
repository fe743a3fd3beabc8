"""What cells of all sheets refer to by index: shared texts, and number formats."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from itertools import count
from xml.etree.ElementTree import Element

from attrs import frozen

from youthstats.workbook.package.book import Cell, CellError, CellValue
from youthstats.workbook.package.numbers import (
    BUILT_IN,
    GENERAL,
    Format,
    format_of,
    from_iso,
    moment,
    number,
)
from youthstats.workbook.package.ooxml.elements import TRUTHS, Part, local, remembered
from youthstats.workbook.package.ooxml.parts import Parts, Relations
from youthstats.workbook.package.texts import PLAIN, unescaped

__all__ = ["Shared", "read_shared", "rich_text"]

_TEXT = re.compile(f'<si><t(?: xml:space="preserve")?>{PLAIN}</t></si>')


@frozen(eq=False)
class Styles:
    """Formats by the index cells write, and whether days are counted from 1904."""

    formats: dict[str, Format]
    from_1904: bool

    def cell(self, style: str, kind: str, formula: str | None, text: str) -> Cell:
        """Return a cell that says itself what it holds, of a type (ST_CellType, § 18.18.11)."""
        shown = self.formats[style]
        return Cell(self._value(kind, text, shown), formula, shown.code)

    def _value(self, kind: str, text: str, shown: Format) -> CellValue:
        if kind == "str":
            return unescaped(text)
        if not text:
            return None  # as programs that do not calculate save a formula
        if kind != "n":
            return _TURNS[kind](text)
        found = number(text)
        return moment(found, shown, from_1904=self.from_1904) if shown.dated else found


_TURNS: dict[str, Callable[[str], CellValue]] = {"b": TRUTHS.__getitem__, "d": from_iso}
_TURNS |= {"e": CellError, "inlineStr": str}


@frozen
class Shared:
    """Texts and styles by the index cells write."""

    strings: dict[str, str]
    styles: Styles


def rich_text(element: Element) -> str:
    """Return the words of a text that may be cut into runs (CT_Rst), without its phonetic ones."""
    words = []
    for part in element:
        name = local(part.tag)
        if name == "t":
            words.append(unescaped(part.text or ""))
        elif name == "r":
            words += [unescaped(run.text or "") for run in part if local(run.tag) == "t"]
    return "".join(words)


def read_shared(parts: Parts, relations: Relations, *, from_1904: bool) -> Shared:
    """Read what cells refer to; a workbook may have neither texts nor formats."""
    strings, styles = (parts.of_kind(kind, relations) for kind in ("sharedStrings", "styles"))
    return Shared(
        _read_strings(parts.part(strings)) if strings else {},
        (_read_styles(parts.part(styles)) if styles else _PLAIN)[from_1904],
    )


def _read_strings(part: Part) -> dict[str, str]:
    """Read the shared strings, by index as cells write it; their declared count is ignored."""
    texts = _plain_texts(part)
    if not texts:

        def text(element: Element) -> None:
            texts.append(rich_text(element))
            part.meter.check("strings", len(texts))
            part.meter.charge("characters", len(texts[-1]))

        part.each({"si": text})
    return dict(zip(map(str, count()), texts, strict=False))


def _plain_texts(part: Part) -> list[str]:
    """Return the texts of a small part of plain ones; before the parser one stands in for them."""
    head, *cut = _TEXT.split(part.small.decode("utf-8", "surrogateescape"))
    around = "<si/>".join((head, *cut[-1:])).encode("utf-8", "surrogateescape")
    if any(cut[1:-1:2]) or not _stands_in(Part(part.name, (around,), part.meter)):
        return []
    texts = cut[::2]
    if any("&" in text or "_x" in text for text in texts):
        texts = [unescaped(unescape(text)) for text in texts]
    part.meter.check("strings", len(texts))
    part.meter.charge("characters", sum(map(len, texts)))
    return texts


_PLAIN = Styles({"0": GENERAL}, False), Styles({"0": GENERAL}, True)


@remembered
def _stands_in(part: Part) -> bool:
    """Tell whether there is one text, and nothing else."""
    found: list[Element] = []
    if part.bare and part.small.count(b"<") < 5:
        part.each({"si": found.append})
    return len(found) == 1


@remembered
def _read_styles(part: Part) -> tuple[Styles, Styles]:
    """Read the format of every cell style; days may be counted from 1900 or from 1904."""
    codes = dict(BUILT_IN)
    styles: dict[str, Format] = {}

    def code(element: Element) -> None:
        codes[element.attrib["numFmtId"]] = element.attrib["formatCode"]

    def style(element: Element) -> None:
        part.meter.charge("styles")
        styles[str(len(styles))] = format_of(codes.get(element.get("numFmtId", "0"), "General"))

    part.each({"numFmts/numFmt": code, "cellXfs/xf": style})
    return Styles({"0": GENERAL, **styles}, False), Styles({"0": GENERAL, **styles}, True)
