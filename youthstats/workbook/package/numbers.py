"""What a stored number is: a figure, or under its format a date, a time, a duration.

Number formats: ECMA-376 part 1, § 18.8.30; dates: § 18.17.4. Whoever read the number from a file.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from pathlib import Path

from attrs import frozen

from youthstats.model.values import SHOWN_DIGITS, from_float
from youthstats.workbook.package.book import CellError, CellValue

__all__ = [
    "BUILT_IN",
    "GENERAL",
    "Format",
    "clock",
    "format_of",
    "from_iso",
    "moment",
    "number",
    "whole",
]

BUILT_IN: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("formats.toml").read_text("utf-8")
)
"""The codes of the formats that files name by their numbers alone."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|-?INF|NaN")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?![hms]+\])[^\]]*\]|General', re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|^[^0#?]*(?:e|aaa)", re.IGNORECASE)  # e is a year, aaa a weekday
_LONGEST = 255  # signs of a format's code, Excel's own limit
_LAST_DAY = 2_958_465  # 9999-12-31
_NO_DAY = 60  # 1900-02-29, which Lotus 1-2-3 believed in


@frozen
class Format:
    """A number format: its code, and whether it shows a date, a time of day, a duration."""

    code: str
    dated: bool = False
    clock: bool = False
    elapsed: bool = False


GENERAL = Format("General")


@lru_cache(maxsize=1024)
def format_of(code: str) -> Format:
    """Return what a format's code means."""
    if len(code) > _LONGEST:
        return Format(code)
    bare = _LITERAL.sub("", code).partition(";")[0]
    dated = _DATE.search(bare) is not None
    return Format(code, dated, dated and re.search("[hs]", bare, re.I) is not None, "[" in bare)


def number(text: str) -> int | Decimal | CellError:
    """Return a number as a spreadsheet shows it, to 15 digits; whole ones never see a float."""
    if len(text) <= SHOWN_DIGITS and text.isdigit() and text.isascii():
        return int(text)
    text = text.strip(" \t\r\n")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    value = float(text)
    return from_float(value) if isfinite(value) else CellError("#NUM!")  # type: ignore[return-value]


def clock(passed: timedelta) -> str:
    """Return a time of day or a duration as text: ``12:00:00``, ``26:30:00.500``."""
    minutes, seconds = divmod(passed.days * 86_400 + passed.seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return text + f".{passed.microseconds // 1000:03}" * (passed.microseconds > 0)


def from_iso(text: str) -> date | str:
    """Return a date as ISO 8601 writes it; a time of day alone is a text."""
    if ":" in text and "T" not in text:
        return str(time.fromisoformat(text))
    return _day_or_moment(datetime.fromisoformat(text).replace(tzinfo=None))


def moment(serial: int | Decimal | CellError, shown: Format, *, from_1904: bool) -> CellValue:
    """Return the date or time a number is shown as; a number that is none stays a number."""
    if isinstance(serial, CellError) or not 0 <= serial <= _LAST_DAY:
        return serial
    day, part = divmod(serial, 1)
    passed = timedelta(milliseconds=round(part * 86_400_000))
    if shown.elapsed or (day == 0 and shown.clock):
        return clock(timedelta(int(day)) + passed)
    if not from_1904 and day in {0, _NO_DAY}:
        return serial
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if day < _NO_DAY else 30)
    try:
        return _day_or_moment(first + timedelta(int(day)) + passed)
    except OverflowError:
        return serial


def _day_or_moment(when: datetime) -> date:
    return when if when.time() != time() else when.date()


def whole(text: str) -> int:
    """Return a whole number written in digits, as XML Schema means it; Python would take more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)
