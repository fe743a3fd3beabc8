"""What forms are called after their sheets: short enough for every sheet about them, no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from youthstats.characters import cut, length, visible
from youthstats.model.contradictions import LONGEST_SHEET_NAME, RESERVED

__all__ = ["Labels"]

_TAIL = 8
"""Signs of its end that a name too long keeps, where its beginning is that of another too."""

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_NAMELESS = "表"


class Labels:
    """The labels of forms, given out sheet by sheet."""

    def __init__(self, sheets: Iterable[str]) -> None:
        plain = {sheet: _plain(sheet) for sheet in sheets}
        begun = Counter(_head(text) for text in plain.values())
        self._first: dict[str, str] = {}
        self._taken: set[str] = set()
        for sheet, text in plain.items():
            short = cut(text, LONGEST_SHEET_NAME)
            self._first[sheet] = self._own(_by_its_ends(text) if begun[_head(text)] > 1 else short)

    def of(self, sheet: str, number: int) -> str:
        """Return what a form is called: its sheet, with a number where it is not the first there."""
        return self._first[sheet] if number == 1 else self._own(self._first[sheet], number)

    def _own(self, label: str, number: int = 1) -> str:
        """Return a label with the number behind it that makes it its own."""
        own = _numbered(label, number)
        while own.casefold() in self._taken:
            number += 1
            own = _numbered(label, number)
        self._taken.add(own.casefold())
        return own


def _numbered(label: str, number: int) -> str:
    mark = f"（{number}）" if number > 1 else ""
    return cut(label, LONGEST_SHEET_NAME - len(mark)) + mark


def _head(text: str) -> str:
    return cut(text, LONGEST_SHEET_NAME).casefold()


def _by_its_ends(text: str) -> str:
    """Return a name by its beginning and its end, where it is too long."""
    if length(text) <= LONGEST_SHEET_NAME:
        return text
    tail = text[-_TAIL:]
    return f"{cut(text, LONGEST_SHEET_NAME - 1 - length(tail))}…{tail}"


def _plain(sheet: str) -> str:
    """Return the name of a sheet as that of any other: those of ours are called after it."""
    seen = "".join(sign for sign in sheet if sign == visible(sign))
    text = seen.strip().replace("'", _APOSTROPHE) or _NAMELESS
    return f"{text}{_NAMELESS}" if text.casefold() in RESERVED else text
