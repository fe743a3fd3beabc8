"""What became of bases left blank: recovered, which a note says, or contradicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youthstats.editing.cells import cells_of
from youthstats.model.edits import Edit, Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Line
from youthstats.model.linear import Comparison, Ref, Statement
from youthstats.model.recovery import Recovery, narrowed, recoveries
from youthstats.model.returns import Record, Return
from youthstats.model.values import Figure

__all__ = ["check_bases"]


def check_bases(
    filed: Return, complete: Record, judged: Sequence[tuple[Edit, Line]]
) -> Iterator[Finding]:
    """Yield a finding on every base that was left blank and has shares.

    ``complete`` is the record with the bases that are known filled in, ``judged`` what is judged on
    it. Where several whole numbers fit the shares, none of them may fit the other hard edits.
    """
    record = filed.records[complete.form.id]
    for (name, line), recovery in recoveries(record).items():
        used: tuple[Statement, ...] = recovery.used
        left = recovery if recovery.value is not None else _left(recovery, complete, line, judged)
        if left.impossible:
            code = "base_impossible"
            used += left.limits
        else:
            code = "base_unknown" if recovery.value is None else "base_recovered"
        refs = dict.fromkeys(ref for statement in used for ref in statement.refs)
        yield Finding(
            code=code,
            severity=Severity.HARD if left.impossible else Severity.NOTE,
            unit=filed.unit,
            rule=f"{record.form.id}.base.{name}",
            form=record.form.id,
            line=line,
            cells=cells_of(filed, refs, record.form.id, line),
            statement="; ".join(map(str, used)),
            facts={
                "base": record.form.spoken.items[name],
                "value": recovery.low,
                "low": recovery.low,
                "high": "…" if recovery.high is None else recovery.high,
            },
            file=filed.file,
        )


def _left(
    recovery: Recovery, complete: Record, line: Line, judged: Sequence[tuple[Edit, Line]]
) -> Recovery:
    """Return what the hard comparisons on the form leave of several integers."""
    form = complete.form

    def figure_of(ref: Ref) -> Figure | None:
        return form.figure(form.item(ref.item), complete[ref.item, ref.on(line)])

    limits = (
        edit.statement
        for edit, at in judged
        if at == line and edit.severity is Severity.HARD and isinstance(edit.statement, Comparison)
    )
    return recovery if recovery.impossible else narrowed(recovery, limits, figure_of)
