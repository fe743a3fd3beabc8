"""Rows of plain cells, cut out of a small sheet: returns of one template share most to a byte."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from attrs import frozen

from youthstats.workbook.package.addresses import Place, column_number
from youthstats.workbook.package.book import Cell
from youthstats.workbook.package.ooxml.shared import Styles
from youthstats.workbook.package.texts import PLAIN, unescaped

__all__ = ["Row", "plain_row"]

_CELL = '<c r="'
_HELD = re.compile(
    r'(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    rf'(?: ?/>|>(?:<f(?: aca="false")?>{PLAIN}</f>)?(?:<v>{PLAIN}</v>|<v ?/>)?</c>)'
)
_OPENED = re.compile(r'<row r="([0-9]{1,7})"[^<>/]*>\Z')
_LONGEST = 4096  # bytes of a row that is kept
_SHORTEST = 128  # signs of a cell that is


@frozen
class Row:
    """What a row holds: its number as it is written, what is left around its cells, and these.

    With a cell comes the index of its text where that is shared: every workbook has its own.
    ``width`` counts the columns, of empty cells too.
    """

    name: str
    around: str
    width: int
    cells: dict[Place, tuple[Cell, str]]


def plain_row(row: bytes, styles: Styles) -> Row:
    """Read a row; raises ``ValueError`` or ``LookupError`` where it is not plain."""
    return _known(row, styles) if len(row) <= _LONGEST else _read(row, styles)


def _read(row: bytes, styles: Styles) -> Row:
    around, *written = row.decode().split(_CELL)
    if not written:
        return Row("", around, 0, {})
    (name,) = _OPENED.findall(around)
    at, width = int(name) - 1, 0
    cells: dict[Place, tuple[Cell, str]] = {}
    for cell in written:
        address, _, rest = cell.partition('"')
        letters = address.removesuffix(name)
        column = column_number(letters)
        if letters == address or column <= width:
            raise ValueError("a cell in another row, or not behind the last one")
        width = column
        held = (_held_often if len(rest) <= _SHORTEST else _held)(styles, rest)
        if held is not None:
            cells[at, column - 1] = held
    return Row(name, around, width, cells)


def _held(styles: Styles, written: str) -> tuple[Cell, str] | None:
    """Return a cell with the index of its text, where that is shared; ``None`` for an empty one."""
    plain = _HELD.fullmatch(written)
    if plain is None:
        raise ValueError("a cell that is not plain")
    style, kind, formula, text = plain.groups()
    if not (text or formula):
        return None
    said = f"={unescaped(unescape(formula))}" if formula else None
    index = (text or "") if kind == "s" else ""
    own = "" if index else unescape(text or "")
    cell = styles.cell(style or "0", kind or "n", said, own)
    return (cell, index) if index or said or cell.value not in {None, ""} else None


_known = lru_cache(maxsize=1024)(_read)
_held_often = lru_cache(maxsize=8192)(_held)  # small figures, and the formulas of a template
