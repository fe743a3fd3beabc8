"""Edits that were inferred from labels, and that the figures of most units contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from youthstats.model.edits import Severity
from youthstats.model.findings import SEEMS_INAPT, Finding
from youthstats.model.returns import Filed

__all__ = ["check_inferred"]

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


def _filers(filed: Filed, form: str, summed: Mapping[str, frozenset[str]]) -> int:
    """Return how many units filed a form themselves."""
    return sum(
        one.answered(form) and form not in summed.get(one.unit, frozenset())
        for one in filed.returns
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
