"""Words that a formula only repeats: ``=表1!A4`` says what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import evolve

from youthstats.workbook.package import Book, Cell, Sheet, column_number

__all__ = ["At", "origin", "with_linked_words"]

_REPEATS = re.compile(
    r"=\s*(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!()\[\]:\s]+))!)?"
    r"\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]*)\s*"
)
_LONGEST = 20
"""Formulas that are followed from one to the next."""

At = tuple[str, tuple[int, int]]
"""A cell: the name of its sheet, and its place there."""


def origin(at: At, formula_of: Callable[[At], str | None]) -> At | None:
    """Return the cell whose content a run of formulas repeats; ``None`` where one does more than that."""
    for _ in range(_LONGEST):
        formula = formula_of(at)
        if formula is None:
            return at
        found = _REPEATS.fullmatch(formula)
        if found is None:
            return None
        quoted, row = found["quoted"], int(found["row"]) - 1
        named = quoted.replace("''", "'") if quoted else found["sheet"]
        at = named or at[0], (row, column_number(found["column"].upper()) - 1)
    return None


def with_linked_words(book: Book) -> Book:
    """Return a workbook with the words in place that formulas repeat and no program stored."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    linked = {sheet.name: _linked(sheet, by_name) for sheet in book.sheets}
    if not any(linked.values()):
        return book
    sheets = (evolve(sheet, cells={**sheet.cells, **linked[sheet.name]}) for sheet in book.sheets)
    return evolve(book, sheets=tuple(sheets))


def _linked(sheet: Sheet, by_name: Mapping[str, Sheet]) -> dict[tuple[int, int], Cell]:
    """Return the cells of a sheet that repeat words, with these."""

    def cell_at(at: At) -> Cell | None:
        there = by_name.get(at[0])
        return there.cells.get(at[1]) if there is not None else None

    def formula_at(at: At) -> str | None:
        cell = cell_at(at)
        return cell.formula if cell is not None and cell.value is None else None

    found = {}
    for place, cell in sheet.cells.items():
        if cell.formula is not None and cell.value is None:
            led = origin((sheet.name, place), formula_at)
            said = cell_at(led) if led is not None else None
            if said is not None and isinstance(said.value, str) and said.value:
                found[place] = evolve(cell, value=said.value)
    return found
