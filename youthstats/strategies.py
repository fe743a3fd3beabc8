"""Hypothesis strategies for any form and any scheme, for tests of your own (extra ``testing``).

Everything derives from the form, as everything else does: what is drawn has the types, the lines
and the phrases the form asks for, and obeys its hard edits::

    from hypothesis import given

    from youthstats.strategies import filed


    @given(filed(MY_SCHEME))
    def test_mine(filed): ...

How figures come to obey the edits: they are drawn freely; what an equation determines is computed
from the rest; where an inequality or a condition is broken, as few figures as possible are moved by
as little as possible. A figure drawn as blank is shown blank only where that breaks no edit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from attrs import frozen
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from youthstats.model.axes import Axis, Dimension, answer, categories, entries, items
from youthstats.model.axes import units as units_axis
from youthstats.model.edits import Edit, EditText, Severity, Verdict, hard, judge, soft
from youthstats.model.forms import Form, Line, Missingness, define_form
from youthstats.model.items import Category, Item, Kind, measure_of
from youthstats.model.linear import Comparison, Condition, Linear, Quotient, Ref, Statement
from youthstats.model.phrases import GAP, fill_phrase, phrase_slots, read_phrase
from youthstats.model.recovery import recover_base
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Duty, Scheme, define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import (
    Figure,
    Missing,
    Value,
    exact,
    is_figure,
    nominal,
    plain,
    printed,
    round_half_up,
    rounded,
)

__all__ = ["filed", "forms", "hierarchies", "records", "returns", "schemes", "units"]

LONGEST_LIST = 5


def _show_as_itself(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    del cycle  # none of them holds itself
    printer.text(repr(value))


# Hypothesis would print a failing example with its whole form, and that form's edits, each time.
for_type_by_name("youthstats.model.returns", "Record", _show_as_itself)
for_type_by_name("youthstats.model.schemes", "Scheme", _show_as_itself)


# ----------------------------------------------------------------------------- what is filed


def records(
    form: Form, *, unit: str | None = None, filled: bool = False
) -> st.SearchStrategy[Record]:
    """Draw valid records of ``form``: typed answers that obey every hard edit, blanks mixed in.

    Edits meant for certain units bind ``unit``; all of them bind when it is ``None``. ``filled``
    leaves out the record that is blank throughout.
    """
    return _records(form, unit, filled)


def returns(scheme: Scheme, unit: str) -> st.SearchStrategy[Return]:
    """Draw valid returns of one unit of ``scheme``.

    A form it owes is filled in, a form it may file can be blank. Hard edits across forms hold.
    """
    return _returns(scheme, unit)


def filed(scheme: Scheme) -> st.SearchStrategy[Filed]:
    """Draw what a whole roster files: a valid return of every unit that owes one, in report order.

    Units that owe nothing may have filed or not.
    """
    return _filed(scheme)


@st.composite
def _records(draw: st.DrawFn, form: Form, unit: str | None, filled: bool) -> Record:
    draft = draw(_drafts(form, filled))
    system = _system((_Asked(form, draft.keys),), unit, frozenset(), ())
    (record,) = draw(_finished(system, (draft,), filled))
    return record


@st.composite
def _returns(draw: st.DrawFn, scheme: Scheme, unit: str) -> Return:
    above = frozenset(_ancestors(scheme.units, unit))
    asked: list[_Asked] = []
    drafts: list[_Draft] = []
    for form in scheme.forms:
        duty = scheme.duties[form.id]
        if unit in duty.owed_by or (unit in duty.open_to and draw(st.booleans())):
            drafts.append(draw(_drafts(form, True)))
            asked.append(_Asked(form, drafts[-1].keys))
    system = _system(tuple(asked), unit, above, scheme.edits)
    made = draw(_finished(system, tuple(drafts), True))
    by_form = {record.form.id: record for record in made}
    return Return(
        unit,
        {
            form.id: by_form.get(form.id, Record.empty(form))
            for form in scheme.forms
            if scheme.duties[form.id].admits(unit)
        },
        file=f"{unit}.xlsx",
    )


@st.composite
def _filed(draw: st.DrawFn, scheme: Scheme) -> Filed:
    kept = []
    for unit in scheme.units.leaves:
        owes = bool(scheme.owed_by(unit))
        may = any(duty.admits(unit) for duty in scheme.duties.values())
        if owes or (may and draw(st.booleans())):
            kept.append(draw(returns(scheme, unit)))
    return Filed.of(scheme, kept)


def _ancestors(hierarchy: Hierarchy, name: str) -> Iterator[str]:
    while (parent := hierarchy[name].parent) is not None:
        yield parent
        name = parent


# ------------------------------------------------------------------------------- raw answers


@frozen
class _Draft:
    """What was drawn for one form before any edit was looked at; phrases are not there yet."""

    form: Form
    keys: tuple[Line, ...]
    drawn: Mapping[tuple[str, Line], Value]


@st.composite
def _drafts(draw: st.DrawFn, form: Form, filled: bool) -> _Draft:
    keys = form.lines
    if form.open:
        keys = tuple(range(draw(st.integers(int(filled), LONGEST_LIST))))
    wordy = not any(item.kind.numeric for item in form.items)
    needed = _needed(form) if form.open or (filled and wordy) else frozenset()
    drawn = {
        (item.name, line): draw(_values(item, item.name in needed))
        for line in keys
        for item in form.items
        if item.kind is not Kind.PHRASE
    }
    return _Draft(form, keys, drawn)


def _needed(form: Form) -> frozenset[str]:
    """Return the items that are never blank, so that an entry of a list is an entry at all."""
    named = frozenset(item.name for item in form.items if item.repeats or item.identifies)
    first = next(item.name for item in form.items if item.kind is not Kind.PHRASE)
    return named or frozenset({first})


_SIGNS = "甲乙丙丁戊己庚辛壬癸abcXYZ"
_WORDS = st.text(_SIGNS, min_size=1, max_size=5)
# Words a spreadsheet would gladly take for something else.
_ODD_WORDS = st.builds("{}{}".format, st.sampled_from(("=", "+", "'", "@", "“")), _WORDS)
_ABSENT: st.SearchStrategy[Value] = st.sampled_from(
    (Missing.BLANK, Missing.BLANK, Missing.NOT_APPLICABLE)
)


@cache
def _values(item: Item, needed: bool) -> st.SearchStrategy[Value]:
    present = _present(item)
    if needed or item.recoverable:
        return present
    plain_cell = item.within is None and item.kind.numeric
    return (_ABSENT if plain_cell else st.just(Missing.BLANK)) | present


def _present(item: Item) -> st.SearchStrategy[Value]:
    least = -999 if item.minimum is None else item.minimum
    small = st.integers(max(least, 0), max(least, 0) + 9)
    large = st.integers(least, max(least, 0) + 99_999)
    match item.kind:
        case Kind.COUNT:
            return small | large
        case Kind.MONEY:
            places = 2 if item.places is None else item.places
            unit = 10**places
            parts = st.integers(least * unit, (max(least, 0) + 9999) * unit)
            return small | large | parts.map(lambda part: plain(Fraction(part, unit)))
        case Kind.SHARE:
            whole = 10 ** _decimals(item)
            return st.integers(0, whole).map(lambda part: plain(Fraction(part, whole)))
        case Kind.DATE:
            return st.dates(date(1990, 1, 1), date(2049, 12, 31))
        case _:
            words = _WORDS if item.within else _WORDS | _ODD_WORDS
            return st.sampled_from(item.choices) | words if item.choices else words


def _decimals(item: Item) -> int:
    """Return how many decimals of the fraction a share is printed with."""
    return 2 + (item.places or 0)


# ---------------------------------------------------------- figures that obey the hard edits


@frozen
class _Asked:
    """A form and the lines of it that were drawn."""

    form: Form
    keys: tuple[Line, ...]


@frozen
class _AtMost:
    """``linear <= 0``, or ``< 0``."""

    linear: Linear
    strict: bool = False

    def holds(self, values: Mapping[Ref, Fraction]) -> bool:
        size = _size(self.linear, values)
        return size < 0 or (not size and not self.strict)


_Demand = tuple[tuple[_AtMost, ...], ...]
"""Alternatives, of which one must hold in all its parts."""


@frozen(eq=False)
class _System:
    """The hard edits over the cells of one unit, each cell a ``Ref`` with its line and its form.

    ``determined`` gives cells by equations over free ones, ``shares`` cells by a quotient;
    ``demands`` speak of free cells only. ``together`` names, for each cell, the cells that edits
    tie to it, itself included; ``blank`` the cells that are another unit's to fill in.
    """

    items: Mapping[Ref, Item]
    statements: tuple[Statement, ...]
    determined: Mapping[Ref, Linear]
    shares: Mapping[Ref, Quotient]
    demands: tuple[_Demand, ...]
    together: Mapping[Ref, tuple[Ref, ...]]
    blank: frozenset[Ref]


def _cell(ref: Ref, form: str, line: Line) -> Ref:
    category = ref.category
    if category is None and line is not None:
        category = str(line)
    return Ref(ref.item, category, ref.form or form)


@cache
def _system(
    asked: tuple[_Asked, ...], unit: str | None, above: frozenset[str], across: tuple[Edit, ...]
) -> _System:
    cells = {
        _cell(Ref(item.name), one.form.id, line): item
        for one in asked
        for line in one.keys
        for item in one.form.items
        if item.kind.numeric
    }
    statements = [s for one in asked for s in _statements(one, unit)]
    statements += [
        edit.statement
        for edit in across
        if edit.severity is Severity.HARD and (not edit.only or unit in edit.only)
    ]
    shares: dict[Ref, Quotient] = {}
    for statement in statements:
        if isinstance(statement, Quotient):
            shares.setdefault(statement.share, statement)
    blank = frozenset(ref for one in asked for ref in _not_asked(one, unit, above))
    # A form that is not filed holds nothing.
    unfiled = {ref for statement in statements for ref in statement.refs} - set(cells)
    determined = {ref: Linear() for ref in unfiled | blank}
    for statement in statements:
        if isinstance(statement, Comparison) and statement.relation == "=":
            _eliminate(statement, determined, shares, cells)
    demands = [
        tuple(tuple(_over_free(part, determined, shares) for part in way) for way in demand)
        for demand in _demands(statements, determined, shares, cells)
    ]
    return _System(
        cells,
        tuple(statements),
        determined,
        shares,
        tuple(demands),
        _together(statements, cells),
        blank,
    )


def _statements(asked: _Asked, unit: str | None) -> Iterator[Statement]:
    """Yield the hard edits of one form, line by line, that bind ``unit``."""
    for edit in _hard_edits(asked.form):
        if not edit.only or unit is None or unit in edit.only:
            for line in asked.form.instances(edit, asked.keys):
                yield _localised(edit.statement, asked.form.id, line)


def _not_asked(asked: _Asked, unit: str | None, above: frozenset[str]) -> Iterator[Ref]:
    """Yield the cells a unit leaves blank because others answer for the unit above them all.

    An edit that binds one unit and the one above it says so: the seven counties of a city are
    reported once, by the city's own bureau.
    """
    for edit in _hard_edits(asked.form):
        if unit not in edit.only and above.intersection(edit.only):
            for line in asked.form.instances(edit, asked.keys):
                yield from (_cell(ref, asked.form.id, line) for ref in edit.statement.refs)


def _hard_edits(form: Form) -> Iterator[Edit]:
    for edit in form.edits:
        if isinstance(edit, Edit) and edit.severity is Severity.HARD:
            yield edit


def _localised(statement: Statement, form: str, line: Line) -> Statement:
    def linear(source: Linear) -> Linear:
        total = Linear((), source.constant)
        for ref, coefficient in source.terms:
            total = total + Linear.of(_cell(ref, form, line)) * coefficient
        return total

    def comparison(source: Comparison) -> Comparison:
        return Comparison(linear(source.left), source.relation, linear(source.right))

    match statement:
        case Quotient():
            share = _cell(statement.share, form, line)
            return Quotient(share, linear(statement.part), linear(statement.whole))
        case Condition():
            return Condition(comparison(statement.when), comparison(statement.then))
        case _:
            return comparison(statement)


def _substituted(linear: Linear, known: Mapping[Ref, Linear]) -> Linear:
    total = Linear((), linear.constant)
    for ref, coefficient in linear.terms:
        total = total + known.get(ref, Linear.of(ref)) * coefficient
    return total


def _eliminate(
    equation: Comparison,
    determined: dict[Ref, Linear],
    shares: Mapping[Ref, Quotient],
    cells: Mapping[Ref, Item],
) -> None:
    """Let the equation determine one of its cells, preferably the one its author wrote so."""
    difference = _substituted(equation.difference, determined)
    if any(ref in shares for ref in difference.refs):
        return

    def awkward(term: tuple[Ref, Fraction]) -> tuple[bool, bool]:
        ref, coefficient = term
        counts = [size for other, size in difference.terms if cells[other].kind is Kind.COUNT]
        whole = all((size / coefficient).denominator == 1 for size in counts)
        return cells[ref].kind is Kind.COUNT and not whole, ref != equation.left.single

    if difference.terms:
        pivot, coefficient = min(difference.terms, key=awkward)
        solution = (difference - Linear.of(pivot) * coefficient) * (-1 / coefficient)
        for ref, known in determined.items():
            determined[ref] = _substituted(known, {pivot: solution})
        determined[pivot] = solution


def _demands(
    statements: Iterable[Statement],
    determined: Iterable[Ref],
    shares: Mapping[Ref, Quotient],
    cells: Mapping[Ref, Item],
) -> Iterator[_Demand]:
    for ref in determined:
        if ref in cells and (least := cells[ref].minimum) is not None:
            yield ((_AtMost(Linear((), Fraction(least)) - Linear.of(ref)),),)
    for statement in statements:
        match statement:
            case Quotient(part=part, whole=whole):
                nothing, minus = Linear(), Fraction(-1)
                yield ((_AtMost(part * minus), _AtMost(whole * minus)),)
                # Nothing is a share of nothing only.
                yield (_AtMost(nothing - whole, strict=True),), (_AtMost(part), _AtMost(whole))
            case Condition(when=when, then=then):
                yield _required(then), *((part,) for part in _refused(when))
            case Comparison(relation="=") if shares.keys().isdisjoint(statement.refs):
                continue  # solved
            case _:
                yield (_required(statement),)


def _required(comparison: Comparison) -> tuple[_AtMost, ...]:
    below, above = comparison.difference, comparison.difference * Fraction(-1)
    match comparison.relation:
        case "=":
            return _AtMost(below), _AtMost(above)
        case "<" | "<=":
            return (_AtMost(below, strict=comparison.relation == "<"),)
        case _:
            return (_AtMost(above, strict=comparison.relation == ">"),)


def _refused(comparison: Comparison) -> tuple[_AtMost, ...]:
    """Return the ways in which a comparison does not hold."""
    return tuple(
        _AtMost(part.linear * Fraction(-1), not part.strict) for part in _required(comparison)
    )


def _over_free(
    part: _AtMost, determined: Mapping[Ref, Linear], shares: Mapping[Ref, Quotient]
) -> _AtMost:
    linear = part.linear
    if len(linear.refs) == 1 and (quotient := shares.get(linear.refs[0])):
        # c·(part/whole) + k <= 0  is  c·part + k·whole <= 0
        linear = quotient.part * linear.terms[0][1] + quotient.whole * linear.constant
    return _AtMost(_substituted(linear, determined), part.strict)


def _together(
    statements: Iterable[Statement], cells: Iterable[Ref]
) -> Mapping[Ref, tuple[Ref, ...]]:
    groups: dict[Ref, tuple[Ref, ...]] = {ref: (ref,) for ref in cells}
    for statement in statements:
        known = [ref for ref in statement.refs if ref in groups]
        joined = tuple(dict.fromkeys(ref for one in known for ref in groups[one]))
        groups.update(dict.fromkeys(joined, joined))
    return groups


def _size(linear: Linear, values: Mapping[Ref, Fraction]) -> Fraction:
    return sum((values[ref] * size for ref, size in linear.terms), start=linear.constant)


def _settle(system: _System, values: dict[Ref, Fraction]) -> None:
    """Move ``values`` until every demand holds, or give the example up."""
    chance = Random(0)  # the same figures settle the same way
    rounds = 40 + 20 * len(system.demands)
    for turn in range(rounds):
        broken = [d for d in system.demands if not any(_all_hold(way, values) for way in d)]
        if not broken:
            return
        patient = turn > rounds // 2
        demand = chance.choice(broken) if patient else broken[0]
        way = chance.choice(demand) if patient else demand[0]
        lower = chance.random() < 0.5 if patient else turn < rounds // 4
        for part in way:
            _move(part, values, system.items, lower)
    assume(False)


def _all_hold(way: Iterable[_AtMost], values: Mapping[Ref, Fraction]) -> bool:
    return all(part.holds(values) for part in way)


def _move(
    part: _AtMost, values: dict[Ref, Fraction], cells: Mapping[Ref, Item], lower_first: bool
) -> None:
    """Lower and raise cells, one after the other, as far as needed for ``part`` to hold."""
    terms = sorted(part.linear.terms, key=lambda term: (term[1] > 0) != lower_first)
    for ref, coefficient in terms:
        if part.holds(values):
            return
        excess, item = _size(part.linear, values), cells[ref]
        step = Fraction(1, 10 ** _decimals(item)) if item.kind is Kind.SHARE else Fraction(1)
        amount = math.ceil(excess / (abs(coefficient) * step)) * step
        if part.strict and amount * abs(coefficient) == excess:
            amount += step
        if coefficient < 0:
            values[ref] += amount
        elif item.minimum is None:
            values[ref] -= amount
        else:
            values[ref] = max(Fraction(item.minimum), values[ref] - amount)


# -------------------------------------------------------------------------- finished records


@st.composite
def _finished(
    draw: st.DrawFn, system: _System, drafts: Sequence[_Draft], filled: bool
) -> tuple[Record, ...]:
    drawn = {
        _cell(Ref(name), draft.form.id, line): value
        for draft in drafts
        for (name, line), value in draft.drawn.items()
        if draft.form.item(name).kind.numeric
    }
    values = {
        # What is drawn is exact; a blank starts from the least figure there may be.
        ref: Fraction(value if is_figure(value) else max(0, system.items[ref].minimum or 0))  # type: ignore[arg-type]
        for ref, value in drawn.items()
    }
    _settle(system, values)
    for ref, linear in system.determined.items():
        values[ref] = _size(linear, values)
    figures = _figures(system, values)
    for ref, quotient in system.shares.items():
        figures[ref] = draw(_share(system.items[ref], quotient, values))

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
    system: _System, drafts: Iterable[_Draft], drawn: Mapping[Ref, Value]
) -> dict[Ref, Missing]:
    """Return the cells drawn as missing, without those that make an entry of a list an entry."""
    shown = {
        tied
        for draft in drafts
        if draft.form.open
        for name in _needed(draft.form)
        for line in draft.keys
        for tied in system.together.get(_cell(Ref(name), draft.form.id, line), ())
    }
    return {
        ref: value
        for ref, value in drawn.items()
        if isinstance(value, Missing) and ref not in shown
    }


def _figures(system: _System, values: Mapping[Ref, Fraction]) -> dict[Ref, Figure]:
    figures: dict[Ref, Figure] = {}
    for ref, item in system.items.items():
        if item.kind is Kind.SHARE:
            places = _decimals(item)
            figures[ref] = rounded(round_half_up(values[ref], places), places)
        else:
            figures[ref] = plain(values[ref])
            assume(item.admits(figures[ref]))
    return figures


def _share(
    item: Item, quotient: Quotient, values: Mapping[Ref, Fraction]
) -> st.SearchStrategy[Figure]:
    """Print ``part / whole`` half up or half to even."""
    part, whole = _size(quotient.part, values), _size(quotient.whole, values)
    exact = part / whole if whole else Fraction(0)
    places = _decimals(item)
    even = Fraction(round(exact * 10**places), 10**places)
    printings = dict.fromkeys((round_half_up(exact, places), round_half_up(even, places)))
    return st.sampled_from([rounded(shown, places) for shown in printings])


def _record(
    draft: _Draft,
    system: _System,
    figures: Mapping[Ref, Figure],
    absent: Mapping[Ref, Missing],
    left_out: Collection[tuple[str, str, Line]],
) -> Record:
    form = draft.form
    answers: dict[tuple[str, Line], Value] = {}
    for (name, line), value in draft.drawn.items():
        ref = _cell(Ref(name), form.id, line)
        numeric = ref in system.items
        answers[name, line] = _shown(ref, form, system, figures, absent) if numeric else value
    for item in form.recoverable:
        for line in draft.keys:
            if (form.id, item.name, line) in left_out:
                _leave_out(item, line, form, answers)
    for line in draft.keys:
        answers.update(_phrases(form, line, answers))
    return Record.of(form, answers)


def _shown(
    ref: Ref,
    form: Form,
    system: _System,
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
    if item.kind is Kind.SHARE:
        return absent.get(ref, figure)
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
        return form.figure(form.item(ref.item), answers[ref.item, ref.category or line])

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
    if isinstance(value, Missing):
        return ""
    if not is_figure(value):
        return str(value)
    figure = exact(value)  # type: ignore[arg-type]
    return f"{printed(figure * 100)}%" if item.kind is Kind.SHARE else printed(figure)


# ------------------------------------------------------------------------ forms of one's own


def forms(*, id: str = "F1", label: str = "表一") -> st.SearchStrategy[Form]:
    """Draw small but real forms, made by ``define_form``.

    Every arrangement of axes occurs, with header trees of several levels, all kinds of item,
    phrases, and hard and soft edits that can be obeyed. The hard ones hold for sums of figures
    that obey them, as those of a real form do.
    """
    return _forms(id, label)


@frozen
class _Arrangement:
    """Which axes a form has, and what it may ask for on them."""

    rows: Axis
    columns: Axis
    phrases: bool = False
    words: bool = True


_ITEM, _CATEGORY = Dimension.ITEM, Dimension.CATEGORY
_TOTALS = st.sampled_from((("last", "合计"), ("first", "总   计"), ("last", "合  计")))


@st.composite
def _arrangements(draw: st.DrawFn) -> _Arrangement:
    end, total = draw(_TOTALS)
    ends: dict[str, Any] = {"total": end, "total_label": total}
    headings = st.sampled_from(("", "主要成果", "数量"))
    kinds = {
        "units × items": lambda: _Arrangement(units_axis(**ends), items()),
        "units(items) × categories": lambda: _Arrangement(
            units_axis(_ITEM, stub="帮扶类别", total_bare=draw(st.booleans()), **ends),
            categories(),
            words=False,
        ),
        "units(categories) × items": lambda: _Arrangement(
            units_axis(_CATEGORY, **ends), items(), words=False
        ),
        "units × items(categories)": lambda: _Arrangement(
            units_axis(**ends), items(_CATEGORY), words=False
        ),
        "items × units": lambda: _Arrangement(items(stub="指标"), units_axis(**ends)),
        "items × answer": lambda: _Arrangement(
            items(stub=draw(st.sampled_from(((), ("名称", "主要内容"))))),
            answer(draw(headings)),
            phrases=True,
        ),
        "answer × items": lambda: _Arrangement(answer(draw(headings)), items(), phrases=True),
        "entries × items": lambda: _Arrangement(entries(least=6), items()),
        "items × categories": lambda: _Arrangement(items(), categories(), words=False),
        "categories × items": lambda: _Arrangement(categories(stub="类别"), items(), words=False),
    }
    return kinds[draw(st.sampled_from(sorted(kinds)))]()


_STEMS = st.text("基地岗位活动青创业项", min_size=1, max_size=3)
_ENDINGS = {
    Kind.COUNT: ("数", "数（个）", "数（名）", "数\n（人）", "  数"),
    Kind.MONEY: ("额", "额（元）", "额\n（万元）"),
    Kind.SHARE: ("率",),
    Kind.TEXT: ("说明",),
    Kind.DATE: ("日期",),
    Kind.PHRASE: ("工作",),
}
_PHRASES: tuple[tuple[str, tuple[tuple[Kind, str], ...]], ...] = (
    ("举办（{{{}}}）次，培训（{{{}}}）人", ((Kind.COUNT, "次"), (Kind.COUNT, "人"))),
    ("共{{{}}}场[次]", ((Kind.COUNT, "场"),)),
    ("活动名称：{{{}}}\n经费数额：{{{}}}元", ((Kind.TEXT, ""), (Kind.MONEY, "元"))),
)
_NUMERIC = (Kind.COUNT, Kind.COUNT, Kind.COUNT, Kind.MONEY, Kind.MONEY, Kind.SHARE)


class _ItemWriter:
    """Invents a form's items one after the other; no label means two things."""

    def __init__(self, draw: st.DrawFn, arrangement: _Arrangement) -> None:
        self.draw = draw
        self.arrangement = arrangement
        self.prefix = draw(st.sampled_from(("x", "item_", "指标")))
        self.stems: set[str] = set()
        self.items: list[Item] = []
        self.ratios: dict[str, str] = {}

    def stem(self) -> str:
        stem = self.draw(_STEMS.filter(lambda stem: stem not in self.stems))
        self.stems.add(stem)
        return stem

    def path(self, deepest: int = 2) -> tuple[str, ...]:
        depth = self.draw(st.integers(0, deepest))
        return tuple(f"{self.stem()}情况" for _ in range(depth))

    def add(self, kind: Kind, label: str, **more: Any) -> Item:
        name = f"{self.prefix}{len(self.items)}"
        self.items.append(Item(name, kind, label, measure=measure_of(label), **more))
        return self.items[-1]

    def block(self) -> None:
        """Add some items under the same labels."""
        styles = ["plain", "plain", "pair", "lone"]
        styles += ["phrase", "specified", "based"] * self.arrangement.phrases
        styles += ["nameless"] * (Dimension.ENTRY in self.arrangement.rows.over)
        match self.draw(st.sampled_from(styles)):
            case "plain":
                path = self.path()
                for _ in range(self.draw(st.integers(1, 3))):
                    self.single(under=path)
            case "pair":  # the same two labels may stand under several others
                path = (f"{self.stem()}情况",)
                self.add(Kind.COUNT, "数量", under=path)
                self.add(Kind.SHARE, "所占比例", under=path, places=self.draw(st.integers(0, 2)))
            case "based":  # a share whose base may be left out, and need not be printed
                path = (f"{self.stem()}情况",)
                part = self.add(Kind.COUNT, "数量", under=path)
                rate = self.add(Kind.SHARE, "所占比例", under=path, places=1)
                printed_too = self.draw(st.booleans())
                label = f"{self.stem()}总数"
                base = self.add(Kind.COUNT, label, recoverable=True, in_report=printed_too)
                self.ratios[rate.name] = f"{rate.name} = {part.name} / {base.name}"
            case "lone":
                self.single(under=(f"{self.stem()}情况",), headed=False)
            case "nameless":  # two columns of a list under one label
                path = (f"{self.stem()}目标",)
                self.add(Kind.TEXT, "目标", under=path, headed=False, repeats=True, identifies=True)
                self.add(Kind.TEXT, "项目", under=path, headed=False, identifies=True)
            case "phrase":
                self.phrase(f"{self.stem()}工作", under=self.path(1))
            case _:
                if all(item.specify is None for item in self.items):
                    answer = self.add(Kind.TEXT, "项目名称")
                    self.phrase("项目名称：", specify=answer.name)

    def single(self, **more: Any) -> None:
        words = (Kind.TEXT, Kind.DATE) * self.arrangement.words
        kind = self.draw(st.sampled_from(_NUMERIC + words))
        if kind is Kind.SHARE:
            more["places"] = self.draw(st.integers(0, 2))
        if kind is Kind.MONEY:
            more["places"] = self.draw(st.sampled_from((None, 2)))
            more["minimum"] = self.draw(st.sampled_from((0, 0, 0, None)))
        if kind is Kind.TEXT:
            more["choices"] = self.draw(st.sampled_from(((), (), ("甲类", "乙类"))))
        self.add(kind, self.stem() + self.draw(st.sampled_from(_ENDINGS[kind])), **more)

    def phrase(self, label: str, **more: Any) -> None:
        pattern, slots = self.draw(st.sampled_from(_PHRASES))
        home = f"{self.prefix}{len(self.items)}"
        inside = [f"{self.prefix}{len(self.items) + 1 + place}" for place in range(len(slots))]
        self.add(Kind.PHRASE, label, pattern=pattern.format(*inside), **more)
        for kind, measure in slots:
            label = self.stem() + _ENDINGS[kind][0] + (f"（{measure}）" if measure else "")
            self.add(kind, label, within=home)

    def categories(self) -> tuple[Category, ...]:
        found: list[Category] = []
        for _ in range(self.draw(st.integers(1, 2))):
            path = self.path(1)
            for _ in range(self.draw(st.integers(1, 3))):
                found.append(Category(f"c{len(found)}", f"{self.stem()}类", path))
        return tuple(found)


@st.composite
def _forms(draw: st.DrawFn, id: str, label: str) -> Form:
    arrangement = draw(_arrangements())
    asked = _ItemWriter(draw, arrangement)
    for _ in range(draw(st.integers(1, 3))):
        asked.block()
    divided = _CATEGORY in arrangement.rows.over + arrangement.columns.over
    parts = asked.categories() if divided else ()
    rules = _EditWriter(draw, asked, parts)
    rules.write()
    blank, not_applicable = draw(st.sampled_from(_MISSING))
    orders = [item.name for item in asked.items if item.kind.numeric or item.choices]
    listed = bool(orders) and Dimension.ENTRY in arrangement.rows.over
    return define_form(
        id=id,
        label=label,
        title=f"{asked.stem()}情况统计表",
        items=asked.items,
        rows=arrangement.rows,
        columns=arrangement.columns,
        categories=parts,
        edits=rules.edits,
        blank=blank,
        not_applicable=not_applicable,
        measure=draw(st.sampled_from(("", "个、元"))),
        note=draw(st.sampled_from((None, ("备  注", "以上数据截止到年末")))),
        order_by=draw(st.lists(st.sampled_from(orders), max_size=2, unique=True)) if listed else (),
    )


# What blank and "not applicable" mean. Where only the latter is missing, a sum of nothing but the
# latter is blank, so zero, and an edit with "<" would not hold for sums.
_MISSING: tuple[tuple[Missingness, Missingness], ...] = (
    ("zero", "zero"),
    ("zero", "zero"),
    ("missing", "missing"),
    ("missing", "zero"),
)


class _EditWriter:
    """Writes edits over a form's items that figures can obey, and that sums of such figures obey.

    The items are put in an order, and what stands later is never less than what stands before;
    so nothing contradicts itself.
    """

    def __init__(self, draw: st.DrawFn, asked: _ItemWriter, parts: Sequence[Category]) -> None:
        self.draw = draw
        self.order = draw(st.permutations([item for item in asked.items if item.kind.additive]))
        self.shares = [item.name for item in asked.items if item.kind is Kind.SHARE]
        self.known = asked.ratios
        self.parts = [part.name for part in parts]
        # Forms with "<" have neither differences nor sums on its smaller side: they could clash.
        self.strict = draw(st.booleans())
        self.edits: list[EditText] = []

    @property
    def never_negative(self) -> list[str]:
        return [item.name for item in self.order if item.minimum is not None]

    def add(self, text: str, severity: Callable[..., EditText] | None = None) -> None:
        write = severity or self.draw(st.sampled_from((hard, hard, soft)))
        name = f"e{len(self.edits)}"
        self.edits.append(write(name, text, f"应有 {text}", f"{text} must hold"))

    def write(self) -> None:
        self.balances()
        self.ratios()
        for writing in (self.inequality, self.condition):
            if self.draw(st.booleans()):
                writing()
        if self.parts:
            self.over_categories()

    def balances(self) -> None:
        for place, target in enumerate(self.order):
            counts = target.kind is Kind.COUNT
            pool = [i.name for i in self.order[:place] if i.kind is Kind.COUNT or not counts]
            if len(pool) < 2 or not self.draw(st.booleans()):
                continue
            chosen = self.draw(st.lists(st.sampled_from(pool), min_size=2, max_size=4, unique=True))
            text = f"{target.name} = {chosen[0]}"
            for name in chosen[1:]:
                signs = (" + ", " + ", " + 2 * ", " + " if self.strict else " - ")
                text += self.draw(st.sampled_from(signs)) + name
            self.add(text)

    def ratios(self) -> None:
        names = self.never_negative
        for share in self.shares:
            if share in self.known:
                self.add(self.known[share], hard)
            elif len(names) >= 2 and self.draw(st.booleans()):
                part, whole, *more = self.draw(st.permutations(names))
                summed = self.draw(st.booleans())
                if more and summed:
                    self.add(f"{share} = {part} / ({whole} + {more[0]})")
                    continue
                self.add(f"{share} = {part} / {whole}")

    def inequality(self) -> None:
        names = [item.name for item in self.order]
        if len(names) < 2:
            return
        at = self.draw(st.integers(1, len(names) - 1))
        less, more = self.draw(st.sampled_from(names[:at])), names[at]
        if self.strict:
            self.add(self.draw(st.sampled_from((f"{less} < {more}", f"{more} > {less}"))))
        elif at > 1 and less != names[0]:
            self.add(f"{names[0]} + {less} <= {more}")
        else:
            self.add(self.draw(st.sampled_from((f"{less} <= {more}", f"{more} >= 2 * {less}"))))

    def condition(self) -> None:
        names = self.never_negative
        if len(names) < 2:
            return
        one, other = self.draw(st.permutations(names))[:2]
        ways = [f"if {one} > 0 then {other} > 0", f"if {one} = 0 then {other} = 0"]
        self.add(self.draw(st.sampled_from(ways)))

    def over_categories(self) -> None:
        if len(self.parts) > 2 and self.draw(st.booleans()):
            first, *others = self.parts
            for name in [item.name for item in self.order]:
                self.add(f"{name}[{first}] = " + " + ".join(f"{name}[{c}]" for c in others))
        names = self.never_negative
        if len(names) >= 2 and self.draw(st.booleans()):
            self.add(f"if {names[0]}[*] > 0 then {names[1]}[*] > 0")


# ----------------------------------------------------------------------------- whole schemes


_PLACES = st.text("东西南北湖海山平嘉", min_size=1, max_size=2)


def units() -> st.SearchStrategy[Unit]:
    """Draw one unit, without a parent."""
    return st.builds(_unit, st.builds("{}{}".format, _PLACES, st.sampled_from("区县市")))


def hierarchies() -> st.SearchStrategy[Hierarchy]:
    """Draw rosters of one to six units that file, under one root; some with a level between."""
    return _hierarchies()


def schemes() -> st.SearchStrategy[Scheme]:
    """Draw small schemes: one to three forms, who owes them and who may file them, edits across."""
    return _schemes()


def _unit(name: str, parent: str | None = None) -> Unit:
    return Unit(name, parent, (f"{name}团委",))


@st.composite
def _hierarchies(draw: st.DrawFn) -> Hierarchy:
    names = draw(st.lists(units().map(lambda unit: unit.name), min_size=1, max_size=6, unique=True))
    between = draw(st.sampled_from(((), (), ("东片",), ("东片", "西片"))))
    roster = [Unit("全境"), *(_unit(name, "全境") for name in between)]
    for place, name in enumerate(names):
        above = ("全境", *between)
        # Each level between has somebody under it while there are enough.
        parent = above[-1 - place] if place < len(between) else draw(st.sampled_from(above))
        roster.append(_unit(name, parent))
    shuffled: list[Unit] = draw(st.permutations(roster))
    return Hierarchy(tuple(shuffled))


@st.composite
def _schemes(draw: st.DrawFn) -> Scheme:
    roster = draw(hierarchies())
    made = [
        draw(forms(id=f"F{place + 1}", label=f"表{sign}"))
        for place, sign in enumerate("一二三"[: draw(st.integers(1, 3))])
    ]
    duties = {}
    for form in made:
        owing = draw(st.sampled_from(("all", "all", "some", "none")))
        if owing != "all":
            owed = [u for u in roster.leaves if owing == "some" and draw(st.booleans())]
            duties[form.id] = Duty(tuple(owed), tuple(u for u in roster.leaves if u not in owed))
    single = [form for form in made if form.lines == (None,)]
    texts = []
    if len(single) > 1 and draw(st.booleans()):
        one, other = (draw(st.sampled_from(_amounts(form))) for form in single[:2])
        if one and other:
            severity = draw(st.sampled_from((hard, soft)))
            text = f"if {single[0].id}.{one} > 0 then {single[1].id}.{other} > 0"
            texts.append(severity("across", text, f"应有 {text}"))
    return define_scheme(
        id="drawn",
        title="统计报表制度",
        period="2009年",
        forms=made,
        units=roster,
        duties=duties,
        edits=texts,
    )


def _amounts(form: Form) -> list[str]:
    """Return the names of the items that are never negative; one empty name where there is none."""
    names = [i.name for i in form.items if i.kind.additive and i.minimum is not None]
    return names or [""]
