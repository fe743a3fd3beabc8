"""Finished records: solved figures, blanks where they break no edit, phrases filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from youthstats.model.deriving import derived_value
from youthstats.model.edits import Verdict, judge
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Product, Quotient, Ref
from youthstats.model.phrases import GAP, fill_phrase, phrase_slots, read_phrase
from youthstats.model.recovery import recover_base
from youthstats.model.returns import Record
from youthstats.model.values import (
    Figure,
    Missing,
    Number,
    Value,
    exact,
    is_figure,
    nominal,
    plain,
    printed,
    round_half_up,
    rounded,
)
from youthstats.strategies.answers import Draft, decimals, never_blank
from youthstats.strategies.solving import solve
from youthstats.strategies.system import System, cell, size_of

__all__ = ["finished"]


@st.composite
def finished(
    draw: st.DrawFn, system: System, drafts: Sequence[Draft], filled: bool
) -> tuple[Record, ...]:
    """Draw the records that ``drafts`` become, one of each, none of them blank if ``filled``."""
    drawn = {
        cell(Ref(name), draft.form.id, line): value
        for draft in drafts
        for (name, line), value in draft.drawn.items()
        if draft.form.item(name).kind.numeric
    }
    values = solve(system, drawn)
    figures = _figures(system, values)
    for ref, quotient in system.shares.items():
        figures[ref] = draw(_share(system.items[ref], quotient, values))
    for ref, worth in _multiplied(system, values):
        figures[ref] = worth
        assume(system.items[ref].admits(worth))

    def figure_of(ref: Ref) -> Figure:
        return figures.get(ref, 0)

    left_out = {
        (draft.form.id, item.name, line)
        for draft in drafts
        for item in draft.form.recoverable
        for line in draft.keys
        if draw(st.booleans())
    }
    verdicts = {judge(statement, figure_of).verdict for statement in system.statements}
    assume(Verdict.FAILS not in verdicts)
    absent = _absent(system, drafts, drawn)
    records = []
    for draft in drafts:
        record = _record(draft, system, figures, absent, left_out)
        if filled and record.blank:
            record = _record(draft, system, figures, {}, left_out)
        records.append(record)
    return tuple(records)


def _absent(
    system: System, drafts: Iterable[Draft], drawn: Mapping[Ref, Value]
) -> dict[Ref, Missing]:
    """Return the cells drawn as missing, without those that make an entry of a list an entry."""
    shown = {
        tied
        for draft in drafts
        if draft.form.open
        for name in never_blank(draft.form)
        for line in draft.keys
        for tied in system.together.get(cell(Ref(name), draft.form.id, line), ())
    }
    return {
        ref: value
        for ref, value in drawn.items()
        if isinstance(value, Missing) and ref not in shown
    }


def _figures(system: System, values: Mapping[Ref, Fraction]) -> dict[Ref, Figure]:
    figures: dict[Ref, Figure] = {}
    for ref, item in system.items.items():
        if item.kind is Kind.SHARE:
            places = decimals(item)
            figures[ref] = rounded(round_half_up(values[ref], places), places)
        else:
            figures[ref] = plain(values[ref])
            assume(item.admits(figures[ref]))
    return figures


def _multiplied(system: System, values: Mapping[Ref, Fraction]) -> Iterator[tuple[Ref, Number]]:
    """Yield what is a product of others, with what that comes to."""
    for statement in system.statements:
        if isinstance(statement, Product) and statement.relation == "=":
            ref, times = statement.left.single, statement.times
            if ref is not None and ref in system.items and ref not in system.determined:
                worth = values[times.factor] * size_of(times.by, values)
                yield ref, plain(worth + size_of(statement.rest, values))


def _share(
    item: Item, quotient: Quotient, values: Mapping[Ref, Fraction]
) -> st.SearchStrategy[Figure]:
    """Print ``part / whole`` half up or half to even."""
    part, whole = size_of(quotient.part, values), size_of(quotient.whole, values)
    exact = part / whole if whole else Fraction(0)
    places = decimals(item)
    even = Fraction(round(exact * 10**places), 10**places)
    printings = dict.fromkeys((round_half_up(exact, places), round_half_up(even, places)))
    return st.sampled_from([rounded(shown, places) for shown in printings])


def _record(
    draft: Draft,
    system: System,
    figures: Mapping[Ref, Figure],
    absent: Mapping[Ref, Missing],
    left_out: Collection[tuple[str, str, Line]],
) -> Record:
    form = draft.form
    answers: dict[tuple[str, Line], Value] = {}
    for (name, line), value in draft.drawn.items():
        ref = cell(Ref(name), form.id, line)
        numeric = ref in system.items
        answers[name, line] = _shown(ref, form, system, figures, absent) if numeric else value
    for item in form.recoverable:
        for line in draft.keys:
            if (form.id, item.name, line) in left_out:
                _leave_out(item, line, form, answers)
    for line in draft.keys:
        answers.update(_phrases(form, line, answers))
    record = Record.of(form, answers)
    totals: dict[tuple[str, Line], Value] = {
        (name, form.total_line): derived_value(record, name, form.total_line)
        for name in form.totalled
    }
    return record.replacing(totals) if totals else record


def _shown(
    ref: Ref,
    form: Form,
    system: System,
    figures: Mapping[Ref, Figure],
    absent: Mapping[Ref, Missing],
) -> Value:
    """Return a figure, or why it is missing where that breaks no edit.

    Where blank means zero, a zero may be blank. Where it means missing, all cells that edits tie
    together are left out together, so that totals over the units still obey the same edits.
    """
    item, figure = system.items[ref], figures[ref]
    if ref in system.blank:
        return Missing.BLANK
    if not item.additive:
        return absent.get(ref, figure if item.kind is Kind.SHARE else exact(figure))
    meaning = {Missing.BLANK: form.blank, Missing.NOT_APPLICABLE: form.not_applicable}
    tied = system.together[ref]
    leader, own = absent.get(tied[0]), absent.get(ref)
    alone = all(other.form == form.id for other in tied)
    if leader is not None and alone and meaning[leader] == "missing":
        return leader
    if own is not None and meaning[own] == "zero" and not nominal(figure):
        return own
    return figure


def _leave_out(item: Item, line: Line, form: Form, answers: dict[tuple[str, Line], Value]) -> None:
    """Leave a base blank where the shares over it still tell which integer it is."""

    def figure_of(ref: Ref) -> Figure | None:
        return form.figure(form.item(ref.item), answers[ref.item, ref.on(line)])

    recovery = recover_base(Ref(item.name), form.quotients, figure_of)
    if recovery is not None and recovery.value == answers[item.name, line]:
        answers[item.name, line] = Missing.BLANK


def _phrases(
    form: Form, line: Line, answers: Mapping[tuple[str, Line], Value]
) -> Iterator[tuple[tuple[str, Line], Value]]:
    for item in form.items:
        if item.pattern is None:
            continue
        inside = {
            name: _spelled(form.item(name), answers[name, line])
            for name in phrase_slots(item.pattern)
        }
        if not any(inside.values()):
            yield (item.name, line), Missing.BLANK
            continue
        text = fill_phrase(item.pattern, {name: word or GAP for name, word in inside.items()})
        assume(read_phrase(item.pattern, text) == inside)
        yield (item.name, line), text


def _spelled(item: Item, value: Value) -> str:
    if value is Missing.NOT_APPLICABLE and item.kind.numeric:
        return "—"
    if isinstance(value, Missing):
        return ""
    if not is_figure(value):
        return str(value)
    figure = exact(value)  # type: ignore[arg-type]
    return f"{printed(figure * 100)}%" if item.kind is Kind.SHARE else printed(figure)
