"""What a workbook holds, once it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from operator import itemgetter

from attrs import field, frozen

__all__ = ["Book", "Cell", "CellError", "CellValue", "Contents", "Merge", "Sheet", "Wanted"]


@frozen
class CellError:
    """An error value standing in a cell: ``#REF!``, ``#DIV/0!``."""

    code: str

    def __str__(self) -> str:
        """Return what the cell shows."""
        return self.code


CellValue = int | Decimal | bool | str | date | datetime | CellError | None


@frozen
class Cell:
    """What one cell holds; numbers are exact.

    A formula keeps its leading ``=`` and ``value`` is the result stored with it: ``None`` where the
    formula was never calculated, ``""`` where the result is an empty text. A date at midnight is a
    ``date``; a time of day or a duration is the text that says it.
    """

    value: CellValue = None
    formula: str | None = None
    number_format: str = "General"
    comment: str | None = None


@frozen
class Merge:
    """A merged rectangle, counted from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Sheet:
    """One worksheet: the cells that hold something, by (row, column) from 0, and what is hidden.

    A cell beneath a merge is kept: nobody sees what it holds, and a spreadsheet adds it up.
    """

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], Cell] = field(factory=dict)
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @cached_property
    def texts(self) -> tuple[tuple[tuple[int, int], str], ...]:
        """The words on the sheet with their places, row by row."""
        texts = [
            (place, cell.value) for place, cell in self.cells.items() if isinstance(cell.value, str)
        ]
        return tuple(sorted(texts))

    @cached_property
    def said(self) -> str:
        """All its words one after the other, without blanks: what is not in there stands nowhere."""
        return "".join("\n".join(map(itemgetter(1), self.texts)).split())

    def texts_from(
        self, row: int, end: int | None = None
    ) -> tuple[tuple[tuple[int, int], str], ...]:
        """Return the words from a row on with their places; before the row ``end``, if it is given."""
        last = None if end is None else bisect_left(self.texts, ((end,),))
        return self.texts[bisect_left(self.texts, ((row,),)) : last]


Contents = tuple[tuple[Sheet, ...], Mapping[str, str]]
"""The sheets of a workbook, and the names that it defines."""

Wanted = Callable[[Mapping[str, str], str], bool]
"""Tells by the names that a workbook defines whether a sheet of it is to be read."""


@frozen
class Book:
    """One workbook. ``names`` are its defined names with what they stand for, without ``=``.

    ``values_only`` marks a format of which no more could be told than values, merges and hidden
    sheets: formulas, names, number formats, comments and what else is hidden are not in the book,
    and where an error value stood there may be nothing.
    """

    path: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(factory=dict)
    values_only: bool = False

    def sheet(self, name: str) -> Sheet:
        """Return the sheet called ``name``; raises ``KeyError`` where there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Sheet]:
        return {sheet.name: sheet for sheet in reversed(self.sheets)}
