"""A value survives the columns: in full as text, and as decimals that never claim too much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.values import (
    Figure,
    Inexact,
    Missing,
    Number,
    Value,
    bounds,
    nominal,
    rounded,
)
from youthstats.tables.figures import Told, decimal_of, in_full, told

UNIT = Fraction(1, 10**10)
LIMIT = 10**28

wide = st.integers(-(10**40), 10**40)
numbers: st.SearchStrategy[Number] = st.one_of(
    st.integers(-(10**6), 10**6),
    wide,
    st.builds(lambda digits, places: Decimal(f"{digits}E-{places}"), wide, st.integers(0, 45)),
    st.fractions(),
)
inexact = st.builds(
    lambda digits, places: rounded(Decimal(f"{digits}E-{places}"), places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 14),
)
figures: st.SearchStrategy[Figure] = st.one_of(numbers, inexact)


@given(numbers)
def test_a_figure_is_told_in_full(number: Number) -> None:
    """Whatever its digits, the text is the figure again."""
    assert Fraction(number) == Fraction(told(number).value or "")
    assert "E" not in (told(number).value or "")


@given(figures)
def test_the_true_figure_lies_between_low_and_high(figure: Figure) -> None:
    """What decimals cannot hold widens the interval, by less than a unit of the last one each way."""
    (least, most), said = bounds(figure), told(figure)
    for true, end in ((least, said.low), (most, said.high)):
        if end is not None:
            assert abs(Fraction(end) - true) < UNIT
    if said.low is not None and said.high is not None:
        assert Fraction(said.low) <= least <= most <= Fraction(said.high)


@given(figures)
def test_a_number_is_the_figure_or_the_nearest(figure: Figure) -> None:
    """Where ten decimals hold it the number is the figure itself, else it is rounded once."""
    said = told(figure)
    if said.number is None:
        assert abs(nominal(figure)) > LIMIT - 1
        return
    assert abs(Fraction(said.number) - nominal(figure)) <= UNIT / 2
    if not isinstance(figure, Inexact):
        fits = (nominal(figure) / UNIT).denominator == 1
        assert fits == (said.low == said.number == said.high)


@given(figures)
def test_only_a_figure_known_to_some_precision_is_inexact(figure: Figure) -> None:
    """The state tells how the figure was reported, not how the table holds it."""
    assert told(figure).state == ("inexact" if isinstance(figure, Inexact) else "given")


@pytest.mark.parametrize("missing", Missing)
def test_what_is_missing_says_how(missing: Missing) -> None:
    """Each way of being missing is a state of its own, and has no value."""
    assert Told(missing.value, None, None, None, None) == told(missing)


@pytest.mark.parametrize(
    ("value", "state", "full", "number"),
    [
        (0, "given", "0", "0"),
        (Decimal("59972.290"), "given", "59972.290", "59972.29"),
        (Fraction(11, 71), "given", "11/71", "0.1549295775"),
        (Fraction(1, 8), "given", "0.125", "0.125"),
        (10**28, "given", "1" + "0" * 28, None),
        (10**28 - 1, "given", "9" * 28, "9" * 28),
        (Inexact(Decimal(650), Decimal(650), Decimal(659)), "inexact", "650", "650"),
        ("=1+1", "given", "=1+1", None),
        ("", "given", "", None),
        (date(2009, 6, 21), "given", "2009-06-21", None),
    ],
)
def test_as_it_is_told(value: Value, state: str, full: str, number: str | None) -> None:
    """Worked examples of every kind of answer."""
    said = told(value)
    assert (state, full) == (said.state, said.value)
    assert said.number == (None if number is None else Decimal(number))


def test_nothing_to_tell() -> None:
    """No value has no text, and no decimal."""
    assert (None, None, None) == (in_full(None), in_full(Missing.BLANK), decimal_of(None))
    assert None is decimal_of(-(10**28))
