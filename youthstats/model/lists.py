"""What an edit over all entries of a list says of as many as a unit has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from youthstats.model.derivations import Source
from youthstats.model.edits import Edit
from youthstats.model.linear import (
    EVERY,
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
)

__all__ = ["Entries", "over_entries", "said_of_entries", "source_over_entries", "sum_over_entries"]

Entries = Callable[[Ref], Sequence[str | int | None]]
"""Gives the entries there are of the list that a reference is to."""


def over_entries(edit: Edit, entries: Entries) -> Edit:
    """Return an edit with every entry named where it speaks of all of them; its text stays."""
    statement = said_of_entries(edit.statement, entries)
    if statement is edit.statement:
        return edit
    return evolve(edit, statement=statement, written=edit.stated)


def said_of_entries(statement: Statement, entries: Entries) -> Statement:
    """Return a statement with every entry named where it speaks of all of them."""
    if all(ref.category != EVERY for ref in statement.refs):
        return statement
    match statement:
        case Quotient():
            part, whole = (
                sum_over_entries(one, entries) for one in (statement.part, statement.whole)
            )
            return evolve(statement, part=part, whole=whole)
        case Product():
            left, rest = (
                sum_over_entries(one, entries) for one in (statement.left, statement.rest)
            )
            return evolve(statement, left=left, rest=rest)
        case Condition():
            return Condition(_compared(statement.when, entries), _compared(statement.then, entries))
    return _compared(statement, entries)


def _compared(comparison: Comparison, entries: Entries) -> Comparison:
    left, right = (sum_over_entries(one, entries) for one in (comparison.left, comparison.right))
    return Comparison(left, comparison.relation, right)


def source_over_entries(source: Source, entries: Entries) -> Source:
    """Return what an answer follows from with every entry named where it rests on all of them."""
    if isinstance(source, Linear):
        return sum_over_entries(source, entries)
    found = said_of_entries(source, entries)
    assert isinstance(found, Quotient), "it stays what it is"
    return found


def sum_over_entries(linear: Linear, entries: Entries) -> Linear:
    """Return a sum with a term for every entry where it has one for all of them."""
    if not linear.over_entries:
        return linear
    return Linear(tuple(_terms(linear, entries)), linear.constant)


def _terms(linear: Linear, entries: Entries) -> Iterator[tuple[Ref, Fraction]]:
    for ref, size in linear.terms:
        if ref.category == EVERY:
            yield from ((evolve(ref, category=entry), size) for entry in entries(ref))
        else:
            yield ref, size
