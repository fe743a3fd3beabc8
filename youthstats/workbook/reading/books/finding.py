"""Which sheet of a workbook holds which form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import Identity
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.books.bearing import titled
from youthstats.workbook.reading.books.likelier import (
    called_after,
    called_after_another,
    fits_another,
    namesakes,
)
from youthstats.workbook.reading.books.overwritten import has_figures_along
from youthstats.workbook.reading.books.unit import named_unit
from youthstats.workbook.reading.sheets.by_names import locate_by_names
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.locate import Sought, locate
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.side_by_side import twins_of
from youthstats.workbook.reading.sheets.under_each_other import others_beside

__all__ = ["find_forms"]

_Pieces = Mapping[str, Mapping[str, Sheet]]
"""The part of each sheet below each title, by the sheet's name and the form."""


def find_forms(book: Book, scheme: Scheme, names: Spellings, claimed: Identity) -> dict[str, Found]:
    """Find each form: where the names say, else by its labels on the likeliest sheet.

    A workbook is a report when it says so, or when units are listed on any of its forms and it does
    not ask whose return it is.
    """
    by_names: dict[str, Found] = {}
    if claimed.kind != "report":
        located = {form.id: locate_by_names(form, book) for form in scheme.forms}
        by_names = {form_id: one for form_id, one in located.items() if one is not None}
    unsure = [form for form in scheme.forms if not _settled(by_names.get(form.id), book, by_names)]
    if not unsure:
        return by_names
    unit = named_unit(book, scheme)
    own = frozenset({folded(unit)}) if unit is not None else frozenset[str]()
    sought = Sought(book, scheme, names, names.get(unit or "", own))
    if claimed.kind == "report" or (claimed.kind is None and unit is None and not by_names):
        listing = _by_labels(scheme.forms, book, evolve(sought, report=True))
        if claimed.kind == "report" or any(map(_lists_units, listing.values())):
            return listing
    settled = [one for form_id, one in by_names.items() if scheme.form(form_id) not in unsure]
    by_labels = _by_labels(unsure, book, sought, settled)
    moved = {form_id: one for form_id, one in by_labels.items() if _filled_in(one, book)}
    return by_labels | by_names | moved


def _settled(found: Found | None, book: Book, others: Mapping[str, Found]) -> bool:
    """Tell whether names decide. Those that lead to empty cells may have stayed behind."""
    if found is None:
        return False
    if _filled_in(found, book):
        return True
    elsewhere = {one.location.sheet for one in others.values()} - {found.location.sheet}
    return not any(
        isinstance(cell.value, int | Decimal)
        for sheet in book.sheets
        if sheet.name not in elsewhere
        for cell in sheet.cells.values()
    )


def _filled_in(found: Found, book: Book) -> bool:
    sheet = book.sheet(found.location.sheet)
    return found.is_answered(sheet)


def _by_labels(
    forms: Iterable[Form], book: Book, sought: Sought, settled: Sequence[Found] = ()
) -> dict[str, Found]:
    """Find forms by their labels, each on the first likely sheet that holds it.

    A return may hold it twice, a blank copy first: there it is the first where it is filled in.
    Forms of one sheet of the template are looked for where the first of them was found.
    """
    used = {one.location.sheet for one in settled}
    pieces = {sheet.name: _pieces(sheet, sought.scheme) for sheet in book.sheets}
    found: dict[str, Found] = {}
    for form in forms:
        beside = _sheets_of_others(form, (*settled, *found.values()), sought.scheme)
        for sheet in timely(_candidates(form, book, pieces, used, beside)):
            one = locate(form, sheet, sought)
            if one is not None and not _twin(one, found, sought).isdisjoint(one.cells):
                continue  # one of several forms alike is not there
            if one is not None and _anothers(one, sheet, sought, blank=form.id in found):
                continue
            if one is not None and (sought.report or one.is_answered(sheet)):
                found[form.id] = one
                break
            if one is not None:
                found.setdefault(form.id, one)
        if form.id in found:
            used.add(found[form.id].location.sheet)
    for form in () if sought.report else forms:
        others = (*settled, *found.values())
        beside = _sheets_of_others(form, others, sought.scheme)
        likely = _likely(form, book, pieces, used, beside) if form.id not in found else ()
        if (one := _overwritten(form, timely(likely), sought, others)) is not None:
            found[form.id] = one
    return found


def _anothers(one: Found, sheet: Sheet, sought: Sought, *, blank: bool) -> bool:
    """Tell whether a sheet is rather another form's: no name and no title of its own says otherwise.

    A form that was found ``blank`` already is not there where its labels are the other one's as well.
    """
    form, scheme = one.layout.form, sought.scheme
    several = namesakes(form, scheme)
    if sought.report or called_after(sheet, form) or not (blank or several):
        return False
    if not several and any(titled(text, scheme) == form for _, text in timely(sheet.texts)):
        return False
    return called_after_another(sheet, form, scheme) or fits_another(
        one, sheet, sought, alike=blank
    )


def _overwritten(
    form: Form, likely: Iterable[Sheet], sought: Sought, others: Iterable[Found]
) -> Found | None:
    """Find a form on a sheet that is its own, where all labels of one axis are left.

    What are answers of ``others`` are not its own.
    """
    for sheet in likely:
        one = locate(form, sheet, evolve(sought, sure=True))
        here = [other for other in others if other.location.sheet == sheet.name]
        taken = frozenset[Place]().union(*(other.cells for other in here))
        if one is None or not one.cells.isdisjoint(taken):
            continue
        if one.cells or has_figures_along(one, sheet, here):
            return one
    return None


def _sheets_of_others(form: Form, found: Iterable[Found], scheme: Scheme) -> set[str]:
    """Return the sheets that hold other forms of the sheet on which the template has a form."""
    others = {one.id for one in others_beside(form, scheme)}
    return {one.location.sheet for one in found if one.layout.form.id in others}


def _twin(one: Found, found: Mapping[str, Found], sought: Sought) -> frozenset[Place]:
    """Return the answers that forms with the same headings on the same sheet have already."""
    twins = twins_of(one.layout.form, sought.scheme)
    known = (found[form.id] for form in twins if form.id in found)
    return frozenset[Place]().union(
        *(other.cells for other in known if other.location.sheet == one.location.sheet)
    )


def _lists_units(found: Found) -> bool:
    """Tell whether at least two units, or a total, have lines on the sheet."""
    if not found.layout.form.by_unit:
        return False
    axes = (
        (found.layout.rows, found.location.rows),
        (found.layout.columns, found.location.columns),
    )
    units = {
        leaf.unit
        for leaves, places in axes
        for leaf, place in zip(leaves, places, strict=True)
        if leaf.unit is not None and place is not None
    }
    return len(units) > 1


def _candidates(
    form: Form, book: Book, pieces: _Pieces, used: set[str], beside: set[str]
) -> Iterator[Sheet]:
    """Yield the sheets a form may stand on, the likeliest first; any sheet may hold it."""
    yield from _likely(form, book, pieces, used, beside)
    free = (sheet for sheet in book.sheets if sheet.name not in used - beside)
    yield from (sheet for sheet in free if not pieces[sheet.name])


def _likely(
    form: Form, book: Book, pieces: _Pieces, used: set[str], beside: set[str]
) -> Iterator[Sheet]:
    """Yield the sheets that something shows to be a form's: what stands there, name or title.

    Those ``beside`` hold other forms of its sheet. A sheet with the titles of several forms is cut
    at them, and each form looks at its own piece.
    """
    home = folded(form.sheet or form.label)
    called = {sheet.name for sheet in book.sheets if folded(sheet.name) == home}
    used = used - beside - (called if form.sheet else set())
    free = [sheet for sheet in book.sheets if sheet.name not in used]
    yield from (sheet for sheet in free if sheet.name in beside)
    yield from (sheet for sheet in free if sheet.name in called - beside)
    for sheet in book.sheets:
        titled = pieces[sheet.name].get(form.id)
        if titled is not None and (sheet in free or titled is not sheet):
            yield titled


def _pieces(sheet: Sheet, scheme: Scheme) -> dict[str, Sheet]:
    """Return the part of a sheet below each form's title, down to the next form's, by form.

    Several forms may have one title.
    """
    pieces = _cut(sheet, scheme)
    for form in scheme.forms if pieces else ():
        for one in scheme.forms:
            if form.id not in pieces and one.title == form.title and one.id in pieces:
                pieces[form.id] = pieces[one.id]
    return pieces


def _cut(sheet: Sheet, scheme: Scheme) -> dict[str, Sheet]:
    """Return the part of a sheet below each title, by the first form that has it."""
    tops: dict[str, int] = {}
    for (row, _), text in timely(sheet.texts):
        if (form := titled(text, scheme)) is not None:
            tops.setdefault(form.id, row)
    if len(tops) < 2:
        return dict.fromkeys(tops, sheet)
    ends = [*sorted(tops.values())[1:], 1 + max(row for row, _ in sheet.cells)]
    found = {}
    for (form_id, top), end in zip(sorted(tops.items(), key=itemgetter(1)), ends, strict=True):
        cells = {place: cell for place, cell in sheet.cells.items() if top <= place[0] < end}
        merges = tuple(merge for merge in sheet.merges if top <= merge.top < end)
        found[form_id] = evolve(sheet, cells=cells, merges=merges)
    return found
