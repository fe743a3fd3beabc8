"""Pairs of numbers: whatever is put behind the others is there again."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from youthstats.model.pairs import Pair, Pairs

figures = st.one_of(
    st.integers(),
    st.integers(2**63 - 2, 2**63 + 2),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.fractions(),
)


@given(st.lists(st.tuples(figures, figures)))
@example([(1, Decimal("0.1")), (10**30, Fraction(1, 3)), (Decimal("12.50"), 2)])
def test_pairs_are_what_was_put_there(expected: list[Pair]) -> None:
    """They are equal to what was put there, in its order, however many digits it has."""
    found = Pairs()
    for pair in expected:
        found.append(pair)
    assert expected == list(found)
    assert expected[1:] == list(found[1:])
    assert tuple(expected) == pickle.loads(pickle.dumps(found))
