"""The check: every edit of the scheme over everything that was filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from youthstats.editing.across import check_spreads, check_totals
from youthstats.editing.applying import summed_forms
from youthstats.editing.doubted import check_inferred, without_totals_not_given
from youthstats.editing.explained import with_explanations
from youthstats.editing.presence import check_files, check_missing_returns, check_presence
from youthstats.editing.within import check_return
from youthstats.kept import kept, ordered, with_more
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
    summed, rank = summed_forms(filed), _rank_in(filed)
    found: list[Finding] = []
    judged = _on_each(filed, summed, alone or {})
    notes = kept(_notes(without_totals_not_given(filed, judged, summed), found))
    more: list[Finding] = [*check_inferred(filed, found, summed)]
    more += check_totals(filed)
    more += check_spreads(filed)
    more += check_files(filed)
    if complete:
        more += check_missing_returns(filed)
    notes = with_more(notes, _notes(more, found))
    review = Review(filed, tuple(sorted(found, key=rank)), ordered(notes, rank))
    return with_explanations(review)


def _on_each(filed: Filed, summed: Mapping[str, frozenset[str]], known: Alone) -> Iterator[Finding]:
    for place, unit in enumerate(filed.units):
        if unit in known:
            yield from known[unit]
        else:
            one = filed.returns[place]
            yield from _on_one(one, filed.scheme, summed.get(unit, frozenset()))


def _notes(several: Iterable[Finding], found: list[Finding]) -> Iterator[Finding]:
    """Yield the notes; add what is more than a note to what was ``found``."""
    for one in several:
        if one.severity is Severity.NOTE:
            yield one
        else:
            found.append(one)


def _on_one(one: Return, scheme: Scheme, summed: frozenset[str]) -> Iterator[Finding]:
    yield from check_presence(one, scheme)
    yield from check_return(one, scheme, summed=summed)


def _rank_in(filed: Filed) -> Callable[[Finding], int]:
    """Return what ranks findings: by unit in report order, hard before soft, then by form."""
    units, forms = filed.scheme.units, [form.id for form in filed.scheme.forms]
    form_order = {id: place for place, id in enumerate(forms)}
    last = len(units.names)

    def rank(finding: Finding) -> int:
        unit = units.place(finding.unit) if finding.unit in units else last
        hard = finding.severity is Severity.HARD
        form = form_order.get(finding.form or "", len(forms))
        return (2 * unit + (not hard)) * (len(forms) + 1) + form

    return rank
