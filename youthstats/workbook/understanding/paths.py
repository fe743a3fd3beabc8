"""The labels that lead to each row and column of a table, outermost first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from youthstats.layout.leaves import OWN_UNIT
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.frames import measure_of
from youthstats.workbook.understanding.tables import LABELS, Table

__all__ = ["LabelPath", "Paths"]

LabelPath = tuple[str, ...]

_Inherit = Callable[[Place, Sequence[Place]], Place | None]

_ORDINAL = re.compile(r"序号|行次|代码|编号|代号|编码|指标代码|栏次")
_MEASURED = re.compile(r"(?:计量)?单位|计算单位")
_PART = re.compile("其中|#")
_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸")


@frozen(slots=False, eq=False)
class Paths:
    """What leads to the rows and columns of a table.

    ``columns`` and ``rows`` are the labels of each, by its number on the sheet; ``measures`` the
    units of measure given in a column of their own, by row; ``ordinals`` the columns of the stub
    that only number the rows; ``stub`` the headings of the columns of labels.
    """

    table: Table

    @property
    def canvas(self) -> Canvas:
        return self.table.canvas

    @cached_property
    def header(self) -> tuple[int, ...]:
        """The rows of the heading, without a title inside the box and without column numbers."""
        return tuple(
            row for row in self.table.header if not (self._is_title(row) or self._numbers(row))
        )

    def _is_title(self, row: int) -> bool:
        columns = self.table.region.columns
        block = self.canvas.block(self.canvas.anchor((row, columns.start)))
        return len(columns) > 1 and block.left <= columns.start and block.right >= columns.stop - 1

    def _numbers(self, row: int) -> bool:
        """Tell whether a row numbers the columns: 甲 乙 1 2 3."""
        region = self.table.region.columns
        shown = [self.canvas.at((row, column)) for column in region]
        texts = [
            "".join(str(one.value).split()).strip("()（）")
            for one in shown
            if one.value is not None
        ]
        signs = [text for text in texts if text not in _STEMS]
        return bool(texts) and all(text.isdecimal() for text in signs) and len(texts) > 1

    @cached_property
    def columns(self) -> Mapping[int, LabelPath]:
        return {
            column: self._path([(row, column) for row in self.header], self._over)
            for column in self.table.columns
        }

    @cached_property
    def rows(self) -> Mapping[int, LabelPath]:
        """The labels before each row; the unit's own name is :data:`OWN_UNIT`."""
        return {
            row: self._path([(row, column) for column in self.labelling], self._before)
            for row in self.table.rows
        }

    @cached_property
    def wholes(self) -> Mapping[int, int]:
        """The row that a row is a part of (其中：…), for rows that are."""
        found: dict[int, int] = {}
        whole = None
        for row in self.table.rows:
            path = self.rows[row]
            if path and _PART.match("".join(path[-1].split())):
                if whole is not None:
                    found[row] = whole
            elif path:
                whole = row
        return found

    @cached_property
    def labelling(self) -> tuple[int, ...]:
        """The columns of the stub that name the rows."""
        apart = {*self.ordinals, *self._measuring}
        return tuple(column for column in self.table.stub if column not in apart)

    @cached_property
    def ordinals(self) -> tuple[int, ...]:
        return tuple(column for column in self.table.stub if self._counts(column))

    @cached_property
    def measures(self) -> Mapping[int, str]:
        return {
            row: self.canvas.at((row, column)).text
            for column in self._measuring
            for row in self.table.rows
            if self.canvas.at((row, column)).text
        }

    @cached_property
    def common_measure(self) -> str:
        """The unit of measure said above the table, where it says one alone."""
        said = measure_of(self.table)
        return said if is_measure(said) else ""

    @cached_property
    def stub(self) -> tuple[str, ...]:
        """The headings over the columns of labels; a text over several is said once."""
        texts: dict[Place, str] = {}
        for column in self.labelling:
            for row in self.header:
                place = self.canvas.anchor((row, column))
                if self.canvas.at(place).text:
                    texts[place] = self.canvas.at(place).text
        return tuple(dict.fromkeys(texts.values()))

    @cached_property
    def _measuring(self) -> tuple[int, ...]:
        return tuple(
            column
            for column in self.table.stub
            if column not in self.ordinals and len(self.table.stub) > 1 and self._measure(column)
        )

    def _measure(self, column: int) -> bool:
        texts = [text for row in self.table.rows if (text := self.canvas.at((row, column)).text)]
        headed = any(_MEASURED.fullmatch(text) for text in self._heads(column))
        return bool(texts) and all(is_measure(text) or (headed and len(text) < 5) for text in texts)

    def _counts(self, column: int) -> bool:
        """Tell whether a column of the stub numbers the rows."""
        shown = [self.canvas.at((row, column)).value for row in self.table.rows]
        texts = ["".join(str(value).split()) for value in shown if value is not None]
        numbered = bool(texts) and all(text.strip("().（）、").isdecimal() for text in texts)
        return numbered or any(_ORDINAL.fullmatch(text) for text in self._heads(column))

    def _heads(self, column: int) -> list[str]:
        shown = (self.canvas.at((row, column)).text for row in self.table.header)
        return ["".join(text.split()) for text in shown if text]

    def _path(self, places: Sequence[Place], inherited: _Inherit) -> LabelPath:
        """Return the labels at ``places``, outermost first, each once; a blank takes a neighbour's."""
        lowest = max((n for n, place in enumerate(places) if self._label(place)), default=-1)
        path: dict[Place, str] = {}
        for number, place in enumerate(places):
            anchor = self.canvas.anchor(place)
            if not self._label(place) and number < lowest:
                anchor = inherited(place, places[:number]) or anchor
            if text := self._label(anchor):
                path.setdefault(anchor, text)
        return tuple(path.values())

    def _label(self, place: Place) -> str:
        if self.canvas.names_unit(self.canvas.anchor(place)):
            return OWN_UNIT
        square = self.canvas.at(place)
        if self.canvas.role(place) in LABELS:
            return square.text or str(square.value)
        # A label that the clerk completes is open, and stands among the labels.
        return square.text if place[1] in self.table.stub else ""

    def _over(self, place: Place, above: Sequence[Place]) -> Place | None:
        """Return the nearest label to the left, where the same labels stand above both."""
        row, column = place
        for left in range(column - 1, min(self.table.columns) - 1, -1):
            if any(
                self.canvas.anchor((at, left)) != self.canvas.anchor((at, column))
                for at, _ in above
            ):
                return None
            if self._label((row, left)):
                anchor = self.canvas.anchor((row, left))
                return anchor if self.canvas.block(anchor).right == left == anchor[1] else None
        return None

    def _before(self, place: Place, left: Sequence[Place]) -> Place | None:
        """Return the nearest label upwards, where the same labels stand before both."""
        row, column = place
        for above in reversed([at for at in self.table.rows if at < row]):
            if self._label((above, column)):
                anchor = self.canvas.anchor((above, column))
                return anchor if self.canvas.block(anchor).bottom == anchor[0] else None
            if any(self._label((above, at)) != "" and self._label((row, at)) for _, at in left):
                return None
        return None
