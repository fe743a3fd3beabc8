"""From an opened workbook to typed returns: which unit, which forms, which figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.returns import Aside, Location, ReadingNote, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import PREFIX, Identity, identity
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.asides import asides
from youthstats.workbook.reading.axis_search import Spellings
from youthstats.workbook.reading.fill import fill
from youthstats.workbook.reading.formula_review import review_formulas
from youthstats.workbook.reading.labels import folded
from youthstats.workbook.reading.locate import Found, answered, locate, locate_by_names
from youthstats.workbook.reading.refused import RefusedError
from youthstats.workbook.reading.unit import beside, unit_of

__all__ = ["interpret"]


def interpret(book: Book, scheme: Scheme, names: Spellings) -> list[Return]:
    """Return what the workbook holds: one unit's return, or all units' and the total's of a report.

    ``names`` are the scheme's :func:`unit_spellings`. Raises :class:`RefusedError` with the reason
    when it cannot be taken as either.
    """
    claimed = identity(book.names)
    _refuse_another_scheme(claimed, scheme)
    found = _find_forms(book, scheme, names, claimed)
    if not found:
        labels = [form.label for form in scheme.forms]
        raise RefusedError(
            "file.no_form", {"sheets": [s.name for s in book.sheets], "forms": labels}
        )
    _refuse_another_period(book, found, scheme)
    if claimed.kind == "report" or any(one.kind == "report" for one in found.values()):
        return _report(book, scheme, found)
    unit, said = unit_of(book, found, scheme)
    return [_one_return(book, scheme, found, unit, said, claimed)]


def _refuse_another_scheme(claimed: Identity, scheme: Scheme) -> None:
    if claimed.scheme is not None and claimed.scheme != scheme.id:
        raise RefusedError("file.other_scheme", {"found": claimed.scheme, "expected": scheme.id})
    if claimed.version is not None and claimed.version != scheme.version:
        raise RefusedError(
            "file.other_version", {"found": claimed.version, "expected": scheme.version}
        )
    if claimed.period is not None and claimed.period != scheme.period:
        raise RefusedError(
            "file.other_period",
            {"found": claimed.period, "expected": scheme.period, "sheet": f"{PREFIX}.period"},
        )


def _find_forms(
    book: Book, scheme: Scheme, names: Spellings, claimed: Identity
) -> dict[str, Found]:
    """Find each form: where the names say, on a sheet that bears its name, or its title.

    A workbook is a report when it says so, or when units are listed on any of its forms.
    """
    by_names: dict[str, Found] = {}
    if claimed.kind != "report":
        located = {form.id: locate_by_names(form, book) for form in scheme.forms}
        by_names = {form_id: one for form_id, one in located.items() if one is not None}
    if claimed.kind != "return" and not by_names:
        listing = _by_labels(scheme.forms, book, scheme, names, report=True)
        if claimed.kind == "report" or any(map(_lists_units, listing.values())):
            return listing
    # Names that lead to empty cells may have stayed behind when the values moved.
    found = {form_id: one for form_id, one in by_names.items() if _filled_in(one, book)}
    rest = [form for form in scheme.forms if form.id not in found]
    taken = {one.location.sheet for one in found.values()}
    by_labels = _by_labels(rest, book, scheme, names, report=False, taken=taken)
    moved = {form_id: one for form_id, one in by_labels.items() if _filled_in(one, book)}
    return by_labels | by_names | moved


def _filled_in(found: Found, book: Book) -> bool:
    sheet = next(sheet for sheet in book.sheets if sheet.name == found.location.sheet)
    return answered(found, sheet) > 0


def _by_labels(
    forms: Iterable[Form],
    book: Book,
    scheme: Scheme,
    names: Spellings,
    *,
    report: bool,
    taken: Iterable[str] = (),
) -> dict[str, Found]:
    """Find forms by their labels, each on the first likely sheet that holds it."""
    used = set(taken)
    found = {}
    for form in forms:
        for sheet in _candidates(form, book, used):
            one = locate(form, scheme, sheet, names, report=report)
            if one is not None:
                found[form.id] = one
                used.add(sheet.name)
                break
    return found


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


def _candidates(form: Form, book: Book, taken: set[str]) -> Iterator[Sheet]:
    """Yield the sheets a form may stand on, the likeliest first."""
    free = [sheet for sheet in book.sheets if sheet.name not in taken]
    named = [sheet for sheet in free if folded(sheet.name) == folded(form.label)]
    titled = [sheet for sheet in free if sheet not in named and _bears_title(sheet, form)]
    yield from named
    yield from titled


def _bears_title(sheet: Sheet, form: Form) -> bool:
    title = folded(form.title)
    return any(
        isinstance(cell.value, str) and title in folded(cell.value) for cell in sheet.cells.values()
    )


def _refuse_another_period(book: Book, found: Mapping[str, Found], scheme: Scheme) -> None:
    for one in found.values():
        stood = beside(book, one.location.sheet, "报告期")
        if stood and folded(stood) != folded(scheme.period):
            facts = {"found": stood, "expected": scheme.period, "sheet": one.location.sheet}
            raise RefusedError("file.other_period", facts)


def _report(book: Book, scheme: Scheme, found: Mapping[str, Found]) -> list[Return]:
    """Take a consolidated workbook apart: a return for every unit listed, and the total's."""
    records: dict[str, dict[str, Record]] = {}
    locations: dict[str, dict[str, Location]] = {}
    notes: dict[str, list[ReadingNote]] = {}
    for form_id, one in found.items():
        form = scheme.form(form_id)
        units = scheme.units.names if form.by_unit else (scheme.units.root,)
        for unit in units:
            location = evolve(one.location, unit=unit if form.by_unit else None)
            if form.by_unit and not location.range:
                continue
            record, read_notes = fill(form, location, book)
            records.setdefault(unit, {})[form_id] = record
            locations.setdefault(unit, {})[form_id] = location
            notes.setdefault(unit, []).extend(read_notes)
    present = [unit for unit in scheme.units.names if unit in records]
    matching = tuple(one.matching for one in found.values())
    beside = tuple(asides(book, scheme, found, consolidated=True))
    return [
        Return(
            unit,
            records[unit],
            book.path,
            book.sha256,
            locations[unit],
            tuple(notes[unit]),
            consolidated=True,
            values_only=book.values_only,
            matching=matching if unit == present[-1] else (),  # said once for the whole workbook
            asides=beside if unit == present[-1] else (),
        )
        for unit in present
    ]


def _one_return(
    book: Book,
    scheme: Scheme,
    found: Mapping[str, Found],
    unit: str,
    said: Iterable[Aside],
    claimed: Identity,
) -> Return:
    records, locations, notes = {}, {}, []
    for form in scheme.forms:
        if form.id in found:
            locations[form.id] = found[form.id].location
            records[form.id], read_notes = fill(form, locations[form.id], book, own=True)
            notes += read_notes
            notes += review_formulas(
                form, locations[form.id], book, from_template=claimed.kind == "return"
            )
    matching = tuple(one.matching for one in found.values())
    return Return(
        unit,
        records,
        book.path,
        book.sha256,
        locations,
        tuple(notes),
        matching=matching,
        values_only=book.values_only,
        asides=(*said, *asides(book, scheme, found, consolidated=False)),
    )
