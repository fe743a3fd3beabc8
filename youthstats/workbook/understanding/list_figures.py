"""What tells that a column of a list is for figures though nothing speaks of it: what stands around it.

Its cell in the line of totals is open where those of words are not, a total stands beside it, or figures
stand on both sides of it in its group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from attrs import frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.kinds import Asked
from youthstats.workbook.understanding.tables import Table

__all__ = ["ListFigures"]


@frozen(slots=False, eq=False)
class ListFigures:
    """The columns of a list: the labels over each, and what each asks for by its own heading."""

    canvas: Canvas
    table: Table
    labels: Mapping[int, tuple[str, ...]]
    by_itself: Callable[[int], Asked]

    def suggested(self, column: int) -> bool:
        """Tell whether what stands around a column says that figures belong there.

        The first column that holds none names the entry.
        """
        named = next((at for at in self.labels if not self._figures(at)), column)
        said = self._totalled(column) or self._added_up(column) or self._between(column)
        return column != named and said

    def _totalled(self, column: int) -> bool:
        """Tell whether the line of totals asks for a column, and for no words."""
        asked = self._asked_in_totals
        left = [at for at in self.labels if at not in asked and not self._figures(at)]
        return column in asked and bool(left) and not any(map(self._words, asked))

    @cached_property
    def _asked_in_totals(self) -> frozenset[int]:
        rows = self.table.totals
        return frozenset(
            at for at in self.labels if any(self.canvas.asks((row, at)) for row in rows)
        )

    def _added_up(self, column: int) -> bool:
        """Tell whether a total stands in the group of a column, with nothing but parts between them.

        Outside of groups it stands behind them.
        """
        group = self._group(column)
        if len(self.labels[column]) < 2:
            group = [at for at in group if column <= at]
        return any(self._totals(at) and self._parts(group, column, at) for at in group)

    def _parts(self, group: list[int], column: int, total: int) -> bool:
        """Tell whether the columns from one to a total may be what it adds up."""
        reach = range(min(column, total), max(column, total) + 1)
        between = [at for at in self.labels if at in reach and at != total]
        return set(between) <= set(group) and not any(map(self._words, between))

    def _between(self, column: int) -> bool:
        """Tell whether the nearest columns of its group of which anything is known are figures."""
        group = self._group(column) if len(self.labels[column]) > 1 else []
        known = [at for at in group if self.by_itself(at).sure]
        before = [at for at in known if at < column][-1:]
        behind = [at for at in known if at > column][:1]
        return bool(before and behind) and all(map(self._figures, before + behind))

    def _group(self, column: int) -> list[int]:
        above = self.labels[column][:-1]
        return [at for at, path in self.labels.items() if path and path[:-1] == above]

    def _totals(self, column: int) -> bool:
        label = "".join(self.labels[column][-1].split())
        return stem_and_measure(label)[0] in TOTAL_LABELS

    def _figures(self, column: int) -> bool:
        return self._totals(column) or (
            self.by_itself(column).sure and self.by_itself(column).kind.numeric
        )

    def _words(self, column: int) -> bool:
        return self.by_itself(column).sure and not self.by_itself(column).kind.numeric
