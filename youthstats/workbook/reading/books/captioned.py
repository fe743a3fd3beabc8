"""The unit's name above a form's table behind what else may ask for it: 机构名称：县人民医院."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from attrs import evolve

from youthstats.workbook.package import Book
from youthstats.workbook.reading.sheets.captions import captions_in
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import unit_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measures import lists_measures
from youthstats.workbook.reading.sheets.under_each_other import tables_beside

__all__ = ["captioned"]


def captioned(book: Book, found: Found, others: Iterable[Found], known: Set[str]) -> Iterator[str]:
    """Yield what stands beside such captions above a table, the surest first.

    Neither measures are names, nor figures, nor the labels ``known``, with which a unit left blank is
    followed; and what is called 机关 in one of ``others`` above it asks for nothing.
    """
    sheet, first = book.sheet(found.location.sheet), found.heading
    tables = tables_beside(found, others)
    rows = {row for row in range(first) if not any(row in table for table in tables)}
    captions = captions_in(text for place, text in sheet.texts if place[0] in rows)
    if not captions:
        return
    heading = {place: cell for place, cell in sheet.cells.items() if place[0] in rows}
    above = evolve(sheet, cells=heading)
    labels = {folded(found.layout.form.measure), *known}
    for caption in captions:
        text = unit_said(book, above, (caption,))
        named = any(map(str.isalpha, text)) and folded(text) not in labels
        told = named and not captions_in((text,))
        if told and not lists_measures(text):
            yield text
