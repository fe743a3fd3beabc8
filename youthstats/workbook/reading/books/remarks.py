"""The sheet 审核意见 of a return that comes back: its rows, taken out before the forms are looked for.

Its table is told by its headings, wherever it stands and whatever the sheet is called, and a row by its
mark. The comments written on the cells say what the rows say, and go with them; of what the unit wrote
itself nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import evolve, fields, frozen

from youthstats.model.asides import Aside
from youthstats.model.marks import MARK
from youthstats.model.remarks import Remark
from youthstats.model.units import Hierarchy
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL
from youthstats.workbook.reading.sheets.places import Place, address, some

__all__ = ["Remarks", "without_remarks"]

COLUMNS = tuple(one.name for one in fields(Remark))
NEEDED = {"mark", "wrong", "explanation"}
_MARK = re.compile(MARK)


@frozen
class Remarks:
    """The rows that came back, and what to say of the sheet besides."""

    rows: tuple[Remark, ...] = ()
    asides: tuple[Aside, ...] = ()


@frozen
class _Table:
    """Where the rows stand on a sheet: under which headings, by column."""

    sheet: Sheet
    top: int
    columns: Mapping[int, str]

    def rows(self) -> dict[int, Remark]:
        """Return the remarks by their rows: each row with a mark is one."""
        texts: dict[int, dict[str, str]] = {}
        for (row, column), cell in self.sheet.cells.items():
            if row > self.top and column in self.columns:
                texts.setdefault(row, {})[self.columns[column]] = shown(cell)
        return {
            row: Remark(**said)
            for row, said in sorted(texts.items())
            if _MARK.fullmatch(said.get("mark", ""))
        }

    def others(self, rows: Mapping[int, Remark], units: Hierarchy) -> Iterator[tuple[Place, str]]:
        """Yield what somebody wrote on the sheet and is no part of a row."""
        for (row, column), cell in sorted(self.sheet.cells.items()):
            ours = row == self.top or (row in rows and column in self.columns)
            text = shown(cell)
            if text and not ours and not (row < self.top and _is_head(text, units)):
                yield (row, column), text
            if cell.comment and cell.comment.strip():
                yield (row, column), " ".join(cell.comment.split())


def without_remarks(book: Book, units: Hierarchy) -> tuple[Book, Remarks]:
    """Return the workbook as if it had gone out blank, and the remarks it went back with."""
    tables = [table for sheet in book.sheets if (table := _table(sheet)) is not None]
    if not tables:
        return book, Remarks()
    rows: list[Remark] = []
    asides: list[Aside] = []
    for table in tables:
        found = table.rows()
        rows += found.values()
        if named := [f"{address(place)} “{text}”" for place, text in table.others(found, units)]:
            facts = {"places": some(named), "count": len(named)}
            asides.append(Aside("words_not_read", "note", None, table.sheet.name, facts))
    ours = {_bare(row.comment) for row in rows}
    others = [sheet for sheet in book.sheets if all(sheet is not table.sheet for table in tables)]
    left = tuple(_uncommented(sheet, ours) for sheet in others)
    return evolve(book, sheets=left), Remarks(tuple(rows), tuple(asides))


@cache
def _headings() -> Mapping[str, Mapping[str, str]]:
    """Return the headings of the table and what stands under them, by the heading of the marks."""
    heads = [{_bare(say(f"remarks.{name}", lang)): name for name in COLUMNS} for lang in LANGUAGES]
    return {mark: head for head in heads for mark, name in head.items() if name == "mark"}


def _is_head(text: str, units: Hierarchy) -> bool:
    """Tell whether a text is one of those that stand above the rows: whose they are, what to do."""
    for lang in LANGUAGES:
        before, after = say("remarks.title", lang, unit="\0").split("\0")
        unit = text.removeprefix(before).removesuffix(after)
        titled = unit in units and text == f"{before}{unit}{after}"
        if titled or text == say("remarks.summary", lang):
            return True
    return False


def _table(sheet: Sheet) -> _Table | None:
    """Find the headings: those that matter, in one row."""
    marks = _headings()
    begins = tuple(mark[0] for mark in marks)
    for (row, _), text in timely(sheet.texts):
        if not text.lstrip().startswith(begins) or len(text) > LONGEST_LABEL:
            continue
        headings = marks.get(_bare(text))
        if headings is None:
            continue
        named = {
            column: headings[words]
            for (at, column), said in timely(sheet.texts)
            if at == row and (words := _bare(said)) in headings
        }
        if NEEDED.issubset(named.values()) and len(set(named.values())) == len(named):
            return _Table(sheet, row, named)
    return None


def _uncommented(sheet: Sheet, ours: set[str]) -> Sheet:
    """Return the sheet without the comments that say what the rows say, and nothing else."""
    cells = {
        place: evolve(cell, comment=None) if _is_ours(cell, ours) else cell
        for place, cell in timely(sheet.cells.items())
    }
    return evolve(sheet, cells=cells)


def _is_ours(cell: Cell, ours: set[str]) -> bool:
    if cell.comment is None:
        return False
    rest = _bare(cell.comment)
    for said in sorted(ours, key=len, reverse=True):
        rest = rest.replace(said, "")
    return not rest


def _bare(text: str) -> str:
    return "".join(text.split())
