"""The sheet 审核意见 of a return that comes back: its rows, taken out before the forms are looked for.

Its table is told by its headings, wherever it stands and whatever the sheet is called, and a row by its
mark. The comments written on the cells say what the rows say, and go with them; of what the unit wrote
itself nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from attrs import evolve, fields, frozen

from youthstats.characters import bare
from youthstats.model.asides import Aside
from youthstats.model.edits import Severity
from youthstats.model.remarks import Remark, mark_in
from youthstats.model.units import Hierarchy
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL
from youthstats.workbook.reading.sheets.places import Place, address, some

__all__ = ["Remarks", "without_remarks"]

COLUMNS = tuple(one.name for one in fields(Remark))
NEEDED = ({"mark", "wrong", "explanation"}, {"severity", "cells", "wrong", "ought", "explanation"})
"""The headings that tell the table, the second time without the marks."""

ANSWERED = ("explanation", "mark")
"""Columns whose words may be the unit's own."""

NOTES = ("write.approximate", "write.figure_rounded", "write.formula_left_out")
"""What else is said in comments of ours."""


@frozen
class Remarks:
    """The rows that came back, and what to say of the sheet besides."""

    rows: tuple[Remark, ...] = ()
    asides: tuple[Aside, ...] = ()


@frozen(slots=False)
class _Table:
    """Where the rows stand on a sheet: under which headings, by column."""

    sheet: Sheet
    top: int
    columns: Mapping[int, str]

    @cached_property
    def texts(self) -> Mapping[int, Mapping[str, str]]:
        """What stands under the headings, by row; what stands in a merged 说明 counts for all its rows."""
        texts: dict[int, dict[str, str]] = {}
        for (row, column), cell in sorted(self.sheet.cells.items()):
            if row > self.top and column in self.columns:
                texts.setdefault(row, {})[self.columns[column]] = shown(cell)
        for merge in timely(self.sheet.merges):
            if merge.left == merge.right and self.columns.get(merge.left) == "explanation":
                said = texts.get(merge.top, {}).get("explanation", "")
                for row in range(merge.top + 1, merge.bottom + 1):
                    if row in texts and not texts[row].get("explanation"):
                        texts[row]["explanation"] = said
        return texts

    @cached_property
    def rows(self) -> Mapping[int, Remark]:
        """The remarks by their rows: with a mark, or ours and explained after the mark was lost."""
        rows = {}
        for row, said in self.texts.items():
            mark, _, _ = mark_in(said.get("mark", ""))
            if mark:
                rows[row] = Remark(**{**said, "mark": mark})
            elif bare(said.get("severity", "")) in _severities() and said.get("wrong"):
                answer = "\n".join(filter(None, map(said.get, ANSWERED)))
                rows[row] = Remark(**{**said, "mark": "", "explanation": answer})
        return rows

    def others(self, units: Hierarchy) -> Iterator[tuple[Place, str]]:
        """Yield what somebody wrote on the sheet and is no part of a row."""
        for (row, column), cell in sorted(self.sheet.cells.items()):
            text = shown(cell)
            if (
                text
                and not self._ours(row, column)
                and not (row < self.top and _is_head(text, units))
            ):
                yield (row, column), text
            if cell.comment and cell.comment.strip():
                yield (row, column), " ".join(cell.comment.split())

    def _ours(self, row: int, column: int) -> bool:
        """Tell whether a cell holds what we wrote, or what was taken as the unit's explanation."""
        if row not in self.rows or column not in self.columns:
            return row == self.top and column in self.columns
        return self.columns[column] not in self._altered(row)

    def _altered(self, row: int) -> set[str]:
        """Return the columns whose words in a row are not those we wrote there."""
        mark, seals, more = mark_in(self.texts[row].get("mark", ""))
        changed = set(self.rows[row].altered(seals))
        return {*changed, "mark"} if mark and more else changed


def without_remarks(book: Book, units: Hierarchy) -> tuple[Book, Remarks]:
    """Return the workbook as if it had gone out blank, and the remarks it went back with."""
    tables = [table for sheet in book.sheets if (table := _table(sheet)) is not None]
    if not tables:
        return book, Remarks()
    asides: list[Aside] = []
    for table in tables:
        if named := [f"{address(place)} “{text}”" for place, text in table.others(units)]:
            facts = {"places": some(named), "count": len(named)}
            asides.append(Aside("words_not_read", "note", None, table.sheet.name, facts))
    rows = tuple(row for table in tables for row in table.rows.values())
    ours = {bare(text) for row in rows for text in (row.wrong, row.ought) if text}
    others = [sheet for sheet in book.sheets if all(sheet is not table.sheet for table in tables)]
    left = tuple(_uncommented(sheet, ours) for sheet in others)
    return evolve(book, sheets=left), Remarks(rows, tuple(asides))


@cache
def _headings() -> tuple[Mapping[str, str], ...]:
    """Return the headings of the table, as they are compared, and what stands under them."""
    return tuple(
        {bare(say(f"remarks.{name}", lang)): name for name in COLUMNS} for lang in LANGUAGES
    )


@cache
def _severities() -> frozenset[str]:
    return frozenset(
        bare(say(f"severity.{severity.value}", lang)) for severity in Severity for lang in LANGUAGES
    )


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
    explained = {bare(say("remarks.explanation", lang)): lang for lang in LANGUAGES}
    begins = {words[0] for words in explained}
    for (row, _), text in timely(sheet.texts):
        if bare(text.lstrip()[:1]) not in begins or len(text) > LONGEST_LABEL:
            continue
        if bare(text) not in explained:
            continue
        for headings in _headings():
            named = {
                column: headings[words]
                for (at, column), said in timely(sheet.texts)
                if at == row and (words := bare(said)) in headings
            }
            told = any(needed.issubset(named.values()) for needed in NEEDED)
            if told and len(set(named.values())) == len(named):
                return _Table(sheet, row, named)
    return None


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
    heads = (rf"\d+\.{re.escape(severity)}" for severity in sorted(_severities()))
    parts = "|".join(("\0", *heads, *figures))
    return re.compile(f"(?:{parts})*")
