"""The lines below a table: where its foot begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache

from youthstats.characters import unspaced
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.asked_around import words
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["REMARKS", "SIGNED", "footer_row", "is_remark", "may_begin_foot"]

SIGNED = words("signed", "foot")
REMARKS = ("备注", "说明", "注")
FOOTERS = (*SIGNED, *REMARKS)
"""What begins the lines below a table."""

_FOOT = re.compile(rf"(?P<word>{'|'.join(FOOTERS)})[A-Za-z0-9.]*:")
"""A footer that says more: the word, its English on a template in English, and a colon."""

_REMARK = re.compile(
    rf"(?:{'|'.join(REMARKS)})(?:[A-Za-z0-9.]*:.+|[^:]*[,;。!].*)|(?:备注|说明)(?!书)[^:]{{4,}}"
)
"""A sentence that says it is a remark; without a colon it is one by its signs or its length."""

_FIRST = frozenset(word[0] for word in FOOTERS)


def footer_row(
    sheet: Sheet, below: int, left: int, right: int, asked: Set[int] = frozenset()
) -> int | None:
    """Return the first row from ``below`` on whose first words begin the foot of a table.

    A row with figures in the other columns from ``left`` to ``right`` is an entry of the list,
    whatever its first words are, unless they ask for a signature. A remark is the foot only where
    nothing but its words stands in the columns ``asked`` for figures, and no figure follows before a
    signature.
    """
    texts = sheet.texts_from(below)
    likely = {place[0] for place, text in texts if may_begin_foot(text[:4])}
    starts: dict[int, str] = {}
    for (row, _), text in texts if likely else ():
        if row in likely and row not in starts and not is_blank(text):
            starts[row] = text
    begun = {row: text for row, text in starts.items() if _foot_word(text, listed=False)}
    if not begun:
        return None
    first = min(begun)
    listed = {
        row
        for (row, column), cell in sheet.cells.items()
        if row >= first and left <= column <= right and is_figure(cell)
    }
    feet = {
        row: word
        for row, text in begun.items()
        if (word := _foot_word(text, listed=row in listed)) is not None
    }
    signed = min((row for row, word in feet.items() if word in SIGNED), default=None)
    remarks = [
        row
        for row, word in feet.items()
        if word in REMARKS
        and asked.isdisjoint(_beyond_remark(sheet, row))
        and not any(row < at and (signed is None or at < signed) for at in listed)
    ]
    return min([*remarks, *([signed] if signed is not None else [])], default=None)


def is_remark(text: str) -> bool:
    """Tell whether a text is a remark in a sentence: 说明：以上均已入库."""
    return _REMARK.fullmatch(unspaced(text)) is not None


def _beyond_remark(sheet: Sheet, row: int) -> list[int]:
    """Return the columns of a row that hold more than its remark, which may stand behind the word.

    A block that was unmerged and filled repeats it.
    """
    places = sorted(
        place for place, cell in sheet.cells.items() if place[0] == row and not is_blank(cell.value)
    )
    held = [sheet.cells[place].value for place in places]
    said = held[:2] if isinstance(held[0], str) and folded(held[0]) in REMARKS else held[:1]
    return [column for (_, column), value in zip(places, held, strict=True) if value not in said]


def _foot_word(text: str, *, listed: bool) -> str | None:
    """Return the word with which a text begins the foot of a table, if it does."""
    plain = unspaced(text)
    found = _FOOT.match(plain)
    word = found["word"] if found else plain if plain in FOOTERS else None
    return None if listed and (word not in SIGNED or found is None) else word


@lru_cache(maxsize=8192)
def may_begin_foot(signs: str) -> bool:
    """Tell whether words that begin with these signs may be those of a foot."""
    first = signs.lstrip()[:1]
    return not first or unicodedata.normalize("NFKC", first) in _FIRST
