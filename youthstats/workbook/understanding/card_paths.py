"""The labels that lead to each answer of a card, which are its own and those of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from attrs import frozen

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.cards import Pair
from youthstats.workbook.understanding.kinds import Asked, asked, measure_in
from youthstats.workbook.understanding.parts import says_part
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.tables import Table

__all__ = ["CardPaths", "paths_of"]


def paths_of(table: Table) -> Paths:
    """Return what leads to the answers of a table, or of a card."""
    return CardPaths(table) if table.pairs else Paths(table)


@frozen(slots=False, eq=False)
class CardPaths(Paths):
    """What leads to the answers of a card: ``rows`` are its pairs, numbered as they stand."""

    @property
    def pairs(self) -> Sequence[Pair]:
        return self.table.pairs

    @cached_property
    def rows(self) -> Mapping[int, LabelPath]:
        text = {place: self.canvas.at(place).text for pair in self.pairs for place in _said(pair)}
        return {
            number: tuple(text[place] for place in _said(pair))
            for number, pair in enumerate(self.pairs)
        }

    @cached_property
    def columns(self) -> Mapping[int, LabelPath]:
        return {}

    @cached_property
    def wholes(self) -> Mapping[int, int]:
        """The pair that a pair is a part of (其中：…), for those that are.

        It is the one on its left, or what that is a part of, unless a whole stands right above it. Of
        one that begins a line it may be the last of the line before as well: it is where only that
        can be, or only that is of the same things by its words.
        """
        found: dict[int, int] = {}
        for number in filter(self._is_part, range(len(self.pairs))):
            left, above = self._left_of(number), self._above(number)
            near = [one for one in (left, above) if one is not None]
            if left is None and number:
                near = sorted((*near, number - 1), key=lambda one: not self._alike(one, number))
            wholes = [one for one in near if not self._is_part(one) and self._holds(one, number)]
            if whole := wholes or [found[one] for one in near if one in found]:
                found[number] = whole[0]
        return found

    def _is_part(self, number: int) -> bool:
        return says_part(self.rows[number][-1])

    def _holds(self, whole: int, part: int) -> bool:
        """Tell whether a pair may be the whole of another: both ask for figures of one measure."""
        kinds = [self._alone(one).kind for one in (whole, part)]
        measures = {measure for one in (whole, part) if (measure := self._measure_of(one))}
        return kinds[0].additive and kinds[1].numeric and (len(measures) < 2 or "%" in measures)

    def _alike(self, whole: int, part: int) -> bool:
        """Tell whether the labels of two pairs speak of the same things: 收住老人数, 失能老人."""
        one, other = (stem_and_measure(self.rows[n][-1])[0] for n in (whole, part))
        return any(one[at : at + 2] in other for at in range(len(one) - 1))

    def _alone(self, number: int) -> Asked:
        """Return what a pair asks for by itself, whatever it is a part of."""
        square = self.canvas.at(self.pairs[number].answer)
        return asked(square, self.rows[number], self._measure_of(number), self.common_measure)

    def _measure_of(self, number: int) -> str:
        return self.pairs[number].measure or measure_in(self.rows[number])

    def _left_of(self, number: int) -> int | None:
        """Return the pair before one in its row."""
        same = number > 0 and self.pairs[number - 1].label[0] == self.pairs[number].label[0]
        return number - 1 if same else None

    def _above(self, number: int) -> int | None:
        """Return the pair in the row of labels above one whose label begins in the same column."""
        row, column = self.pairs[number].label
        above = max((one.label[0] for one in self.pairs if one.label[0] < row), default=None)
        over = (n for n, one in enumerate(self.pairs) if one.label == (above, column))
        return next(over, None)

    @property
    def called_by_first(self) -> Mapping[Place, tuple[str, ...]]:
        """Nothing: an answer of a card has a label of its own."""
        return {}

    @cached_property
    def _numbers(self) -> Mapping[Place, int]:
        return {pair.answer: number for number, pair in enumerate(self.pairs)}

    def line_of(self, place: Place, *, down: bool) -> int:
        return self._numbers[place] if down else place[1]

    def side(self, place: Place) -> Literal["", "right", "below"]:
        return self.pairs[self._numbers[place]].side

    def spans(self, place: Place) -> tuple[int, int]:
        label = self.canvas.block(self.pairs[self._numbers[place]].label)
        answer = self.canvas.block(place)
        return 1 + label.right - label.left, 1 + answer.right - answer.left

    def label_places(self, place: Place) -> list[Place]:
        """Return nothing: what a label of a card is completed with stands beside it."""
        return []

    def measures_at(self, place: Place) -> Iterator[str]:
        """Yield the measure of a cell, then that of what it is a part of."""
        number = self._numbers[place]
        yield from filter(None, [self._measure_of(number)])
        if number in self.wholes:
            yield from self.measures_at(self.pairs[self.wholes[number]].answer)

    def asked(self, place: Place) -> Asked:
        """Return what one cell asks for: words where nothing tells, for sure where there is much room.

        What is a part of a figure is one, too.
        """
        known = super().asked(place)
        if known.sure or self._numbers.get(place) in {None, *self.wholes}:
            return known
        return _WORDS if self._is_roomy(place) else _SUPPOSED

    def _is_roomy(self, place: Place) -> bool:
        block, all_over = self.canvas.block(place), self.table.region.columns
        wide = 2 * sum(block.left <= at <= block.right for at in all_over) > len(all_over)
        return wide or block.bottom > block.top

    def told(self, place: Place) -> tuple[tuple[str, ...], str]:
        """Return the labels that lead to a cell, and its unit of measure: a part has its whole's.

        None leads to a cell that a formula adds and that is no answer.
        """
        if place not in self._numbers:
            return (), ""
        return self.rows[self._numbers[place]], next(self.measures_at(place), "")


_WORDS = Asked(Kind.TEXT, by="labels")
_SUPPOSED = Asked(Kind.TEXT, by="")


def _said(pair: Pair) -> tuple[Place, ...]:
    return (*pair.groups, pair.label)
