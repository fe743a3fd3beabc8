"""Texts: rich ones as their plain words, escapes undone, shared ones by their index."""

from __future__ import annotations

import re

from youthstats.workbook.package.elements import Elements, Part, spelled
from youthstats.workbook.package.limits import Meter

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


_RUN, _ITEM = spelled("t"), spelled("si")


def read_strings(part: Part) -> dict[str, str]:
    """Read the shared strings, by index as cells write it; their declared count is ignored."""
    strings = _Strings(part.meter)
    part.feed(strings)
    return strings.found


class _Strings(Elements):
    """The shared strings found so far."""

    def __init__(self, meter: Meter) -> None:
        self.rich = RichText()
        super().__init__(self.rich.starts, self.rich.ends)
        self.meter = meter
        self.found: dict[str, str] = {}
        self.charged = self.characters = 0

    def end(self, element: str) -> None:
        """Take a text, and its runs, without the way through the table of actions."""
        if element in _RUN:
            self.depth -= 1
            self.rich.run("".join(self.text))
        elif element in _ITEM:
            self.depth -= 1
            text = self.found[str(len(self.found))] = self.rich.take()
            self.characters += len(text)
        else:
            super().end(element)

    def watch(self) -> None:
        """Charge the texts found since the last look."""
        self.meter.charge("strings", len(self.found) - self.charged)
        self.meter.charge("characters", self.characters)
        self.charged, self.characters = len(self.found), 0
