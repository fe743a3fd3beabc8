"""Small schemes for tests of localising and repairing: named figures of one unit, and edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import youthstats as ys
from youthstats.model.edits import EditText
from youthstats.model.forms import Missingness
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing, Value

UNIT = "U"


def asked(name: str, kind: Kind = Kind.COUNT) -> Item:
    """An item that may be negative where its name begins with ``n``."""
    return Item(name, kind, name, minimum=None if name.startswith("n") else 0)


def filed_of(
    items: Sequence[Item],
    edits: Sequence[str | EditText],
    values: Mapping[str, Value],
    *,
    blank: Missingness = "zero",
) -> ys.Filed:
    """One return of one unit; an edit given as text alone is hard and called e0, e1, …"""
    given = [
        edit if isinstance(edit, EditText) else ys.hard(f"e{place}", edit, edit)
        for place, edit in enumerate(edits)
    ]
    form = ys.define_form(
        id="X",
        label="X",
        title="X",
        items=items,
        rows=ys.units(),
        columns=ys.items(),
        edits=given,
        blank=blank,
    )
    roster = ys.Hierarchy((ys.Unit(UNIT),))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=roster)
    record = ys.Record.of(form, {(name, None): value for name, value in values.items()})
    return ys.Filed.of(scheme, [ys.Return(UNIT, {"X": record})])


def counts(
    edits: Sequence[str | EditText], *, blank: Missingness = "zero", **values: Value
) -> ys.Filed:
    """The same over counts alone."""
    return filed_of([asked(name) for name in values], edits, values, blank=blank)


BLANK = Missing.BLANK
