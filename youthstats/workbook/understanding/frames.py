"""What stands around a table: its title, the unit of measure, the period, the note below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from youthstats.workbook.reading.sheets.foot import REMARKS
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.lines import (
    asks_measure,
    measure_said,
    measure_titled,
    period_said,
    titles,
    unlabelled,
    unmeasured,
)
from youthstats.workbook.understanding.region import Region
from youthstats.workbook.understanding.tables import Table

__all__ = ["measure_of", "note_of", "period_of", "title_of"]


def title_of(table: Table) -> str:
    """Return the title: the longest line above the table that asks for nothing, without its label.

    Where there is none it is the name of the sheet. A list in a group is called as that is.
    """
    label = table.canvas.name
    if table.region.group is not None:
        return " ".join(table.canvas.at(table.region.group).text.split())
    for lines in _above(table):
        told = [unmeasured(one) for text in lines if titles(one := unlabelled(text, label))]
        if longest := max(told, key=len, default=""):
            return " ".join(longest.split())
    return label


def _above(table: Table) -> Iterator[Sequence[str]]:
    """Yield the lines over a table: its own, then those it shares with what stands beside it.

    It shares them where any has no title, or one title is over several: 单位：元 at its end is of all.
    A table without any shares those of the one above it.
    """
    region, canvas = table.region, table.canvas
    lines = [
        (place, text)
        for place, text in canvas.words()
        if place[0] < region.top and not any(one.covers(place) for one in region.others)
    ]
    near = [(place, text) for place, text in lines if place[0] >= region.above] or lines
    beside = [one for one in region.others if one.top <= region.bottom and region.top <= one.bottom]
    over = {
        one: [text for place, text in near if _stands_over(canvas, one, place)]
        for one in (region, *beside)
    }
    yield over[region]
    own = set(filter(titles, over[region]))
    shares = any(own.intersection(over[one]) for one in beside)
    if shares or not all(any(map(titles, texts)) for texts in over.values()) or not beside:
        yield [text for _, text in near]


def _stands_over(canvas: Canvas, region: Region, place: Place) -> bool:
    """Tell whether a line begins or ends above a table."""
    reach = canvas.block(place)
    return reach.left <= region.right and reach.right >= region.left


def measure_of(table: Table) -> str:
    """Return the unit of measure said above the table, in a line or behind its title; both, if two."""
    texts = [text for lines in _above(table) for text in lines]
    beside = [f"单位：{text}" for one, text in pairwise(texts) if asks_measure(one)]
    lines = [text for text in texts if not measure_titled(text)]
    said = next(filter(None, map(measure_said, [*lines, *beside])), "")
    titled = next(filter(None, map(measure_titled, texts)), "")
    return "、".join(dict.fromkeys(filter(None, (titled, said))))


def period_of(canvas: Canvas) -> str:
    """Return the period a sheet says it is for."""
    return next(filter(None, (period_said(text) for _, text in canvas.words())), "")


def note_of(table: Table) -> tuple[str, str] | None:
    """Return the remark in the first row below the answers and their totals: its label and its words."""
    row = max((*table.rows, *table.totals)) + 1
    texts = [text for place, text in table.canvas.words() if place[0] == row]
    closed = all(
        table.canvas.role((row, column)) in {Role.LABEL, Role.NOTHING}
        for column in table.region.columns
    )
    if len(texts) == 2 and closed and folded(texts[0]) in REMARKS:
        return texts[0], texts[1]
    return None
