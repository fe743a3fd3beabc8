"""Which forms are filed as soon as another is: columns beside the figures of the same table.

A table whose columns ask for different things is several forms. Of 备注 beside figures nobody owes
any; and a rate or an amount that was left blank is a blank in a table that was filed, where other
figures of it that add up were. A remark or a rate alone files none. Nor does anybody owe the lists
inside a card: who filled that in may have nothing to list.
"""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.model.forms import Form
from youthstats.model.items import Kind

__all__ = ["goes_with"]


def goes_with(id: str, forms: Iterable[Form]) -> list[str]:
    """Return the ids of the forms with which a form that was left blank is filed all the same."""
    by_id = {form.id: form for form in forms}
    form = by_id.pop(id, None)
    if form is None:
        return []
    beside = [one for one in by_id.values() if one.sheet == form.sheet != ""]
    if form.open:
        return [one.id for one in beside if one.card and one.table == form.table > 0]
    if all(item.kind is Kind.TEXT for item in form.items):
        return [one.id for one in beside]
    added = [one for one in beside if not one.open and any(item.additive for item in one.items)]
    return [one.id for one in added if one.table == form.table > 0]
