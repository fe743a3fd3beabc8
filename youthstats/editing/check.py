"""The check: every edit of the scheme over everything that was filed."""

from __future__ import annotations

from youthstats.editing.across import check_spreads, check_totals
from youthstats.editing.applying import summed_forms
from youthstats.editing.explained import with_explanations
from youthstats.editing.presence import check_files, check_missing_returns, check_presence
from youthstats.editing.within import check_return
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Filed

__all__ = ["check"]


def check(filed: Filed, *, complete: bool = False) -> Review:
    """Judge every edit over what was filed and return all findings.

    Nothing about the figures raises. ``complete=True`` says that every unit of the roster was to
    file, so one that did not is a hard finding; otherwise ``filed.missing`` merely names it.
    """
    summed = summed_forms(filed)
    found: list[Finding] = []
    for one in filed.returns:
        found += check_presence(one, filed.scheme)
        found += check_return(one, filed.scheme, summed=summed.get(one.unit, frozenset()))
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


def _report_order(filed: Filed) -> dict[str, int]:
    names = (*filed.scheme.units.names, *(form.id for form in filed.scheme.forms))
    return {name: place for place, name in enumerate(names)}


def _rank(finding: Finding, order: dict[str, int]) -> tuple[int, bool, int]:
    """By unit in report order, hard before soft, then by form; what is left keeps its order."""
    last = len(order)
    unit = order.get(finding.unit, last)
    return unit, finding.severity is not Severity.HARD, order.get(finding.form or "", last)
