"""What was supposed to be words, or figures, since nothing says which, and every answer says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from youthstats.characters import unspaced
from youthstats.consolidate import FormTotals, Totals
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Form
from youthstats.model.returns import ReadingNote
from youthstats.model.values import Missing, Value, is_figure

__all__ = ["figures_read_as_words", "words_read_as_figures"]

Supposed = Mapping[str, Sequence[str]]
"""Items of which only that much is supposed, by form."""

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,9}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})(?:\.[0-9]+)?%?")
"""A figure as it is typed; what begins with a nought or is very long is a code, or a telephone's."""

_UNREADABLE = "unreadable_cell"
_OTHER_MEASURE = "reading.wrong_measure"

_ENOUGH = 2
"""Units that answer alike: the slip of one says nothing of the form."""


def figures_read_as_words(totals: Totals, supposed: Supposed) -> Iterator[Finding]:
    """Yield a finding on each form that has figures alone under labels read as words, with those."""
    for form in totals.scheme.forms:
        one, told = totals[form.id], []
        for name in supposed.get(form.id, ()):
            if name in form.position and _all_figures(
                _answers(one, totals.scheme.units.root, name)
            ):
                told.append(name)
        if told:
            yield _told("figures_as_words", one, totals.scheme.units.root, told)


def words_read_as_figures(
    findings: Iterable[Finding], totals: Totals, supposed: Supposed
) -> Iterator[Finding]:
    """Yield the findings, with one soft one for all that say of a label that no answer is a figure.

    Several units wrote words there and none a number: it is the form that was misunderstood.
    """
    root, rest = totals.scheme.units.root, list(findings)
    for form in totals.scheme.forms:
        one, told = totals[form.id], []
        for name in supposed.get(form.id, ()):
            units = {found.unit for found in rest if _in_words(found, form, name)}
            if len(units) >= _ENOUGH and not any(map(is_figure, _answers(one, root, name))):
                told.append(name)
                rest = [found for found in rest if not _in_words(found, form, name)]
        if told:
            rest.append(_told("words_as_figures", one, root, told))
    yield from rest


def _in_words(finding: Finding, form: Form, item: str) -> bool:
    """Tell whether a finding is that words stand for a figure; a figure in another measure is none."""
    of_form = finding.code == _UNREADABLE and finding.form == form.id
    if not of_form or not any(cell.item == item for cell in finding.cells):
        return False
    why = finding.facts.get("why")
    other = isinstance(why, ReadingNote) and why.code == _OTHER_MEASURE
    return not (other and form.item(item).measure)


def _answers(totals: FormTotals, unit: str, name: str) -> list[Value]:
    """Return what was given for an item: of a list by all entries, else by every unit and line."""
    form = totals.form
    if form.open:
        return [row[form.position[name]] for row in totals.record.rows]
    records = (totals.records[one] for one in totals.sources(unit))
    return [record[name, line] for record in records for line in form.lines or (None,)]


def _all_figures(answers: Sequence[Value]) -> bool:
    """Tell whether all that was given is figures, and anything was."""
    given = [str(one) for one in answers if not isinstance(one, Missing)]
    plain = map(unspaced, given)
    return bool(given) and all(map(_NUMBER.fullmatch, plain))


def _told(code: str, totals: FormTotals, unit: str, names: Sequence[str]) -> Finding:
    form = totals.form
    items = "、".join(form.item(name).label for name in names)
    return Finding(
        code,
        Severity.SOFT,
        unit,
        rule=f"{form.id}.kind",
        form=form.id,
        facts={"form": form.label, "items": items},
    )
