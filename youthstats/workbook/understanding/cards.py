"""Cards: forms whose labels stand at changing places, each with its own answer beside it.

Nothing crosses there. An answer is that of the label directly left of it, else of the label directly
above it that reaches as far. A part of a sheet is a card where nearly every label has such an answer,
no row is a heading of labels alone, and the answers do not all stand under each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import Literal

from attrs import frozen

from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.region import Region, whole_width

__all__ = ["Pair", "pairs_of"]

Side = Literal["right", "below"]

_FEW = 3
"""Of so many answers with labels one may have none, and one label no answer."""


@frozen
class Pair:
    """An answer and the label it is asked for by: on which side of it, and in what measure.

    ``groups`` are labels before the label, outermost first.
    """

    answer: Place
    label: Place
    side: Side
    groups: tuple[Place, ...] = ()
    measure: str = ""


def pairs_of(canvas: Canvas, region: Region) -> tuple[Pair, ...]:
    """Return the answers of a card with their labels, row by row; nothing where it is none."""
    card = _Card(canvas, region)
    return card.pairs if card.holds else ()


@frozen(slots=False)
class _Card:
    canvas: Canvas
    region: Region

    @cached_property
    def blocks(self) -> Mapping[int, Sequence[Place]]:
        """The cells that are shown in each row, from the left; merged ones once."""
        return {
            row: list(dict.fromkeys(self.canvas.anchor((row, at)) for at in self.region.columns))
            for row in self.region.rows
        }

    @cached_property
    def before(self) -> Mapping[Place, Place]:
        """What stands directly left of each cell, in its first row."""
        return {
            block: left
            for row, blocks in self.blocks.items()
            for left, block in pairwise(blocks)
            if block[0] == row
        }

    @cached_property
    def vague(self) -> bool:
        """Whether neither lines nor locks say what is to be filled in: any blank might be."""
        return not (self.canvas.draws_lines or self.canvas.says_what_is_open)

    @cached_property
    def asking(self) -> Sequence[Place]:
        """The cells that are to be filled in, row by row."""
        return [
            block
            for row, blocks in self.blocks.items()
            for block in blocks
            if block[0] == row and self.canvas.asks(block)
        ]

    @cached_property
    def led(self) -> Mapping[Place, tuple[Place, Side]]:
        """The label of each answer that has one of its own, and the side it stands on."""
        ways: list[tuple[Side, Callable[[Place], Place | None]]]
        ways = [("right", self._left), ("below", self._above)]
        found: dict[Place, tuple[Place, Side]] = {}
        taken: set[Place] = set()
        for side, find in reversed(ways) if self.vague else ways:
            for block in self.asking:
                label = None if block in found else find(block)
                if label is not None and label not in taken:
                    found[block] = label, side
                    taken.add(label)
        return found

    def _left(self, block: Place) -> Place | None:
        label = self.before.get(block)
        if label is None or not self._labels(label) or label[0] != block[0]:
            return None
        as_tall = self.canvas.block(label).bottom == self.canvas.block(block).bottom
        return label if as_tall or not self.vague else None

    def _above(self, block: Place) -> Place | None:
        """Return the label that stands over a cell and reaches as far as it does."""
        row, column = block
        label = self.canvas.anchor((row - 1, column))
        if row == self.region.top or not self._labels(label) or label[1] != column:
            return None
        wide, here = self.canvas.block(label), self.canvas.block(block)
        all_over = wide.left == self.region.left and wide.right >= self.region.columns[-2:][0]
        return label if wide.right == here.right and (all_over or not self.vague) else None

    def _labels(self, place: Place) -> bool:
        label = self.canvas.role(place) is Role.LABEL and not self.canvas.names_unit(place)
        return label and not self._measures(place)

    def _measures(self, place: Place) -> bool:
        return is_measure(self.canvas.at(place).text)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The answers with their labels, row by row."""
        behind = {left: block for block, left in self.before.items()}
        return tuple(
            Pair(answer, label, side, self.groups.get(label, ()), self._measure(behind.get(answer)))
            for answer in self.asking
            if answer in self.led
            for label, side in [self.led[answer]]
        )

    def _measure(self, place: Place | None) -> str:
        """Return the unit of measure that stands behind an answer."""
        if place is None or self.canvas.role(place) is not Role.LABEL:
            return ""
        return self.canvas.at(place).text if self._measures(place) else ""

    @cached_property
    def groups(self) -> Mapping[Place, tuple[Place, ...]]:
        """The labels of groups before each label with an answer on its right, outermost first."""
        before = [label for label, side in self.led.values() if side == "right"]
        return {
            label: tuple(
                one
                for one in self.blocks[label[0]]
                if one in self.idle and one[1] < label[1] and self._groups(one)
            )
            for label in before
        }

    def _groups(self, label: Place) -> bool:
        """Tell whether a label without an answer is a group's: it begins a row, or is beside several."""
        return label[1] == self.region.left or self.canvas.block(label).bottom > label[0]

    @cached_property
    def leading(self) -> Set[Place]:
        """The labels that have an answer of their own."""
        return {label for label, _ in self.led.values()}

    @cached_property
    def idle(self) -> Sequence[Place]:
        """The labels that have none: those of groups, of a heading, and others."""
        return [
            block
            for row, blocks in self.blocks.items()
            for block in blocks
            if block[0] == row
            and self.canvas.role(block) is Role.LABEL
            and block not in self.leading
            and not whole_width(self.canvas, self.region, row)
            and not self._measures(block)
        ]

    @property
    def crosses(self) -> bool:
        """Whether a row of labels heads answers that others stand before, or a list: then it is no card."""
        heading = any(map(self._heads, self.idle))
        below = [block for block, (_, side) in self.led.items() if side == "below"]
        beside = [self.led.get(self.before.get(block, block), ("", ""))[1] for block in below]
        under = {(self.canvas.block(one).bottom + 1, one[1]) for one in below}
        listed = not self.vague and not under.isdisjoint(set(self.asking) - set(self.led))
        return heading or listed or "right" in beside

    def _heads(self, label: Place) -> bool:
        """Tell whether a label without an answer stands over one, and is no 照片 beside others.

        Such a cell may reach down to an answer that has its label on the left.
        """
        _, side = self.led.get((self.canvas.block(label).bottom + 1, label[1]), (label, ""))
        answered = any(row == label[0] for row, _ in self.asking)
        return side == "below" or (side == "right" and not answered)

    @property
    def holds(self) -> bool:
        """Whether it is a card, and no table."""
        sides = [side for _, side in self.led.values()]
        if "right" not in sides or len({column for _, column in self.led}) < 2 or self.crosses:
            return False
        grouping = {group for groups in self.groups.values() for group in groups}
        loose = Counter(row for row, column in self.idle if (row, column) not in grouping)
        if self.vague:
            return all(self.canvas.block(one).bottom > one[0] for one in self.idle)
        left_over = len(self.asking) - len(self.led) if loose else 0
        fits = _FEW * max(left_over, loose.total()) <= len(self.led)
        return fits and max(loose.values(), default=0) < 2
