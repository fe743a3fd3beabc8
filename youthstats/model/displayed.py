"""Figures typed as they are displayed, beside others that carry more decimals than are displayed.

A cell displays as many decimals as its item's ``places``. Where a figure carries more of them, another
may have been typed off the screen: it then stands for whatever is displayed so.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from youthstats.model.edits import Lookup
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Product, Ref, Statement
from youthstats.model.values import Figure, Inexact, as_shown, decimals_of, plain, rounded

__all__ = ["as_displayed"]

_DISPLAYED = 2
"""Decimals of what comes of multiplying, where no format says how many a cell displays."""


def as_displayed(statement: Statement, figure_of: Lookup, item_of: Callable[[Ref], Item]) -> Lookup:
    """Return what the figures of a statement stand for, given the decimals their items display.

    All are exact where none carries more than are displayed. Where one does, it is exact, and one
    that carries no more may be off by half a unit of the last decimal displayed.

    What is multiplied is as it was typed, though it may be no figure to add; what that comes to has
    more decimals than anybody types, and may have been typed off the screen.
    """
    if isinstance(statement, Product):
        return _multiplied(statement, figure_of, item_of)
    if not isinstance(statement, Comparison):
        return figure_of
    finer = {ref: _is_finer(figure_of(ref), item_of(ref)) for ref in statement.refs}
    if not any(finer.values()):
        return figure_of

    def displayed(ref: Ref) -> Figure | None:
        figure, places = figure_of(ref), item_of(ref).places
        if finer[ref] is not False or places is None or not isinstance(figure, int | Decimal):
            return figure
        return rounded(Decimal(figure), places)

    return displayed


def _multiplied(product: Product, figure_of: Lookup, item_of: Callable[[Ref], Item]) -> Lookup:
    factors, result = product.times.refs, product.left.single

    def displayed(ref: Ref) -> Figure | None:
        figure, item = figure_of(ref), item_of(ref)
        if ref in factors:
            return _as_typed(figure, item)
        if ref != result or product.relation != "=" or not isinstance(figure, int | Decimal):
            return figure
        places = _DISPLAYED if item.places is None else item.places
        places = 0 if item.kind is Kind.COUNT else places
        return figure if decimals_of(figure) > places else rounded(Decimal(figure), places)

    return displayed


def _as_typed(figure: Figure | None, item: Item) -> Figure | None:
    """Return the number that stands in the cell, where a figure is only known as it is shown."""
    if isinstance(figure, Inexact) and item.kind is Kind.MONEY:
        typed = plain(figure.value)
        return typed if as_shown(typed, item.places) == figure else figure
    return figure


def _is_finer(figure: Figure | None, item: Item) -> bool | None:
    """Tell whether a figure carries more decimals than are displayed; of what is no amount nobody can."""
    if item.places is None or not item.additive or not isinstance(figure, int | Decimal):
        return None
    return decimals_of(figure) > item.places
