"""What cells of all sheets refer to by index: shared texts, and number formats."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree.ElementTree import Element

from attrs import frozen

from youthstats.workbook.package.numbers import GENERAL, Format, format_of
from youthstats.workbook.package.ooxml.elements import Part, local, remembered
from youthstats.workbook.package.ooxml.parts import Parts, Relations

__all__ = ["BUILT_IN", "Shared", "read_shared", "rich_text", "unescaped"]

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TABLE = Path(__file__).with_name("formats.toml")

BUILT_IN: dict[str, str] = tomllib.loads(_TABLE.read_text("utf-8"))
"""The codes of number formats that are named by number alone."""


@frozen
class Shared:
    """Texts and formats by the index cells write, and whether days are counted from 1904."""

    strings: dict[str, str]
    styles: dict[str, Format]
    from_1904: bool


def unescaped(text: str) -> str:
    """Undo ``_x000D_`` and the like (ST_Xstring, ECMA-376 part 1, § 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone is none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


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
        _read_formats(parts.part(styles)) if styles else {"0": GENERAL},
        from_1904,
    )


def _read_strings(part: Part) -> dict[str, str]:
    """Read the shared strings, by index as cells write it; their declared count is ignored."""
    strings: dict[str, str] = {}

    def text(element: Element) -> None:
        words = strings[str(len(strings))] = rich_text(element)
        part.meter.check("strings", len(strings))
        part.meter.charge("characters", len(words))

    part.each({"si": text})
    return strings


@remembered
def _read_formats(part: Part) -> dict[str, Format]:
    """Read the format of every cell style, by its index as cells write it."""
    codes = dict(BUILT_IN)
    styles: dict[str, Format] = {}

    def code(element: Element) -> None:
        codes[element.attrib["numFmtId"]] = element.attrib["formatCode"]

    def style(element: Element) -> None:
        part.meter.charge("styles")
        styles[str(len(styles))] = format_of(codes.get(element.get("numFmtId", "0"), "General"))

    part.each({"numFmts/numFmt": code, "cellXfs/xf": style})
    return {"0": GENERAL, **styles}
