"""A layout: the crossing of two axes for one sheet. One description to write, to read, to trace.

The sheets of one form are one layout with different members on its axes: a unit's own return, the
consolidated sheet with all units and their total, the stacked sheet (叠加) that holds sums in the
return's own layout, and the detail sheet that shows the units behind a stacked one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen

from youthstats.layout.leaves import Label, Leaf, Members, Summed, leaves
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


NOT_ASKED = "—"
"""Stands in a line of totals under what is not added up."""

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
        for i, j, crossed in self._crossed():
            if self._asks(crossed):
                assert crossed.item is not None  # one of the axes runs over the items
                yield i, j, (crossed.unit, crossed.item, crossed.line)

    def unasked(self) -> Iterator[tuple[int, int, Label]]:
        """Yield what stands in the line of totals of a list where it asks for nothing."""
        for i, j, crossed in self._crossed():
            if not self._asks(crossed):
                named = crossed.item == self.form.placed[0].name
                yield i, j, Label(str(crossed.line) if named else NOT_ASKED)

    def _crossed(self) -> Iterator[tuple[int, int, Leaf]]:
        for i, row in enumerate(self.rows):
            for j, column in enumerate(self.columns):
                yield i, j, row.joined(column)

    def _asks(self, crossed: Leaf) -> bool:
        return not self.form.is_total_line(crossed.line) or crossed.item in self.form.totalled

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
    def slots_apart(self) -> Mapping[Key, tuple[int, int]]:
        """Where each answer of a card stands: every one has a row and a column of its own."""
        return {key: (i, i) for key, (i, _) in self.slots.items()}

    @cached_property
    def keys(self) -> Mapping[tuple[int, int], Key]:
        """The answer each crossing holds."""
        return {(i, j): key for i, j, key in self.crossings()}


@lru_cache(maxsize=256)
def return_layout(form: Form, entries: int | None = None, *, totals: bool = False) -> Layout:
    """Lay out one unit's own return; a list shows ``entries`` lines, or what its axis offers.

    ``totals`` adds the line of totals of a list: to be written, for in a return it is looked for.
    """
    shown: dict[str | None, int] = {} if entries is None else {None: entries}
    return Layout(form, form.rows, form.columns, Members(entries=shown, totals=_line(totals)))


@lru_cache(maxsize=64)
def report_layout(
    form: Form,
    units: tuple[str, ...],
    total: str | None,
    entries: int | None = None,
    *,
    totals: bool = False,
) -> Layout:
    """Lay out the form as the report prints it: all units and their total, or the stacked sums.

    ``totals`` is as in :func:`return_layout`.
    """
    shown: dict[str | None, int] = {} if entries is None else {None: entries}
    listed = units if form.by_unit else None
    members = Members(listed, total if form.by_unit else None, shown, "report", _line(totals))
    return Layout(form, form.rows, form.columns, members)


def detail_layout(
    form: Form, units: tuple[str, ...], total: str, entries: Mapping[str, int] | None = None
) -> Layout:
    """Lay out the units behind a stacked form: side by side, or list under list.

    Figures inside phrases, and answers inside labels, get lines of their own here.
    """
    if form.open:
        return _lists_layout(form, units, entries or {}, "line")
    rows = Axis(_answers_of(form), ("指标",))
    columns = Axis((Dimension.UNIT,), total_label="合计")
    return Layout(_flat(form), rows, columns, Members(units, total))


def by_unit_layout(
    form: Form,
    units: tuple[str, ...],
    total: str | None,
    entries: Mapping[str, int] | None = None,
    *,
    totals: Summed | None = None,
) -> Layout:
    """Lay out the units one a row, with every answer in a column of its own; or list under list.

    ``totals`` says where those of a list stand. Beside its entries is for one entry a unit: each
    would have them.
    """
    if form.open:
        return _lists_layout(form, units, entries or {}, totals)
    rows = Axis((Dimension.UNIT,), ("填报单位",), total_label="合计")
    return Layout(_flat(form), rows, Axis(_answers_of(form)), Members(units, total))


def _lists_layout(
    form: Form, units: tuple[str, ...], entries: Mapping[str, int], totals: Summed | None
) -> Layout:
    shown: dict[str | None, int] = dict(entries.items())
    summed = form.rows if form.rows.open else form.columns
    rows = evolve(summed, over=(Dimension.UNIT, Dimension.ENTRY), stub=("填报单位",))
    members = Members(units, None, shown, totals=totals)
    return Layout(_flat(form), rows, Axis((Dimension.ITEM,)), members)


def _line(totals: bool) -> Summed | None:
    return "line" if totals else None


def _answers_of(form: Form) -> tuple[Dimension, ...]:
    return (Dimension.CATEGORY, Dimension.ITEM) if form.categories else (Dimension.ITEM,)


def _flat(form: Form) -> Form:
    """Return the form with every answer in a cell of its own, and on the axes it had."""
    edits = form.edits if form.open else ()  # they say what is added up
    items = tuple(evolve(item, side="", spans=(1, 1)) for item in _unwrapped(form))
    return evolve(form, items=items, edits=edits)


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
