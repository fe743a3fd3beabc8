"""The formulas of an office's own template, told so that they can be spelled wherever a return has them.

A clerk puts rows and columns in, so that a formula is the office's own though all its addresses
changed. What it refers to is therefore kept by the lines of the forms, not by numbers of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import field, frozen

__all__ = [
    "Area",
    "Mark",
    "OfficeFormula",
    "in_per_cent",
    "is_fraction",
    "shown_as_fractions",
    "shown_in_per_cent",
]

_TIMES_HUNDRED = re.compile(r"\*\s*100(?![\d.%])|(?<![\w.$])100\s*\*")
"""What in a formula makes a share per cent."""

_WORDS = re.compile(r"\"[^\"]*\"|'[^']*'!|[*]\s*100(?:\.0*)?%|100(?:\.0*)?%\s*[*]")
"""What in a formula changes no figure: texts, sheets and ``*100%``."""
_OF_CELLS = re.compile(r"/\s*[$(A-Z_\u4e00-\u9fff]", re.IGNORECASE)
"""A quotient whose base is a cell, or what is worked out of cells."""
_SCALES = re.compile(
    r"[*^%]|/\s*[\d.]|(?<![\w.$:])\d*[.\d]\d+|PRODUCT|AVERAGE|COUNT|ROWS|SUMIF|TEXT", re.IGNORECASE
)
"""What may make another thing of a quotient than the part of a whole: a factor, a mean of shares."""


def in_per_cent(formula: str) -> bool:
    """Tell whether a formula multiplies what it comes to by a hundred."""
    return _TIMES_HUNDRED.search(formula) is not None


def is_fraction(formula: str) -> bool:
    """Tell whether a formula comes to a share as a fraction: a quotient of cells, times nothing.

    1.5 is 150 % there, whatever its size. What may be a mean of shares is left to be judged by size.
    """
    plain = _WORDS.sub("", formula)
    return _OF_CELLS.search(plain) is not None and _SCALES.search(plain) is None


@frozen
class Mark:
    """A row or a column that a formula refers to: ``steps`` behind a line of a form.

    ``line`` counts the rows, or the columns, of ``form`` from 0, and from its end where it is
    negative; ``None`` is the line the formula itself stands in, a word the line of totals of a list.
    Without a ``form`` the line is a number of the sheet.
    """

    form: str | None
    line: int | str | None
    steps: int = 0


@frozen
class Area:
    """The cells that a formula refers to: their first and last row and column.

    ``rows`` or ``columns`` are ``None`` for whole columns or rows, ``sheet`` where it is the
    formula's own. ``form`` is one that stands on that sheet, whatever the sheet is called now.
    """

    sheet: str | None
    form: str | None
    rows: tuple[Mark, Mark] | None
    columns: tuple[Mark, Mark] | None
    single: bool


@frozen
class OfficeFormula:
    """The formula in one answer of a template: what is written, and between it what is referred to.

    ``text`` is the whole of it as it stands in the template, ``place`` its cell there, from 0: they make
    no other formula of it.
    """

    item: str
    line: str | int | None
    pieces: tuple[str | Area, ...]
    text: str = field(default="", eq=False)
    place: tuple[int, int] | None = field(default=None, eq=False)

    @property
    def in_per_cent(self) -> bool:
        """Whether it multiplies what it comes to by a hundred."""
        return in_per_cent(self._spelled)

    @property
    def is_fraction(self) -> bool:
        """Whether it comes to a share as a fraction."""
        return is_fraction(self._spelled)

    @property
    def _spelled(self) -> str:
        return "".join(one if isinstance(one, str) else "A1" for one in self.pieces)

    @property
    def difference(self) -> bool:
        """Whether it is what one cell is more than another, and so in what these are in."""
        signs = [one.strip() for one in self.pieces if isinstance(one, str)]
        return signs == ["=", "-"] and len(self.pieces) == 4


def shown_in_per_cent(
    formulas: Collection[OfficeFormula],
    shares: Mapping[str, str],
    lines: Sequence[str | int | None],
) -> frozenset[tuple[str, str | int | None]]:
    """Return which shares are in per cent, by item and line: those of a list whatever the entry.

    ``shares`` are their measures. One with no formula is so where another of its item, or of its
    line, is multiplied by a hundred; what one is more than another is, where its measure says so.
    """
    own = [one for one in formulas if one.item in shares]
    fractions = shown_as_fractions(formulas, shares, lines)
    told = {
        (one.item, one.line if lines else None)
        for one in own
        if one.in_per_cent or (one.difference and shares[one.item] == "%")
    } - fractions
    items = {one.item for one in own if one.in_per_cent}
    among = {one.line for one in own if one.in_per_cent and one.line is not None}
    worked_out = {(one.item, one.line) for one in own}
    beside = {(item, line) for item in shares for line in lines if item in items or line in among}
    return frozenset(told | (beside - worked_out))


def shown_as_fractions(
    formulas: Collection[OfficeFormula],
    shares: Collection[str],
    lines: Sequence[str | int | None],
) -> frozenset[tuple[str, str | int | None]]:
    """Return which shares are fractions, by item and line: quotients, and what is between these.

    What one share is more than another is so where no formula makes a share of the form per cent.
    """
    own = [one for one in formulas if one.item in shares]
    between = any(one.is_fraction for one in own) and not any(one.in_per_cent for one in own)
    return frozenset(
        (one.item, one.line if lines else None)
        for one in own
        if one.is_fraction or (between and one.difference)
    )
