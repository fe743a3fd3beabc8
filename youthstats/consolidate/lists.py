"""Lists of several units in one, in the order the form prints its entries, and their totals."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from typing import Any

from youthstats.model.deriving import derived_value
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.returns import Record
from youthstats.model.values import Missing, Value, add_up, exact, is_figure

__all__ = ["joined", "ordered"]


def joined(form: Form, sources: list[tuple[str, Record]], untold: Container[str] = ()) -> Record:
    """Join lists into one in the order of the form; the totals of ``untold`` items are none."""
    rows = tuple(row for _, _, row in ordered(form, sources))
    record = Record(form, tuple(range(len(rows))), rows)
    return _totalled(record, untold) if form.total_line else record


def _totalled(record: Record, untold: Container[str]) -> Record:
    """Return a list with its line of totals: figures added, shares and averages worked out again."""
    form, line = record.form, record.form.total_line
    columns = zip(form.items, zip(*record.rows, strict=True), strict=False)
    sums: dict[tuple[str, Line], Value] = {
        (item.name, line): Missing.NOT_APPLICABLE if item.name in untold else add_up(column)
        for item, column in columns
        if item.additive and item.name in form.totalled
    }
    record = record.replacing(sums)
    for item in form.recomputed:
        if item.name in form.totalled and form.source_of(item.name, line) is not None:
            value = derived_value(record, item.name, line)
            record = record.replacing({(item.name, line): value})
    return record


def ordered(
    form: Form, children: list[tuple[str, Record]]
) -> list[tuple[str, int, tuple[Value, ...]]]:
    """Return the entries of all units' lists in the order the form prints them."""
    entries = [
        (unit, place, row)
        for unit, child in children
        for place, row in enumerate(child.rows)
        if any(value is not Missing.BLANK for value in row)
    ]
    for order in reversed(form.order_by):
        name = order.removeprefix("-")
        item, at = form.item(name), form.position[name]

        def rank(entry: tuple[str, int, tuple[Value, ...]], item: Item = item, at: int = at) -> Any:
            return _rank(item, entry[2][at], falling=order.startswith("-"))  # noqa: B023

        entries.sort(key=rank)
    return entries


def _rank(item: Item, value: Value, *, falling: bool) -> tuple[bool, Any]:
    """Order by number or by the place among the choices; what is missing comes last."""
    if isinstance(value, Missing):
        return True, 0
    if item.choices:
        known = value in item.choices
        return not known, item.choices.index(str(value)) if known else 0
    if is_figure(value):
        size = exact(value)  # type: ignore[arg-type]
        down = size.copy_negate() if isinstance(size, Decimal) else -size
        return False, down if falling else size
    return False, str(value)
