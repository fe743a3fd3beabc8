"""Dates in cells: however they are written, and what is not said in them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import DAY, read
from tests.workbook.test_numerals import PLACES, spelled
from youthstats.model.values import Missing, is_month
from youthstats.workbook.package import CellValue
from youthstats.workbook.reading.parse import NOTES, Parsed

WIDE = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


def numerals(day: date) -> str:
    year = str(day.year).translate(PLACES)
    return f"{year}年{spelled(day.month)}月{spelled(day.day)}日"


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["", " ", "\u3000", "\n"]))
def test_every_spelling_of_a_date(day: date, padding: str) -> None:
    """With marks, in words, in numerals, as eight digits or a serial number: the same date."""
    plain = (day.year, day.month, day.day)
    spellings: list[CellValue] = [
        *("{}{sep}{}{sep}{}".format(*plain, sep=sep) for sep in "-/."),
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        "{}年{}月{}日".format(*plain),
        "{} 年 {} 月 {} 号".format(*plain),
        numerals(day),
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d}".translate(WIDE),
    ]
    for text in spellings:
        parsed = read(f"{padding}{text}{padding}", DAY)
        assert day == parsed.value
        assert parsed.note in NOTES
    assert Parsed(day, "reading.date_as_digits") == read(int(f"{day:%Y%m%d}"), DAY)
    serial = (day - date(1899, 12, 30)).days
    assert Parsed(day, "reading.date_as_serial") == read(serial, DAY)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_the_year_last(day: date) -> None:
    """21/6/2009 is read where only one of its numbers can be the month."""
    parsed = read(f"{day.day}/{day.month}/{day.year}", DAY)
    if day.day > 12 or day.day == day.month:
        assert Parsed(day, "reading.date_as_text") == parsed
    else:
        assert parsed.note == "reading.date_ambiguous"
        assert str(day) in str(parsed.suggestion)


def test_a_date_that_is_one() -> None:
    """A date needs no note; a time of day beside it is nothing that was asked for."""
    assert Parsed(date(2009, 6, 21)) == read(date(2009, 6, 21), DAY)
    assert Parsed(date(2009, 6, 21)) == read(datetime(2009, 6, 21, 8, 30), DAY)


NOT_READ: list[tuple[CellValue, str, str | None]] = [
    ("6.10", "date_ambiguous", "6月1日 / 6月10日"),
    ("6.1", "date_ambiguous", "6月1日 / 6月10日"),
    (Decimal("6.1"), "date_ambiguous", "6月1日 / 6月10日"),
    ("6.30", "date_ambiguous", "6月3日 / 6月30日"),
    ("6/5/2009", "date_ambiguous", "2009-05-06 / 2009-06-05"),
    ("2.30", "date_without_year", "2月3日"),
    ("6.21", "date_without_year", "6月21日"),
    (Decimal("6.21"), "date_without_year", "6月21日"),
    ("6.5", "date_without_year", "6月5日"),
    ("6月21日", "date_without_year", "6月21日"),
    ("六月二十一日", "date_without_year", "6月21日"),
    ("6-21", "date_without_year", "6月21日"),
    ("6/10", "date_without_year", "6月10日"),
    ("2.29", "date_without_year", "2月29日"),
    ("09-6-21", "date_without_year", "6月21日"),
    ("09.6.21", "date_without_year", "6月21日"),
    ("09年6月21日", "date_without_year", "6月21日"),
    ("200906", "date_without_day", None),
    ("2009年", "date_without_day", None),
    (2009, "date_without_day", None),
    (200906, "date_without_day", None),
    ("2009.1", "date_ambiguous", "2009年1月 / 2009年10月"),
    (Decimal("2009.1"), "date_ambiguous", "2009年1月 / 2009年10月"),
    ("2009年13月", "no_such_date", None),
    ("2009-0", "no_such_date", None),
    ("0000年3月", "no_such_date", None),
    ("2009年13月1日", "no_such_date", None),
    ("2009-2-29", "no_such_date", None),
    ("20091301", "no_such_date", None),
    ("31/6/2009", "no_such_date", None),
    ("6.40", "date_without_year", "6月4日"),
    ("13.50", "not_a_date", None),
    ("13-32", "not_a_date", None),
    ("2009年底", "not_a_date", None),
    ("上半年", "not_a_date", None),
    (650, "not_a_date", None),
    (True, "not_a_date", None),
    (Decimal("NaN"), "not_a_date", None),
    (Decimal("1E+30"), "not_a_date", None),
]


@pytest.mark.parametrize(("stood", "fault", "suggestion"), NOT_READ)
def test_what_no_date_says(stood: CellValue, fault: str, suggestion: str | None) -> None:
    """A date without its year, its day, or that may be two, is not read, and both are named."""
    assert Parsed(Missing.UNREADABLE, f"reading.{fault}", suggestion) == read(stood, DAY)


@pytest.mark.parametrize(
    "stood",
    [
        *(
            "2009年6月",
            "2009年6月份",
            "二〇〇九年六月",
            "2009 年 06 月",
            "2009-6",
            "2009/06",
            "2009.6",
            "２００９年６月",
        ),
        Decimal("2009.6"),
    ],
)
def test_a_month_stays_a_month(stood: CellValue) -> None:
    """Nobody knows which day it was, and the first is as wrong as any."""
    assert Parsed("2009-06", "reading.month_for_day") == read(stood, DAY)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_is_read_again_as_it_is_kept(year: int, month: int) -> None:
    """It is a value of its item, and as text in a cell the same one."""
    said = read(f"{year:04d}年{month}月", DAY).value
    assert DAY.admits(said)
    assert is_month(said)
    assert said == read(str(said), DAY).value


@pytest.mark.parametrize(
    "shown", ["yyyy年m月", 'yyyy"年"m"月";@', "[$-804]yyyy年m月", "yyyy-mm", "mmm-yy"]
)
@pytest.mark.parametrize(
    "text", ["2024年2月", "2024 年 02 月", "2024-2", "2024.02", "２０２４年２月"]
)
def test_a_month_where_the_cell_shows_months(text: str, shown: str) -> None:
    """As text it is the first day of the month, as a spreadsheet has it; a note says so."""
    assert Parsed(date(2024, 2, 1), "reading.date_of_month") == read(text, DAY, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024年", "yyyy年m月"),
        ("2024年", "yyyy-mm-dd"),
        ("2024年13月", "yyyy年m月"),
        ("2月", "yyyy年m月"),
    ],
)
def test_a_year_is_no_month(text: str, shown: str) -> None:
    """Where a day or a month is asked for a year is not enough, nor is a month without one."""
    assert Missing.UNREADABLE is read(text, DAY, shown).value


def test_a_whole_date_in_a_cell_that_shows_months() -> None:
    """What says the day keeps it."""
    assert Parsed(date(2024, 2, 9), "reading.date_as_text") == read(
        "2024年2月9日", DAY, "yyyy年m月"
    )
