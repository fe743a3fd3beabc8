"""The table on a sheet 审核意见: told by its headings wherever it stands, and its rows by their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache

from attrs import evolve, fields, frozen

from youthstats.characters import bare
from youthstats.model.edits import Severity
from youthstats.model.remarks import Mark, Remark, mark_in
from youthstats.model.units import Hierarchy
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["RemarkTable", "severities", "table_on"]

COLUMNS = tuple(one.name for one in fields(Remark))
NEEDED = ({"mark", "wrong", "explanation"}, {"severity", "cells", "wrong", "ought", "explanation"})
"""The headings that tell the table, the second time without the marks."""

ANSWERED = ("explanation", "mark")
"""Columns whose words may be the unit's own."""


@frozen(slots=False)
class RemarkTable:
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
    def marks(self) -> Mapping[int, Mark]:
        """The mark of every row that has one.

        Where what is wrong is not as it was sealed, and the row is to a sign what another mark has
        sealed, the rows were sorted without their marks: the one that fits is the row's.
        """
        found = {row: mark_in(said.get("mark", "")) for row, said in self.texts.items()}
        marks = {row: mark for row, mark in found.items() if mark is not None}
        sealed = {mark.seals: mark for mark in marks.values()}
        moved = {}
        for row, mark in timely(marks.items()):
            remark = Remark(**{**self.texts[row], "mark": mark.of})
            if "wrong" in mark.broken(remark):
                moved[row] = evolve(sealed.get(remark.seals, mark), more=mark.more)
        return {**marks, **moved}

    @cached_property
    def rows(self) -> Mapping[int, Remark]:
        """The remarks by their rows: with a mark, or ours and explained after the mark was lost."""
        rows = {}
        for row, said in self.texts.items():
            if mark := self.marks.get(row):
                rows[row] = Remark(**{**said, "mark": mark.of})
            elif bare(said.get("severity", "")) in severities() and said.get("wrong"):
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
                yield (row, column), cell.comment

    def _ours(self, row: int, column: int) -> bool:
        """Tell whether a cell holds what we wrote, or what was taken as the unit's explanation."""
        if row not in self.rows or column not in self.columns:
            return row == self.top and column in self.columns
        mark, name = self.marks.get(row), self.columns[column]
        if mark is None:
            return True
        return not mark.more if name == "mark" else name not in mark.broken(self.rows[row])


def table_on(sheet: Sheet) -> RemarkTable | None:
    """Find the table by its headings: those that matter, in one row."""
    heads = [one for one in sheet.texts if len(one[1]) <= LONGEST_LABEL and _heads(one[1])]
    for row in timely([row for (row, _), text in heads if "explanation" in _heads(text)]):
        for headings in _headings():
            named = {
                column: headings[words]
                for (at, column), said in timely(heads)
                if at == row and (words := bare(said)) in headings
            }
            told = any(needed.issubset(named.values()) for needed in NEEDED)
            if told and len(set(named.values())) == len(named):
                return RemarkTable(sheet, row, named)
    return None


@lru_cache(maxsize=8192)
def _heads(text: str) -> frozenset[str]:
    """Return the columns a text may be the heading of; most texts are the same on every return."""
    words = bare(text)
    return frozenset(headings[words] for headings in _headings() if words in headings)


@cache
def _headings() -> tuple[Mapping[str, str], ...]:
    """Return the headings of the table, as they are compared, and what stands under them."""
    return tuple(
        {bare(say(f"remarks.{name}", lang)): name for name in COLUMNS} for lang in LANGUAGES
    )


@cache
def severities() -> frozenset[str]:
    """Return the words for a severity, as they are compared."""
    return frozenset(
        bare(say(f"severity.{standing}", lang))
        for standing in ("explained", *(severity.value for severity in Severity))
        for lang in LANGUAGES
    )


def _is_head(text: str, units: Hierarchy) -> bool:
    """Tell whether a text is one of those that stand above the rows: whose they are, what to do."""
    for lang in LANGUAGES:
        before, after = say("remarks.title", lang, unit="\0").split("\0")
        unit = text.removeprefix(before).removesuffix(after)
        titled = (units.is_open or unit in units) and text == f"{before}{unit}{after}"
        if titled or text == say("remarks.summary", lang):
            return True
    return False
