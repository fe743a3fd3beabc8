"""Where a template prints a formula outside its forms, told by the words before it and above it.

A unit that pastes its workbook as values leaves the figure there, and rows may have moved.
"""

from __future__ import annotations

from collections.abc import Callable

from youthstats.workbook.reading.sheets.places import Place

__all__ = ["formula_behind"]

_MOST_BEFORE = 5
"""Columns between words and what stands behind them."""


def formula_behind(place: Place, text_at: Callable[[Place], str]) -> str:
    """Return by what a formula in a cell is known: no text of a sheet is written so.

    ``text_at`` gives the printed words in a cell, ``""`` where it has none.
    """
    row, column = place
    left = ((row, at) for at in range(column - 1, max(column - 1 - _MOST_BEFORE, -1), -1))
    over = ((at, column) for at in range(row - 1, -1, -1))
    before, above = (next(filter(None, map(text_at, places)), "") for places in (left, over))
    return f"{before}\n{above}\n=" if before or above else ""
