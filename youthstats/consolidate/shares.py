"""Shares and averages of sums: worked out again from their parts, never added."""

from __future__ import annotations

from collections.abc import Set

from youthstats.consolidate.tally import Place
from youthstats.model.deriving import worth
from youthstats.model.forms import Line
from youthstats.model.items import Item
from youthstats.model.linear import Quotient
from youthstats.model.returns import Record
from youthstats.model.values import Missing, Value, is_figure

__all__ = ["with_shares"]


def with_shares(record: Record, untold: Set[Place]) -> Record:
    """Recompute the shares and averages of a sum; what nothing says how to make has no total."""
    for item in record.form.recomputed:
        record = record.replacing(
            {
                (item.name, line): _share(record, item, line, untold)
                for line in record.keys
                if (item.name, line) not in record.form.closed
            }
        )
    return record


def _share(record: Record, item: Item, line: Line, untold: Set[Place]) -> Value:
    if not record.form.has_total(item):
        return Missing.NOT_APPLICABLE
    source = record.form.made_of[item.name]
    if (item.name, line) in untold:
        return Missing.NOT_APPLICABLE
    value = worth(source, lambda ref: record[ref.item, ref.on(line)], lambda _: record.keys)
    if value is Missing.UNREADABLE:
        return value
    if isinstance(source, Quotient):
        # Another share of the same base may have shown that its total cannot be told.
        given = any(is_figure(record[ref.item, line]) for ref in source.part.refs)
        rests_on = source.whole.refs if given else ()
    else:
        rests_on = source.refs
    if any((ref.item, line) in untold for ref in rests_on):
        return Missing.NOT_APPLICABLE
    return value
