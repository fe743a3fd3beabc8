"""Figures that a spreadsheet worked out: what its arithmetic leaves in last digits is no mistake."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.model.test_edits import judged
from youthstats.model.edits import Verdict
from youthstats.model.values import Figure, Inexact, Number, as_shown, from_float, near, noisy

HOLDS, FAILS = Verdict.HOLDS, Verdict.FAILS

amounts = st.builds(
    lambda units, places: Decimal(f"{units}E-{places}"), st.integers(1, 10**9), st.integers(0, 4)
)
"""Figures as people type them: thirteen digits at most."""


def _figures(worked: float, typed: Mapping[str, Number]) -> dict[str, Figure]:
    """Return a figure as its cell keeps what was worked out, with those it was worked out from."""
    return {**typed, "a": from_float(worked)}


@given(amounts, amounts)
def test_a_difference_that_was_worked_out_holds(one: Decimal, other: Decimal) -> None:
    """However much the two are alike: their last digits become its first."""
    figures = _figures(float(one) - float(other), {"b": one, "c": other})
    for text in ("a = b - c", "a <= b - c", "a >= b - c", "b - a = c"):
        judgement = judged(text, figures)
        assert HOLDS is judgement.verdict
        assert not judgement.within_rounding


@given(st.lists(amounts, min_size=4, max_size=4), st.sampled_from((3, 7, 12, 365)))
def test_a_part_of_a_sum_that_was_worked_out_holds(parts: list[Decimal], by: int) -> None:
    """An average over three months has no end, and its cell ends it."""
    names = dict(zip("bcdp", parts, strict=True))
    figures = _figures(sum(map(float, parts)) / by, names)
    assert HOLDS is judged(f"{by} * a = b + c + d + p", figures).verdict


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), st.sampled_from((3, 7, 11)))
def test_a_sum_of_parts_that_were_worked_out_holds(wholes: list[int], by: int) -> None:
    """Each of the parts ends somewhere, and so does their sum."""
    parts = {name: from_float(one / by) for name, one in zip("bcd", wholes, strict=True)}
    figures = _figures(sum(one / by for one in wholes), parts)
    assert HOLDS is judged("a = b + c + d", figures).verdict


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.booleans())
def test_a_quotient_that_was_worked_out_holds(part: int, whole: int, growth: bool) -> None:
    """As a sum of its own, and known as closely as it is shown; growth is what is over one."""
    worked = part / whole - growth
    figure = from_float(worked)
    figures: dict[str, Figure] = {"p": part, "d": whole, "r": as_shown(figure, None)}
    text = "r = (p - d) / d" if growth else "r = p / d"
    assert HOLDS is judged(text, figures).verdict
    assert HOLDS is judged(text, {**figures, "r": figure}).verdict or not noisy(figure)


@given(amounts, amounts, st.sampled_from((-1, 1)))
def test_a_typed_figure_must_be_right_to_its_last_digit(
    one: Decimal, other: Decimal, off: int
) -> None:
    """Nobody types as many digits as a cell keeps: one more in the last is a mistake."""
    total = one + other
    wrong = total + off * Decimal((0, (1,), int(total.as_tuple().exponent)))
    assert FAILS is judged("a = b + c", {"a": wrong, "b": one, "c": other}).verdict


@given(st.integers(10**11, 10**18), st.integers(10**11, 10**18), st.sampled_from((-1, 1)))
def test_whole_numbers_are_exact_however_long(one: int, other: int, off: int) -> None:
    """A total of eighteen digits that is one too much is one too much."""
    assert FAILS is judged("a = b + c", {"a": one + other + off, "b": one, "c": other}).verdict


@given(amounts, amounts, st.integers(-9, 9))
def test_a_figure_with_all_digits_may_still_be_wrong(
    one: Decimal, other: Decimal, slip: int
) -> None:
    """A thousandth of the largest figure, and less, is no noise."""
    assume(slip)
    worked = from_float(float(one) - float(other))
    wrong = Fraction(worked) + Fraction(slip) * Fraction(max(one, other)) / 10**9
    figures: dict[str, Figure] = {"a": from_float(float(wrong)), "b": one, "c": other}
    assert FAILS is judged("a = b - c", figures).verdict


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Decimal("0.200000000000001"), True),
        (Decimal("10.3333333333333"), True),
        (Inexact(Decimal("0.333333333333"), Decimal(0), Decimal(1)), True),
        (Decimal("1234567.89"), False),
        (Decimal("333333333333333"), False),
        (333333333333333, False),
        (Fraction(1, 3), False),
    ],
)
def test_which_figures_have_all_the_digits_a_cell_keeps(figure: Figure, expected: bool) -> None:
    """Decimals with nearly fifteen digits: a last one may be nought."""
    assert expected == noisy(figure)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Decimal("0.200000000000001"), Decimal("0.2"), True),
        (Fraction(31, 3), Decimal("10.3333333333333"), True),
        (7, 7, True),
        (Decimal("0.2"), Decimal("0.2000000001"), False),
        (Decimal("10.3333333333333"), Decimal("10.34"), False),
    ],
)
def test_which_numbers_are_one_but_for_noise(one: Number, other: Number, expected: bool) -> None:
    """Both ways round."""
    assert expected == near(one, other) == near(other, one)
