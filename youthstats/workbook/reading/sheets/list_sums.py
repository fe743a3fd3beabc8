"""Which rows of a list add up others: by their words, by their formulas, or by their figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice

from attrs import define, field, frozen

from youthstats.layout.sums import SumKind, may_say_sum, sum_said
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.areas import areas_of
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Adding", "Line", "Size", "Sizes", "SumLine"]

Size = int | Decimal
Sizes = Mapping[int, Size]
"""The numbers of a row, by column."""

_NO_CHANCE = 100
"""Figures that are less may be what those above them come to by chance."""

_LONGEST_BLOCK = 500
"""Rows up to which a merged name is followed."""

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


@frozen
class Line:
    """One row of a list: its numbers and formulas, by column, and what names it.

    ``said`` are the words that may say what it is, ``named`` the columns an entry is known by that
    hold anything: words, a code or a date.
    """

    row: int
    sizes: Sizes
    formulas: Mapping[int, str]
    said: Sequence[tuple[int, str]]
    named: frozenset[int]


@define(slots=False)
class Adding:
    """The entries of a list up to a row: what they come to, all of them and those since a sum.

    ``columns`` are those of figures that can be added, ``naming`` those that an entry is known by,
    ``left`` is the first of the answers.
    """

    sheet: Sheet
    columns: Collection[int]
    naming: frozenset[int]
    left: int
    rows: list[int] = field(factory=list)
    _all: dict[int, Size] = field(factory=dict)
    _since: dict[int, Size] = field(factory=dict)
    _above: Sizes | None = None
    _on_top: bool = False
    _named: bool = True

    def line(
        self, row: int, texts: Mapping[int, str], sizes: Sizes, formulas: Mapping[int, str]
    ) -> Line:
        """Return a row with what names it."""
        named = frozenset(
            at for at in self.naming if at in sizes or any(map(str.isalnum, texts.get(at, "")))
        )
        return Line(row, sizes, formulas, self._words(row, texts, named=bool(named)), named)

    def _words(self, row: int, texts: Mapping[int, str], *, named: bool) -> list[tuple[int, str]]:
        """Return the words before the answers, and those that name an entry.

        Where nothing names it those are judged that stand first.
        """
        cells = ((at, self.sheet.cells.get((row, at))) for at in range(self.left))
        said = [
            (at, folded(cell.value))
            for at, cell in cells
            if cell is not None and isinstance(cell.value, str) and _has_words(cell.value)
        ]
        words = [(at, text) for at, text in sorted(texts.items()) if _has_words(text)]
        if named:
            return said + [(at, text) for at, text in words if at in self.naming]
        # 合计 may stand where a figure would: in a list whose first column asks for one.
        first = (one for one in words if one[0] not in self.columns or sum_said(one[1]))
        return [*said, *islice(first, 1)]

    def add(self, line: Line) -> None:
        """Take an entry into account."""
        self.rows.append(line.row)
        self._named = self._named and self._is_named(line)
        self._above = None
        for at, size in self._added(line.sizes).items():
            self._all[at] = self._all.get(at, 0) + size
            self._since[at] = self._since.get(at, 0) + size

    def judge(self, line: Line) -> SumLine | None:
        """Return what a row is if it adds up others; those behind it are then added anew."""
        found = self._judged(line)
        if found is not None and found.kind is not SumKind.PART:
            self._on_top = self._on_top or not self.rows
            self._since.clear()
            self._above = self._added(line.sizes)
        return found

    def _judged(self, line: Line) -> SumLine | None:
        row, sizes = line.row, line.sizes
        for at, words in line.said:
            alone = len(line.said) == 1 and line.named <= {at}
            if (kind := sum_said(words, alone=alone)) is not None:
                return SumLine(row, kind, (row, at), words)
        at, words = line.said[0] if line.said else (min(sizes, default=self.left), "")
        unnamed = self._named and not self._is_named(line)
        if self._adds_by_formula(line) or (unnamed and self._fits(sizes)):
            return SumLine(row, SumKind.TOTAL, (row, at), words)
        doubt = _doubtful(line)
        if doubt is None:
            return None
        if doubt.kind is SumKind.PART:
            return doubt if self._is_part(sizes) else None
        return doubt if self._fits(sizes) and not self._by_chance(sizes) else None

    def may_be_sum(self, line: Line) -> SumLine | None:
        """Return a row as the sum that it may be by its words, or by figures that only a code names."""
        if line.said:
            return _doubtful(line)
        if not self._fits(line.sizes) or self._by_chance(line.sizes):
            return None
        return SumLine(line.row, SumKind.TOTAL, (line.row, min(line.sizes)), sure=False)

    def last_fits(self, line: Line) -> SumLine | None:
        """Return the last entry as a sum where it comes to what the others do, hardly by chance.

        One that nothing names is one also where it only does so but for rounding.
        """
        if len(self.rows) < 3 or self._by_chance(line.sizes):
            return None
        own = self._added(line.sizes)
        sums = {at: size - own.get(at, 0) for at, size in self._all.items()}
        others = {at: size for at, size in sums.items() if size}
        if own.keys() != others.keys():
            return None
        slack = Decimal(0 if self._is_named(line) else len(self.rows)) / 2
        apart = {at: abs(Decimal(size) - others[at]) for at, size in own.items()}
        if any(apart[at] > slack * _last_place(size) for at, size in own.items()):
            return None
        at, words = line.said[0] if line.said else (min(own), "")
        return SumLine(line.row, SumKind.TOTAL, (line.row, at), words, sure=False)

    def _is_named(self, line: Line) -> bool:
        """Tell whether anything names a row, were it in a block that begins above it."""
        return bool(line.said or line.named) or line.row in self._in_blocks

    @cached_property
    def _in_blocks(self) -> frozenset[int]:
        """The rows whose names were merged with those above."""
        return frozenset(
            row
            for one in timely(self.sheet.merges)
            if any(one.left <= at <= one.right for at in self.naming)
            for row in range(one.top + 1, min(one.bottom, one.top + _LONGEST_BLOCK) + 1)
        )

    def _adds_by_formula(self, line: Line) -> bool:
        """Tell whether a formula adds up several entries of its own column, and nothing else."""
        return any(
            at in self.columns and self._adds_up(formula, line.row, at)
            for at, formula in line.formulas.items()
        )

    def _adds_up(self, formula: str, row: int, column: int) -> bool:
        rest, areas = areas_of(formula)
        own = bool(areas) and all(one.left == one.right == column for one in areas)
        if not own or _ADDING.sub("", rest) or any(one.top <= row <= one.bottom for one in areas):
            return False
        added = {at for one in areas for at in self.rows if one.top <= at <= one.bottom}
        return len(added) > 1

    def _fits(self, sizes: Sizes) -> bool:
        """Tell whether a row comes to what several entries above it do, all or those since a sum."""
        if len(self.rows) < 2:
            return False
        own = self._added(sizes)
        return any(own.values()) and any(
            all(size == sums.get(at, 0) for at, size in own.items())
            for sums in (self._all, self._since)
        )

    def _is_part(self, sizes: Sizes) -> bool:
        """Tell whether a row may be a part of the sum right above it, which its entries precede."""
        whole = {} if self._on_top or self._above is None else self._above
        own = self._added(sizes)
        return bool(whole) and all(size <= whole.get(at, 0) for at, size in own.items())

    def _by_chance(self, sizes: Sizes) -> bool:
        return all(-_NO_CHANCE < size < _NO_CHANCE for size in self._added(sizes).values())

    def _added(self, sizes: Sizes) -> Sizes:
        return {at: size for at, size in sizes.items() if at in self.columns}


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _doubtful(line: Line) -> SumLine | None:
    """Return a row as the sum that its first words may mean, or any that elsewhere say one."""
    for n, (at, words) in enumerate(line.said):
        if (n == 0 or sum_said(words)) and (kind := may_say_sum(words)) is not None:
            return SumLine(line.row, kind, (line.row, at), words, sure=False)
    return None


def _last_place(size: Size) -> Decimal:
    """Return what one in the last decimal of a number is, at most 1."""
    exponent = Decimal(size).as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(0)
