"""What was understood of a template, in lines that a test can show."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.workbook.understanding.template import Template

__all__ = ["told"]


def told(template: Template) -> str:
    """Return the forms, their items and categories, the edits and the doubts, a line each."""
    return "\n".join(_lines(template))


def _lines(template: Template) -> Iterator[str]:
    for form in template.scheme.forms:
        yield from _form(form)
    for edit in template.scheme.edits:
        yield f"across {edit.statement}"
    for doubt in template.doubts:
        labels = doubt.facts.get("labels") or doubt.facts.get("item") or ""
        yield " ".join(filter(None, ("doubt", doubt.code, doubt.address, str(labels))))


def _form(form: Form) -> Iterator[str]:
    over = " × ".join(
        ",".join(dimension.value for dimension in axis.over) for axis in (form.rows, form.columns)
    )
    measure = f" [{form.measure}]" if form.measure else ""
    card = ", a card" if form.card else ""
    yield f"form {form.label}《{form.title}》{measure}: {over}{card}"
    for item in form.items:
        places = "" if item.places is None else f".{item.places}"
        marks = [f"{item.kind.value}{places}", item.measure, "" if item.additive else "not added"]
        if not item.kind.additive:
            marks = marks[:2]
        choices = "/".join(item.choices)
        within = f"in {item.within}" if item.within else ""
        below = "below its label" if item.side == "below" else ""
        said = " ".join(filter(None, [*marks, choices, within, item.pattern or "", below]))
        yield f"  {_path(item.path)}: {said}"
    for category in form.categories:
        yield f"  by {_path(category.path)}"
    for name, line in sorted(form.closed, key=str):
        yield f"  closed {name} {line}"
    for edit in form.edits:
        assert isinstance(edit, Edit)
        mark = "inferred" if edit.inferred else edit.severity.value
        yield f"  {mark} {edit.statement}"


def _path(path: tuple[str, ...]) -> str:
    return " / ".join("".join(label.split()) for label in path)
