"""What goes on below a heading on which nothing is drawn: labels behind a blank row, or the total of a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from youthstats.layout.sums import sum_said
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.foot import REMARKS
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.around import is_foot, is_frame
from youthstats.workbook.understanding.canvas import LABELS, Canvas, Role
from youthstats.workbook.understanding.region import SPACER
from youthstats.workbook.understanding.telling import kind_told
from youthstats.workbook.understanding.worked_out import lines_added

__all__ = ["entries_below", "labels_below", "sums_below"]

_ROOM = 2
"""Rows that are looked at where nothing says how many entries there is room for."""

Rows = tuple[int, ...]


def labels_below(canvas: Canvas, columns: Sequence[int], end: int, blocks: Sequence[Rows]) -> Rows:
    """Return the rows with printed labels below a heading that ends in row ``end``, if there are any.

    They are no entries of a list: blank rows only set them apart. A single one may be a note, and so may
    备注 below 合计.
    """
    found: list[int] = []
    for block in blocks:
        if block[0] - (found[-1] if found else end) > SPACER + 1:
            break
        own = tuple(takewhile(lambda row: _is_labelled(canvas, columns, row), block))
        found += own
        if len(own) < len(block):
            ended = is_foot(canvas, block[len(own)], columns)
            if not ended and own:
                return ()
            break
    firsts = [folded(canvas.at((row, columns[0])).text) for row in found]
    named = [first for first in firsts if not sum_said(first) and first not in REMARKS]
    return tuple(found) if len(found) > 1 and named else ()


def sums_below(canvas: Canvas, columns: Sequence[int], end: int, blocks: Sequence[Rows]) -> Rows:
    """Return the blank rows of a list below its heading and those of its sums: 合计 at its foot."""
    last = end
    for block in blocks:
        sums = tuple(takewhile(lambda row: _sums(canvas, columns, row), block))
        last = max((last, *sums))
        if len(sums) < len(block):
            break
    rows = canvas.shown(range(end + 1, last + 1), rows=True)
    return rows if sum(not _sums(canvas, columns, row) for row in rows) > 1 else ()


def entries_below(
    canvas: Canvas, columns: Sequence[int], rows: Sequence[int], blocks: Sequence[Rows]
) -> Rows:
    """Return the blank rows of a list whose sums stand right below its heading.

    They are those that the sums add up; without formulas a few, where the list begins with names.
    """
    if len(rows) < 2 or not _sums(canvas, columns, rows[-1]):
        return ()
    end = rows[-1]
    added = {row for row in lines_added(canvas, columns, end) if row > end}
    named = kind_told([canvas.at((rows[0], columns[0])).text], figures=False) is Kind.TEXT
    last = max(added, default=end + _ROOM if named else end)
    held = {row for block in blocks for row in block}
    below = canvas.shown(range(end + 1, last + 1), rows=True)
    return below if held.isdisjoint(below) and len(below) > 1 else ()


def _is_labelled(canvas: Canvas, columns: Sequence[int], row: int) -> bool:
    """Tell whether a row begins with a label, no heading, and says nothing of what is around a table."""
    first = canvas.role((row, columns[0])) is Role.LABEL
    first = first and canvas.role((row, columns[-1])) not in LABELS
    return first and not is_foot(canvas, row, columns) and not is_frame(canvas, row, columns)


def _sums(canvas: Canvas, columns: Sequence[int], row: int) -> bool:
    """Tell whether all that a row says in words is 合计."""
    texts = [folded(text) for column in columns if (text := canvas.at((row, column)).text)]
    worded = [text for text in texts if any(sign.isalnum() for sign in text)]
    return bool(worded) and all(map(sum_said, worded))
