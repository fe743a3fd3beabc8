"""Edits within one return: on each of its forms, and across them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import evolve

from youthstats.editing.applying import edits_across, edits_on, floor_of, judged_on
from youthstats.editing.as_read import check_as_read
from youthstats.editing.bases import check_bases
from youthstats.editing.cells import cells_of
from youthstats.editing.left_out import LeftOut, left_out
from youthstats.editing.rules import said_of_item
from youthstats.editing.screening import unsettled
from youthstats.model.edits import Edit, Judgement, Severity, Verdict
from youthstats.model.findings import BLANK_BASE, NO_BASE, WITHOUT_BASE, Finding
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.linear import Quotient, Ref
from youthstats.model.recovery import recoveries, with_recovered
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Inexact, Missing, Value, bounds, is_figure

__all__ = ["check_return"]


def check_return(filed: Return, scheme: Scheme, *, summed: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings and notes on one return.

    ``summed`` names the forms on which the return holds a total over units that are there
    themselves: on those only hard edits are judged, for the soft ones were judged on the units.
    """
    complete = {id: with_recovered(record) for id, record in filed.records.items()}
    for form in scheme.forms:
        record = filed.records.get(form.id)
        if record is None or record.blank:
            continue
        yield from check_as_read(filed, record)
        yield from _minimums(filed, record)
        among = unsettled(complete[form.id])
        judged = list(edits_on(filed, form, record, summed=form.id in summed, among=among))
        yield from check_bases(filed, complete[form.id], judged)
        for edit, line in judged:
            yield from _judged(filed, edit, form.id, line, complete)
    for edit in edits_across(filed, scheme):
        yield from _judged(filed, edit, scheme.id, None, complete)


def _judged(
    filed: Return, edit: Edit, owner: str, line: Line, records: Mapping[str, Record]
) -> Iterator[Finding]:
    """Judge one edit on one line; ``owner`` is the form's id, or the scheme's for a cross-form edit."""
    judgement = judged_on(edit, owner, line, records)
    if judgement.verdict is Verdict.FAILS:
        failure = _failure(filed, edit, owner, line, judgement)
        rows = left_out(filed, edit, owner, line, records)
        yield failure if rows is None else _left_out(failure, rows)
    elif judgement.within_rounding and edit.kind == "balance":
        failure = _failure(filed, edit, owner, line, judgement)
        yield evolve(
            failure, code="within_rounding", sentence="within_rounding", severity=Severity.NOTE
        )
    elif judgement.verdict is Verdict.UNDECIDED and edit.severity is Severity.HARD:
        yield from _undecided(filed, edit, owner, line, records)


def _left_out(failure: Finding, rows: LeftOut) -> Finding:
    """Say of a total that rows which the form has not are all that it is above its parts."""
    return evolve(failure, sentence="edit_failure_left_out", facts=rows.facts)


def _undecided(
    filed: Return, edit: Edit, owner: str, line: Line, records: Mapping[str, Record]
) -> Iterator[Finding]:
    """Say which blanks keep a hard edit from being judged; unreadable figures are said already."""
    cells = cells_of(filed, edit.statement.refs, owner, line)
    gaps = [
        cell
        for cell in cells
        if records[cell.form].form.figure(
            records[cell.form].form.item(cell.item), records[cell.form][cell.item, cell.line]
        )
        is None
    ]
    unreadable = any(cell.value is Missing.UNREADABLE for cell in cells)
    if unreadable or not any(is_figure(cell.value) for cell in cells):
        return
    if isinstance(edit.statement, Quotient) and _of_nothing(edit.statement, owner, line, records):
        return  # where nothing can be computed nothing is missing
    yield Finding(
        code="undecided",
        severity=Severity.NOTE,
        unit=filed.unit,
        rule=f"{owner}.{edit.name}",
        form=owner if owner in filed.records else None,
        line=line,
        cells=cells,
        statement=edit.stated,
        zh=edit.zh,
        en=edit.en,
        facts={"gaps": [cell.address or cell for cell in gaps]},
        file=filed.file,
    )


def _of_nothing(quotient: Quotient, owner: str, line: Line, records: Mapping[str, Record]) -> bool:
    """Tell whether what a share is of comes to zero, and its parts were given.

    Where a dash stands for the share they may be left out as well: as an office's formula shows it.
    """
    share, *values = (
        records[ref.form or owner][ref.item, ref.on(line)]
        for ref in (quotient.share, *quotient.whole.refs)
    )
    left_out = {Missing.BLANK, Missing.NOT_APPLICABLE} if share is Missing.NOT_APPLICABLE else set()
    return all(value in left_out or _is_nought(value) for value in values)


def _is_nought(value: Value) -> bool:
    return is_figure(value) and not any(bounds(value))  # type: ignore[arg-type]


def _failure(filed: Return, edit: Edit, owner: str, line: Line, judgement: Judgement) -> Finding:
    own = owner if owner in filed.records else None
    cells = cells_of(filed, _rested_on(filed, edit, owner, line), owner, line)
    sentence = _sentence(filed, edit, owner, line, judgement)
    # A strict inequality can fail with equal sides, which say nothing then.
    apart = judgement.imbalance or sentence in WITHOUT_BASE
    return Finding(
        code="edit_failure",
        severity=edit.severity,
        unit=filed.unit,
        rule=f"{owner}.{edit.name}",
        form=own,
        line=line,
        cells=cells,
        left=judgement.left if apart else None,
        right=judgement.right if apart else None,
        imbalance=judgement.imbalance or None,
        statement=edit.stated,
        zh=edit.zh,
        en=edit.en,
        facts={"share": cells[0].address or cells[0]} if sentence == NO_BASE else {},
        file=filed.file,
        sentence=sentence,
        inferred=edit.inferred,
    )


def _sentence(filed: Return, edit: Edit, owner: str, line: Line, judgement: Judgement) -> str:
    """Return how the failure of an edit is told."""
    statement, kind = edit.statement, edit.kind
    if isinstance(statement, Quotient):
        (share,) = cells_of(filed, [statement.share], owner, line)
        if judgement.right is None:
            base = cells_of(filed, statement.whole.refs, owner, line)
            return BLANK_BASE if any(c.value is Missing.BLANK for c in base) else NO_BASE
        kind = "ratio" if share.kind is Kind.SHARE else "average"
    if kind == "inequality" and not judgement.imbalance:
        kind = "reached"
    return f"edit_failure_{kind}"


def _rested_on(filed: Return, edit: Edit, owner: str, line: Line) -> tuple[Ref, ...]:
    """Return the items an edit was judged on, with those a recovered base was recovered from."""
    named: dict[Ref, None] = {}
    for ref in edit.statement.refs:
        named[ref] = None
        place = ref.on(line)
        recovery = recoveries(filed.records[ref.form or owner]).get((ref.item, place))
        for quotient in recovery.used if recovery else ():
            for source in quotient.refs:
                named[evolve(source, category=ref.category, form=ref.form)] = None
    return tuple(named)


def _minimums(filed: Return, record: Record) -> Iterator[Finding]:
    """Judge the range edit every item has by itself: no figure is below its minimum."""
    form = record.form
    for line, row in record.lines:
        for at, item in form.bounded:
            if not _is_below(row[at], item.minimum or 0):
                continue
            edit = Edit(
                f"minimum.{item.name}",
                floor_of(item),
                Severity.HARD,
                said_of_item("minimum", form, item, "zh"),
                said_of_item("minimum", form, item, "en"),
            )
            yield from _judged(filed, edit, form.id, line, {form.id: record})


def _is_below(value: Value, least: int) -> bool:
    if isinstance(value, int) or type(value) is Decimal:  # nearly all are
        return value < least
    highest = value.high if isinstance(value, Inexact) else value
    return is_figure(highest) and highest < least  # type: ignore[operator]
