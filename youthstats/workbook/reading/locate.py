"""Finding a form on a sheet by its labels."""

from __future__ import annotations

from attrs import evolve

from youthstats.layout.layouts import Layout, report_layout, return_layout
from youthstats.layout.leaves import OWN_UNIT, Leaf
from youthstats.model.forms import Form
from youthstats.model.returns import Location, Matching
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.axis_search import Band, Spellings, find_leaves
from youthstats.workbook.reading.foot import filled, filled_rows, footer_row
from youthstats.workbook.reading.found import Found
from youthstats.workbook.reading.labels import SheetView, folded

__all__ = ["locate"]


def locate(
    form: Form, scheme: Scheme, sheet: Sheet, names: Spellings, *, report: bool
) -> Found | None:
    """Find ``form`` on ``sheet`` by its labels; ``None`` when it is not there.

    ``report`` expects the consolidated layout. At least half the labels must be found, so that a
    stray word on a scratch sheet is not taken for a form. Merged blocks that stayed behind when
    the values moved mislead, so where something is missing the labels are tried without them.
    """
    found = _locate(form, scheme, sheet, names, report=report)
    if found is not None and not found.matching.absent and found.answered(sheet):
        return found
    bare = _locate(form, scheme, evolve(sheet, merges=()), names, report=report)
    if found is None or bare is None:
        return found or bare
    absent = len(found.matching.absent), len(bare.matching.absent)
    better = absent[1] < absent[0] or (
        absent[1] == absent[0] and bare.answered(sheet) > found.answered(sheet)
    )
    return bare if better else found


def _locate(
    form: Form, scheme: Scheme, sheet: Sheet, names: Spellings, *, report: bool
) -> Found | None:
    layout = (
        report_layout(form, scheme.units.leaves, scheme.units.root)
        if report
        else return_layout(form)
    )
    view = SheetView(sheet)
    columns, rows = _axes(layout, view, names, scheme)
    if rows is None or columns is None:
        return None
    if form.open:
        layout = _with_entries(form, layout, len(rows.at))
    matching = _matching(form, sheet, layout, columns, rows)
    labelled = sum(
        _fixed(leaf) and not _optional(leaf, form) for leaf in (*layout.columns, *layout.rows)
    )
    if 2 * len(matching.absent) > labelled:
        return None
    location = Location(
        sheet.name, layout.slots, rows.at, columns.at, None, _in_labels(layout, rows, columns, view)
    )
    return Found(layout, location, matching)


def _axes(
    layout: Layout, view: SheetView, names: Spellings, scheme: Scheme
) -> tuple[Band | None, Band | None]:
    """Find both axes: first the one with labels of its own, then the other beside it."""
    flipped = SheetView(view.sheet, flipped=True)
    if any(_fixed(leaf) for leaf in layout.columns):
        columns = find_leaves(layout.columns, view, names)
        if columns is None:
            return None, None
        left = min(at for at in columns.at if at is not None)
        if any(_fixed(leaf) for leaf in layout.rows):
            rows = find_leaves(layout.rows, flipped, names, after=columns.last, before=left)
        else:
            rows = _unlabelled_rows(layout, columns, view, left)
        return columns, rows
    rows = find_leaves(layout.rows, flipped, names)
    if rows is None:
        return None, None
    return Band((_unlabelled_column(rows, view.sheet),) * len(layout.columns), 0, 0), rows


def _unlabelled_column(rows: Band, sheet: Sheet) -> int:
    """Find the answers beside labels under no heading: in the first column that holds any."""
    held = (
        column
        for (row, column), cell in sheet.cells.items()
        if column > rows.last and row in rows.at and filled(cell, sheet)
    )
    return min(held, default=rows.last + 1)


def _unlabelled_rows(layout: Layout, columns: Band, view: SheetView, left: int) -> Band:
    """Find rows that have no labels: one just below the header, or the entries of a list."""
    below = columns.last + 1
    right = max(at for at in columns.at if at is not None)
    foot = footer_row(view.sheet, below, left, right)
    rows = filled_rows(view.sheet, below, foot, left, right)
    if not layout.form.open:
        rows = rows[:1] or [below]
    return Band(tuple(rows), below, below)


def _with_entries(form: Form, layout: Layout, count: int) -> Layout:
    if layout.members.scope == "report":
        return report_layout(form, (), None, count)
    return return_layout(form, count)


def _fixed(leaf: Leaf) -> bool:
    """Tell whether a leaf has labels that are the same on every return."""
    return any(label.text != OWN_UNIT for label in leaf.labels)


def _optional(leaf: Leaf, form: Form) -> bool:
    """Tell whether a leaf stands for an item that is not printed in the report."""
    return leaf.item is not None and not form.item(leaf.item).in_report


def _matching(form: Form, sheet: Sheet, layout: Layout, columns: Band, rows: Band) -> Matching:
    """Say which labels were not found, or twice; a unit without any line is named as such."""
    pairs = [*zip(layout.columns, columns.at, strict=True), *zip(layout.rows, rows.at, strict=True)]
    there = {leaf.unit for leaf, at in pairs if at is not None}
    absent = [
        leaf for leaf, at in pairs if at is None and _fixed(leaf) and not _optional(leaf, form)
    ]
    doubtful = [layout.columns[i] for i in columns.doubtful] + [
        layout.rows[i] for i in rows.doubtful
    ]
    units = [leaf.unit for leaf in absent if leaf.unit is not None and leaf.unit not in there]
    return Matching(
        form.id,
        sheet.name,
        "labels",
        tuple(_spelled_out(leaf) for leaf in absent if leaf.unit is None or leaf.unit in there),
        tuple(_spelled_out(leaf) for leaf in doubtful),
        tuple(dict.fromkeys(units)),
    )


def _spelled_out(leaf: Leaf) -> str:
    texts = ("".join(label.text.split()) for label in leaf.labels if label.text != OWN_UNIT)
    return "/".join(texts)


def _in_labels(
    layout: Layout, rows: Band, columns: Band, view: SheetView
) -> dict[str, tuple[int, int]]:
    """Find the labels that a clerk completes: the cell that begins with the label's words."""
    found = {}
    for leaves in (layout.rows, layout.columns):
        for label in (label for leaf in leaves for label in leaf.labels if label.specify):
            prefix = folded(label.text)
            places = [place for place, text in view.texts.items() if text.startswith(prefix)]
            if places:
                found[str(label.specify)] = min(places)
    return found
