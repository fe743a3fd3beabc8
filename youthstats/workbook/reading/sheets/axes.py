"""The two axes of a layout, looked for on a sheet by their labels."""

from __future__ import annotations

from youthstats.layout.layouts import Layout
from youthstats.workbook.reading.sheets.asked_measures import measures_asked
from youthstats.workbook.reading.sheets.axis_search import Band, find_leaves
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.sheets.labels import SheetView, numerals_of

__all__ = ["columns_of", "rows_of"]


def columns_of(layout: Layout, view: SheetView, names: Spellings) -> Band | None:
    """Find the columns of a layout; ``names`` are other spellings of units."""
    measures, printed = measures_asked(layout), layout.form.printed
    return find_leaves(layout.columns, view, names, measures, printed=printed)


def rows_of(
    layout: Layout,
    view: SheetView,
    names: Spellings,
    *,
    after: int = -1,
    before: int | None = None,
) -> Band | None:
    """Find the rows of a layout, by labels below row ``after`` and left of column ``before``."""
    return find_leaves(
        layout.rows,
        SheetView(view.sheet, flipped=True, numerals=numerals_of(layout, rows=True)),
        names,
        measures_asked(layout),
        after=after,
        before=before,
        printed=layout.form.printed,
    )
