"""Figures: exact, inexact and missing; rounding, adding, printing."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal, localcontext
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
    add_up,
    alike,
    as_shown,
    bounds,
    exact,
    from_float,
    held,
    is_figure,
    is_number,
    nominal,
    plain,
    printed,
    round_half_up,
    rounded,
    simplest,
)

decimals = st.decimals(-(10**9), 10**9, places=3)
numbers = st.integers(-(10**12), 10**12) | decimals
inexacts = st.builds(rounded, decimals, st.integers(0, 3))


@given(numbers)
def test_simplest_keeps_the_number(value: Number) -> None:
    """The simplest type of a number stands for the same number, and is an int where it is whole."""
    simple = simplest(value)
    assert value == simple
    assert (Fraction(value).denominator == 1) == isinstance(simple, int)


@given(st.fractions() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_plain_keeps_the_number(value: Number) -> None:
    """A fraction made plain stands for the same number; only endless decimals stay fractions."""
    assert value == Fraction(plain(value))
    rest = Fraction(value).denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    assert (rest > 1) == isinstance(plain(value), Fraction)


@given(numbers)
def test_finite_numbers_are_printed_in_full(value: Number) -> None:
    """What is printed of a number whose decimals end reads as that number."""
    assert value == Decimal(printed(value))
    assert "E" not in printed(value)


@given(st.fractions(), st.integers(0, 6))
def test_half_up_is_nearest_and_away_from_zero(value: Fraction, places: int) -> None:
    """Rounding half up gives a nearest number of so many decimals, of a tie the one further out."""
    shown = Fraction(round_half_up(value, places))
    half = Fraction(1, 2 * 10**places)
    assert abs(shown - value) <= half
    if abs(shown - value) == half:
        assert abs(shown) > abs(value)
    assert -shown == Fraction(round_half_up(-value, places))


@given(st.fractions(), st.integers(0, 6))
def test_rounded_understands_both_ways_of_printing(value: Fraction, places: int) -> None:
    """The interval of a printed figure holds the number it stands for, half up or half even."""
    for shown in (round_half_up(value, places), round_half_up(round(value, places), places)):
        low, high = bounds(rounded(shown, places))
        assert low <= value <= high
        assert Fraction(1, 10**places) == high - low


@given(st.lists(numbers | inexacts | st.sampled_from((Missing.BLANK, Missing.NOT_APPLICABLE))))
def test_a_sum_is_the_sum_of_its_figures(values: list[Value]) -> None:
    """A sum adds nominal figures, and intervals end by end; what is missing adds nothing."""
    total = add_up(values)
    figures = [value for value in values if isinstance(value, int | Decimal | Inexact)]
    if not figures:
        assert total is Missing.BLANK
        return
    assert not isinstance(total, Missing)
    assert sum(map(nominal, figures)) == nominal(total)
    assert sum(bounds(figure)[0] for figure in figures) == bounds(total)[0]
    assert sum(bounds(figure)[1] for figure in figures) == bounds(total)[1]


@given(st.lists(numbers | inexacts, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_a_sum_does_not_matter(values: list[Value], random: object) -> None:
    """Figures add up to the same in any order."""
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert add_up(values) == add_up(shuffled)


@given(st.lists(numbers | inexacts | st.text()), st.integers(0, 9))
def test_an_unreadable_figure_makes_the_sum_unreadable(values: list[Value], at: int) -> None:
    """A total never leaves out a figure nobody could read."""
    assert add_up([*values[:at], Missing.UNREADABLE, *values[at:]]) is Missing.UNREADABLE


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_a_float_of_a_cell_is_the_decimal_it_shows(shown: Decimal) -> None:
    """A number typed with up to fifteen digits comes back from its binary float unchanged."""
    assert shown == from_float(float(shown))


def test_float_noise_is_dropped() -> None:
    """Digits beyond the fifteenth are noise of the binary form."""
    assert Decimal("0.3") == from_float(0.1 + 0.2)
    assert isinstance(from_float(3.0), int)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_no_figure(value: float) -> None:
    """NaN and the infinities are refused, as floats and as decimals."""
    with pytest.raises(ValueError, match="is not a number"):
        from_float(value)
    with pytest.raises(ValueError, match="is not a number"):
        simplest(Decimal(value))


def test_precision_of_the_decimal_context_is_no_matter() -> None:
    """A context of few digits loses none of a sum's."""
    with localcontext(prec=3):
        assert Decimal("123456789.5") == add_up([123456789, Decimal("0.5")])
        assert Decimal("12345.67") == round_half_up(Fraction(1234567, 100), 2)


def test_an_interval_holds_its_value() -> None:
    """The number shown lies in its own interval."""
    with pytest.raises(ValueError, match="lies outside"):
        Inexact(Decimal(5), Decimal(6), Decimal(7))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, True),
        (Decimal(1), True),
        (Fraction(1, 3), True),
        (rounded(Decimal(1), 0), True),
        (True, False),
        (1.0, False),
        ("1", False),
        (Missing.BLANK, False),
        (date(2009, 12, 31), False),
    ],
)
def test_what_is_a_figure(value: object, expected: bool) -> None:
    """Exact and inexact numbers are figures; truth values, floats and words are not."""
    assert expected is is_figure(value)


def test_worked_examples() -> None:
    """The separating cases of the two rounding rules, and the printing of endless decimals."""
    assert Decimal("0.13") == round_half_up(Fraction(1, 8), 2)
    assert Decimal("-0.13") == round_half_up(Fraction(-1, 8), 2)
    assert Decimal("0.23") == round_half_up(Decimal("0.225"), 2)
    assert "0.333333" == printed(Fraction(1, 3))
    assert "0.33" == printed(Fraction(1, 3), 2)
    assert "0.5" == printed(Fraction(1, 2))
    assert "7" == printed(Decimal("7.0"))
    assert 7 == exact(rounded(Decimal("7.0"), 1))
    assert Fraction(1, 3) == simplest(Fraction(1, 3))
    assert "Missing.BLANK" == repr(Missing.BLANK)


def test_a_third_and_a_figure_known_to_some_precision_have_no_sum() -> None:
    """The ends of the sum would not end as decimals; it says so rather than round in silence."""
    about = Inexact(Decimal(50), Decimal(45), Decimal(55))
    with pytest.raises(ValueError, match="do not end"):
        add_up([Fraction(1, 3), about])


@pytest.mark.parametrize(
    ("value", "places", "low", "high"),
    [
        (12, None, 12, 12),
        (Decimal("12.0"), None, 12, 12),
        (Decimal("1.25"), None, Decimal("1.245"), Decimal("1.255")),
        (Decimal("1.5"), 2, Decimal("1.495"), Decimal("1.505")),
        (Decimal("1.25"), 1, Decimal("1.245"), Decimal("1.255")),
        (12, 0, Decimal("11.5"), Decimal("12.5")),
        (Fraction(1, 3), 1, Fraction(1, 3), Fraction(1, 3)),
        (rounded(Decimal(650), 0), 2, Decimal("649.5"), Decimal("650.5")),
    ],
)
def test_a_figure_is_known_as_closely_as_it_is_shown(
    value: Figure, places: int | None, low: Number, high: Number
) -> None:
    """To the last decimal it has or is shown with; whole and unrounded it is exact."""
    shown = as_shown(value, places)
    assert (low, high) == bounds(shown)
    assert nominal(value) == nominal(shown)


@given(st.integers(1, 10**14), st.integers(1, 10**6))
def test_numbers_alike_differ_in_no_digit_that_a_cell_keeps(size: int, part: int) -> None:
    """The last digits of a quotient are noise; a unit in the last but one of fifteen is none."""
    number = Fraction(size, part)
    assert alike(number, held(number))
    assert alike(held(number), number)
    assert not alike(number, number * (1 + Fraction(1, 10**12)))
    assert alike(0, 0)
    assert not alike(0, number)


@pytest.mark.parametrize(
    ("value", "told"),
    [(1, True), (Decimal("0.5"), True), (Fraction(1, 3), True), (True, False), ("1", False)],
)
def test_a_number_is_exact(value: object, told: bool) -> None:
    """Neither a truth value nor a text is one."""
    assert told == is_number(value)
    assert not is_number(rounded(Decimal(1), 0))
