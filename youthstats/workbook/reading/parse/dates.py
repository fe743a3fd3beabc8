"""Dates: typed, as text in digits or Chinese numerals, as eight digits, as a serial number.

A date has a year of four digits, a month and a day, or it is not read: 6.10 is 6月10日 as much as
6月1日, and of no year. 2024年2月 stays a month: nobody knows the day. Only where the cell is one that
shows no day it is the first of it, as when a spreadsheet is given it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from youthstats.model.values import Missing, printed
from youthstats.workbook.reading.parse.numerals import arabic
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.shown import Content
from youthstats.workbook.reading.parse.signs import folded
from youthstats.workbook.reading.parse.written import LONGEST

__all__ = ["DATE_OR_TIME", "is_serial", "read_date"]

_ONE_OR_TWO = "([0-9]{1,2})"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_MONTH_DAY = rf"{_ONE_OR_TWO}\s*月\s*{_ONE_OR_TWO}\s*[日号]?"
_BY_MARKS = rf"{_ONE_OR_TWO}\s*[-/.]\s*{_ONE_OR_TWO}"
_FULL = re.compile(rf"([0-9]{{4}})\s*(?:年\s*{_MONTH_DAY}|[-/.]\s*{_BY_MARKS})(?:[\sT]+{_CLOCK})?")
_EIGHT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(rf"{_ONE_OR_TWO}\s*([-/.])\s*{_ONE_OR_TWO}\s*\2\s*([0-9]{{4}})")
_NO_DAY = re.compile(
    r"[0-9]{4}\s*(?:年\s*(?:[0-9]{1,2}\s*月?)?|[-/.]\s*[0-9]{1,2})"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])?"
)
_NO_YEAR = re.compile(
    rf"(?:[0-9]{{2}}\s*年\s*)?{_MONTH_DAY}|[0-9]{{2}}\s*[-/.]\s*{_BY_MARKS}"
    rf"|{_ONE_OR_TWO}\s*[-/]\s*{_ONE_OR_TWO}"
)
_POINT = re.compile(rf"{_ONE_OR_TWO}\.{_ONE_OR_TWO}")
_SPOKEN = re.compile(r"[〇零○一壹二贰三叁四肆五伍六陆七柒八捌九玖十拾廿卅]+(?=\s*[年月日号]|$)")
DATE_OR_TIME = re.compile(rf"{_FULL.pattern}|{_CLOCK}|{_ONE_OR_TWO}月{_ONE_OR_TWO}[日号]")
"""What is plainly a date or a time of day."""

_MONTH = re.compile(r"([0-9]{4})\s*(?:年\s*([0-9]{1,2})\s*(?:月份?)?|[-/.]\s*([0-9]{1,2}))")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What in a number format says nothing of what is shown."""

_FIRST_SERIAL, _SERIALS = date(1899, 12, 30), range(18_264, 73_051)  # the days of 1950 to 2099


def read_date(value: Content, number_format: str = "General") -> Parsed:
    """Read what stands in the place of a date, in a cell with this number format."""
    if isinstance(value, datetime):
        return Parsed(value.date())
    if isinstance(value, date):
        return Parsed(value)
    if isinstance(value, str):
        return _of_month(value, number_format) or _text(folded(value))
    if isinstance(value, bool) or not Decimal(value).is_finite():
        return unreadable("not_a_date")
    if is_serial(value):
        return Parsed(_FIRST_SERIAL + timedelta(int(value)), "reading.date_as_serial")
    return _text(printed(value))


def is_serial(value: int | Decimal) -> bool:
    """Tell whether a number may be a day, counted as spreadsheets count them."""
    return Decimal(value).is_finite() and int(value) in _SERIALS


def _of_month(value: str, number_format: str) -> Parsed | None:
    """Read a month as its first day where the cell shows months; ``None`` for anything else."""
    shown = _LITERAL.sub("", number_format.partition(";")[0]).lower()
    found = _MONTH.fullmatch(" ".join(folded(value).split()))
    if found is None or "d" in shown or not ("y" in shown and "m" in shown):
        return None
    return _dated(int(found[1]), int(found[2] or found[3]), 1, note="date_of_month")


def _text(text: str) -> Parsed:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return unreadable("not_a_date")
    plain = _SPOKEN.sub(lambda found: arabic(found[0]) or found[0], text)
    for expression, note in ((_FULL, "date_as_text"), (_EIGHT, "date_as_digits")):
        found = expression.fullmatch(plain)
        if found:
            return _dated(*(int(part) for part in found.groups() if part), note=note)
    found = _MONTH.fullmatch(plain)
    if found:
        return _month(int(found[1]), found[2] or found[3], by_point="." in plain)
    found = _YEAR_LAST.fullmatch(plain)
    if found:
        return _year_last(int(found[4]), int(found[1]), int(found[3]))
    found = _POINT.fullmatch(plain)
    if found:
        return _of_no_year(_by_the_point(found[1], found[2]))
    found = _NO_YEAR.fullmatch(plain)
    if found:
        month, day = (int(part) for part in found.groups() if part)
        return _of_no_year(_days(month, (day,)))
    return unreadable("date_without_day" if _NO_DAY.fullmatch(plain) else "not_a_date")


def _dated(year: int, month: int, day: int, *, note: str) -> Parsed:
    try:
        return Parsed(date(year, month, day), f"reading.{note}")
    except ValueError:
        return unreadable("no_such_date")


def _month(year: int, month: str, *, by_point: bool) -> Parsed:
    """Read 2009.6 as the month it is; 2009.1 may be what a cell leaves of 2009.10."""
    if by_point and month == "1":
        return unreadable("date_ambiguous", f"{year}年1月 / {year}年10月")
    if year and 1 <= int(month) <= 12:
        return Parsed(f"{year:04d}-{int(month):02d}", "reading.month_for_day")
    return unreadable("no_such_date")


def _year_last(year: int, first: int, second: int) -> Parsed:
    """Read 21/6/2009; nobody knows which of 6/5/2009 is the month."""
    ways = {_dated(year, *way, note="date_as_text") for way in ((first, second), (second, first))}
    dates = sorted(str(one.value) for one in ways if one.value is not Missing.UNREADABLE)
    if len(dates) > 1:
        return unreadable("date_ambiguous", " / ".join(dates))
    return next((one for one in ways if dates == [str(one.value)]), unreadable("no_such_date"))


def _by_the_point(month: str, day: str) -> list[str]:
    """Return the days that 6.10 may mean: a number loses the nought at its end."""
    bare = int(day.rstrip("0") or "0")
    days = (bare, 10 * bare) if len(day.rstrip("0")) == 1 else (int(day),)
    return _days(int(month), days)


def _days(month: int, days: tuple[int, ...]) -> list[str]:
    return [f"{month}月{day}日" for day in days if _is_day(month, day)]


def _is_day(month: int, day: int) -> bool:
    try:
        return bool(date(2000, month, day))  # a leap year, so that 29 February is a day
    except ValueError:
        return False


def _of_no_year(readings: list[str]) -> Parsed:
    if not readings:
        return unreadable("not_a_date")
    fault = "date_ambiguous" if len(readings) > 1 else "date_without_year"
    return unreadable(fault, " / ".join(readings))
