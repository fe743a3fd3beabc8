"""Which rows of a list are none of its entries: its totals, and the headings of groups.

一 | 产业发展类, blank rows, 小计, 二 | 基础设施类, blank rows, 小计, 合计.
"""

from __future__ import annotations

from collections.abc import Sequence

from youthstats.layout.sums import sum_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.canvas import OPENINGS, Canvas, Role
from youthstats.workbook.understanding.numbering import named_by_numbers
from youthstats.workbook.understanding.region import Region, counted_apart, words_in

__all__ = ["groups_of_list", "totals_of_list"]


def groups_of_list(canvas: Canvas, region: Region, body: Sequence[int]) -> tuple[int, ...]:
    """Return the rows that head the groups of a list, each over blank rows and then their sum.

    There are several groups, or none; without a sum of its own a group has several rows.
    """
    kinds = [_kind(canvas, region, row) for row in body]
    heads = [at for at, kind in enumerate(kinds) if kind == "words"]
    ends = [*heads[1:], len(kinds)]
    grouped = (
        len(heads) > 1
        and "sum" in kinds
        and all(_is_group(kinds[head + 1 : end]) for head, end in zip(heads, ends, strict=True))
    )
    return tuple(body[at] for at in heads) if grouped and heads[0] == 0 else ()


def _is_group(kinds: Sequence[str]) -> bool:
    """Tell whether rows below the heading of a group are blank ones, and sums behind them."""
    entries = next((at for at, kind in enumerate(kinds) if kind != "blank"), len(kinds))
    return entries > (entries == len(kinds)) and set(kinds[entries:]) <= {"sum"}


def _kind(canvas: Canvas, region: Region, row: int) -> str:
    """Return what a row of a list is: ``blank``, a ``sum``, or ``words`` at its head and no more."""
    blocks = list(dict.fromkeys(canvas.anchor((row, at)) for at in region.columns))
    labels = [one for one in blocks if canvas.role(one) is Role.LABEL]
    said = {folded(canvas.at(one).text) for one in labels}
    if not said:
        first = next((one for one in blocks if canvas.role(one) is not Role.NUMBER), blocks[0])
        return "blank" if canvas.role(first) in OPENINGS else ""
    if all(map(sum_said, said)):
        return "sum"
    at_head = labels == blocks[: len(labels)] and len(labels) < 3
    figures = any(canvas.role(one) in {Role.FORMULA, Role.NUMBER} for one in blocks)
    return "words" if at_head and not figures else ""


def totals_of_list(
    canvas: Canvas, region: Region, header: Sequence[int], body: Sequence[int]
) -> tuple[int, ...]:
    """Return the rows that only say 合计, where none of the others has a label: those of a list."""
    words = {row: words_in(canvas, row, region.columns) for row in body}
    totals = [row for row, said in words.items() if said and all(map(sum_said, said))]
    others = [row for row in body if row not in totals]
    plain = len(others) > 1 and not any(words[row] for row in others)
    plain = plain and not named_by_numbers(
        canvas, others, region.columns, counted_apart(canvas, region, header)
    )
    return tuple(totals) if totals and plain and header else ()
