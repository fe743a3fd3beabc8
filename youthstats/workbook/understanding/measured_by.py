"""Which row gives another its measure: the one that it divides (按星级分, 五星), or is set in behind."""

from __future__ import annotations

from collections.abc import Sequence

from youthstats.workbook.understanding.divided import Row, under_ways
from youthstats.workbook.understanding.set_in import behind_others

__all__ = ["measured_by"]


def measured_by(rows: Sequence[Row]) -> dict[int, int]:
    """Return the row that each takes its measure from, where its own label gives none.

    What only says by what rows divide another (按星级分) gives none itself.
    """
    found = {
        part.number: whole.number
        for whole, behind in behind_others(rows)
        if not whole.way
        for part in behind
        if not part.way
    }
    for whole, parts in under_ways(rows):
        found |= {part.number: whole.number for part in parts}
    return found
