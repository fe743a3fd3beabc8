"""A form under other names: what speaks of an item, or of a category, follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.linear import (
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)
from youthstats.model.phrases import phrase_parts
from youthstats.model.spread import RatioSpread

__all__ = ["Call", "Names", "renamed", "renamed_statement"]

Names = Mapping[str, str]
Call = Callable[[Ref], Ref]


def renamed(form: Form, items: Names, categories: Names | None = None) -> Form:
    """Return a form whose items and categories are called otherwise."""
    lines = categories or {}
    return evolve(
        form,
        items=tuple(_item(item, items) for item in form.items),
        categories=tuple(
            evolve(one, name=lines.get(one.name, one.name)) for one in form.categories
        ),
        closed=frozenset(
            (items.get(item, item), lines.get(str(line), line)) for item, line in form.closed
        ),
        order_by=tuple(
            order.replace(name := order.removeprefix("-"), items.get(name, name))
            for order in form.order_by
        ),
        edits=tuple(_edit(edit, items, lines) for edit in form.edits),
    )


def _item(item: Item, names: Names) -> Item:
    return evolve(
        item,
        name=names.get(item.name, item.name),
        within=None if item.within is None else names.get(item.within, item.within),
        specify=None if item.specify is None else names.get(item.specify, item.specify),
        pattern=None if item.pattern is None else _pattern(item.pattern, names),
    )


def _pattern(pattern: str, names: Names) -> str:
    marks = {"slot": "{{{}}}", "optional": "[{}]", "literal": "{}"}
    return "".join(
        marks[kind].format(names.get(text, text) if kind == "slot" else text)
        for kind, text in phrase_parts(pattern)
    )


def _edit(edit: Edit | RatioSpread, items: Names, lines: Names) -> Edit | RatioSpread:
    def call(ref: Ref) -> Ref:
        return _ref(ref, items, lines) if ref.form is None else ref

    if isinstance(edit, RatioSpread):
        return evolve(edit, numerator=call(edit.numerator), denominator=call(edit.denominator))
    named = tuple(lines.get(line, line) for line in edit.lines)
    return evolve(edit, statement=renamed_statement(edit.statement, call), lines=named)


def _ref(ref: Ref, items: Names, lines: Names) -> Ref:
    line = lines.get(ref.category, ref.category) if isinstance(ref.category, str) else ref.category
    return evolve(ref, item=items.get(ref.item, ref.item), category=line)


def renamed_statement(statement: Statement, call: Call) -> Statement:
    """Return a statement about what ``call`` gives for each reference."""

    def linear(one: Linear) -> Linear:
        return Linear(tuple((call(ref), size) for ref, size in one.terms), one.constant)

    match statement:
        case Quotient():
            part, whole = linear(statement.part), linear(statement.whole)
            return evolve(statement, share=call(statement.share), part=part, whole=whole)
        case Product():
            left, rest, by = map(linear, (statement.left, statement.rest, statement.times.by))
            times = Times(call(statement.times.factor), by)
            return Product(left, statement.relation, times, rest)
        case Condition():
            when, then = (renamed_statement(one, call) for one in (statement.when, statement.then))
            assert isinstance(when, Comparison)
            assert isinstance(then, Comparison)
            return Condition(when, then)
        case Comparison():
            return Comparison(linear(statement.left), statement.relation, linear(statement.right))
