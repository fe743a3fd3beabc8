"""A rectangle of a sheet that holds a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from attrs import frozen

from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas, Role

__all__ = ["Region", "numbers_columns", "whole_width"]

_SIGN = re.compile(
    r"[甲乙丙丁戊己庚辛壬癸]|[A-Za-z]|[一二三四五六七八九十]|[-—]|[0-9]+(?:=[0-9+*/×÷-]+)?"
)
"""What numbers a column: 甲, 1, 2, 3=1+2."""


@frozen
class Region:
    """A rectangle of a sheet that holds a table: rows and columns, from 0, without hidden ones.

    ``others`` are the rest of the sheet's. ``endless`` is a heading with nothing drawn below it: a
    list goes on there. ``beside`` is one that may as well be the rest of the list to its left.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    endless: bool = False
    beside: bool = False
    others: tuple[Region, ...] = ()

    @property
    def above(self) -> int:
        """The first row below the tables that stand over it."""
        return max((one.bottom + 1 for one in self.others if one.bottom < self.top), default=0)

    @property
    def top(self) -> int:
        return self.rows[0]

    @property
    def bottom(self) -> int:
        return self.rows[-1]

    @property
    def left(self) -> int:
        return self.columns[0]

    @property
    def right(self) -> int:
        return self.columns[-1]

    def covers(self, place: Place) -> bool:
        """Tell whether a place lies in the rectangle."""
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def whole_width(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether one label reaches over the whole width of a table."""
    anchor = canvas.anchor((row, region.left))
    wide = anchor[1] <= region.left and canvas.block(anchor).right >= region.right
    return wide and len(region.columns) > 1 and canvas.role(anchor) is Role.LABEL


def numbers_columns(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2 3."""
    shown = [canvas.at((row, column)).value for column in columns]
    signs = [
        unicodedata.normalize("NFKC", "".join(str(one).split())).strip("()")
        for one in shown
        if one is not None
    ]
    counted = any(sign[:1].isdecimal() for sign in signs)
    return counted and len(signs) > 1 and all(map(_SIGN.fullmatch, signs))
