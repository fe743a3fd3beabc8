"""Finding a form by the template's defined names, which follow its cells when rows are inserted.

Names do not follow when another tool moves the cells; so every name is held against the label above
or beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from attrs import evolve, mutable

from youthstats.layout.layouts import Layout, return_layout
from youthstats.layout.leaves import Label, Leaf
from youthstats.model.forms import Form
from youthstats.model.returns import Location, Matching, Reworded, column_letters
from youthstats.workbook.names import cell_name
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.axis_search import REACH
from youthstats.workbook.reading.foot import answer_rows
from youthstats.workbook.reading.found import Found, Place
from youthstats.workbook.reading.labels import SheetView, folded, stem_and_measure

__all__ = ["locate_by_names"]

Agreement = Literal["whole", "longer"] | None
"""What a text is to a label: all of it, more than it, or something else."""

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
    if not named.still(sheet):
        agreed = _labels_agree(found.layout, found.location, sheet)
        if agreed is None:
            return None
        longer = [_reworded(*one, sheet) for one in agreed if _agreement(*one, sheet) == "longer"]
        if longer:
            found = evolve(found, matching=evolve(found.matching, reworded=tuple(longer)))
        else:
            named.agreed = [(at, sheet.cells[at].value) for _, at in agreed]
    return _list(form, found, sheet) if form.open else found


@mutable(eq=False)
class _Named:
    """Where the names of a workbook put a form: the same for every return of one template.

    ``agreed`` are the labels that bore the names out on the last return, and where they stood.
    """

    sheet: str
    found: Found
    agreed: list[tuple[Place, object]] | None = None

    def still(self, sheet: Sheet) -> bool:
        """Tell whether the labels that agreed the last time stand where they stood."""
        cells = sheet.cells
        return self.agreed is not None and all(
            (cell := cells.get(at)) is not None and cell.value == text for at, text in self.agreed
        )


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
    top = min(row for row in found.location.rows if row is not None)
    rows = answer_rows(found.layout, sheet, found.location.columns, top)
    layout = return_layout(form, len(rows))
    location = Location(sheet.name, layout.slots, tuple(rows), found.location.columns)
    return Found(layout, location, found.matching)


def _labels_agree(
    layout: Layout, location: Location, sheet: Sheet
) -> list[tuple[Label, Place]] | None:
    """Hold every leaf's last label against what stands above its column, or before its row.

    ``None`` when one is not there; else the labels and where they stand.
    """
    top = min(row for row in location.rows if row is not None)
    left = min(column for column in location.columns if column is not None)
    agreed: list[tuple[Label, Place]] = []
    for leaves, places, edge, flipped in (
        (layout.columns, location.columns, top, False),
        (layout.rows, location.rows, left, True),
    ):
        view: SheetView | None = None
        last: Label | None = None
        stood: Place | None = None
        for label, place in zip(_last_labels(leaves), places, strict=True):
            if label is None or place is None:
                continue
            if label is last and stood is not None and _bare(stood, place, sheet, flipped=flipped):
                continue  # one label over several columns
            last, stood = label, _next_to(place, edge, sheet, flipped=flipped)
            if stood is None or _agreement(label, stood, sheet) is None:
                view = view or SheetView(sheet, flipped)
                stood = _covering(label, place, edge, view)
            if stood is None:
                return None
            agreed.append((label, stood))
    return agreed


@lru_cache(maxsize=512)
def _last_labels(leaves: tuple[Leaf, ...]) -> tuple[Label | None, ...]:
    return tuple(path[-1] if (path := leaf.fixed) else None for leaf in leaves)


def _bare(stood: Place, place: int, sheet: Sheet, *, flipped: bool) -> bool:
    """Tell whether there is no label of its own in the line of the label before."""
    at = (place, stood[1]) if flipped else (stood[0], place)
    return at not in sheet.cells


def _next_to(place: int, edge: int, sheet: Sheet, *, flipped: bool) -> Place | None:
    """Return where a label mostly stands: straight above, or before."""
    for line in range(edge - 1, max(edge - 1 - REACH, -1), -1):
        at = (place, line) if flipped else (line, place)
        cell = sheet.cells.get(at)
        if cell is not None and isinstance(cell.value, str):
            return at
    return None


def _covering(label: Label, place: int, edge: int, view: SheetView) -> Place | None:
    """Return where the label stands among all that cover the place, if it does."""
    covering = (view.turned(*at) for at in view.upwards(edge, place, edge))
    return next((at for at in covering if _agreement(label, at, view.sheet)), None)


def _agreement(label: Label, place: Place, sheet: Sheet) -> Agreement:
    return _agrees(label.text, str(sheet.cells[place].value), bool(label.specify))


@lru_cache(maxsize=8192)
def _agrees(label: str, stood: str, completed: bool) -> Agreement:
    """Say whether a text is the label, with or without its measure, or begins with it."""
    text, wanted = folded(stood), folded(label)
    if text == wanted or (completed and text.startswith(wanted)):
        return "whole"
    (stem, measure), (own, asked) = stem_and_measure(stood), stem_and_measure(label)
    if stem == own and (not measure or not asked or measure == asked):
        return "whole"
    return "longer" if text.startswith(wanted) else None


def _reworded(label: Label, place: Place, sheet: Sheet) -> Reworded:
    stood = "".join(str(sheet.cells[place].value).split())
    address = f"{column_letters(place[1])}{place[0] + 1}"
    return Reworded("".join(label.text.split()), stood, address, "longer")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
