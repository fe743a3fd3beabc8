"""Edits in words and under names of their own, made from the labels of what they join."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.items import Kind
from youthstats.model.linear import (
    EVERY,
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)
from youthstats.model.values import printed
from youthstats.wording import LANGUAGES, say

__all__ = ["edit_of"]

MOST_TERMS = 6
"""Terms of a sum that a sentence names one by one."""

_SAID = {"=": "equal", "<=": "at_most", ">=": "at_least", "<": "below", ">": "above"}
_SIGNS = {"=": "＝", "<=": "≤", ">=": "≥", "<": "＜", ">": "＞"}

FormOf = Callable[[str | None], Form]


def edit_of(
    name: str,
    statement: Statement,
    form_of: FormOf,
    severity: Severity = Severity.HARD,
    *,
    inferred: bool = False,
) -> Edit:
    """Return the edit that a statement makes, with its sentence in every language.

    ``form_of`` gives the form that a reference without one, or with one, is to.
    """
    said = {lang: _sentence(statement, form_of, lang) for lang in LANGUAGES}
    return Edit(name, statement, severity, said["zh"], said["en"], inferred=inferred)


def _sentence(statement: Statement, form_of: FormOf, lang: str) -> str:
    item = _only_item(statement)
    told = _told(statement, form_of, lang)

    def label(ref: Ref) -> str:
        """Return what a reference is to; by its category alone where all are to one item."""
        return told[ref] if item is None else _category(form_of(ref.form), ref, lang)

    if isinstance(statement, Quotient):
        part = _operand(statement.part, label, lang, divisor=False)
        whole = _operand(statement.whole, label, lang, divisor=True)
        return say("stated.quotient", lang, share=label(statement.share), part=part, whole=whole)
    if isinstance(statement, Condition):
        left, right = (_sum(side, label, lang) for side in statement.when.sides)
        when = f"{left}{_SIGNS.get(statement.when.relation, statement.when.relation)}{right}"
        then = _sentence(statement.then, form_of, lang)
        return say("stated.condition", lang, when=when, then=then)
    if isinstance(statement, Product):
        left, right = _sum(statement.left, label, lang), _multiplied(statement, label, lang)
    else:
        share = _of_shares(statement, form_of)
        left, right = (_sum(side, label, lang, share=share) for side in statement.sides)
    said = say(f"stated.{_SAID[statement.relation]}", lang, left=left, right=right)
    if item is None:
        return said
    return say("stated.of_item", lang, item=_label(item, form_of(item.form), lang), said=said)


def _told(statement: Statement, form_of: FormOf, lang: str) -> dict[Ref, str]:
    """Return what the references of a statement are called, their forms named where that tells more.

    Forms on one sheet have names that nobody reads there; they are needed for what is called alike.
    """
    forms = {ref: form_of(ref.form) for ref in statement.refs}
    told = {ref: _label(ref, form, lang) for ref, form in forms.items()}
    alone = len({form.sheet or form.label for form in forms.values()}) == 1
    if alone and len(set(told.values())) == len(told):
        return told
    return {
        ref: say("stated.of_form", lang, item=said, form=forms[ref].label) if ref.form else said
        for ref, said in told.items()
    }


def _only_item(statement: Statement) -> Ref | None:
    """Return the item that a statement compares the categories of, if it is about one alone."""
    items = {evolve(ref, category=None) for ref in statement.refs}
    categories = [ref.category for ref in statement.refs]
    return items.pop() if len(items) == 1 and None not in categories else None


def _category(form: Form, ref: Ref, lang: str) -> str:
    if ref.category == EVERY:
        return say("stated.entries", lang)
    if ref.category == form.total_line:
        return say("stated.totals", lang, label=ref.category)
    return form.spoken.categories[str(ref.category)]


def _of_shares(statement: Comparison, form_of: FormOf) -> bool:
    """Tell whether a number among the terms is a share, as everything beside it is."""
    return all(
        abs(size) == 1 and form_of(ref.form).item(ref.item).kind is Kind.SHARE
        for side in statement.sides
        for ref, size in side.terms
    )


def _sum(linear: Linear, label: Callable[[Ref], str], lang: str, *, share: bool = False) -> str:
    plain = all(coefficient == 1 for _, coefficient in linear.terms) and not linear.constant
    if plain and len(linear.terms) > MOST_TERMS:
        ends = [label(ref) for ref in (linear.refs[0], linear.refs[-1])]
        return say("stated.many", lang, first=ends[0], last=ends[1], count=len(linear.terms))
    text = ""
    for ref, coefficient in linear.terms:
        sign = "－" if coefficient < 0 else "＋" if text else ""
        size = "" if abs(coefficient) == 1 else f"{printed(abs(coefficient))}×"
        text += sign + size + label(ref)
    if linear.constant or not text:
        sign = "－" if linear.constant < 0 else "＋" if text else ""
        constant = abs(linear.constant)
        text += sign + (f"{printed(constant * 100)}%" if share and constant else printed(constant))
    return text


def _multiplied(product: Product, label: Callable[[Ref], str], lang: str) -> str:
    """Return what one item times others comes to, with what is added to it."""
    text = _times(product.times, label, lang)
    if product.rest == Linear():
        return text
    rest = _sum(product.rest, label, lang)
    return text + (rest if rest.startswith("－") else f"＋{rest}")


def _times(times: Times, label: Callable[[Ref], str], lang: str) -> str:
    factor = label(times.factor)
    if len(times.by.terms) > 1:
        return f"{factor}×{_operand(times.by, label, lang, divisor=True)}"
    ((ref, size),) = times.by.terms
    return f"{_sum(Linear(((times.factor, size),)), label, lang)}×{label(ref)}"


def _operand(linear: Linear, label: Callable[[Ref], str], lang: str, *, divisor: bool) -> str:
    """Return one side of a quotient, in brackets where it would be read otherwise without them."""
    said = _sum(linear, label, lang)
    factors = [coefficient for _, coefficient in linear.terms]
    several = len(factors) + bool(linear.constant) > 1
    signed = (factors or [linear.constant])[0] < 0
    if several or signed or (divisor and factors not in ([], [1])):
        return say("stated.brackets", lang, said=said)
    return said


def _label(ref: Ref, form: Form, lang: str) -> str:
    """Return the label of what a reference is to, with its category or the heading it is under."""
    spoken = form.spoken
    item = spoken.items[ref.item]
    if ref.category == EVERY:
        return say("stated.every", lang, item=item)
    if ref.category is not None:
        category = _category(form, ref, lang)
        return say("stated.of_category", lang, item=item, category=category)
    if spoken.heading:
        return say("stated.under_heading", lang, item=item, heading=spoken.heading)
    return item
