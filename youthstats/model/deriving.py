"""Which answers of a record follow from the others, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from youthstats.model.derivations import Source
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.linear import Linear, Quotient, Ref
from youthstats.model.lists import Entries, sum_over_entries
from youthstats.model.own_lines import source_at
from youthstats.model.returns import Record, Return, Spot
from youthstats.model.values import (
    Figure,
    Inexact,
    Missing,
    Value,
    bounds,
    exact,
    is_figure,
    near,
    nominal,
    plain,
)

__all__ = ["derived_value", "follows", "worked_out", "worth"]


def derived_value(record: Record, item: str, line: Line) -> Value:
    """Return what the form's formula for ``item`` comes to: blank where it has nothing to add.

    This is what the written formula evaluates to, figure for figure: blanks beside a figure are 0,
    and a share is blank where nothing of its part is given or its whole comes to nothing.
    """
    source = source_at(record.form, item, line)
    if source is None:
        raise KeyError(f"nothing says what {item} follows from")
    return worth(source, lambda ref: record[ref.item, ref.on(line)], lambda _: record.keys)


def worth(source: Source, value_of: Callable[[Ref], Value], entries: Entries) -> Value:
    """Return what a source comes to, as :func:`derived_value` does, over any answers."""
    if isinstance(source, Linear):
        given, total = _sum(sum_over_entries(source, entries), value_of)
        return given if isinstance(given, Missing) else plain(total)
    given, part = _sum(sum_over_entries(source.part, entries), value_of)
    base, whole = _sum(sum_over_entries(source.whole, entries), value_of)
    if Missing.UNREADABLE in (given, base):
        return Missing.UNREADABLE
    counted = given if source.part.terms else base
    if isinstance(counted, Missing) or not whole:
        return Missing.BLANK
    return plain(Fraction(part) / whole)


def follows(record: Record, item: str, line: Line) -> bool:
    """Tell whether the answer given is the one its formula yields.

    A quotient may be to the precision it is given in. Anything else is exact and equal: a formula in
    the place of ``约10`` would say more than was said.
    """
    value = record[item, line]
    derived = derived_value(record, item, line)
    if value is Missing.BLANK or derived is Missing.BLANK:
        return value is derived
    if not (is_figure(value) and is_figure(derived)):
        return False
    if type(value) is int and type(derived) is int and value == derived:
        return True  # nearly all are
    form, asked = record.form, record.form.item(item)
    rounds = not asked.additive and isinstance(source_at(form, item, line), Quotient)
    if isinstance(value, Inexact) and not (rounds and asked.kind is Kind.SHARE):
        return False
    shown = _figure(form.figure(asked, value) if rounds else value)
    low, high = bounds(shown)
    yields = nominal(_figure(derived))
    return low <= yields <= high or near(exact(shown), yields)


def worked_out(filed: Return) -> Iterator[Spot]:
    """Yield the answers of a return that live formulas work out, as its figures stand now."""
    for form_id, name, line in sorted(filed.formulas, key=str):
        record = filed.records[form_id]
        if record.holds(line) and follows(record, name, line):  # a blank row of a list has some too
            yield form_id, name, line


def _sum(linear: Linear, value_of: Callable[[Ref], Value]) -> tuple[Missing | None, Fraction | int]:
    """Return the sum with blanks as 0, after the reason why there is nothing to add, if any."""
    total, terms = linear.quick
    given = lost = False
    for ref, coefficient in terms:
        value = value_of(ref)
        if type(value) is int:
            given = True
            total += coefficient * value
        elif is_figure(value):
            given = True
            total += coefficient * nominal(_figure(value))
        elif value is Missing.UNREADABLE:
            lost = True
    if lost:
        return Missing.UNREADABLE, total
    return (None if given else Missing.BLANK), total


def _figure(value: Value | None) -> Figure:
    return value  # type: ignore[return-value]
