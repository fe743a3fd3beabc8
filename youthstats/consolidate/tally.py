"""Figures of one form added over any number of records, in the memory of one.

Tallies add as their records do: in any order, in parts, in other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from typing import Self

from youthstats.model.across import Answer
from youthstats.model.forms import Form, Line
from youthstats.model.linear import Linear, Quotient
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Inexact, Missing, Value, exact, is_figure, total_of

__all__ = ["Asked", "Place", "Tally", "whole_unknown"]

Place = tuple[str, Line]
"""An answer in a record: (item, line)."""

Asked = tuple[Form, str, Value]
"""What was answered to which item of which form."""

_NONE: Mapping[int, tuple[Fraction, Fraction]] = {}


class Tally:
    """Sums of the additive figures of one form; nothing given is blank.

    ``untold`` are the shares that would be of a part of their base only, for somebody left the
    base out, and the recoverable bases: they have no total. Nor have such shares on any form whose
    part stands on this one: ``baseless``.
    """

    __slots__ = ("baseless", "form", "slack", "sums", "unreadable", "untold")

    def __init__(self, form: Form) -> None:
        self.form = form
        self.sums: list[Fraction | int | None] = [None] * (len(form.items) * len(form.lines))
        # Most tallies have none of these, and there is one for every unit over others.
        self.slack: Mapping[int, tuple[Fraction, Fraction]] = _NONE
        self.unreadable: frozenset[int] = frozenset()
        self.untold: frozenset[Place] = frozenset()
        self.baseless: frozenset[Answer] = frozenset()

    def add(
        self, record: Record, baseless: Set[Answer] = frozenset(), told: Record | None = None
    ) -> Self:
        """Add what one unit filed; a base that its shares tell is recovered.

        ``told`` is the record as its rates see it, if otherwise: without zeros over nothing.
        """
        told = None if told is record or told is None else with_recovered(told)
        record = with_recovered(record)
        width, additive = len(self.form.items), _additive(self.form)
        for place, row in enumerate(record.rows):
            for at in additive:
                value = row[at]
                if not isinstance(value, Missing):
                    self._put(place * width + at, value)  # type: ignore[arg-type]
                elif value is Missing.UNREADABLE:
                    self.unreadable |= {place * width + at}
        self.untold = self.untold.union(_untold(told or record))
        self.baseless |= baseless
        return self

    def merge(self, other: Tally) -> Self:
        """Add what another tally holds."""
        mine = self.sums
        for at, value in enumerate(other.sums):
            if value is not None:
                mine[at] = value if mine[at] is None else mine[at] + value  # type: ignore[operator]
        for at, (low, high) in other.slack.items():
            self._widen(at, low, high)
        self.unreadable |= other.unreadable
        self.untold |= other.untold
        self.baseless |= other.baseless
        return self

    def record(self) -> Record:
        """Return the sums as a record; an unreadable figure makes its whole sum unreadable."""
        names = [item.name for item in self.form.items]
        additive = _additive(self.form)
        values: dict[Place, Value] = {}
        for place, line in enumerate(self.form.lines):
            for at in additive:
                here = place * len(names) + at
                values[names[at], line] = self._value(here, (names[at], line))
        return Record.of(self.form, values)

    def _value(self, at: int, place: Place) -> Value:
        if at in self.unreadable:
            return Missing.UNREADABLE
        if place in self.untold:
            return Missing.NOT_APPLICABLE
        return self._sum(at)

    def _sum(self, at: int) -> Value:
        total = self.sums[at]
        return Missing.BLANK if total is None else total_of(total, self.slack.get(at))

    def read_in_part(self) -> Mapping[Place, Value]:
        """Return what those figures come to that were read, of the sums with some that were not."""
        width = len(self.form.items)
        return {
            (self.form.items[at % width].name, self.form.lines[at // width]): self._sum(at)
            for at in sorted(self.unreadable)
        }

    def _put(self, at: int, value: Figure) -> None:
        before = self.sums[at] or 0
        if isinstance(value, int):
            self.sums[at] = before + value
        elif isinstance(value, Inexact):
            shown = Fraction(value.value)
            self.sums[at] = before + shown
            self._widen(at, Fraction(value.low) - shown, Fraction(value.high) - shown)
        else:
            self.sums[at] = before + Fraction(value)

    def _widen(self, at: int, low: Fraction, high: Fraction) -> None:
        least, most = self.slack.get(at, (Fraction(0), Fraction(0)))
        self.slack = {**self.slack, at: (least + low, most + high)}


@lru_cache(maxsize=256)
def _additive(form: Form) -> tuple[int, ...]:
    """Return where in a row the items stand that are added."""
    return tuple(at for at, item in enumerate(form.items) if item.additive)


@lru_cache(maxsize=256)
def _quotients(form: Form) -> tuple[tuple[str, Quotient], ...]:
    """Return the shares and averages that are worked out anew from sums."""
    return tuple(
        (name, source)
        for name, source in form.made_of.items()
        if isinstance(source, Quotient) and source.whole.terms and not form.item(name).additive
    )


def _untold(record: Record) -> Iterator[Place]:
    """Yield the shares of which a record tells the part and not the whole, and such wholes."""
    form = record.form
    for name, source in _quotients(form):
        for line in form.lines:
            whole = _answers(record, source.whole, line)
            if all(is_figure(value) for _, _, value in whole):  # nearly always
                continue
            if not whole_unknown(_answers(record, source.part, line), whole):
                continue
            yield name, line
            for ref in source.whole.refs:
                if form.item(ref.item).recoverable and not is_figure(record[ref.item, line]):
                    yield ref.item, line


def _answers(record: Record, linear: Linear, line: Line) -> list[Asked]:
    return [(record.form, ref.item, record[ref.item, line]) for ref in linear.refs]


def whole_unknown(part: Iterable[Asked], whole: Sequence[Asked]) -> bool:
    """Tell whether a unit that gives the part of a share does not tell of what it is a part.

    A plain whole that is blank is known to be 0 where the part is; one that nobody can read was given.
    """
    given = [exact(value) for _, _, value in part if is_figure(value)]  # type: ignore[arg-type]
    if not given or any(value is Missing.UNREADABLE for _, _, value in whole):
        return False
    if any(form.figure(form.item(name), value) is None for form, name, value in whole):
        return True
    return any(given) and not any(is_figure(value) for _, _, value in whole)
