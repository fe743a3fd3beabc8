"""Columns by their letters."""

from __future__ import annotations

from functools import lru_cache, reduce

__all__ = ["column_number"]


@lru_cache(maxsize=16_384)
def column_number(letters: str) -> int:
    """Return the number of a column, ``A`` being 1. Raises ``ValueError`` for other signs."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(f"{letters!r} is no column")
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters.upper(), 0)
