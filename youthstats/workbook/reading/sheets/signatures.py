"""What a template asks for below a table, and what a unit answers there: 审核人（签字）：何芳.

The words are those before a colon, or alone in their cell where a signature or a seal is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from youthstats.characters import unspaced
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.asked_around import any_of
from youthstats.workbook.reading.sheets.cells import is_figure
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL, folded

__all__ = ["answer_behind", "is_day_asked_for", "signature_row", "words_asking"]

_WHO = (
    rf"(?:{any_of('signed', 'of')})?(?:{any_of('signed', 'heads')})|{any_of('signed', 'named')}"
    rf"|(?:{any_of('done', 'filing', 'passing', 'signing')})(?:人员?|者)"
)
"""Who signs a form."""

_UNIT = rf"(?:{any_of('done', 'filing')})?单位"
_MARK = "签字盖章|签名盖章|签[字名章]|盖章|公?章|手签"
_MARKED = rf"(?:\((?:{_MARK})\)|{_MARK})"
_SIGNS = re.compile(rf"(?:{_WHO}):|(?:{_WHO}|{_UNIT}){_MARKED}(?::|$)")
"""Words that ask for a signature on whatever form: 审核人:, 分管领导(签字), 单位(盖章):."""

_LIKELY = re.compile("[:：签章]")
"""What stands in all of them."""

_MARKED_LAST = re.compile(rf".+(?:\((?:{_MARK})\)|签[字名章]|盖章)")
"""Words close behind which a name may be written."""

_SIGNATURE = re.compile(rf"{_WHO}|{_MARKED_LAST.pattern}")
"""Words that need no colon to ask for something, alone in their cell."""

_LEFT_OPEN = re.compile(rf"(?:[12][0-9]{{0,3}}(?=年)|[_年月日]|\((?:{_MARK})\))*")
"""What nothing was answered with yet: a line to write on, 2024年  月  日, where the seal goes."""

_DAY, _SAYS_DAY = "年月日", re.compile("[0-9]{2,4}年[0-9]{1,2}月[0-9]{1,2}日")
_plain = lru_cache(maxsize=8192)(unspaced)  # what stands around a table is the same on every return

_LONGEST = 20
"""Signs of the words that ask for something; more are a sentence."""


def words_asking(text: str) -> Iterator[str]:
    """Yield the words, folded, with which a text of a blank form asks to be answered behind them."""
    if len(text) > LONGEST_LABEL:
        return
    *asking, last = _plain(text).split(":")
    if not asking and _SIGNATURE.fullmatch(last):
        asking, last = [last], ""
    if not _LEFT_OPEN.fullmatch(last):
        return
    if not asking and _DAY in last:
        yield _DAY
    for piece in asking:
        words = piece.strip("_") if piece is asking[0] else _after_blank(piece)
        if 1 < len(words) <= _LONGEST and not re.search("[,;。!]", words):
            yield folded(words)


def _after_blank(piece: str) -> str:
    """Return the words behind what the ones before them leave open: ``年月日填表人``."""
    left = _LEFT_OPEN.match(piece)
    return piece[left.end() if left else 0 :]


def answer_behind(text: str, words: frozenset[str]) -> str | None:
    """Return what a text says behind the words that ask for it, ``None`` where it begins with none.

    ``words`` are those a template asks with. A signature may stand behind 签字 without a colon.
    """
    return _answered(text, words) if words and len(text) <= LONGEST_LABEL else None


@lru_cache(maxsize=8192)
def _answered(text: str, words: frozenset[str]) -> str | None:
    head, colon, said = _plain(text).partition(":")
    asks = folded(head)
    if asks in words and (colon or _SIGNATURE.fullmatch(asks)):
        return said
    marked = (word for word in words if asks.startswith(word) and _MARKED_LAST.fullmatch(word))
    longest = max(marked, key=len, default="")
    return folded(text).removeprefix(longest) if longest else None


def is_day_asked_for(text: str, words: frozenset[str]) -> bool:
    """Tell whether a text is the day that a template leaves open under a table: 2024年3月20日."""
    return _DAY in words and _SAYS_DAY.fullmatch(_plain(text)) is not None


def signature_row(
    sheet: Sheet, below: int, left: int, right: int, words: frozenset[str], end: int | None = None
) -> int | None:
    """Return the first row from ``below`` on whose first words ask for what stands under a table.

    It is looked for before the row ``end``, if one is given. ``words`` are those that its template
    prints there. Others that ask for a signature do where no figures follow. A row with a figure
    from ``left`` to ``right`` is an entry of the list, unless the figure stands behind the words that
    ask for it.
    """
    firsts: dict[int, str] = {}
    for (row, _), text in timely(sheet.texts_from(below, end)):
        if row not in firsts and not is_blank(text):
            firsts[row] = text
    asking = [row for row, text in firsts.items() if _begins(text, words)]
    if not asking:
        return None
    figures = _figures(sheet, min(asking), left, right)
    last = max(figures, default=-1)
    return next(
        (
            row
            for row in asking
            if row not in figures and (answer_behind(firsts[row], words) is not None or row > last)
        ),
        None,
    )


def _begins(text: str, words: frozenset[str]) -> bool:
    if answer_behind(text, words) is not None:
        return True
    likely = len(text) <= LONGEST_LABEL and _LIKELY.search(text) is not None
    return likely and _SIGNS.match(_plain(text)) is not None


def _figures(sheet: Sheet, first: int, left: int, right: int) -> frozenset[int]:
    """Return the rows with a figure that is no answer to words before it."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in timely(sheet.cells.items()):
        if row >= first and not is_blank(cell.value):
            rows.setdefault(row, {})[column] = cell
    return frozenset(
        row
        for row, cells in rows.items()
        for column, cell in cells.items()
        if left <= column <= right and is_figure(cell) and not _left_open(cells, column)
    )


def _left_open(cells: Mapping[int, Cell], column: int) -> bool:
    """Tell whether the cell before one asks for something and holds no answer to it."""
    before = max((at for at in cells if at < column), default=None)
    said = None if before is None else cells[before].value
    return isinstance(said, str) and _plain(said).endswith(":")
