"""What stands in a cell of a template, to a formula that names it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from youthstats.model.linear import Ref
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas

__all__ = ["formula_in", "stands_in"]


def stands_in(
    canvas: Canvas, place: Place, answer: Callable[[Place], Ref | None]
) -> Ref | Fraction | None:
    """Return the answer in a cell, or the number; ``None`` for words and blanks.

    ``answer`` says which one is asked for there. Of merged cells the first holds what is shown, and the
    others are blank: a sum over them adds it once.
    """
    if canvas.anchor(place) != place:
        return None
    ref = answer(place) if canvas.asks(place) else None
    if ref is not None:
        return ref
    value = canvas.at(place).value
    return Fraction(value) if isinstance(value, int | Decimal) else None


def formula_in(canvas: Canvas, place: Place) -> str | None:
    """Return the formula that stands in a cell, and not in one it is merged with."""
    return canvas.at(place).formula if canvas.anchor(place) == place else None
