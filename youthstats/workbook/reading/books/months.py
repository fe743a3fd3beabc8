"""Months and quarters that a line above a table names, held against those of the period asked for.

What counts is the month in which a time ends: 1—11月 is a return of November, and 第三季度 one of
September. A day (2024年12月5日) is when a form was filled in, but where 截至 says that figures are as of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from youthstats.workbook.reading.books.other_times import without_other_times
from youthstats.workbook.reading.parse.numerals import UP_TO_TWELVE, up_to_twelve
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL

__all__ = ["months_differ", "names_months"]

_ALONE = "(?<![0-9〇零一二三四五六七八九十])"
_BEGINS = re.compile(
    rf"{_ALONE}(?:{UP_TO_TWELVE})\s*月?\s*[-—–~～至到]+\s*(?=(?:{UP_TO_TWELVE})\s*月)"
)
"""What a time begins with that ends in another month: 1—11月."""

_MONTH = re.compile(
    rf"{_ALONE}({UP_TO_TWELVE})\s*月(?!\s*[0-9一二三四五六七八九十]|\s*(?:底|末|初|[上中下]旬)?\s*[之以]?前|份额)"
)
_DAY = re.compile(rf"{_ALONE}({UP_TO_TWELVE})\s*月\s*[0-9]{{1,2}}\s*日")
_QUARTER = re.compile(r"(?<![0-9一二三四上下每])第?\s*([1-4一二三四])\s*季度")
_HALF = re.compile("([上下])半年")


def months_differ(text: str, expected: str) -> bool:
    """Tell whether a line names months or quarters, and not the one in which ``expected`` ends."""
    return (_known if len(text) <= LONGEST_LABEL else _differ)(text, expected)


@lru_cache(maxsize=1024)
def names_months(text: str) -> bool:
    """Tell whether a text names a month or a quarter."""
    return any(_ends(text, days="截" in text))


def _differ(text: str, expected: str) -> bool:
    as_of = "截" in expected
    left = without_other_times(unicodedata.normalize("NFKC", text))
    named = set(_ends(left, days=as_of and "截" in text))
    asked = set(_ends(expected, days=as_of))
    return bool(named) and bool(asked) and asked.isdisjoint(named)


_known = lru_cache(maxsize=8192)(_differ)  # headings are the same on every return


def _ends(text: str, *, days: bool) -> Iterator[int]:
    """Yield the months in which the times end that a text names; of ``days`` theirs as well."""
    if "月" not in text and "季" not in text and "半年" not in text:
        return
    plain = _BEGINS.sub("", unicodedata.normalize("NFKC", text))
    for found in (*_MONTH.finditer(plain), *(_DAY.finditer(plain) if days else ())):
        yield up_to_twelve(found[1])
    for found in _QUARTER.finditer(plain):
        yield 3 * up_to_twelve(found[1])
    for found in _HALF.finditer(plain):
        yield 6 if found[1] == "上" else 12
