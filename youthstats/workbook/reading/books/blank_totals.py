"""The line of totals of a list that nobody filled in, though its entries have figures to add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youthstats.model.asides import Aside
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.returns import Record
from youthstats.model.untotalled import has_figures
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import address

__all__ = ["blank_totals"]


def blank_totals(
    book: Book, found: Mapping[str, Found], records: Mapping[str, Record]
) -> Iterator[Aside]:
    """Yield what to say of lines of totals left blank, of the lists of an office's own template.

    One without such a line is not told of: it may have been taken out with those of blank entries.
    """
    for form_id, one in found.items():
        record, form = records.get(form_id), one.layout.form
        if form.total_line is None or not form.printed:
            continue
        if record is None or record.blank or record.total:
            continue
        names, sheet = _added(form, record), book.sheet(one.location.sheet)
        row = _blank_line(one, sheet)
        columns = dict(
            zip((leaf.item for leaf in one.layout.columns), one.location.columns, strict=True)
        )
        cells = [(row, at) for name in names if (at := columns.get(name)) is not None]
        places = [address((row, at)) for row, at in cells if row is not None]
        if places:
            facts = {"places": places, "line": form.total_line}
            yield Aside("totals_blank", "hard", form_id, sheet.name, facts)


def _added(form: Form, record: Record) -> list[str]:
    """Return the items of which a hard edit says what the entries come to, where that is something."""
    hard = {
        ref.item
        for edit in form.edits
        if isinstance(edit, Edit) and edit.severity is Severity.HARD
        for ref in edit.statement.refs
        if form.is_total_line(ref.category)
    }
    return [
        name
        for name in form.totalled
        if name in hard and form.item(name).additive and has_figures(record, name)
    ]


def _blank_line(one: Found, sheet: Sheet) -> int | None:
    """Return the row that is called as the line of totals is, where the totals would stand."""
    if one.location.totals:
        return next(row for row, _ in one.location.totals.values())
    called = folded(str(one.layout.form.total_line))
    lines = (
        row
        for (row, column), text in sheet.texts_from(one.top)
        if column <= max(one.columns) and row not in one.location.rows and folded(text) == called
    )
    return max(lines, default=None)
