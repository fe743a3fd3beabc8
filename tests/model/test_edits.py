"""Judging edits: exact figures, figures known to some precision, figures that cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from youthstats.model.edits import Edit, Judgement, Severity, Verdict, hard, judge, soft
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.linear import Quotient, Ref
from youthstats.model.values import Figure, Inexact, Number, nominal, round_half_up, rounded

HOLDS, FAILS, UNDECIDED = Verdict.HOLDS, Verdict.FAILS, Verdict.UNDECIDED
WORDS = Vocabulary(items=dict.fromkeys("abcdprx", ()))


def judged(text: str, figures: Mapping[str, Figure]) -> Judgement:
    """Judge an edit over figures by name; a name left out cannot be told."""
    return judge(parse_edit(text, WORDS), lambda ref: figures.get(ref.item))


def share(units: int, places: int) -> Inexact:
    """Return the share printed as so many units of its last decimal."""
    return rounded(Decimal(f"{units}E{-places}"), places)


counts = st.integers(0, 10**6)


# ----------------------------------------------------------------------- printed rates


@given(counts, st.integers(1, 10**6), st.integers(0, 5))
def test_a_rate_printed_by_either_rule_passes(num: int, den: int, places: int) -> None:
    """A rate printed half up or half to even holds; one a unit further off never does."""
    value = Fraction(num, den)
    up = int(round_half_up(value, places) * 10**places)
    even = round(value * 10**places)
    down = -(-(2 * value * 10**places - 1) // 2)  # a tie goes down
    figures: dict[str, Figure] = {"p": num, "d": den}
    for good in (up, even, down):
        assert judged("r = p / d", figures | {"r": share(good, places)}).verdict is HOLDS
    for bad in (up + 1, down - 1):
        judgement = judged("r = p / d", figures | {"r": share(bad, places)})
        assert judgement.verdict is FAILS
        assert judgement.imbalance is not None
        assert (judgement.imbalance > 0) == (bad > up)


@given(counts, st.integers(1, 10**6), st.integers(0, 5), st.integers(-3, 3))
def test_a_rate_obeys_the_integer_convention(num: int, den: int, places: int, off: int) -> None:
    """A printed rate P holds if and only if 2·|10^d·num − P·den| <= den, in whole numbers only."""
    printed = num * 10**places // den + off
    expected = 2 * abs(10**places * num - printed * den) <= den
    judgement = judged("r = p / d", {"r": share(printed, places), "p": num, "d": den})
    assert expected == (judgement.verdict is HOLDS)
    exactly = 10**places * num == printed * den
    assert judgement.within_rounding == (expected and not exactly)


@given(counts, st.integers(1, 10**6))
def test_an_exact_rate_must_be_exact(num: int, den: int) -> None:
    """A rate that is an exact fraction holds for that quotient alone."""
    rate = Fraction(num, den)
    assert judged("r = p / d", {"r": rate, "p": num, "d": den}).verdict is HOLDS
    assert judged("r = p / d", {"r": rate, "p": num + 1, "d": den}).verdict is FAILS


@pytest.mark.parametrize(
    ("rate", "places", "part", "whole", "expected"),
    [
        (86, 2, 556, 650, HOLDS),  # the help desk of the report
        (85, 2, 556, 650, FAILS),
        (87, 2, 556, 650, FAILS),
        (12, 2, 1, 8, HOLDS),  # 12.5 % by half even …
        (13, 2, 1, 8, HOLDS),  # … and by half up
        (62, 2, 5, 8, HOLDS),
        (63, 2, 5, 8, HOLDS),
        (155, 3, 11, 71, HOLDS),
        (0, 2, 0, 0, HOLDS),  # nothing of nothing
        (50, 2, 0, 0, FAILS),  # a share of nothing
        (0, 2, 3, 0, FAILS),
        (50, 2, 3, 0, FAILS),
    ],
)
def test_worked_rates(rate: int, places: int, part: int, whole: int, expected: Verdict) -> None:
    """Rates of the report, the separating cases of the rounding rules, and shares of nothing."""
    figures: dict[str, Figure] = {"r": share(rate, places), "p": part, "d": whole}
    assert expected is judged("r = p / d", figures).verdict


def test_a_rate_of_inexact_figures() -> None:
    """A rate over “650多” calls holds when some number of calls gives it."""
    calls = Inexact(Decimal(650), Decimal(650), Decimal(659))
    assert judged("r = p / d", {"r": share(85, 2), "p": 556, "d": calls}).verdict is HOLDS
    assert judged("r = p / d", {"r": share(83, 2), "p": 556, "d": calls}).verdict is FAILS
    assert (
        Fraction(556, 650) == judged("r = p / d", {"r": share(85, 2), "p": 556, "d": calls}).right
    )


def test_a_rate_over_nothing_has_no_right_side() -> None:
    """What cannot be divided is not shown, and there is no imbalance to tell."""
    judgement = judged("r = p / d", {"r": share(50, 2), "p": 3, "d": 0})
    assert (Decimal("0.5"), None, None) == (judgement.left, judgement.right, judgement.imbalance)


# ------------------------------------------------------------------------- comparisons


amounts = st.integers(-(10**6), 10**6) | st.decimals(-(10**6), 10**6, places=2)
RELATIONS = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
}


@given(st.sampled_from(sorted(RELATIONS)), amounts, amounts, amounts)
def test_exact_figures_are_compared_exactly(relation: str, a: Number, b: Number, c: Number) -> None:
    """Over exact figures an edit says what it says, and the imbalance is left minus right."""
    judgement = judged(f"a {relation} b + 2 * c", {"a": a, "b": b, "c": c})
    right = Fraction(b) + 2 * Fraction(c)
    assert RELATIONS[relation](a, right) == (judgement.verdict is HOLDS)
    assert not judgement.within_rounding
    assert Fraction(a) - right == judgement.imbalance


@given(st.integers(0, 999), st.integers(0, 999), st.integers(1, 50))
def test_one_wrong_figure_breaks_a_balance(a: int, b: int, off: int) -> None:
    """A balance that holds fails as soon as any one of its figures is changed by any amount."""
    figures = {"x": a + b, "a": a, "b": b}
    assert judged("x = a + b", figures).verdict is HOLDS
    for name, value in figures.items():
        assert judged("x = a + b", figures | {name: value + off}).verdict is FAILS


@given(
    st.lists(st.integers(0, 10**6), min_size=4, max_size=4), st.integers(1, 4), st.integers(-3, 3)
)
def test_sums_of_rounded_figures(true: list[int], digits: int, off: int) -> None:
    """Rounded figures that come from a true sum hold; they fail if and only if no true sum fits.

    Oracle: the sum of n parts rounded to a unit may differ from the rounded total by (n + 1) / 2
    units, ends included.
    """
    unit = 10**digits

    def told(value: int) -> Inexact:
        shown = (2 * value + unit) // (2 * unit) * unit
        return Inexact(Decimal(shown), shown - Decimal(unit) / 2, shown + Decimal(unit) / 2)

    parts = [told(value) for value in true]
    figures: dict[str, Figure] = dict(zip("abcd", parts, strict=True))
    assert judged("x = a + b + c + d", figures | {"x": told(sum(true))}).verdict is HOLDS
    claimed = told(sum(true) + off * unit)
    gap = abs(nominal(claimed) - sum(map(nominal, parts)))
    judgement = judged("x = a + b + c + d", figures | {"x": claimed})
    assert (2 * gap <= 5 * unit) == (judgement.verdict is HOLDS)
    assert (0 < 2 * gap <= 5 * unit) == judgement.within_rounding


@given(
    st.sampled_from(sorted(RELATIONS)),
    st.integers(-9, 9),
    st.integers(0, 3),
    st.integers(-9, 9),
    st.integers(0, 3),
)
def test_an_edit_holds_when_some_true_values_satisfy_it(
    relation: str, a: int, wide_a: int, b: int, wide_b: int
) -> None:
    """Over intervals with whole ends, an edit holds just where some pair of numbers does."""
    spans = {
        "a": Inexact(Decimal(a), Decimal(a - wide_a), Decimal(a + wide_a)),
        "b": Inexact(Decimal(b), Decimal(b - wide_b), Decimal(b + wide_b)),
    }
    pairs = product(range(a - wide_a, a + wide_a + 1), range(b - wide_b, b + wide_b + 1))
    expected = any(RELATIONS[relation](left, right) for left, right in pairs)
    judgement = judged(f"a {relation} b", spans)
    assert expected == (judgement.verdict is HOLDS)
    assert judgement.within_rounding == (expected and not RELATIONS[relation](a, b))


def test_ends_of_an_interval_belong_to_it() -> None:
    """At the very end of the intervals an equation and ``<=`` hold; a strict ``<`` does not."""
    half = rounded(Decimal(10), 0)  # 9.5 … 10.5
    for text, expected in [
        ("a <= b", HOLDS),
        ("a = b", HOLDS),
        ("a < b", FAILS),
        ("b >= a", HOLDS),
        ("b > a", FAILS),
    ]:
        judgement = judged(text, {"a": half, "b": Decimal("9.5")})
        assert expected is judgement.verdict
        assert judgement.within_rounding == (expected is HOLDS)


def test_the_same_figure_on_both_sides_is_one_figure() -> None:
    """An inexact figure cancels against itself: it has one true value, not two."""
    wide = Inexact(Decimal(10), Decimal(0), Decimal(20))
    assert judged("a + b <= a", {"a": wide, "b": 1}).verdict is FAILS
    assert judged("a + b = a", {"a": wide, "b": 0}).verdict is HOLDS


# -------------------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(1, 1, HOLDS), (1, 0, FAILS), (0, 0, HOLDS), (0, 1, HOLDS)],
)
def test_a_condition_binds_only_when_it_is_met(a: int, b: int, expected: Verdict) -> None:
    """``if A then B`` fails only where A holds and B does not."""
    assert expected is judged("if a > 0 then b > 0", {"a": a, "b": b}).verdict


@given(amounts, amounts, st.sampled_from(sorted(RELATIONS)))
def test_a_condition_is_its_consequence_or_nothing(a: Number, b: Number, relation: str) -> None:
    """Where its premise holds, a condition is judged as its consequence, sides and all."""
    judgement = judged(f"if a {relation} 5 then b <= 7", {"a": a, "b": b})
    if RELATIONS[relation](a, 5):
        assert judged("b <= 7", {"b": b}) == judgement
    else:
        assert Judgement(HOLDS) == judgement
        assert judgement.imbalance is None


def test_an_uncertain_premise_does_not_bind() -> None:
    """A consequence is asked for only where every true value meets the premise."""
    around_zero = rounded(Decimal(0), 0)
    assert judged("if a > 0 then b > 0", {"a": around_zero, "b": 0}).verdict is HOLDS
    assert judged("if a >= 0 then b > 0", {"a": around_zero, "b": 0}).verdict is HOLDS
    assert judged("if a < 1 then b > 0", {"a": around_zero, "b": 0}).verdict is FAILS
    assert judged("if a = 0 then b > 0", {"a": around_zero, "b": 0}).verdict is HOLDS
    assert judged("if a <= 1 then b > 0", {"a": around_zero, "b": 0}).verdict is FAILS


# -------------------------------------------------------------------------- not decided


@given(
    st.sampled_from(("x = a + b", "x <= a + b", "r = x / (a + b)", "if x > 0 then a + b > 0")),
    st.sets(st.sampled_from("abrx"), min_size=1),
)
def test_a_figure_that_cannot_be_told_decides_nothing(text: str, untold: set[str]) -> None:
    """An edit that needs a figure nobody knows is undecided, never passed and never failed."""
    needed = {ref.item for ref in parse_edit(text, WORDS).refs}
    assume(needed & untold)
    figures = {name: 1 for name in "abrx" if name not in untold}
    assert Judgement(UNDECIDED) == judged(text, figures)


def test_an_idle_condition_needs_no_consequence() -> None:
    """Where the premise does not hold, a missing consequence does not matter."""
    assert judged("if a > 0 then b > 0", {"a": 0}).verdict is HOLDS


# -------------------------------------------------------------------------------- edits


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a = b + c", "balance"),
        ("a <= b", "inequality"),
        ("r = a / b", "ratio"),
        ("if a > 0 then b > 0", "conditional"),
    ],
)
def test_kinds_of_edit(text: str, kind: str) -> None:
    """An edit is called what the field calls it."""
    edit = Edit("e", parse_edit(text, WORDS), Severity.HARD, "应当", "must")
    assert kind == edit.kind
    assert ("应当", "must") == (edit.text("zh"), edit.text("en"))


def test_writing_an_edit() -> None:
    """Without an English sentence the Chinese one serves for both."""
    assert Severity.HARD is hard("n", "a = b", "应当").severity
    assert "应当" == hard("n", "a = b", "应当").en
    written = soft("n", "a = b", "应当", "must", only=("市级",))
    assert (Severity.SOFT, "must", ("市级",)) == (written.severity, written.en, written.only)


def test_refs_are_told_once() -> None:
    """A figure is looked up by item, category and form."""
    asked: list[Ref] = []

    def figure_of(ref: Ref) -> Figure:
        asked.append(ref)
        return 0

    judge(parse_edit("a = b", WORDS), figure_of)
    assert {Ref("a"), Ref("b")} == set(asked)


@given(st.sampled_from((0, 1, share(0, 2), share(50, 2))), st.integers(0, 2), st.integers(0, 2))
def test_nought_may_stand_for_a_share_of_nothing_where_the_office_says_so(
    rate: Figure, part: int, whole: int
) -> None:
    """Only 0, and only where the whole is nothing: anything else is judged as ever."""
    quotient = parse_edit("r = p / x", WORDS)
    assert isinstance(quotient, Quotient)
    figures: dict[str, Figure] = {"r": rate, "p": part, "x": whole}
    lenient = judge(evolve(quotient, or_nil=True), lambda ref: figures[ref.item])
    if whole or nominal(rate):
        assert judge(quotient, lambda ref: figures[ref.item]) == lenient
    else:
        assert (HOLDS, False) == (lenient.verdict, lenient.within_rounding)
