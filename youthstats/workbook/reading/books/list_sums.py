"""What is told of the rows of a list that add up others: they were not counted, and do they agree?

Which rows a sum adds up nobody says. They are those between it and the sum above, or all, or where
sums stand on top of what they add up those below; it agrees where it comes to what any of these do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import frozen

from youthstats.layout.sums import SumKind
from youthstats.model.asides import Aside
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Missing, Value, bounds, is_figure, nominal, printed
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.answers.fill import fill
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.list_sums import SumLine
from youthstats.workbook.reading.sheets.places import Place, address, quoted, some

__all__ = ["sums_told"]


def sums_told(
    book: Book, found: Mapping[str, Found], records: Mapping[str, Record]
) -> Iterator[Aside]:
    """Yield what to say of the sums among the entries of the lists of a workbook.

    The line of totals that a list asks for is an answer, and checked as one.
    """
    for form_id, one in found.items():
        record, listed = records.get(form_id), one.listed
        if record is not None and (listed.sums or listed.unsure):
            sums = _Sums(one, record, book.sheet(one.location.sheet), book)
            yield from sums.alone() if record.blank else sums.told()


@frozen
class _Held:
    """One figure of a sum, and what the entries in these rows come to, which may be as exact."""

    place: Place
    stated: Figure
    given: Sequence[Figure]
    rows: Sequence[int]

    @property
    def agrees(self) -> bool:
        """Whether some true values within what was shown add up."""
        low, high = bounds(self.stated)
        ends = [bounds(one) for one in self.given]
        return sum(end for end, _ in ends) <= high and low <= sum(end for _, end in ends)

    @property
    def said(self) -> str:
        """``C9 12 ≠ C7:C8 11 (+1)``."""
        column = self.place[1]
        ends = dict.fromkeys(address((row, column)) for row in (self.rows[0], self.rows[-1]))
        stated, implied = nominal(self.stated), sum(map(nominal, self.given), Fraction())
        own = f"{address(self.place)} {printed(stated)}"
        if self.agrees:
            return f"{own} = {':'.join(ends)}"
        signed = f"{'+' if stated > implied else '−'}{printed(abs(stated - implied))}"
        return f"{own} ≠ {':'.join(ends)} {printed(implied)} ({signed})"


@frozen(slots=False)
class _Sums:
    """The sums among the entries of one list."""

    found: Found
    record: Record
    sheet: Sheet
    book: Book

    @property
    def form(self) -> Form:
        return self.found.layout.form

    @cached_property
    def lines(self) -> list[SumLine]:
        """The sums that are no answers, and hold a figure."""
        total = {row for row, _ in self.found.location.totals.values()}
        sums = (line for line in self.found.listed.sums if line.row not in total)
        return [line for line in timely(sums) if any(self.values[line.row].values())]

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The columns of what can be added, by item."""
        pairs = zip(self.found.layout.columns, self.found.location.columns, strict=True)
        return {
            leaf.item: at
            for leaf, at in pairs
            if leaf.item is not None and at is not None and self.form.item(leaf.item).additive
        }

    @cached_property
    def values(self) -> Mapping[int, Mapping[str, Value]]:
        """What every sum says of each item, by row."""
        asked = [(self.form.item(name), at) for name, at in self.columns.items()]
        rows = [line.row for line in (*self.found.listed.sums, *self.found.listed.unsure)]
        spots = tuple((n, _places(asked, row)) for n, row in enumerate(rows))
        read, _ = fill(self.form, spots, self.sheet, self.book)
        return {
            row: {
                name: value
                for name in self.columns
                if (value := read[name, n]) is not Missing.BLANK
            }
            for n, row in enumerate(rows)
        }

    @cached_property
    def entries(self) -> Mapping[int, int]:
        """The entries by their rows."""
        rows = self.found.location.rows
        return {row: n for n, row in enumerate(rows) if row is not None}

    def alone(self) -> Iterator[Aside]:
        """Yield what to say of sums without a single entry: their figures are counted nowhere."""
        said = [self._said(line, ()) for line in self.lines]
        yield from self._aside("only_sums", "hard", said)

    def told(self) -> Iterator[Aside]:
        """Yield what to say of them."""
        plain: list[str] = []
        differing: list[str] = []
        likely: list[str] = []
        for line in self.lines:
            held = self._held(line)
            wrong = [one for one in held if not one.agrees]
            if not line.sure:
                likely.append(self._said(line, held))
            elif wrong:
                differing.append(self._said(line, wrong))
            elif line.words not in self.form.printed:
                plain.append(self._said(line, held))
        yield from self._aside("sum_not_counted", "note", plain)
        yield from self._aside("sum_differs", "soft", differing)
        yield from self._aside("sum_likely", "soft", likely)
        alike: list[str] = []
        only_words: list[str] = []
        for line in self.found.listed.unsure:
            held = self._held(line)
            unnamed = bool(held) and not line.words
            fits = unnamed or (bool(held) and all(one.agrees for one in held))
            asked = fits or line.kind is SumKind.PART
            (alike if asked else only_words).append(self._said(line, held if fits else ()))
        yield from self._aside("entry_like_sum", "soft", alike)
        yield from self._aside("entry_like_sum", "note", only_words)

    def _aside(self, code: str, severity: str, lines: Sequence[str]) -> Iterator[Aside]:
        if lines:
            facts = {"rows": some(lines), "count": len(lines)}
            yield Aside(code, severity, self.form.id, self.sheet.name, facts)

    def _said(self, line: SumLine, held: Sequence[_Held]) -> str:
        figures = [one.said for one in held] or [
            f"{address(place)} {shown(self.sheet.cells[place])}" for place in self._filled(line)
        ]
        words = shown(self.sheet.cells[line.place]) if line.words else ""
        return " ".join([*([quoted(line.place, words)] if words else []), *figures])

    def _filled(self, line: SumLine) -> Iterator[Place]:
        """Yield the cells of a sum that hold anything."""
        return ((line.row, self.columns[name]) for name in self.values[line.row])

    def _held(self, line: SumLine) -> Sequence[_Held]:
        """Return the figures of a sum held against the entries it adds up; none where nobody can.

        Where it agrees with none, those are meant that its words speak of.
        """
        if line.kind is SumKind.PART:
            return []
        tried = [held for rows in self._added(line) if (held := self._against(line, rows))]
        agreeing = [held for held in tried if all(one.agrees for one in held)]
        return next(iter([*agreeing, *tried]), [])

    def _added(self, line: SumLine) -> Iterator[Sequence[int]]:
        """Yield the rows that a sum may add up, the likeliest first."""
        ends = [one for one in self.found.listed.sums if one.kind is not SumKind.PART]
        subtotals = [one.row for one in ends if one.kind is SumKind.SUBTOTAL]
        rows = [row for row in self.entries if row != line.row]
        above = max((one.row for one in ends if one.row < line.row), default=-1)
        below = min(
            (one.row for one in ends if one.row > line.row), default=1 + max(rows, default=0)
        )
        before = [row for row in rows if row < line.row]
        near = (
            [row for row in before if row > above],
            [row for row in rows if line.row < row < below],
        )
        on_top = min(subtotals, default=0) < min(rows, default=0)
        near = near[::-1] if on_top else near
        ways = [*near, before, rows]
        ways = ways if line.kind is SumKind.SUBTOTAL else [rows, before, *near]
        yield from filter(None, ways)

    def _against(self, line: SumLine, rows: Sequence[int]) -> Sequence[_Held]:
        """Return the figures of a sum against what entries come to; unread ones are left out."""
        found = []
        for name, stated in self.values[line.row].items():
            parts = [self.record[name, self.entries[row]] for row in rows]
            given = [part for part in parts if part is not Missing.BLANK]
            if is_figure(stated) and all(map(is_figure, given)):
                place = line.row, self.columns[name]
                found.append(
                    _Held(place, cast(Figure, stated), cast(Sequence[Figure], given), rows)
                )
        return found


def _places(asked: Sequence[tuple[Item, int]], row: int) -> tuple[tuple[Item, Place], ...]:
    return tuple((item, (row, at)) for item, at in asked)
