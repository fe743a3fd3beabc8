"""What is odd about where a form's answers stood, and what stands beside them on their sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from youthstats.model.asides import SAYS_NONE, Aside
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.workbook.package import Book, Merge, Sheet
from youthstats.workbook.reading.answers.fill import MERGEABLE
from youthstats.workbook.reading.books.beside import beside
from youthstats.workbook.reading.books.months import months_differ, names_months
from youthstats.workbook.reading.books.noughts import noughts_told
from youthstats.workbook.reading.books.period import names_years, other_years
from youthstats.workbook.reading.sheets.cells import filled, shown
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.line_of_measure import Measures, in_another_size
from youthstats.workbook.reading.sheets.places import Place, address, quoted, some
from youthstats.workbook.reading.sheets.under_each_other import tables_beside

__all__ = ["said_of"]


def said_of(
    one: Found,
    here: Sequence[Found],
    book: Book,
    period: str,
    measures: Measures,
    *,
    consolidated: bool,
) -> Iterator[Aside]:
    """Yield what to say of a form's sheet; of the first of the forms ``here`` also what none read.

    ``measures`` are the :func:`other_measures`.
    """
    form, sheet = one.layout.form, book.sheet(one.location.sheet)
    if one is here[0]:
        yield from beside(book, sheet, here)
    if sheet.hidden or sheet.hidden_rows or sheet.hidden_columns:
        yield from _hidden_figures(form, sheet, one.cells)
    yield from _end_unseen(one)
    yield from _ended(one, sheet)
    yield from noughts_told(one, sheet)
    if form.id in measures:
        yield _measure_differs(one, *measures[form.id])
    yield from _year_differs(one, here, sheet, period)
    yield from _month_differs(one, here, sheet, period)
    yield from _merged_answers(one, sheet)
    if not consolidated:
        yield from _comments(form, sheet, one.cells)


def _hidden_figures(form: Form, sheet: Sheet, mine: frozenset[Place]) -> Iterator[Aside]:
    hidden = [
        address(place)
        for place in sorted(mine)
        if (sheet.hidden or place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns)
        and (cell := sheet.cells.get(place)) is not None
        and filled(cell, sheet)
    ]
    if hidden:
        facts = {"places": some(hidden), "count": len(hidden)}
        yield Aside("hidden_figures", "note", form.id, sheet.name, facts)


def _end_unseen(found: Found) -> Iterator[Aside]:
    """A form that ought to stand on the sheet of a list and is not there: where does the list end?"""
    if not found.lost or not (found.rows or found.left):
        return
    left = [str(row + 1) for row in found.left]
    last = max((*found.rows, *found.left)) + 1
    facts = {"forms": list(found.lost), "rows": some(left), "last": last}
    form, sheet = found.layout.form.id, found.location.sheet
    yield Aside("rows_of_another" if left else "list_end_unseen", "hard", form, sheet, facts)


def _ended(found: Found, sheet: Sheet) -> Iterator[Aside]:
    """Rows that say that a list ends, or that there is nothing to list."""
    rows = found.listed.ended
    first = (
        min((at for at in found.columns if (row, at) in sheet.cells), default=None) for row in rows
    )
    places = [(row, at) for row, at in zip(rows, first, strict=True) if at is not None]
    if places:
        said = [quoted(place, shown(sheet.cells[place])) for place in places]
        code = "list_ended" if found.listed.answers else SAYS_NONE
        yield Aside(code, "note", found.layout.form.id, sheet.name, {"places": some(said)})


def _merged_answers(found: Found, sheet: Sheet) -> Iterator[Aside]:
    """Answers under one merged block: only the first can be seen, and it may be meant for all.

    In a list words and days down a column are: each entry beside the block was read so.
    """
    hiding = [merge for merge in timely(sheet.merges) if _hides(merge, found)]
    if not hiding:
        return
    form = found.layout.form
    columns = zip(found.layout.columns, found.location.columns, strict=True) if form.open else ()
    asked = {at: form.item(leaf.item) for leaf, at in columns if leaf.item is not None}
    unclear, shared = list[Merge](), list[Merge]()
    for one in timely(hiding):
        (shared if _shares(one, found, asked, sheet) else unclear).append(one)
    expected = {at for at, item in asked.items() if item.repeats}
    for code, severity, blocks in (
        ("answers_merged", "hard", unclear),
        ("answers_repeated", "note", [one for one in shared if one.left not in expected]),
    ):
        if blocks:
            places = [
                f"{address((one.top, one.left))}:{address((one.bottom, one.right))}"
                for one in blocks
            ]
            facts = {"places": some(places), "count": len(places)}
            yield Aside(code, severity, form.id, sheet.name, facts)


def _shares(merge: Merge, found: Found, asked: Mapping[int | None, Item], sheet: Sheet) -> bool:
    """Tell whether a block says once what several entries of a list have in common."""
    item = asked.get(merge.left)
    if item is None or merge.left != merge.right or (merge.top, merge.left) not in found.cells:
        return False
    last = min(merge.bottom, found.bottom)
    below = ((row, merge.left) for row in range(merge.top + 1, last + 1))
    hidden = any(filled(cell, sheet) for at in below if (cell := sheet.cells.get(at)) is not None)
    return item.repeats or (item.kind in MERGEABLE and not hidden)


def _hides(merge: Merge, found: Found) -> bool:
    """Tell whether a block covers several answers, or one that cannot be seen for a label.

    A template may merge 合计 itself over cells in which it asks for nothing: none is covered there.
    """
    if merge.bottom < found.top or merge.top > found.bottom or merge.left > found.right:
        return False
    if merge.top == merge.bottom and merge.left == merge.right:
        return False
    rows = range(max(merge.top, found.top), min(merge.bottom, found.bottom) + 1)
    columns = range(merge.left, min(merge.right, found.right) + 1)
    covered = sum((row, column) in found.asked for row in rows for column in columns)
    return covered > 1 or (covered == 1 and (merge.top, merge.left) not in found.asked)


def _comments(form: Form, sheet: Sheet, mine: frozenset[Place]) -> Iterator[Aside]:
    commented = {
        place: cell.comment
        for place, cell in sheet.cells.items()
        if cell.comment is not None and cell.comment.strip() and place in mine
    }
    said = [quoted(place, text) for place, text in sorted(commented.items())]
    if said:
        yield Aside("cell_comment", "note", form.id, sheet.name, {"comments": said})


def _measure_differs(found: Found, place: Place, stood: str) -> Aside:
    """A line above or below the table that says in what the figures are, and it is not the form's."""
    form = found.layout.form
    facts: dict[str, object] = {"stood": quoted(place, stood), "expected": form.measure}
    names = {name for name, _ in in_another_size(found, stood)}
    if names:
        facts["items"] = [form.spoken.items[item.name] for item in form.items if item.name in names]
    code = "measure_unread" if names else "measure_differs"
    return Aside(code, "hard", form.id, found.location.sheet, facts)


def _year_differs(
    found: Found, here: Sequence[Found], sheet: Sheet, period: str
) -> Iterator[Aside]:
    """A line above the table that names another year, and not the one asked for."""
    form = found.layout.form
    expected = _expected(form, period, names_years)
    if not expected or other_years(form.title, expected):
        return
    for place, text in _lines_above(found, here, sheet):
        if other_years(text, expected):
            facts = {"stood": quoted(place, text), "expected": expected}
            yield Aside("year_differs", "soft", form.id, sheet.name, facts)
            return


def _month_differs(
    found: Found, here: Sequence[Found], sheet: Sheet, period: str
) -> Iterator[Aside]:
    """A line above the table that names another month or quarter of the year asked for."""
    form = found.layout.form
    expected = _expected(form, period, names_months)
    if not expected or months_differ(form.title, expected):
        return
    year = _expected(form, period, names_years)
    for place, text in _lines_above(found, here, sheet):
        if months_differ(text, expected):
            if not other_years(text, year):
                facts = {"stood": quoted(place, text), "expected": expected}
                yield Aside("month_differs", "soft", form.id, sheet.name, facts)
            return


def _expected(form: Form, period: str, names: Callable[[str], bool]) -> str:
    """Return what says of when figures are asked for: the period, else the title that names it."""
    return next(filter(names, (period, form.title)), "")


def _lines_above(found: Found, here: Sequence[Found], sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """Yield the words that a return has above a table, and its template has not.

    The headings of other tables there say nothing of this one.
    """
    printed = found.layout.form.printed
    others = tables_beside(found, here) if len(here) > 1 else ()
    for place, text in timely(sheet.texts):
        if place[0] >= found.heading:
            return
        beside = bool(others) and any(place[0] in table for table in others)
        if not beside and folded(text) not in printed:
            yield place, text
