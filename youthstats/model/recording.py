"""A record of instances of a class made with ``@form``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from youthstats.model.forms import Line, form_of
from youthstats.model.returns import Record

__all__ = ["record"]


def record(answers: object) -> Record:
    """Build the record of one instance, or a list of instances, of a class made with ``@form``.

    For a form with categories give a mapping from category to instance.
    """
    if isinstance(answers, Mapping):
        lines: list[tuple[Line, object]] = list(answers.items())
    elif isinstance(answers, Sequence):
        lines = list(enumerate(answers))
    else:
        lines = [(None, answers)]
    if not lines:
        raise ValueError("no instance, so no form: use Record.empty(form)")
    form = form_of(type(lines[0][1]))
    values = {
        (name, line): value
        for line, instance in lines
        for name, value in attrs.asdict(instance, recurse=False).items()  # type: ignore[arg-type]
        if value is not None
    }
    return Record.of(form, values)
