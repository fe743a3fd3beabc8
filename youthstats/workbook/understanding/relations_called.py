"""Which rows or columns of a table a printed relation calls, by their codes or by their labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Literal

from attrs import frozen

from youthstats.characters import unspaced
from youthstats.workbook.reading.sheets.labels import numeral, stem_and_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.relations_said import Side, Term

__all__ = ["Called", "Calling", "Signed"]

Axis = Literal["rows", "columns"]
_AXES: tuple[Axis, ...] = ("columns", "rows")
Signed = tuple[tuple[int, int], ...]
"""Numbers of rows or columns, each added or taken away: 1 or -1."""

_LINE = re.compile("(?:这?一)?[栏列行项]$|数$")
"""What may be said behind a label of what it is: 合计栏, 总计数."""

_LONGEST = 5
"""Labels that are joined in every way in which they may be said in one."""

_MAY_BE: Mapping[str, tuple[Axis, ...]] = {
    "行": ("rows",),
    "列": ("columns",),
    "栏": ("columns", "rows"),
    "": ("columns", "rows"),
}


@frozen
class Called:
    """The rows or the columns of a table, by what they are called in one way."""

    axis: Axis
    numbers: Mapping[str, int]
    by_code: bool = True

    def of(self, terms: Iterable[Term]) -> Signed | None:
        """Return what terms are to; ``None`` where one is to nothing, or to the other axis."""
        found: list[tuple[int, int]] = []
        for term in terms:
            numbers = self._of(term) if self.axis in _MAY_BE[term.axis] else []
            if not numbers:
                return None
            found += [(number, -1 if term.minus else 1) for number in numbers]
        return tuple(found)

    def place(self, one: Formed, number: int, crossing: int) -> Place:
        """Return where what is called crosses another line; on a card it is the answer itself."""
        if pairs := one.paths.table.pairs:
            return pairs[number].answer
        return (number, crossing) if self.axis == "rows" else (crossing, number)

    def _of(self, term: Term) -> list[int]:
        first, last = (self._spelled(text) for text in (term.called, term.upto or term.called))
        if not {first, last} <= self.numbers.keys():
            return []
        if not term.upto:
            return [self.numbers[first]]
        ends = range(int(first), int(last) + 1)
        counted = {int(code): number for code, number in self.numbers.items()}
        return [counted[code] for code in ends] if counted.keys() >= set(ends) else []

    def _spelled(self, text: str) -> str:
        if self.by_code:
            return _code(text)
        label = stem_and_measure(text)[0]
        return label if label in self.numbers else _LINE.sub("", label)


@frozen(slots=False)
class Calling:
    """All the ways in which the rows and columns of a form may be called."""

    one: Formed

    def by(self, sides: Sequence[Side]) -> Called | None:
        """Return in which way all terms are called something; ``None`` where none does, or either axis may.

        A code as it is spelled is surer than its number, that is surer than a label, and this than all
        the labels that lead to a line said in one: 全血采集人次.
        """
        terms = [term for side in sides for term in (*side.terms, *side.over)]
        for ways in self._ways:
            found = [way for way in ways if way.of(terms)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    @cached_property
    def _ways(self) -> Sequence[Sequence[Called]]:
        one = self.one
        spelled = [Called("columns", _columns(one)), Called("rows", _rows(one))]
        plain = [
            Called(way.axis, _alone((str(int(c)), n) for c, n in way.numbers.items()))
            for way in spelled
        ]
        labels = [Called(axis, _labels(one, axis), False) for axis in _AXES]
        joined = [Called(axis, _joined(one, axis), False) for axis in _AXES]
        return spelled, plain, labels, joined


def _columns(one: Formed) -> dict[str, int]:
    """Return the codes in the rows of the heading that number the columns."""
    table = one.paths.table
    numbering = [row for row in table.header if row not in table.heading]
    return _alone(_coded(one, ((row, at) for row in numbering for at in table.columns), 1))


def _rows(one: Formed) -> dict[str, int]:
    """Return the codes in the columns of the stub that number the rows."""
    table = one.paths.table
    return _alone(_coded(one, ((row, at) for at in one.paths.ordinals for row in table.rows), 0))


def _coded(one: Formed, places: Iterable[Place], part: int) -> Iterator[tuple[str, int]]:
    for place in places:
        value = one.paths.canvas.at(place).value
        code = _code(numeral(value)) if value is not None else ""
        if code.isdecimal():
            yield code, place[part]


def _labels(one: Formed, axis: Axis) -> dict[str, int]:
    """Return the innermost labels that nothing else on an axis is called by."""
    return _alone((stems[-1], number) for number, stems in _stems(one, axis))


def _joined(one: Formed, axis: Axis) -> dict[str, int]:
    """Return all that only one line of an axis is called by any of its labels in one."""
    return _alone(
        ("".join(some), number)
        for number, stems in _stems(one, axis)
        for count in range(1, len(stems[-_LONGEST:]) + 1)
        for some in combinations(stems[-_LONGEST:], count)
    )


def _stems(one: Formed, axis: Axis) -> Iterator[tuple[int, list[str]]]:
    """Yield the labels that lead to every line of an axis, without measures."""
    paths = one.paths.rows if axis == "rows" else one.paths.columns
    for number, path in paths.items():
        if path:
            yield number, [stem_and_measure(label)[0] for label in path]


def _alone(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return what only one number is called."""
    found = dict.fromkeys(pairs)
    times = Counter(called for called, _ in found)
    return {called: number for called, number in found if times[called] == 1}


def _code(text: str) -> str:
    """Return a code without what stands around it: 第（3）栏 is 3."""
    return unspaced(text).removeprefix("第").strip("列栏行").strip("()")
