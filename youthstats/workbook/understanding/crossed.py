"""In what a figure is whose row gives one unit of measure and whose heading another.

原煤（吨） under 折标煤量（吨标准煤） is in 吨标准煤, 生猪（头） under 金额（万元） in 万元: beside others that
say something else a heading says it of its whole column. One that all columns share (本年（万元） |
上年（万元）) is of the rows that give none: 从业人员（人） stay 人.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cached_property
from typing import Protocol

from attrs import frozen

from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.adding import rate_of
from youthstats.workbook.understanding.given import GivenMeasures
from youthstats.workbook.understanding.kinds import measure_in
from youthstats.workbook.understanding.periods import PERIODS
from youthstats.workbook.understanding.tables import Table
from youthstats.workbook.understanding.telling import counts, speaks_of_share, speaks_of_words

__all__ = ["Crossed"]

_ANY = "个"
"""What anything is counted in that a row has a word for: 5台 are 5个."""


class _Labelled(Protocol):
    """A table with what leads to its rows and columns, and what columns and lines give these."""

    @property
    def table(self) -> Table: ...
    @property
    def rows(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def columns(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def given(self) -> GivenMeasures: ...


@frozen(slots=False, eq=False)
class Crossed:
    """The units of measure of the rows and of the headings of a table, where they cross."""

    paths: _Labelled

    @cached_property
    def rows_measured(self) -> bool:
        """Whether rows are given units of measure, by their labels or a column of these."""
        columns = self.paths.table.columns[:1] + self.paths.table.columns[-1:]
        return any(self.of_row((row, at)) for row in self.paths.table.rows for at in columns)

    def of_row(self, place: Place) -> str:
        """Return the measure that a column, else the labels before it, give the row of a cell."""
        return self.paths.given.beside(place) or measure_in(self.paths.rows.get(place[0], ()))

    def of_heading(self, column: int) -> str:
        """Return the measure that a line, else the labels above it, give a column."""
        return self.paths.given.above(column) or measure_in(self._heading(column))

    def leading(self, place: Place) -> str:
        """Return the measure of a heading that goes before the row's; ``""`` where none does."""
        measure = self._columns.get(place[1], "")
        return measure if self._overrules(measure, self.of_row(place)) else ""

    def apart(self, column: int) -> str:
        """Return the measure that tells a column from those beside it; ``""`` where none does.

        It is its heading's, if that goes before a row's, or if headings give several and some row none.
        What is per cent is told apart by its kind.
        """
        if not self._sized:
            return self.of_heading(column) or self._is_one(column)
        places = [(row, column) for row in self._asking]
        measure = next(filter(None, map(self.leading, places)), "")
        if not measure and self._several and not all(map(self.of_row, places)):
            measure = self.of_heading(column)
        return "" if measure == "%" else measure

    def measure(self, place: Place) -> str:
        """Return the measure of a cell by the labels and lines that lead to it."""
        return self.leading(place) or self.of_row(place) or self.of_heading(place[1])

    @cached_property
    def _columns(self) -> Mapping[int, str]:
        """The columns of which a heading tells the measure, whatever the rows are in."""
        first = self.paths.table.columns[0]
        every = all(self.of_row((row, first)) for row in self._asking)
        return {
            at: measure
            for at, measure in self._said.items()
            if measure == "%"
            or (measure and not self._of_period(at) and (every or len(self._of_figures) > 1))
        }

    @cached_property
    def _said(self) -> Mapping[int, str]:
        """What each heading gives its figures, or is: 人次."""
        columns = self.paths.table.columns
        return {at: self.of_heading(at) or self._is_one(at) for at in columns}

    @cached_property
    def _of_figures(self) -> Set[str]:
        """What headings of figures give, ``""`` among them where one gives none."""
        return {measure for at, measure in self._said.items() if self._heads_figures(at)}

    @cached_property
    def _several(self) -> bool:
        return len(self._of_figures - {""}) > 1

    @cached_property
    def _sized(self) -> bool:
        """Whether rows are given measures that are those of amounts or counts, and of no rate."""
        columns = self.paths.table.columns[:1] + self.paths.table.columns[-1:]
        given = (self.of_row((row, at)) for row in self.paths.table.rows for at in columns)
        return any(measure and not _is_rate(measure) for measure in given)

    @property
    def _asking(self) -> tuple[int, ...]:
        """The rows in which anything is asked for."""
        canvas, table = self.paths.table.canvas, self.paths.table
        return tuple(
            row for row in table.rows if any(canvas.asks((row, at)) for at in table.columns)
        )

    def _is_one(self, column: int) -> str:
        """Return a heading that is nothing but a measure: 人次."""
        plain = "".join("".join(self._heading(column)[-1:]).split())
        return plain if is_measure(plain) else ""

    def _heading(self, column: int) -> tuple[str, ...]:
        """Return the labels of a column alone: a banner is of all."""
        return self.paths.columns.get(column, ())[len(self.paths.table.banner) :]

    def _heads_figures(self, column: int) -> bool:
        above = self._heading(column)
        return not (speaks_of_words(above) or speaks_of_share(above))

    def _of_period(self, column: int) -> bool:
        """Tell whether the label that gives a measure says nothing but when, or of whom: 本年（万元）."""
        labels = ("".join(label.split()) for label in reversed(self._heading(column)))
        stem = next((stem_and_measure(one)[0] for one in labels if measure_in([one])), "")
        return PERIODS.fullmatch(stem) is not None

    def _overrules(self, heading: str, row: str) -> bool:
        """Tell whether a heading's measure goes before the row's: what is per cent, or a price, stays."""
        if heading in {"", row} or not row:
            return False
        return heading == "%" or not (_is_rate(row) or (heading == _ANY and counts(row)))


def _is_rate(measure: str) -> bool:
    return measure == "%" or rate_of((), measure) is not None
