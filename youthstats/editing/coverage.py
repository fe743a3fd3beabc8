"""Which answers the hard edits check: what arithmetic alone can find, and what it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

    Edits meant for some units only are left out; of those over a base that may be left blank it is
    said. Of a list every entry is checked alike: its line is ``None``.
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
                (f"{owner}.{edit.name}", edit)
                for owner, edit in edits
                if not edit.lines or line in edit.lines
                if any(_names(ref, form, owner, item.name, line) for ref in edit.statement.refs)
            ]
            degree = _degree(edit for _, edit in bearing)
            bases = {rule: _bases(edit, form) - {item.name} for rule, edit in bearing}
            sure = _degree(edit for rule, edit in bearing if not bases[rule])
            lost = set[str]().union(*bases.values()) if sure != degree else set()
            over = form.by_unit and item.additive and not form.open
            yield Coverage(
                form.id,
                item.name,
                line,
                degree,
                tuple(bases),
                over,
                tuple(one.name for one in form.items if one.name in lost),
            )


def _degree(edits: Iterable[Edit]) -> Degree:
    """Return how far these edits check a figure they stand in."""
    found = {OF_KIND.get(edit.kind, "bounded") for edit in edits}
    return next((one for one in DEGREES if one in found), DEGREES[-1])


def _bases(edit: Edit, form: Form) -> set[str]:
    """Return the answers of the form an edit rests on that may be left blank."""
    refs = (ref for ref in edit.statement.refs if ref.form in {None, form.id})
    return {ref.item for ref in refs if form.item(ref.item).recoverable}


def _names(ref: Ref, form: Form, owner: str, item: str, line: Line) -> bool:
    """Tell whether an edit's item is, on some line it is judged on, this answer."""
    mine = (ref.form or owner) == form.id and ref.item == item
    return mine and (ref.category == line or (ref.category is None and ref.form is None))
