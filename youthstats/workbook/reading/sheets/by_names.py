"""Finding a form by the template's defined names, which follow its cells when rows are inserted.

Names do not follow when another tool moves the cells; so they are held against the labels above and
beside the answers, of which those of the last return need only be seen to stand there still.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from attrs import evolve, mutable

from youthstats.layout.layouts import Layout, return_layout
from youthstats.layout.leaves import Label
from youthstats.model.forms import Form
from youthstats.model.locations import Location
from youthstats.model.matching import Matching, Reworded
from youthstats.workbook.names import cell_name
from youthstats.workbook.package import Book, Merge, Sheet, column_number
from youthstats.workbook.reading.sheets.asked_measures import measure_asked
from youthstats.workbook.reading.sheets.entries import Rows, answer_rows
from youthstats.workbook.reading.sheets.found import Found, with_total
from youthstats.workbook.reading.sheets.labels import (
    LONGEST_LABEL,
    SheetView,
    folded,
    numeral,
    numerals_of,
    stem_and_measure,
)
from youthstats.workbook.reading.sheets.measures import Asked
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["locate_by_names"]

Agreement = Literal["whole", "longer"] | None
"""What a text is to a label: all of it, more than it, or something else."""

_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$(?P<column>[A-Z]{1,3})\$(?P<row>[1-9][0-9]{0,6})(?::\$[A-Z]{1,3}\$[0-9]{1,7})?"
)


def locate_by_names(form: Form, book: Book) -> Found | None:
    """Find a return's form where the defined names say it is, if the labels there agree."""
    if not book.names:
        return None
    areas = tuple(map(book.names.get, _cell_names(form)))
    named = _named(form, areas)
    if named is None:
        return None
    sheet = next((sheet for sheet in book.sheets if sheet.name == named.sheet), None)
    if sheet is None:
        return None
    found = named.found
    if not named.still(sheet):
        agreed = _labels_agree(form, found.layout, found.location, sheet)
        if agreed is None:
            return None
        if named.numbered:  # figures that are labels are known by their places alone
            found = evolve(found, labels=frozenset(at for _, at in agreed))
        longer = [_reworded(*one, sheet) for one in agreed if _is_longer(*one, sheet)]
        if longer:
            found = evolve(found, matching=evolve(found.matching, reworded=tuple(longer)))
            return _list(found, book, sheet, _below(found, sheet)) if form.open else found
        named.remember(agreed, sheet)
    return _list(found, book, sheet, named.below) if form.open else found


@mutable(eq=False)
class _Named:
    """Where the names of a workbook put a form: the same for every return of one template.

    ``heading`` is what stood there on the last return, words of no label too, for one put in between
    may change what a label is over; and so may a merged block. ``seen`` are the other labels that
    bore the names out.
    """

    sheet: str
    found: Found
    rows: tuple[int, int] = (0, 0)
    heading: tuple[tuple[Place, str], ...] | None = None
    seen: Mapping[Place, str] = {}
    merges: tuple[Merge, ...] = ()
    below: int = 0

    @property
    def numbered(self) -> bool:
        """Whether cells may hold labels of it as numbers."""
        return any(numerals_of(self.found.layout, rows=rows) for rows in (True, False))

    def remember(self, agreed: Sequence[tuple[Label, Place]], sheet: Sheet) -> None:
        """Keep what the heading looks like, down to the first answer: one of words alone."""
        self.below = _below(self.found, sheet)
        if self.numbered:
            return
        tops = [at[0] for _, at in agreed if at[0] < self.found.top]
        self.rows = min(tops, default=0), self.found.top if tops else 0
        self.heading, self.merges = sheet.texts_from(*self.rows), sheet.merges
        stood = dict(sheet.texts)
        headed = range(*self.rows)
        self.seen = {at: stood[at] for _, at in agreed if at[0] not in headed}

    def still(self, sheet: Sheet) -> bool:
        """Tell whether the heading is that of the last return."""
        if self.heading is None or self.merges != sheet.merges:
            return False
        if self.heading != sheet.texts_from(*self.rows):
            return False
        stand = map(sheet.cells.get, self.seen)
        return all(
            cell is not None and cell.value == text
            for cell, text in zip(stand, self.seen.values(), strict=True)
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
        answer: (int(match["row"]) - 1, column_number(match["column"]) - 1)
        for answer, match in read.items()
    }
    layout = return_layout(form, 1) if form.open else return_layout(form)
    rows, columns = _positions(layout, places, open_list=form.open)
    if None in rows or None in columns:
        return None
    completed = [item.specify for item in form.items if item.specify]
    if any((name, None) not in places for name in completed):
        return None
    elsewhere = {name: places[name, None] for name in completed}
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


def _list(found: Found, book: Book, sheet: Sheet, below: int) -> Found:
    """Find the entries of a list: from the heading to the foot."""
    rows = answer_rows(found.layout, book, sheet, found.location.columns, below)
    return _listed(found, rows)


@lru_cache(maxsize=64)
def _listed(found: Found, rows: Rows) -> Found:
    """Return a list with its entries in these rows: lists of one template are often as long."""
    form, where = found.layout.form, found.location
    layout = return_layout(form, len(rows.answers))
    location = Location(where.sheet, layout.slots, rows.answers, where.columns)
    location = with_total(location, layout, rows.total(form))
    return Found(layout, location, found.matching, rows, found.labels)


def _below(found: Found, sheet: Sheet) -> int:
    """Return the first row under the heading of a list.

    The first name is no witness: a row put in above it, or a row taken out by another program,
    leaves entries over it.
    """
    view = SheetView(sheet, numerals=numerals_of(found.layout, rows=False))
    ends = [
        view.end(at)[0] + 1
        for column in found.location.columns
        if column is not None
        and (at := _label_over(found.layout, column, found.location, view)) is not None
    ]
    return max(ends, default=found.top)


def _label_over(layout: Layout, column: int, location: Location, view: SheetView) -> Place | None:
    """Return where the innermost label of a column stands, from the first entry upwards."""
    leaf = layout.columns[location.columns.index(column)]
    top = min(row for row in location.rows if row is not None)
    if not leaf.fixed:
        return None
    over = view.upwards(top, column, top)
    return next((at for at in over if _agrees_with(leaf.fixed[-1], Asked(), at, view.sheet)), None)


def _labels_agree(
    form: Form, layout: Layout, location: Location, sheet: Sheet
) -> list[tuple[Label, Place]] | None:
    """Hold the labels of every leaf against what stands above its column, or before its row.

    ``None`` when one is not there; else the labels and where they stand.
    """
    top = min(row for row in location.rows if row is not None)
    left = min(column for column in location.columns if column is not None)
    if top > 1 + max((row for row, _ in sheet.cells), default=0):
        return None
    agreed: list[tuple[Label, Place]] = []
    for leaves, places, edge, flipped in (
        (layout.columns, location.columns, top, False),
        (layout.rows, location.rows, left, True),
    ):
        view = SheetView(sheet, flipped, numerals_of(layout, rows=flipped))
        for leaf, place in zip(leaves, places, strict=True):
            if place is None:
                continue
            measure = measure_asked(form, leaf)
            above = (view.turned(*at) for at in view.upwards(edge, place, edge))
            for label in reversed(leaf.fixed):
                at = next((at for at in above if _agrees_with(label, measure, at, sheet)), None)
                if at is None:
                    return None
                agreed.append((label, at))
    return agreed


def _agrees_with(label: Label, measure: Asked, place: Place, sheet: Sheet) -> Agreement:
    stood = numeral(sheet.cells[place].value)[:LONGEST_LABEL]
    return _agrees(label.text, measure, stood, bool(label.specify))


@lru_cache(maxsize=8192)
def _agrees(label: str, measure: Asked, stood: str, completed: bool) -> Agreement:
    """Say whether a text is the label, with or without its measure, or begins with it."""
    text, wanted = folded(stood), folded(label)
    if text == wanted or (completed and text.startswith(wanted)):
        return "whole"
    (stem, given), (own, asked) = stem_and_measure(stood), stem_and_measure(label)
    if stem == own and (Asked(asked) if asked else measure).admits(given):
        return "whole"
    return "longer" if text.startswith(wanted) and not (stem == own and given) else None


def _is_longer(label: Label, place: Place, sheet: Sheet) -> bool:
    return _agrees_with(label, Asked(), place, sheet) == "longer"


def _reworded(label: Label, place: Place, sheet: Sheet) -> Reworded:
    stood = "".join(str(sheet.cells[place].value).split())
    return Reworded("".join(label.text.split()), stood, address(place), "longer")
