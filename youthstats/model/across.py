"""Which totals follow from other forms: a rate on one form, worked out from figures on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from youthstats.model.derivations import Source, sources_of, stated
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form, Line
from youthstats.model.linear import EVERY, Linear, Quotient, Ref

__all__ = ["Answer", "answer_at", "every_source", "followed_across", "stated_answers"]

Answer = tuple[str, str, Line]
"""One answer of a unit: form, item, line."""


def answer_at(ref: Ref) -> Answer:
    """Return the answer that a reference in full is to."""
    return str(ref.form), ref.item, ref.category


def followed_across(forms: Iterable[Form], edits: Iterable[Edit]) -> dict[Answer, Source]:
    """Return the figures that are not added, of which only other forms tell the total, and from what.

    A hard edit across forms says so, or one within a form of what follows from such a figure. Every
    reference names its form and its line. Answers of lists are none of them.
    """
    by_id = {form.id: form for form in forms}
    search = _Search(by_id, _said(edits))
    found: dict[Answer, Source] = {}
    for form in by_id.values():
        untold = [one for one in form.items if one.kind.numeric and not form.has_total(one)]
        for answer in ((form.id, item.name, line) for item in untold for line in form.lines):
            source = search.source(answer)
            if source is not None and answer[1:] not in form.closed and search.told(answer):
                found[answer] = source
    return found


def stated_answers(forms: Iterable[Form], edits: Iterable[Edit]) -> dict[Answer, Source]:
    """Return what each answer follows from by a hard edit, of its form or across forms.

    Every reference names its form and its line. Of the entries of a list none is told: each is its own.
    """
    found = _said(edits)
    for answer, source in _within(forms):
        found.setdefault(answer, source)
    return found


def every_source(forms: Iterable[Form], edits: Iterable[Edit]) -> dict[Answer, tuple[Source, ...]]:
    """Return all that hard edits say each answer follows from, down its column and across forms too.

    Every reference names its form and its line. Of the entries of a list none is told.
    """
    found: dict[Answer, dict[Source, None]] = {}
    for answer, source in (*_within(forms), *_across(edits)):
        found.setdefault(answer, {})[source] = None
    return {answer: tuple(sources) for answer, sources in found.items()}


def _within(forms: Iterable[Form]) -> Iterator[tuple[Answer, Source]]:
    for form in forms:
        lines = (form.total_line,) if form.open else form.lines
        for edit in form.edits:
            if isinstance(edit, Edit) and (said := _firm(edit)) is not None:
                target, source = said
                for line in form.instances(edit, lines):
                    yield (form.id, target.item, target.on(line)), _in_full(source, form.id, line)


def _across(edits: Iterable[Edit]) -> Iterator[tuple[Answer, Source]]:
    for edit in edits:
        said = _firm(edit)
        if said is not None:
            yield answer_at(said[0]), said[1]


def _said(edits: Iterable[Edit]) -> dict[Answer, Source]:
    """Return what the edits across forms say that answers follow from: the first that does."""
    found: dict[Answer, Source] = {}
    for answer, source in _across(edits):
        found.setdefault(answer, source)
    return found


def _firm(edit: Edit) -> tuple[Ref, Source] | None:
    """Return the answer that an edit determines, and from what, where it must hold of all units."""
    return stated(edit.statement) if edit.severity is Severity.HARD and not edit.only else None


@frozen
class _Search:
    forms: Mapping[str, Form]
    said: Mapping[Answer, Source]

    def source(self, answer: Answer) -> Source | None:
        """Return what an answer follows from, across forms or within its own."""
        if answer in self.said:
            return self.said[answer]
        id, item, line = answer
        own = self.forms[id].made_of.get(item)
        return None if own is None else _in_full(own, id, line)

    def told(self, answer: Answer, behind: tuple[Answer, ...] = ()) -> bool:
        """Tell whether an answer has a total; one worked out from itself (``behind``) has none."""
        id, name, line = answer
        form = self.forms[id]
        if form.has_total(form.item(name)):
            return not form.open or line in {EVERY, form.total_line}  # an entry is one unit's
        source = self.source(answer)
        if source is None or answer in behind:
            return False
        refs = map(answer_at, sources_of(source))
        return all(self.told(ref, (*behind, answer)) for ref in refs)


def _in_full(source: Source, form: str, line: Line) -> Source:
    """Return a source within a form with its form and line named."""
    if isinstance(source, Quotient):
        part, whole = (_named(one, form, line) for one in (source.part, source.whole))
        return evolve(source, part=part, whole=whole)
    return _named(source, form, line)


def _named(linear: Linear, form: str, line: Line) -> Linear:
    terms = ((Ref(ref.item, ref.on(line), form), size) for ref, size in linear.terms)
    return Linear(tuple(terms), linear.constant)
