"""What stands above and below a table: its title, whose it is, who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youthstats.workbook.reading.sheets.foot import REMARKS, SIGNED
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.lines import asks_around, begins_frame, says_around
from youthstats.workbook.understanding.measuring import heads_measures

__all__ = ["asks_nothing_else", "is_foot", "is_frame", "is_head", "signs", "texts_in"]

_SIGNED = "|".join(r"\s*".join(word) for word in SIGNED)
_REMARKED = "|".join(r"\s*".join(word) for word in REMARKS)
_FOOT = re.compile(rf"{_SIGNED}|(?:{_REMARKED})\s*[:：]")
_LONGEST = 24
"""Signs up to which words alone in a row may be a label; more are a note."""


def texts_in(canvas: Canvas, row: int, columns: Sequence[int]) -> list[str]:
    """Return the texts of a row, one of a merged block once."""
    return [canvas.at(place).text for place in _worded(canvas, row, columns)]


def _worded(canvas: Canvas, row: int, columns: Sequence[int]) -> list[Place]:
    """Return where the texts of a row stand, a merged block by its first cell."""
    anchors = dict.fromkeys(canvas.anchor((row, column)) for column in columns)
    return [place for place in anchors if canvas.at(place).text]


def is_frame(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row says whose a form is, of when, or in what its figures are."""
    asking = [
        place for place in _worded(canvas, row, columns) if begins_frame(canvas.at(place).text)
    ]
    return not all(_heads_column(canvas, place, row, columns) for place in asking)


def _heads_column(canvas: Canvas, place: Place, row: int, columns: Sequence[int]) -> bool:
    """Tell whether 计量单位 is the heading of a column: other headings stand beside it, no measure."""
    behind = canvas.at((row, canvas.block(place).right + 1)).text
    if not heads_measures(["".join(canvas.at(place).text.split())]) or is_measure(behind):
        return False
    texts = texts_in(canvas, row, columns)
    others = sum(not says_around(text) for text in texts)
    return others > 1 or (others > 0 and not _blank_behind(canvas, place, columns))


def asks_nothing_else(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row asks whose a table is, of when or in what measure, with room for that.

    What asks ends in a colon, or a blank cell stands behind it: 填报单位 alone may head the units of a
    table. Whatever else is asked for in such a row (负责人) has its own blank cell.
    """
    words = _worded(canvas, row, columns)
    asking = [place for place in words if asks_around(canvas.at(place).text)]
    roomy = [place for place in asking if _has_room(canvas, place, columns)]
    others = [place for place in words if place not in asking]
    return bool(roomy) and all(
        says_around(canvas.at(place).text)
        or canvas.opens(place)
        or _blank_behind(canvas, place, columns)
        for place in others
    )


def _has_room(canvas: Canvas, place: Place, columns: Sequence[int]) -> bool:
    text = canvas.at(place).text
    return text.endswith((":", "：")) or _blank_behind(canvas, place, columns)


def _blank_behind(canvas: Canvas, place: Place, columns: Sequence[int]) -> bool:
    """Tell whether a blank cell of the same row stands behind a label."""
    beside = canvas.anchor((place[0], canvas.block(place).right + 1))
    return beside[0] == place[0] and beside[1] in columns and not canvas.at(beside).says


def is_head(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row above the table is its title, says whose it is, or says nothing."""
    words = texts_in(canvas, row, columns)
    if is_frame(canvas, row, columns):
        return True
    asked = any(canvas.at((row, c)).open and canvas.opens((row, c)) for c in columns)
    return len(words) <= 1 and not (asked and canvas.says_what_is_open)


def signs(text: str) -> bool:
    """Tell whether a text asks who signs a form."""
    return re.match(rf"\s*(?:{_SIGNED})", text) is not None


def is_foot(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row asks who signs, or is a remark."""
    words = texts_in(canvas, row, columns)
    alone = len(words) == 1 and (len(words[0]) > _LONGEST or "。" in words[0])
    return bool(words) and (alone or _FOOT.match(words[0]) is not None)
