"""Which answers of a return follow from the others, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from youthstats.model.derivations import Source, sources_of
from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.model.linear import EVERY, Linear, Quotient, Ref
from youthstats.model.lists import Entries, sum_over_entries
from youthstats.model.own_lines import source_at
from youthstats.model.returns import Record, Return, Spot
from youthstats.model.schemes import Scheme
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
    total_of,
)

__all__ = [
    "Worked",
    "derived_about",
    "derived_value",
    "follows",
    "follows_in",
    "worked_out",
    "worth",
    "worth_in",
]


def derived_value(record: Record, item: str, line: Line) -> Value:
    """Return what the form's formula for ``item`` comes to: blank where it has nothing to add.

    This is what the written formula evaluates to, figure for figure: blanks beside a figure are 0,
    and a share is blank where nothing of its part is given or its whole comes to nothing.
    """
    return _derived(record, _source_at(record.form, item, line), line)


def _source_at(form: Form, item: str, line: Line) -> Source:
    source = source_at(form, item, line)
    if source is None:
        raise KeyError(f"nothing says what {item} follows from")
    return source


def _derived(record: Record, source: Source, line: Line) -> Value:
    return worth(source, lambda ref: record[ref.item, ref.on(line)], lambda _: record.keys)


def derived_about(record: Record, item: str, line: Line) -> Value:
    """Return what :func:`derived_value` does; of a sum over approximate figures with its range."""
    value = derived_value(record, item, line)
    if not is_figure(value):
        return value
    slack = _slack(record, item, line, ())
    ends = [plain(nominal(_figure(value)) + end) for end in (0, *slack)]
    endless = any(isinstance(end, Fraction) for end in ends)
    return value if endless or not any(slack) else total_of(Fraction(ends[0]), slack)


def _slack(
    record: Record, item: str, line: Line, behind: tuple[Spot, ...]
) -> tuple[Fraction, Fraction]:
    """Return how much below and above what it comes to a sum may be, with the sums in it.

    A printed share is as near as shares are printed.
    """
    low = high = Fraction(0)
    source, spot = source_at(record.form, item, line), (record.form.id, item, line)
    if not isinstance(source, Linear) or spot in behind:
        return low, high
    for ref, size in sum_over_entries(source, lambda _: record.keys).terms:
        at = ref.item, ref.on(line)
        value = record[at]
        if isinstance(value, Inexact) and record.form.item(ref.item).kind is not Kind.SHARE:
            ends = [size * (Fraction(end) - Fraction(value.value)) for end in bounds(value)]
        elif source_at(record.form, *at) is not None and follows(record, *at):
            ends = [size * end for end in _slack(record, *at, (*behind, spot))]
        else:
            continue
        low, high = low + min(ends), high + max(ends)
    return low, high


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
    return plain(Fraction(part, whole))


def follows(record: Record, item: str, line: Line) -> bool:
    """Tell whether the answer given is the one its formula yields.

    A quotient may be to the precision it is given in. Anything else is exact and equal: a formula in
    the place of ``约10`` would say more than was said.
    """
    source = _source_at(record.form, item, line)
    return _is_yield(record, item, line, _derived(record, source, line), source)


def _is_yield(record: Record, item: str, line: Line, derived: Value, source: Source | None) -> bool:
    value = record[item, line]
    if value is Missing.BLANK or derived is Missing.BLANK:
        return value is derived
    if not (is_figure(value) and is_figure(derived)):
        return False
    if type(value) is int and type(derived) is int and value == derived:
        return True  # nearly all are
    form, asked = record.form, record.form.item(item)
    rounds = not asked.additive and isinstance(source, Quotient)
    if isinstance(value, Inexact) and not (rounds and asked.kind is Kind.SHARE):
        return False
    shown = _figure(form.figure(asked, value) if rounds else value)
    low, high = (shown.low, shown.high) if isinstance(shown, Inexact) else (shown, shown)
    yields = exact(_figure(derived))
    return low <= yields <= high or near(exact(shown), nominal(yields))


Worked = Mapping[Spot, Source]
"""What answers of a return are worked out from; what is of their own form need not say so."""


def worked_out(filed: Return, scheme: Scheme) -> Worked:
    """Return the answers that live formulas work out, as the figures stand now, and from what.

    Several edits may say what an answer comes to; the first that it follows is taken.
    """
    found: dict[Spot, Source] = {}
    for spot in sorted(filed.formulas, key=str):
        form_id, name, line = spot
        record = filed.records[form_id]
        if not record.holds(line):  # a blank row of a list has some too
            continue
        for source in _sources(scheme, record.form, name, line):
            if _there(filed, source, spot) and follows_in(filed, spot, source):
                found[spot] = source
                break
    return found


def follows_in(filed: Return, spot: Spot, source: Source) -> bool:
    """Tell whether an answer of a return is what a source of it yields."""
    form_id, name, line = spot
    return _is_yield(filed.records[form_id], name, line, worth_in(filed, spot, source), source)


def worth_in(filed: Return, spot: Spot, source: Source) -> Value:
    """Return what a source of an answer comes to over the figures of its return."""
    form_id, _, line = spot

    def record_of(ref: Ref) -> Record:
        return filed.records[ref.form or form_id]

    return worth(
        source,
        lambda ref: record_of(ref)[ref.item, ref.on(line)],
        lambda ref: record_of(ref).keys,
    )


def _sources(scheme: Scheme, form: Form, name: str, line: Line) -> Iterator[Source]:
    own = source_at(form, name, line)
    if own is not None:
        yield own
    yield from scheme.sources.get((form.id, name, line), ())


def _there(filed: Return, source: Source, spot: Spot) -> bool:
    """Tell whether a return has the lines that a source speaks of."""
    form_id, _, line = spot
    forms = {ref.form for ref in sources_of(source)} - {None}
    return filed.records.keys() >= forms and all(
        ref.category == EVERY or filed.records[ref.form or form_id].holds(ref.on(line))
        for ref in sources_of(source)
    )


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
