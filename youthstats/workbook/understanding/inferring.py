"""Totals that a template labels and has no formula for: proposed as soft edits, marked as inferred."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence, Set

from attrs import frozen

from youthstats.layout.leaves import TOTAL_LABELS
from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.paths import LabelPath
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["Leaf", "inferred_edits", "leaves_of"]

SUBTOTAL = "小计"


@frozen
class Leaf:
    """One row or column: the item or category it is, its labels, and the line it follows."""

    name: str
    path: LabelPath
    part_of: str | None
    section: int

    @property
    def stem(self) -> str:
        return stem_and_measure("".join(self.path[-1].split()))[0] if self.path else ""

    @property
    def totals(self) -> bool:
        return self.stem in TOTAL_LABELS


def leaves_of(one: Formed, dimension: Dimension) -> list[Leaf]:
    """Return the items, or the categories, of a form drawn from a sheet as they stand there."""
    keys = one.keys
    part = 0 if dimension is Dimension.ITEM else 1
    down = dimension in keys.rows_over
    rows: dict[str, int] = {}
    for key, place in keys.places.items():
        rows.setdefault(str(key[part]), place[0])
    names = {row: name for name, row in rows.items()}
    labels = keys.items if dimension is Dimension.ITEM else keys.categories
    found = []
    for name, path in labels.items():
        row = rows[name] if down else -1
        whole = names.get(one.paths.wholes.get(row, -1))
        section = bisect(one.paths.table.sections, row)
        found.append(Leaf(name, path, whole, section))
    return found


def inferred_edits(
    form: Form, leaves: Sequence[Leaf], dimension: Dimension, said: Set[Ref]
) -> Iterator[Edit]:
    """Yield what the labels along one axis say of its sums; ``said`` are totals that have formulas."""
    for leaf, parts in _totals(leaves):
        for left, right in _statements(form, leaf.name, [part.name for part in parts], dimension):
            if left not in said:
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
        if not leaf.totals:
            continue
        beside = [
            (at, one)
            for at, one in enumerate(leaves)
            if (one.path[:-1], one.section) == (leaf.path[:-1], leaf.section)
            and one.part_of is None
            and len(one.path) == len(leaf.path)
        ]
        parts = _parts(leaf, place, beside)
        if len(parts) > 1:
            yield leaf, parts


def _parts(leaf: Leaf, place: int, beside: Sequence[tuple[int, Leaf]]) -> list[Leaf]:
    """Return what a total adds up: the subtotals, else all; a subtotal what stands since the last."""
    subtotals = [(at, one) for at, one in beside if one.stem == SUBTOTAL]
    if leaf.stem != SUBTOTAL:
        loose = [one for at, one in beside if not one.totals]
        return [one for _, one in subtotals] or loose
    before = max((at for at, _ in subtotals if at < place), default=-1)
    since = [one for at, one in beside if before < at < place and not one.totals]
    if since:
        return since
    after = min((at for at, _ in subtotals if at > place), default=len(beside) + place)
    return [one for at, one in beside if place < at < after and not one.totals]


def _statements(
    form: Form, total: str, parts: Sequence[str], dimension: Dimension
) -> Iterator[tuple[Ref, list[Ref]]]:
    """Yield a total and its parts, as references: once for items, for every item by category."""
    if dimension is Dimension.ITEM:
        items = [form.item(name) for name in (total, *parts)]
        if all(item.additive for item in items) and len({item.measure for item in items}) == 1:
            yield Ref(total), [Ref(part) for part in parts]
        return
    for item in form.items:
        asked = {Ref(item.name, name) for name in (total, *parts)}
        open_ones = not any((ref.item, str(ref.category)) in form.closed for ref in asked)
        if item.additive and open_ones:
            yield Ref(item.name, total), [Ref(item.name, part) for part in parts]
