"""What the office is told of figures that no total holds: unreadable ones, and those read as words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from youthstats.consolidate import FormTotals, Totals
from youthstats.model.cellrefs import label_of, show_value
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.values import Missing, is_figure

__all__ = ["figures_read_as_words", "notes_on_unread"]

MOST_TOLD = 12
"""Sums over the figures that were read that a note names; the others can be asked for by a script."""

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,9}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})(?:\.[0-9]+)?%?")
"""A figure as it is typed; what begins with a nought or is very long is a code, or a telephone's."""


def figures_read_as_words(
    totals: Totals, supposed: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Yield a finding on each list that has figures alone where words were only supposed, by item."""
    for form in totals.scheme.forms:
        names = [name for name in supposed.get(form.id, ()) if name in form.position]
        rows = totals[form.id].record.rows if names else ()
        columns = {name: [row[form.position[name]] for row in rows] for name in names}
        if told := [name for name, answers in columns.items() if _all_figures(answers)]:
            yield Finding(
                "figures_as_words",
                Severity.SOFT,
                totals.scheme.units.root,
                rule=f"{form.id}.kind",
                form=form.id,
                facts={
                    "form": form.label,
                    "items": "、".join(form.item(name).label for name in told),
                },
            )


def _all_figures(answers: Sequence[object]) -> bool:
    """Tell whether all that was given is figures, and anything was."""
    given = [str(one) for one in answers if not isinstance(one, Missing)]
    plain = ("".join(unicodedata.normalize("NFKC", one).split()) for one in given)
    return bool(given) and all(map(_NUMBER.fullmatch, plain))


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
