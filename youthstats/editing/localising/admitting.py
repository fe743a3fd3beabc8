"""Whether the edits admit one figure of a range that they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from youthstats.editing.bounding import IntractableError, simple
from youthstats.editing.localising.shares import holding_share
from youthstats.editing.localising.solving import fit
from youthstats.editing.localising.system import System

__all__ = ["admits"]


def admits(
    system: System, cells: Sequence[int], cell: int, value: Fraction, *, share: bool
) -> bool:
    """Tell whether a cell may hold a figure of its range, and the others of its set some beside it.

    Where that is too much to tell it is not said to.
    """
    if share:
        held = holding_share(system, cell, simple(value))
    else:
        values, spans = list(system.values), dict(system.spans)
        values[cell] = simple(value)
        spans.pop(cell, None)
        held = system.holding(values, spans)
    rows = {row for one in cells for row in system.shape.touching[one]}
    try:
        return fit(held, [one for one in cells if one != cell], sorted(rows)) is not None
    except IntractableError:
        return False
