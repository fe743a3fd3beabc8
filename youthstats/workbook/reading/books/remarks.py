"""What a return went back with, taken out when it comes back, before the forms are looked for.

The rows of the sheet 审核意见 are kept. The comments written on the cells say what the rows say, and go
with them; of what the unit wrote itself nothing does.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve, frozen

from youthstats.characters import bare
from youthstats.model.asides import Aside
from youthstats.model.remarks import Remark
from youthstats.model.units import Hierarchy
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.books.remark_table import severities, table_on
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.places import quoted, some

__all__ = ["Remarks", "without_remarks"]

NOTES = ("write.approximate", "write.figure_rounded", "write.formula_left_out")
"""What else is said in comments of ours."""


@frozen
class Remarks:
    """The rows that came back, and what to say of the sheet besides."""

    rows: tuple[Remark, ...] = ()
    asides: tuple[Aside, ...] = ()


def without_remarks(book: Book, units: Hierarchy) -> tuple[Book, Remarks]:
    """Return the workbook as if it had gone out blank, and the remarks it went back with."""
    tables = [table for sheet in book.sheets if (table := table_on(sheet)) is not None]
    if not tables:
        return book, Remarks()
    asides: list[Aside] = []
    for table in tables:
        if named := [quoted(place, text) for place, text in table.others(units)]:
            facts = {"places": some(named), "count": len(named)}
            asides.append(Aside("words_not_read", "note", None, table.sheet.name, facts))
    rows = tuple(row for table in tables for row in table.rows.values())
    ours = {bare(text) for row in rows for text in (row.wrong, row.ought) if text}
    others = [sheet for sheet in book.sheets if all(sheet is not table.sheet for table in tables)]
    left = tuple(_uncommented(sheet, ours) for sheet in others)
    return evolve(book, sheets=left), Remarks(rows, tuple(asides))


def _uncommented(sheet: Sheet, ours: set[str]) -> Sheet:
    """Return the sheet without the comments that say what we say, and nothing else."""
    cells = {
        place: evolve(cell, comment=None) if _is_ours(cell, ours) else cell
        for place, cell in timely(sheet.cells.items())
    }
    return evolve(sheet, cells=cells)


def _is_ours(cell: Cell, ours: set[str]) -> bool:
    """Tell whether a comment says what rows say, numbered whatever way, or what we note on figures."""
    if cell.comment is None:
        return False
    rest = bare(cell.comment)
    for said in sorted(ours, key=len, reverse=True):
        rest = rest.replace(said, "\0")
    return _around_rows().fullmatch(rest) is not None


@cache
def _around_rows() -> re.Pattern[str]:
    """Return what stands in our comments around the texts of rows, these being one sign each."""
    facts = dict.fromkeys(("value", "kept", "low", "high"), "\0")
    notes = (bare(say(key, lang, **facts)) for key in NOTES for lang in LANGUAGES)
    figures = (re.escape(note).replace("\0", r"[-.\d]+") for note in notes)
    heads = (rf"\d+\.{re.escape(severity)}" for severity in sorted(severities()))
    parts = "|".join(("\0", *heads, *figures))
    return re.compile(f"(?:{parts})*")
