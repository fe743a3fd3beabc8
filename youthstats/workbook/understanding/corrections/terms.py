"""Corrections of a form that was drawn from a template, in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any, Protocol

from attrs import field, frozen

from youthstats.errors import CorrectionError, DefinitionError, EditSyntaxError
from youthstats.model.axes import Dimension
from youthstats.model.edits import Severity
from youthstats.model.items import Kind
from youthstats.nearest import did_you_mean
from youthstats.wording import say

__all__ = [
    "AXIS_WORDS",
    "CATEGORY_WORDS",
    "EDIT_WORDS",
    "FORM_WORDS",
    "ITEM_WORDS",
    "SCHEME_WORDS",
    "SPREAD_WORDS",
    "Corrections",
    "FormCorrections",
    "Plain",
    "Said",
    "Sort",
    "Where",
    "contradictions_at",
    "unknown",
    "wrong",
]

Plain = str | int | float | bool | tuple[Any, ...]
"""A value of a correction. An empty text stands for none."""

Said = Mapping[str, Plain]
"""What is said of one thing, word by word."""


class Sort(Enum):
    """What values a word takes."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    LIST = "list"
    KIND = "kind"
    SEVERITY = "severity"
    MISSING = "missing"
    END = "end"
    OVER = "over"
    SIDE = "side"


CLOSED = {
    Sort.KIND: tuple(kind.value for kind in Kind),
    Sort.SEVERITY: (Severity.HARD.value, Severity.SOFT.value),
    Sort.MISSING: ("zero", "missing"),
    Sort.END: ("first", "last"),
    Sort.SIDE: ("right", "below"),
    Sort.OVER: tuple(dimension.value for dimension in Dimension),
}
"""The values there are, for the sorts that have few."""

_TYPES: Mapping[Sort, tuple[type, ...]] = {
    Sort.TEXT: (str,),
    Sort.WHOLE: (int,),
    Sort.NUMBER: (int, float),
    Sort.YES_NO: (bool,),
    Sort.LIST: (list, tuple),
    Sort.OVER: (list, tuple),
}

SCHEME_WORDS = dict.fromkeys(("id", "title", "period", "version"), Sort.TEXT)
FORM_WORDS = {
    "id": Sort.TEXT,
    "label": Sort.TEXT,
    "title": Sort.TEXT,
    "blank": Sort.MISSING,
    "not_applicable": Sort.MISSING,
    "measure": Sort.TEXT,
    "note": Sort.LIST,
    "order_by": Sort.LIST,
    "sheet": Sort.TEXT,
}
AXIS_WORDS = {
    "over": Sort.OVER,
    "stub": Sort.LIST,
    "total": Sort.END,
    "total_label": Sort.TEXT,
    "total_bare": Sort.YES_NO,
    "label": Sort.TEXT,
    "least": Sort.WHOLE,
    "summed": Sort.YES_NO,
}
ITEM_WORDS = {
    "name": Sort.TEXT,
    "kind": Sort.KIND,
    "label": Sort.TEXT,
    "under": Sort.LIST,
    "measure": Sort.TEXT,
    "places": Sort.WHOLE,
    "minimum": Sort.WHOLE,
    "headed": Sort.YES_NO,
    "within": Sort.TEXT,
    "pattern": Sort.TEXT,
    "choices": Sort.LIST,
    "chosen": Sort.YES_NO,
    "specify": Sort.TEXT,
    "recoverable": Sort.YES_NO,
    "in_report": Sort.YES_NO,
    "adds": Sort.YES_NO,
    "repeats": Sort.YES_NO,
    "identifies": Sort.YES_NO,
    "aliases": Sort.LIST,
    "side": Sort.SIDE,
}
CATEGORY_WORDS = {
    "name": Sort.TEXT,
    "label": Sort.TEXT,
    "under": Sort.LIST,
    "aliases": Sort.LIST,
}
EDIT_WORDS = {
    "name": Sort.TEXT,
    "text": Sort.TEXT,
    "severity": Sort.SEVERITY,
    "zh": Sort.TEXT,
    "en": Sort.TEXT,
    "only": Sort.LIST,
    "lines": Sort.LIST,
    "inferred": Sort.YES_NO,
    "given": Sort.YES_NO,
}
SPREAD_WORDS = {
    "name": Sort.TEXT,
    "text": Sort.TEXT,
    "zh": Sort.TEXT,
    "en": Sort.TEXT,
    "scale": Sort.NUMBER,
    "tolerance": Sort.NUMBER,
    "size": Sort.NUMBER,
    "least": Sort.WHOLE,
}
"""What may be said of each thing, in the words of the definition of a form."""


class Where(Protocol):
    """Says where a correction stands, given what it is of."""

    def __call__(self, *path: str) -> str: ...


@frozen
class FormCorrections:
    """What is said of one form.

    ``form``, ``rows`` and ``columns`` set attributes; ``items`` and ``categories`` those of what is
    called so on the template, or add what is not there. ``order`` are the items, all of them, in
    order. ``edits`` change those of their name, or are added; ``without`` names those left out, and
    ``only_these`` leaves out all that the template says itself.
    """

    form: Said = field(factory=dict)
    rows: Said = field(factory=dict)
    columns: Said = field(factory=dict)
    items: Mapping[str, Said] = field(factory=dict)
    categories: Mapping[str, Said] = field(factory=dict)
    order: tuple[str, ...] = ()
    edits: tuple[Said, ...] = ()
    without: tuple[str, ...] = ()
    only_these: bool = False


@frozen
class Corrections:
    """What is said of a template: of the scheme, and of each form by the label it was drawn under.

    ``edits`` and ``without`` are of the edits across forms. ``source`` is where all of it stands,
    ``places`` the cells where single words do.
    """

    scheme: Said = field(factory=dict)
    forms: Mapping[str, FormCorrections] = field(factory=dict)
    edits: tuple[Said, ...] = ()
    without: tuple[str, ...] = ()
    source: str = ""
    places: Mapping[tuple[str, ...], str] = field(factory=dict)

    def where(self, *path: str) -> str:
        """Return where something is said: its cell, or that of what it belongs to, else its path."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return ": ".join(filter(None, (self.source, *path)))

    def check(self) -> None:
        """Raise :class:`~youthstats.errors.CorrectionError` for what means nothing where it stands."""
        self._check(self.scheme, SCHEME_WORDS)
        for label, form in self.forms.items():
            self._check(form.form, FORM_WORDS, label)
            self._check(form.rows, AXIS_WORDS, label, "rows")
            self._check(form.columns, AXIS_WORDS, label, "columns")
            for name, item in form.items.items():
                self._check(item, ITEM_WORDS, label, "items", name)
            for name, category in form.categories.items():
                self._check(category, CATEGORY_WORDS, label, "categories", name)
            for edit in form.edits:
                words = SPREAD_WORDS if "scale" in edit else EDIT_WORDS
                self._check(edit, words, label, "edits", str(edit.get("name", "")))
        for edit in self.edits:
            self._check(edit, EDIT_WORDS, "", "edits", str(edit.get("name", "")))

    def _check(self, said: Said, words: Mapping[str, Sort], *path: str) -> None:
        for word, value in said.items():
            where = self.where(*path, word)
            if word not in words:
                raise unknown(where, word, words)
            if not _means_something(value, words[word]):
                raise CorrectionError(where, "correction.value", _expected(value, words[word]))
        if words in (EDIT_WORDS, SPREAD_WORDS) and not said.get("name"):
            raise wrong(self.where(*path[:2]), "nameless")


def _means_something(value: object, sort: Sort) -> bool:
    if isinstance(value, bool):
        return sort is Sort.YES_NO
    if value == "":
        return sort is Sort.SIDE or (sort not in CLOSED and sort is not Sort.YES_NO)
    if isinstance(value, list | tuple) and sort in {Sort.LIST, Sort.OVER}:
        known = CLOSED.get(sort)
        return all(isinstance(one, str) and (not known or one in known) for one in value)
    if sort in _TYPES:
        return isinstance(value, _TYPES[sort])
    return value in CLOSED[sort]


def _expected(value: object, sort: Sort) -> Any:
    def facts(lang: str) -> Mapping[str, object]:
        expected = say(f"correction.{sort.value}", lang) if sort in _TYPES else ""
        choices = say("list.comma", lang).join(CLOSED.get(sort, ()))
        return {"said": value, "expected": expected + choices}

    return facts


def wrong(where: str, reason: str, **facts: object) -> CorrectionError:
    """Return the error for a correction, with facts that are the same in every language."""
    return CorrectionError(where, f"correction.{reason}", lambda _: facts)


def unknown(where: str, said: str, known: Iterable[str]) -> CorrectionError:
    """Return the error for what nobody knows, with the nearest that is known."""
    names = list(known)
    return CorrectionError(
        where,
        "correction.unknown",
        lambda lang: {"said": said, "hint": did_you_mean(said, names, lang)},
    )


@contextmanager
def contradictions_at(where: str) -> Iterator[None]:
    """Say of what contradicts itself inside the block where that was said."""
    try:
        yield
    except EditSyntaxError as error:
        texts = error.texts
        raise CorrectionError(
            where, "correction.edit", lambda lang: {"fault": texts[lang]}
        ) from error
    except DefinitionError as error:
        raise wrong(where, "contradicts", fault=error) from error
