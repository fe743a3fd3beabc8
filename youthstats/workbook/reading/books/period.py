"""Whether two ways of writing a period mean the same one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from youthstats.workbook.reading.books.other_times import without_other_times
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL, folded

__all__ = ["names_years", "other_years", "same_period"]

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ANY_YEAR = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s*年|[\s)\]】〕》]|$|[、,和与及](?:19|20)[0-9]{2})"
)
_SPAN = re.compile(rf"((?:19|20)[0-9]{{2}})\s*年?\s*(?:[-—–~/]+|至|到)\s*((?:{_ANY_YEAR.pattern}))")
_OPEN = re.compile(r"[0-9]{4}\s*年?\s*(?:以来|以后|之后|以前|之前|版|修订)")
"""What names a year that its figures need not be of: 2021年以来, 2024年版."""

_DAY = re.compile(r"[0-9]{4}\s*(?:年|[-./])\s*[0-9]{1,2}\s*(?:月|[-./])\s*[0-9]{1,2}\s*日?")
"""A day: alone it is when a form was filled in, but where 截至 says that figures are as of it."""

_YEAR = re.compile(r"(?P<year>[0-9]{4})年?(?:度|全年|1-12月|1月-12月|1月1日-12月31日)?")


def same_period(stood: str, expected: str) -> bool:
    """Tell whether ``stood`` is ``expected``, a whole year in any of the ways it is written."""
    return _plain(stood) == _plain(expected)


def other_years(text: str, expected: str) -> tuple[str, ...]:
    """Return the years a text names that ``expected`` does not; none where it names that one too."""
    return (_known_others if len(text) <= LONGEST_LABEL else _others)(text, expected)


@lru_cache(maxsize=1024)
def names_years(text: str) -> bool:
    """Tell whether a text names the years that figures are of."""
    left = without_other_times(_plain_digits(text))
    return bool(_years(left)) and _OPEN.search(left) is None


def _others(text: str, expected: str) -> tuple[str, ...]:
    asked, named = _years(expected), _years(text)
    if not asked or not named or set(asked).intersection(named):
        return ()
    left = without_other_times(_plain_digits(text))
    return tuple(
        _years(left if "截" in text or len(_DAY.findall(left)) > 1 else _DAY.sub(" ", left))
    )


_known_others = lru_cache(maxsize=8192)(_others)  # headings are the same on every return


def _years(text: str) -> list[str]:
    """Return the years a text names, of a span (2021—2025年) each one of it."""
    plain = _plain_digits(text)
    spans = ((int(first), int(last)) for first, last in _SPAN.findall(plain))
    within = [str(year) for first, last in spans for year in range(first, last + 1)]
    return [*_ANY_YEAR.findall(plain), *within]


def _plain_digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DIGITS)


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """Return a period without what does not change it; a whole year is its number."""
    spelled = re.sub("[-—–~～至]+", "-", folded(text))
    year = _YEAR.fullmatch(spelled) or _YEAR.fullmatch(spelled.translate(_DIGITS))
    return year["year"] if year else spelled
