"""A template as it was understood, thing by thing, in the words that a correction may say of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Comparison, Linear, Product, Quotient, Ref
from youthstats.model.schemes import Scheme
from youthstats.wording import say
from youthstats.workbook.reading.sheets.places import address
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.corrections.difference import plain, plain_edit
from youthstats.workbook.understanding.corrections.terms import (
    CATEGORY_WORDS,
    FORM_WORDS,
    ITEM_WORDS,
    SCHEME_WORDS,
    Plain,
)
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed

__all__ = ["Stated", "stated"]


@frozen
class Stated:
    """One thing: what it is, the form it belongs to, its name, and what is said of it.

    ``shown`` are the words that tell something of a thing of its kind. ``path`` are its labels.
    ``origin`` says where an edit comes from: a key of the wording, and a place.
    """

    thing: str
    form: str
    name: str
    words: Mapping[str, Plain]
    shown: frozenset[str]
    path: tuple[str, ...] = ()
    origin: tuple[str, str] = ("", "")
    doubts: tuple[Doubt, ...] = ()

    def said_of_origin(self, lang: str) -> str:
        """Return in words where an edit comes from."""
        key, place = self.origin
        return say(f"origin.{key}", lang, place=place) if key else ""


def stated(scheme: Scheme, formed: Iterable[Formed], doubts: Iterable[Doubt]) -> Iterator[Stated]:
    """Yield all things of a template: the scheme, then form by form, then the edits across them."""
    forms = list(formed)
    of_forms = [doubt for one in forms for doubt in one.doubts]
    others = tuple(doubt for doubt in doubts if doubt not in of_forms)
    own = {word: str(getattr(scheme, word)) for word in SCHEME_WORDS}
    yield Stated("scheme", "", "", own, frozenset(own), doubts=others)
    for one in forms:
        yield from _form(one)
    for edit in scheme.edits:
        ref = _stated_of(edit)
        home = next((one for one in forms if ref and one.form.id == ref.form), None)
        yield _edit(edit, "", home)


def _form(one: Formed) -> Iterator[Stated]:
    form, label = one.form, one.form.label
    items = {item.name for item in form.items}
    of_items = [doubt for doubt in one.doubts if doubt.facts.get("item") in items]
    others = tuple(doubt for doubt in one.doubts if doubt not in of_items)
    words = {word: plain(getattr(form, word)) for word in FORM_WORDS}
    yield Stated("form", label, label, words, frozenset(words) - {"label"}, doubts=others)
    for item in form.items:
        said = {word: plain(getattr(item, word)) for word in ITEM_WORDS}
        mine = tuple(doubt for doubt in of_items if doubt.facts["item"] == item.name)
        yield Stated("item", label, item.name, said, _telling(item, form), item.path, doubts=mine)
    for category in form.categories:
        yield _category(category, label)
    for edit in form.edits:
        if isinstance(edit, Edit):
            yield _edit(edit, label, one)


def _category(category: Category, label: str) -> Stated:
    said = {word: plain(getattr(category, word)) for word in CATEGORY_WORDS}
    return Stated("category", label, category.name, said, frozenset(said) - {"name"}, category.path)


def _telling(item: Item, form: Form) -> frozenset[str]:
    """Return the words that tell something of an item of its kind."""
    found = {"kind", "label", "under", "measure", "aliases", "within", "pattern"}
    if item.kind.numeric:
        found.add("minimum")
    if item.kind in {Kind.MONEY, Kind.SHARE}:
        found.add("places")
    if item.kind.additive:
        found.add("adds")
    if item.kind is Kind.TEXT:
        found |= {"choices", "chosen"} if item.choices else {"choices"}
    if form.open:
        found |= {"repeats", "identifies"}
    return frozenset(found)


def _edit(edit: Edit, label: str, home: Formed | None) -> Stated:
    origin = _origin(edit, home) if home else ("", "")
    said = plain_edit(edit)
    words = {**said, "given": edit.given}
    return Stated("edit", label, edit.name, words, frozenset(said), origin=origin)


def _origin(edit: Edit, home: Formed) -> tuple[str, str]:
    """Return where an edit comes from: the labels, the formula of a cell, or its validation."""
    if edit.inferred:
        return "labels", ""
    ref, canvas = _stated_of(edit), home.paths.canvas
    for (item, line), place in home.places.items():
        if ref is None or item != ref.item or ref.category not in {None, line}:
            continue
        if edit.lines and line not in edit.lines:
            continue
        if canvas.role(place) is Role.FORMULA and not edit.given:
            return "formula", f"{canvas.name}!{address(place)}"
        if canvas.at(place).limit is not None:
            return "validation", f"{canvas.name}!{address(place)}"
    return "", ""


def _stated_of(edit: Edit) -> Ref | None:
    """Return the one answer that an edit drawn from a template says something of."""
    match edit.statement:
        case Quotient(share=share):
            return share
        case Comparison(left=Linear() as left) | Product(left=Linear() as left):
            return left.single
    return None
