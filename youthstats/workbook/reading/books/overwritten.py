"""Forms of which one axis of labels is gone from their sheet: overwritten, not left out.

The labels of the other axis are all there, and figures stand along them. Whose they are nobody can
tell, so none is read; but the form was filed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["has_figures_along"]


def has_figures_along(one: Found, sheet: Sheet, others: Iterable[Found]) -> bool:
    """Tell whether figures stand along the labels of a form that are no answers of ``others``."""
    taken = one.labels.union(*(other.cells | other.labels for other in others))
    return any(place not in taken and is_figure(sheet.cells[place]) for place in _along(one, sheet))


def _along(one: Found, sheet: Sheet) -> Iterator[Place]:
    """Yield the cells in the rows of a form behind its labels, or in its columns below them."""
    rows, columns = set(one.location.rows), set(one.location.columns)
    last = max((row for row, _ in one.labels), default=-1)
    behind = max((column for _, column in one.labels), default=-1)
    for row, column in sheet.cells:
        if (row in rows and column > behind) or (column in columns and row > last):
            yield row, column
