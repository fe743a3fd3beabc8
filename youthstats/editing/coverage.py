"""Which answers the hard edits check: what arithmetic alone can find, and what it cannot."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form, Line
from youthstats.model.linear import Ref
from youthstats.model.schemes import Scheme
from youthstats.model.suspects import Coverage, Degree

__all__ = ["coverage"]

DEGREES: tuple[Degree, ...] = ("exact", "rounded", "bounded", "none")
"""From checked in full to not at all."""

OF_KIND: dict[str, Degree] = {"balance": "exact", "ratio": "rounded"}
"""What an edit checks; any other kind only sets a bound."""


def coverage(scheme: Scheme) -> tuple[Coverage, ...]:
    """Return how far the hard edits check every figure a scheme asks for.

    Edits meant for some units only are left out. Of a list every entry is checked alike: its line
    is ``None``.
    """
    return tuple(one for form in scheme.forms for one in _on_form(form, scheme))


def _on_form(form: Form, scheme: Scheme) -> Iterator[Coverage]:
    edits = [(form.id, edit) for edit in form.edits if isinstance(edit, Edit)]
    edits += [(scheme.id, edit) for edit in scheme.edits]
    edits = [(owner, e) for owner, e in edits if e.severity is Severity.HARD and not e.only]
    for item in form.items:
        for line in form.lines or (None,) if item.kind.numeric else ():
            if (item.name, line) in form.closed:
                continue
            bearing = [
                (f"{owner}.{edit.name}", OF_KIND.get(edit.kind, "bounded"))
                for owner, edit in edits
                if any(_names(ref, form, owner, item.name, line) for ref in edit.statement.refs)
            ]
            found = {degree for _, degree in bearing}
            degree = next((one for one in DEGREES if one in found), DEGREES[-1])
            over = form.by_unit and item.additive and not form.open
            yield Coverage(form.id, item.name, line, degree, tuple(r for r, _ in bearing), over)


def _names(ref: Ref, form: Form, owner: str, item: str, line: Line) -> bool:
    """Tell whether an edit's item is, on some line it is judged on, this answer."""
    mine = (ref.form or owner) == form.id and ref.item == item
    return mine and (ref.category == line or (ref.category is None and ref.form is None))
