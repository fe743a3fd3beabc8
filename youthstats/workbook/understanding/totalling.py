"""The line of a list that adds its entries up: which row it is, and which of its cells are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from youthstats.layout.sums import SUBTOTAL
from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit, Severity
from youthstats.model.items import Item
from youthstats.model.linear import EVERY, Comparison, Linear, Ref
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measure_words import MEASURE_ASKED
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import LABELS, Role
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Keys
from youthstats.workbook.understanding.paths import Paths
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["TotalLine", "inferred_totals", "total_line_of"]

_QUANTITY = re.compile(".*量|.*(?:[入出]库|库存|结存)|.*(?:[入出库存购发]|领用|需求|储备)数")
"""A heading over figures in whatever measure their rows say."""


@frozen
class TotalLine:
    """What the line of totals is called, at which end of the list it stands, and its open cells."""

    label: str
    end: Literal["first", "last"]
    row: int
    columns: tuple[int, ...]

    def places(self, keys: Keys, items: Iterable[Item]) -> Mapping[str, Place]:
        """Return its cells by item: figures alone have totals."""
        figures = {item.name for item in items if item.kind.numeric}
        found = {item: place[1] for (item, _), place in keys.places.items() if item in figures}
        return {item: (self.row, at) for item, at in found.items() if at in self.columns}


def total_line_of(paths: Paths, keys: Keys) -> TotalLine | None:
    """Return the line of totals of a list; of several that which is no 小计, if there is one alone."""
    if keys.rows_over != (Dimension.ENTRY,):
        return None
    labels = {row: _label(paths, row) for row in paths.table.totals}
    found = [row for row, label in labels.items() if len(labels) == 1 or label != SUBTOTAL]
    if len(found) != 1:
        return None
    row, canvas = found[0], paths.canvas
    asked = tuple(at for at in keys.columns if canvas.asks((row, at)))
    end: Literal["first", "last"] = "first" if row < keys.rows[0] else "last"
    return TotalLine(labels[row], end, row, asked) if asked else None


def _label(paths: Paths, row: int) -> str:
    canvas = paths.canvas
    places = ((row, column) for column in paths.table.region.columns)
    return next(folded(canvas.at(at).text) for at in places if canvas.role(at) in LABELS)


def inferred_totals(one: Formed) -> Iterator[Edit]:
    """Yield what the label of the line implies of totals that no formula is for."""
    form, line = one.form, one.form.total_line
    mixed = set(_in_many_measures(form.items))
    for name, place in one.location.totals.items():
        asked = one.paths.canvas.role(place) is Role.ANSWER and name not in mixed
        if asked and form.item(name).additive:
            total, entries = (Linear.of(Ref(name, which)) for which in (line, EVERY))
            said = Comparison(total, "=", entries)
            yield edit_of(f"{name}_{line}_平衡", said, lambda _: form, Severity.SOFT, inferred=True)


def _in_many_measures(items: Sequence[Item]) -> Iterator[str]:
    """Yield the quantities of a list whose entries say in what they are: 计量单位, or 单位 by 数量.

    单位 that begins a list, or stands apart from them, is an organisation.
    """
    labels = [folded(item.label) for item in items]
    quantities = {
        at for at, item in enumerate(items) if not item.measure and _QUANTITY.fullmatch(labels[at])
    }
    beside = {at for near in quantities for at in (near - 1, near + 1) if at > 0}
    said = any(
        label in MEASURE_ASKED or (label == "单位" and at in beside)
        for at, label in enumerate(labels)
    )
    yield from (items[at].name for at in quantities if said)
