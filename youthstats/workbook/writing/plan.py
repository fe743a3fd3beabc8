"""A sheet as it is to be written, before any file format: cells, styles, print set-up.

Everything the library says in a workbook passes through here, so that what is said can be tested
without a spreadsheet program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from youthstats.model.edits import Severity
from youthstats.model.items import Item
from youthstats.model.values import Inexact, printed

__all__ = [
    "ABOUT",
    "MOST_HELD",
    "Cell",
    "Content",
    "Flag",
    "Plan",
    "Style",
    "Validation",
    "fitted_widths",
    "flag_of",
    "list_plan",
    "text_width",
]

Content = str | int | Decimal | Fraction | Inexact | date | None

MOST_HELD = 500
"""Rows that are laid out before they are written; a longer sheet is written row by row."""

ABOUT = "≈"
"""The mark before a number that stands for another: an approximate one, or one of more digits."""

Role = Literal[
    "title",
    "meta",
    "banner",
    "corner",
    "header",
    "stub",
    "answer",
    "total",
    "note",
    "plain",
    "link",
]

Flag = Literal["hard", "soft", "absent", "recovered"]
"""Why a cell is coloured."""


def flag_of(severities: Iterable[Severity]) -> Flag | None:
    """Return why a cell is coloured that has findings of these severities: for the worst of them."""
    found = set(severities)
    if Severity.HARD in found:
        return "hard"
    return "soft" if Severity.SOFT in found else None


@frozen(cache_hash=True)
class Style:
    """How a cell looks: the role it plays, its number format, whether a clerk may fill it in.

    ``about`` puts a mark before its number; ``quoted`` keeps its text a text when it is edited.
    """

    role: Role
    number_format: str = "General"
    align: Literal["left", "center", "right"] = "center"
    unlocked: bool = False
    flag: Flag | None = None
    about: bool = False
    quoted: bool = False


@frozen
class Cell:
    """One cell, or a merged block of ``height`` by ``width`` cells, from (row, column) counted from 0.

    With a ``formula``, ``value`` is its cached result. ``link`` is a reference inside the workbook.
    """

    row: int
    column: int
    value: Content
    style: Style
    formula: str | None = None
    height: int = 1
    width: int = 1
    comment: str | None = None
    link: str | None = None


@frozen
class Validation:
    """What a cell accepts, and what it says when it is entered.

    ``choices`` are offered in a drop-down; too many of them stand on a sheet of their own, in the
    range ``choices_from``.
    """

    row: int
    column: int
    item: Item | None = None
    choices: tuple[str, ...] = ()
    choices_from: str | None = None
    title: str = ""
    prompt: str = ""


@frozen
class Plan:
    """One sheet: everything needed to write it.

    ``freeze`` is the first cell that scrolls, ``repeat`` the rows printed on every page, ``names``
    the defined names for cells (0-based row, column, last row, last column). Rows that scroll are at
    least ``lines`` of text high.

    ``rows`` are the cells of a long sheet below ``cells``, made while they are written: row after
    row, in each from left to right, none merged with a cell of another row. They can be had once.
    """

    name: str
    cells: Sequence[Cell]
    widths: Sequence[float]
    freeze: tuple[int, int] = (0, 0)
    repeat: tuple[int, int] | None = None
    protected: bool = False
    hidden: bool = False
    validations: Sequence[Validation] = ()
    names: Mapping[str, tuple[int, int, int, int]] = field(factory=dict)
    tab: Literal["form", "detail", "audit"] = "form"
    lines: int = 1
    rows: Iterable[Cell] = ()


def list_plan(name: str, texts: Sequence[str]) -> Plan:
    """Plan a hidden sheet that holds the choices of a long drop-down, one a row."""
    cells = [Cell(row, 0, text, Style("plain", align="left")) for row, text in enumerate(texts)]
    return Plan(name, cells, fitted_widths(cells, 1), hidden=True)


NARROWEST, WIDEST, WIDEST_OF_SEVERAL = 7.0, 48.0, 28.0
NARROWEST_SHEET = 72.0
"""Widths in characters: of a column, and of a whole sheet, so that its title fits."""


def text_width(text: str) -> float:
    """Return the width of the longest line of ``text`` in columns: a Chinese sign takes two."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> float:
    return len(line) if line.isascii() else sum(map(_sign_width, line))


def _shown(cell: Cell) -> str:
    """Return about what a cell shows: a quotient as its format rounds it."""
    if isinstance(cell.value, Fraction):
        share = cell.style.number_format.endswith("%")
        return "100.0%" if share else f"{float(cell.value):.2f}"
    if isinstance(cell.value, Inexact):
        return ABOUT + printed(cell.value.value)
    return str(cell.value)


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> float:
    return 2.0 if unicodedata.east_asian_width(sign) in "WFA" else 1.0


def fitted_widths(cells: Iterable[Cell], columns: int, widest: float = WIDEST) -> list[float]:
    """Return a width for each column that fits what stands in it, headings on two or three lines.

    Blocks over several columns make no column wider.
    """
    widths = [NARROWEST] * columns
    for cell in cells:
        if cell.width > 1 or cell.value is None or cell.column >= columns:
            continue
        room = text_width(_shown(cell)) + 2 * (cell.style.role == "total")
        if cell.style.role in {"header", "corner"} and room > 12:
            room = max(12.0, min(room / 2 + 2, 18.0))
        widths[cell.column] = max(widths[cell.column], min(room + 2, widest))
    return widths
