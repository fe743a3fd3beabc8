"""The check: every edit of the scheme over everything that was filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from youthstats.editing.across import check_spreads, check_totals
from youthstats.editing.applying import summed_forms
from youthstats.editing.doubted import check_inferred, without_totals_not_given
from youthstats.editing.explained import with_explanations
from youthstats.editing.presence import check_files, check_missing_returns, check_presence
from youthstats.editing.within import check_return
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Filed, Return
from youthstats.model.schemes import Scheme

__all__ = ["Alone", "check", "check_alone"]

Alone = Mapping[str, Sequence[Finding]]
"""Findings on returns each by itself, by unit."""


def check_alone(returns: Iterable[Return], scheme: Scheme) -> Alone:
    """Judge on each return what needs no other; on that of a unit over others nothing does.

    For :func:`check`, which need not do it again then: so it can be done where returns are read.
    """
    units = scheme.units
    return {
        one.unit: tuple(_on_one(one, scheme, frozenset()))
        for one in returns
        if not units.children(one.unit)
    }


def check(filed: Filed, *, complete: bool = False, alone: Alone | None = None) -> Review:
    """Judge every edit over what was filed and return all findings.

    Nothing about the figures raises. ``complete=True`` says that every unit of the roster was to
    file, so one that did not is a hard finding; otherwise ``filed.missing`` merely names it.
    ``alone`` are findings of :func:`check_alone` on some of these returns.
    """
    summed, known = summed_forms(filed), alone or {}
    found: list[Finding] = []
    for place, unit in enumerate(filed.units):
        if unit in known:
            found += known[unit]
        else:
            one = filed.returns[place]
            found += _on_one(one, filed.scheme, summed.get(unit, frozenset()))
    found = list(without_totals_not_given(filed, found, summed))
    found += check_inferred(filed, found, summed)
    found += check_totals(filed)
    found += check_spreads(filed)
    found += check_files(filed)
    if complete:
        found += check_missing_returns(filed)
    order = _report_order(filed)
    ordered = sorted(found, key=lambda finding: _rank(finding, order))
    review = Review(
        filed,
        tuple(f for f in ordered if f.severity is not Severity.NOTE),
        tuple(f for f in ordered if f.severity is Severity.NOTE),
    )
    return with_explanations(review)


def _on_one(one: Return, scheme: Scheme, summed: frozenset[str]) -> Iterator[Finding]:
    yield from check_presence(one, scheme)
    yield from check_return(one, scheme, summed=summed)


def _report_order(filed: Filed) -> dict[str, int]:
    names = (*filed.scheme.units.names, *(form.id for form in filed.scheme.forms))
    return {name: place for place, name in enumerate(names)}


def _rank(finding: Finding, order: dict[str, int]) -> tuple[int, bool, int]:
    """By unit in report order, hard before soft, then by form; what is left keeps its order."""
    last = len(order)
    unit = order.get(finding.unit, last)
    return unit, finding.severity is not Severity.HARD, order.get(finding.form or "", last)
