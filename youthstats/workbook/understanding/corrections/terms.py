"""Corrections of a form that was drawn from a template, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from youthstats.errors import CorrectionError, did_you_mean

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
    "refuse_unknown_words",
]

Plain = str | int | bool | tuple[Any, ...]
"""A value of a correction. An empty text stands for none."""

SCHEME_WORDS = ("id", "title", "period", "version")
FORM_WORDS = (
    "id",
    "label",
    "title",
    "blank",
    "not_applicable",
    "measure",
    "note",
    "order_by",
    "sheet",
)
AXIS_WORDS = ("over", "stub", "total", "total_label", "total_bare", "label", "least")
ITEM_WORDS = (
    "name",
    "kind",
    "label",
    "under",
    "measure",
    "places",
    "minimum",
    "headed",
    "within",
    "pattern",
    "choices",
    "specify",
    "recoverable",
    "in_report",
    "adds",
    "repeats",
    "identifies",
    "aliases",
)
CATEGORY_WORDS = ("name", "label", "under", "aliases")
EDIT_WORDS = ("name", "text", "severity", "zh", "en", "only", "inferred")
SPREAD_WORDS = ("name", "text", "zh", "en", "scale", "tolerance", "size", "least")
"""What may be said of each thing, in the words of the definition of a form."""


@frozen
class FormCorrections:
    """What is said of one form.

    ``form``, ``rows`` and ``columns`` set attributes; ``items`` and ``categories`` those of what is
    called so on the template, or add what is not there. ``order`` are the items, all of them, in
    order. ``edits`` are added, or take the place of those of their name; ``only_these`` leaves out
    what the template says itself.
    """

    form: Mapping[str, Plain] = field(factory=dict)
    rows: Mapping[str, Plain] = field(factory=dict)
    columns: Mapping[str, Plain] = field(factory=dict)
    items: Mapping[str, Mapping[str, Plain]] = field(factory=dict)
    categories: Mapping[str, Mapping[str, Plain]] = field(factory=dict)
    order: tuple[str, ...] = ()
    edits: tuple[Mapping[str, Plain], ...] = ()
    only_these: bool = False


@frozen
class Corrections:
    """What is said of a template: of the scheme, and of each form by the label it was drawn under."""

    scheme: Mapping[str, Plain] = field(factory=dict)
    forms: Mapping[str, FormCorrections] = field(factory=dict)
    edits: tuple[Mapping[str, Plain], ...] = ()


def refuse_unknown_words(said: Corrections, where: str) -> None:
    """Raise :class:`~youthstats.errors.CorrectionError` for a word that says nothing of its thing."""
    _refuse(said.scheme, SCHEME_WORDS, where)
    for label, form in said.forms.items():
        here = f"{where}: {label}"
        _refuse(form.form, FORM_WORDS, here)
        for axis in (form.rows, form.columns):
            _refuse(axis, AXIS_WORDS, here)
        for name, item in form.items.items():
            _refuse(item, ITEM_WORDS, f"{here}: {name}")
        for name, category in form.categories.items():
            _refuse(category, CATEGORY_WORDS, f"{here}: {name}")
        for edit in form.edits:
            _refuse(edit, EDIT_WORDS + SPREAD_WORDS, f"{here}: {edit.get('name', '')}")
    for edit in said.edits:
        _refuse(edit, EDIT_WORDS, f"{where}: {edit.get('name', '')}")


def _refuse(said: Mapping[str, Plain], words: tuple[str, ...], where: str) -> None:
    for word in said:
        if word not in words:
            raise CorrectionError(where, word, did_you_mean(word, words))
