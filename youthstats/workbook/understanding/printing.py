"""What a template prints beside its answers: codes, column numbers, notes, figures, who signs it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.values import printed
from youthstats.workbook.reading.sheets.formula_behind import formula_behind
from youthstats.workbook.reading.sheets.labels import folded, stem_and_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.signatures import words_asking
from youthstats.workbook.understanding.canvas import LABELS, Role, Square
from youthstats.workbook.understanding.keys import Keys
from youthstats.workbook.understanding.paths import Paths

__all__ = ["asked_below", "printed_beside"]

_PRINTED = LABELS | {Role.CLOSED}
"""What a return holds as its template does; a sign that closes a cell is no answer to it."""


def printed_beside(paths: Paths, keys: Keys) -> frozenset[str]:
    """Return the texts of a sheet, folded, that are neither labels of a form nor answers to it.

    A label is that only at its own table: beside it stands another form's.
    A template that names its answers is one of the library's, which prints no such things.
    """
    if keys.form_id:
        return frozenset()
    labels = {*paths.rows.values(), *paths.columns.values()}
    known = {folded(label) for path in labels for label in path if label != OWN_UNIT}
    canvas, answers = paths.canvas, set(keys.places.values())
    own = {*paths.table.stub, *paths.table.columns}
    shown = {
        text
        for place, square in canvas.squares.items()
        if canvas.role(place) in _PRINTED or (square.formula and place not in answers)
        for text in [_shown(square)]
        if text not in known or (place[1] not in own and place[0] in paths.table.rows)
    }
    return frozenset((shown | _formulas(paths, answers)) - {""} | _numbers(paths))


def _formulas(paths: Paths, answers: Collection[Place]) -> set[str]:
    """Return by what the formulas are known that stand in no answer: checks, sums beside a table."""
    squares = paths.canvas.squares

    def text_at(place: Place) -> str:
        return stem_and_measure(squares[place].text)[0] if place in squares else ""

    return {
        formula_behind(place, text_at)
        for place, square in squares.items()
        if square.formula and place not in answers
    }


def asked_below(paths: Paths, keys: Keys) -> frozenset[str]:
    """Return the words, folded, with which a sheet asks for something under a table: 审核人（签字）."""
    if keys.form_id:
        return frozenset()
    last = paths.table.region.bottom
    below = (text for (row, _), text in paths.canvas.words() if row > last)
    return frozenset(words for text in below for words in words_asking(text))


def _numbers(paths: Paths) -> set[str]:
    """Return the numbers that a column of numbers leaves to be written."""
    return {str(n) for n in range(1, 1 + len(paths.table.rows))} if paths.ordinals else set()


def _shown(square: Square) -> str:
    if isinstance(square.value, int | Decimal):
        return folded(printed(square.value))
    return folded(square.formula or square.text)
