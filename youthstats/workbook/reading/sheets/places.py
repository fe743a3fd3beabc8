"""Where a cell stands on its sheet, and how many places a message names."""

from __future__ import annotations

from collections.abc import Sequence

from youthstats.model.columns import column_letters

__all__ = ["Place", "address", "quoted", "some"]

Place = tuple[int, int]
"""Row and column from 0."""


def address(place: Place) -> str:
    """Return a place as a spreadsheet writes it: ``(5, 1)`` is B6."""
    return f"{column_letters(place[1])}{place[0] + 1}"


def quoted(place: Place, text: str) -> str:
    """Return what stands in a cell, on one line, behind its address: ``G6 “请来电”``."""
    return f"{address(place)} “{' '.join(text.split())}”"


def some(names: Sequence[str], most: int = 6) -> list[str]:
    """Return the first names, with a mark when there are more than a message should hold."""
    return [*names[:most], "…"] if len(names) > most else list(names)
