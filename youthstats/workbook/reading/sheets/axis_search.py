"""Finding the leaves of an axis by their labels, at any offset and in any order.

A leaf is where the run of labels above (or before) it spells its path. The search reads headers
downwards; a stub is read with the sheet flipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import itemgetter

from attrs import field, frozen

from youthstats.layout.leaves import Label, Leaf
from youthstats.workbook.reading.sheets.deadline import require_time, timely
from youthstats.workbook.reading.sheets.entries import Rows
from youthstats.workbook.reading.sheets.label_search import LabelSearch, Spellings
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.measures import Asked
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["REACH", "Band", "find_leaves"]

REACH = 6
"""How many rows a heading may stretch over between two levels of labels."""

Path = tuple[Label, ...]


@frozen
class Band:
    """Where the leaves of an axis were found.

    ``at`` is each leaf's column, ``None`` where it is not on the sheet or cannot be told;
    ``labelled`` where the label stands that led to it; ``last`` the last row of the labels.
    ``doubtful`` are the places each leaf that cannot be told may stand at, ``measured`` the leaves
    to which a label gives another unit of measure, with that label and where it stands. ``listed``
    are the rows of a list.
    """

    at: tuple[int | None, ...]
    labelled: Mapping[int, Place]
    last: int
    doubtful: Mapping[int, tuple[Place, ...]]
    measured: Mapping[int, tuple[Label, Place]]
    search: LabelSearch
    listed: Rows = field(factory=Rows)


def find_leaves(
    leaves: Sequence[Leaf],
    view: SheetView,
    names: Spellings,
    measures: Mapping[Label, Asked],
    *,
    after: int = -1,
    before: int | None = None,
) -> Band | None:
    """Find the leaves' columns; ``None`` when no label of any is on the sheet.

    ``names`` and ``measures`` are those of :meth:`LabelSearch.over`. Only labels in columns after
    ``after`` and in rows before ``before`` are looked at. Of several places the one that spells
    most leaves is taken, the first of equals. Raises :class:`UnopenableError` when the file has
    taken too long already.
    """
    require_time()
    search = LabelSearch.over([leaf.fixed for leaf in leaves], view, names, measures)
    finder = _Finder(leaves, view, search, after, before)
    window = finder.window()
    return finder.band(window) if window is not None else None


@frozen(slots=False)
class _Finder:
    """The leaves of one axis being looked for."""

    leaves: Sequence[Leaf]
    view: SheetView
    search: LabelSearch
    after: int
    before: int | None

    @cached_property
    def places(self) -> Mapping[Path, tuple[Place, ...]]:
        """Where the run of labels spells each path."""
        return {path: tuple(self._spelled(path)) for path in self.numbers}

    @cached_property
    def numbers(self) -> Mapping[Path, Sequence[int]]:
        """The leaves that share each path, by their numbers."""
        found: dict[Path, list[int]] = {}
        for number, leaf in enumerate(self.leaves):
            found.setdefault(leaf.fixed, []).append(number)
        return found

    @cached_property
    def endings(self) -> Mapping[Path, int]:
        """How many paths end in each last label."""
        return Counter(path[-1:] for path in self.numbers)

    def _spelled(self, path: Path) -> Iterator[Place]:
        """Yield where the last label of a path stands, if the labels above spell the rest.

        A group's label that is nowhere on the sheet is not missed where the last one says enough.
        """
        telling = self.endings[path[-1:]] == 1
        outer = [label for label in path[:-1] if self.search.of(label) or not telling]
        for row, column in timely(sorted(self.search.of(path[-1]) if path else ())):
            if column > self.after and (self.before is None or row < self.before):
                above = self.view.upwards(row, column, REACH * max(1, len(outer)))
                if all(any(at in self.search.of(one) for at in above) for one in reversed(outer)):
                    yield row, column

    def window(self) -> range | None:
        """Return the rows in which most leaves are spelled, no more of them than that takes."""
        depth = max((len(leaf.fixed) for leaf in self.leaves), default=0)
        spelled = [(row, path) for path, places in self.places.items() for row, _ in places]
        spelled.sort(key=itemgetter(0))
        best, most = None, 0
        for height in range(depth + 1, depth + REACH):
            for window, count in self._counted(spelled, height):
                if count > most:
                    best, most = window, count
            if most == len(self.leaves):
                break
        return best

    def _counted(
        self, spelled: Sequence[tuple[int, Path]], height: int
    ) -> Iterator[tuple[range, int]]:
        """Yield every so many rows that begin with a label, and how many leaves they spell."""
        held: Counter[Path] = Counter()
        count = reached = 0
        for top, first in timely(spelled):
            while reached < len(spelled) and spelled[reached][0] < top + height:
                path = spelled[reached][1]
                count += 0 if held[path] else len(self.numbers[path])
                held[path] += 1
                reached += 1
            yield range(top, top + height), count
            held[first] -= 1
            count -= 0 if held[first] else len(self.numbers[first])

    def band(self, window: range) -> Band:
        """Return where the leaves stand, given the rows of their labels."""
        inside = self._inside(window)
        last = max(self.view.end(place)[0] for places in inside.values() for place in places)
        at: list[int | None] = [None] * len(self.leaves)
        labelled: dict[int, Place] = {}
        doubtful: dict[int, tuple[Place, ...]] = {}
        measured: dict[int, tuple[Label, Place]] = {}
        used = self._used(last)
        for path, places in timely(inside.items()):
            if not places:
                continue
            mine = self.numbers[path]
            columns = self._columns(places, len(mine), used)
            meant = (place for place in places if columns[:1] == [place[1]])
            labelled |= dict.fromkeys(mine, next(meant, places[0]))
            if (other := self._measuring(path, places)) is not None:
                measured |= dict.fromkeys(mine, other)
            if len(columns) == len(mine):
                for number, column in zip(mine, columns, strict=True):
                    at[number] = column
            else:
                row = places[0][0]
                seen = places if len(places) > 1 else [(row, column) for column in columns]
                doubtful |= dict.fromkeys(mine, tuple(seen))
        for number in _shared(at):
            doubtful[number] = (labelled[number],)
            at[number] = None
        return Band(tuple(at), labelled, last, doubtful, measured, self.search)

    def _measuring(self, path: Path, places: Sequence[Place]) -> tuple[Label, Place] | None:
        """Return the label that gives the figures of a path another measure, wherever it stands."""
        if not self.search.resizes:
            return None
        reach = REACH * max(1, len(path) - 1)
        runs = ([place, *self.view.upwards(*place, reach)] for place in places)
        found = (self.search.measuring(path, run, self.view) for run in runs)
        return next(filter(None, found), None)

    def _inside(self, window: range) -> dict[Path, list[Place]]:
        """Return the places of each path in the window, in the row where most of its like are.

        The same word may stand one row further down, as a label of the other axis.
        """
        inside = {
            path: [place for place in places if place[0] in window]
            for path, places in self.places.items()
        }
        rows = Counter(
            (len(path), row)
            for path, places in inside.items()
            for row in {row for row, _ in places}
        )
        found = {}
        for path, places in inside.items():
            best = max(((rows[len(path), row], -row) for row, _ in places), default=(0, 0))
            likely = -best[1]
            found[path] = [place for place in places if place[0] == likely]
        return found

    def _columns(self, places: Sequence[Place], count: int, used: Set[int]) -> list[int]:
        """Return the columns of leaves that share one path; more when they cannot be told.

        They stand side by side from where the label begins. Where the label reaches over more
        columns, or stands twice, those that hold anything are meant.
        """
        if len(places) > 1:
            columns = [column for _, column in places] if count == 1 else []
            columns = columns or [at for place in places for at in self.view.extent(place, 0)]
            held = [column for column in columns if column in used]
            return held if len(held) == count else columns
        place = places[0]
        if count == 1 and place not in self.view.blocks:
            return [place[1]]
        columns = list(self.view.extent(place, max(used, default=0)))
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

    def _used(self, last: int) -> set[int]:
        """Return the columns that hold anything below the labels."""
        turned = (
            self.view.turned(*place)
            for place, cell in self.view.sheet.cells.items()
            if cell.value is not None and cell.value != ""
        )
        return {column for row, column in turned if row > last}


def _shared(at: Sequence[int | None]) -> list[int]:
    """Return the leaves whose column is another leaf's too."""
    times = Counter(at)
    return [n for n, column in enumerate(at) if column is not None and times[column] > 1]
