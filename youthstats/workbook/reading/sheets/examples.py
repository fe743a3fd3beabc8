"""Rows that show a clerk how to fill a form in: 例, 示例, 例：张三."""

from __future__ import annotations

import re

__all__ = ["begins_example", "may_begin_example"]

_WORD = r"\s*[(（【]?\s*(?:填[写报])?(?:示|样|范)?例"
_BEGINS = re.compile(_WORD)
_EXAMPLE = re.compile(rf"{_WORD}(?:如|子)?\s*[)）】]?\s*(?:$|[:：])")


def begins_example(text: str) -> bool:
    """Tell whether words say that what follows in their row is an example: 例 or 例：, and not 例会."""
    return _EXAMPLE.match(text) is not None


def may_begin_example(text: str) -> bool:
    """Tell whether a text may, whose colon was left out when it was folded."""
    return _BEGINS.match(text) is not None
