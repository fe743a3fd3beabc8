"""The formulas of a template that calculate with answers read as texts: they come to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed

__all__ = ["in_line_of_totals", "over_texts"]


def over_texts(one: Formed) -> dict[Place, str]:
    """Return the cells whose formulas calculate with texts of a form, and the item of each."""
    texts = {
        place: item
        for (item, _), place in one.places.items()
        if one.form.item(item).kind is Kind.TEXT
    }
    called: dict[Place, str] = {}
    for place, cells in one.paths.weighed.calculated.items():
        for cell in cells if place in texts else ():
            called.setdefault(cell, texts[place])
    return dict(sorted(called.items()))


def in_line_of_totals(one: Formed) -> Iterator[Doubt]:
    """Yield a doubt for each formula of a list's line of totals that adds up texts."""
    canvas = one.paths.canvas
    for place, item in over_texts(one).items():
        if place[0] in one.paths.table.totals:
            facts = {"formula": canvas.at(place).formula, "item": item}
            yield Doubt("texts_added", canvas.name, address(place), facts)
