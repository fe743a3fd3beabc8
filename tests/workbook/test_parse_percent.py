"""Shares where the form itself asks for per cent: a bare number is what is expected there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import GROWTH, PERCENT, read
from youthstats.model.items import Item
from youthstats.model.values import Missing, rounded
from youthstats.workbook.package import Cell
from youthstats.workbook.reading.parse import parse_answer

SHARES = st.integers(-99999, 99999).filter(lambda n: abs(n) > 100).map(lambda n: Decimal(n) / 100)


@given(SHARES)
def test_however_a_share_is_spelled_it_is_the_same(percent: Decimal) -> None:
    """15.5, "15.5", 15.5% and 0.155 under a percent format are one share."""
    bare = read(percent, PERCENT)
    formatted = read(percent / 100, PERCENT, "0.00%")
    text, signed = read(str(percent), PERCENT), read(f"{percent}%", PERCENT)
    assert None is bare.note
    assert None is formatted.note
    assert ["reading.number_as_text"] * 2 == [text.note, signed.note]
    assert 1 == len({float(one.value.value) for one in (bare, formatted, text, signed)})  # type: ignore[union-attr]


@pytest.mark.parametrize("stood", [Decimal("0.86"), "0.86"])
def test_below_one_it_may_be_a_fraction(stood: Decimal | str) -> None:
    """0.86 under a heading in per cent may be 86 % or 0.86 %: it is said, not passed over."""
    found = read(stood, PERCENT)
    assert rounded(Decimal("0.86"), 2) == found.value
    assert "reading.share_as_fraction" == found.note


@pytest.mark.parametrize("percent", [Decimal("0.5"), Decimal("-0.05"), 1, -1, 0, 15])
def test_a_growth_is_in_per_cent_as_it_stands(percent: Decimal | int) -> None:
    """A growth below 1 % is as common as any: it is no fraction, and of a small one a note says so."""
    found, text = read(percent, GROWTH), read(str(percent), GROWTH)
    assert Decimal(percent) / 100 == found.value.value == text.value.value  # type: ignore[union-attr]
    assert ("reading.share_small" if -1 <= percent <= 1 and percent else None) == found.note
    assert "reading.number_as_text" == text.note


def test_a_growth_under_a_percent_format_is_what_is_shown() -> None:
    """0.5 under 0.0% is shown as 50.0%."""
    assert rounded(Decimal("0.5"), 3) == read(Decimal("0.5"), GROWTH, "0.0%").value


def test_one_is_either() -> None:
    """1 may be 1 % or all of it."""
    assert Missing.UNREADABLE is read(1, PERCENT).value
    assert "reading.share_ambiguous" == read(1, PERCENT).note


@pytest.mark.parametrize(
    "formula",
    [
        '=IF(G8=0,"",ROUND((E8/G8-1)*100,1))',
        "=F5/E5*100",
        "=100*F5/E5",
        "=E8/G8*100-100",
    ],
)
def test_a_formula_that_multiplies_by_a_hundred_comes_to_per_cent(formula: str) -> None:
    """A growth of 0.5 % that a formula worked out is not 50 %, nor 1 % unreadable."""
    for value in (Decimal("0.5"), 1, Decimal("-0.3"), 20):
        found = parse_answer(Cell(value, formula), GROWTH)
        assert rounded(Decimal(value) / 100, 3 if isinstance(value, Decimal) else 2) == found.value
        assert None is found.note


@pytest.mark.parametrize(
    "formula",
    [
        "=F5/E5",
        "=F100/E5",
        "=F5*100%/E5",
        '=IF(E5=0,"",(F5-E5)/E5)',
        "=F5/E5-1",
        "=ROUND(F5/$E$5,2)",
        "=F5/SUM(F$5:F$100)",
        "=F5/'计划 100'!B3",
        "=IFERROR(F5/计划,0)",
    ],
)
@pytest.mark.parametrize("asked", [PERCENT, GROWTH])
def test_a_quotient_of_cells_is_the_fraction_itself(formula: str, asked: Item) -> None:
    """1.5 that a formula divided out is 150 %, and 1 is all of it, whatever the heading asks for."""
    for value in (Decimal("0.5"), 1, Decimal("1.5"), 20):
        found = parse_answer(Cell(value, formula), asked)
        assert rounded(Decimal(value), 2) == found.value
        assert None is found.note


@pytest.mark.parametrize(
    "formula",
    [
        "=F5*1000/E5",
        "=SUM(F5:F7)/3",
        "=SUM(F5:F7)/COUNT(F5:F7)",
        "=SUMPRODUCT(E5:E7,F5:F7)/SUM(E5:E7)",
        "=F5/(E5/100)",
        "=IF(E5=0,100,F5/E5)",
        "=1/2",
    ],
)
def test_any_other_formula_says_nothing_of_it(formula: str) -> None:
    """A mean of shares, or what is divided by a number, may be in either."""
    assert "reading.share_as_fraction" == parse_answer(Cell(Decimal("0.5"), formula), PERCENT).note
    assert "reading.share_ambiguous" == parse_answer(Cell(1, formula), PERCENT).note


def test_in_words() -> None:
    """A numeral without a sign is per cent there as well."""
    found = read("八十六", PERCENT)
    assert rounded(Decimal("0.86"), 2) == found.value
    assert "reading.chinese_numeral" == found.note
