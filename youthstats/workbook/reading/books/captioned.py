"""The unit's name above a form's table behind what else may ask for it: 机构名称：县人民医院."""

from __future__ import annotations

from collections.abc import Iterator, Set

from attrs import evolve

from youthstats.workbook.package import Book
from youthstats.workbook.reading.sheets.captions import captions_in
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import unit_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measures import lists_measures

__all__ = ["captioned"]


def captioned(book: Book, found: Found, known: Set[str]) -> Iterator[str]:
    """Yield what stands beside such captions above a table, the surest first.

    Neither measures are names nor the labels ``known``, with which a unit left blank is followed.
    """
    sheet, first = book.sheet(found.location.sheet), found.heading
    captions = captions_in(text for place, text in sheet.texts if place[0] < first)
    if not captions:
        return
    heading = {place: cell for place, cell in sheet.cells.items() if place[0] < first}
    above = evolve(sheet, cells=heading)
    labels = {folded(found.layout.form.measure), *known}
    for caption in captions:
        text = unit_said(book, above, (caption,))
        told = text and folded(text) not in labels and not captions_in((text,))
        if told and not lists_measures(text):
            yield text
