"""Which of several labels alike is which: by what stands over them, a section or the line they are of.

男 and 女 stand under 就业 and under 失业. Order alone would give the figures of one to the other
where a return has them the other way round, or 退休 in place of one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from attrs import field, frozen

from youthstats.layout.leaves import Label, Leaf
from youthstats.workbook.reading.sheets.label_search import LabelSearch
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Heads", "lines_before"]

Path = tuple[Label, ...]


def lines_before(
    leaves: Sequence[Leaf], numbers: Mapping[Path, Sequence[int]]
) -> Mapping[int, int | None]:
    """Return the line that tells each leaf apart from those of the same labels, where one does.

    That is the last one before it that no other is labelled like, ``None`` for those at the head of
    the axis. Where all of one path have the same, nothing does.
    """
    last, before = None, list[int | None]()
    for number, leaf in enumerate(leaves):
        before.append(last)
        if leaf.fixed and len(numbers[leaf.fixed]) == 1:
            last = number
    alike = (some for path, some in numbers.items() if path and len(some) > 1)
    told = (some for some in alike if len({before[n] for n in some}) > 1)
    return {n: before[n] for some in told for n in some}


@frozen(slots=False)
class Heads:
    """What heads the lines of an axis on a sheet: labels of sections, and lines others are told by.

    ``after`` is the last line of the other axis' labels, ``printed`` what the form's own template
    prints besides labels, folded.
    """

    leaves: Sequence[Leaf]
    view: SheetView
    search: LabelSearch
    after: int
    printed: frozenset[str]
    _sorted: dict[Label, Sequence[tuple[int, int]]] = field(factory=dict, init=False)

    def under(self, path: Path, place: Place, *, telling: bool) -> bool:
        """Tell whether a place is under the section that leads to a path; before all, if none does.

        Where the last label says enough, nothing more is asked of what stands between.
        """
        row, column = place
        section = path[0] if len(path) > 1 else None
        over = self.over(place)
        if over not in self.search.of(section) if section else over is not None:
            return False
        head = over or (row, self.after)
        reached = bisect_left(self._headed, column)
        end = self._headed[reached] if reached < len(self._headed) else column + 1
        return telling or column < self.reach(head, row, end, self._in_sections[section])

    def over(self, place: Place) -> Place | None:
        """Return the nearest label of a section over a place, whichever it is."""
        reached = bisect_left(self._headed, place[1])
        over = (self._sections[self._headed[at]] for at in range(reached - 1, -1, -1))
        return next((at for at in over if at[0] <= place[0]), None)

    def places(self, path: Path) -> Sequence[Place]:
        """Return where the last label of a path stands, down from its section where it has one."""
        places = self.search.of(path[-1])
        heads = self.search.of(path[0]).keys()
        if len(path) < 2 or not heads or not heads <= self._alone:
            return sorted(places)
        lines = self._lines(path[-1])
        found: set[Place] = set()
        for _, column in heads:
            reached = bisect_right(self._headed, column)
            end = self._headed[reached] if reached < len(self._headed) else 1 << 31
            behind = lines[bisect_left(lines, (column, 0)) : bisect_left(lines, (end, 0))]
            found.update(at[::-1] for at in behind)
        return sorted(found)

    def stands_twice(self, path: Path) -> bool:
        """Tell whether a section itself is called as another: then its rows follow in an order alone."""
        heads = self.search.of(path[0]).keys() if self.view.flipped and len(path) > 1 else ()
        return len(heads) > 1 and heads <= self._alone

    def _lines(self, label: Label) -> Sequence[tuple[int, int]]:
        """Return the places of a label in the order of their lines."""
        if label not in self._sorted:
            self._sorted[label] = sorted(at[::-1] for at in self.search.of(label))
        return self._sorted[label]

    def renamed(self, place: Place) -> bool:
        """Tell whether the nearest words over a place that have their line to themselves are unknown.

        A label of a line that nobody filled in heads nothing.
        """
        row, column = place
        behind = range(bisect_left(self._heading, (column, 0)) - 1, -1, -1)
        over = (self._heading[at][::-1] for at in behind)
        nearest = next((at for at in over if at[0] <= row), None)
        return nearest is not None and self._unknown(nearest)

    @cached_property
    def _heading(self) -> Sequence[tuple[int, int]]:
        """The lines, in order, of words alone on them that are a section's or nobody's."""
        own = set(self._sections.values())
        found = (
            at for at in self._alone if at[1] > self.after and (at in own or self._unknown(at))
        )
        return sorted(at[::-1] for at in found)

    def reach(self, head: Place, row: int, end: int, own: Sequence[Label]) -> int:
        """Return before which line, ``end`` at the latest, lines are surely those of a head.

        Words that the form does not know may head others in its place, unless they look unlike the
        head; and even so where its ``own`` begin anew behind them.
        """
        left, order = Counter(own), {label: n for n, label in reversed([*enumerate(own)])}
        seen, added = -1, end
        for place in self._between(head, row, end):
            mine = next((label for label in order if place in self.search.of(label)), None)
            if mine is not None:
                left[mine] -= 1
                if added < end and (left[mine] < 0 or order[mine] < seen):
                    return added
                seen = max(seen, order[mine])
            elif self._unknown(place):
                if not self._unlike(place, head):
                    return place[1]
                added = place[1]
        return end

    def _unlike(self, place: Place, head: Place) -> bool:
        """Tell whether words look like no other head: not alone as that is, or set in behind it."""
        if place in self._alone or head not in self.view.texts:
            return False
        section = self._sections.get(head[1]) == head
        return section or self._set_in(place) > self._set_in(head)

    def _set_in(self, place: Place) -> int:
        """Return how many blanks stand before words."""
        stood = self.view.stood(place)
        return len(stood) - len(stood.lstrip())

    def _between(self, head: Place, row: int, end: int) -> list[Place]:
        """Return the words from a head on, in its row and in that of the labels."""
        found = []
        for at in {head[0], row}:
            line = self.view.lines.get(at, ())
            behind = line[bisect_right(line, head[1]) : bisect_left(line, end)]
            found += [(at, column) for column in behind]
        return sorted(found, key=itemgetter(1))

    def _unknown(self, place: Place) -> bool:
        return place not in self._known and self.view.texts[place] not in self.printed

    @cached_property
    def _known(self) -> frozenset[Place]:
        """Where labels of the axis stand."""
        return frozenset(place for places in self.search.answers.values() for place in places)

    @cached_property
    def _alone(self) -> frozenset[Place]:
        """The words that have their line of the sheet to themselves."""
        held = Counter(
            self.view.turned(*place)[1]
            for place, cell in self.view.sheet.cells.items()
            if cell.value is not None and cell.value != ""
        )
        return frozenset(place for place in self.view.texts if held[place[1]] == 1)

    @cached_property
    def _sections(self) -> Mapping[int, Place]:
        """Where the outermost labels of leaves stand, by their lines.

        Of a label that has a line to itself anywhere only such places count.
        """
        found: dict[int, Place] = {}
        for label in filter(None, self._in_sections):
            places = self.search.of(label).keys()
            kept = (at for at in sorted(places & self._alone or places) if at[1] > self.after)
            found |= {at[1]: at for at in kept}
        return found

    @cached_property
    def _headed(self) -> Sequence[int]:
        """The lines of those labels in order."""
        return sorted(self._sections)

    @cached_property
    def _in_sections(self) -> Mapping[Label | None, Sequence[Label]]:
        """The last labels of the leaves under each outermost one, ``None`` those without any."""
        found: dict[Label | None, list[Label]] = {None: []}
        for leaf in self.leaves:
            if path := leaf.fixed:
                found.setdefault(path[0] if len(path) > 1 else None, []).append(path[-1])
        return found

    def shares(
        self, before: Mapping[int, int | None], at: Mapping[int, Place], row: int
    ) -> Iterator[tuple[int | None, range]]:
        """Yield the lines that tell others apart, those that are there, each with what is surely its own.

        ``before`` are those of :func:`lines_before`, ``at`` where the labels of lines stand.
        """
        heads = sorted({head for head in before.values() if head is not None})
        ends = sorted(at[head][1] for head in heads if head in at)
        starts: list[int | None] = [None] if None in before.values() else []
        for head, following in pairwise([*starts, *heads, len(self.leaves)]):
            if head is not None and head not in at:
                continue
            start = (row, self.after) if head is None else at[head]
            end = next((one for one in ends if one > start[1]), 1 << 31)
            first = 0 if head is None else head + 1
            own = [leaf.fixed[-1] for leaf in self.leaves[first:following] if leaf.fixed]
            corner = head is None and not self.view.flipped
            reached = end if corner else self.reach(start, row, end, own)
            yield head, range(start[1] + 1, reached)
