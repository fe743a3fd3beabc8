"""Numbers and times as cells hold them, whoever read them from a file."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from youthstats.model.values import SHOWN_DIGITS, from_float
from youthstats.workbook.package.book import CellError

__all__ = ["clock", "day_or_moment", "number"]

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|-?INF|NaN")


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


def day_or_moment(when: datetime) -> date:
    """Return the day, where it is midnight."""
    return when if when.time() != time() else when.date()
