"""Which rows or columns of a table a printed relation calls, by their codes or by their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from youthstats.characters import unspaced
from youthstats.workbook.reading.sheets.labels import numeral, stem_and_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.relations_said import Side, Term

__all__ = ["Called", "Signed", "called_in"]

Axis = Literal["rows", "columns"]
Signed = tuple[tuple[int, int], ...]
"""Numbers of rows or columns, each added or taken away: 1 or -1."""

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
        return _code(text) if self.by_code else stem_and_measure(text)[0]


def called_in(one: Formed, sides: Sequence[Side]) -> Called | None:
    """Return in which way all terms are called something; ``None`` where none does, or either axis may.

    A code as it is spelled is surer than its number, and that is surer than a label.
    """
    terms = [term for side in sides for term in (*side.terms, *side.over)]
    spelled = [Called("columns", _columns(one)), Called("rows", _rows(one))]
    plain = [
        Called(way.axis, _alone((str(int(c)), n) for c, n in way.numbers.items()))
        for way in spelled
    ]
    labels = [
        Called("columns", _labels(one, "columns"), False),
        Called("rows", _labels(one, "rows"), False),
    ]
    for ways in (spelled, plain, labels):
        found = [way for way in ways if way.of(terms)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


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
    paths = one.paths.rows if axis == "rows" else one.paths.columns
    return _alone((stem_and_measure(path[-1])[0], number) for number, path in paths.items() if path)


def _alone(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return what only one number is called."""
    found = dict.fromkeys(pairs)
    times = Counter(called for called, _ in found)
    return {called: number for called, number in found if times[called] == 1}


def _code(text: str) -> str:
    """Return a code without what stands around it: 第（3）栏 is 3."""
    return unspaced(text).removeprefix("第").strip("列栏行").strip("()")
