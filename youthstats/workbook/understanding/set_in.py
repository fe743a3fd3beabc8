"""Rows that are set in behind another and make it up: 批发业, and behind it 　农畜产品批发, 　食品批发."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youthstats.layout.sums import sum_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.divided import Row
from youthstats.workbook.understanding.parts import says_part
from youthstats.workbook.understanding.parts_measured import measured_otherwise
from youthstats.workbook.understanding.telling import tells_of_some

__all__ = ["behind_others", "set_in"]

_SIGNED = re.compile("[减加扣][去除]?[：:]")
"""What is set in behind 减：营业成本 stands beside that, and is taken off, too."""


def set_in(rows: Sequence[Row]) -> dict[int, int]:
    """Return the row that each is set in behind, for rows that may make it up.

    They are all that are set in as far as the first of them, but for those that say 其中. Where one
    of them is a sum, opens a division, is set in otherwise, or may be of some alone, nobody knows.
    """
    return {
        part.number: whole.number
        for whole, behind in behind_others(rows)
        if (parts := _parts(whole, behind))
        for part in parts
    }


def behind_others(rows: Sequence[Row]) -> Sequence[tuple[Row, list[Row]]]:
    """Return each row with those that are set in right behind it, further in ones left out."""
    found: dict[int, tuple[Row, list[Row]]] = {}
    around: list[Row] = []
    for row in rows:
        while around and (row.heads or around[-1].depth >= row.depth):
            around.pop()
        if around and around[-1].beside(row):
            found.setdefault(around[-1].number, (around[-1], []))[1].append(row)
        if not row.heads:
            around.append(row)
    return list(found.values())


def _parts(whole: Row, behind: Sequence[Row]) -> list[Row]:
    if _aligned(whole) or _sums(whole) or whole.way or len({row.depth for row in behind}) > 1:
        return []
    parts = [row for row in behind if not says_part(row.path[-1])]
    if any(row.way or _sums(row) for row in behind) or _of_some(parts, whole):
        return []
    return parts if all(_alike(row, whole) for row in parts) else []


def _aligned(whole: Row) -> bool:
    """Tell whether rows are set in behind the words before a label alone: 减：营业成本, 　　税金."""
    label = "".join(whole.path[-1].split())
    return says_part(label) or _SIGNED.match(label) is not None


def _sums(row: Row) -> bool:
    return row.totals or sum_said(folded(row.path[-1])) is not None


def _alike(part: Row, whole: Row) -> bool:
    """Tell whether a row and what it is set in behind may be figures in one measure."""
    return not measured_otherwise(part.path[-1], whole.path[-1])


def _of_some(parts: Sequence[Row], whole: Row) -> bool:
    """Tell whether rows are of some alone: 党员, or 以上 without 以下."""
    words = "".join(row.stem for row in parts)
    halved = ("以上" in words) != ("以下" in words)
    return halved or tells_of_some([row.stem for row in parts], whole.stem)
