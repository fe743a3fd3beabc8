"""The labels of a sheet: what is printed where, over which cells, however it is spaced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from attrs import frozen

from youthstats.workbook.package import CellError, Sheet

__all__ = ["SheetView", "folded"]

_MEASURE = re.compile(r"\([^()]{1,6}\)$")
_LABEL = 100  # signs up to which a text is likely a label
_LOOSE = str.maketrans({"账": "帐", "、": "", "，": "", ",": "", "：": "", ":": "", "。": ""})


def folded(text: str) -> str:
    """Return ``text`` without padding, width and punctuation that do not change a label."""
    return _short(text) if len(text) <= _LABEL else _fold(text)


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_LOOSE).casefold()


_short = lru_cache(maxsize=8192)(_fold)  # labels are the same on every return


@frozen(slots=False)
class SheetView:
    """The labels of one sheet by position (row, column from 0), and by text.

    ``flipped`` swaps rows and columns, so that what reads a header down reads a stub across.
    """

    sheet: Sheet
    flipped: bool = False

    @cached_property
    def texts(self) -> Mapping[tuple[int, int], str]:
        """The folded text of every cell that holds words."""
        found = {}
        for (row, column), cell in self.sheet.cells.items():
            if isinstance(cell.value, str) and not isinstance(cell.value, CellError):
                text = folded(cell.value)
                if text:
                    found[self.turned(row, column)] = text
        return found

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Where each text stands; a label also counts under its text without its measure."""
        found: dict[str, list[tuple[int, int]]] = {}
        for place, text in sorted(self.texts.items()):
            for spelling in {text, _MEASURE.sub("", text)}:
                found.setdefault(spelling, []).append(place)
        return {text: tuple(places) for text, places in found.items()}

    @cached_property
    def blocks(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """The last cell of every merged block, by its first."""
        return {
            self.turned(merge.top, merge.left): self.turned(merge.bottom, merge.right)
            for merge in self.sheet.merges
        }

    @cached_property
    def anchors(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """The first cell of the block each merged cell belongs to."""
        return {
            (row, column): first
            for first, last in self.blocks.items()
            for row in range(first[0], min(last[0], first[0] + 500) + 1)
            for column in range(first[1], min(last[1], first[1] + 200) + 1)
        }

    @cached_property
    def lines(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that hold words, by row, ascending."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.texts):
            found.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in found.items()}

    def turned(self, row: int, column: int) -> tuple[int, int]:
        """Return a position as this view counts it."""
        return (column, row) if self.flipped else (row, column)

    def end(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return the last cell of the block that begins at ``place``."""
        return self.blocks.get(place, place)

    def covering(self, row: int, column: int) -> tuple[int, int] | None:
        """Return where the label stands that covers (row, column) from the left, if one does.

        Either a merged block reaches over it, or the nearest words to the left do: a sheet that
        lost its merges still reads.
        """
        if (row, column) in self.texts:
            return row, column
        anchor = self.anchors.get((row, column))
        if anchor is not None and anchor in self.texts:
            return anchor
        before = [at for at in self.lines.get(row, ()) if at <= column]
        if not before:
            return None
        place = (row, before[-1])
        block = self.blocks.get(place)
        return None if block is not None and block[1] < column else place

    def upwards(self, row: int, column: int, reach: int) -> Iterator[str]:
        """Yield the labels that cover a column above ``row``, nearest first."""
        for above in range(row - 1, max(row - 1 - reach, -1), -1):
            place = self.covering(above, column)
            if place is not None:
                yield self.texts[place]
