"""The line above or below a table that says in what its figures are, where it is not the form's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from youthstats.layout.layouts import Layout
from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.workbook.package import Book
from youthstats.workbook.reading.sheets.asked_measures import says_measure
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import measures_said
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import listed, told_apart_by_size
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.under_each_other import stands_over_another, tables_beside

__all__ = ["Measures", "in_another_size", "other_measures"]

Measures = Mapping[str, tuple[Place, str]]
"""By form the line that gives another measure than the form's, and where it stands."""


def other_measures(found: Mapping[str, Found], book: Book, quiet: Collection[str] = ()) -> Measures:
    """Return the lines that give another measure, of the forms that have one.

    A label of the form is no such line, however far above the answers it stands: 金额（万元）.
    Nor is what another table on the sheet says of itself. The sheets ``quiet`` are known to have none.
    """
    lines = (
        (form, _another(one, tuple(found.values()), book))
        for form, one in found.items()
        if one.location.sheet not in quiet
    )
    return {form: line for form, line in lines if line is not None}


def _another(found: Found, forms: Sequence[Found], book: Book) -> tuple[Place, str] | None:
    if not found.layout.form.measure:
        return None
    sheet, own = book.sheet(found.location.sheet), _labels(found.layout)
    said = [
        (place, stood)
        for place, stood in measures_said(book, sheet, found.table)
        if not isinstance(text := sheet.cells[place].value, str)
        or stem_and_measure(text)[0] not in own
    ]
    said = [line for line in said if not stands_over_another(line[0][1], found, forms)]
    others = tables_beside(found, forms) if said else ()
    for place, stood in _of_one_table(said, found.table, others):
        if _differs(found.layout, listed(stood)):
            return place, stood
    return None


def _of_one_table(
    said: Sequence[tuple[Place, str]], table: range, others: Sequence[range]
) -> Sequence[tuple[Place, str]]:
    """Return the lines that are a table's, of all around it.

    One between two tables is the lower one's. One over all tables is of every one that has none.
    """
    if not others:
        return said
    first = min(table.start, *(one.start for one in others))
    above = max((one.stop for one in others if one.stop <= table.start), default=0)
    last = max(table.stop, *(one.stop for one in others))
    own = [line for line in said if above <= line[0][0] < table.start]
    return own or [line for line in said if not first <= line[0][0] < last]


def in_another_size(found: Found, stood: str) -> frozenset[tuple[str, Line]]:
    """Return the answers that such a line makes some times what they are: 元 where 万元 is asked for.

    Not those whose own labels say in what they are.
    """
    return _in_another_size(found.layout, listed(stood))


def _differs(layout: Layout, stood: frozenset[str]) -> bool:
    """Tell whether a line is not the form's: 元 may be asked for in a label, and not of all figures."""
    return not stood <= _asked(layout) or bool(_in_another_size(layout, stood))


@lru_cache(maxsize=64)
def _labels(layout: Layout) -> frozenset[str]:
    """Return what the labels of the rows and the columns say, without their measures."""
    leaves = (*layout.rows, *layout.columns)
    return frozenset(stem_and_measure(label.text)[0] for leaf in leaves for label in leaf.fixed)


@lru_cache(maxsize=64)
def _asked(layout: Layout) -> frozenset[str]:
    """Return the form's units of measure, and those its labels print: a row may stand between them."""
    leaves = (*layout.rows, *layout.columns)
    printed = (stem_and_measure(label.text)[1] for leaf in leaves for label in leaf.fixed)
    return listed(layout.form.measure).union(printed)


@lru_cache(maxsize=256)
def _in_another_size(layout: Layout, stood: frozenset[str]) -> frozenset[tuple[str, Line]]:
    form = layout.form
    sized = {name for name, measures in _measured(form) if _is_resized(measures, stood)}
    return frozenset(
        (name, line)
        for (_, name, line), (row, column) in layout.slots.items()
        if name in sized
        and not (says_measure(layout.rows[row]) or says_measure(layout.columns[column]))
    )


def _measured(form: Form) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the figures of a form with the measures that its line may give them."""
    of_all = listed(form.measure)
    for item in form.items:
        own = listed(item.measure) or of_all  # nobody knows which
        if item.kind.numeric and item.kind is not Kind.SHARE and own <= of_all:
            yield item.name, own


def _is_resized(measures: frozenset[str], stood: frozenset[str]) -> bool:
    return any(told_apart_by_size(one, other) for one in measures - stood for other in stood)
