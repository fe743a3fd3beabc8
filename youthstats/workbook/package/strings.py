"""Texts: rich ones as their plain words, escapes undone, shared ones by their index."""

from __future__ import annotations

import re

from youthstats.workbook.package.parts import Parts

__all__ = ["RichText", "read_strings", "unescaped"]

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo ``_x000D_`` and the like (ST_Xstring, ECMA-376 part 1, § 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone is none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class RichText:
    """The words of a text that may be cut into runs (CT_Rst), without its phonetic ones."""

    def __init__(self) -> None:
        self.runs: list[str] = []
        self.spoken = 0
        self.starts = {"rPh": self.skip}
        self.ends = {"t": self.run, "rPh": self.resume}

    def run(self, text: str) -> None:
        """Add a run."""
        self.runs.append(unescaped(text))

    def skip(self, _: dict[str, str]) -> None:
        """Remember where how the words are spoken begins."""
        self.spoken = len(self.runs)

    def resume(self, _: str) -> None:
        """Forget how the words are spoken."""
        del self.runs[self.spoken :]

    def take(self) -> str:
        """Return the text and begin the next."""
        text = "".join(self.runs)
        self.runs.clear()
        return text


def read_strings(parts: Parts, name: str) -> dict[str, str]:
    """Read the shared strings, by index as cells write it; their declared count is ignored."""
    strings: dict[str, str] = {}
    rich = RichText()

    def finished(_: str) -> None:
        text = strings[str(len(strings))] = rich.take()
        parts.meter.charge("strings")
        parts.meter.charge("characters", len(text))

    parts.parse(name, rich.starts, {**rich.ends, "si": finished})
    return strings
