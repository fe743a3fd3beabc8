"""The ratio edit over the units, after Hidiroglou and Berthelot."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from youthstats.loading import load_scheme
from youthstats.model.edits import Severity
from youthstats.model.linear import Ref
from youthstats.model.spread import RatioSpread, spread

REPORT = Path(__file__).parents[2] / "examples" / "2009" / "report.toml"
EDIT = RatioSpread("funds_per_person", Ref("funds"), Ref("persons"), "人均", "per person")

amounts = st.integers(1, 10**6).map(Fraction)
pairs = st.lists(st.tuples(amounts, amounts), min_size=8, max_size=20)


def reported(category: str) -> dict[str, tuple[Fraction, Fraction]]:
    """Return funds and persons by unit from the printed report."""
    table = tomllib.loads(REPORT.read_text("utf-8"))["T3"]
    return {
        unit: (Fraction(rows["funds"][category]), Fraction(rows["persons"][category]))
        for unit, rows in table.items()
        if unit != "嘉兴市" and category in rows["funds"]
    }


def far(edit: RatioSpread, given_pairs: list[tuple[Fraction, Fraction]]) -> list[bool]:
    standings = edit.judge(given_pairs)
    found = [standing.far for standing in standings]
    assert [place for place, one in enumerate(found) if one] == list(standings.far)
    return found


def test_the_primary_pupils_of_the_report() -> None:
    """Two units gave a primary pupil several times what the six others gave: only they are far."""
    (edit,) = (
        one
        for one in load_scheme("youth_league_2009").form("T3").edits
        if isinstance(one, RatioSpread)
    )
    by_unit = reported("primary")
    standings = dict(zip(by_unit, edit.judge(list(by_unit.values())), strict=True))
    assert {"桐乡市", "嘉善县"} == {unit for unit, standing in standings.items() if standing.far}
    assert Fraction(850000, 205) == standings["桐乡市"].ratio
    assert 3 * standings["嘉善县"].median < standings["嘉善县"].ratio


@given(pairs, st.integers(1, 1000))
def test_the_measure_of_the_numerator_does_not_matter_to_a_ratio(
    given_pairs: list[tuple[Fraction, Fraction]], factor: int
) -> None:
    """With all units weighing the same, no unit of measure on either side changes who is far."""
    edit = RatioSpread("e", Ref("a"), Ref("b"), "", "", size=0)
    scaled = [(numerator * 2**10, denominator) for numerator, denominator in given_pairs]
    assert far(edit, given_pairs) == far(edit, scaled)
    scaled = [(numerator, denominator * 2**10) for numerator, denominator in given_pairs]
    assert far(edit, given_pairs) == far(edit, scaled)
    assert [s.ratio * factor for s in edit.judge(given_pairs)] == [
        s.ratio for s in edit.judge([(a * factor, b) for a, b in given_pairs])
    ]


@given(pairs)
def test_scaling_everything_changes_nobody(given_pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Four times as much of everything leaves everyone where they stood."""
    quadrupled = [(4 * numerator, 4 * denominator) for numerator, denominator in given_pairs]
    assert far(EDIT, given_pairs) == far(EDIT, quadrupled)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(
    given_pairs: list[tuple[Fraction, Fraction]], random: object
) -> None:
    """Each unit stands where it stands, in whatever order the units come."""
    shuffled = list(given_pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = dict(zip(given_pairs, EDIT.judge(given_pairs), strict=True))
    assert expected == dict(zip(shuffled, EDIT.judge(shuffled), strict=True))


@given(amounts, amounts, st.integers(8, 30))
def test_units_that_are_all_alike_are_all_accepted(
    numerator: Fraction, denominator: Fraction, count: int
) -> None:
    """Where every ratio is the same nobody is far."""
    assert [False] * count == far(EDIT, [(numerator, denominator)] * count)


@given(st.lists(st.tuples(amounts, amounts), max_size=7))
def test_too_few_ratios_are_not_judged(given_pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Fewer ratios than ``least`` give no standings at all."""
    assert [] == list(EDIT.judge(given_pairs))


@given(pairs)
def test_a_wider_scale_accepts_no_fewer(given_pairs: list[tuple[Fraction, Fraction]]) -> None:
    """Accepting more quartile distances never makes anybody far."""
    wider = RatioSpread("e", Ref("a"), Ref("b"), "", "", scale=8.0)
    for narrow, wide in zip(EDIT.judge(given_pairs), wider.judge(given_pairs), strict=True):
        assert wide.far <= narrow.far


@given(pairs, st.integers(0, 20))
def test_the_median_is_exact(given_pairs: list[tuple[Fraction, Fraction]], alike: int) -> None:
    """It is that of the fractions, also where many are equal, or are so as floats."""
    first, second = given_pairs[0]
    hair = Fraction(1, 10**40)
    several = given_pairs + [(first, second), (first + hair, second)] * alike
    expected = median(one / other for one, other in several)
    assert {expected} == {standing.median for standing in EDIT.judge(several)}


@given(pairs)
def test_the_median_lies_among_the_accepted(given_pairs: list[tuple[Fraction, Fraction]]) -> None:
    """The accepted interval holds the middle half of the effects."""
    standings = EDIT.judge(given_pairs)
    inside = sum(standing.low <= standing.effect <= standing.high for standing in standings)
    assert 2 * inside >= len(standings)


def test_a_ratio_and_its_mirror_image_have_opposite_effects() -> None:
    """Twice the median and half of it are equally far from it, on either side."""
    edit = RatioSpread("e", Ref("a"), Ref("b"), "", "", size=0)
    ratios = [Fraction(1)] * 7 + [Fraction(2), Fraction(1, 2)]
    effects = [
        standing.effect for standing in edit.judge([(ratio, Fraction(1)) for ratio in ratios])
    ]
    assert [1.0, -1.0] == effects[-2:]


def test_writing_a_spread() -> None:
    """A spread edit is soft, prints as its ratio and speaks both languages."""
    written = spread("e", "funds / persons", "人均")
    assert ("人均", "人均", 8, 4.0) == (written.zh, written.en, written.least, written.scale)
    assert (Severity.SOFT, "spread") == (EDIT.severity, EDIT.kind)
    assert "funds / persons" == str(EDIT)
    assert (Ref("funds"), Ref("persons")) == EDIT.refs
    assert ("人均", "per person") == (EDIT.text("zh"), EDIT.text("en"))


@pytest.mark.parametrize("category", ["junior", "senior"])
def test_other_columns_of_the_report_have_too_few_units(category: str) -> None:
    """Seven units or fewer gave to this kind of help, so nobody is called far."""
    assert [] == list(EDIT.judge(list(reported(category).values())[: EDIT.least - 1]))


def test_accepted_is_so_much_beside_the_middle() -> None:
    """Ratios 1, 2, 3, 4 about 2.5: effects −1.5, −0.25, 0.2, 0.6, whose middle is −0.025.

    Their quartiles −0.25 and 0.2 are both 0.225 from it.
    """
    edit = evolve(EDIT, size=0.0, tolerance=0.0, scale=2.0, least=4)
    standings = edit.judge([(Fraction(number), Fraction(1)) for number in (1, 2, 3, 4)])
    assert pytest.approx([-1.5, -0.25, 0.2, 0.6]) == [one.effect for one in standings]
    for one in standings:
        assert pytest.approx((-0.475, 0.425)) == (one.low, one.high)
    assert [True, False, False, True] == [one.far for one in standings]
