"""What the office is told of totals with a figure in them that nobody could read."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.consolidate import FormTotals, Totals
from youthstats.model.cellrefs import label_of, show_value
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.values import is_figure

__all__ = ["notes_on_unread"]

MOST_TOLD = 12
"""Sums over the figures that were read that a note names; the others can be asked for by a script."""


def notes_on_unread(totals: Totals) -> Iterator[Finding]:
    """Yield a note on each form that has such totals, with what comes of the figures that were read."""
    for form in totals.scheme.forms:
        told = _told(totals[form.id], totals.scheme.units.root)
        if told:
            yield Finding(
                "total_unread",
                Severity.NOTE,
                totals.scheme.units.root,
                rule=f"{form.id}.total",
                form=form.id,
                facts={
                    "form": form.label,
                    "count": len(told),
                    "sums": told if len(told) <= MOST_TOLD else [*told[:MOST_TOLD], "…"],
                },
            )


def _told(totals: FormTotals, unit: str) -> list[str]:
    return [
        f"{label_of(totals.form, item, line)} {show_value(value, 'zh') if is_figure(value) else '—'}"
        for (item, line), value in totals.read_in_part(unit).items()
    ]
