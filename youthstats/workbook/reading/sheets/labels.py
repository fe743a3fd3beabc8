"""The labels of a sheet: what is printed where, over which cells, however it is spaced."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache

from attrs import frozen

from youthstats.characters import unspaced
from youthstats.layout.layouts import Layout
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.parse.numerals import UP_TO_TWELVE, up_to_twelve
from youthstats.workbook.reading.sheets.deadline import require_time, timely
from youthstats.workbook.reading.sheets.measures import measures_label

__all__ = [
    "LONGEST_LABEL",
    "SheetView",
    "folded",
    "numeral",
    "numerals_of",
    "stem_and_measure",
    "stem_as_spelled",
    "stem_of_any_spelling",
]

LONGEST_LABEL = 100  # signs up to which a text is likely a label
_LOOSE = str.maketrans({"账": "帐", "、": "", "，": "", ",": "", "：": "", ":": "", "。": ""})
_BRACKETED = re.compile(r"(?P<stem>.+)\((?:单位:?)?(?P<measure>[^()]{1,8})\)")
_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DOTTED = r"[0-9]{1,2}(?:\.[0-9]{1,2})+"
_ENDED = r"(?:[、)]|\.(?![0-9]{1,2}(?![0-9])))"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MONTH_OR_QUARTER = re.compile(
    r"(?<![0-9十一二三四五六七八九])"
    rf"(?:(?P<month>{UP_TO_TWELVE})月(?:份(?!额))?|第?(?P<quarter>[1-4一二三四])季度)"
)
_CIRCLED = {ord("①") + n: f"{n + 1}、" for n in range(20)}
_LEADING = re.compile(
    rf"(?:\((?:{_NUMERAL})\)[、.]?|(?:{_DOTTED}|{_NUMERAL}){_ENDED}|其中[、:,]?)(?=.)"
)
"""What stands before the words of a label: 1. and 1.1、 but not the 1. of 1.5吨."""


def folded(text: str) -> str:
    """Return ``text`` without padding, width and punctuation that do not change a label."""
    if len(text) <= LONGEST_LABEL:
        return _short(text)
    require_time()
    return _fold(text)


def _fold(text: str) -> str:
    # Signs that come together, or are folded, may be one sign now: ß and a cedilla are sş.
    return unicodedata.normalize("NFKC", unspaced(text).translate(_LOOSE).casefold())


def numeral(value: object) -> str:
    """Return what a cell shows, a number as a label would be spelled: 2021 for 2021.0."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=128)
def numerals_of(layout: Layout, *, rows: bool) -> frozenset[str]:
    """Return the labels of an axis that a cell may hold as a number: 2021."""
    leaves = layout.rows if rows else layout.columns
    texts = {folded(label.text) for leaf in leaves for label in leaf.fixed}
    return frozenset(text for text in texts if _NUMBER.fullmatch(text))


_short = lru_cache(maxsize=8192)(_fold)  # labels are the same on every return


def stem_and_measure(text: str) -> tuple[str, str]:
    """Split a label into its folded words and its unit of measure, ``""`` where it has none.

    A number before the words (``1、``, ``（二）``, ``①``) and 其中 belong to neither.
    """
    return _split(text[:LONGEST_LABEL])


@lru_cache(maxsize=8192)
def _split(text: str) -> tuple[str, str]:
    stem, measure = _apart(text)
    return _fold(stem), measure


def stem_as_spelled(text: str) -> str:
    """Return the words of a label without what leads it and its measure, as its office spells them."""
    return _apart(text[:LONGEST_LABEL])[0]


def _apart(text: str) -> tuple[str, str]:
    stem, measure = unspaced(text.translate(_CIRCLED)).rstrip(":、,。"), ""
    found = _BRACKETED.fullmatch(stem)
    if found and measures_label(found["measure"], found["stem"]):
        stem, measure = found["stem"], found["measure"]
    while led := _LEADING.match(stem):
        stem = stem[led.end() :]
    return stem, measure


@lru_cache(maxsize=8192)
def stem_of_any_spelling(text: str) -> str:
    """Return the words of a label with its months and quarters in one spelling.

    1月, 1月份, 01月 and 一月 are one, and so are 第一季度, 一季度 and 1季度.
    """
    stem = stem_and_measure(text)[0]
    if "月" not in stem and "季" not in stem:
        return stem
    return _MONTH_OR_QUARTER.sub(_plainly, stem)


def _plainly(found: re.Match[str]) -> str:
    said = found["month"] or found["quarter"]
    return f"{up_to_twelve(said)}{'月' if found['month'] else '季度'}"


@frozen(slots=False)
class SheetView:
    """The labels of one sheet by position (row, column from 0), and by text.

    ``flipped`` swaps rows and columns, so that what reads a header down reads a stub across.
    ``numerals`` are labels that count as words where a cell holds them as numbers.
    """

    sheet: Sheet
    flipped: bool = False
    numerals: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> Mapping[tuple[int, int], str]:
        """The folded text of every cell that holds words."""
        spelled = ((self.turned(*place), folded(text)) for place, text in timely(self.sheet.texts))
        words = {place: text for place, text in spelled if text}
        return {**words, **dict(self._numbers())} if self.numerals else words

    def _numbers(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the numbers on the sheet that are labels."""
        for place, cell in timely(self.sheet.cells.items()):
            if isinstance(cell.value, int | Decimal) and numeral(cell.value) in self.numerals:
                yield self.turned(*place), numeral(cell.value)

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Where each text stands."""
        return _grouped(self.texts)

    @cached_property
    def stems(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Where each text stands, without its measure and what leads it."""
        return _grouped({place: stem_of_any_spelling(self.stood(place)) for place in self.texts})

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
            for first, last in timely(self.blocks.items())
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

    def stood(self, place: tuple[int, int]) -> str:
        """Return the words at a place as they stand."""
        return numeral(self.sheet.cells[self.turned(*place)].value)

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
        line = self.lines.get(row, ())
        reached = bisect_right(line, column)
        if not reached:
            return None
        place = (row, line[reached - 1])
        block = self.blocks.get(place)
        return None if block is not None and block[1] < column else place

    def upwards(self, row: int, column: int, reach: int) -> Iterator[tuple[int, int]]:
        """Yield where the labels stand that cover a column above ``row``, nearest first."""
        for above in timely(range(row - 1, max(row - 1 - reach, -1), -1)):
            place = self.covering(above, column)
            if place is not None:
                yield place

    def extent(self, place: tuple[int, int], right: int) -> range:
        """Return the columns a label reaches over: its merged block, or up to the next label."""
        block = self.blocks.get(place)
        if block is not None:
            return range(place[1], block[1] + 1)
        end = max(right, place[1]) + 1
        return range(place[1], min(self.following(place, place[1]) or end, end))

    def following(self, place: tuple[int, int], end: int) -> int | None:
        """Return the column of the first words in the row of ``place`` that are right of ``end``."""
        line = self.lines.get(place[0], ())
        reached = bisect_right(line, end)
        return line[reached] if reached < len(line) else None


def _grouped(
    texts: Mapping[tuple[int, int], str],
) -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for place, text in sorted(texts.items()):
        found.setdefault(text, []).append(place)
    return {text: tuple(places) for text, places in found.items()}
