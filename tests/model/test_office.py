"""The formulas of an office's template: which shares they make per cent."""

from __future__ import annotations

import pytest

from youthstats.model.office import Area, OfficeFormula, in_per_cent, shown_in_per_cent

CELL = Area(None, None, None, None, single=True)
RATE = OfficeFormula("rate", None, ("=", CELL, "/", CELL, "*100"))
PLAIN = OfficeFormula("rate", None, ("=", CELL, "/", CELL))
GROWTH = OfficeFormula("growth", None, ("=", CELL, " - ", CELL))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=A1/B1*100", True),
        ("=100 * A1/B1", True),
        ("=A1/B1*1000", False),
        ("=A1/B1*100%", False),
        ("=A1/B1*100.5", False),
        ("=A100*B1", False),
        ("=A1/B1", False),
    ],
)
def test_a_hundred_times_makes_per_cent(formula: str, expected: bool) -> None:
    """A hundred that is part of another number, or of an address, does not."""
    assert expected == in_per_cent(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (GROWTH, True),
        (PLAIN, False),
        (OfficeFormula("x", None, ("=", CELL, "-", CELL, "-", CELL)), False),
        (OfficeFormula("x", None, ("=-", CELL)), False),
    ],
)
def test_a_difference_is_of_two_cells(formula: OfficeFormula, expected: bool) -> None:
    """One less another, and nothing else."""
    assert expected == formula.difference


def test_a_difference_of_shares_is_in_what_its_measure_says() -> None:
    """The formula tells nothing of it, so 个百分点 or nothing is no per cent."""
    told = shown_in_per_cent([RATE, GROWTH], {"rate": "", "growth": "%"}, ())
    assert {("rate", None), ("growth", None)} == told
    assert {("rate", None)} == shown_in_per_cent([RATE, GROWTH], {"rate": "", "growth": ""}, ())


def test_a_share_without_a_formula_is_in_what_those_beside_it_are() -> None:
    """Of its item, or on its line; one whose own formula says otherwise is not."""
    over = [OfficeFormula("rate", "a", RATE.pieces), OfficeFormula("other", "b", PLAIN.pieces)]
    told = shown_in_per_cent(over, {"rate": "", "other": ""}, ("a", "b"))
    assert {("rate", "a"), ("rate", "b"), ("other", "a")} == told
