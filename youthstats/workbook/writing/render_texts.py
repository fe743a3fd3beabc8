"""Texts as XML can hold them."""

from __future__ import annotations

import re

__all__ = ["escaped"]

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def escaped(text: str) -> str:
    """Return a text as XML can hold it (ST_Xstring, ECMA-376 part 1, § 22.9.2.19)."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))
