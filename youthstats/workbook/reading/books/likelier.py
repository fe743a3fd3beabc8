"""Whether a sheet is likelier another form's than the one it was looked over for.

Half the labels are enough for a form, and another form may have as many of them. So a sheet with the
title of several forms is that one's after which it is called; and where neither name nor title tells,
it is the form's whose labels it has.
"""

from __future__ import annotations

from attrs import evolve

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.locate import Sought, locate
from youthstats.workbook.reading.sheets.under_each_other import others_beside

__all__ = ["called_after", "called_after_another", "fits_another", "namesakes"]


def called_after(sheet: Sheet, form: Form) -> bool:
    """Tell whether a sheet has the name under which the template has a form."""
    return folded(sheet.name) == folded(form.sheet or form.label)


def called_after_another(sheet: Sheet, form: Form, scheme: Scheme) -> bool:
    """Tell whether a sheet has the name of another form, and not of this one."""
    return not called_after(sheet, form) and any(called_after(sheet, one) for one in scheme.forms)


def namesakes(form: Form, scheme: Scheme) -> list[Form]:
    """Return the forms of other sheets with the same title: it does not say which of them is meant."""
    return [one for one in _elsewhere(form, scheme) if one.title == form.title]


def fits_another(found: Found, sheet: Sheet, sought: Sought, *, alike: bool) -> bool:
    """Tell whether another form has more of its labels on a sheet, or as many where ``alike``."""
    own = _fit(found)
    others = _elsewhere(found.layout.form, sought.scheme)
    there = filter(None, (locate(one, sheet, evolve(sought, sure=False)) for one in others))
    return any(own < _fit(one) or (alike and own == _fit(one)) for one in there)


def _elsewhere(form: Form, scheme: Scheme) -> list[Form]:
    """Return the other forms but those that stand on the same sheet of the template."""
    beside = {form.id, *(one.id for one in others_beside(form, scheme))}
    return [one for one in scheme.forms if one.id not in beside]


def _fit(found: Found) -> tuple[int, int]:
    """Return how well a form fits: few of its labels are missing, and many there."""
    matching = found.matching
    missing = len(matching.absent) + len(matching.doubtful) + len(matching.other_measure)
    return -missing, len(found.labels)
