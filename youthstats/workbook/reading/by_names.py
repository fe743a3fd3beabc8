"""Finding a form by the template's defined names, which follow its cells when rows are inserted.

Names do not follow when another tool moves the cells; so every name is held against the label above
or beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from youthstats.layout.layouts import Layout, return_layout
from youthstats.model.forms import Form
from youthstats.model.returns import Location, Matching
from youthstats.workbook.names import cell_name
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.axis_search import REACH
from youthstats.workbook.reading.foot import filled_rows, footer_row
from youthstats.workbook.reading.found import Found, Place
from youthstats.workbook.reading.labels import SheetView, folded

__all__ = ["locate_by_names"]

_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$(?P<column>[A-Z]{1,3})\$(?P<row>\d+)(?::\$[A-Z]{1,3}\$\d+)?"
)


def locate_by_names(form: Form, book: Book) -> Found | None:
    """Find a return's form where the defined names say it is, if the labels there agree."""
    if not book.names:
        return None
    areas = tuple(book.names.get(name) for name in _cell_names(form))
    named = _named(form, areas)
    if named is None:
        return None
    sheet = next((sheet for sheet in book.sheets if sheet.name == named.sheet), None)
    if sheet is None:
        return None
    found = named.found
    if not _labels_agree(found.layout, found.location, sheet):
        return None
    return _list(form, found, sheet) if form.open else found


@frozen
class _Named:
    """Where the names of a workbook put a form: the same for every return of one template."""

    sheet: str
    found: Found


@lru_cache
def _cell_names(form: Form) -> tuple[str, ...]:
    return tuple(cell_name(form, *answer) for answer in _answers(form))


@lru_cache
def _answers(form: Form) -> tuple[tuple[str, str | int | None], ...]:
    return tuple((item.name, line) for item in form.items for line in form.lines or (None,))


@lru_cache(maxsize=1024)
def _named(form: Form, areas: tuple[str | None, ...]) -> _Named | None:
    """Work out where a form stands from what its names stand for."""
    read = {
        answer: match
        for answer, area in zip(_answers(form), areas, strict=True)
        if area is not None and (match := _AREA.fullmatch(area))
    }
    sheets = {match["quoted"] or match["plain"] for match in read.values()}
    if len(sheets) != 1:
        return None
    sheet = sheets.pop().replace("''", "'")
    places = {
        answer: (int(match["row"]) - 1, _column(match["column"])) for answer, match in read.items()
    }
    layout = return_layout(form, 1) if form.open else return_layout(form)
    rows, columns = _positions(layout, places, open_list=form.open)
    if None in rows or None in columns:
        return None
    elsewhere = {
        item.specify: places[item.specify, None]
        for item in form.items
        if item.specify and (item.specify, None) in places
    }
    location = Location(sheet, layout.slots, rows, columns, None, elsewhere)
    return _Named(sheet, Found(layout, location, Matching(form.id, sheet, "names")))


def _positions(
    layout: Layout, places: Mapping[tuple[str, str | int | None], Place], *, open_list: bool
) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Return the rows and columns the names give; ``None`` where they contradict each other."""
    rows: list[int | None] = [None] * len(layout.rows)
    columns: list[int | None] = [None] * len(layout.columns)
    for i, j, (_, item, line) in layout.crossings():
        place = places.get((item, None if open_list else line))
        if place is None or rows[i] not in {None, place[0]} or columns[j] not in {None, place[1]}:
            return (None,), (None,)
        rows[i], columns[j] = place
    return tuple(rows), tuple(columns)


def _list(form: Form, found: Found, sheet: Sheet) -> Found:
    """Find the entries of a list: from where the names are to the foot."""
    at = [column for column in found.location.columns if column is not None]
    top = min(row for row in found.location.rows if row is not None)
    foot = footer_row(sheet, top, min(at), max(at))
    rows = filled_rows(sheet, top, foot, min(at), max(at))
    layout = return_layout(form, len(rows))
    location = Location(sheet.name, layout.slots, tuple(rows), found.location.columns)
    return Found(layout, location, found.matching)


def _labels_agree(layout: Layout, location: Location, sheet: Sheet) -> bool:
    """Tell whether every leaf's last label stands above its column, or before its row."""
    top = min(row for row in location.rows if row is not None)
    left = min(column for column in location.columns if column is not None)
    above, before = _last_labels(layout)
    return _stand(above, location.columns, top, sheet, flipped=False) and _stand(
        before, location.rows, left, sheet, flipped=True
    )


@lru_cache(maxsize=256)
def _last_labels(layout: Layout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the innermost label of every column and row, ``""`` where it has none."""
    columns, rows = (
        tuple(folded(path[-1].text) if (path := leaf.fixed) else "" for leaf in leaves)
        for leaves in (layout.columns, layout.rows)
    )
    return columns, rows


def _stand(
    labels: Sequence[str],
    places: Sequence[int | None],
    edge: int,
    sheet: Sheet,
    *,
    flipped: bool,
) -> bool:
    view: SheetView | None = None
    for wanted, place in zip(labels, places, strict=True):
        if not wanted or place is None or _next_to(wanted, place, edge, sheet, flipped=flipped):
            continue
        view = view or SheetView(sheet, flipped)
        if not any(text.startswith(wanted) for text in view.upwards(edge, place, edge)):
            return False
    return True


def _next_to(wanted: str, place: int, edge: int, sheet: Sheet, *, flipped: bool) -> bool:
    """Tell whether a label stands where it mostly does: straight above, or before."""
    for line in range(edge - 1, max(edge - 1 - REACH, -1), -1):
        cell = sheet.cells.get((place, line) if flipped else (line, place))
        if cell is not None and isinstance(cell.value, str):
            return folded(cell.value).startswith(wanted)
    return False


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
