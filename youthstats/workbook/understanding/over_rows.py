"""What stands over the rows of a table: the section each is in, and the row it is set in behind.

A section is a label of the rows as one beside them is: forms have it above the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from youthstats.layout.leaves import OWN_UNIT
from youthstats.layout.sums import TOTAL_LABELS, names_whole
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.paths import LabelPath, Paths

__all__ = ["OverRows"]


@frozen(slots=False, eq=False)
class OverRows:
    """What stands over each row of a table; over the answers of a card nothing but their wholes."""

    paths: Paths

    def labels(self, row: int) -> LabelPath:
        """Return the labels in rows above that name what a row is of, outermost first."""
        whole = self.paths.wholes.get(row, self._parents.get(row, -1))
        said = spoken(self.paths.rows.get(whole, ()))[-1:]
        return (*self.section(row), *said)

    def section(self, row: int) -> LabelPath:
        """Return the label of the section that a row stands in, if it does."""
        label = self._sections.get(row)
        return (label,) if label else ()

    @cached_property
    def _parents(self) -> Mapping[int, int]:
        """The row that each row is set in behind; a total says nothing more of what it is."""
        found: dict[int, int] = {}
        above: list[int] = []
        rows = {} if self.paths.table.pairs else self.paths.rows
        for row, path in rows.items():
            if not path or path == (OWN_UNIT,):
                continue
            if above and any(above[-1] < at < row for at in self.paths.table.sections):
                above = []
            above = [one for one in above if self.paths.depth(one) < self.paths.depth(row)]
            if above and rows[above[-1]][:-1] == path[:-1]:
                found |= {} if self._totals(row) or self._totals(above[-1]) else {row: above[-1]}
            above.append(row)
        return found

    @cached_property
    def _sections(self) -> Mapping[int, str]:
        """The section of each row that stands in one.

        A row that is set in less than the section ends it, and so does a total of them all.
        """
        table = self.paths.table
        last = max(table.rows)
        found: dict[int, str] = {}
        for start, end in pairwise((*filter(self._heads, table.sections), last + 1)):
            found |= dict.fromkeys(self._reached(start, end), table.section(start + 1))
        if self._totals(last) and not self._summed_before(last):
            found.pop(last, None)
        return {row: label for row, label in found.items() if OWN_UNIT not in self.paths.rows[row]}

    def _heads(self, section: int) -> bool:
        """Tell whether no answers of rows above reach down beside a section."""
        anchors = (self.paths.canvas.anchor((section, at)) for at in self.paths.table.columns)
        return all(row == section for row, _ in anchors)

    def _reached(self, section: int, end: int) -> list[int]:
        """Return the rows under a section, up to one that is set in less where the first is not."""
        rows = [row for row in self.paths.table.rows if section < row < end]
        least, depths = self.paths.depth(section), [self.paths.depth(row) for row in rows]
        if not rows or depths[0] < least:
            return rows
        return rows[: next((at for at, depth in enumerate(depths) if depth < least), len(rows))]

    def _summed_before(self, last: int) -> bool:
        """Tell whether another section ends in a total called as the last one's."""
        since = max((at for at in self.paths.table.sections if at < last), default=-1)
        own = self._stem(last)
        return any(self._stem(row) == own for row in self.paths.table.rows if row < since)

    def _totals(self, row: int) -> bool:
        stem = self._stem(row)
        return stem in TOTAL_LABELS or names_whole(stem)

    def _stem(self, row: int) -> str:
        return stem_and_measure("".join(self.paths.rows.get(row, ())[-1:]))[0]
