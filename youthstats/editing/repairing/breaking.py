"""What an explanation would break: soft edits that hold now, and would not after its changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve

from youthstats.editing.applying import edits_across, edits_on, judged_on, refs_on, summed_forms
from youthstats.editing.recalculating import recalculated
from youthstats.model.cellrefs import CellRef
from youthstats.model.deriving import worked_out
from youthstats.model.edits import Edit, Severity, Verdict
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.forms import Line
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.values import Missing

__all__ = ["Breaks", "breaks_in"]

Breaks = Callable[[Explanation], int]
"""Counts the soft edits that an explanation, applied, would break."""

Summed = Mapping[str, frozenset[str]]


def breaks_in(sources: Iterable[Filed]) -> Breaks:
    """Return what counts the soft edits that an explanation over these sources would break."""
    known = [(filed, summed_forms(filed)) for filed in sources]

    def count(explanation: Explanation) -> int:
        def source(suspect: Suspect) -> tuple[int, str]:
            cell = suspect.cell
            at = next(at for at, (filed, _) in enumerate(known) if _holds(filed, cell))
            return at, cell.unit

        total = 0
        for (at, unit), suspects in groupby(sorted(explanation, key=source), key=source):
            filed, summed = known[at]
            total += _broken(filed, filed[unit], summed, list(suspects))
        return total

    return count


def _holds(filed: Filed, cell: CellRef) -> bool:
    """Tell whether a cell is of these returns; in memory two sources may both have no file."""
    one = filed.get(cell.unit)
    if one is None or one.file != cell.file or cell.form not in one.records:
        return False
    return one.records[cell.form][cell.item, cell.line] == cell.value


def _broken(filed: Filed, one: Return, summed: Summed, suspects: Sequence[Suspect]) -> int:
    """Count the soft edits on one return that hold before its changes and fail after.

    Over a figure that is left open an edit cannot be judged, and does not count.
    """
    changed = {(s.cell.form, s.cell.item, s.cell.line) for s in suspects}
    records = dict(one.records)
    for suspect in suspects:
        cell, to = suspect.cell, Missing.UNREADABLE if suspect.to is None else suspect.to
        records[cell.form] = records[cell.form].replacing({(cell.item, cell.line): to})
    changes, followed = recalculated(evolve(one, records=records), worked_out(one, filed.scheme))
    changed |= {(a.cell.form, a.cell.item, a.cell.line) for a in followed}
    before, after = (_completed(each.records) for each in (one, changes))
    return sum(
        edit.severity is Severity.SOFT
        and not changed.isdisjoint(refs_on(edit, owner, line))
        and Verdict.FAILS is judged_on(edit, owner, line, after).verdict
        and Verdict.FAILS is not judged_on(edit, owner, line, before).verdict
        for edit, owner, line in _edits(filed, changes, summed)
    )


def _completed(records: Mapping[str, Record]) -> dict[str, Record]:
    return {form: with_recovered(record) for form, record in records.items()}


def _edits(filed: Filed, one: Return, summed: Summed) -> Iterator[tuple[Edit, str, Line]]:
    """Yield the edits judged on a return: the edit, whose it is, and the line."""
    for form_id, record in one.records.items():
        total = form_id in summed.get(one.unit, ())
        for edit, line in edits_on(one, record.form, record, summed=total):
            yield edit, form_id, line
    for edit in edits_across(one, filed.scheme):
        yield edit, filed.scheme.id, None
