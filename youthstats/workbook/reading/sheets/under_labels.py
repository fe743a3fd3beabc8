"""The columns of answers under a label: under how many a merged one reaches, and which are its own."""

from __future__ import annotations

from collections.abc import Sequence, Set

from attrs import frozen

from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["UnderLabels"]


@frozen
class UnderLabels:
    """A sheet, and where on it the ``innermost`` labels of answers stand."""

    view: SheetView
    innermost: Set[Place]

    def columns(self, places: Sequence[Place], count: int, used: Set[int], last: int) -> list[int]:
        """Return the columns of leaves that share one path; more when they cannot be told.

        They stand side by side from where the label begins. Where the label reaches over more
        columns, or stands twice, those that hold anything are meant, and none that has a label of
        its own down to the ``last`` row of labels.
        """
        if len(places) > 1:
            columns = [column for _, column in places] if count == 1 else []
            columns = columns or [at for place in places for at in self.view.extent(place, 0)]
            held = [column for column in columns if column in used]
            return held if len(held) == count else columns
        place = places[0]
        if count == 1 and place not in self.view.blocks:
            return [place[1]]
        reached = list(self.view.extent(place, max(used, default=0)))
        columns = [at for at in reached if not self._labelled_below(place, at, last)] or reached
        held = [column for column in columns if column in used]
        beyond = [column for column in self._unlabelled(place) if column in used]
        if len(columns) == count:
            return columns if len(held) == count or not beyond else columns + beyond
        if len(held) == count:
            return held
        return columns[:count] if len(held) < count else columns

    def _unlabelled(self, place: Place) -> list[int]:
        """Return the columns between a label's block and the next label."""
        row, end = place[0], self.view.end(place)[1]
        between = range(end + 1, self.view.following(place, end) or end + 1)
        return [column for column in between if (row, column) not in self.view.anchors]

    def _labelled_below(self, place: Place, column: int, last: int) -> bool:
        """Tell whether the label of a leaf stands under a place, in one of the columns it reaches."""
        rows = range(self.view.end(place)[0] + 1, last + 1)
        return any((row, column) in self.innermost for row in rows)
