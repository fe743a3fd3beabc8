"""A layout: the crossing of two axes for one sheet. One description to write, to read, to trace.

The sheets of one form are one layout with different members on its axes: a unit's own return, the
consolidated sheet with all units and their total, the stacked sheet (叠加) that holds sums in the
return's own layout, and the detail sheet that shows the units behind a stacked one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen

from youthstats.layout.leaves import Leaf, Members, leaves
from youthstats.model.axes import Axis, Dimension
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind

__all__ = [
    "Key",
    "Layout",
    "by_unit_layout",
    "detail_layout",
    "report_layout",
    "return_layout",
]

Key = tuple[str | None, str, Line]
"""One answer of one unit on a form: (unit, item, line); the unit is ``None`` in its own return."""


AS_WRITTEN = "原文"
"""The label of a phrase as a unit wrote it, beside the figures drawn from it."""


@frozen(slots=False, eq=False)
class Layout:
    """Where everything of one form stands relative to the sheet's table."""

    form: Form
    rows_axis: Axis
    columns_axis: Axis
    members: Members
    rows: tuple[Leaf, ...] = field(init=False)
    columns: tuple[Leaf, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "rows", leaves(self.rows_axis, self.form, self.members))
        object.__setattr__(self, "columns", leaves(self.columns_axis, self.form, self.members))

    @cached_property
    def header_depth(self) -> int:
        """How many rows of labels stand above the answers."""
        return max((len(leaf.labels) for leaf in self.columns), default=0)

    @cached_property
    def stub_width(self) -> int:
        """How many columns of labels stand left of the answers."""
        return max((len(leaf.labels) for leaf in self.rows), default=0)

    @property
    def height(self) -> int:
        return self.header_depth + len(self.rows)

    @property
    def width(self) -> int:
        return self.stub_width + len(self.columns)

    def crossings(self) -> Iterator[tuple[int, int, Key]]:
        """Yield (row leaf, column leaf, key) for every cell that holds an answer."""
        for i, row in enumerate(self.rows):
            for j, column in enumerate(self.columns):
                crossed = row.joined(column)
                assert crossed.item is not None  # one of the axes runs over the items
                yield i, j, (crossed.unit, crossed.item, crossed.line)

    @cached_property
    def slots(self) -> Mapping[Key, tuple[int, int]]:
        """Where each answer stands, figures inside phrases with their phrase."""
        found = {key: (i, j) for i, j, key in self.crossings()}
        for item in self.form.items:
            if item.within is not None:
                for (unit, name, line), slot in list(found.items()):
                    if name == item.within:
                        found[unit, item.name, line] = slot
        return found

    @cached_property
    def keys(self) -> Mapping[tuple[int, int], Key]:
        """The answer each crossing holds."""
        return {(i, j): key for i, j, key in self.crossings()}


@lru_cache(maxsize=256)
def return_layout(form: Form, entries: int | None = None) -> Layout:
    """Lay out one unit's own return; a list shows ``entries`` lines, or what its axis offers."""
    shown: dict[str | None, int] = {} if entries is None else {None: entries}
    return Layout(form, form.rows, form.columns, Members(entries=shown))


@lru_cache(maxsize=64)
def report_layout(
    form: Form, units: tuple[str, ...], total: str | None, entries: int | None = None
) -> Layout:
    """Lay out the form as the report prints it: all units and their total, or the stacked sums."""
    shown: dict[str | None, int] = {} if entries is None else {None: entries}
    listed = units if form.by_unit else None
    members = Members(listed, total if form.by_unit else None, shown, "report")
    return Layout(form, form.rows, form.columns, members)


def detail_layout(
    form: Form, units: tuple[str, ...], total: str, entries: Mapping[str, int] | None = None
) -> Layout:
    """Lay out the units behind a stacked form: side by side, or list under list.

    Figures inside phrases, and answers inside labels, get lines of their own here.
    """
    if form.open:
        return _lists_layout(form, units, entries or {})
    rows = Axis(_answers_of(form), ("指标",))
    columns = Axis((Dimension.UNIT,), total_label="合计")
    return Layout(_flat(form), rows, columns, Members(units, total))


def by_unit_layout(
    form: Form, units: tuple[str, ...], total: str, entries: Mapping[str, int] | None = None
) -> Layout:
    """Lay out the units one a row, with every answer in a column of its own; or list under list."""
    if form.open:
        return _lists_layout(form, units, entries or {})
    rows = Axis((Dimension.UNIT,), ("填报单位",), total_label="合计")
    return Layout(_flat(form), rows, Axis(_answers_of(form)), Members(units, total))


def _lists_layout(form: Form, units: tuple[str, ...], entries: Mapping[str, int]) -> Layout:
    shown: dict[str | None, int] = dict(entries.items())
    rows = Axis((Dimension.UNIT, Dimension.ENTRY), ("填报单位",))
    return Layout(_flat(form), rows, Axis((Dimension.ITEM,)), Members(units, None, shown))


def _answers_of(form: Form) -> tuple[Dimension, ...]:
    return (Dimension.CATEGORY, Dimension.ITEM) if form.categories else (Dimension.ITEM,)


def _flat(form: Form) -> Form:
    """Return the form with every answer in a cell of its own, and on the axes it had."""
    return evolve(form, items=tuple(_unwrapped(form)), edits=())


def _unwrapped(form: Form) -> Iterator[Item]:
    """Give every item a line of its own: out of its phrase, out of the label it completes."""
    completed = {item.specify for item in form.items if item.specify}
    for item in form.items:
        if item.within is not None or item.name in completed:
            continue
        group = item.under if item.specify else item.path
        if item.specify:
            yield evolve(form.item(item.specify), under=group, headed=True)
        if item.kind is Kind.PHRASE:
            yield evolve(
                item, kind=Kind.TEXT, pattern=None, specify=None, under=group, label=AS_WRITTEN
            )
            for part in form.items:
                if part.within == item.name:
                    yield evolve(part, under=group, headed=True, within=None)
        else:
            yield evolve(item, headed=True, specify=None)
