"""Chinese numerals: whatever is written out is read back, and nothing else is a numeral."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from youthstats.workbook.reading.parse.numerals import NUMERAL, arabic

SCALES = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("一二三四五六七八九十百千万亿", "壹貳參肆伍陸柒捌玖拾佰仟萬億")
PLACES = str.maketrans("0123456789", "〇一二三四五六七八九")

LEFT_OUT = re.compile(r"(零(?=[一二三四五六七八九][十百千万])|(?<![百千])一(?=十))")
NEXT_SCALE = re.compile(r"(?<=百.)十$|(?<=千.)百$|(?<=万.)千$|(?<=亿.)千万$")

numbers = st.integers(0, 10**4) | st.integers(0, 10**16 - 1)


def spelled(number: int) -> str:
    """Write a number out as schoolchildren learn it: 一百零五, 十二万, 三万零五十."""
    text = written(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def written(number: int) -> str:
    for scale, size in SCALES:
        if number >= size:
            most, rest = divmod(number, size)
            left_out = "零" if 0 < rest < size // 10 else ""
            return written(most) + scale + left_out + (written(rest) if rest else "")
    return "零一二三四五六七八九"[number]


def spellings(number: int) -> set[str]:
    """Return every way of writing a number that may be read as it.

    零 may be left out before a digit with a scale (一万五百), 一 before 十 where none can be missed,
    and the last scale where it is the next one (三百五).
    """
    parts = LEFT_OUT.split(written(number))
    choices = ([part] if place % 2 == 0 else ["", part] for place, part in enumerate(parts))
    ways = {"".join(choice) for choice in product(*choices)}
    return ways | {NEXT_SCALE.sub("", way) for way in ways}


@given(numbers)
@example(10**16 - 1)
@example(10**12)
@example(100_000_010)
def test_what_is_written_out_is_read_back(number: int) -> None:
    """In plain, financial and traditional signs, with 两 and 〇, every number reads as itself."""
    text = spelled(number)
    two = text.replace("二千", "两千").replace("二百", "两百")
    for way in (text, two, text.translate(FINANCIAL), text.translate(TRADITIONAL)):
        assert str(number) == arabic(way)
    assert str(number) == arabic(text.replace("零", "〇"))


@given(st.integers(100, 10**16 - 1))
def test_digits_one_by_one(number: int) -> None:
    """Three or more digits without a scale are read as they stand, as in a year."""
    assert str(number) == arabic(str(number).translate(PLACES))


@given(numbers, st.text("0123456789", min_size=1, max_size=12))
def test_decimals_are_exact(whole: int, decimals: str) -> None:
    """As many decimals as 点 is followed by, noughts at the end too."""
    text = f"{spelled(whole)}点{decimals.translate(PLACES)}"
    assert f"{whole}.{decimals}" == arabic(text)
    assert Decimal(f"{whole}.{decimals}") == Decimal(str(arabic(text)))


@given(st.integers(1, 9999), st.integers(0, 9), st.integers(0, 9999))
def test_digits_among_scales(wan: int, qian: int, rest: int) -> None:
    """Digits before a scale count it; behind one they fill every place, or 零 says which is out."""
    if qian:
        assert str(wan * 10_000 + qian * 1000) == arabic(f"{wan}万{qian}千")
    assert str(wan * 10_000 + rest) == arabic(f"{wan}万{rest:04}")
    if 0 < rest < 1000:
        assert str(wan * 10_000 + rest) == arabic(f"{wan}万零{rest}")
        assert None is arabic(f"{wan}万{rest}")


@given(st.text("一二两三五九十百千万亿零〇", min_size=1, max_size=9))
def test_what_is_read_was_written(text: str) -> None:
    """A numeral that is read is one of the ways its number is written: nothing is made up."""
    found = arabic(text)
    if found is not None and found.translate(PLACES) != text.replace("零", "〇"):
        assert text.replace("两", "二").replace("〇", "零") in spellings(int(found))


@given(st.text(NUMERAL.removeprefix("0-9") + "0123456789", max_size=50) | st.text(max_size=9))
def test_any_text(text: str) -> None:
    """No text makes reading stumble, and a number read from one has digits and at most a point."""
    found = arabic(text)
    assert found is None or found.replace(".", "", 1).isdecimal()


WORKED = [
    ("二十", "20"),
    ("两百", "200"),
    ("一百零五", "105"),
    ("三万五千", "35000"),
    ("廿", "20"),
    ("廿五", "25"),
    ("卅", "30"),
    ("〇", "0"),
    ("零", "0"),
    ("十二万", "120000"),
    ("两千万", "20000000"),
    ("壹贰叁", "123"),
    ("二〇〇九", "2009"),
    ("二○○九", "2009"),
    ("3万5千", "35000"),
    ("三万5千", "35000"),
    ("12亿3456万", "1234560000"),
    ("三点五", "3.5"),
    ("零点五〇", "0.50"),
    ("三百五", "350"),
    ("一万二", "12000"),
    ("一万五百", "10500"),
    ("一万亿", "1000000000000"),
]


@pytest.mark.parametrize(("text", "expected"), WORKED)
def test_worked_numerals(text: str, expected: str) -> None:
    """Numerals as clerks write them."""
    assert expected == arabic(text)


@pytest.mark.parametrize(
    "text",
    [
        *("三五", "十五六", "两三百", "几十", "百", "万", "点五", "三点", "三点5", "一点二点三"),
        *("零五", "一百零", "十两", "三百两", "两十", "3万5", "3百5", "三百五万", "三万零五千"),
        *("一亿亿", "万万", "百百", "一百十五", "○", "○○○", "零零零", "二0一九", "十佳"),
    ],
)
def test_no_numerals(text: str) -> None:
    """Estimates, halves of numerals, and what could be meant in two ways are not read."""
    assert None is arabic(text)
