"""Lists beside the label of their group: 家庭主要成员 | 称谓 | 姓名 | 年龄, and blank rows under these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from youthstats.layout.sums import sum_said
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import OPENINGS, Canvas, Role
from youthstats.workbook.understanding.region import Region

__all__ = ["lists_apart"]

_FEWEST = 2
"""Blank rows that make a list; one below its labels is an answer to each."""


def lists_apart(canvas: Canvas, region: Region) -> Iterator[Region]:
    """Cut out of a region each list beside the label of its group, which leads to no column of it.

    The rows over it and below it are regions of their own; so are those over and below a table whose
    rows have labels, beside such a label.
    """
    start = 0
    if not region.rows:
        yield region
    for at, row in enumerate(region.rows):
        if at < start or not (inner := _inside_at(canvas, region, row)):
            continue
        if start < at:
            yield evolve(region, rows=region.rows[start:at])
        yield inner
        start = at + len(inner.rows)
    if start < len(region.rows):
        yield evolve(region, rows=region.rows[start:])


def _inside_at(canvas: Canvas, region: Region, row: int) -> Region | None:
    """Return what has its heading in a row, beside a label that is beside all of it.

    One on the right of all rows of a region may be a remark on them, and is no group's.
    """
    right = [canvas.anchor((row, region.right))] if row != region.top else []
    for group in ((row, region.left), *right):
        block = canvas.block(group)
        if group[0] != row or block.bottom - row < _FEWEST or canvas.role(group) is not Role.LABEL:
            continue
        columns = tuple(at for at in region.columns if not block.left <= at <= block.right)
        if columns and (found := _beside(canvas, region, group, columns)):
            return found
    return None


def _beside(
    canvas: Canvas, region: Region, group: Place, columns: tuple[int, ...]
) -> Region | None:
    """Return the list in some columns that its group stands beside, or other rows with labels."""
    rows = tuple(at for at in region.rows if group[0] <= at <= canvas.block(group).bottom)
    heading = len(list(takewhile(lambda at: _heads(canvas, at, columns), rows)))
    body = list(rows[heading:])
    if heading and len(body) >= _FEWEST and all(_labelled(canvas, at, columns) for at in body):
        return evolve(region, rows=rows)
    while body and _sums(canvas, body[-1], columns):
        body.pop()
    if not heading or len(body) < _FEWEST or not all(_blank(canvas, at, columns) for at in body):
        return None
    return evolve(region, rows=rows, columns=columns, group=group)


def _blocks(canvas: Canvas, row: int, columns: Sequence[int]) -> list[Place]:
    return list(dict.fromkeys(canvas.anchor((row, at)) for at in columns))


def _heads(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row holds several labels, and nothing else."""
    blocks = _blocks(canvas, row, columns)
    return len(blocks) > 1 and all(canvas.role(one) is Role.LABEL for one in blocks)


def _blank(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row asks for several answers, each for itself, and nothing but its number is given."""
    first, *others = _blocks(canvas, row, columns)
    numbered = canvas.role(first) in {Role.NUMBER, *OPENINGS}
    own = all(one[0] == row and canvas.role(one) in OPENINGS for one in others)
    return bool(others) and numbered and first[0] == row and own


def _labelled(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row begins with a label, and asks for several answers behind it."""
    first, *others = _blocks(canvas, row, columns)
    own = all(one[0] == row and canvas.role(one) in OPENINGS for one in others)
    return first[0] == row and canvas.role(first) is Role.LABEL and len(others) > 1 and own


def _sums(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row begins with what says 合计."""
    return sum_said(canvas.at((row, columns[0])).text) is not None
