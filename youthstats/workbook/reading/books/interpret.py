"""From an opened workbook to typed returns: which unit, which forms, which figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from youthstats.model.asides import Aside
from youthstats.model.locations import Location
from youthstats.model.returns import RESIZED, ReadingNote, Record, Return, Spot
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import PREFIX, Identity, holds_corrections, identity
from youthstats.workbook.package import Book
from youthstats.workbook.reading.answers.fill import fill_return
from youthstats.workbook.reading.answers.formula_review import Sources, review_formulas
from youthstats.workbook.reading.answers.over_texts import over_texts
from youthstats.workbook.reading.answers.resized import without_resized
from youthstats.workbook.reading.answers.sources import traced
from youthstats.workbook.reading.answers.untouched import untouched
from youthstats.workbook.reading.answers.zeros import without_zeros
from youthstats.workbook.reading.books.asides import asides
from youthstats.workbook.reading.books.blank_totals import blank_totals
from youthstats.workbook.reading.books.finding import find_forms
from youthstats.workbook.reading.books.list_sums import sums_told
from youthstats.workbook.reading.books.over_rows_added import over_rows_added
from youthstats.workbook.reading.books.period import same_period
from youthstats.workbook.reading.books.quiet import quiet_sheets
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.books.remarks import Remarks, without_remarks
from youthstats.workbook.reading.books.rivals import moved, rivals
from youthstats.workbook.reading.books.unit import unit_of
from youthstats.workbook.reading.books.unlisted import met_unit
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import answer_to_any
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.line_of_measure import Measures, other_measures
from youthstats.workbook.reading.sheets.locate import Sought

__all__ = ["interpret", "interpret_whole"]

_FORMULAS_ONLY = frozenset(
    f"reading.{code}"
    for code in (
        "formula_evaluated",
        "formula_counts_twice",
        "formula_differs",
        "formula_typed_over",
    )
)
"""What is said of a return whether or not texts stand in it."""

ASKED = ("报告期", "报告期别", "统计期间", "统计年度", "报告年度", "年度")
"""How a form asks for its period."""


def interpret(book: Book, scheme: Scheme, names: Spellings) -> list[Return]:
    """Return what the workbook holds: one unit's return, or all units' and the total's of a report.

    ``names`` are the scheme's :func:`unit_spellings`. Raises :class:`RefusedError` with the reason
    when it cannot be taken as either.
    """
    claimed = identity(book.names)
    if claimed.kind == "filled":
        raise RefusedError("file.filled_template", {}, status="skipped")
    book, remarks, found = _found(book, scheme, names, claimed)
    if claimed.kind == "report" or any(one.kind == "report" for one in found.values()):
        return _report(book, scheme, found)
    name = met_unit if scheme.units.is_open else unit_of
    unit, said = name(book, found, scheme)
    sought = Sought(book, scheme, names, names.get(unit, frozenset({folded(unit)})))
    one = _one_return(book, sought, found, unit, said, claimed)
    return [_answered(one, remarks)]


def interpret_whole(book: Book, scheme: Scheme, names: Spellings) -> Return:
    """Return what an office's own workbook holds that was filled in for all units together.

    It is the root's, whatever unit it names; a template filled by an earlier run is such a one.
    """
    claimed = evolve(identity(book.names), kind="return")
    book, _, found = _found(book, scheme, names, claimed)
    root = scheme.units.root
    sought = Sought(book, scheme, names, names.get(root, frozenset({folded(root)})))
    return evolve(_one_return(book, sought, found, root, (), claimed), consolidated=True)


def _found(
    book: Book, scheme: Scheme, names: Spellings, claimed: Identity
) -> tuple[Book, Remarks, dict[str, Found]]:
    """Return the workbook without what we wrote on it, what that said, and where its forms stand."""
    _refuse_another_scheme(claimed, scheme)
    book, remarks = without_remarks(_without_corrections(book), scheme.units)
    found = find_forms(book, scheme, names, claimed)
    if not found and remarks.rows:
        explained = sum(bool(row.explanation) for row in remarks.rows)
        raise RefusedError("file.remarks_only", {"count": explained})
    if not found:
        labels = [form.label for form in scheme.forms]
        raise RefusedError(
            "file.no_form", {"sheets": [s.name for s in book.sheets], "forms": labels}
        )
    _refuse_another_period(book, found, scheme)
    return book, remarks, found


def _without_corrections(book: Book) -> Book:
    """Return the workbook without the sheet on which the office corrects its template.

    It lists the labels of every form, and would be taken for one.
    """
    sheets = tuple(sheet for sheet in book.sheets if not holds_corrections(sheet.name))
    return book if len(sheets) == len(book.sheets) else evolve(book, sheets=sheets)


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


def _refuse_another_period(book: Book, found: Mapping[str, Found], scheme: Scheme) -> None:
    for one in found.values():
        sheet = book.sheet(one.location.sheet)
        stood = answer_to_any(book, sheet, ASKED)
        if stood and scheme.period and not same_period(stood, scheme.period):
            facts = {"found": stood, "expected": scheme.period, "sheet": one.location.sheet}
            raise RefusedError("file.other_period", facts)


def _report(book: Book, scheme: Scheme, found: Mapping[str, Found]) -> list[Return]:
    """Take a consolidated workbook apart: a return for every unit listed, and the total's."""
    records: dict[str, dict[str, Record]] = {}
    locations: dict[str, dict[str, Location]] = {}
    notes: dict[str, list[ReadingNote]] = {}
    measures = other_measures(found, book)
    for form_id, one in found.items():
        form = scheme.form(form_id)
        listed = one.location.units() if form.by_unit else frozenset({scheme.units.root})
        for unit in (name for name in scheme.units.names if name in listed):
            location = evolve(one.location, unit=unit if form.by_unit else None)
            here = evolve(one, location=location)
            record, read_notes = _read(here, book, measures)
            records.setdefault(unit, {})[form_id] = record
            locations.setdefault(unit, {})[form_id] = location
            notes.setdefault(unit, []).extend(read_notes)
    present = [unit for unit in scheme.units.names if unit in records]
    matching = tuple(one.matching for one in found.values())
    whole = {form_id: one for of_unit in records.values() for form_id, one in of_unit.items()}
    aside = asides(book, scheme, found, consolidated=True, measures=measures)
    beside = (*aside, *sums_told(book, found, whole))
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
    sought: Sought,
    found: Mapping[str, Found],
    unit: str,
    said: Iterable[Aside],
    claimed: Identity,
) -> Return:
    scheme = sought.scheme
    locations = {form.id: found[form.id].location for form in scheme.forms if form.id in found}
    quiet = quiet_sheets(book, found, scheme, unit)
    measures = other_measures(found, book, quiet)
    records, told, formulas = _records(scheme, found, book, claimed, measures)
    traces = traced(book, records, locations, told)
    twice = list(rivals(book, found, records, sought, quiet))
    copies = {str(one.sheet) for one in twice}
    aside = list(
        asides(book, scheme, found, consolidated=False, measures=measures, told=copies, quiet=quiet)
    )
    notes = over_rows_added(book, found, traces, aside)
    return Return(
        unit,
        records,
        book.path,
        book.sha256,
        locations,
        tuple(notes),
        matching=tuple(one.matching for one in found.values()),
        values_only=book.values_only,
        asides=(
            *said,
            *moved(book, found),
            *twice,
            *aside,
            *sums_told(book, found, records),
            *blank_totals(book, found, records),
        ),
        formulas=formulas,
        made_of=claimed.made_of or "",
    )


def _answered(one: Return, remarks: Remarks) -> Return:
    if remarks == Remarks():
        return one
    return evolve(one, remarks=remarks.rows, asides=(*one.asides, *remarks.asides))


def _records(
    scheme: Scheme,
    found: Mapping[str, Found],
    book: Book,
    claimed: Identity,
    measures: Measures,
) -> tuple[dict[str, Record], list[ReadingNote], frozenset[Spot]]:
    """Read the forms of a return; one that nobody touched is blank, and nothing is said of it."""
    records: dict[str, Record] = {}
    notes: list[ReadingNote] = []
    formulas: set[Spot] = set()
    for form in (one.id for one in scheme.forms if one.id in found):
        records[form], told, live = _record(
            form, found, book, measures, scheme.sources, from_template=claimed.kind == "return"
        )
        notes += told
        formulas |= live
    if any(note.code not in _FORMULAS_ONLY for note in notes):  # plain answers are no texts
        unread = {(note.form, note.item, note.line) for note in notes if note.code == RESIZED}
        records, more = over_texts(book, found, records, unread)
        notes = [*_without_first_results(notes, more), *more]
    idle = untouched(book, found, records)
    records |= {form: Record.empty(records[form].form) for form in idle}
    kept = [note for note in notes if note.form not in idle]
    return records, kept, frozenset(spot for spot in formulas if spot[0] not in idle)


def _without_first_results(
    notes: Iterable[ReadingNote], more: Iterable[ReadingNote]
) -> Iterator[ReadingNote]:
    """Yield the notes, but for what formulas first came to that were worked out again."""
    again = {(note.form, note.item, note.line) for note in more}
    for note in notes:
        place = note.form, note.item, note.line
        if note.code != "reading.formula_evaluated" or place not in again:
            yield note


def _record(
    form: str,
    found: Mapping[str, Found],
    book: Book,
    measures: Measures,
    sources: Sources,
    *,
    from_template: bool,
) -> tuple[Record, list[ReadingNote], frozenset[Spot]]:
    """Read one form of a return: its answers, and what is to be said of its formulas."""
    one = found[form]
    record, notes = _read(one, book, measures)
    review = review_formulas(form, found, record, book, sources, from_template=from_template)
    record, zeros = without_zeros(one, record) if book.values_only else (record, [])
    return record, [*notes, *review.notes, *zeros], review.live


def _read(found: Found, book: Book, measures: Measures) -> tuple[Record, list[ReadingNote]]:
    """Read one form of a return; figures in another measure than the form's are nobody's."""
    sheet = book.sheet(found.location.sheet)
    record, notes = fill_return(found, sheet, book)
    _, line = measures.get(found.layout.form.id, (None, None))
    return without_resized(record, notes, found, sheet, line)
