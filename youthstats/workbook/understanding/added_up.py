"""What a total adds up, by the labels of a table: what stands beside it, or under it by its number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property

from attrs import field, frozen

from youthstats.layout.sums import SUBTOTAL
from youthstats.workbook.understanding.divided import REST
from youthstats.workbook.understanding.leaves import Leaf
from youthstats.workbook.understanding.parts import divides_whole, says_part
from youthstats.workbook.understanding.paths import LabelPath

__all__ = ["outer", "totals"]

_SIGNED = re.compile(r"[减加扣][去除]?[：:]|扣除|扣减|净(?:值|额|资产|利润|收入|收益|增|减|流|支)")
"""What says that not all lines beside it are added."""

_HALVES = (
    *(frozenset({"男", "女"}), frozenset({"男性", "女性"}), frozenset({"城镇", "农村"})),
    *(frozenset({"城镇", "乡村"}), frozenset({"公办", "民办"})),
)
"""What there is nothing beside."""


def totals(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf, list[Leaf]]]:
    """Yield every total with its parts: what stands with it under the same labels.

    What a group's label alone leads to is called as the group is, and no part of it.
    """
    order = {leaf.name: number for number, leaf in enumerate(leaves)}
    under = _Under.by_labels(leaves)
    for leaf in leaves:
        if leaf.totals:
            beside = under[leaf.path[:-1]].beside(leaf)
            for parts in () if beside.signed else beside.parts(leaf):
                if len(parts) > 1:
                    yield leaf, sorted(parts, key=lambda one: order[one.name])


def outer(leaves: Sequence[Leaf], added: Sequence[Set[str]]) -> Iterator[tuple[Leaf, list[Leaf]]]:
    """Yield what others stand under by their numbers, divide (按星级分) or are set in behind, with those.

    What the office adds up with them it does not. Of those that are one sex alone, or not all
    added, nobody knows whether they are all.
    """
    groups: dict[str, dict[int, list[Leaf]]] = {}
    for leaf in leaves:
        around = leaf.set_in if leaf.under is None else None
        for whole, way in [(leaf.under, 0), leaf.divides or (None, 0), (around, 0)]:
            if whole is not None and not (leaf.alone and whole == leaf.under):
                groups.setdefault(whole, {}).setdefault(way, []).append(leaf)
    for leaf in leaves:
        for parts in groups.get(leaf.name, {}).values():
            words = "".join(one.words for one in parts)
            some = _SIGNED.search(words) or ("男" in words) != ("女" in words)
            names = {one.name for one in parts}
            both = any(leaf.name in one and not names.isdisjoint(one) for one in added)
            if len(parts) > 1 and not some and not both:
                yield from ((leaf, tiling) for tiling in _halved(parts))


@frozen(slots=False, eq=False)
class _Under:
    """The lines under the same labels: ``nearest`` have one label more, ``leaves`` one or several.

    What stands beside one total is kept: it mostly stands beside others, too.
    """

    level: int
    leaves: list[Leaf] = field(factory=list)
    nearest: list[Leaf] = field(factory=list)
    _known: dict[tuple[int, str | None, int, int], _Beside] = field(factory=dict, init=False)

    @classmethod
    def by_labels(cls, leaves: Sequence[Leaf]) -> dict[LabelPath, _Under]:
        """Return the lines under all labels that any line stands under."""
        found: dict[LabelPath, _Under] = {}
        for leaf in leaves:
            for level in range(1, len(leaf.path) + 1):
                one = found.setdefault(leaf.path[: level - 1], cls(level))
                one.leaves.append(leaf)
                one.nearest.extend([leaf] * (level == len(leaf.path)))
        return found

    def beside(self, total: Leaf) -> _Beside:
        """Return what stands beside a total and may be added.

        Lines behind an outline are, by a total behind them: not by one before them.
        """
        first = self._first_part(total)
        apart = self._behind[bisect_left(self._behind, self._places[total.name]) :]
        key = (total.section, total.part_of, first, len(apart))
        known = self._known.get(key)
        if known is None:
            gone = {one.name for one in self.nearest[first + 1 :]}
            gone |= {self.nearest[place].name for place in apart}
            within = [
                one
                for one in self.leaves
                if one.section == total.section
                and one.part_of == total.part_of
                and one.name not in gone
            ]
            signed = any(one.unsure or _SIGNED.search(one.words) for one in within)
            known = _Beside(_branches(within, self.level), signed)
            self._known[key] = known
        return known

    def _first_part(self, total: Leaf) -> int:
        """Return where the parts of a total begin, and are gone on with: 总数, 其中：少数民族, 党员."""
        at = self._places[total.name]
        found = []
        for whole in (total.name, None):
            places = self._parts.get(whole, [])
            found += places[bisect_left(places, at) :][:1]
        return min(found, default=len(self.nearest))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {leaf.name: place for place, leaf in enumerate(self.nearest)}

    @cached_property
    def _behind(self) -> Sequence[int]:
        """Where lines stand that have no number, behind all that have."""
        return [place for place, leaf in enumerate(self.nearest) if leaf.behind]

    @cached_property
    def _parts(self) -> Mapping[str | None, list[int]]:
        """Where lines say that they are parts, by what they are parts of."""
        found: dict[str | None, list[int]] = {}
        for place, leaf in enumerate(self.nearest):
            if says_part(leaf.words):
                found.setdefault(leaf.part_of, []).append(place)
        return found


@frozen(slots=False, eq=False)
class _Beside:
    """What stands beside a total under the same labels; ``signed`` where it may not be all added.

    The subtotals of one table all stand below what they add up, or all above it.
    """

    branches: Sequence[_Branch]
    signed: bool

    @cached_property
    def _subtotals(self) -> Mapping[str, int]:
        lines = ((at, one.line) for at, one in enumerate(self.branches))
        return {line.name: at for at, line in lines if line and line.stem == SUBTOTAL}

    def parts(self, total: Leaf) -> Iterator[list[Leaf]]:
        """Yield what a total adds up: the subtotals, else all; a subtotal what stands since the last."""
        if total.stem == SUBTOTAL:
            yield from _tiling(self._since(total))
        elif self._subtotals:
            yield [self.branches[at].leaves[0] for at in self._subtotals.values()]
        else:
            yield from _tiling(self.branches)

    @cached_property
    def _above(self) -> bool:
        """Whether what subtotals add up stands above them."""
        plain = (at for at, one in enumerate(self.branches) if not one.totals)
        return next(plain, len(self.branches)) < min(self._subtotals.values())

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [-1, *self._subtotals.values(), len(self.branches)]

    def _since(self, subtotal: Leaf) -> Sequence[_Branch]:
        """Return what stands between a subtotal and the last one before it, or the next behind it."""
        place = self._subtotals.get(subtotal.name)
        if place is None:
            return []
        at = bisect_left(self._ends, place)
        first, last = (at - 1, at) if self._above else (at, at + 1)
        return self.branches[self._ends[first] + 1 : self._ends[last]]


@frozen
class _Branch:
    """What stands beside others under the same labels: one line, or a group with its lines.

    ``level`` is the number of labels down to its own.
    """

    leaves: tuple[Leaf, ...]
    level: int

    @property
    def line(self) -> Leaf | None:
        """The line that it is, ``None`` for a group."""
        return self.leaves[0] if len(self.leaves[0].path) == self.level else None

    @property
    def totals(self) -> bool:
        return self.line is not None and self.line.totals

    @property
    def label(self) -> str:
        """Its own label, without blanks."""
        return "".join(self.leaves[0].path[self.level - 1].split())


def _branches(leaves: Sequence[Leaf], level: int) -> list[_Branch]:
    """Return lines with so many labels, and those that go on under one as groups, as they stand."""
    found: dict[str | Leaf, list[Leaf]] = {}
    for leaf in leaves:
        key = leaf if len(leaf.path) == level else "".join(leaf.path[level - 1].split())
        found.setdefault(key, []).append(leaf)
    return [_Branch(tuple(one), level) for one in found.values()]


def _tiling(beside: Sequence[_Branch]) -> Iterator[list[Leaf]]:
    """Yield the sums that make up a whole, of what stands beside it and of groups beside it.

    Groups by one thing and another (按性别分, 年龄) each add up to the whole.
    """
    added = list(_outermost([one.line for one in beside if one.line]))
    for one in beside:
        if one.line is None and divides_whole(one.label):
            yield _whole_of(one)
        elif one.line is None and not says_part(one.label):
            added += _whole_of(one)
    yield _in_two(added) or added


def _in_two(added: Sequence[Leaf]) -> list[Leaf]:
    """Return the two of several lines that make up a whole by themselves: 男 and 女, beside 党员."""
    called = {one.stem for one in added}
    halves = next((two for two in _HALVES if two < called), frozenset[str]())
    if any(stem.startswith(REST) for stem in called):
        return []
    return [one for one in added if one.stem in halves]


def _halved(parts: Sequence[Leaf]) -> Iterator[list[Leaf]]:
    """Yield the pairs among several lines that each make up a whole (男 and 女, 城镇 and 乡村), else all."""
    called = {one.stem for one in parts}
    pairs = [two for two in _HALVES if two < called]
    yield from ([one for one in parts if one.stem in two] for two in pairs)
    if not pairs:
        yield [*parts]


def _whole_of(group: _Branch) -> list[Leaf]:
    """Return the total of a group, if it has one, else what makes it up."""
    inner = _branches(group.leaves, group.level + 1)
    totals = [one.line for one in inner if one.line and one.totals]
    subtotals = [one for one in totals if one.stem == SUBTOTAL]
    if len(subtotals) < len(totals):
        return [one for one in totals if one not in subtotals][:1]
    return subtotals or next(filter(None, _tiling(inner)), [])


def _is_part(leaf: Leaf) -> bool:
    return leaf.part_of is None and says_part(leaf.words)


def _outermost(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Yield what is no total, set in no further than the rest, and neither under another nor in one.

    What says 其中 is a part of one of them, though nobody knows of which.
    """
    loose = [
        one
        for one in leaves
        if not (one.totals or one.within or _is_part(one)) and one.under is None
    ]
    depth = min((one.depth for one in loose), default=0)
    return (one for one in loose if one.depth == depth)
