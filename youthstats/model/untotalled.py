"""Totals of a list that only its label asks for, and that nobody who fills in its line gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.returns import Record
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, is_figure, nominal

__all__ = ["has_figures", "totals_not_given"]

FEWEST = 2
"""Units that leave a total blank together: one alone may have forgotten it."""

_NOTHING = frozenset({Missing.BLANK, Missing.NOT_APPLICABLE, Missing.NOT_ASKED})


def totals_not_given(scheme: Scheme, form: Form, records: Iterable[Record]) -> Mapping[str, str]:
    """Return the items whose total seems not to be asked for, each with the edit that was inferred.

    Every unit left its cell blank though it had figures to add and gave other totals in that line:
    tons and boxes under one 数量 have none. Once somebody gives it the others have left it out.
    """
    edits = _only_inferred(scheme, form)
    units = dict.fromkeys(edits, 0)
    for record in records if units else ():
        if not any(map(is_figure, record.total)):
            continue
        for name in tuple(units):
            if record[name, form.total_line] not in _NOTHING:
                del units[name]
            else:
                units[name] += has_figures(record, name)
        if not units:
            break
    return {name: edits[name] for name, count in units.items() if count >= FEWEST}


def _only_inferred(scheme: Scheme, form: Form) -> Mapping[str, str]:
    """Return the items of whose total nothing is said but by its label, with the edit of that.

    What an office says of figures that were given (``Edit.given``) asks for none; that an inferred edit
    must hold is its own word.
    """
    found: dict[str, str] = {}
    said: set[str] = set()
    for owner, edits in ((form.id, form.edits), (scheme.id, scheme.edits)):
        for edit in edits if form.total_line else ():
            if not isinstance(edit, Edit) or edit.given:
                continue
            refs = (ref for ref in edit.statement.refs if (ref.form or owner) == form.id)
            names = {ref.item for ref in refs if form.is_total_line(ref.category)}
            if edit.inferred and edit.severity is Severity.SOFT and owner == form.id:
                found |= dict.fromkeys(names, edit.name)
            else:
                said |= names
    return {name: edit for name, edit in found.items() if name not in said}


def has_figures(record: Record, name: str) -> bool:
    """Tell whether the entries of a list have something to add up in an item."""
    values = (record[name, line] for line in record.keys)
    return any(is_figure(value) and nominal(value) for value in values)  # type: ignore[arg-type]
