"""Slips within a range that the edits leave open: which are named, and what they are worth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, asked, filed_of
from tests.editing.test_localise_2009 import changed, returns, transposed
from youthstats.editing.bounding import IntractableError, Range
from youthstats.editing.localising import admitting
from youthstats.editing.repairing.causes import slip
from youthstats.editing.repairing.chances import meant, slips_back
from youthstats.model.cellrefs import CellRef
from youthstats.model.items import Kind
from youthstats.model.values import Value, bounds, printed, rounded

NAMED = ("transposed", "sign", "unit_scale", "extra_digit", "missing_digit", "digit")


def desk(calls: Value, resolved: Value, rate: int) -> ys.Filed:
    """A desk's calls, how many it settled, and the share of these in whole per cent."""
    items = [asked("calls"), asked("resolved"), asked("rate", Kind.SHARE)]
    edits = ["resolved <= calls", "rate = resolved / calls"]
    share = rounded(Decimal(rate) / 100, 2)
    return filed_of(items, edits, {"calls": calls, "resolved": resolved, "rate": share})


def told(filed: ys.Filed) -> list[tuple[str, Value | None, str, tuple[Value, ...]]]:
    """List the single suspects, the likeliest first: item, value, cause and candidates."""
    (block,) = ys.localise(ys.check(filed))
    suspects = [one.suspects[0] for one in block.explanations if len(one) == 1]
    return [(s.cell.item, s.to, s.cause, s.candidates) for s in suspects]


@pytest.mark.parametrize(
    ("calls", "resolved", "rate", "likeliest"),
    [
        (650, 565, 86, ("resolved", None, "transposed", (556,))),
        (605, 556, 86, ("calls", None, "transposed", (650,))),
        (650, 5560, 86, ("resolved", None, "extra_digit", (556, 560))),
        (650, 556, 68, ("rate", rounded(Decimal("0.86"), 2), "transposed", ())),
        (65, 556, 86, ("resolved", 56, "extra_digit", ())),
    ],
)
def test_a_slip_within_the_range_is_named(
    calls: int, resolved: int, rate: int, likeliest: tuple[object, ...]
) -> None:
    """556 of 650 calls are 86 %: one of the three is wrong, and how is told."""
    assert likeliest == told(desk(calls, resolved, rate))[0]


def test_a_figure_a_slip_points_to_is_still_not_determined() -> None:
    """It says so in both languages, and is not applied unless somebody decides."""
    filed = desk(65, 556, 86)
    assert ("calls", None, "missing_digit", (645, 650)) == told(filed)[1]
    (block,) = ys.localise(ys.check(filed))
    assert (
        "calls: 65 → undetermined, because the edits admit anything from 643 to 650; "
        "of these perhaps 645, 650 (one digit missing)"
    ) == block.explanations[1].shown("en")
    assert "未定，因为从 643 到 650 都符合审核关系；其中可能是 645、650（少一位数字）" in str(
        block.shown()
    )
    with pytest.raises(ValueError, match="nothing says"):
        ys.amend(filed, block.explanations[1:2])


def test_a_slip_that_fits_by_chance_is_not_named() -> None:
    """Any figure from 654 to 660 is 650 with one digit wrong: that tells nothing."""
    assert ("calls", None, "unknown", ()) == told(desk(650, 565, 86))[-1]
    wide = filed_of([asked("a")], ["a <= 9000"], {"a": 91234})
    assert [("a", None, "unknown", ())] == told(wide)
    endless = filed_of([asked("a")], ["a >= 9000"], {"a": 1234})
    assert [("a", None, "unknown", ())] == told(endless)


def test_the_call_desk_of_2009_with_its_digits_transposed() -> None:
    """565 for 556 beside a rate in whole per cent: the figure is named before the rate."""
    filed = changed(returns(), ("市级", "T5", "rate", None), rounded(Decimal("0.86"), 2))
    review = ys.check(changed(filed, ("市级", "T5", "resolved", None), 565))
    (block,) = ys.localise(evolve(review, findings=review.hard))
    first = block.explanations[0].suspects[0]
    assert ("resolved", (556,)) == (first.cell.item, first.candidates)


def test_amounts_and_shares_slip_as_they_are_written() -> None:
    """17.68 for 17.86 yuan; 51.8 % for 81.5 %; a share of another precision is none."""
    money = CellRef("", None, None, "X", "a", None, "U", Decimal("17.68"), Kind.MONEY)
    found = meant(money, Range(Fraction(1780, 100), Fraction(1790, 100)), lambda _: True)
    assert ("transposed", (Fraction("17.86"),)) == found
    share = evolve(money, value=rounded(Decimal("0.518"), 3), kind=Kind.SHARE)
    found = meant(share, Range(Fraction(81, 100), Fraction(82, 100)), lambda _: True)
    assert ("transposed", (Fraction("0.815"),)) == found
    assert ("unknown", ()) == meant(evolve(share, value=BLANK), Range(0, 1), lambda _: True)


@given(st.integers(-999, 9999), st.integers(-9999, 99999))
def test_every_slip_is_led_back_to_what_was_meant(before: int, after: int) -> None:
    """The figures a slip leads back to are those that the slip would have been named for."""
    assume(before != after)
    cause = slip(before, after).cause
    led = next((c for c, all_of in slips_back(str(before)).items() if after in all_of), None)
    assert (cause if cause in NAMED else None) == led


@pytest.mark.parametrize(
    ("text", "cause", "some", "none"),
    [
        ("10", "extra_digit", {Fraction(0), Fraction(1)}, set()),
        ("0.55", "extra_digit", {Fraction(1, 2)}, {Fraction("0.05")}),
        ("105", "extra_digit", {Fraction(15), Fraction(10)}, {Fraction(5)}),
        ("201", "transposed", {Fraction(102), Fraction(210)}, {Fraction(21)}),
        ("7", "digit", {Fraction(0), Fraction(8)}, {Fraction(7)}),
    ],
)
def test_a_number_begins_with_no_nought_that_nobody_writes(
    text: str, cause: str, some: set[Fraction], none: set[Fraction]
) -> None:
    """0 and 0.5 are written so; 05 is not, so 105 is no 5 with a digit too many."""
    found = set(slips_back(text)[cause])
    assert some <= found
    assert not none & found


@given(st.decimals(0, 999, places=2))
def test_slips_of_amounts_are_single_ones(before: Decimal) -> None:
    """Whatever an amount is led back to is one slip away, noughts at its end aside."""
    text = printed(before.normalize())
    for cause, found in slips_back(text).items():
        for after in found:
            ends_alike = len(text.partition(".")[2]) == len(printed(after).partition(".")[2])
            assert not ends_alike or 1 == slip(Decimal(text), after).steps, (cause, after)


@settings(max_examples=settings().max_examples // 4)
@given(st.integers(20, 2000), st.data())
def test_what_is_named_is_admitted(calls: int, data: st.DataObject) -> None:
    """A transposed count: each candidate lets all edits hold, and is a slip away; what was is one."""
    resolved = data.draw(st.integers(10, calls))
    rate = (200 * resolved + calls) // (2 * calls)
    wrong = data.draw(st.sampled_from([resolved, *transposed(resolved)]))
    filed = desk(calls, wrong, rate)
    assume(ys.check(filed).hard)
    (block,) = ys.localise(ys.check(filed))
    for one in block.explanations:
        for s in one:
            for value in s.candidates:
                assert len(one) > 1 or () == ys.check(amended(filed, s, value)).hard
                assert s.cause == slip(s.cell.value, value).cause
            if (s.cell.item, s.cause) == ("resolved", "transposed") and s.to is None:
                assert resolved in s.candidates


def amended(filed: ys.Filed, suspect: ys.Suspect, value: Value) -> ys.Filed:
    return ys.amend(filed, [ys.Amendment(suspect.cell, value, "chosen")]).filed


def test_a_candidate_has_figures_for_the_other_cells_beside_it() -> None:
    """Two cells change together: what is named for the one leaves something for the other."""
    items = [asked(name) for name in "abcd"]
    edits = ["a + b = c", "c >= 600", "c <= 650", "2 * a = d"]
    (block,) = ys.localise(
        ys.check(filed_of(items, edits, {"a": 100, "b": 20, "c": 56, "d": 200})),
        trust={"a": 9, "d": 9},
    )
    assert [{"b", "c"}] == [{s.cell.item for s in one} for one in block.explanations]
    for s in block.explanations[0]:
        assert s.low is not None
        assert s.high is not None
        assert all(s.low <= bounds(one)[0] <= s.high for one in s.candidates)  # type: ignore[arg-type]


def test_what_is_too_much_to_tell_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the edits admit the figure is not known, so nothing is said of it."""

    def intractable(*_: object) -> None:
        raise IntractableError

    monkeypatch.setattr(admitting, "fit", intractable)
    assert ("resolved", None, "unknown", ()) in told(desk(650, 565, 86))
