"""Finding a form on a sheet: by the template's defined names, else by its labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from youthstats.layout.layouts import Layout, report_layout, return_layout
from youthstats.layout.leaves import OWN_UNIT, Leaf
from youthstats.model.forms import Form
from youthstats.model.returns import Location, Matching
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import cell_name
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.axis_search import Band, Spellings, find_leaves
from youthstats.workbook.reading.evaluate import evaluate
from youthstats.workbook.reading.labels import SheetView, folded

__all__ = ["Found", "answered", "footer_row", "locate", "locate_by_names"]

SIGNED = ("单位负责人", "填表人", "报出日期")
REMARKS = ("备注", "说明", "注")
FOOTERS = (*SIGNED, *REMARKS)
"""What begins the lines below a table."""

_FOOT = re.compile(rf"(?P<word>{'|'.join(FOOTERS)})[A-Za-z0-9.]*:")
"""A footer that says more: the word, its English on a template in English, and a colon."""


@frozen
class Found:
    """A form found on a sheet: where, in which layout, and by what."""

    layout: Layout
    location: Location
    matching: Matching

    @property
    def kind(self) -> str:
        """``report`` when the sheet lists units and their total, else ``return``."""
        return "return" if self.layout.members.units is None else "report"


def locate(
    form: Form, scheme: Scheme, sheet: Sheet, names: Spellings, *, report: bool
) -> Found | None:
    """Find ``form`` on ``sheet`` by its labels; ``None`` when it is not there.

    ``report`` expects the consolidated layout. At least half the labels must be found, so that a
    stray word on a scratch sheet is not taken for a form. Merged blocks that stayed behind when
    the values moved mislead, so where something is missing the labels are tried without them.
    """
    found = _locate(form, scheme, sheet, names, report=report)
    if found is not None and not found.matching.absent and answered(found, sheet):
        return found
    bare = _locate(form, scheme, evolve(sheet, merges=()), names, report=report)
    if found is None or bare is None:
        return found or bare
    absent = len(found.matching.absent), len(bare.matching.absent)
    better = absent[1] < absent[0] or (
        absent[1] == absent[0] and answered(bare, sheet) > answered(found, sheet)
    )
    return bare if better else found


def answered(found: Found, sheet: Sheet) -> int:
    """Return how many cells of answers hold something."""
    location = found.location
    cells = (
        sheet.cells.get((row, column))
        for i, j in set(location.slots.values())
        if (row := location.rows[i]) is not None and (column := location.columns[j]) is not None
    )
    return sum(cell is not None and _filled(cell, sheet) for cell in cells)


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
    filled = [
        column
        for (row, column), cell in sheet.cells.items()
        if column > rows.last and row in rows.at and _filled(cell, sheet)
    ]
    return min(filled, default=rows.last + 1)


def _unlabelled_rows(layout: Layout, columns: Band, view: SheetView, left: int) -> Band:
    """Find rows that have no labels: one just below the header, or the entries of a list."""
    below = columns.last + 1
    right = max(at for at in columns.at if at is not None)
    foot = footer_row(view.sheet, below, left, right)
    filled = _filled_rows(view.sheet, below, foot, left, right)
    if layout.form.open:
        rows: Sequence[int] = filled
    else:
        rows = filled[:1] or [below]
    return Band(tuple(rows), below, below)


def _filled_rows(sheet: Sheet, first: int, foot: int | None, left: int, right: int) -> list[int]:
    """Return the rows between header and foot that hold anything in the columns of the answers."""
    return sorted(
        {
            row
            for (row, column), cell in sheet.cells.items()
            if row >= first
            and (foot is None or row < foot)
            and left <= column <= right
            and _filled(cell, sheet)
        }
    )


def _filled(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether a cell holds anything; a formula that comes to an empty text does not."""
    if cell.value is None and cell.formula is not None:
        return evaluate(Book("", "", (sheet,)), sheet.name, cell.formula) != ""
    return cell.value not in {None, ""}


def footer_row(sheet: Sheet, below: int, left: int, right: int) -> int | None:
    """Return the first row from ``below`` on whose first words begin the foot of a table.

    A row with numbers in the other columns from ``left`` to ``right`` is an entry of the list,
    whatever its first words are, unless they ask for a signature.
    """
    starts: dict[int, tuple[int, str]] = {}
    numbers: dict[int, set[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if row < below:
            continue
        if isinstance(cell.value, str) and folded(cell.value):
            if row not in starts or column < starts[row][0]:
                starts[row] = column, cell.value
        elif left <= column <= right and isinstance(cell.value, int | Decimal):
            numbers.setdefault(row, set()).add(column)
    feet = [row for row, (_, text) in starts.items() if _begins_foot(text, listed=row in numbers)]
    return min(feet, default=None)


def _begins_foot(text: str, *, listed: bool) -> bool:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _FOOT.match(plain)
    word = found["word"] if found else plain if plain in FOOTERS else None
    return word is not None and (not listed or (word in SIGNED and found is not None))


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


_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$(?P<left>[A-Z]{1,3})\$(?P<top>\d+)(?::\$(?P<right>[A-Z]{1,3})\$(?P<bottom>\d+))?"
)


def locate_by_names(form: Form, book: Book) -> Found | None:
    """Find a return's form where the defined names say it is, if the labels there agree.

    Names follow the cells when rows are inserted in a spreadsheet program, and do not when another
    tool moved them; so every name is held against the label above or beside it.
    """
    layout = return_layout(form)
    areas: dict[str, tuple[str, int, int, int]] = {}
    for item in form.items:
        for line in form.lines or (None,):
            match = _AREA.fullmatch(book.names.get(cell_name(form, item.name, line), ""))
            if match:
                sheet = (match["quoted"] or match["plain"]).replace("''", "'")
                top, column = int(match["top"]) - 1, _column(match["left"])
                areas[cell_name(form, item.name, line)] = (
                    sheet,
                    top,
                    column,
                    int(match["bottom"] or match["top"]) - 1,
                )
    sheets = {area[0] for area in areas.values()}
    sheet = next((sheet for sheet in book.sheets if {sheet.name} == sheets), None)
    if sheet is None:
        return None
    view = SheetView(sheet)
    if form.open:
        return _list_by_names(form, areas, view)
    rows, columns = _positions(layout, form, areas)
    if None in rows or None in columns or not _labels_agree(layout, rows, columns, view):
        return None
    elsewhere = {
        item.specify: areas[cell_name(form, item.specify, None)][1:3]
        for item in form.items
        if item.specify and cell_name(form, item.specify, None) in areas
    }
    location = Location(sheet.name, layout.slots, rows, columns, None, elsewhere)
    return Found(layout, location, Matching(form.id, sheet.name, "names"))


def _positions(
    layout: Layout, form: Form, areas: Mapping[str, tuple[str, int, int, int]]
) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    rows: list[int | None] = [None] * len(layout.rows)
    columns: list[int | None] = [None] * len(layout.columns)
    for i, j, (_, item, line) in layout.crossings():
        area = areas.get(cell_name(form, item, line))
        if area is None or rows[i] not in {None, area[1]} or columns[j] not in {None, area[2]}:
            return (None,), (None,)
        rows[i], columns[j] = area[1], area[2]
    return tuple(rows), tuple(columns)


def _list_by_names(
    form: Form, areas: Mapping[str, tuple[str, int, int, int]], view: SheetView
) -> Found | None:
    """Find a list: its columns where the names are, its entries from there to the foot."""
    blank = return_layout(form, 1)
    columns = [areas.get(cell_name(form, str(leaf.item), None)) for leaf in blank.columns]
    if any(area is None for area in columns):
        return None
    at = tuple(area[2] for area in columns if area is not None)
    top = min(area[1] for area in columns if area is not None)
    if not _labels_agree(blank, (top,), at, view):
        return None
    foot = footer_row(view.sheet, top, min(at), max(at))
    rows = _filled_rows(view.sheet, top, foot, min(at), max(at))
    layout = return_layout(form, len(rows))
    location = Location(view.sheet.name, layout.slots, tuple(rows), at)
    return Found(layout, location, Matching(form.id, view.sheet.name, "names"))


def _labels_agree(
    layout: Layout,
    rows: tuple[int | None, ...],
    columns: tuple[int | None, ...],
    view: SheetView,
) -> bool:
    """Tell whether every leaf's last label stands above its column, or before its row."""
    top = min(row for row in rows if row is not None)
    left = min(column for column in columns if column is not None)
    flipped = SheetView(view.sheet, flipped=True)
    return _labels_before(layout.columns, columns, top, view) and _labels_before(
        layout.rows, rows, left, flipped
    )


def _labels_before(
    leaves: Sequence[Leaf], places: Sequence[int | None], edge: int, view: SheetView
) -> bool:
    for leaf, place in zip(leaves, places, strict=True):
        wanted = [label for label in leaf.labels if label.text != OWN_UNIT][-1:]
        if not wanted or place is None:
            continue
        spelled = folded(wanted[0].text)
        if not any(text.startswith(spelled) for text in view.upwards(edge, place, edge)):
            return False
    return True


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
