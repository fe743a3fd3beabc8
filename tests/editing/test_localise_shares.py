"""Localising where shares stand in several edits: what is found, applied, satisfies them all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import asked, filed_of
from youthstats.model.items import Kind
from youthstats.model.values import Value, rounded

NAMES = {"share": Kind.SHARE, "s2": Kind.SHARE, "part": Kind.COUNT, "whole": Kind.COUNT}
NAMES |= {"p2": Kind.COUNT, "w2": Kind.COUNT}
QUOTIENT = "share = part / whole"


def shares(edits: list[str], **values: Value) -> ys.Filed:
    """A return of shares and of what they are shares of."""
    return filed_of([asked(name, NAMES[name]) for name in values], edits, values)


def broken_by(filed: ys.Filed) -> tuple[set[frozenset[str]], list[str]]:
    """Return the explanations, and the rules that fail when those that can be are applied."""
    found, broken = set(), []
    for block in ys.localise(ys.check(filed)):
        for one in block.explanations:
            found.add(frozenset(s.cell.item for s in one))
            if all(s.to is not None for s in one):
                mended = ys.check(ys.amend(filed, [one]).filed)
                left = {f.rule for f in mended.findings} & {f.rule for f in block.findings}
                fresh = {f.rule for f in mended.hard} - {f.rule for f in ys.check(filed).hard}
                broken += [str(rule) for rule in left | fresh]
    return found, broken


@pytest.mark.parametrize(
    ("edit", "values"),
    [
        ("share >= 0.5", {"share": Decimal("0.9"), "part": 1, "whole": 4}),
        ("share <= 1", {"share": rounded(Decimal("0.30"), 2), "part": 9, "whole": 4}),
        ("share >= s2", {"share": Decimal("0.9"), "s2": Decimal("0.6"), "part": 1, "whole": 4}),
        ("share = p2 / w2", {"share": Decimal("0.9"), "part": 1, "whole": 4, "p2": 1, "w2": 2}),
    ],
)
def test_a_share_in_a_second_edit_breaks_neither(edit: str, values: dict[str, Value]) -> None:
    """The share alone would break the second edit; what is proposed instead breaks none."""
    found, broken = broken_by(shares([QUOTIENT, edit], **values))
    assert frozenset({"share"}) not in found
    assert [] == broken


def test_a_share_is_judged_as_it_would_be_printed() -> None:
    """149 of 300 is 49.67 %, printed as 50 %: that is at least a half as far as can be told."""
    share = rounded(Decimal("0.90"), 2)
    found, broken = broken_by(shares([QUOTIENT, "share >= 0.5"], share=share, part=149, whole=300))
    assert frozenset({"share"}) in found
    assert [] == broken


def test_no_share_is_below_its_minimum() -> None:
    """A negative part is no share; the part is mended, not the share."""
    items = [asked("share", Kind.SHARE), asked("npart"), asked("whole")]
    edit = "share = npart / whole"
    filed = filed_of(items, [edit], {"share": Decimal("0.5"), "npart": -2, "whole": 4})
    found, broken = broken_by(filed)
    assert {frozenset({"npart"})} == found
    assert [] == broken


def test_a_share_beside_an_open_whole_is_given_up_not_guessed() -> None:
    """Share and whole both change and a second edit binds the share: what was not solved is said."""
    edits = [QUOTIENT, "share = 0.5", "part = 3", "whole < 5"]
    (block,) = ys.localise(
        ys.check(shares(edits, share=Decimal("0.25"), part=3, whole=12)), trust={"part": 9}
    )
    assert "gave_up" == block.status


@given(
    st.lists(
        st.sampled_from(
            ["share >= 0.5", "share <= 1", "share = p2 / w2", "share >= s2", "part <= whole"]
        ),
        max_size=3,
        unique=True,
    ),
    st.tuples(*[st.integers(0, 100)] * 2, *[st.integers(0, 5)] * 4),
)
def test_whatever_is_found_and_applied_satisfies_every_edit(
    edits: list[str], figures: tuple[int, ...]
) -> None:
    """Any shares in any two digits, of any small figures."""
    one, two, *counts = figures
    pair = {"share": one, "s2": two}
    values: dict[str, Value] = {n: rounded(Decimal(v) / 100, 2) for n, v in pair.items()}
    values |= dict(zip(("part", "whole", "p2", "w2"), counts, strict=True))
    assert [] == broken_by(shares([QUOTIENT, *edits], **values))[1]
