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
from youthstats.workbook.names import comment_digest, comments_written
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
    written = comments_written(book.names)
    if not (tables or written):
        return book, Remarks()
    asides: list[Aside] = []
    for table in tables:
        if named := [quoted(place, text) for place, text in table.others(units)]:
            facts = {"places": some(named), "count": len(named)}
            asides.append(Aside("words_not_read", "note", None, table.sheet.name, facts))
    rows = tuple(row for table in tables for row in table.rows.values())
    ours = _Ours(written, frozenset(bare(t) for row in rows for t in (row.wrong, row.ought) if t))
    others = [sheet for sheet in book.sheets if all(sheet is not table.sheet for table in tables)]
    left = tuple(_uncommented(sheet, ours) for sheet in others)
    return evolve(book, sheets=left), Remarks(rows, tuple(asides))


def _uncommented(sheet: Sheet, ours: _Ours) -> Sheet:
    """Return the sheet without the comments that say what we say, and nothing else."""
    cells = {
        place: cell if cell.comment is None else ours.without(cell)
        for place, cell in timely(sheet.cells.items())
    }
    return evolve(sheet, cells=cells)


@frozen
class _Ours:
    """What is ours in comments: those whose digests the workbook has, and the texts of the rows.

    Names are lost by some programs, rows deleted by some people.
    """

    written: frozenset[str]
    texts: frozenset[str]

    def without(self, cell: Cell) -> Cell:
        """Return the cell without a comment that is ours."""
        said = bare(cell.comment or "")
        if comment_digest(_notes().sub("", said)) in self.written:
            return evolve(cell, comment=None)
        for text in sorted(self.texts, key=len, reverse=True):
            said = said.replace(text, "\0")
        rest = _notes().sub("\0", said)
        return evolve(cell, comment=None) if _heads().fullmatch(rest) else cell


@cache
def _notes() -> re.Pattern[str]:
    """Return what we note on figures, in comments of its own or below what rows say."""
    facts = dict.fromkeys(("value", "kept", "low", "high"), "\0")
    notes = (bare(say(key, lang, **facts)) for key in NOTES for lang in LANGUAGES)
    return re.compile("|".join(re.escape(note).replace("\0", r"[-.\d]+") for note in notes))


@cache
def _heads() -> re.Pattern[str]:
    """Return what stands in our comments around texts and notes, these being one sign each."""
    heads = (rf"\d+\.{re.escape(severity)}" for severity in sorted(severities()))
    return re.compile(f"(?:{'|'.join(heads)}|\0)*")
