"""The unit's name above a form's table behind what else may ask for it: 机构名称：县人民医院."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set

from attrs import evolve

from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.sheets.captions import captions_in
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import is_behind, unit_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measures import lists_measures
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.under_each_other import tables_beside

__all__ = ["behind_printed", "captioned"]

_OTHERS = re.compile(
    "[制编监]制|制[表定]|批准|审[批核]|主[管办]|上级|[承协督]办|汇总|印[发制]|[抄报]送至?机关|下达|受理|隶属"
)
"""In a caption that asks for who made the form, sent it out or stands above the unit."""


def captioned(book: Book, found: Found, others: Iterable[Found], known: Set[str]) -> Iterator[str]:
    """Yield what stands beside such captions above a table, the surest first.

    Neither measures are names, nor figures, nor the labels ``known`` in the cell beside, with which a
    unit left blank is followed; and what is called 机关 in one of ``others`` above it asks for nothing.
    """
    rows = _rows_above(found, others)
    sheet = book.sheet(found.location.sheet)
    captions = captions_in(text for _, text in _lines(sheet, rows))
    if not captions:
        return
    above = _only(sheet, rows)
    measure = folded(found.layout.form.measure)
    for caption in captions:
        text = unit_said(book, above, (caption,))
        label = folded(text) == measure or (
            folded(text) in known and not is_behind(above, (caption,), text)
        )
        named = any(map(str.isalpha, text)) and not label
        told = named and not captions_in((text,))
        if told and not lists_measures(text):
            yield text


def behind_printed(book: Book, found: Found, others: Iterable[Found]) -> Iterator[str]:
    """Yield what a return gives above a table behind any caption that its template left open there.

    检查单位：, 项目点：. Who made the form or stands above its unit is asked for in the same way, and
    what is behind all other captions may be anything: this is for who knows the names of the units.
    """
    rows = _rows_above(found, others)
    sheet, printed = book.sheet(found.location.sheet), found.layout.form.printed
    asked = {
        caption.strip()
        for _, line in _lines(sheet, rows)
        for caption, colon, _ in [line.replace(":", "：").partition("：")]
        if colon and _opens(folded(caption), printed)
    }
    above = _only(sheet, rows) if asked else sheet
    for caption in sorted(asked):
        text = unit_said(book, above, (caption,))
        if text and {folded(text), folded(caption + text)}.isdisjoint(printed):
            yield text


def _opens(caption: str, printed: Set[str]) -> bool:
    """Tell whether a template prints what begins with a caption of the unit's own."""
    theirs = not caption or _OTHERS.search(caption) is not None
    return not theirs and any(line.startswith(caption) for line in printed)


def _rows_above(found: Found, others: Iterable[Found]) -> Collection[int]:
    """Return the rows above a table that are in no other one."""
    rows, tables = range(found.heading), tables_beside(found, others)
    return {row for row in rows if not any(row in table for table in tables)} if tables else rows


def _lines(sheet: Sheet, rows: Collection[int]) -> Iterator[tuple[Place, str]]:
    """Yield the texts in some rows."""
    end = max(rows, default=-1) + 1
    return (line for line in sheet.texts_from(0, end) if line[0][0] in rows)


def _only(sheet: Sheet, rows: Collection[int]) -> Sheet:
    """Return some rows of a sheet."""
    return evolve(
        sheet, cells={place: cell for place, cell in sheet.cells.items() if place[0] in rows}
    )
