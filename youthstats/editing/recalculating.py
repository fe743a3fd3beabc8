"""What live formulas come to once figures they rest on were changed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from youthstats.editing.cells import cell_of
from youthstats.editing.printing import as_answer
from youthstats.model.deriving import derived_value, follows
from youthstats.model.returns import Return, Spot
from youthstats.model.suspects import Amendment
from youthstats.model.values import Missing, nominal

__all__ = ["recalculated"]


def recalculated(one: Return, spots: Sequence[Spot]) -> tuple[Return, tuple[Amendment, ...]]:
    """Return a return whose live formulas follow its figures, and what changed by that.

    ``spots`` are those that followed before its figures were changed; where a figure was put in the
    place of the formula it stays.
    """
    log: list[Amendment] = []
    moved = True
    while moved:
        moved = False
        for form_id, name, line in spots:
            record = one.records[form_id]
            if (form_id, name, line) not in one.formulas or follows(record, name, line):
                continue
            item, now, to = (
                record.form.item(name),
                record[name, line],
                derived_value(record, name, line),
            )
            if not isinstance(to, Missing):
                to = as_answer(Fraction(nominal(to)), now, record.form, item)  # type: ignore[arg-type]
            if to != now and item.admits(to):
                moved = True
                log.append(Amendment(cell_of(one, form_id, name, line), to, "formula"))
                changed = record.replacing({(name, line): to})
                one = evolve(one, records={**one.records, form_id: changed})
    return one, tuple(log)
