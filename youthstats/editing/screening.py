"""Which edits a record obeys to the last digit, told at once: nearly all, and nobody hears of them.

A screen is an edit made into a function of a record, once for each form: items are columns by then,
categories rows, and coefficients whole numbers where they are. It only ever says that an edit surely
holds. What is not there, known roughly, or at odds is left to be judged.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation
from decimal import Inexact as Rounded
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
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
from youthstats.model.returns import Record
from youthstats.model.values import Inexact, Missing, Value

__all__ = ["unsettled"]

Size = Fraction | Decimal | int
Row = tuple[Value, ...]
Screen = Callable[[Record, Row], bool]
"""Tells of a record, and of the line in hand, whether an edit surely holds."""

Amount = Callable[[Record, Row], Size | None]
"""Gives what a sum comes to on a record, ``None`` where that needs a closer look."""

_HOLDS: Mapping[str, Callable[[Size, Size], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}

_EXACT = Context(prec=60, traps=[Rounded, InvalidOperation])
"""Multiplies without rounding, or not at all."""


def unsettled(record: Record) -> list[Edit]:
    """Return the edits within a form that a record does not surely obey, on one line at least."""
    form = record.form
    in_order = form.open or record.keys == form.lines
    return [edit for edit, obeys in _screens(form) if not (in_order and obeys(record))]


@lru_cache(maxsize=1024)
def _screens(form: Form) -> tuple[tuple[Edit, Callable[[Record], bool]], ...]:
    edits = (edit for edit in form.edits if isinstance(edit, Edit))
    return tuple((edit, _on_lines(edit, form)) for edit in edits)


def _on_lines(edit: Edit, form: Form) -> Callable[[Record], bool]:
    """Return the screen of an edit over all lines it is judged on."""
    try:
        holds = _Compiler(form).statement(edit.statement)
    except _UnscreenedError:
        return lambda _: False
    categories = [ref.category for ref in edit.statement.refs]
    if any(map(form.is_total_line, categories)):
        return lambda record: not record.total or (None not in categories and holds(record, ()))
    if None not in categories:
        return lambda record: holds(record, ())
    if form.open:
        return lambda record: all(holds(record, row) for row in record.rows)
    asked = set(form.instances(edit, form.lines))
    places = [place for place, line in enumerate(form.lines) if line in asked]
    return lambda record: all(holds(record, record.rows[place]) for place in places)


class _UnscreenedError(Exception):
    """An edit speaks of what no screen looks at."""


@frozen
class _Compiler:
    """Makes the screens of one form's edits."""

    form: Form

    def statement(self, statement: Statement) -> Screen:
        if isinstance(statement, Comparison):
            return self._comparison(statement)
        if isinstance(statement, Quotient):
            return self._quotient(statement)
        if isinstance(statement, Product):
            return self._product(statement)
        return self._condition(statement)

    def _comparison(self, comparison: Comparison) -> Screen:
        left, right = self._amount(comparison.left), self._amount(comparison.right)
        stands = _HOLDS[comparison.relation]

        def holds(record: Record, hand: Row) -> bool:
            one = left(record, hand)
            other = None if one is None else right(record, hand)
            return one is not None and other is not None and stands(one, other)

        return holds

    def _condition(self, condition: Condition) -> Screen:
        """It holds where what it asks of is not so, and where its consequence is."""
        left, right = self._amount(condition.when.left), self._amount(condition.when.right)
        then, stands = self._comparison(condition.then), _HOLDS[condition.when.relation]

        def holds(record: Record, hand: Row) -> bool:
            one, other = left(record, hand), right(record, hand)
            if one is None or other is None:
                return False
            return not stands(one, other) or then(record, hand)

        return holds

    def _quotient(self, quotient: Quotient) -> Screen:
        """A printed share holds where the part lies between its ends times the whole."""
        part, whole = self._amount(quotient.part), self._amount(quotient.whole)
        rows, column = self._rows(quotient.share), self.form.place(quotient.share.item)

        def holds(record: Record, hand: Row) -> bool:
            (row,) = rows(record, hand)
            share, of, size = row[column], whole(record, hand), part(record, hand)
            if not (type(share) is Inexact and type(of) is int and of > 0 and type(size) is int):
                return False
            try:
                low, high = _EXACT.multiply(share.low, of), _EXACT.multiply(share.high, of)
            except (Rounded, InvalidOperation):
                return False
            return low <= size <= high

        return holds

    def _product(self, product: Product) -> Screen:
        """It holds where what was typed multiplies to the figure, to the last digit."""
        left, rest = self._amount(product.left), self._amount(product.rest)
        factor = self._amount(Linear.of(product.times.factor), typed=True)
        by, stands = self._amount(product.times.by, typed=True), _HOLDS[product.relation]

        def holds(record: Record, hand: Row) -> bool:
            one, other = factor(record, hand), by(record, hand)
            size, more = left(record, hand), rest(record, hand)
            if one is None or other is None or size is None or more is None:
                return False
            return stands(size, Fraction(one) * Fraction(other) + Fraction(more))

        return holds

    def _amount(self, linear: Linear, *, typed: bool = False) -> Amount:
        """Return what a sum comes to; of figures that are not added only as they were ``typed``."""
        constant, terms = linear.quick
        plan = [
            (
                self._rows(ref),
                self.form.place(ref.item),
                size,
                () if typed and not self.form.item(ref.item).adds else self._nothing(ref),
            )
            for ref, size in terms
        ]

        def amount(record: Record, hand: Row) -> Size | None:
            total: Size = constant
            for rows, column, size, nothing in plan:
                for row in rows(record, hand):
                    value = row[column]
                    if type(value) is int and type(total) is not Decimal:
                        total += size * value  # type: ignore[operator]  # no decimal
                    elif type(value) is int or type(value) is Decimal:
                        total = _plus(total, size, value)
                    elif value not in nothing:
                        return None
            return total

        return amount

    def _nothing(self, ref: Ref) -> tuple[Missing, ...]:
        """Return why there may be no figure for an item, and it counts as 0."""
        item = self.form.item(ref.item)
        if not item.adds:
            raise _UnscreenedError  # known as closely as it is shown
        return tuple(one for one in Missing if self.form.figure(item, one) == 0)

    def _rows(self, ref: Ref) -> Callable[[Record, Row], Sequence[Row]]:
        """Return how to come to the lines of a record that an item is named on."""
        if ref.category is None:
            return lambda _, hand: (hand,)
        if ref.category == EVERY:
            return lambda record, _: record.rows
        if self.form.is_total_line(ref.category):
            return lambda record, _: (record.total,)
        place = self.form.lines.index(ref.category)
        return lambda record, _: (record.rows[place],)


def _plus(total: Size, size: Fraction | int, value: int | Decimal) -> Size:
    """Return ``total + size * value``, exactly: as a decimal if that can be, for fractions take long."""
    if type(size) is int and (type(total) is Decimal or type(total) is int):
        try:
            return _EXACT.fma(value, size, total)
        except (Rounded, InvalidOperation):
            pass
    return Fraction(total) + size * Fraction(value)
