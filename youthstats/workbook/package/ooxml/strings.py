"""Texts: rich ones as their plain words, escapes undone, shared ones by their index."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from youthstats.workbook.package.ooxml.elements import Part, local

__all__ = ["read_strings", "rich_text", "unescaped"]

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


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


def read_strings(part: Part) -> dict[str, str]:
    """Read the shared strings, by index as cells write it; their declared count is ignored."""
    strings: dict[str, str] = {}
    meter, characters = part.meter, 0
    room = meter.room("characters")

    def text(element: Element) -> None:
        nonlocal characters
        words = strings[str(len(strings))] = rich_text(element)
        characters += len(words)
        if characters > room or len(strings) > meter.limits.strings:
            meter.charge("characters", characters)
            meter.check("strings", len(strings))

    part.each({"si": text})
    meter.charge("characters", characters)
    return strings
