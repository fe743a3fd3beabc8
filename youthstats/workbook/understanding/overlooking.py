"""What of a sheet no form took in: formulas and cells to fill in that stand elsewhere, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from youthstats.characters import excerpt
from youthstats.workbook.reading.parse.prompts import asks_day
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.around import signs
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.lines import begins_frame
from youthstats.workbook.understanding.seeing import LONGEST, WIDEST

__all__ = ["lost_labels", "overlooked", "told_of"]

_DRAWN = re.compile("_{2,}|＿{2,}")
_DAY = re.compile(r"(?:日\s*期|时\s*间|年\s*度|报告期|截[至止])\s*[:：]?\s*$")
"""What asks for a day in front of the line: no figure of the form."""


def overlooked(canvas: Canvas, formed: Sequence[Formed]) -> Iterator[Doubt]:
    """Yield what to say of a sheet with these forms on it."""
    taken = {place for one in formed for place in one.places.values()}
    sums = {row for one in formed for row in one.paths.table.totals}
    for place in sorted(canvas.squares):
        formula = canvas.squares[place].formula
        aside = place not in taken and place[0] not in sums and not canvas.hides(place)
        if formula is not None and aside and not canvas.names_unit(place):
            yield Doubt("formula_elsewhere", canvas.name, address(place), {"formula": formula})
    for row in sorted(canvas.examples):
        first = min(place for place, _ in canvas.words() if place[0] == row)
        yield Doubt("example", canvas.name, address(first), {"words": canvas.at(first).text})
    if left := [place for place in _unlocked(canvas, formed) if place not in taken]:
        facts = {"cells": some([address(place) for place in left]), "count": len(left)}
        yield Doubt("answers_elsewhere", canvas.name, address(left[0]), facts)
    for place, text in canvas.words():
        if _is_line_to_fill_in(text) and place not in taken and not canvas.hides(place):
            yield Doubt("fill_in_line", canvas.name, address(place), {"text": excerpt(text)})
    for one in formed:
        yield from _of_card(one, taken)
    if lost := lost_labels(formed):
        yield Doubt("label_lost", canvas.name, address(lost[0]), told_of(canvas, lost))
    if canvas.beyond:
        cells = some([address(place) for place in canvas.beyond])
        facts = {"cells": cells, "count": len(canvas.beyond), "rows": LONGEST, "columns": WIDEST}
        yield Doubt("beyond", canvas.name, address(canvas.beyond[0]), facts)
    if hidden := sorted({cell for one in formed for cell in _hidden(canvas, one)}):
        cells = some([address(place) for place in hidden])
        yield Doubt("hidden_lines", canvas.name, address(hidden[0]), {"cells": cells})


def _is_line_to_fill_in(text: str) -> bool:
    """Tell whether words draw a line to write on, and ask for neither unit, signature nor day."""
    drawn = _DRAWN.search(text)
    if drawn is None or signs(text) or begins_frame(text):
        return False
    return not (asks_day(text) or _DAY.search(text[: drawn.start()]))


def _unlocked(canvas: Canvas, formed: Sequence[Formed]) -> Iterator[Place]:
    """Yield the cells beside the rows of the tables that the office unlocked to be filled in."""
    regions = [one.paths.table.region for one in formed]
    if not (canvas.says_what_is_open and regions):
        return
    first, last = min(one.top for one in regions), max(one.bottom for one in regions)
    for place in sorted(canvas.squares):
        anchored = canvas.anchor(place) == place and first <= place[0] <= last
        blank = canvas.squares[place].open and not canvas.squares[place].says
        if anchored and blank and not canvas.hides(place) and place != canvas.asked_unit:
            yield place


def _of_card(one: Formed, taken: Set[Place]) -> Iterator[Doubt]:
    """Yield what to say of cells with lines around them that no label of a card leads to."""
    table, canvas = one.paths.table, one.paths.canvas
    if not table.pairs or canvas.says_what_is_open or not canvas.draws_lines:
        return
    places = ((row, at) for row in table.region.rows for at in table.region.columns)
    if left := [at for at in places if canvas.asks(at) and at not in taken]:
        facts = {"cells": some([address(place) for place in left])}
        yield Doubt("unlabelled", canvas.name, address(left[0]), facts)


def lost_labels(formed: Sequence[Formed]) -> list[Place]:
    """Return the labels that no answer is called after, though a cell to fill in stands beside them.

    Those in the corner of a table head its labels.
    """
    taken = {place for one in formed for place in one.places.values()}
    known = {
        folded(label)
        for one in formed
        for paths in (one.paths.rows, one.paths.columns)
        for path in paths.values()
        for label in path
    }
    return sorted({place for one in formed for place in _lost(one, taken, known)})


def _lost(one: Formed, taken: Set[Place], known: Set[str]) -> Iterator[Place]:
    table, canvas = one.paths.table, one.paths.canvas
    apart = {*table.totals, *table.sections, *table.header}.difference(table.heading)
    for row in {*table.region.rows} - apart if canvas.draws_lines else ():
        for place, behind in pairwise((row, at) for at in table.region.columns):
            corner = row in table.header and behind[1] in table.stub
            label = canvas.role(place) is Role.LABEL and folded(canvas.at(place).text)
            beside = label not in known and canvas.asks(behind) and behind not in taken
            if label and beside and not corner:
                yield canvas.anchor(place)


def told_of(canvas: Canvas, labels: Sequence[Place]) -> dict[str, object]:
    """Return what a sentence about labels needs."""
    said = ["".join(canvas.at(place).text.split()) for place in labels]
    return {"labels": some(said), "count": len(said)}


def _hidden(canvas: Canvas, one: Formed) -> Iterator[Place]:
    """Yield the first cell of every hidden row and column inside a table."""
    region = one.paths.table.region
    yield from (
        (row, region.left) for row in canvas.hidden_rows if region.top < row < region.bottom
    )
    for column in canvas.hidden_columns:
        if region.left < column < region.right:
            yield region.top, column
