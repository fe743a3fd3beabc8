"""Which answers of a record follow from the others, and what they come to."""

from __future__ import annotations

from fractions import Fraction

from youthstats.model.forms import Line
from youthstats.model.linear import Linear
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Missing, Value, bounds, is_figure, nominal, plain

__all__ = ["derived_value", "follows"]


def derived_value(record: Record, item: str, line: Line) -> Value:
    """Return what the form's formula for ``item`` comes to: blank where it has nothing to add.

    This is what the written formula evaluates to, figure for figure.
    """
    source = record.form.derivations[item]
    if isinstance(source, Linear):
        return _sum(record, source, line)
    part, whole = _sum(record, source.part, line), _sum(record, source.whole, line)
    if Missing.UNREADABLE in (part, whole):
        return Missing.UNREADABLE
    if isinstance(part, Missing) or isinstance(whole, Missing) or not nominal(_figure(whole)):
        return Missing.BLANK
    return plain(nominal(_figure(part)) / nominal(_figure(whole)))


def follows(record: Record, item: str, line: Line) -> bool:
    """Tell whether the answer given is the one its formula yields, to the precision it is given."""
    value = record[item, line]
    derived = derived_value(record, item, line)
    if value is Missing.BLANK or derived is Missing.BLANK:
        return value is derived
    if not (is_figure(value) and is_figure(derived)):
        return False
    low, high = bounds(_figure(value))
    return low <= nominal(_figure(derived)) <= high


def _sum(record: Record, linear: Linear, line: Line) -> Value:
    values = [(record[ref.item, line], coefficient) for ref, coefficient in linear.terms]
    if any(value is Missing.UNREADABLE for value, _ in values):
        return Missing.UNREADABLE
    figures = [(nominal(_figure(v)), c) for v, c in values if is_figure(v)]
    if not figures:
        return Missing.BLANK
    return plain(linear.constant + sum((c * f for f, c in figures), Fraction(0)))


def _figure(value: Value) -> Figure:
    return value  # type: ignore[return-value]
