"""Totals that a template labels and has no formula for: proposed as soft edits, marked as inferred."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence, Set

from attrs import frozen

from youthstats.layout.sums import SUBTOTAL, TOTAL_LABELS
from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.paths import LabelPath
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["Leaf", "inferred_edits", "leaves_of"]

_PART = re.compile("其中|#")


@frozen
class Leaf:
    """One row or column: the item or category it is, its labels, and the line it follows.

    ``depth`` is how far its label is set in.
    """

    name: str
    path: LabelPath
    part_of: str | None
    section: int
    depth: int = 0

    @property
    def stem(self) -> str:
        said = spoken(self.path)
        return stem_and_measure("".join(said[-1].split()))[0] if said else ""

    @property
    def totals(self) -> bool:
        return self.stem in TOTAL_LABELS


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
    return found


def inferred_edits(
    form: Form, leaves: Sequence[Leaf], dimension: Dimension, said: Set[Ref]
) -> Iterator[Edit]:
    """Yield what the labels along one axis say of its sums; ``said`` are totals that have formulas."""
    for leaf, parts in _totals(leaves):
        for left, right in _statements(form, leaf.name, [part.name for part in parts], dimension):
            if said.isdisjoint({left, Ref(left.item)}):
                terms = sum((Linear.of(ref) for ref in right), Linear())
                name = (
                    f"{leaf.name}_合计"
                    if left.category is None
                    else f"{left.item}_{leaf.name}_合计"
                )
                yield _soft(form, name, Comparison(Linear.of(left), "=", terms))
    for leaf in leaves:
        if leaf.part_of is not None:
            for left, right in _statements(form, leaf.name, [leaf.part_of], dimension):
                name = (
                    f"{leaf.name}_其中"
                    if left.category is None
                    else f"{left.item}_{leaf.name}_其中"
                )
                yield _soft(form, name, Comparison(Linear.of(left), "<=", Linear.of(right[0])))


def _soft(form: Form, name: str, statement: Comparison) -> Edit:
    return edit_of(name, statement, lambda _: form, Severity.SOFT, inferred=True)


def _totals(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf, list[Leaf]]]:
    """Yield every total with its parts: what stands with it under the same labels."""
    for place, leaf in enumerate(leaves):
        if leaf.totals:
            within = [
                (at, one)
                for at, one in enumerate(leaves)
                if one.path[: len(leaf.path) - 1] == leaf.path[:-1]
                and one.section == leaf.section
                and one.part_of is None
            ]
            for parts in _parts(leaf, place, within):
                if len(parts) > 1:
                    yield leaf, sorted(parts, key=leaves.index)


def _parts(leaf: Leaf, place: int, within: Sequence[tuple[int, Leaf]]) -> Iterator[list[Leaf]]:
    """Yield what a total adds up: the subtotals, else all; a subtotal what stands since the last.

    Groups by one thing and another (按性别分, 按年龄分) each add up to the whole.
    """
    level = len(leaf.path)
    beside = [(at, one) for at, one in within if len(one.path) == level]
    subtotals = [(at, one) for at, one in beside if one.stem == SUBTOTAL]
    if leaf.stem == SUBTOTAL:
        yield _since(place, beside, [at for at, _ in subtotals])
    elif subtotals:
        yield [one for _, one in subtotals]
    else:
        groups: dict[str, list[Leaf]] = {}
        for _, one in within:
            key = "" if len(one.path) == level else "".join(one.path[level - 1].split())
            groups.setdefault(key, []).append(one)
        yield from _tiling(groups)


def _since(place: int, beside: Sequence[tuple[int, Leaf]], subtotals: Sequence[int]) -> list[Leaf]:
    """Return what stands between a subtotal and the last one before it, or the next behind it.

    Those of one table all stand below what they add up, or all above it.
    """
    plain = [at for at, one in beside if not one.totals]
    if plain and plain[0] < subtotals[0]:
        first, last = max((at for at in subtotals if at < place), default=-1), place
    else:
        first, last = place, min((at for at in subtotals if at > place), default=plain[-1] + 1)
    return [one for at, one in beside if first < at < last and not one.totals]


def _tiling(groups: Mapping[str, Sequence[Leaf]]) -> Iterator[list[Leaf]]:
    """Yield the sums that make up a whole, of what stands beside it and of groups beside it."""
    added = list(_outermost(groups.get("", ())))
    for label, leaves in groups.items():
        if label.startswith("按"):
            yield _whole_of(leaves)
        elif label and not _PART.match(label):
            added += _whole_of(leaves)
    yield added


def _whole_of(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return the total of a group, if it has one, else all that stands in it."""
    level = min(len(one.path) for one in leaves)
    total = [one for one in leaves if one.totals and len(one.path) == level]
    return total or list(leaves)


def _outermost(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Yield what is no total, and set in no further than the rest."""
    loose = [one for one in leaves if not one.totals]
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
