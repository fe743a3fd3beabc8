"""Rows that a form has not: where a total is out by just their figures, no answer of it is wrong.

A unit puts a line of its own into a table and lets the total count it. Every answer is right then; what
is to be mended is the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from youthstats.editing.applying import refs_on
from youthstats.model.asides import Aside
from youthstats.model.columns import column_letters
from youthstats.model.derivations import stated
from youthstats.model.edits import Edit
from youthstats.model.forms import Line
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.model.returns import Record, Return
from youthstats.model.values import Number, exact, near, plain

__all__ = ["LeftOut", "left_out", "with_left_out"]


@frozen
class LeftOut:
    """Rows that a total counts and its edit does not, the column it stands in, what they come to."""

    rows: tuple[Aside, ...]
    column: int
    amount: Number

    @property
    def facts(self) -> dict[str, object]:
        """What is said of them: their labels, and the cells of their figures."""
        letters = column_letters(self.column)
        return {
            "labels": [str(row.facts["label"]) for row in self.rows],
            "areas": [f"{letters}{row.facts['row']}" for row in self.rows],
        }


def left_out(
    filed: Return, edit: Edit, owner: str, line: Line, records: Mapping[str, Record]
) -> LeftOut | None:
    """Return the rows that the form has not and by which a total is out, if they tell all of it.

    The total and its parts stand in one column, and the figures of one such row there, or of all of
    them, are just what the total is above its parts.
    """
    rows = [one for one in filed.asides if one.held]
    said = stated(edit.statement) if rows else None
    if said is None or not isinstance(said[1], Linear):
        return None
    sheets, columns = set[str](), set[int]()
    for form, name, at in refs_on(edit, owner, line):
        location = filed.locations.get(form)
        place = location.cell(name, at) if location is not None else None
        if location is None or place is None:
            return None
        sheets.add(location.sheet)
        columns.add(place[1])
    if len(sheets) != 1 or len(columns) != 1:
        return None
    gap = _gap(said[0], said[1], owner, line, records)
    (sheet,), (column,) = sheets, columns
    for chosen in _choices([one for one in rows if one.sheet == sheet]):
        amount = plain(sum((Fraction(one.held.get(column, 0)) for one in chosen), Fraction(0)))
        if gap is not None and amount and near(gap, amount):
            return LeftOut(chosen, column, amount)
    return None


def with_left_out(edit: Edit, found: LeftOut) -> Edit:
    """Return an edit that counts the rows among the parts of its total."""
    statement = edit.statement
    assert isinstance(statement, Comparison), "else no row was found"
    right = statement.right + Linear((), Fraction(found.amount))
    return evolve(edit, statement=evolve(statement, right=right))


def _choices(rows: list[Aside]) -> Iterator[tuple[Aside, ...]]:
    yield from ((one,) for one in rows)
    if len(rows) > 1:
        yield tuple(rows)


def _gap(
    total: Ref, parts: Linear, owner: str, line: Line, records: Mapping[str, Record]
) -> Number | None:
    """Return by what a total is above its parts; ``None`` where a figure cannot be told."""
    difference = Linear.of(total) - parts
    gap = difference.constant
    for ref, size in difference.terms:
        record = records[ref.form or owner]
        figure = record.form.figure(record.form.item(ref.item), record[ref.item, ref.on(line)])
        if figure is None:
            return None
        gap += size * Fraction(exact(figure))
    return plain(gap)
