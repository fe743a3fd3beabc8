"""Single figures that a unit left blank and all others gave, where no edit would miss them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from youthstats.consolidate import FormTotals, Totals
from youthstats.consolidate.records import NotKept
from youthstats.editing.coverage import coverage
from youthstats.model.cellrefs import label_of
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.values import Missing, is_figure

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
    form, filed = totals.form, totals.filed
    if isinstance(filed, NotKept) or len(filed) < _FEWEST:
        return {}
    records, found = dict(filed), dict[str, list[Spot]]()
    asked = blanks = 0
    for item in form.items:
        for line in form.lines or (None,) if item.additive else ():
            values = {unit: one[item.name, line] for unit, one in records.items()}
            without = [unit for unit, value in values.items() if not is_figure(value)]
            if len(without) == len(values):
                continue
            asked, blanks = asked + len(values), blanks + len(without)
            if len(without) == 1 and values[without[0]] is Missing.BLANK:
                found.setdefault(without[0], []).append((item.name, line))
    if blanks * _RARE > asked:
        return {}
    return {
        unit: spots
        for unit, spots in found.items()
        if sum(is_figure(value) for *_, value in records[unit]) >= _GIVEN * len(spots)
    }
