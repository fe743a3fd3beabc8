"""Whether two ways of writing a period mean the same one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from youthstats.workbook.reading.books.other_times import without_other_times
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL, folded

__all__ = ["other_years", "same_period"]

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s*年|[\s)\]】〕》]|$)")
_YEAR = re.compile(r"(?P<year>[0-9]{4})年?(?:度|全年|1-12月|1月-12月|1月1日-12月31日)?")


def same_period(stood: str, expected: str) -> bool:
    """Tell whether ``stood`` is ``expected``, a whole year in any of the ways it is written."""
    return _plain(stood) == _plain(expected)


def other_years(text: str, expected: str) -> tuple[str, ...]:
    """Return the years a text names that ``expected`` does not; none where it names that one too."""
    return (_known_others if len(text) <= LONGEST_LABEL else _others)(text, expected)


def _others(text: str, expected: str) -> tuple[str, ...]:
    asked, named = _years(expected), _years(text)
    if not asked or not named or set(asked).intersection(named):
        return ()
    return tuple(_years(without_other_times(unicodedata.normalize("NFKC", text))))


_known_others = lru_cache(maxsize=8192)(_others)  # headings are the same on every return


def _years(text: str) -> list[str]:
    return _ANY_YEAR.findall(unicodedata.normalize("NFKC", text).translate(_DIGITS))


def _plain(text: str) -> str:
    """Return a period without what does not change it; a whole year is its number."""
    spelled = re.sub("[-—–~～至]+", "-", folded(text))
    year = _YEAR.fullmatch(spelled) or _YEAR.fullmatch(spelled.translate(_DIGITS))
    return year["year"] if year else spelled
