"""Which rows of a list add up others: by their words, by their formulas, or by their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define, field, frozen

from youthstats.layout.sums import SumKind, may_say_sum, sum_said
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.areas import areas_of
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Adding", "Size", "Sizes", "SumLine"]

Size = int | Decimal
Sizes = Mapping[int, Size]
"""The numbers of a row, by column."""

_NO_CHANCE = 100
"""Figures that are less may be what those above them come to by chance."""

_ADDING = re.compile(r"=|SUM\(|SUBTOTAL\(1?0?9,|[+,()\s]|AREA", re.IGNORECASE)


@frozen
class SumLine:
    """A row of a list that adds up others, or may.

    ``place`` is where its words stand, else its first figure; ``words`` are folded, and ``""`` where
    it has none. It is ``sure`` where its words or its formulas leave no doubt.
    """

    row: int
    kind: SumKind
    place: Place
    words: str = ""
    sure: bool = True


@define
class Adding:
    """The entries of a list up to a row: what they come to, all of them and those since a sum.

    ``columns`` are those of figures that can be added, ``left`` is the first of the answers.
    """

    sheet: Sheet
    columns: frozenset[int]
    left: int
    rows: list[int] = field(factory=list)
    _all: dict[int, Size] = field(factory=dict)
    _since: dict[int, Size] = field(factory=dict)

    def add(self, row: int, sizes: Sizes) -> None:
        """Take an entry into account."""
        self.rows.append(row)
        for at, size in self._added(sizes).items():
            self._all[at] = self._all.get(at, 0) + size
            self._since[at] = self._since.get(at, 0) + size

    def judge(self, row: int, texts: Mapping[int, str], sizes: Sizes) -> SumLine | None:
        """Return what a row is if it adds up others; those behind it are then added anew."""
        found = self._judged(row, [*self._words(row, texts)], sizes)
        if found is not None and found.kind is not SumKind.PART:
            self._since.clear()
        return found

    def _judged(self, row: int, said: Sequence[tuple[int, str]], sizes: Sizes) -> SumLine | None:
        for at, words in said:
            if (kind := sum_said(words)) is not None:
                return SumLine(row, kind, (row, at), words)
        at, words = said[0] if said else (min(sizes, default=self.left), "")
        fits = len(self.rows) > (not words) and self._fits(sizes)
        if self._adds_by_formula(row) or (fits and not words):
            return SumLine(row, SumKind.TOTAL, (row, at), words)
        if fits and may_say_sum(words):
            return SumLine(row, SumKind.TOTAL, (row, at), words, sure=False)
        return None

    def may_be_sum(self, row: int, texts: Mapping[int, str]) -> SumLine | None:
        """Return an entry as the sum that it is by its words, if it is one and no entry."""
        for at, words in [*self._words(row, texts)][:1]:
            if may_say_sum(words):
                return SumLine(row, SumKind.TOTAL, (row, at), words, sure=False)
        return None

    def last_fits(self, texts: Mapping[int, str], sizes: Sizes) -> SumLine | None:
        """Return the last entry as a sum where it comes to what the others do, hardly by chance."""
        own = self._added(sizes)
        others = {at: size - own.get(at, 0) for at, size in self._all.items()}
        alike = len(self.rows) > 2 and own == {at: size for at, size in others.items() if size}
        if not alike or all(-_NO_CHANCE < size < _NO_CHANCE for size in own.values()):
            return None
        row = self.rows[-1]
        at, words = next(self._words(row, texts), (min(own), ""))
        return SumLine(row, SumKind.TOTAL, (row, at), words, sure=False)

    def _words(self, row: int, texts: Mapping[int, str]) -> Iterator[tuple[int, str]]:
        """Yield the words before the answers, the first of these, and others before a figure."""
        for at in range(self.left):
            cell = self.sheet.cells.get((row, at))
            if cell is not None and isinstance(cell.value, str) and _has_words(cell.value):
                yield at, folded(cell.value)
        figures = [
            at
            for at in self.columns
            if (cell := self.sheet.cells.get((row, at))) is not None and is_figure(cell)
        ]
        end = min(figures, default=-1)
        words = [(at, text) for at, text in sorted(texts.items()) if _has_words(text)]
        yield from (pair for n, pair in enumerate(words) if n == 0 or pair[0] < end)

    def _adds_by_formula(self, row: int) -> bool:
        """Tell whether a formula adds up several entries of its own column, and nothing else."""
        cells = ((at, self.sheet.cells.get((row, at))) for at in self.columns)
        return any(
            cell is not None and cell.formula is not None and self._adds_up(cell.formula, row, at)
            for at, cell in cells
        )

    def _adds_up(self, formula: str, row: int, column: int) -> bool:
        rest, areas = areas_of(formula)
        own = bool(areas) and all(one.left == one.right == column for one in areas)
        if not own or _ADDING.sub("", rest) or any(one.top <= row <= one.bottom for one in areas):
            return False
        added = {at for one in areas for at in self.rows if one.top <= at <= one.bottom}
        return len(added) > 1

    def _fits(self, sizes: Sizes) -> bool:
        """Tell whether a row comes to what the entries above it do, all or those since a sum."""
        own = self._added(sizes)
        return any(own.values()) and any(
            all(size == sums.get(at, 0) for at, size in own.items())
            for sums in (self._all, self._since)
        )

    def _added(self, sizes: Sizes) -> Sizes:
        return {at: size for at, size in sizes.items() if at in self.columns}


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))
