"""Which forms are filed as soon as another is: columns beside the figures of the same table.

A table whose columns ask for different things is several forms. Of 备注 beside figures nobody owes
any; and a rate or an amount that was left blank is a blank in a table that was filed, where other
figures of it that add up were. A remark or a rate alone files none. Nor does anybody owe the lists
inside a card: who filled that in may have nothing to list. So may who filled in the other sheets of an
office's own workbook, but that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.model.forms import Form
from youthstats.model.items import Kind

__all__ = ["goes_with", "inside_card"]


def goes_with(id: str, forms: Iterable[Form]) -> list[str]:
    """Return the ids of the forms with which a form that was left blank is filed all the same."""
    by_id = {form.id: form for form in forms}
    form = by_id.pop(id, None)
    if form is None:
        return []
    beside = [one for one in by_id.values() if one.sheet == form.sheet != ""]
    if form.open:
        own = [*by_id.values()] if _of_office(form) else []
        return [one.id for one in own if _tells_of_filing(one) or _is_around(one, form)]
    if all(item.kind is Kind.TEXT for item in form.items):
        return [one.id for one in beside]
    added = [one for one in beside if not one.open and any(item.additive for item in one.items)]
    return [one.id for one in added if one.table == form.table > 0]


def inside_card(form: Form, forms: Iterable[Form]) -> bool:
    """Tell whether a form is a list inside a card."""
    return form.open and any(_is_around(one, form) for one in forms)


def _is_around(one: Form, form: Form) -> bool:
    return one.card and one.sheet == form.sheet != "" and one.table == form.table > 0


def _tells_of_filing(form: Form) -> bool:
    """Tell whether a form shows that a workbook was filled in, as a cover of words does not."""
    return form.open or any(item.kind.numeric for item in form.items)


def _of_office(form: Form) -> bool:
    """Tell whether a form was drawn from an office's own workbook: that prints more than its labels."""
    return bool(form.sheet or form.printed)
