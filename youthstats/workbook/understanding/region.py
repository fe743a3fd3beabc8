"""A rectangle of a sheet that holds a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from youthstats.characters import unspaced
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas, Role

__all__ = [
    "SPACER",
    "Region",
    "counted_apart",
    "ends_heading",
    "numbered_section",
    "numbers_columns",
    "whole_width",
    "words_in",
]

SPACER = 2
"""Blank rows that may set a heading, or a group of rows, apart from the rows below it."""

_STEMS = "甲乙丙丁戊己庚辛壬癸A-Za-z一二三四五六七八九十"
_NUMBER = r"\(?(?P<number>[0-9]+)\)?"
_SAID = rf"\(?[=≈][{_STEMS}0-9第列栏行.%+*/×÷∑()\[\]{{}}~·…—–−-]+"
_SIGN = re.compile(rf"[-—]|(?:[{_STEMS}]|{_NUMBER})(?:{_SAID})?")
"""What numbers a column: 甲, 1, 2, 3=1+2, 4=(2-3)/3×100%."""

_ORDINAL = re.compile(
    r"第?\(?(?:[零〇一二三四五六七八九十百]+|[0-9]+|[A-ZⅠ-Ⅻ]|[IVX]{2,4})\)?(?:部分)?[、.．]?"
)
"""The number of a section."""

_LED_BY = re.compile("[栏行列][次号]|栏目|(?:序|顺序|编)号|(?:指标|项目)?代[码号]")
"""What such a row may begin with: 栏次."""


@frozen
class Region:
    """A rectangle of a sheet that holds a table: rows and columns, from 0, without hidden ones.

    ``others`` are the rest of the sheet's. ``endless`` is a heading with nothing drawn below it: a
    list goes on there. ``beside`` is one that may as well be the rest of the list to its left.
    ``group`` is a label that is beside all of it, and says of what it is.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    endless: bool = False
    beside: bool = False
    group: Place | None = None
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
        """Tell whether a place lies in the rectangle, or is the label beside all of it."""
        row, column = place
        return place == self.group or (
            self.top <= row <= self.bottom and self.left <= column <= self.right
        )


def whole_width(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether one label reaches over the whole width of a table."""
    anchor = canvas.anchor((row, region.left))
    wide = anchor[1] <= region.left and canvas.block(anchor).right >= region.right
    return wide and len(region.columns) > 1 and canvas.role(anchor) is Role.LABEL


def numbered_section(canvas: Canvas, region: Region, row: int) -> str:
    """Return the one label that reaches over a table behind its number: 二 | 执法处罚情况."""
    places = [canvas.anchor((row, column)) for column in region.columns]
    first, *rest = dict.fromkeys(places)
    if len(rest) != 1 or places.count(rest[0]) < 2 or first[0] != row or rest[0][0] != row:
        return ""
    label = canvas.at(rest[0]).text if canvas.role(rest[0]) is Role.LABEL else ""
    return label if _ORDINAL.fullmatch(unspaced(str(canvas.at(first).value))) else ""


def numbers_columns(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2 3, or 栏次 1 2 3 under their labels."""
    signs = _signs(canvas, row, columns)
    led = [at for at, sign in signs.items() if _LED_BY.fullmatch(sign)]
    plain = {at: sign for at, sign in signs.items() if at not in led}
    read = [_SIGN.fullmatch(sign) for sign in plain.values()]
    counted = any(one is not None and one["number"] for one in read)
    if not counted or len(signs) < 2 or None in read:
        return False
    return not led or _runs_under_labels(canvas, row, signs)


def ends_heading(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row can be nothing but the numbers of columns, under all of their labels."""
    signs = _signs(canvas, row, columns)
    first = signs[min(signs)] if signs else ""
    led = first == "甲" or _LED_BY.fullmatch(first) is not None
    return led and numbers_columns(canvas, row, columns) and _runs_under_labels(canvas, row, signs)


def _signs(canvas: Canvas, row: int, columns: Sequence[int]) -> dict[int, str]:
    """Return what stands in each column of a row that holds anything."""
    shown = ((at, canvas.at((row, at)).value) for at in columns)
    return {at: _bare(unspaced(str(value))) for at, value in shown if value is not None}


def _bare(sign: str) -> str:
    """Return a sign without brackets around all of it: (3=1+2), （甲）."""
    inner = sign.removeprefix("(").removesuffix(")")
    return inner if f"({inner})" == sign and not {"(", ")"} & set(inner) else sign


def _runs_under_labels(canvas: Canvas, row: int, signs: Mapping[int, str]) -> bool:
    """Tell whether several numbers run on by one behind what begins a row, under labels of their own.

    Where nothing stands over them, 序号 1 2 3 is the heading itself.
    """
    read = {at: _SIGN.fullmatch(sign) for at, sign in signs.items()}
    counted = {at: int(one["number"]) for at, one in read.items() if one and one["number"]}
    numbers = list(counted.values())
    over, label = (canvas.anchor((row - 1, min(at))) for at in (signs, counted))
    headed = over != label and canvas.role(label) is Role.LABEL
    return headed and len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1))


def words_in(canvas: Canvas, row: int, columns: Iterable[int]) -> set[str]:
    """Return the labels that stand in a row, folded."""
    places = {canvas.anchor((row, column)) for column in columns}
    return {folded(canvas.at(one).text) for one in places if canvas.role(one) is Role.LABEL}


def counted_apart(canvas: Canvas, region: Region, header: Sequence[int]) -> tuple[int, ...]:
    """Return the rows of a heading but for those that number the columns."""
    return tuple(row for row in header if not numbers_columns(canvas, row, region.columns))
