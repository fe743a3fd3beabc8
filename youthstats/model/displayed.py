"""Figures typed as they are displayed, beside others that carry more decimals than are displayed.

A cell displays as many decimals as its item's ``places``. Where a figure carries more of them, another
may have been typed off the screen: it then stands for whatever is displayed so.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from youthstats.model.edits import Lookup
from youthstats.model.items import Item
from youthstats.model.linear import Comparison, Ref, Statement
from youthstats.model.values import Figure, decimals_of, rounded

__all__ = ["as_displayed"]


def as_displayed(statement: Statement, figure_of: Lookup, item_of: Callable[[Ref], Item]) -> Lookup:
    """Return what the figures of a comparison stand for, given the decimals their items display.

    All are exact where none carries more than are displayed. Where one does, it is exact, and one
    that carries no more may be off by half a unit of the last decimal displayed.
    """
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


def _is_finer(figure: Figure | None, item: Item) -> bool | None:
    """Tell whether a figure carries more decimals than are displayed; of what is no amount nobody can."""
    if item.places is None or not item.additive or not isinstance(figure, int | Decimal):
        return None
    return decimals_of(figure) > item.places
