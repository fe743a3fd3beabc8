"""A total whose formula adds a subtotal once more, as the reader tells of it: it explains itself."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, UNIT, counts
from youthstats.model.returns import ReadingNote

sizes = st.integers(1, 10**6)


def _noted(filed: ys.Filed, once: int) -> ys.Filed:
    """Return what was filed with what the reader says of the formula of ``a``."""
    code = "reading.formula_counts_twice"
    note = ReadingNote(code, "X", "a", None, "=SUM(B4:B7)", BLANK, str(once))
    return evolve(filed, returns=(evolve(filed[UNIT], notes=(note,)),))


@given(sizes, sizes)
def test_the_total_is_the_only_explanation(one: int, other: int) -> None:
    """No part is blamed for what the formula explains to the last digit."""
    filed = _noted(counts(["a = b + c"], a=2 * (one + other), b=one, c=other), one + other)
    review = ys.check(filed)
    assert {"edit_failure", "formula_counts_twice"} == {found.code for found in review.findings}
    (block,) = ys.localise(review)
    found = [(s.cell.item, s.to, s.cause) for one in block.explanations for s in one]
    assert [("a", one + other, "counted_twice")] == found


@given(sizes, sizes, sizes)
def test_a_total_that_is_off_otherwise_is_not_explained_by_it(
    one: int, other: int, off: int
) -> None:
    """What the formula comes to without the subtotal is not what the edit asks for."""
    total = 2 * (one + other) + off
    filed = _noted(counts(["a = b + c"], a=total, b=one, c=other), one + other + off)
    (block,) = ys.localise(ys.check(filed))
    assert "counted_twice" not in {s.cause for one in block.explanations for s in one}
    assert len(block.explanations) > 1
