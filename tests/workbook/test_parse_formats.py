"""What a number format shows of a number: its own measure, another scale, or nobody can tell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import PEOPLE, PROFIT, RATE, WAN, YUAN, read
from youthstats.model.items import Item
from youthstats.model.values import Missing, rounded
from youthstats.workbook.reading.parse import shows_plainly

PLAINLY = [
    "General",
    "",
    "@",
    ";;;",
    "0",
    "0.00",
    "#,##0",
    "#,##0_ ;[Red]-#,##0 ",
    "#,##0.00_);[红色](#,##0.00)",
    '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    '"$"#,##0_);("$"#,##0)',
    "[$-804]General",
    "[$¥-804]#,##0.00",
    "[DBNum1][$-804]G/通用格式",
    "+0;-0;0",
    "0;[Red]0",
    "# ?/?",
    "0.00E+00",
    "# ##0",
    "#!,####",
    "[>5]0;[Blue]0.0",
    "0 ;@",
    '"—"',
]


@pytest.mark.parametrize("number_format", PLAINLY)
@given(number=st.integers(-(10**15), 10**15))
def test_a_plain_format_changes_no_figure(number_format: str, number: int) -> None:
    """Separators, colours, brackets for a minus, currencies and decimals are dress."""
    assert shows_plainly(number_format)
    parsed = read(number, PROFIT, number_format)
    assert (number, None) == (parsed.value, parsed.note)


WITH_MEASURE = [
    (277, '0"元"', 277, None),
    (277, "0\\元;@", 277, None),
    (277, '0.00_ "元"', 277, None),
    (-277, '0"元";-0"元"', -277, None),
    (-277, '0"元";(0"元")', -277, None),
    (-277, '0"元"', -277, None),
    (-277, '0"元";-0"万元"', -2770000, "scaled"),
    (28, 'General"万元"', 280000, "scaled"),
    (28, 'G/通用格式"万元"', 280000, "scaled"),
    (28, '[DBNum2]General"万元"', 280000, "scaled"),
    (500, '[>=10000]0!.0,"万元";0"元"', 500, None),
    (Decimal("27.5"), '[<100]0.0"万元";0"元"', 275000, "scaled"),
    (500, '[<100]0.0"万元";0"元"', 500, None),
    (277010, '#,##0.00,"千元"', 277010, "scaled"),
    (9250000, '0.00,,"百万元"', 9250000, "scaled"),
]


@pytest.mark.parametrize(("number", "number_format", "value", "note"), WITH_MEASURE)
def test_the_measure_of_a_format_counts(
    number: int, number_format: str, value: int, note: str | None
) -> None:
    """Words behind a number are its measure, those of the section that shows it."""
    parsed = read(number, PROFIT, number_format)
    assert (value, note and f"reading.{note}") == (parsed.value, parsed.note)


NOT_UNDERSTOOD = [
    (9250000, '0!.0000"万元"', WAN),
    (9250000, "0!.0000", WAN),
    (9250, '0!.0,"万元"', WAN),
    (277, '"万元"0', YUAN),
    (277010, '0!.0,"万"', YUAN),
    (277010, '0\\.0,"万元"', YUAN),
    (277010, '0"."0,"万元"', YUAN),
    (277010, '0.0,"万"', YUAN),
    (277010, "#,##0,", YUAN),
    (277010, '[>=10000]0!.0,"万元";0"元"', YUAN),
    (-277, '0"元";0"元"', PROFIT),
    (277, '[>999]0"元";0"千元";0"万元"', YUAN),
    (277, '0"000"', YUAN),
    (277, "[$USD] 0", YUAN),
    (277, '"100万元"', YUAN),
    (277, "yyyy", YUAN),
    (98, '0.0%"以上"', RATE),
    (98, '"No."0', PEOPLE),
]


@pytest.mark.parametrize(("number", "number_format", "item"), NOT_UNDERSTOOD)
def test_a_format_nobody_understands(number: int, number_format: str, item: Item) -> None:
    """A point among the digits, words before them, a scale not written: not the cell's figure."""
    parsed = read(number, item, number_format)
    assert Missing.UNREADABLE is parsed.value
    assert ("reading.format_not_understood", number_format) == (parsed.note, parsed.suggestion)


SHARES = [
    (8, '0"‰"', "0.008", 3),
    (15, 'General"%"', "0.15", 2),
    ("0.155", "[<1]0.0%;0.0!%", "0.155", 3),
    ("15.5", "[<1]0.0%;0.0!%", "0.155", 3),
    ("-0.05", "0.0%;[Red]-0.0%", "-0.05", 3),
]


@pytest.mark.parametrize(("number", "number_format", "value", "places"), SHARES)
def test_the_sign_of_a_share_counts(
    number: int | str, number_format: str, value: str, places: int
) -> None:
    """A quoted percent or per mille sign divides nothing: it says of what the number is."""
    stood = number if isinstance(number, int) else Decimal(number)
    assert rounded(Decimal(value), places) == read(stood, RATE, number_format).value


@given(
    number=st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    number_format=st.text('0#?.,;%"!\\[]<>=-_*E万元千百 @GeneralG/通用格式(9', max_size=30),
)
def test_no_format_makes_up_a_figure(number: int | Decimal, number_format: str) -> None:
    """Whatever the format, the figure is the number itself, or its scale was told, or nothing."""
    parsed = read(number, YUAN, number_format)
    plainly = parsed.note is None and number == parsed.value
    assert plainly or parsed.value is Missing.UNREADABLE or parsed.note == "reading.scaled"


@pytest.mark.parametrize("word", ["约", "大约", "预计", "≈"])
def test_a_format_may_call_a_number_approximate(word: str) -> None:
    """So do the library's own workbooks: it is read as the words would be, and no exact figure."""
    parsed = read(277, YUAN, f'"{word}"0')
    assert ("reading.approximate", Decimal("276.5")) == (parsed.note, parsed.value.low)  # type: ignore[union-attr]
