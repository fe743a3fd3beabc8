"""Figures in sentences: to the digits people read, and never as nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.cellrefs import show_value


@pytest.mark.parametrize(
    ("value", "share", "shown"),
    [
        ("0.259943296881329", True, "25.9943%"),
        ("0.857", True, "85.7%"),
        ("0.0109999999999999", False, "0.011"),
        ("12.345678901", False, "12.345679"),
        ("0.00000012345", False, "0.00000012"),
        ("1115", False, "1115"),
    ],
)
def test_as_people_read_it(value: str, share: bool, shown: str) -> None:
    """JSON has every digit; a sentence has those that tell it from another."""
    assert shown == show_value(Decimal(value), "zh", share=share)


@given(st.decimals(-(10**9), 10**9, places=12))
def test_what_is_shown_is_near_and_not_nothing(value: Decimal) -> None:
    """Half of the sixth decimal away at most, and 0 only for 0."""
    shown = Decimal(show_value(value, "zh"))
    assert abs(shown - value) <= Decimal("0.0000005")
    assert bool(shown) is bool(value)
