"""What stands around a table: its title, the unit of measure, the period, the note below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youthstats.workbook.reading.sheets.foot import REMARKS
from youthstats.workbook.reading.sheets.heading import asks
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.tables import Table

__all__ = ["measure_of", "note_of", "period_of", "title_of"]

_MEASURE = re.compile(r"(?:计量)?单\s*位\s*[:：]\s*(?P<said>[^\s:：]+)\s*$")
_PERIOD = re.compile(r"(?:报告期|统计期间|统计年度|报告年度|年度)\s*[:：]\s*(?P<said>\S+)")
_ANNEX = re.compile(r"附\s*[件表录]\s*[0-9一二三四五六七八九十]*\s*[:：]?")


def title_of(table: Table) -> str:
    """Return the title: the longest line above the table that asks for nothing, without its label.

    Where there is none it is the name of the sheet.
    """
    texts = [text for text in _above(table) if not asks(_unlabelled(text, table.canvas.name))]
    texts = [text for text in texts if not _ANNEX.fullmatch(text)]
    longest = max(texts, key=len, default="")
    return " ".join(_unlabelled(longest, table.canvas.name).split()) or table.canvas.name


def _unlabelled(text: str, label: str) -> str:
    """Return a title without the label of the form before it: 表一：…"""
    head, colon, _ = text.replace(":", "：").partition("：")
    return text[len(head) + len(colon) :].strip() if folded(head) == folded(label) else text


def _above(table: Table) -> Iterator[str]:
    first = min(table.rows)
    tables = [*table.header, first]
    for place, text in table.canvas.words():
        block = table.canvas.block(place)
        whole = block.left <= table.region.columns.start and (
            block.right >= table.region.columns.stop - 1
        )
        inside = place[0] in tables and place[1] in table.region.columns
        if place[0] < first and (not inside or (whole and place[0] in table.header)):
            yield text


def measure_of(table: Table) -> str:
    """Return the unit of measure said above the table."""
    for text in _above(table):
        if "填报" not in text and (found := _MEASURE.search(text)) and found["said"] != "—":
            return found["said"]
    return ""


def period_of(canvas: Canvas) -> str:
    """Return the period a sheet says it is for."""
    found = (_PERIOD.search(text) for _, text in canvas.words())
    return next((match["said"] for match in found if match), "")


def note_of(table: Table) -> tuple[str, str] | None:
    """Return the remark in the first row below the answers: its label and its words."""
    row = max(table.rows) + 1
    texts = [text for place, text in table.canvas.words() if place[0] == row]
    closed = all(
        table.canvas.role((row, column)) in {Role.LABEL, Role.NOTHING}
        for column in table.region.columns
    )
    if len(texts) == 2 and closed and folded(texts[0]) in REMARKS:
        return texts[0], texts[1]
    return None
