"""What a workbook holds beside its answers: read by nobody, hidden, remarked on, or at odds.

Nothing a clerk sends is passed over in silence; what is no answer is kept as an ``Aside``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from youthstats.model.asides import Aside
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.books.bearing import bears, unclaimed
from youthstats.workbook.reading.books.said_of import said_of
from youthstats.workbook.reading.books.signing import signed_with, words_before
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.figures import holds_a_figure
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.line_of_measure import Measures
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["asides"]


def asides(
    book: Book,
    scheme: Scheme,
    found: Mapping[str, Found],
    *,
    consolidated: bool,
    measures: Measures,
    told: Collection[str] = (),
    quiet: Collection[str] = (),
) -> Iterator[Aside]:
    """Yield what was not read as an answer, and what is odd about where the answers stood.

    ``measures`` are the :func:`other_measures`, ``quiet`` the :func:`quiet_sheets`. Of the sheets in
    ``told`` it was said already why they were not read.
    """
    for one in timely(tuple(found.values())):
        if one.location.sheet not in quiet:
            here = [other for other in found.values() if other.location.sheet == one.location.sheet]
            yield from said_of(one, here, book, scheme.period, measures, consolidated=consolidated)
    yield from _sheets_not_read(book, scheme, found, told)


def _sheets_not_read(
    book: Book, scheme: Scheme, found: Mapping[str, Found], told: Collection[str]
) -> Iterator[Aside]:
    """Sheets no form took and that hold figures: hard where one says it is a form not found.

    A hidden one is rather the office's own, or a program's; figures among words may be its own, too.
    What its template has in the same cells is no news.
    """
    taken = {one.location.sheet for one in found.values()}.union(told)
    missing = [form for form in scheme.forms if form.id not in found]
    for sheet in unclaimed(book, taken, scheme):
        own = scheme.aside.get(sheet.name, frozenset())
        figures = sum(
            is_figure(cell)
            and (*place, cell.value) not in own
            and not signed_with(words_before(sheet, place))
            for place, cell in sheet.cells.items()
        )
        texts = (
            text
            for place, text in sheet.texts
            if (*place, text) not in own and not _is_signed(sheet, place, text)
        )
        count = figures or sum(map(holds_a_figure, texts))
        form = next((form for form in missing if bears(sheet, form, scheme)), None)
        if not count and form is None:
            continue
        facts: dict[str, object] = {"count": count, "form": form.label if form else ""}
        severity = "hard" if form else "soft" if figures and not sheet.hidden else "note"
        yield Aside("sheet_not_read", severity, form.id if form else None, sheet.name, facts)


def _is_signed(sheet: Sheet, place: Place, text: str) -> bool:
    """Tell whether a text is a date or a telephone number, with the words that ask for it or without."""
    return signed_with(text) or signed_with(words_before(sheet, place))
