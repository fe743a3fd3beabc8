"""Which tables of a sheet are of one card: the lists inside it, and what it asks for below them."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.workbook.understanding.paths import Paths
from youthstats.workbook.understanding.region import whole_width

__all__ = ["cards_around"]


def cards_around(tables: Mapping[int, Paths]) -> dict[int, int]:
    """Return the card that each table is of, itself among them, by their numbers from the top down.

    A list is of the card right above it if the label of a group stands beside all of it or over all
    of it: without one it may be what the sheet is about. One with a label beside it that no card
    stands above is of the card right below it.
    """
    found: dict[int, int] = {}
    for number, paths in tables.items():
        above = next((n for n, one in tables.items() if _stands_on(one, paths)), None)
        below = next((n for n, one in tables.items() if _stands_on(paths, one)), None)
        if paths.listed and paths.table.region.group and below and tables[below].table.pairs:
            found.setdefault(number, below)
        if above is None:
            continue
        card = found.get(above, above)
        listed = paths.listed and (paths.table.region.group or _between(tables[above], paths))
        if tables[card].table.pairs and (listed or (card != above and not paths.listed)):
            found |= {number: card, card: card}
    return found


def _stands_on(one: Paths, other: Paths) -> bool:
    """Tell whether a table stands right above another, but for labels over all of that."""
    upper, lower = one.table.region, other.table.region
    wide = all(whole_width(other.canvas, lower, row) for row in _between(one, other))
    return upper.bottom < lower.top and wide and not {*upper.columns}.isdisjoint(lower.columns)


def _between(one: Paths, other: Paths) -> range:
    return range(one.table.region.bottom + 1, other.table.region.top)
