"""Edits across units: totals over the hierarchy, and ratios far from the other units'."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from youthstats.editing.applying import balance_over, totals_over
from youthstats.editing.cells import cell_of
from youthstats.editing.rules import said_of_item
from youthstats.model.displayed import as_displayed
from youthstats.model.edits import Severity, Verdict, judge
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.linear import Ref
from youthstats.model.pairs import Pair, Pairs
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.spread import RatioSpread, Standing
from youthstats.model.values import Figure, Inexact, is_figure, plain

__all__ = ["check_spreads", "check_totals"]


def check_totals(filed: Filed) -> Iterator[Finding]:
    """Yield a finding for every filed total that is not the sum over the units under it.

    Column totals need no text: every additive item of a form is balanced over the hierarchy.
    """
    for form, item, line, total, parts in totals_over(filed):
        yield from _total(form, item, line, total, parts)


def _total(
    form: Form, item: Item, line: Line, total: Return, parts: list[Return]
) -> Iterator[Finding]:
    by_unit = {filed.unit: filed for filed in (total, *parts)}

    def figure_of(ref: Ref) -> Figure | None:
        value = by_unit[str(ref.form)].records[form.id][item.name, line]
        return form.figure(item, value)

    balance = balance_over(item, total, parts)
    judgement = judge(balance, as_displayed(balance, figure_of, lambda _: item))
    if judgement.verdict is Verdict.FAILS or judgement.within_rounding:
        fails = judgement.verdict is Verdict.FAILS
        yield Finding(
            code="edit_failure" if fails else "within_rounding",
            severity=Severity.HARD if fails else Severity.NOTE,
            unit=total.unit,
            rule=f"{form.id}.total.{item.name}",
            form=form.id,
            line=line,
            cells=tuple(cell_of(filed, form.id, item.name, line) for filed in by_unit.values()),
            left=judgement.left,
            right=judgement.right,
            imbalance=judgement.imbalance,
            statement=str(balance),
            zh=said_of_item("total", form, item, "zh"),
            en=said_of_item("total", form, item, "en"),
            file=total.file,
            sentence="edit_failure_balance" if fails else "within_rounding",
        )


def check_spreads(filed: Filed) -> Iterator[Finding]:
    """Yield a soft finding for every unit whose ratio lies far from the other units'."""
    for form in filed.scheme.forms:
        spreads = [
            (edit, line)
            for edit in form.edits
            if isinstance(edit, RatioSpread)
            for line in form.lines
        ]
        if spreads:
            yield from _spreads_on(form, spreads, filed)


def _spreads_on(
    form: Form, spreads: Sequence[tuple[RatioSpread, Line]], filed: Filed
) -> Iterator[Finding]:
    ratios = [(Pairs(), array("l")) for _ in spreads]  # and the places of those who have them
    for place, record in _records(filed, form):  # once: they may be kept outside of memory
        for (edit, line), (pairs, places) in zip(spreads, ratios, strict=True):
            if pair := _pair(record, edit, line):
                pairs.append(pair)
                places.append(place)
    for (edit, line), (pairs, places) in zip(spreads, ratios, strict=True):
        standings = edit.judge(pairs)
        for at in standings.far:
            yield _far(form, edit, line, filed.returns[places[at]], standings[at])


def _records(filed: Filed, form: Form) -> Iterator[tuple[int, Record]]:
    """Yield what each unit filed itself on a form, and nothing else of its return."""
    for place, unit in enumerate(filed.units):
        if filed.scheme.units.is_leaf(unit):
            try:
                record = filed.record(unit, form.id)
            except KeyError:
                continue  # it need not have the form
            yield place, record


def _pair(record: Record, edit: RatioSpread, line: Line) -> Pair | None:
    """Return the two figures of a ratio that can be held against others."""
    numerator, denominator = (record[ref.item, ref.on(line)] for ref in edit.refs)
    if not (_positive(numerator) and _positive(denominator)):
        return None
    return numerator, denominator  # type: ignore[return-value]


def _positive(value: object) -> bool:
    return is_figure(value) and not isinstance(value, Inexact) and value > 0  # type: ignore[operator]


def _far(form: Form, edit: RatioSpread, line: Line, filed: Return, standing: Standing) -> Finding:
    return Finding(
        code="edit_failure",
        severity=edit.severity,
        unit=filed.unit,
        rule=f"{form.id}.{edit.name}",
        form=form.id,
        line=line,
        cells=tuple(cell_of(filed, form.id, ref.item, ref.on(line)) for ref in edit.refs),
        left=plain(standing.ratio),
        right=plain(standing.median),
        imbalance=plain(standing.ratio - standing.median),
        statement=str(edit),
        zh=edit.zh,
        en=edit.en,
        file=filed.file,
        sentence="edit_failure_spread",
    )
