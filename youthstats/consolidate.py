"""Totals over the hierarchy: mergeable, independent of order, honest about who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from youthstats.model.deriving import derived_value
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Quotient
from youthstats.model.phrases import fill_phrase, phrase_slots
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import (
    Figure,
    Missing,
    Value,
    add_up,
    exact,
    is_figure,
    nominal,
    printed,
)

__all__ = ["FormTotals", "Totals", "consolidate"]

Place = tuple[str, Line]
"""An answer in a record: (item, line)."""


@frozen(slots=False)
class FormTotals:
    """One form's figures for every unit that filed it, and for every unit above them.

    ``records`` holds what units filed, bases recovered where they were left blank; ``missing``
    names the units that owe the form and did not file it: any total over them is a lower bound.
    A share or an average that no edit derives has no total: ``Missing.NOT_APPLICABLE`` again. Nor is
    a share ever of a part of its base: where a unit gives the part and its base is not known,
    the total's share, and a recoverable base's total, are none either.
    """

    form: Form
    scheme: Scheme
    filed: Mapping[str, Record]

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """A record for every unit that filed and every unit over one that did."""
        found = {unit: with_recovered(record) for unit, record in self.filed.items()}
        for unit in self.scheme.units.upwards:
            children = [
                (child, found[child])
                for child in self.scheme.units.children(unit)
                if child in found
            ]
            if not children:
                continue
            sources = [(source, found[source]) for source in self._sources(unit)]
            if self.form.open:
                # From the lists as filed, not list by list: else the levels between would order it.
                found[unit] = _listed(self.form, sources)
            else:
                # A plain base adds up on every level, and no longer says that one was left out.
                untold = _untold(self.form, [record for _, record in sources])
                found[unit] = _added(self.form, children, untold)
        return found

    def _sources(self, unit: str) -> list[str]:
        """Return the units whose own returns make up what ``unit`` holds, in report order."""
        below = [
            source for child in self.scheme.units.children(unit) for source in self._sources(child)
        ]
        return below or [unit] * (unit in self.filed)

    @property
    def record(self) -> Record:
        """The total over everybody."""
        return self.records.get(self.scheme.units.root) or Record.empty(self.form)

    @property
    def total(self) -> Any:
        """The total's answers, with attributes named after the items: ``total.posts``."""
        return self.record.answers

    @property
    def units(self) -> tuple[str, ...]:
        """The units that filed the form themselves, in report order."""
        leaves = self.scheme.units.leaves
        return tuple(unit for unit in leaves if unit in self.filed)

    @property
    def missing(self) -> tuple[str, ...]:
        """The units that owe the form and did not file it."""
        if self.scheme.units.root in self.filed and not self.units:
            return ()  # a finished report that prints the total alone
        owed = self.scheme.duties[self.form.id].owed_by
        return tuple(unit for unit in owed if unit not in self.filed)

    @property
    def entries(self) -> tuple[tuple[str, int], ...]:
        """For a list: which unit's which entry each entry of the total is."""
        root = self.scheme.units.root
        children = [(unit, self.records[unit]) for unit in self._sources(root) if unit != root]
        return tuple((unit, place) for unit, place, _ in _ordered(self.form, children))


@frozen
class Totals:
    """What was filed on every form, and what it adds up to.

    Two totals over different units merge with ``|``; order changes nothing.
    """

    scheme: Scheme
    forms: Mapping[str, FormTotals] = field(factory=dict)

    def __getitem__(self, form_id: str) -> FormTotals:
        self.scheme.form(form_id)
        return self.forms[form_id]

    def __iter__(self) -> Iterator[FormTotals]:
        return iter(self.forms.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The units that owe a form somebody should have filed, and are not in its total."""
        absent = {unit for totals in self for unit in totals.missing}
        return tuple(unit for unit in self.scheme.units.names if unit in absent)

    def __or__(self, other: Totals) -> Totals:
        """Merge with the totals over other units.

        Raises ``ValueError`` when both hold a record of one unit on one form: it would count twice.
        """
        return Totals(
            self.scheme,
            {id: _merged(totals, other.forms[id]) for id, totals in self.forms.items()},
        )


def consolidate(filed: Filed | Iterable[Return], scheme: Scheme | None = None) -> Totals:
    """Add up what was filed. Forms filed without being asked for are left out, as the check says.

    Give a ``Filed``, or returns and their scheme. Raises ``ValueError`` for a unit given twice.
    """
    if isinstance(filed, Filed):
        scheme = filed.scheme
    if scheme is None:
        raise TypeError("returns alone do not know their scheme: give it as well")
    returns = tuple(filed)
    scheme = scheme.met(one.unit for one in returns)
    taken: dict[str, dict[str, Record]] = {form.id: {} for form in scheme.forms}
    for one in returns:
        for id, record in one.records.items():
            asked = not scheme.units.is_leaf(one.unit) or scheme.duties[id].admits(one.unit)
            if record.blank or not asked:
                continue
            if one.unit in taken[id]:
                raise ValueError(f"{one.unit} is there twice on {id}; decide which one counts")
            taken[id][one.unit] = record
    return Totals(
        scheme, {form.id: FormTotals(form, scheme, taken[form.id]) for form in scheme.forms}
    )


def _merged(left: FormTotals, right: FormTotals) -> FormTotals:
    twice = set(left.filed) & set(right.filed)
    if twice:
        raise ValueError(f"{', '.join(sorted(twice))} would count twice on {left.form.id}")
    return FormTotals(left.form, left.scheme, {**left.filed, **right.filed})


def _listed(form: Form, sources: list[tuple[str, Record]]) -> Record:
    """Join lists into one in the order of the form."""
    rows = tuple(row for _, _, row in _ordered(form, sources))
    return Record(form, tuple(range(len(rows))), rows)


def _added(form: Form, children: list[tuple[str, Record]], untold: set[Place]) -> Record:
    """Add records of one form: figures add, shares and averages are recomputed, words are gathered.

    What is ``untold`` has no total: the share of a part whose whole somebody left out, its base.
    """
    sums: dict[Place, Value] = {}
    for line in form.lines:
        for item in form.items:
            if item.additive:
                total = add_up(child[item.name, line] for _, child in children)
                known = (item.name, line) not in untold or total is Missing.UNREADABLE
                sums[item.name, line] = total if known else Missing.NOT_APPLICABLE
    figures = _with_shares(Record.of(form, sums), untold)
    words = {
        (item.name, line): _gathered(form, item, line, children, figures)
        for line in form.lines
        for item in form.items
        if not item.kind.numeric
    }
    return figures.replacing(words) if words else figures


def _untold(form: Form, records: list[Record]) -> set[Place]:
    """Return the shares that would be of a part of their base only, and the recoverable bases."""
    found: set[Place] = set()
    for name, source in form.derivations.items():
        if not isinstance(source, Quotient) or form.item(name).additive:
            continue
        for line in form.lines:
            for record in records:
                if _whole_unknown(record, source, line):
                    bases = (ref.item for ref in source.whole.refs)
                    found.add((name, line))
                    found |= {
                        (base, line)
                        for base in bases
                        if form.item(base).recoverable and not is_figure(record[base, line])
                    }
    return found


def _whole_unknown(record: Record, quotient: Quotient, line: Line) -> bool:
    """Tell whether a unit that gives the part of a share does not tell of what it is a part.

    A plain whole that is blank is known to be 0 where the part is.
    """
    form = record.form
    part = [record[ref.item, line] for ref in quotient.part.refs]
    given = [nominal(value) for value in part if is_figure(value)]  # type: ignore[arg-type]
    if not given or not quotient.whole.terms:
        return False
    whole = [(form.item(ref.item), record[ref.item, line]) for ref in quotient.whole.refs]
    if any(form.figure(item, value) is None for item, value in whole):
        return True
    return any(given) and not any(is_figure(value) for _, value in whole)


def _with_shares(record: Record, untold: set[Place]) -> Record:
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


def _share(record: Record, item: Item, line: Line, untold: set[Place]) -> Value:
    if not record.form.has_total(item):
        return Missing.NOT_APPLICABLE
    source = record.form.derivations[item.name]
    value = derived_value(record, item.name, line)
    if value is Missing.UNREADABLE:
        return value
    if (item.name, line) in untold:
        return Missing.NOT_APPLICABLE
    if isinstance(source, Quotient):
        # Another share of the same base may have shown that its total cannot be told.
        given = any(is_figure(record[ref.item, line]) for ref in source.part.refs)
        rests_on = source.whole.refs if given else ()
    else:
        rests_on = source.refs
    if any((ref.item, line) in untold for ref in rests_on):
        return Missing.NOT_APPLICABLE
    return value


def _gathered(
    form: Form,
    item: Item,
    line: Line,
    children: list[tuple[str, Record]],
    figures: Record,
) -> Value:
    """Keep the one answer as it stood; fill a phrase with its sums; else list answers by unit.

    Days that differ have no total.
    """
    answers = [(unit, child[item.name, line]) for unit, child in children]
    if item.kind is Kind.DATE:
        known = {value for _, value in answers if value is not Missing.BLANK}
        return Missing.NOT_APPLICABLE if len(known) > 1 else next(iter(known), Missing.BLANK)
    given = [(unit, value) for unit, value in answers if not isinstance(value, Missing)]
    unread = item.pattern is not None and any(v is Missing.UNREADABLE for _, v in answers)
    if not (given or unread):
        return Missing.BLANK
    if len(given) == 1 and not unread:
        return given[0][1]
    if item.pattern is not None:
        return _filled(form, item, line, children, figures)
    if len({value for _, value in given}) == 1:
        return given[0][1]
    return "\n".join(f"{unit}：{value}" for unit, value in given)


def _filled(
    form: Form,
    item: Item,
    line: Line,
    children: list[tuple[str, Record]],
    figures: Record,
) -> Value:
    """Return the phrase over the added figures and the gathered words.

    Unreadable where something in it is: a gap would look like nothing was said.
    """
    pattern = str(item.pattern)
    found = {}
    asked = (item.name, *phrase_slots(pattern))
    if any(child[name, line] is Missing.UNREADABLE for name in asked for _, child in children):
        return Missing.UNREADABLE
    for name in phrase_slots(pattern):
        inner = form.item(name)
        value = figures[name, line]
        if not inner.kind.numeric:
            value = _gathered(form, inner, line, children, figures)
        if value is Missing.NOT_APPLICABLE:
            value = "—"
        if is_figure(value):
            value = _spelled(value, inner)  # type: ignore[arg-type]
        found[name] = value if isinstance(value, str) else ""
    return fill_phrase(pattern, found)


def _spelled(value: Figure, item: Item) -> str:
    """Return a figure as a phrase holds it, a share as a percentage."""
    number = exact(value)
    return f"{printed(number * 100)}%" if item.kind is Kind.SHARE else printed(number)


def _ordered(
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
        size = nominal(value)  # type: ignore[arg-type]
        return False, -size if falling else size
    return False, str(value)
