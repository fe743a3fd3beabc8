"""Finding a card on a sheet: each answer stands beside its own label, wherever that is.

A label that stands several times is told apart by the label before it, then by the order in which
its like follow each other; the rest of the card says where on the sheet to look. Its answer is the
cell next to it, and no other: only where the label is narrower than on the blank form, so that the
sheet lost its merged cells, is it the first that is filled in the room both had there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import Label, Leaf
from youthstats.model.locations import Location
from youthstats.model.matching import Matching, Reworded
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found, Measured
from youthstats.workbook.reading.sheets.label_search import LabelSearch, Spellings, reworded
from youthstats.workbook.reading.sheets.labels import SheetView, folded
from youthstats.workbook.reading.sheets.measures import Asked
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["locate_card"]


def locate_card(
    layout: Layout, view: SheetView, names: Spellings, measures: Mapping[Label, Asked]
) -> Found | None:
    """Find a card on a sheet; ``None`` where more than half of its labels are not there.

    ``names`` and ``measures`` are those of :meth:`LabelSearch.over`.
    """
    search = LabelSearch.over([leaf.fixed for leaf in layout.rows], view, names, measures)
    card = _Card(layout, view, search)
    if 2 * len(card.absent) > len(layout.rows):
        return None
    rows, columns = zip(*(place or (None, None) for place in card.answers), strict=True)
    location = Location(view.sheet.name, layout.slots_apart, rows, columns)
    labels = frozenset(place for place in card.labels if place is not None)
    measured = Measured(card.measured)
    return Found(layout, location, card.matching(), labels=labels, measured=measured)


@frozen(slots=False)
class _Card:
    """The labels of a card being looked for, leaf by leaf, and the answers beside them."""

    layout: Layout
    view: SheetView
    search: LabelSearch

    @property
    def leaves(self) -> Sequence[Leaf]:
        return self.layout.rows

    @cached_property
    def alike(self) -> Mapping[tuple[Label, ...], Sequence[int]]:
        """The leaves that are labelled alike, by their numbers."""
        found: dict[tuple[Label, ...], list[int]] = {}
        for number, leaf in enumerate(self.leaves):
            found.setdefault(leaf.fixed, []).append(number)
        return found

    @cached_property
    def flipped(self) -> SheetView:
        """The sheet as it reads from the left: what stands before a label."""
        return SheetView(self.view.sheet, flipped=True)

    @cached_property
    def spelled(self) -> Mapping[tuple[Label, ...], tuple[Place, ...]]:
        """Where each run of labels stands: its last one, of several those with the others before."""
        return {path: tuple(self._spelled(path)) for path in timely(self.alike)}

    def _spelled(self, path: tuple[Label, ...]) -> Iterator[Place]:
        several = len(self.search.of(path[-1])) > len(self.alike[path])
        outer = [label for label in path[:-1] if several and self.search.of(label)]
        for row, column in sorted(self.search.of(path[-1])):
            before = (
                {at[::-1] for at in self.flipped.upwards(column, row, column)} if outer else set()
            )
            if all(not before.isdisjoint(self.search.of(label)) for label in outer):
                yield row, column

    @cached_property
    def places(self) -> Mapping[tuple[Label, ...], tuple[Place, ...]]:
        """Those places, of a label that stands too often only those among the others."""
        sure = [
            place
            for path, places in self.spelled.items()
            if len(places) == len(self.alike[path])
            for place in places
        ]
        first, last = min(sure, default=(0, 0))[0], max(sure, default=(0, 0))[0]
        return {
            path: tuple(at for at in places if first <= at[0] <= last)
            if len(places) > len(self.alike[path]) and sure
            else places
            for path, places in self.spelled.items()
        }

    @cached_property
    def labels(self) -> tuple[Place | None, ...]:
        """Where the label of each leaf stands; ``None`` where it is absent, or cannot be told."""
        found: list[Place | None] = [None] * len(self.leaves)
        for path, numbers in self.alike.items():
            if len(self.places[path]) == len(numbers):
                for number, place in zip(numbers, self.places[path], strict=True):
                    found[number] = place
        return tuple(found)

    @cached_property
    def absent(self) -> list[int]:
        """The leaves whose label is nowhere."""
        return [n for path, numbers in self.alike.items() if not self.places[path] for n in numbers]

    @cached_property
    def measured(self) -> Mapping[int, Reworded]:
        """The leaves to which a label gives another unit of measure, with that label."""
        found = {}
        for number, (leaf, place) in enumerate(zip(self.leaves, self.labels, strict=True)):
            other = None if place is None else self._measuring(leaf.fixed, place)
            if other is not None:
                found[number] = reworded(*other, "measure", self.view)
        return found

    def _measuring(self, path: Sequence[Label], place: Place) -> tuple[Label, Place] | None:
        """Return the label that gives an answer another measure: its own, or one before or above."""
        if not self.search.resizes:
            return None
        row, column = place
        before = (at[::-1] for at in self.flipped.upwards(column, row, column))
        run = [place, *before, *self.view.upwards(row, column, row)]
        return self.search.measuring(path, run, self.view)

    @cached_property
    def beside(self) -> tuple[Place | None, ...]:
        """The cell beside each label."""
        return tuple(
            None if place is None else self._beside(number, place)
            for number, place in enumerate(self.labels)
        )

    @cached_property
    def answers(self) -> tuple[Place | None, ...]:
        """The cell of each answer; none where two labels have the same cell beside them."""
        times = Counter(self.beside)
        return tuple(place if times[place] == 1 else None for place in self.beside)

    def _beside(self, number: int, label: Place) -> Place | None:
        item = self.layout.form.item(str(self.leaves[number].item))
        row, last = self.view.end(label)
        if item.side == "below":
            below = self._free((row + 1, label[1]))
            inside = self._filled(label[0], range(last + 1, label[1] + item.spans[0]))
            return inside if inside and below and self._is_blank(below) else below
        first = self._free((label[0], last + 1))
        if first is None or not self._is_blank(first) or last + 1 >= label[1] + item.spans[0]:
            return first
        further = self._filled(label[0], range(last + 2, label[1] + sum(item.spans)))
        if further is None:
            return first
        return None if number + 1 in self.absent else further  # it may be the answer of that one

    def _filled(self, row: int, columns: range) -> Place | None:
        """Return the first of some cells that is filled, if no words are printed there."""
        place = next(((row, at) for at in columns if not self._is_blank((row, at))), None)
        printed = place is None or self._free(place) is None or self._is_printed(place)
        return None if printed else place

    def _free(self, place: Place) -> Place | None:
        """Return where what is shown at a place stands; ``None`` where a label of the card does."""
        anchor = self.view.anchors.get(place, place)
        return None if anchor in self._worded else anchor

    @cached_property
    def _worded(self) -> frozenset[Place]:
        """Every text of the sheet that may be a label of the card."""
        return frozenset(at for places in self.search.answers.values() for at in places)

    def _is_blank(self, place: Place) -> bool:
        cell = self.view.sheet.cells.get(place)
        return cell is None or (cell.formula is None and is_blank(cell.value))

    def _is_printed(self, place: Place) -> bool:
        text = self.view.sheet.cells[place].value
        return isinstance(text, str) and folded(text) in self.layout.form.printed

    def matching(self) -> Matching:
        """Say which labels were not found, or several times, or spelled otherwise."""
        form, leaves = self.layout.form, self.leaves
        return Matching(
            form.id,
            self.view.sheet.name,
            "labels",
            tuple(leaves[number].spelled for number in self.absent),
            tuple(self._doubts()),
            (),
            tuple(self._reworded()),
            tuple(dict.fromkeys(self.measured.values())),
        )

    def _doubts(self) -> Iterator[str]:
        for number, leaf in enumerate(self.leaves):
            places = self.places[leaf.fixed]
            beside = self.beside[number]
            untold = bool(places) and self.labels[number] is None
            shared = self.answers[number] is None
            if untold or (places and shared):
                shown = places if untold or beside is None else (beside,)
                yield f"{leaf.spelled} {' / '.join(map(address, shown))}"

    def _reworded(self) -> Iterator[Reworded]:
        for leaf, place in zip(self.leaves, self.labels, strict=True):
            how = "exact" if place is None else self.search.of(leaf.fixed[-1])[place]
            if place is not None and how not in {"exact", "measure"}:
                yield reworded(leaf.fixed[-1], place, how, self.view)
