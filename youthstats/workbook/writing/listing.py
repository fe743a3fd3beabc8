"""A sheet that is a list under headings: a title, a line on what it holds, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType

from attrs import frozen

from youthstats.wording import say
from youthstats.workbook.writing.plan import (
    MOST_HELD,
    Cell,
    Content,
    Plan,
    Style,
    fitted_widths,
)

__all__ = ["HEAD", "LINK", "MIDDLE", "PLAIN", "Row", "headings", "listing", "names_of"]

HEAD = 3
"""Rows above the list: title, summary, headings."""

MOST_NAMED = 40
"""Units that a sentence names one by one."""

PLAIN = Style("plain", align="left")
MIDDLE = Style("plain")
LINK = Style("link", align="left")


@frozen
class Row:
    """One row of a list: contents, their styles where not plain, links by column."""

    contents: Sequence[Content]
    styles: Mapping[int, Style]
    links: Mapping[int, str]


def headings(sheet: str, keys: Sequence[str], lang: str) -> list[str]:
    """Return the headings of a list, which the wording has under the name of its sheet."""
    return [say(f"{sheet}.{key}", lang) for key in keys]


def names_of(units: Sequence[str], lang: str) -> str:
    """Return names in a row; of very many the first, and how many there are."""
    names = say("list.comma", lang).join(units[:MOST_NAMED])
    if len(units) <= MOST_NAMED:
        return names
    return say("list.more", lang, names=names, count=len(units))


def listing(
    name: str,
    title: str,
    summary: str,
    headings: Sequence[str],
    rows: Iterable[Row],
    roomy: Mapping[int, float] = MappingProxyType({}),
    narrow: Mapping[int, float] = MappingProxyType({}),
) -> Plan:
    """Plan a sheet that is a list under headings; of a long one the rows are made when written.

    ``roomy`` columns are at least so wide, ``narrow`` ones at most: their text wraps.
    """
    width = len(headings)
    head = [
        Cell(0, 0, title, Style("title"), width=width),
        Cell(1, 0, summary, Style("meta", align="left"), width=width),
        *(Cell(2, column, text, Style("header")) for column, text in enumerate(headings)),
    ]
    lines = (_cells(place, row) for place, row in enumerate(rows, HEAD))
    first = list(islice(lines, MOST_HELD))
    below = chain.from_iterable(first)
    held = len(first) < MOST_HELD
    cells = [*head, *below] if held else head
    widths = fitted_widths(cells if held else chain(head, *first), width)
    for column, least in roomy.items():
        widths[column] = max(widths[column], least)
    for column, most in narrow.items():
        widths[column] = min(widths[column], most)
    return Plan(
        name=name,
        cells=cells,
        widths=widths,
        freeze=(HEAD, 0),
        repeat=(0, HEAD - 1),
        tab="audit",
        rows=() if held else chain(below, chain.from_iterable(lines)),
    )


def _cells(place: int, row: Row) -> list[Cell]:
    found = []
    for column, content in enumerate(row.contents):
        link = row.links.get(column)
        style = LINK if link else row.styles.get(column, PLAIN)
        found.append(Cell(place, column, content, style, link=link))
    return found
