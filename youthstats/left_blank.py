"""Single figures that a unit left blank and all others gave, where no edit would miss them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from youthstats.consolidate import FormTotals, Totals
from youthstats.consolidate.records import NotKept
from youthstats.editing.coverage import coverage
from youthstats.model.cellrefs import label_of
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.returns import Record
from youthstats.model.values import Missing, Value, is_figure

__all__ = ["notes_on_blanks"]

MOST_TOLD = 12
"""Blanks that a note names; the others are counted."""

_FEWEST = 3
"""Units of which one may be told to differ from all others."""

_GIVEN = 2
"""Figures that a unit gives for each that it left blank: else it left out more than one by oversight."""

_RARE = 8
"""Of so many answers one is blank where blanks are rare: in other forms they mean nothing."""

Spot = tuple[str, Line]


def notes_on_blanks(totals: Totals) -> Iterator[Finding]:
    """Yield a note on each form in which a figure is blank that every other unit gave.

    Blanks mean nothing in most tables: one is told of where it is rare, in a return that has most
    figures that the others have, and where no hard edit would tell whether it is a nought.
    """
    root, checked = totals.scheme.units.root, None
    for form in totals.scheme.forms:
        found = {} if form.open else _by_unit(totals[form.id])
        if not found:
            continue
        if checked is None:
            checked = {
                (one.form, one.item, one.line)
                for one in coverage(totals.scheme)
                if one.degree in {"exact", "rounded"}
            }
        told = [
            f"{unit} {label_of(form, *spot)}"
            for unit, spots in found.items()
            for spot in spots
            if (form.id, *spot) not in checked
        ]
        if told:
            yield _note(root, form, told)


def _note(root: str, form: Form, told: Sequence[str]) -> Finding:
    facts = {
        "form": form.label,
        "count": len(told),
        "blanks": told if len(told) <= MOST_TOLD else [*told[:MOST_TOLD], "…"],
    }
    rule = f"{form.id}.left_blank"
    return Finding("left_blank", Severity.NOTE, root, rule=rule, form=form.id, facts=facts)


def _by_unit(totals: FormTotals) -> Mapping[str, Sequence[Spot]]:
    """Return what one unit left blank and all others gave, by unit that is otherwise filled in."""
    filed = totals.filed
    if isinstance(filed, NotKept) or len(filed) < _FEWEST:
        return {}
    blanks = _Blanks.of(totals.form, filed)
    return {
        unit: spots
        for unit, spots in (blanks.alone if blanks.rare else {}).items()
        if sum(is_figure(value) for *_, value in filed[unit]) >= _GIVEN * len(spots)
    }


@frozen
class _Blanks:
    """How many units gave no figure, by answer that some gave; and which one, where it is one alone.

    The records are looked at one after the other: there may be very many.
    """

    units: int
    counts: Mapping[Spot, int]
    last: Mapping[Spot, tuple[str, Value]]

    @classmethod
    def of(cls, form: Form, filed: Mapping[str, Record]) -> _Blanks:
        lines: tuple[Line, ...] = form.lines or (None,)
        spots = [(item.name, line) for item in form.items if item.additive for line in lines]
        counts = dict.fromkeys(spots, 0)
        last: dict[Spot, tuple[str, Value]] = {}
        for unit, record in filed.items():
            for spot in spots:
                if not is_figure(value := record[spot]):
                    counts[spot] += 1
                    last[spot] = unit, value
        given = {spot: count for spot, count in counts.items() if count < len(filed)}
        return cls(len(filed), given, last)

    @property
    def rare(self) -> bool:
        return sum(self.counts.values()) * _RARE <= self.units * len(self.counts)

    @property
    def alone(self) -> Mapping[str, Sequence[Spot]]:
        """What a single unit left blank, by unit."""
        found: dict[str, list[Spot]] = {}
        for spot, count in self.counts.items():
            if count == 1 and self.last[spot][1] is Missing.BLANK:
                found.setdefault(self.last[spot][0], []).append(spot)
        return found
