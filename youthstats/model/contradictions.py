"""What a form may not say: where its parts contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from youthstats.characters import length, visible
from youthstats.errors import DefinitionError
from youthstats.model.axes import Axis, Dimension
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Quotient
from youthstats.model.phrases import phrase_slots
from youthstats.nearest import did_you_mean

__all__ = ["LONGEST_SHEET_NAME", "RESERVED", "refuse_contradictions"]

LONGEST_SHEET_NAME = 20
"""A sheet's name may have 31 characters; this leaves room for what detail sheets add to it."""

RESERVED = frozenset({"history"})
"""Names of sheets that Excel keeps to itself."""

_ID = re.compile(r"[^\W\d]\w*")


class _Parts(Protocol):
    """What of a form is held against the rest of it."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def items(self) -> Sequence[Item]: ...
    @property
    def categories(self) -> Sequence[Category]: ...
    @property
    def rows(self) -> Axis: ...
    @property
    def columns(self) -> Axis: ...
    @property
    def closed(self) -> Iterable[tuple[str, str | int | None]]: ...
    @property
    def order_by(self) -> Iterable[str]: ...
    @property
    def dimensions(self) -> Sequence[Dimension]: ...
    @property
    def open(self) -> bool: ...
    @property
    def by_unit(self) -> bool: ...
    @property
    def placed(self) -> Sequence[Item]: ...
    @property
    def parts(self) -> Mapping[str, Sequence[Item]]: ...
    @property
    def quotients(self) -> Sequence[Quotient]: ...
    @property
    def position(self) -> Mapping[str, int]: ...
    def item(self, name: str) -> Item: ...


def refuse_contradictions(form: _Parts) -> None:
    """Raise :class:`~youthstats.errors.DefinitionError` where the parts of a form do not agree."""
    _check_names(form)
    _check_axes(form)
    _check_phrases(form)
    _check_quotients(form)
    _check_closed(form)
    _check_card(form)


def _check_names(form: _Parts) -> None:
    for what, names in (
        ("items", [item.name for item in form.items]),
        ("categories", [category.name for category in form.categories]),
    ):
        # Cells are named after them, and a spreadsheet does not tell A from a there.
        alike = Counter(name.casefold() for name in names)
        twice = sorted(name for name in names if alike[name.casefold()] > 1)
        if twice:
            raise DefinitionError(f"form {form.id}: two {what} are called {twice[0]!r}")
    if not _ID.fullmatch(form.id):
        raise DefinitionError(f"a form's id is one word, not {form.id!r}")
    if not _names_a_sheet(form.label):
        raise DefinitionError(
            f"form {form.id}: the label {form.label!r} names a sheet: up to {LONGEST_SHEET_NAME} "
            "characters, all of them visible, none of [ ] : * ? / \\ '; and not History"
        )
    if not form.items:
        raise DefinitionError(f"form {form.id} asks for nothing: it has no items")
    for name in (order.removeprefix("-") for order in form.order_by):
        _known_item(form, name, "order_by")


def _names_a_sheet(label: str) -> bool:
    plain = label == visible(label) and not set(label) & set("[]:*?/\\'")
    return plain and 0 < length(label) <= LONGEST_SHEET_NAME and label.casefold() not in RESERVED


def _check_axes(form: _Parts) -> None:
    dimensions = form.dimensions
    if len(set(dimensions)) != len(dimensions):
        raise DefinitionError(f"form {form.id}: a dimension stands on both axes")
    if Dimension.ITEM not in dimensions:
        raise DefinitionError(f"form {form.id}: neither axis runs over the items")
    if (Dimension.CATEGORY in dimensions) != bool(form.categories):
        raise DefinitionError(f"form {form.id}: categories and the axes do not agree")
    if form.open and (form.categories or form.by_unit):
        raise DefinitionError(f"form {form.id}: a list has neither categories nor units on an axis")
    if any(axis.summed and not axis.open for axis in (form.rows, form.columns)):
        raise DefinitionError(f"form {form.id}: only a list has a line of totals over its entries")
    if Dimension.UNIT in (form.rows.over[1:] + form.columns.over[1:]):
        raise DefinitionError(f"form {form.id}: units are the outermost dimension of their axis")


def _check_phrases(form: _Parts) -> None:
    for item in form.items:
        if item.within is not None:
            _known_item(form, item.within, f"{item.name} within")
        if item.specify is not None:
            _known_item(form, item.specify, f"{item.name} specify")
        if item.kind is Kind.PHRASE and item.pattern is not None:
            slots: Sequence[str] = phrase_slots(item.pattern)
            inside = [other.name for other in form.items if other.within == item.name]
            if sorted(slots) != sorted(inside):
                raise DefinitionError(
                    f"form {form.id}: phrase {item.name} has places {list(slots)} "
                    f"but the items within it are {inside}"
                )


def _check_quotients(form: _Parts) -> None:
    for quotient in form.quotients:
        ref = quotient.share
        if ref.form is None and form.item(ref.item).kind is Kind.COUNT:
            raise DefinitionError(
                f"form {form.id}: item {ref.item} is a whole number, and a quotient is none: "
                "make it a share, or money(…, adds=False)"
            )


def _check_closed(form: _Parts) -> None:
    lines = [category.name for category in form.categories]
    for name, line in sorted(form.closed, key=str):
        _known_item(form, name, "closed")
        if line not in lines:
            hint = did_you_mean(str(line), lines)
            raise DefinitionError(f"form {form.id}, closed: no category {line!r}{hint}")
        if form.item(name) not in form.placed or name in form.parts:
            raise DefinitionError(f"form {form.id}, closed: {name} has no cell of its own")
    for item in form.placed if lines else ():
        if all((item.name, line) in form.closed for line in lines):
            raise DefinitionError(f"form {form.id}, closed: {item.name} is asked for nowhere")


def _check_card(form: _Parts) -> None:
    if not any(item.side for item in form.items):
        return
    if set(form.dimensions) != {Dimension.ITEM, Dimension.ANSWER}:
        raise DefinitionError(f"form {form.id}: a card has one answer to each item, and no more")
    for item in form.placed:
        if not item.side:
            raise DefinitionError(
                f"form {form.id}, {item.name}: on a card every answer is right of its label or below it"
            )


def _known_item(form: _Parts, name: str, where: str) -> None:
    if name not in form.position:
        hint = did_you_mean(name, form.position)
        raise DefinitionError(f"form {form.id}, {where}: no item {name!r}{hint}")
