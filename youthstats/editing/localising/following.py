"""Figures that live formulas work out: no cells of their own, but what they are worked out from.

A total that a formula adds up follows whatever is typed into its parts. It cannot be wrong by
itself, and where a part changes it changes with it: in every row its parts stand in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from youthstats.editing.bounding import simple
from youthstats.editing.localising.atoms import Atom, Multiplied, Shared, combined
from youthstats.editing.localising.system import Row

__all__ = ["with_formulas"]


def with_formulas(
    rows: Iterable[Row], formulas: Mapping[int, Row], stands: Callable[[Row], bool]
) -> list[Row]:
    """Return the rows over what is typed alone, without those that then say nothing any more.

    ``formulas`` are the rows that say what follows, by its column; ``stands`` tells whether a row
    holds. A share stands for what it is a share of where it has to be another one; where more is
    asked of it, it stays a figure of its own.
    """
    left, rows = dict(formulas), list(rows)
    while left:
        column, formula = left.popitem()
        if formula.shared is None and column not in formula.columns:
            continue  # it says no more than the others do, which work out each other
        if formula.shared is None:
            rows = [_added_up(row, column, formula) for row in rows]
            left = {c: _added_up(row, column, formula) for c, row in left.items()}
        else:
            rows = _shared_out(rows, column, formula.shared, stands)
    return [row for row in rows if row.columns or not stands(row)]


def _added_up(row: Row, column: int, formula: Row) -> Row:
    """Return a row with a sum in the place of its total."""
    balance = formula.balance
    assert balance is not None
    turn = dict(balance.terms)[column]

    def put(atom: Atom) -> Atom:
        size = dict(atom.terms).get(column)
        if size is None:
            return atom
        return combined(
            (1, atom), (simple(Fraction(-size) / turn), balance), relation=atom.relation
        )

    if column not in row.columns:
        return row
    multiplied = _factor_apart(row, column)
    if multiplied is not None:
        if multiplied.factor == column:  # of two sums: it stays a figure of its own
            return row
        by, rest = put(multiplied.by), put(multiplied.rest)
        multiplied = evolve(multiplied, by=by, rest=rest)
    shared = row.shared
    if shared is not None:
        shared = evolve(shared, part=put(shared.part), whole=put(shared.whole))
    return evolve(
        row,
        alternatives=tuple(tuple(map(put, alternative)) for alternative in row.alternatives),
        shared=shared,
        multiplied=multiplied,
        followed=(*row.followed, column),
    )


def _factor_apart(row: Row, column: int) -> Multiplied | None:
    """Return a row's product with another factor apart than what stands in a column, if it may be."""
    one = row.multiplied
    if one is None or one.factor != column:
        return one
    return one.turned or one


def _shared_out(
    rows: list[Row], column: int, shared: Shared, stands: Callable[[Row], bool]
) -> list[Row]:
    """Return the rows with a quotient in the place of a share, where that says the same."""
    mine = [row for row in rows if column in row.columns]
    found: dict[int, Row | None] = {}
    for row in mine:
        put = None if row.shared == shared else _quotient(row, column, shared)
        if row.shared != shared and (put is None or stands(put) != stands(row)):
            return rows
        found[id(row)] = put
    put_in = (found.get(id(row), row) for row in rows)
    return [row for row in put_in if row is not None]


def _quotient(row: Row, column: int, shared: Shared) -> Row | None:
    """Return what a row says that asks for the same share in another cell, ``None`` for any other."""
    balance = row.balance
    others = [term for term in balance.terms if term[0] != column] if balance is not None else []
    if balance is None or balance.constant or len(others) != 1:
        return None
    if others[0][1] != -dict(balance.terms)[column]:
        return None
    same = evolve(shared, share=others[0][0])
    return evolve(row, alternatives=(), shared=same, followed=(*row.followed, column))
