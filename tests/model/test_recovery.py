"""Recovering a base that was not printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.loading import load_scheme
from youthstats.model.authoring import count, form, share
from youthstats.model.axes import answer, items
from youthstats.model.edits import Verdict, hard, judge
from youthstats.model.linear import Comparison, Linear, Quotient, Ref
from youthstats.model.recovery import Recovery, narrowed, recover_base, recoveries, with_recovered
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Inexact, Missing, rounded

BASE = Ref("base")


def quotient(at: int) -> Quotient:
    return Quotient(Ref(f"share{at}"), Linear.of(Ref(f"part{at}")), Linear.of(BASE))


def recovered(*printed: tuple[int, str | None]) -> Recovery | None:
    """Recover from pairs of a count and the share in per cent as printed (``None``: not told)."""
    figures: dict[str, Figure | None] = {}
    for at, (part, percent) in enumerate(printed):
        figures[f"part{at}"] = part
        if percent is not None:
            places = len(percent.partition(".")[2]) + 2
            figures[f"share{at}"] = rounded(Decimal(percent).scaleb(-2), places)
    quotients = [quotient(at) for at in range(len(printed))]
    return recover_base(BASE, quotients, lambda ref: figures.get(ref.item))


@pytest.mark.parametrize(
    ("part", "percent", "base"),
    [(11, "15.5", 71), (745, "81.7", 912), (2, "28.6", 7)],
)
def test_the_bases_of_the_report(part: int, percent: str, base: int) -> None:
    """Each unprinted base of 表七 has exactly one whole number that fits."""
    recovery = recovered((part, percent))
    assert recovery is not None
    assert base == recovery.value
    assert not recovery.impossible


def test_the_report_itself_has_its_bases_recovered() -> None:
    """The city's record of 表七 gains 71 towns, 912 villages and 7 counties."""
    form = load_scheme("youth_league_2009").form("T7")

    def printed(percent: str) -> Figure:
        return rounded(Decimal(percent).scaleb(-2), 3)

    record = Record.of(
        form,
        {
            ("towns_elected", None): 11,
            ("towns_elected_share", None): printed("15.5"),
            ("villages_elected", None): 745,
            ("villages_elected_share", None): printed("81.7"),
            ("county_tenure", None): 2,
            ("county_tenure_share", None): printed("28.6"),
            ("town_tenure", None): 11,
            ("town_tenure_share", None): printed("15.5"),
        },
    )
    filled = with_recovered(record)
    assert [71, 912, 7] == [filled[name] for name in ("towns", "villages", "counties")]
    assert 2 == len(recoveries(record)["towns", None].used)
    assert filled == with_recovered(filled)


@given(st.integers(1, 60), st.integers(1, 400))
def test_recovery_finds_what_trying_every_base_finds(part: int, base: int) -> None:
    """The bases left are exactly the integers for which the printed share passes its edit."""
    shown = (200 * part + base) // (2 * base)  # per cent, half up
    recovery = recovered((part, str(shown)))
    assert recovery is not None
    if shown == 0:  # the interval reaches down to nothing: any larger base fits as well
        assert (None, None) == (recovery.high, recovery.value)
        assert recovery.low <= base
        return
    fitting = [one for one in range(1, 200 * part + 2) if 2 * abs(100 * part - shown * one) <= one]
    assert recovery.high is not None
    assert fitting == list(range(recovery.low, recovery.high + 1))
    assert base in fitting


def test_shares_of_one_base_share_the_intersection() -> None:
    """Two shares over one base leave only the integers both allow."""
    alone = recovered((1, "33"))
    assert alone is not None
    assert (3, 3) == (alone.low, alone.high)
    wide = recovered((10, "10"))
    assert wide is not None
    assert (96, 105, None) == (wide.low, wide.high, wide.value)
    both = recovered((10, "10"), (33, "34.0"))
    assert both is not None
    assert (97, 97) == (both.low, both.value)


def test_shares_that_contradict_each_other() -> None:
    """Where no integer is left, the shares cannot all be right."""
    recovery = recovered((1, "50"), (1, "33"))
    assert recovery is not None
    assert recovery.impossible
    assert recovery.value is None


@pytest.mark.parametrize("printed", [(0, "0"), (5, None), (0, "15.5"), (5, "-10")])
def test_shares_that_say_nothing(printed: tuple[int, str | None]) -> None:
    """No part, no share, or a share below nothing tells nothing of the base."""
    assert recovered(printed) is None


def test_other_quotients_say_nothing() -> None:
    """A share over another base, or of a sum, is left aside."""
    other = Quotient(Ref("share0"), Linear.of(Ref("part0")), Linear.of(Ref("other")))
    of_sum = Quotient(Ref("share0"), Linear.of(Ref("a")) + Linear.of(Ref("b")), Linear.of(BASE))
    assert recover_base(BASE, [other, of_sum], lambda _: 1) is None


@form("R", label="表", title="表", rows=items(), columns=answer())
class Shares:
    """A count, its share, and a base that may be left out."""

    part: int | None = count("数量")
    rate: Decimal | None = share("比例", places=0)
    base: int | None = count("总数", recoverable=True)

    edits = (hard("rate_adds_up", "rate = part / base", "比例应等于数量除以总数"),)


def test_only_a_blank_base_is_recovered() -> None:
    """A base that was given stands, and one that several integers fit stays blank."""
    given_base = Record.of(Shares.form, {("base", None): 9})  # type: ignore[attr-defined]
    assert {} == recoveries(given_base)
    vague = given_base.replacing(
        {
            ("part", None): 10,
            ("rate", None): rounded(Decimal("0.10"), 2),
            ("base", None): Missing.BLANK,
        }
    )
    assert vague == with_recovered(vague)
    assert recoveries(vague)["base", None].value is None
    silent = Record.empty(Shares.form)  # type: ignore[attr-defined]
    assert {} == recoveries(silent)


def test_a_form_without_bases_is_left_alone() -> None:
    """A record of a form with nothing to recover is returned as it is."""
    record = Record.empty(load_scheme("youth_league_2009").form("T1"))
    assert record is with_recovered(record)


@given(
    st.integers(1, 30),
    st.integers(1, 100),
    st.sampled_from(["=", "<=", ">=", "<", ">"]),
    st.sampled_from([-3, -1, 1, 2]),
    st.integers(-200, 200),
    st.integers(0, 2),
)
def test_comparisons_narrow_a_base_as_trying_every_base_does(
    part: int, percent: int, relation: str, size: int, other: int, about: int
) -> None:
    """The integers left are those for which some figure the other may be lets the comparison hold."""
    shares = recovered((part, str(percent)))
    assert shares is not None
    assert shares.high is not None
    sums = Linear(((BASE, Fraction(size)), (Ref("other"), Fraction(1))))
    comparison = Comparison(sums, relation, Linear((), Fraction(0)))
    figure = Inexact(Decimal(other), Decimal(other - about), Decimal(other + about))
    left = narrowed(shares, [comparison], lambda _: figure)

    def fits(base: int) -> bool:
        told = judge(comparison, lambda ref: base if ref == BASE else figure)
        return told.verdict is Verdict.HOLDS

    assert [base for base in range(shares.low, shares.high + 1) if fits(base)] == list(
        range(left.low, int(left.high or 0) + 1)
    )
    assert (comparison,) == left.limits


def test_comparisons_without_the_base_or_with_a_gap_say_nothing() -> None:
    """Only what bounds the base with figures that can be told narrows it; it may end an open range."""
    shares = recovered((7, "0"))
    assert shares is not None
    assert shares.high is None
    ends = Comparison(Linear.of(BASE), "<=", Linear((), Fraction(9000)))
    assert 9000 == narrowed(shares, [ends], lambda _: None).high
    elsewhere = Comparison(Linear.of(Ref("a")), "=", Linear((), Fraction(3)))
    gap = Comparison(Linear.of(BASE), "=", Linear.of(Ref("a")))
    assert shares == narrowed(shares, [gap], lambda _: None)
    assert shares == narrowed(shares, [elsewhere], lambda _: 3)
