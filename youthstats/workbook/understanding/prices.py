"""Figures that a formula multiplies by a number to come to the same measure: 数量 × 单台补贴额 = 金额."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from youthstats.workbook.package import column_number
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas

__all__ = ["prices_in"]

_CELL = r"\$?(?P<{0}>[A-Z]{{1,3}})\$?(?P<{0}_row>[1-9][0-9]*)"
_PRODUCT = re.compile(
    rf"=\s*(?:ROUND\()?{_CELL.format('one')}\s*\*\s*{_CELL.format('other')}\s*(?:,\s*[0-9]\s*\))?",
    re.IGNORECASE,
)


def prices_in(canvas: Canvas, measure_of: Callable[[Place], str]) -> Set[Place]:
    """Return the cells that products of two make prices of: 元 each, beside a number of things."""
    return frozenset(_prices(canvas, measure_of))


def _prices(canvas: Canvas, measure_of: Callable[[Place], str]) -> Iterator[Place]:
    for place, square in canvas.squares.items():
        found = _PRODUCT.fullmatch(square.formula or "")
        if found is None:
            continue
        measure = measure_of(place)
        factors = [_place(found, name) for name in ("one", "other")]
        alike = [at for at in factors if measure and measure_of(at) == measure]
        if len(alike) == 1:
            yield canvas.anchor(alike[0])


def _place(found: re.Match[str], name: str) -> Place:
    return int(found[f"{name}_row"]) - 1, column_number(found[name].upper()) - 1
