"""What a stored text is: what no XML can hold, or no text in it, is written as an escape."""

from __future__ import annotations

import re

__all__ = ["PLAIN", "unescaped"]

_SIGNS = r"[\t\n -%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*"  # all but <, > and &
PLAIN = f"({_SIGNS}(?:&(?:amp|lt|gt|quot|apos);{_SIGNS})*)"
"""A pattern for the text between two tags, as programs write it: :func:`html.unescape` reads it."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo ``_x000D_`` and the like (ST_Xstring, ECMA-376 part 1, § 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone is none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
