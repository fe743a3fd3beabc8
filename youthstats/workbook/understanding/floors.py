"""Figures that cannot be negative beside others of the same item that can.

An item has one minimum, the least that any of its cells accepts. Where one column speaks of growth,
the others would lose theirs: so they have it as an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youthstats.model.edits import Edit
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["floors"]


def floors(one: Formed, said: Sequence[Edit]) -> Iterator[Edit]:
    """Yield what is the least of each answer whose item may be less; ``said`` are other edits."""
    form = one.form
    stated = {edit.statement for edit in said}
    for (name, line), place in one.keys.places.items():
        item, canvas = form.item(name), one.paths.canvas
        if line is None or form.open or canvas.role(place) is not Role.ANSWER:
            continue
        if not item.kind.numeric or not canvas.asks(place):
            continue
        asked = one.paths.asked(place)
        least = asked.minimum
        if asked.kind is not item.kind or least is None:
            continue
        if item.minimum is None or item.minimum < least:
            ref = Ref(name, str(line))
            statement = Comparison(Linear.of(ref), ">=", Linear((), Fraction(least)))
            if statement not in stated:
                yield edit_of(f"{name}_{line}_下限", statement, lambda _: form)
