"""Sheets that hold a form a second time, or instead: a copy, an older version, another unit's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.model.asides import Aside
from youthstats.model.forms import Form
from youthstats.model.returns import Record
from youthstats.model.values import Missing
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.answers.fill import fill_return
from youthstats.workbook.reading.books.bearing import bears, unclaimed
from youthstats.workbook.reading.books.unit import named_unit
from youthstats.workbook.reading.sheets.by_names import locate_by_names
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.locate import Sought, locate
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["figures_beyond", "moved", "rivals"]


def rivals(
    book: Book,
    found: Mapping[str, Found],
    records: Mapping[str, Record],
    sought: Sought,
    quiet: Collection[str] = (),
) -> Iterator[Aside]:
    """Yield what to say of every other sheet on which a form that was read is filled in too.

    One with the same figures does no harm; of different ones nobody but the unit can tell which is
    meant. The sheets ``quiet`` are known to have no :func:`figures_beyond` their answers.
    """
    for one in found.values():
        if one.location.sheet in quiet:
            continue
        beside = [each for each in found.values() if each is not one]
        yield from _repeated(one, records[one.layout.form.id], book, sought, beside)
    taken = {one.location.sheet for one in found.values()}
    for sheet in unclaimed(book, taken, sought.scheme):
        if not sheet.cells:
            continue
        for form_id, one in found.items():
            form = one.layout.form
            said = bears(sheet, form, sought.scheme)
            if sheet.hidden and not said:
                continue
            rival = _second(form, sheet, book, sought, whole=not said)
            if rival is not None:
                other = named_unit(evolve(book, sheets=(sheet,)), sought.scheme)
                facts: dict[str, object] = {"form": form.label, "read": one.location.sheet}
                if other is not None and folded(other) not in sought.own:
                    facts["other"] = other
                    yield Aside("sheet_of_another", "hard", form_id, sheet.name, facts)
                    continue
                severity = "soft" if _same(rival, records[form_id]) else "hard"
                yield Aside("form_twice", severity, form_id, sheet.name, facts)


def _repeated(
    found: Found, record: Record, book: Book, sought: Sought, others: Sequence[Found]
) -> Iterator[Aside]:
    """Yield what to say of a form that stands on its sheet once more, below or beside the first.

    What are answers of ``others``, or labels that lead to them, are not its own again.
    """
    form, sheet = found.layout.form, book.sheet(found.location.sheet)
    beyond = _beyond(found, sheet, [one for one in others if one.location.sheet == sheet.name])
    for axis, edge in enumerate((found.bottom, found.right)):
        cells = {place: cell for place, cell in beyond if place[axis] > edge}
        if not any(map(is_figure, cells.values())):
            continue
        rest = evolve(sheet, cells=cells)
        second = _second(form, rest, evolve(book, sheets=(rest,)), sought, whole=True)
        if second is not None:
            severity = "soft" if _same(second, record) else "hard"
            yield Aside("form_repeated", severity, form.id, sheet.name, {"form": form.label})
            return


def figures_beyond(found: Found, sheet: Sheet, others: Sequence[Found]) -> bool:
    """Tell whether a figure stands below or right of a form, and is none of the ``others`` there."""
    return any(is_figure(cell) for _, cell in _beyond(found, sheet, others))


def _beyond(found: Found, sheet: Sheet, others: Sequence[Found]) -> list[tuple[Place, Cell]]:
    """Return what stands below or right of a form, and is none of the ``others`` there."""
    taken = {place for one in others for place in one.cells | one.labels}
    bottom, right = found.bottom, found.right
    return [
        (place, cell)
        for place, cell in sheet.cells.items()
        if (place[0] > bottom or place[1] > right) and place not in taken
    ]


def moved(book: Book, found: Mapping[str, Found]) -> Iterator[Aside]:
    """Yield what to say of forms that are blank where the template had them, and filled in elsewhere.

    A sheet that is not called after the form, or is hidden, may be another year's; on the form's own
    sheet figures beside the answers may be a clerk's sum.
    """
    for form_id, one in found.items():
        if one.matching.how == "names":
            continue
        form, sheet = one.layout.form, book.sheet(one.location.sheet)
        named = locate_by_names(form, book)
        if named is None:
            continue
        if named.location.sheet != sheet.name:
            called = folded(form.label) in folded(sheet.name) and not sheet.hidden
            facts = {"form": form.label, "blank": named.location.sheet}
            severity = "soft" if called else "hard"
            yield Aside("form_elsewhere", severity, form_id, sheet.name, facts)
        elif not form.open and named.cells != one.cells:
            stood = {"form": form.label, "blank": named.location.range, "read": one.location.range}
            yield Aside("answers_elsewhere", "soft", form_id, sheet.name, stood)


def _same(rival: Record, record: Record) -> bool:
    """Tell whether two records say the same; what nobody could read is not known to."""
    unread = any(value is Missing.UNREADABLE for row in rival.rows for value in row)
    return rival == record and not unread


def _second(form: Form, sheet: Sheet, book: Book, sought: Sought, *, whole: bool) -> Record | None:
    """Return the record of a form on a sheet, if it is filled in there.

    A sheet that does not say which form it is must have all its labels: ``whole``. One of them may
    stand on any scrap of paper.
    """
    found = locate(form, sheet, sought)
    if found is None or not found.is_answered(sheet) or (whole and found.matching.absent):
        return None
    record, _ = fill_return(found, sheet, book)
    return record
