"""What a cell holds: anything at all, a number, an answer in words."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.values import printed
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.figures import is_a_figure

__all__ = ["filled", "is_figure", "shown"]


def filled(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether a cell holds anything: neither blanks alone, nor a formula that comes to nothing."""
    if cell.value is None and cell.formula is not None:
        return evaluate(Book("", "", (sheet,)), sheet.name, cell.formula) != ""
    return not is_blank(cell.value)


def is_figure(cell: Cell) -> bool:
    """Tell whether a cell holds a figure and nothing else: a number, or a text that says one."""
    value = cell.value
    if isinstance(value, str):
        return is_a_figure(value)
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def shown(cell: Cell) -> str:
    """Return what a cell holds, without padding: its value, else its formula."""
    if cell.value is None:
        return cell.formula or ""
    return printed(cell.value) if isinstance(cell.value, int | Decimal) else str(cell.value).strip()
