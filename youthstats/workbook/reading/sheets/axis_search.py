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
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.deadline import require_time, timely
from youthstats.workbook.reading.sheets.entries import Rows
from youthstats.workbook.reading.sheets.heads import Heads, lines_before
from youthstats.workbook.reading.sheets.label_search import LabelSearch, Spellings
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.measures import Asked
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.under_labels import UnderLabels

__all__ = ["REACH", "Band", "find_leaves", "spelled"]

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
    are the rows of a list. ``told_by`` are the leaves that another one tells apart from those of the
    same labels, with that one; ``None`` those before all such.
    """

    at: tuple[int | None, ...]
    labelled: Mapping[int, Place]
    last: int
    doubtful: Mapping[int, tuple[Place, ...]]
    measured: Mapping[int, tuple[Label, Place]]
    search: LabelSearch
    listed: Rows = field(factory=Rows)
    told_by: Mapping[int, int | None] = field(factory=dict)


def find_leaves(
    leaves: Sequence[Leaf],
    view: SheetView,
    names: Spellings,
    measures: Mapping[Label, Asked],
    *,
    after: int = -1,
    before: int | None = None,
    printed: frozenset[str] = frozenset(),
) -> Band | None:
    """Find the leaves' columns; ``None`` when no label of any is on the sheet.

    ``names`` and ``measures`` are those of :meth:`LabelSearch.over`. Only labels in columns after
    ``after`` and in rows before ``before`` are looked at. ``printed`` are other texts of the form's
    template. Of several places the one that spells most leaves is taken, the first of equals.
    Raises :class:`UnopenableError` when the file has taken too long already.
    """
    require_time()
    search = LabelSearch.over([leaf.fixed for leaf in leaves], view, names, measures)
    finder = _Finder(leaves, view, search, after, before, printed)
    window = finder.window()
    return finder.band(window) if window is not None else None


def spelled(leaves: Sequence[Leaf], number: int, band: Band) -> str:
    """Return the labels of a leaf on one line, behind what tells it apart from others of the same."""
    head = band.told_by.get(number)
    said = leaves[number].spelled
    return said if head is None else f"{leaves[head].spelled}/{said}"


class _Parts:
    """What a band is put together of, for so many leaves whose labels are ``inside`` its rows."""

    def __init__(self, count: int, inside: Mapping[Path, Sequence[Place]], last: int) -> None:
        self.inside, self.last = inside, last
        self.at: list[int | None] = [None] * count
        self.labelled: dict[int, Place] = {}
        self.doubtful: dict[int, tuple[Place, ...]] = {}
        self.measured: dict[int, tuple[Label, Place]] = {}


@frozen(slots=False)
class _Finder:
    """The leaves of one axis being looked for."""

    leaves: Sequence[Leaf]
    view: SheetView
    search: LabelSearch
    after: int
    before: int | None
    printed: frozenset[str]

    @cached_property
    def heads(self) -> Heads:
        return Heads(self.leaves, self.view, self.search, self.after, self.printed)

    @cached_property
    def under(self) -> UnderLabels:
        """The last label of a path is a leaf's where the others spell it, or anywhere if none do."""
        said = (self.places[path] or self.search.of(path[-1]) for path in self.numbers if path)
        return UnderLabels(self.view, frozenset[Place]().union(*said))

    @cached_property
    def told_by(self) -> Mapping[int, int | None]:
        """The leaves that share a path, with the one that tells each apart."""
        shared = len(self.numbers) < len(self.leaves)
        return lines_before(self.leaves, self.numbers) if shared else {}

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
        alone = not self.view.flipped or (telling and len(path) == 1)
        within = not (alone or telling)
        places = (
            self.heads.places(path) if within else sorted(self.search.of(path[-1]) if path else ())
        )
        for row, column in timely(places):
            if column > self.after and (self.before is None or row < self.before):
                above = self.view.upwards(row, column, REACH * max(1, len(outer)))
                if all(any(at in self.search.of(one) for at in above) for one in reversed(outer)):
                    if alone or outer or not self._misled(path, (row, column), telling=telling):
                        yield row, column
                elif not alone and self._headed(path, outer, (row, column), telling=telling):
                    yield row, column

    def _headed(self, path: Path, outer: Sequence[Label], place: Place, *, telling: bool) -> bool:
        """Tell whether the outermost label of a path has a line to itself over a place."""
        above = self.view.upwards(*place, REACH * max(1, len(outer)))
        inner = reversed(outer[1:])
        return (
            outer[0] == path[0]
            and all(any(at in self.search.of(one) for at in above) for one in inner)
            and self.heads.under(path, place, telling=telling)
        )

    def _misled(self, path: Path, place: Place, *, telling: bool) -> bool:
        """Tell whether a place is under another section than a path, whose own is not on the sheet."""
        if telling:
            return self.heads.renamed(place)
        return self._before_sections(path) and not self.heads.under(path, place, telling=False)

    def _before_sections(self, path: Path) -> bool:
        """Tell whether a path without sections stands before those of the same label that have one."""
        alike = [n for one, some in self.numbers.items() for n in some if one[-1:] == path[-1:]]
        return min(alike) == self.numbers[path][0]

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
        band = _Parts(len(self.leaves), inside, last)
        used = self._used(last)
        apart = dict.fromkeys(self.leaves[number].fixed for number in self.told_by)
        for path, places in timely(inside.items()):
            if places and path not in apart:
                self._deal(path, self.numbers[path], places, used, band)
        for path in apart:
            self._deal_apart(path, inside[path], used, band)
        for number, block in list(self._exchanged(band)):
            band.doubtful[number] = block
            band.at[number] = None
        for number in _shared(band.at):
            band.doubtful[number] = (band.labelled[number],)
            band.at[number] = None
        return Band(
            tuple(band.at),
            band.labelled,
            last,
            band.doubtful,
            band.measured,
            self.search,
            told_by=self.told_by,
        )

    def _deal(
        self, path: Path, mine: Sequence[int], places: Sequence[Place], used: Set[int], band: _Parts
    ) -> None:
        """Deal the columns of labels alike out to the leaves that share them, in order."""
        twice = len(mine) > 1 and self.heads.stands_twice(path)
        columns = [] if twice else self.under.columns(places, len(mine), used, band.last)
        if len(mine) == 1 < len(places) and len(columns) == 1:
            columns = self._in_order(mine[0], columns[0], places, band)
        meant = (place for place in places if columns[:1] == [place[1]])
        band.labelled |= dict.fromkeys(mine, next(meant, places[0]))
        if (other := self._measuring(path, places)) is not None:
            band.measured |= dict.fromkeys(mine, other)
        if len(columns) == len(mine):
            for number, column in zip(mine, columns, strict=True):
                band.at[number] = column
        else:
            row = places[0][0]
            seen = places if len(places) > 1 else [(row, column) for column in columns]
            band.doubtful |= dict.fromkeys(mine, tuple(seen))

    def _deal_apart(
        self, path: Path, places: Sequence[Place], used: Set[int], band: _Parts
    ) -> None:
        """Deal them out to those leaves under which they stand that tell them apart."""
        sure = {n: place for n, place in band.labelled.items() if band.at[n] is not None}
        row = places[0][0] if places else 0
        for head, columns in self.heads.shares(self.told_by, sure, row):
            mine = [n for n in self.numbers[path] if self.told_by[n] == head]
            own = [place for place in places if place[1] in columns]
            if mine and own:
                self._deal(path, mine, own, used, band)

    def _exchanged(self, band: _Parts) -> Iterator[tuple[int, tuple[Place, ...]]]:
        """Yield the leaves whose labels took columns of another's, which has fewer than its leaves.

        Each with where it may stand: where both changed places that may hold the other's answers.
        """
        narrow = list(self._narrow(band))
        for number, (row, first) in band.labelled.items() if narrow else ():
            reach = self._reach((row, first))
            if band.at[number] is None or reach <= len(self.numbers[self.leaves[number].fixed]):
                continue
            if any(reach >= n and (number < m) != (first < at) for m, n, at in narrow):
                yield number, tuple((row, at) for at in range(first, first + reach))

    def _narrow(self, band: _Parts) -> Iterator[tuple[int, int, int]]:
        """Yield the leaves not found under a label that has fewer columns than leaves.

        Each with the number of these leaves and the column of that label.
        """
        lost = [n for n in range(len(self.leaves)) if n in band.doubtful or n not in band.labelled]
        for number in lost:
            path = self.leaves[number].fixed
            for depth, label in enumerate(path, 1):
                count = self._sharing[path[:depth]]
                places = (at for at in self.search.of(label) if at[0] <= band.last)
                yield from ((number, count, at[1]) for at in places if self._reach(at) < count)

    @cached_property
    def _sharing(self) -> Counter[Path]:
        """How many leaves begin with the same labels, for each run of labels that one begins with."""
        fixed = [leaf.fixed for leaf in self.leaves]
        return Counter(path[:depth] for path in fixed for depth in range(1, len(path) + 1))

    def _reach(self, place: Place) -> int:
        """Return how many columns a label has: those of its block, else up to the next label."""
        return len(self.view.extent(place, self.view.following(place, place[1]) or 0))

    def _measuring(self, path: Path, places: Sequence[Place]) -> tuple[Label, Place] | None:
        """Return the label that gives the figures of a path another measure, wherever it stands."""
        if not self.search.resizes:
            return None
        reach = REACH * max(1, len(path) - 1)
        sections = self.view.flipped and len(path) > 1
        over = [self.heads.over(place) if sections else None for place in places]
        runs = (
            [place, *self.view.upwards(*place, reach), *filter(None, [section])]
            for place, section in zip(places, over, strict=True)
        )
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

    def _in_order(self, number: int, held: int, places: Sequence[Place], band: _Parts) -> list[int]:
        """Return the column of a leaf whose label stands twice, once over nothing and once at ``held``.

        Of the two that one is meant that has its place among the other labels, as 备注 below a table
        and not in the line above it, unless figures stand at the other: those nobody may pass over.
        """
        columns = [column for _, column in places]
        once = {
            self.numbers[path][0]: where[0][1]
            for path, where in band.inside.items()
            if len(where) == len(self.numbers[path]) == 1
        }
        astray = {
            column: sum((other < number) != (at < column) for other, at in once.items())
            for column in columns
        }
        least = [column for column in columns if astray[column] == min(astray.values())]
        if held in least:
            return [held]
        return columns if len(least) > 1 or self._holds_figures(held, band.last) else least

    def _holds_figures(self, column: int, last: int) -> bool:
        """Tell whether a figure stands in a column below the labels."""
        cells = self.view.sheet.cells.items()
        turned = ((self.view.turned(*place), cell) for place, cell in cells)
        return any(
            at == column and row > last and is_figure(cell) for (row, at), cell in timely(turned)
        )

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
