"""What an answer follows from on a line of its own: a total down a column, a share that few lines have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from youthstats.model.derivations import Source, stated
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form, Line

__all__ = ["source_at", "source_on"]


def source_at(form: Form, item: str, line: Line) -> Source | None:
    """Return what an answer follows from by a hard edit: one of every line, or of its own."""
    return form.source_of(item, line) or source_on(form, item, line)


def source_on(form: Form, item: str, line: Line) -> Source | None:
    """Return what an answer follows from by a hard edit of its line alone; a list's have no names."""
    return None if form.open else _by_line(form).get((item, line))


@lru_cache(maxsize=256)
def _by_line(form: Form) -> Mapping[tuple[str, Line], Source]:
    """Return how answers follow on lines of their own: by the first edit that says so."""
    found: dict[tuple[str, Line], Source] = {}
    for edit in form.edits:
        if not isinstance(edit, Edit) or edit.severity is not Severity.HARD or edit.only:
            continue
        said = stated(edit.statement)
        if said is None or any(ref.form for ref in edit.statement.refs):
            continue
        target, source = said
        lines = edit.lines if target.category is None else (target.category,)
        for line in lines:
            found.setdefault((target.item, line), source)
    return found
