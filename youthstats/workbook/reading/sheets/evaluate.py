"""The value of a formula nobody calculated: sums, quotients and the like, in exact fractions.

A file written by a program, or saved half-way, may hold formulas without results. The plain ones
are worked out as Excel would; of any other the answer is ``None``, never a guess.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from youthstats.model.values import SHOWN_DIGITS, plain
from youthstats.workbook.package import Book, Cell
from youthstats.workbook.reading.sheets.calculation import Calculation
from youthstats.workbook.reading.sheets.operands import UntoldError

__all__ = ["calculated", "evaluate"]


def evaluate(book: Book, sheet: str, formula: str) -> int | Decimal | Fraction | str | None:
    """Return the value of a plain formula on ``sheet``, or ``None`` when it cannot be told.

    Plain are + - * / %, comparisons, ``&``, brackets, numbers, texts, references to cells of the
    book, and the functions of :mod:`.functions`. As in Excel, a blank cell is 0 in arithmetic and
    nothing in SUM and COUNT, and a text in a range is not added. A figure stored with a formula is
    taken as it stands; other formulas referred to are worked out, and a circle of them is not.
    """
    try:
        value = Calculation(book).formula(sheet, formula)
    except UntoldError:
        return None
    if value is None or isinstance(value, Fraction):
        return plain(value or Fraction(0))  # a reference to a blank cell comes to 0
    return value if isinstance(value, str) else None


def calculated(book: Book, sheet: str, cell: Cell) -> Cell:
    """Return ``cell`` with its formula's value to 15 digits; as it is where none can be told."""
    if cell.value is not None or cell.formula is None:
        return cell
    value = evaluate(book, sheet, cell.formula)
    if isinstance(value, Fraction | Decimal):
        value = Decimal(f"{float(value):.{SHOWN_DIGITS}g}")
    return evolve(cell, value=value)
