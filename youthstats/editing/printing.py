"""A figure worked out, as an answer: a share as precisely as the one in its place was given."""

from __future__ import annotations

from fractions import Fraction

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Product
from youthstats.model.values import (
    Figure,
    Inexact,
    Value,
    bounds,
    exact,
    plain,
    round_half_up,
    rounded,
)

__all__ = ["as_answer", "printed_share"]

PLACES = 4
"""Decimals of a share proposed for one that had none to go by: whole hundredths of a per cent."""


def as_answer(figure: Fraction, now: Value, form: Form, item: Item) -> Value:
    """Return a figure as an answer in the place of ``now``: a quotient as precisely as that."""
    if item.additive or _is_multiplied(item, form):
        return plain(figure)
    given = form.figure(item, now)
    low, high = bounds(given) if isinstance(given, Inexact) else (Fraction(0), Fraction(0))
    printed = printed_share(figure, high - low)
    return printed if item.kind is Kind.SHARE else exact(printed)


def _is_multiplied(item: Item, form: Form) -> bool:
    """Tell whether an edit multiplies an item: a price is exact, and no average that was rounded."""
    edits = (edit.statement for edit in form.edits if isinstance(edit, Edit))
    products = (one for one in edits if isinstance(one, Product))
    factors = {ref.item for one in products for ref in one.times.refs}
    return item.kind is not Kind.SHARE and item.name in factors


def printed_share(share: Fraction, width: Fraction | int) -> Figure:
    """Return a share as precisely as the one in its place: known to within ``width``, 0 exactly."""
    if not width:
        exactly = plain(share)
        return exactly if not isinstance(exactly, Fraction) else _rounded(share, PLACES)
    places = 0
    while width * 10**places < 1:
        places += 1
    return _rounded(share, places)


def _rounded(share: Fraction, places: int) -> Inexact:
    return rounded(round_half_up(share, places), places)
