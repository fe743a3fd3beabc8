"""Rows that a form has not: what a total is above its parts by them is no fault of an answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve

import youthstats as ys
from tests.editing.arranged import BLANK, UNIT, counts
from youthstats.editing.left_out import left_out
from youthstats.model.asides import Aside
from youthstats.model.edits import Edit
from youthstats.model.locations import Location
from youthstats.model.values import Value

Place = tuple[int, int]

_UNDER: Mapping[str, Place] = {"a": (3, 2), "b": (4, 2), "t": (7, 2)}
"""Parts and their total down one column."""


def filed(places: Mapping[str, Place], rows: Mapping[str, int], a: Value = 1) -> ys.Filed:
    """Return a total of 8 over ``a`` and 2, with rows put in between."""
    made = counts(["t = a + b"], t=8, a=a, b=2, blank="missing")
    asides = tuple(
        Aside("figures_beside", "soft", "X", "表", {"label": label, "row": row}, {2: held})
        for row, (label, held) in enumerate(rows.items(), 6)
    )
    locations = {"X": Location("表", {}, (), (), elsewhere=places)} if places else {}
    one = evolve(made[UNIT], locations=locations, asides=asides)
    return ys.Filed.of(made.scheme, [one])


def found(places: Mapping[str, Place], rows: Mapping[str, int]) -> ys.Finding:
    """Return what is found of that total."""
    review = ys.localise(ys.check(filed(places, rows))).review
    return next(one for one in review.hard if one.code == "edit_failure")


@pytest.mark.parametrize("rows", [{"甲": 5}, {"甲": 2, "乙": 3}, {"甲": 5, "乙": 1}])
def test_rows_that_are_all_a_total_is_above_its_parts_are_named(rows: Mapping[str, int]) -> None:
    """One of them tells it, or all together do, and nothing else is suspected."""
    finding = found(_UNDER, rows)
    assert ("edit_failure_left_out", ()) == (finding.sentence, finding.suspects)
    expected = list(rows) if sum(rows.values()) == 5 else ["甲"]
    assert expected == finding.facts["labels"]


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        (_UNDER, {"甲": 4}),
        (_UNDER, {}),
        ({**_UNDER, "t": (7, 3)}, {"甲": 5}),
        ({"a": (3, 2), "b": (4, 2)}, {"甲": 5}),
        ({}, {"甲": 5}),
    ],
)
def test_rows_that_do_not_tell_it_are_no_excuse(
    places: Mapping[str, Place], rows: Mapping[str, int]
) -> None:
    """Other figures, a total in another column, or one whose cell nobody knows: it fails as ever."""
    finding = found(places, rows)
    assert "edit_failure_left_out" != finding.sentence
    assert finding.suspects


def test_what_cannot_be_told_is_above_nothing() -> None:
    """Where a part is missing, no row tells what the total is above the rest."""
    one = filed(_UNDER, {"甲": 6}, a=BLANK)[UNIT]
    (edit,) = one.records["X"].form.edits
    assert isinstance(edit, Edit)
    assert left_out(one, edit, "X", None, one.records) is None
