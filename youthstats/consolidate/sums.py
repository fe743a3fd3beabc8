"""What was filed on all forms, added up unit by unit as it comes; then level by level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Self

from attrs import field, frozen

from youthstats.consolidate.across import baseless
from youthstats.consolidate.filers import Filers, Named
from youthstats.consolidate.tally import Tally
from youthstats.consolidate.unfiled import without_unfiled
from youthstats.model.across import Answer
from youthstats.model.forms import Form
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy

__all__ = ["FormSums", "Sums", "asked_for"]


@frozen
class FormSums:
    """One form's figures over returns that came, in parts or all.

    ``below`` are the sums over what a unit's own units filed that have none under them, ``above``
    what those filed that have: it counts only where none of theirs did. ``filers`` are all of them.
    """

    form: Form
    below: dict[str, Tally] = field(factory=dict)
    above: dict[str, Tally] = field(factory=dict)
    filers: Filers = field(factory=Filers)

    def add(
        self,
        unit: str,
        record: Record,
        units: Hierarchy,
        baseless: Set[Answer] = frozenset(),
        told: Record | None = None,
    ) -> None:
        """Add a unit's record. Raises ``ValueError`` for a unit that is there.

        ``baseless`` are the shares of which the record has a part and the unit gives no base; ``told``
        is the record as its rates see it, if otherwise.
        """
        if not self.filers.add(units.place(unit)):
            raise _twice([unit], self.form)
        if self.form.open:
            return
        parent = units[unit].parent
        if units.is_leaf(unit) and parent is not None:
            self._tally(self.below, parent).add(record, baseless, told)
        else:
            self._tally(self.above, unit).add(record, baseless, told)

    def merge(self, other: FormSums, units: Hierarchy) -> None:
        """Add what others filed. Raises ``ValueError`` for a unit that is there."""
        if both := self.filers.merge(other.filers):
            raise _twice(Named(both, units), self.form)
        for mine, theirs in ((self.below, other.below), (self.above, other.above)):
            for unit, tally in theirs.items():
                self._tally(mine, unit).merge(tally)

    def levels(self, units: Hierarchy) -> dict[str, Tally]:
        """Return the sums of every unit over one that filed, each of them once."""
        found: dict[str, Tally] = {}
        for unit in self._upwards(units):
            mine = self.below.get(unit)
            if mine is not None and unit in found:
                found[unit].merge(mine)
            elif mine is not None:
                found[unit] = mine  # all under it went before: nothing more is added to it
            counts = found.get(unit) or self.above.get(unit)
            if counts is not None and (parent := units[unit].parent) is not None:
                self._tally(found, parent).merge(counts)
        return found

    def _upwards(self, units: Hierarchy) -> list[str]:
        """Return the units with figures of their own or under them, each before its parent."""
        depth: dict[str, int] = {}
        for unit in (*self.below, *self.above):
            line = [unit]
            while line[-1] not in depth and (parent := units[line[-1]].parent) is not None:
                line.append(parent)
            for one in reversed(line):
                above = units[one].parent
                depth[one] = 0 if above is None else depth[above] + 1
        return sorted(depth, key=depth.__getitem__, reverse=True)

    def _tally(self, where: dict[str, Tally], unit: str) -> Tally:
        if unit not in where:
            where[unit] = Tally(self.form)
        return where[unit]


def _twice(units: Iterable[str], form: Form) -> ValueError:
    names = ", ".join(units)
    return ValueError(f"{names} would count twice on {form.id}; decide which one counts")


@frozen
class Sums:
    """The figures of all forms. It grows with the forms and the levels, not with the returns."""

    scheme: Scheme
    forms: Mapping[str, FormSums]

    @classmethod
    def over(cls, returns: Iterable[Return], scheme: Scheme) -> Self:
        """Add up returns, one at a time. Raises ``ValueError`` for a unit that comes twice."""
        sums = cls(scheme, {form.id: FormSums(form) for form in scheme.forms})
        for one in returns:
            records = dict(asked_for(one, scheme))
            told = without_unfiled(one, records, scheme)
            lacking = baseless(told, scheme)
            for id, record in records.items():
                found = lacking.get(id, frozenset())
                sums.forms[id].add(one.unit, record, scheme.units, found, told[id])
        return sums

    def merge(self, other: Sums) -> Self:
        """Add what other units filed. Raises ``ValueError`` for a unit that is there."""
        for id, sums in self.forms.items():
            sums.merge(other.forms[id], self.scheme.units)
        return self


def asked_for(one: Return, scheme: Scheme) -> Iterable[tuple[str, Record]]:
    """Yield what a return holds on forms that its unit was asked for, by the form's id."""
    for id, record in one.records.items():
        asked = not scheme.units.is_leaf(one.unit) or scheme.duties[id].admits(one.unit)
        if asked and one.filed(id):
            yield id, record
