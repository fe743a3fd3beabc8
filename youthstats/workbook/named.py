"""Formulas with the names in them spelled out: 各项 is what the workbook says it stands for.

A name is spelled out where it stands for cells, held by ``$``, or for a number. One that is worked
out itself, as by ``OFFSET``, is left where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import evolve, frozen

from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.names import PREFIX
from youthstats.workbook.package import Book, Cell, Sheet

__all__ = ["Named", "with_names_spelled_out"]

_SHEET = r"(?:'(?:[^'\[\]:]|'')+'|[^'!,()\[\]:\s]+)!"
_CELL = r"\$[A-Z]{1,3}\$[1-9][0-9]*"
_CELLS = re.compile(rf"{_SHEET}{_CELL}(?::{_CELL})?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?", re.ASCII)
_OWN = (f"{PREFIX}.", "_xlnm.")


@frozen(slots=False)
class Named:
    """The names of a workbook that are plain enough to be spelled out, in small letters."""

    meant: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> Named:
        """Return those among the defined names of a workbook, but for ours."""
        others = (one for one in names.items() if not one[0].casefold().startswith(_OWN))
        found = ((name.casefold(), _spelled(text.strip())) for name, text in others)
        return cls({name: text for name, text in found if text is not None})

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.meant)), re.IGNORECASE)

    def spelled_out(self, formula: str) -> str:
        """Return a formula with its names spelled out; itself where it has none."""
        if not self.meant or not self._any.search(formula):
            return formula
        try:
            tokens = formula_of(formula).tokens
        except FormulaError:
            return formula
        names = [
            token.subtype == "RANGE" and token.value.casefold() in self.meant for token in tokens
        ]
        if not any(names):
            return formula
        pieces = (
            self.meant[token.value.casefold()] if is_name else token.value
            for token, is_name in zip(tokens, names, strict=True)
        )
        return "=" + "".join(pieces)


def _spelled(text: str) -> str | None:
    """Return what a name stands for as it is written into a formula; ``None`` for what is not plain."""
    if _CELLS.fullmatch(text):
        return text
    several = [part.strip() for part in text.split(",")]
    if _NUMBER.fullmatch(text) or (len(several) > 1 and all(map(_CELLS.fullmatch, several))):
        return f"({text})"
    return None


def with_names_spelled_out(book: Book) -> Book:
    """Return a workbook with the names in its formulas spelled out."""
    named = Named.of(book.names)
    if not named.meant:
        return book
    return evolve(book, sheets=tuple(_spelled_out(sheet, named) for sheet in book.sheets))


def _spelled_out(sheet: Sheet, named: Named) -> Sheet:
    changed: dict[tuple[int, int], Cell] = {}
    for place, cell in sheet.cells.items():
        if cell.formula is not None:
            formula = named.spelled_out(cell.formula)
            if formula != cell.formula:
                changed[place] = evolve(cell, formula=formula)
    return evolve(sheet, cells={**sheet.cells, **changed}) if changed else sheet
