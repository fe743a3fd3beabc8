"""Totals that a template labels and has no formula for: proposed as soft edits, marked as inferred."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence, Set

from attrs import evolve, frozen

from youthstats.layout.sums import SUBTOTAL, TOTAL_LABELS, names_whole
from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.outline import outline_of
from youthstats.workbook.understanding.parts import divides_whole, says_part
from youthstats.workbook.understanding.paths import LabelPath
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["Leaf", "inferred_edits", "leaves_of"]

_SIGNED = re.compile(r"[减加扣][去除]?[：:]|扣除|扣减|净(?:值|额|资产|利润|收入|收益|增|减|流|支)")
"""What says that not all lines beside it are added."""

_HALVES = (
    *(frozenset({"男", "女"}), frozenset({"男性", "女性"}), frozenset({"城镇", "农村"})),
    *(frozenset({"城镇", "乡村"}), frozenset({"公办", "民办"})),
)
"""What there is nothing beside."""

_REST = ("其他", "其它", "未")
"""What else there is beside such, after all."""


@frozen
class Leaf:
    """One row or column: the item or category it is, its labels, and the line it follows.

    ``depth`` is how far its label is set in, ``under`` the line that it stands under by its number.
    """

    name: str
    path: LabelPath
    part_of: str | None
    section: int
    depth: int = 0
    under: str | None = None

    @property
    def words(self) -> str:
        """What is said last of those that lead to it, without blanks."""
        said = spoken(self.path)
        return "".join(said[-1].split()) if said else ""

    @property
    def stem(self) -> str:
        return stem_and_measure(self.words)[0]

    @property
    def totals(self) -> bool:
        return self.stem in TOTAL_LABELS or names_whole(self.stem)


def leaves_of(one: Formed, dimension: Dimension) -> list[Leaf]:
    """Return the items, or the categories, of a form drawn from a sheet as they stand there."""
    keys, paths = one.keys, one.paths
    part = 0 if dimension is Dimension.ITEM else 1
    down = dimension in keys.rows_over
    numbers: dict[str, int] = {}
    for key, place in keys.places.items():
        numbers.setdefault(str(key[part]), paths.line_of(place, down=down))
    names = {number: name for name, number in numbers.items()}
    labels = keys.items if dimension is Dimension.ITEM else keys.categories
    wholes = paths.wholes if down else paths.column_wholes
    found = []
    for name, path in labels.items():
        number = numbers[name]
        whole = names.get(wholes.get(number, -1))
        section = bisect(paths.table.sections, number) if down else 0
        found.append(Leaf(name, path, whole, section, paths.depth(number) if down else 0))
    return _outlined(found)


def _outlined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return lines with those that they stand under by their numbers: （一） under 一、"""
    beside: dict[tuple[LabelPath, int], list[Leaf]] = {}
    for leaf in leaves:
        beside.setdefault((leaf.path[:-1], leaf.section), []).append(leaf)
    under: dict[str, str] = {}
    for some in beside.values():
        labels = ["" if one.part_of or one.totals else one.words for one in some]
        for one, at in zip(some, outline_of(labels), strict=True):
            if at is not None:
                under[one.name] = some[at].name
    return [evolve(leaf, under=under.get(leaf.name)) for leaf in leaves]


def inferred_edits(
    form: Form,
    leaves: Sequence[Leaf],
    dimension: Dimension,
    said: Set[Ref],
    falling: Set[Ref],
    added: Sequence[Set[str]] = (),
) -> Iterator[Edit]:
    """Yield what the labels along one axis say of its sums; ``said`` are totals that have formulas.

    Of what may be negative, ``falling``, a part may be more than the whole. ``added`` is what the
    office's own formulas add up.
    """
    for leaf, parts in (*_totals(leaves), *_outer(leaves, added)):
        for left, right in _statements(form, leaf.name, [part.name for part in parts], dimension):
            unsaid = said.isdisjoint({left, Ref(left.item)})
            unsaid = unsaid and not (left.category and _added_of_others(parts, added))
            if unsaid or _one_more_way(leaf, parts, added):
                terms = sum((Linear.of(ref) for ref in right), Linear())
                name = (
                    f"{leaf.name}_合计"
                    if left.category is None
                    else f"{left.item}_{leaf.name}_合计"
                )
                yield _soft(form, name, Comparison(Linear.of(left), "=", terms))
    for leaf in leaves:
        if leaf.part_of is not None:
            for part, whole in _not_falling(form, leaf, leaf.part_of, dimension, falling):
                name = f"{part.item}_{leaf.name}"
                if dimension is Dimension.ITEM:
                    name = part.item if part.category is None else f"{part.item}_{part.category}"
                edit = Comparison(Linear.of(part), "<=", Linear.of(whole))
                yield _soft(form, f"{name}_其中", edit)


def _added_of_others(parts: Sequence[Leaf], added: Sequence[Set[str]]) -> bool:
    """Tell whether formulas add the same rows up in other columns: what has none there is not added."""
    return any(one <= {part.name for part in parts} for one in added)


def _not_falling(
    form: Form, leaf: Leaf, part_of: str, dimension: Dimension, falling: Set[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    """Yield a part and its whole: in all categories at once, or in those where neither may be negative."""
    for part, (whole,) in _statements(form, leaf.name, [part_of], dimension):
        pairs = [(part, whole)]
        if dimension is Dimension.ITEM and form.categories:
            pairs = [
                (Ref(part.item, one.name), Ref(whole.item, one.name)) for one in form.categories
            ]
        rising = [pair for pair in pairs if falling.isdisjoint(pair)]
        yield from [(part, whole)] if rising == pairs else rising


def _soft(form: Form, name: str, statement: Comparison) -> Edit:
    return edit_of(name, statement, lambda _: form, Severity.SOFT, inferred=True)


def _totals(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf, list[Leaf]]]:
    """Yield every total with its parts: what stands with it under the same labels.

    What a group's label alone leads to is called as the group is, and no part of it.
    """
    for leaf in leaves:
        if leaf.totals:
            within = [
                one
                for one in leaves
                if one.path[: len(leaf.path) - 1] == leaf.path[:-1]
                and len(one.path) >= len(leaf.path)
                and one.section == leaf.section
                and one.part_of is None
                and not _among_parts(one, leaf, leaves)
            ]
            if any(_SIGNED.search(one.words) for one in within):
                continue
            for parts in _parts(leaf, _branches(within, len(leaf.path))):
                if len(parts) > 1:
                    yield leaf, sorted(parts, key=leaves.index)


def _among_parts(one: Leaf, total: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Tell whether a line goes on with what are parts of a total: 总数, 其中：少数民族, 党员."""
    beside = [leaf for leaf in leaves if leaf.path[:-1] == total.path[:-1]]
    if one not in beside:
        return False
    between = beside[beside.index(total) : beside.index(one)]
    return any(says_part(leaf.words) and leaf.part_of in {total.name, None} for leaf in between)


def _one_more_way(total: Leaf, parts: Sequence[Leaf], added: Sequence[Set[str]]) -> bool:
    """Tell whether parts divide a whole up by one more thing than the office's formula does."""
    level = len(total.path)
    groups = {part.path[level - 1] for part in parts if len(part.path) > level}
    apart = len(groups) == 1 and all(map(divides_whole, groups))
    names = {part.name for part in parts}
    return apart and all(names.isdisjoint(one) for one in added)


def _outer(leaves: Sequence[Leaf], added: Sequence[Set[str]]) -> Iterator[tuple[Leaf, list[Leaf]]]:
    """Yield what others stand under by their numbers, with those: unless the office adds up both.

    Of those that are one sex alone, or not all added, nobody knows whether they are all.
    """
    for leaf in leaves:
        parts = [one for one in leaves if one.under == leaf.name]
        names = {one.name for one in parts}
        both = any(leaf.name in one and not names.isdisjoint(one) for one in added)
        words = "".join(one.words for one in parts)
        some = _SIGNED.search(words) or ("男" in words) != ("女" in words)
        if len(parts) > 1 and not (both or some):
            yield leaf, parts


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


def _parts(leaf: Leaf, beside: Sequence[_Branch]) -> Iterator[list[Leaf]]:
    """Yield what a total adds up: the subtotals, else all; a subtotal what stands since the last."""
    subtotals = [one.line for one in beside if one.line and one.line.stem == SUBTOTAL]
    if leaf.stem == SUBTOTAL:
        yield from _tiling(_since(leaf, beside))
    elif subtotals:
        yield subtotals
    else:
        yield from _tiling(beside)


def _since(leaf: Leaf, beside: Sequence[_Branch]) -> Sequence[_Branch]:
    """Return what stands between a subtotal and the last one before it, or the next behind it.

    Those of one table all stand below what they add up, or all above it.
    """
    subtotals = [at for at, one in enumerate(beside) if one.line and one.line.stem == SUBTOTAL]
    place = next(at for at in subtotals if beside[at].line == leaf)
    plain = [at for at, one in enumerate(beside) if not one.totals]
    if plain and plain[0] < subtotals[0]:
        first, last = max((at for at in subtotals if at < place), default=-1), place
    else:
        first, last = place, min((at for at in subtotals if at > place), default=len(beside))
    return beside[first + 1 : last]


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
    if any(stem.startswith(_REST) for stem in called):
        return []
    return [one for one in added if one.stem in halves]


def _whole_of(group: _Branch) -> list[Leaf]:
    """Return the total of a group, if it has one, else what makes it up."""
    inner = _branches(group.leaves, group.level + 1)
    totals = [one.line for one in inner if one.line and one.totals]
    subtotals = [one for one in totals if one.stem == SUBTOTAL]
    if len(subtotals) < len(totals):
        return [one for one in totals if one not in subtotals][:1]
    return subtotals or next(filter(None, _tiling(inner)), [])


def _outermost(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Yield what is no total, and set in no further than the rest, nor under another by its number."""
    loose = [one for one in leaves if not one.totals and one.under is None]
    depth = min((one.depth for one in loose), default=0)
    return (one for one in loose if one.depth == depth)


def _statements(
    form: Form, total: str, parts: Sequence[str], dimension: Dimension
) -> Iterator[tuple[Ref, list[Ref]]]:
    """Yield a total and its parts, as references: once for items, for every item by category."""
    if dimension is Dimension.ITEM:
        items = [form.item(name) for name in (total, *parts)]
        measures = {item.measure for item in items[1:]}
        alike = len(measures) == 1 and items[0].measure in {*measures, ""}
        if alike and all(item.additive for item in items):
            yield Ref(total), [Ref(part) for part in parts]
        return
    for item in form.items:
        asked = {Ref(item.name, name) for name in (total, *parts)}
        open_ones = not any((ref.item, str(ref.category)) in form.closed for ref in asked)
        if item.additive and open_ones:
            yield Ref(item.name, total), [Ref(item.name, part) for part in parts]
