"""The nearest of the names that exist, asked for in one way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.nearest import did_you_mean, meant, nearest

NAMES = st.text("嘉善海盐县宁市abc", max_size=6)


@given(said=NAMES, known=st.lists(NAMES))
def test_it_is_a_known_name_or_none(said: str, known: list[str]) -> None:
    """Nothing is made up, and a name that is known is the nearest to itself."""
    found = nearest(said, known)
    assert found in {"", *known}
    assert said not in known or said == found


@given(said=NAMES, known=st.lists(NAMES), lang=st.sampled_from(["zh", "en"]))
def test_the_question_is_asked_of_that_name(said: str, known: list[str], lang: str) -> None:
    """And of no other; where none is near nothing is asked."""
    assert meant(nearest(said, known), lang) == did_you_mean(said, known, lang)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "（是不是 综合？）"), ("en", " (did you mean '综合'?)")]
)
def test_half_of_two_signs_is_near_enough(lang: str, said: str) -> None:
    """Names of two signs are common in Chinese, and one of them is soon mistyped."""
    assert said == did_you_mean("综和", ["表一", "综合"], lang)
    assert "" == did_you_mean("统计", ["表一", "综合"], lang)
