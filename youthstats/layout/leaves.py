"""An axis as label trees: its leaves, each with the labels that lead to it and what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

from attrs import evolve, field, frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.axes import Axis, Dimension
from youthstats.model.forms import Form, Line

__all__ = ["OWN_UNIT", "Label", "Leaf", "Members", "Summed", "leaves"]

Summed = Literal["line", "beside"]
"""Where the totals of a list stand: in a line of their own, or in columns beside its first entry."""

OWN_UNIT = "\N{WHITE SQUARE}"
"""Stands for the reporting unit's own name, which a blank return does not know yet."""


@frozen
class Label:
    """One printed label. ``aliases`` are other spellings; ``specify`` the item that completes it."""

    text: str
    aliases: tuple[str, ...] = field(default=(), eq=False)
    specify: str | None = None


@frozen
class Leaf:
    """One row or column of answers: the labels leading to it, outermost first, and its meaning."""

    labels: tuple[Label, ...] = ()
    unit: str | None = None
    item: str | None = None
    line: Line = None
    total: bool = False

    @property
    def fixed(self) -> tuple[Label, ...]:
        """The labels that are the same on every return."""
        return tuple(label for label in self.labels if label.text != OWN_UNIT)

    @property
    def spelled(self) -> str:
        """Those labels on one line."""
        return "/".join("".join(label.text.split()) for label in self.fixed)

    def joined(self, inner: Leaf) -> Leaf:
        """Return the leaf for ``inner`` inside this one."""
        return Leaf(
            self.labels + inner.labels,
            self.unit if inner.unit is None else inner.unit,
            self.item if inner.item is None else inner.item,
            self.line if inner.line is None else inner.line,
            self.total or inner.total,
        )


@frozen
class Members:
    """Who and what stands on the axes of one sheet.

    ``units`` ``None`` is a unit's own return; otherwise the units listed, with ``total`` the unit
    they add up to (``None`` for no total). ``entries`` is how many entries of a list are shown, by
    unit, ``totals`` where its totals are shown with them, if they are. ``scope`` ``"report"`` leaves
    out items that are asked for and not printed.
    """

    units: tuple[str, ...] | None = None
    total: str | None = None
    entries: Mapping[str | None, int] = field(factory=dict)
    scope: Literal["asked", "report"] = "asked"
    totals: Summed | None = None


def leaves(axis: Axis, form: Form, members: Members) -> tuple[Leaf, ...]:
    """Return the leaves of ``axis`` in the order they are printed."""
    if axis.over == (Dimension.UNIT, Dimension.ENTRY):
        return tuple(_entries_by_unit(axis, form, members))
    parts = [_members_of(dimension, axis, form, members) for dimension in axis.over]
    found = []
    for combination in product(*parts):
        leaf = combination[0]
        for inner in combination[1:]:
            leaf = leaf.joined(inner)
        if leaf.total and axis.total_bare:
            leaf = evolve(leaf, labels=leaf.labels[:1])
        found.append(leaf)
    return tuple(found)


def _members_of(dimension: Dimension, axis: Axis, form: Form, members: Members) -> Sequence[Leaf]:
    match dimension:
        case Dimension.UNIT:
            return _units(axis, members)
        case Dimension.ITEM:
            return [*_items(form, members), *_sums_beside(form, members)]
        case Dimension.CATEGORY:
            return [
                Leaf(_labels(category.path, category.aliases), line=category.name)
                for category in form.categories
            ]
        case Dimension.ENTRY:
            return _entries(axis, form, members, members.entries.get(None, axis.least))
        case _:  # a single answer
            return [Leaf(_labels((axis.label,) if axis.label else ()))]


def _units(axis: Axis, members: Members) -> list[Leaf]:
    if members.units is None:
        return [Leaf((Label(OWN_UNIT),))]
    listed = [Leaf((Label(unit),), unit=unit) for unit in members.units]
    if members.total is None:
        return listed
    total = Leaf((_total_label(axis),), unit=members.total, total=True)
    return [total, *listed] if axis.total == "first" else [*listed, total]


def _total_label(axis: Axis) -> Label:
    return Label(axis.total_label, TOTAL_LABELS)


def _items(form: Form, members: Members) -> list[Leaf]:
    found = []
    for item in form.placed:
        if members.scope == "report" and not item.in_report:
            continue
        labels = _labels(item.path, item.aliases)
        if item.specify:
            labels = (*labels[:-1], evolve(labels[-1], specify=item.specify))
        found.append(Leaf(labels, item=item.name))
    return found


def _sums_beside(form: Form, members: Members) -> Iterator[Leaf]:
    """Yield the columns for the totals of a list, under what its line of totals is called."""
    if members.totals == "beside":
        for leaf in _items(form, members):
            if leaf.item in form.totalled:
                heading = Label(str(form.total_line))
                yield evolve(leaf, labels=(heading, *leaf.labels), line=form.total_line)


def _entries_by_unit(axis: Axis, form: Form, members: Members) -> Iterator[Leaf]:
    for unit in _units(axis, members):
        if unit.unit in members.entries:
            for leaf in _entries(axis, form, members, members.entries[unit.unit]):
                yield unit.joined(leaf)


def _entries(axis: Axis, form: Form, members: Members, count: int) -> list[Leaf]:
    """Return the entries of a list, with its line of totals at the end where it belongs.

    The line is called what it is in the place of its first answer, where it asks for none there.
    """
    listed = [Leaf(line=place) for place in range(count)]
    if not (form.totalled and members.totals == "line"):
        return listed
    beside = _items(form, members)[0].item in form.totalled
    total = Leaf((_total_label(axis),) if beside else (), line=axis.total_label)
    return [total, *listed] if axis.total == "first" else [*listed, total]


def _labels(path: Sequence[str], aliases: tuple[str, ...] = ()) -> tuple[Label, ...]:
    outer = tuple(Label(text) for text in path[:-1])
    return (*outer, *(Label(text, aliases) for text in path[-1:]))
