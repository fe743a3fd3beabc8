"""Totals that a template labels and has no formula for: proposed as soft edits, marked as inferred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.understanding.added_up import outer, totals
from youthstats.workbook.understanding.leaves import Leaf
from youthstats.workbook.understanding.parts import divides_whole
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["inferred_edits"]


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
    for leaf, parts in (*totals(leaves), *outer(leaves, added)):
        if dimension is Dimension.ITEM and not _of_one_kind(form, leaf, parts):
            continue
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


def _of_one_kind(form: Form, leaf: Leaf, parts: Sequence[Leaf]) -> bool:
    """Tell whether what is set in behind a line asks for the same kind of answer; its numbers say so."""
    inner = [one for one in parts if one.set_in == leaf.name and one.under is None]
    return not inner or len({form.item(one.name).kind for one in (leaf, *inner)}) == 1


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


def _one_more_way(total: Leaf, parts: Sequence[Leaf], added: Sequence[Set[str]]) -> bool:
    """Tell whether parts divide a whole up by one more thing than the office's formula does."""
    level = len(total.path)
    groups = {part.path[level - 1] for part in parts if len(part.path) > level}
    apart = len(groups) == 1 and all(map(divides_whole, groups))
    names = {part.name for part in parts}
    return apart and all(names.isdisjoint(one) for one in added)


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
