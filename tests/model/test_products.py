"""What one item times others comes to: put together, printed, and judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.edits import Judgement, Verdict, judge
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.linear import EVERY, Linear, Ref, Times
from youthstats.model.products import Expression, ProductsError
from youthstats.model.values import Figure, Inexact

NAMES = "abcd"
WORDS = Vocabulary(items=dict.fromkeys(NAMES, ()))
HOLDS, FAILS, UNDECIDED = Verdict.HOLDS, Verdict.FAILS, Verdict.UNDECIDED

numbers = st.integers(-3, 3).map(Fraction)
sums = st.builds(
    lambda sizes, constant: Linear(
        tuple((Ref(name), size) for name, size in sizes.items() if size), constant
    ),
    st.dictionaries(st.sampled_from(NAMES), numbers, max_size=2),
    numbers,
)
figures = st.fixed_dictionaries(dict.fromkeys(NAMES, numbers))


def worth(one: Expression, values: Mapping[str, Fraction]) -> Fraction:
    """Return what an expression comes to."""

    def size(linear: Linear) -> Fraction:
        return sum((by * values[ref.item] for ref, by in linear.terms), linear.constant)

    times = one.times
    return size(one.linear) + (values[times.factor.item] * size(times.by) if times else 0)


@given(st.lists(st.sampled_from((add, sub, mul)), max_size=4), st.data(), figures)
def test_what_is_put_together_comes_to_what_its_parts_do(
    steps: list[Callable[..., Expression]], data: st.DataObject, values: dict[str, Fraction]
) -> None:
    """Whatever is added and multiplied, and in any order, unless it is refused."""
    found = Expression(data.draw(sums))
    expected = worth(found, values)
    for step in steps:
        other = Expression(data.draw(sums))
        left, right = data.draw(st.permutations([(found, expected), (other, worth(other, values))]))
        try:
            found, expected = step(left[0], right[0]), step(left[1], right[1])  # type: ignore[assignment]
        except ProductsError:
            return
        assert expected == worth(found, values)
        assert found.times is None or found.times.by.terms
        assert found.times is None or found.times.factor not in found.times.by.refs


def test_what_is_refused() -> None:
    """A square, two sums of several items, a second product, and all entries of a list."""
    a, b, c, d = (Expression(Linear.of(Ref(name))) for name in NAMES)
    every = Expression(Linear.of(Ref("a", EVERY)))
    several: list[Callable[[], Expression]] = [
        lambda: a * a,
        lambda: (a + b) * (c + d),
        lambda: a * b * c,
        lambda: a * b + c * d,
        lambda: a * b + a * c + c * b,
        lambda: every * b,
    ]
    for refused in several:
        with pytest.raises(ProductsError):
            refused()


def test_either_of_two_may_be_the_factor() -> None:
    """数量 × 单价 is 单价 × 数量."""
    times = Times(Ref("a"), Linear(((Ref("b"), Fraction(2)),)))
    turned = times.turned
    assert turned is not None
    assert (Ref("b"), times.pairs) == (turned.factor, turned.pairs)
    assert times == turned.turned
    assert Times(Ref("a"), Linear.of(Ref("b")) + Linear.of(Ref("c"))).turned is None


def judged(text: str, values: Mapping[str, Figure]) -> Judgement:
    """Judge an edit over figures by name; a name left out cannot be told."""
    return judge(parse_edit(text, WORDS), lambda ref: values.get(ref.item))


@given(
    st.sampled_from(("=", "<=", ">=", "<", ">")), figures, st.integers(-2, 2), st.sampled_from("bd")
)
def test_exact_figures(relation: str, values: dict[str, Fraction], off: int, rest: str) -> None:
    """An amount stands in its relation to what was multiplied, or it does not."""
    right = values["b"] * values["c"] * 2 - values[rest]
    values["a"] = right + off
    found = judged(f"a {relation} 2 * b * c - {rest}", values)
    stands = {"=": off == 0, "<=": off <= 0, ">=": off >= 0, "<": off < 0, ">": off > 0}
    assert ((HOLDS if stands[relation] else FAILS), off) == (found.verdict, found.imbalance)


@given(st.integers(-3, 3), st.integers(0, 2), st.integers(-3, 3), st.integers(-12, 12))
def test_a_factor_known_to_an_interval(low: int, width: int, by: int, amount: int) -> None:
    """It holds where some number in the interval multiplies to the amount."""
    rough = Inexact(Decimal(low), Decimal(low), Decimal(low + width))
    ends = sorted((low * by, (low + width) * by))
    expected = HOLDS if ends[0] <= amount <= ends[1] else FAILS
    values: dict[str, Figure] = {"a": amount, "b": rough, "c": by}
    assert expected == judged("a = b * c", values).verdict
    assert expected == judged("a = c * b", values).verdict


def test_nothing_times_what_cannot_be_told_is_nothing() -> None:
    """No pieces at a price nobody wrote down cost nothing."""
    assert HOLDS is judged("a = b * c", {"a": 0, "b": 0}).verdict
    assert FAILS is judged("a = c * b", {"a": 1, "b": 0}).verdict
    assert UNDECIDED is judged("a = b * c", {"a": 0, "b": 1}).verdict
    assert UNDECIDED is judged("a = b * c", {"b": 0, "c": 1}).verdict


def test_what_arithmetic_leaves_in_last_digits_is_passed_over() -> None:
    """0.1 × 3.3 is stored as 0.33000000000000002, and 12.1 × 3 as 36.3 or a little more."""
    values: dict[str, Figure] = {"b": Decimal("12.1"), "c": 3, "a": Decimal("36.3000000000001")}
    assert HOLDS is judged("a = b * c", values).verdict
    assert FAILS is judged("a = b * c", values | {"a": Decimal("36.300001")}).verdict
