"""Characters that are no text: how they are made visible, and how long a text is to a spreadsheet.

A clerk's text may hold anything: signs that move a terminal's cursor or turn its words round, and
halves of characters, which no file can hold.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width, normalize

__all__ = ["bare", "cut", "excerpt", "length", "unspaced", "visible", "whole_characters", "width"]

# Control characters, line separators, marks that change the direction of writing, halves, and the
# two that are no characters at all.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_HALF = re.compile(r"[\ud800-\udfff]")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str, keep: str = "") -> str:
    r"""Return ``text`` with every unseen character but those to keep spelled: ``\n``, ``\u001b``.

    What is returned does nothing to a terminal but print. The spelling is that of JSON, where such
    characters stand inside strings only: a whole JSON text stays one that says the same.
    """
    return _UNSEEN.sub(lambda found: found[0] if found[0] in keep else _spelled(found[0]), text)


def whole_characters(text: str) -> str:
    r"""Return ``text`` with the halves of characters spelled: ``\udcff``.

    No file can hold one; a name of a file in another encoding is read as such halves.
    """
    return _HALF.sub(lambda found: _spelled(found[0]), text)


def unspaced(text: str) -> str:
    """Return ``text`` without blanks and in one width: however words are padded they are the same."""
    return "".join(normalize("NFKC", text).split())


def bare(text: str) -> str:
    """Return ``text`` as one is held against another: no blanks, one width, one case."""
    return "".join(normalize("NFKC", text).split()).casefold()


def excerpt(text: str, most: int = 60) -> str:
    """Return ``text`` as a message quotes it: its beginning, where it is long."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def length(text: str) -> int:
    """Return the length of ``text`` as a spreadsheet counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """Return as much of ``text`` from its beginning as ``most`` units of UTF-16 hold."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese sign takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _spelled(sign: str) -> str:
    return _NAMED.get(sign, f"\\u{ord(sign):04x}")
