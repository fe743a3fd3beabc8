"""Edits that were inferred from labels, and that what most units filed speaks against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from youthstats.model.edits import Severity
from youthstats.model.findings import SEEMS_INAPT, TOTALS_NOT_GIVEN, Finding
from youthstats.model.forms import Form
from youthstats.model.returns import Filed, Record
from youthstats.model.untotalled import totals_not_given

__all__ = ["check_inferred", "without_totals_not_given"]

FEWEST = 3
"""Units whose figures together say something of an edit."""


def check_inferred(
    filed: Filed, found: Iterable[Finding], summed: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Yield a note on every inferred edit that fails in more than half of at least three units.

    Then what was concluded from the labels is wrong rather than the figures.
    """
    failed: dict[str | None, list[Finding]] = {}
    for one in found:
        if one.inferred and one.form is not None and one.code == "edit_failure":
            failed.setdefault(one.rule, []).append(one)
    for findings in failed.values():
        units = len({one.unit for one in findings})
        # Counting who filed brings back every return: only where it may matter.
        of = _filers(filed, str(findings[0].form), summed) if units * 2 >= FEWEST else 0
        if of >= FEWEST and units * 2 > of:
            yield _note(filed, findings, units, of)


def without_totals_not_given(
    filed: Filed, found: Iterable[Finding], summed: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Yield the findings but those on totals that no unit gives, and a note on each list with such."""
    notes = [note for form in filed.scheme.forms for note in _not_given(filed, form, summed)]
    rules = frozenset[str | None]().union(*(note.doubts for note in notes))
    yield from (one for one in found if one.rule not in rules)
    yield from notes


def _not_given(filed: Filed, form: Form, summed: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    told = totals_not_given(filed.scheme, form, _records(filed, form.id, summed))
    if told:
        yield Finding(
            TOTALS_NOT_GIVEN,
            Severity.NOTE,
            filed.scheme.units.root,
            rule=f"{form.id}.total",
            form=form.id,
            facts={
                "form": form.label,
                "line": form.total_line,
                "items": [form.spoken.items[name] for name in told],
                "edits": [*told.values()],
            },
        )


def _filers(filed: Filed, form: str, summed: Mapping[str, frozenset[str]]) -> int:
    """Return how many units filed a form themselves."""
    return sum(1 for _ in _records(filed, form, summed))


def _records(filed: Filed, form: str, summed: Mapping[str, frozenset[str]]) -> Iterator[Record]:
    """Yield what units filed on a form themselves."""
    return (
        one.records[form]
        for one in filed.returns
        if one.answered(form) and form not in summed.get(one.unit, frozenset())
    )


def _note(filed: Filed, findings: list[Finding], units: int, of: int) -> Finding:
    first = findings[0]
    form = filed.scheme.form(str(first.form))
    return Finding(
        SEEMS_INAPT,
        Severity.NOTE,
        filed.scheme.units.root,
        rule=first.rule,
        form=form.id,
        zh=first.zh,
        en=first.en,
        inferred=True,
        facts={
            "form": form.label,
            "edit": str(first.rule).removeprefix(f"{form.id}."),
            "units": units,
            "of": of,
            "count": len(findings),
        },
    )
