"""What of a sheet no form took in: formulas and cells to fill in that stand elsewhere, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed

__all__ = ["overlooked"]


def overlooked(canvas: Canvas, formed: Sequence[Formed]) -> Iterator[Doubt]:
    """Yield what to say of a sheet with these forms on it."""
    taken = {place for one in formed for place in one.places.values()}
    sums = {row for one in formed for row in one.paths.table.totals}
    for place in sorted(canvas.squares):
        formula = canvas.squares[place].formula
        aside = place not in taken and place[0] not in sums and not _is_hidden(canvas, place)
        if formula is not None and aside and not canvas.names_unit(place):
            yield Doubt("formula_elsewhere", canvas.name, address(place), {"formula": formula})
    if left := [place for place in _unlocked(canvas, formed) if place not in taken]:
        facts = {"cells": some([address(place) for place in left]), "count": len(left)}
        yield Doubt("answers_elsewhere", canvas.name, address(left[0]), facts)
    if hidden := sorted({cell for one in formed for cell in _hidden(canvas, one)}):
        cells = some([address(place) for place in hidden])
        yield Doubt("hidden_lines", canvas.name, address(hidden[0]), {"cells": cells})


def _unlocked(canvas: Canvas, formed: Sequence[Formed]) -> Iterator[Place]:
    """Yield the cells beside the rows of the tables that the office unlocked to be filled in."""
    regions = [one.paths.table.region for one in formed]
    if not (canvas.says_what_is_open and regions):
        return
    first, last = min(one.top for one in regions), max(one.bottom for one in regions)
    for place in sorted(canvas.squares):
        anchored = canvas.anchor(place) == place and first <= place[0] <= last
        blank = canvas.squares[place].open and not canvas.squares[place].says
        if anchored and blank and not _is_hidden(canvas, place) and place != canvas.asked_unit:
            yield place


def _is_hidden(canvas: Canvas, place: Place) -> bool:
    return place[0] in canvas.hidden_rows or place[1] in canvas.hidden_columns


def _hidden(canvas: Canvas, one: Formed) -> Iterator[Place]:
    """Yield the first cell of every hidden row and column inside a table."""
    region = one.paths.table.region
    yield from (
        (row, region.left) for row in canvas.hidden_rows if region.top < row < region.bottom
    )
    for column in canvas.hidden_columns:
        if region.left < column < region.right:
            yield region.top, column
