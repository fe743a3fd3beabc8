"""The columns and lines of a table that give units of measure, and what they give each figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import frozen

from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import LABELS, Canvas
from youthstats.workbook.understanding.measuring import (
    gives_measures,
    heads_measures,
    plain_measure,
    unknown_measures,
)
from youthstats.workbook.understanding.tables import Table

__all__ = ["GivenMeasures"]


@frozen(slots=False, eq=False)
class GivenMeasures:
    """What columns (计量单位) give the rows of a table, and lines of its heading the columns.

    ``ordinals`` are the columns of the stub that only number the rows.
    """

    table: Table
    ordinals: Sequence[int]

    @property
    def _canvas(self) -> Canvas:
        return self.table.canvas

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that give a unit of measure to each row."""
        stub = [at for at in self.table.stub if at not in self.ordinals]
        found = [at for at in stub if gives_measures(self._heads(at), self._texts(at))]
        return (*(found if len(stub) > len(found) else ()), *self.table.beside)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of the heading that give a unit of measure to each column."""
        found = []
        for row in self.table.heading[1:]:
            heads = ["".join(self._canvas.at((row, at)).text.split()) for at in self.table.stub]
            texts = [text for at in self.table.columns if (text := self._own_text((row, at)))]
            bare = any(map(is_measure, texts)) and self._told_apart_above(row)
            if gives_measures((), texts) and (heads_measures(heads) or bare):
                found.append(row)
        return tuple(found)

    def beside(self, place: Place) -> str:
        """Return the measure that a column gives the row of a cell.

        It is of the answers behind it; where none stands before them all, of those before it.
        """
        row, column = place
        leads = any(at in self.table.stub for at in self.columns)
        before = [at for at in self.columns if at < column]
        behind = [at for at in self.columns if at > column]
        mine = before[-1:] if leads else behind[:1]
        said = (self._measure((row, at)) for at in mine)
        return next(filter(None, said), "")

    def above(self, column: int) -> str:
        """Return the measure that a line of the heading gives a column."""
        said = (plain_measure(self._own_text((at, column))) for at in self.rows)
        return next(filter(None, said), "")

    def dashed(self, row: int) -> bool:
        """Tell whether anything stands in a column of measures, be it a dash: there is none."""
        return any(self._canvas.at((row, at)).text for at in self.columns)

    @cached_property
    def unknown(self) -> tuple[Place, tuple[str, ...]] | None:
        """The words taken for measures of which nothing tells that they are, and where one stands."""
        for column in self.columns:
            if words := unknown_measures(self._heads(column), self._texts(column)):
                rows = (row for row in self.table.rows if self._measure((row, column)) == words[0])
                return (next(rows), column), words
        return None

    def _measure(self, place: Place) -> str:
        return plain_measure(self._canvas.at(place).text)

    def _own_text(self, place: Place) -> str:
        """Return what stands in a cell, unless it reaches there from above."""
        return self._canvas.at(place).text if self._canvas.anchor(place)[0] == place[0] else ""

    def _told_apart_above(self, row: int) -> bool:
        """Tell whether a row under the labels names nothing: these lead to each column without it."""
        above = [at for at in self.table.heading if at < row]
        columns = self.table.columns
        named = [self._canvas.anchor((above[-1], at)) for at in columns]
        labels = {tuple(self._canvas.at((at, one)).text for at in above) for one in columns}
        bare = not any(self._own_text((row, at)) for at in self.table.stub)
        last = row == self.table.heading[-1]
        return last and bare and len(labels) == len(named) and all(map(self._is_label, named))

    def _is_label(self, place: Place) -> bool:
        return self._canvas.role(place) in LABELS or self._canvas.names_unit(place)

    def _texts(self, column: int) -> list[str]:
        shown = (self._canvas.at((row, column)).text for row in self.table.rows)
        return list(filter(None, shown))

    def _heads(self, column: int) -> list[str]:
        shown = (self._canvas.at((row, column)).text for row in self.table.heading)
        return ["".join(text.split()) for text in shown if text]
