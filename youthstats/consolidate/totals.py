"""Totals over the hierarchy: mergeable, independent of order, honest about who is missing."""

from __future__ import annotations

from collections import ChainMap, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import Any

from attrs import field, frozen

from youthstats.consolidate.across import Across
from youthstats.consolidate.filers import Named
from youthstats.consolidate.lists import joined, ordered
from youthstats.consolidate.records import LookedUp, NotKept
from youthstats.consolidate.shares import with_shares
from youthstats.consolidate.sums import FormSums, Sums, asked_for
from youthstats.consolidate.tally import Tally
from youthstats.consolidate.words import gathered
from youthstats.model.across import Answer
from youthstats.model.forms import Form, Line
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.untotalled import totals_not_given
from youthstats.model.values import Missing, Value

__all__ = ["FormTotals", "Totals", "consolidate", "totals_of"]

MOST_HELD = 128
"""Records of one form that are held after they were made: who asks for one asks again."""


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
    sums: FormSums = field(eq=False, repr=False)
    others: Mapping[str, FormTotals] = field(factory=dict, eq=False, repr=False)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """A record for every unit that filed and every unit over one that did.

        Each is made when it is asked for: only the sums of the levels are held.
        """
        return _Records(self)

    @cached_property
    def levels(self) -> Mapping[str, Tally]:
        """The sums of every unit over one that filed; of a list whether there is one below it."""
        if not self.form.open:
            return self.sums.levels(self.scheme.units)
        above = {parent for unit in self.filed for parent in self.scheme.units.ancestors(unit)}
        return {unit: Tally(self.form) for unit in above}

    def added(self, unit: str) -> Record | None:
        """Return what a unit holds by this form alone; nothing where it was added and not kept."""
        if self.form.open or unit not in self.levels:
            kept = not isinstance(self.filed, NotKept)
            return (self.records.get(unit) or Record.empty(self.form)) if kept else None
        tally = self.levels[unit]
        return with_shares(tally.record(), tally.untold)

    def baseless(self, unit: str) -> Set[Answer]:
        """Return the shares, on any form, of which this one has a part that is given without its base."""
        return self.levels[unit].baseless if unit in self.levels else frozenset()

    def read_in_part(self, unit: str) -> Mapping[tuple[str, Line], Value]:
        """Return what the figures come to that were read, of the unit's sums that cannot be told.

        A sum in which a figure is unreadable is so itself; this is no total, and stands for none.
        """
        return self.levels[unit].read_in_part() if unit in self.levels else {}

    def sources(self, unit: str) -> list[str]:
        """Return the units whose own returns make up what ``unit`` holds, in report order."""
        if unit not in self.levels:
            return [unit] * (unit in self.filed)
        children = self.scheme.units.children(unit)
        return [source for child in children for source in self.sources(child)]

    @cached_property
    def untold(self) -> Set[str]:
        """The items of a list whose total is none: its label alone asks for it, and no unit gives it."""
        sources = (self.filed[unit] for unit in self.sources(self.scheme.units.root))
        return totals_not_given(self.scheme, self.form, sources).keys() if self.form.open else set()

    @cached_property
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
        children = [(unit, self.records[unit]) for unit in self.sources(root) if unit != root]
        return tuple((unit, place) for unit, place, _ in ordered(self.form, children))


class _Records(Mapping[str, Record]):
    """The records of a form's totals, each made when it is asked for."""

    def __init__(self, totals: FormTotals) -> None:
        self._totals = totals
        self._last: OrderedDict[str, Record] = OrderedDict()

    def __getitem__(self, unit: str) -> Record:
        if unit not in self._last:
            self._last[unit] = self._made(unit)
            if len(self._last) > MOST_HELD:
                self._last.popitem(last=False)
        return self._last[unit]

    def _made(self, unit: str) -> Record:
        totals = self._totals
        if unit not in totals.levels:
            return with_recovered(totals.filed[unit])
        if totals.form.open:
            # From the lists as filed, not list by list: else the levels between would order it.
            sources = [(source, self[source]) for source in totals.sources(unit)]
            return joined(totals.form, sources, totals.untold)
        figures = totals.added(unit) or Record.empty(totals.form)
        if across := self._across(unit):
            figures = figures.replacing(across)
        words = self._words(unit, figures)
        return figures.replacing(words) if words else figures

    def _across(self, unit: str) -> dict[tuple[str, Line], Value]:
        others, scheme = self._totals.others, self._totals.scheme
        if not scheme.across:
            return {}
        found = Across(
            scheme, lambda id: others[id].added(unit), lambda id: others[id].baseless(unit)
        )
        return found.of(self._totals.form.id)

    def _words(self, unit: str, figures: Record) -> dict[tuple[str, Any], Value]:
        form = self._totals.form
        asked = [item for item in form.items if not item.kind.numeric]
        if not asked:
            return {}
        if isinstance(self._totals.filed, NotKept):
            none = ((item.name, line) for item in asked for line in form.lines)
            return {at: Missing.NOT_APPLICABLE for at in none if at not in form.closed}
        below = self._totals.scheme.units.children(unit)
        children = [(child, self[child]) for child in below if child in self]
        return {
            (item.name, line): gathered(form, item, line, children, figures)
            for line in form.lines
            for item in asked
        }

    def __contains__(self, unit: object) -> bool:
        return unit in self._totals.levels or unit in self._totals.filed

    def __iter__(self) -> Iterator[str]:
        filed = (unit for unit in self._totals.filed if unit not in self._totals.levels)
        return iter([*filed, *self._totals.levels])

    def __len__(self) -> int:
        return sum(1 for _ in self)  # a list of them would ask how many there are


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
        forms: dict[str, FormTotals] = {}
        for id, totals in self.forms.items():
            forms[id] = _merged(totals, other.forms[id], forms)
        return Totals(self.scheme, forms)


def consolidate(
    filed: Filed | Iterable[Return], scheme: Scheme | None = None, *, keep: bool = True
) -> Totals:
    """Add up what was filed. Forms filed without being asked for are left out, as the check says.

    Give a ``Filed``, or returns and their scheme. The returns are gone over once. With
    ``keep=False`` nothing is held of them but their figures' sums, so that a stream of any length
    needs the memory of its levels: then what is not a figure has no total, and lists are not
    joined. Raises ``ValueError`` for a unit given twice.
    """
    if isinstance(filed, Filed):
        if keep:
            return totals_of(Sums.over(filed, filed.scheme), filed)
        scheme = filed.scheme
    if scheme is None:
        raise TypeError("returns alone do not know their scheme: give it as well")
    if scheme.units.is_open:
        filed = tuple(filed)  # who they are is known when all have come
        scheme = scheme.met(one.unit for one in filed)
    taken: dict[str, dict[str, Record]] = {form.id: {} for form in scheme.forms}

    def passing(returns: Iterable[Return], scheme: Scheme) -> Iterator[Return]:
        for one in returns:
            yield one
            for id, record in asked_for(one, scheme) if keep else ():
                taken[id][one.unit] = record

    sums = Sums.over(passing(filed, scheme), scheme)
    kept = {id: taken[id] if keep else _not_kept(one, scheme) for id, one in sums.forms.items()}
    return _totals(sums, kept)


def totals_of(sums: Sums, filed: Filed) -> Totals:
    """Return the totals of sums over what was filed; records are looked up there."""
    return _totals(
        sums,
        {
            id: LookedUp(filed, one.form, Named(one.filers, sums.scheme.units))
            for id, one in sums.forms.items()
        },
    )


def _not_kept(sums: FormSums, scheme: Scheme) -> NotKept:
    return NotKept(sums.form, Named(sums.filers, scheme.units))


def _totals(sums: Sums, filed: Mapping[str, Mapping[str, Record]]) -> Totals:
    scheme, forms = sums.scheme, dict[str, FormTotals]()
    for id, one in sums.forms.items():
        forms[id] = FormTotals(one.form, scheme, filed[id], one, forms)
    return Totals(scheme, forms)


def _merged(left: FormTotals, right: FormTotals, others: Mapping[str, FormTotals]) -> FormTotals:
    sums = FormSums(left.form)
    for one in (left.sums, right.sums):
        sums.merge(one, left.scheme.units)
    filed: Mapping[str, Record] = ChainMap(*_maps(left.filed), *_maps(right.filed))
    if NotKept in {type(left.filed), type(right.filed)}:
        filed = _not_kept(sums, left.scheme)
    return FormTotals(left.form, left.scheme, filed, sums, others)


def _maps(filed: Mapping[str, Record]) -> list[Any]:
    """Return what was merged, one beside the other: thousands inside each other are too deep to look into."""
    return filed.maps if isinstance(filed, ChainMap) else [filed]
