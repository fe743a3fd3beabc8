"""Do two formulas differ only in how far they reach over a list, and do both reach over all of it?

An office adds up the rows of a list with room to spare (``C4:C60`` over ten rows); a unit fills in as
many as it has. What covers all of them is right however far it reaches, over blank rows or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.tree import Reference
from youthstats.workbook.package import Book, column_number
from youthstats.workbook.reading.sheets.found import Found

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

__all__ = ["Covering"]

_COLUMNS = re.compile(r"(?P<sheet>.+!)?\$?(?P<left>[A-Z]{1,3}):\$?(?P<right>[A-Z]{1,3})", re.I)
_LAST_ROW = 1_048_575


@frozen(slots=False)
class Covering:
    """The formulas of one form of a return, ``found``, over the lists among all its forms."""

    found: Found
    others: Mapping[str, Found]
    book: Book

    def same(self, stood: str, expected: str, printed: Set[str] = frozenset()) -> bool:
        """Tell whether a formula is the one expected but for how far it reaches over whole lists.

        What it reaches over besides may hold no figures, but where the formula is ``printed`` so.
        """
        pairs = _apart(stood, expected)
        own = _plain(stood) in set(map(_plain, printed))
        return bool(pairs) and all(self._cover(*pair, own=own) for pair in pairs)

    def _cover(self, stood: str, expected: str, *, own: bool) -> bool:
        one, other = _area(stood), _area(expected)
        if one is None or other is None or ":" not in stood or ":" not in expected:
            return False
        home = self.found.location.sheet
        sheets = {(area.sheet or home).casefold() for area in (one, other)}
        if len(sheets) > 1 or (one.left, one.right) != (other.left, other.right):
            return False
        (sheet,) = sheets
        rows = self._entries(sheet, range(one.left, one.right + 1))
        if rows is None or not all(_holds(area, rows) for area in (one, other)):
            return False
        return own or not any(
            one.top <= row <= one.bottom and one.left <= column <= one.right and row not in rows
            for row, column in self._figures.get(sheet, ())
        )

    def _entries(self, sheet: str, columns: range) -> Set[int] | None:
        """Return the rows of the entries of a list that has these columns of a sheet, if one has."""
        lists = [
            one
            for one in self.others.values()
            if one.layout.form.open
            and one is not self.found
            and one.location.sheet.casefold() == sheet
            and not {*columns}.isdisjoint(_columns(one))
        ]
        if len(lists) != 1:
            return None
        return frozenset(
            place[0]
            for line, spots in lists[0].spots
            if isinstance(line, int)
            for _, place in spots
            if place is not None
        )

    @cached_property
    def _figures(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """The cells that hold figures or formulas, by sheet."""
        return {
            sheet.name.casefold(): [
                place
                for place, cell in sheet.cells.items()
                if cell.formula is not None
                or (cell.value is not None and not isinstance(cell.value, str))
            ]
            for sheet in self.book.sheets
        }


def _columns(one: Found) -> range:
    """Return the columns of a list, those of its numbers and its names too."""
    known = one.columns | {column for _, column in one.labels}
    return range(min(known, default=0), max(known, default=-1) + 1)


def _holds(area: Reference, rows: Set[int]) -> bool:
    return all(area.top <= row <= area.bottom for row in rows)


def _apart(stood: str, expected: str) -> list[tuple[str, str]]:
    """Return the references in which two formulas differ; none where they differ in more."""
    try:
        one, other = map(_tokens, (stood, expected))
    except FormulaError:
        return []
    if [(t.type, t.subtype) for t in one] != [(t.type, t.subtype) for t in other]:
        return []
    pairs = [(a.value, b.value) for a, b in zip(one, other, strict=True) if a.value != b.value]
    refs = {t.value for t in (*one, *other) if (t.type, t.subtype) == ("OPERAND", "RANGE")}
    pairs = [(a, b) for a, b in pairs if a.casefold() != b.casefold() or a in refs]
    if any(side not in refs for pair in pairs for side in pair):
        return []
    return [(a, b) for a, b in pairs if _area(a) is None or _area(a) != _area(b)]


def _tokens(formula: str) -> list[Token]:
    return [token for token in formula_of(formula).tokens if token.type != "WHITE-SPACE"]


def _area(text: str) -> Reference | None:
    """Return the cells that a reference is to, those of whole columns too."""
    found = _COLUMNS.fullmatch(text)
    try:
        if found is not None:
            sheet = _area(f"{found['sheet'] or ''}A1")
            left, right = sorted(column_number(found[end]) - 1 for end in ("left", "right"))
            return sheet and Reference(sheet.sheet, 0, left, _LAST_ROW, right)
        root = formula_of(text).root
    except (FormulaError, ValueError):
        return None
    return root if isinstance(root, Reference) else None


def _plain(formula: str) -> str:
    return "".join(formula.split()).replace("$", "").casefold()
