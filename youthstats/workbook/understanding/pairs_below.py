"""Labels with an answer each in the last rows of a table: a card below it, 建筑面积 | __ | 人数 | __."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from youthstats.layout.sums import sum_said
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import LABELS, OPENINGS, Canvas, Role
from youthstats.workbook.understanding.cards import pairs_of
from youthstats.workbook.understanding.region import Region, whole_width

__all__ = ["pairs_apart"]

_PAIRS = re.compile("LL?O+(?:LO+)+")
"""A row of labels (L) with answers (O) behind each; a group's label may stand before the first."""


def pairs_apart(canvas: Canvas, region: Region) -> Iterator[Region]:
    """Cut off the last rows of a table that hold labels among its answers, each with one of its own.

    What is a card as a whole, or called answers by name, is left as it is.
    """
    rows = region.rows
    begin = len(rows)
    while begin > 0 and _pairs(canvas, region, rows[begin - 1]):
        begin -= 1
    above = rows[:begin]
    apart = 0 < begin < len(rows) and not canvas.named and not pairs_of(canvas, region)
    if not (apart and all(_among_answers(canvas, region, above, at) for at in rows[begin:])):
        yield region
        return
    if whole_width(canvas, region, above[-1]):
        begin -= 1
    yield evolve(region, rows=rows[:begin])
    yield evolve(region, rows=rows[begin:])


def _blocks(canvas: Canvas, region: Region, row: int) -> list[Place]:
    return list(dict.fromkeys(canvas.anchor((row, at)) for at in region.columns))


def _pairs(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether a row is labels with answers behind each, and no total."""
    signs = []
    blocks = _blocks(canvas, region, row)
    if sum_said(canvas.at(blocks[0]).text):
        return False
    for block in blocks:
        role = canvas.role(block)
        label = role is Role.LABEL and not is_measure(canvas.at(block).text)
        signs.append("L" if label else "O" if role in OPENINGS else "-")
    return _PAIRS.fullmatch("".join(signs)) is not None


def _among_answers(canvas: Canvas, region: Region, above: tuple[int, ...], row: int) -> bool:
    """Tell whether the last label of a row stands under a heading, and nothing but answers."""
    labels = [one for one in _blocks(canvas, region, row) if canvas.role(one) is Role.LABEL]
    column = labels[-1][1]
    opened = (number for number, at in enumerate(above) if canvas.opens((at, column)))
    first = next(opened, 0)
    below = [at for at in above[first:] if not whole_width(canvas, region, at)]
    headed = first > 0 and canvas.role((above[first - 1], column)) in LABELS
    return headed and all(canvas.role((at, column)) in OPENINGS for at in below)
