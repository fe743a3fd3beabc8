"""Rows of a list that nobody filled in, though formulas work something out in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.areas import areas_of
from youthstats.workbook.reading.sheets.evaluate import evaluate

__all__ = ["comes_to_nothing", "is_idle"]


def is_idle(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Tell whether all that stands in a row is worked out from that row, in which nothing is given.

    ``columns`` are those of the answers. What a formula fetches from another sheet, or from other
    rows alone, was filled in by whoever wrote the formula.
    """
    answers = set(columns)
    held = [cell for at in answers if (cell := sheet.cells.get((row, at))) and _holds(cell)]
    if not held or any(cell.formula is None for cell in held):
        return False
    named = [set(_beside(str(cell.formula), row)) for cell in held]
    beyond = {at for columns in named for at in columns if at > min(answers)} - answers
    return all(named) and not any(
        _holds(cell) for at in beyond if (cell := sheet.cells.get((row, at))) is not None
    )


def comes_to_nothing(book: Book, sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Tell whether all that stands in a row is formulas that show 0, or no text.

    A formula that fetches what is blank shows 0 (``=台账!B6``), for a name too. So nothing was given,
    wherever the formulas lead; a 0 that was typed is an answer.
    """
    cells = (sheet.cells.get((row, at)) for at in columns)
    held = [cell for cell in cells if cell is not None and _holds(cell)]
    return bool(held) and all(
        cell.formula is not None and _is_nothing(cell, sheet, book) for cell in held
    )


def _is_nothing(cell: Cell, sheet: Sheet, book: Book) -> bool:
    value: object = cell.value
    if value is None and cell.formula is not None:
        value = evaluate(book, sheet.name, cell.formula)
    return value == "" or (value == 0 and not isinstance(value, bool))


def _holds(cell: Cell) -> bool:
    return cell.formula is not None or not is_blank(cell.value)


def _beside(formula: str, row: int) -> Iterator[int]:
    """Yield the columns of the cells in the same row that a formula rests on, alone or in areas."""
    _, areas = areas_of(formula)
    for area in areas:
        if area.top <= row <= area.bottom:
            yield from range(area.left, area.right + 1)
