"""Rows of plain cells, cut out of a small sheet: returns of one template share most to a byte."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Any

from attrs import frozen

from youthstats.workbook.package.addresses import Place, column_number
from youthstats.workbook.package.book import Cell
from youthstats.workbook.package.ooxml.shared import Styles
from youthstats.workbook.package.texts import PLAIN, unescaped

__all__ = ["Row", "plain_row"]

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    rf'(?: ?/>|>(?:<f(?: aca="false")?>{PLAIN}</f>)?(?:<v>{PLAIN}</v>|<v ?/>)?</c>)'
)
_CUT = _CELL.groups + 1
_OPENED = re.compile(r'<row r="([0-9]{1,7})"[^<>/]*>\Z')
_LONGEST = 4096  # bytes of a row that is kept
_SHORTEST = 64  # signs of a cell that is


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
    pieces = _CELL.split(row.decode())
    groups: list[list[Any]] = [pieces[at::_CUT] for at in range(_CUT)]
    cells: dict[Place, tuple[Cell, str]] = {}
    name, at, columns = "", -1, set[int]()
    for before, letters, number, style, kind, formula, text in zip(*groups, strict=False):
        if before:
            (name,) = _OPENED.findall(before)
            at = int(name) - 1
        column = column_number(letters)
        if number != name or column in columns:
            raise ValueError("a cell in no row, in another, or twice")
        columns.add(column)
        if text or formula:
            short = len(text or formula) <= _SHORTEST and len(formula or text) <= _SHORTEST
            held = (_held_often if short else _held)(styles, style, kind, formula, text)
            if held is not None:
                cells[at, column - 1] = held
    return Row(name, "".join(groups[0]), max(columns, default=0), cells)


def _held(
    styles: Styles, style: str | None, kind: str | None, formula: str | None, text: str | None
) -> tuple[Cell, str] | None:
    """Return a cell with the index of its text, where that is shared; ``None`` for an empty one."""
    said = f"={unescaped(unescape(formula))}" if formula else None
    index = (text or "") if kind == "s" else ""
    own = "" if index else unescape(text or "")
    cell = styles.cell(style or "0", kind or "n", said, own)
    return (cell, index) if index or said or cell.value not in {None, ""} else None


_known = lru_cache(maxsize=1024)(_read)
_held_often = lru_cache(maxsize=8192)(_held)  # small figures, and the formulas of a template
