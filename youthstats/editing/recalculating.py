"""What live formulas come to once figures they rest on were changed."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from youthstats.editing.cells import cell_of
from youthstats.editing.printing import as_answer
from youthstats.model.deriving import Worked, follows_in, worth_in
from youthstats.model.returns import Return
from youthstats.model.suspects import Amendment
from youthstats.model.values import Missing, nominal

__all__ = ["recalculated"]


def recalculated(one: Return, worked: Worked) -> tuple[Return, tuple[Amendment, ...]]:
    """Return a return whose live formulas follow its figures, and what changed by that.

    ``worked`` are those that followed before its figures were changed; where a figure was put in the
    place of the formula it stays.
    """
    log: list[Amendment] = []
    for _ in worked:  # what rests on what: no chain of them is longer, and a circle ends
        moved = False
        for spot, source in worked.items():
            if spot not in one.formulas or follows_in(one, spot, source):
                continue
            form_id, name, line = spot
            record, to = one.records[form_id], worth_in(one, spot, source)
            item, now = record.form.item(name), record[name, line]
            if not isinstance(to, Missing):
                to = as_answer(Fraction(nominal(to)), now, record.form, item)  # type: ignore[arg-type]
            if to != now and item.admits(to):
                moved = True
                log.append(Amendment(cell_of(one, form_id, name, line), to, "formula"))
                changed = record.replacing({(name, line): to})
                one = evolve(one, records={**one.records, form_id: changed})
        if not moved:
            break
    return one, tuple(log)
