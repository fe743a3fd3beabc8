"""The nearest of the names that exist, asked for in one way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.nearest import ManyNames, did_you_mean, meant, nearest, nearest_few

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


SIGNS = "".join(chr(0x4E00 + 37 * n) for n in range(400))
LONG = [f"第{number}街道" for number in range(1, 900)]


@given(st.lists(st.text(SIGNS, min_size=3, max_size=6), min_size=1, unique=True), st.data())
def test_of_very_many_names_the_nearest_is_found(drawn: list[str], data: st.DataObject) -> None:
    """A name of which one sign was mistyped is found among nine hundred, as if held against each."""
    known = ManyNames([*LONG, *drawn])
    name = data.draw(st.sampled_from(drawn))
    assert [name] == known.nearest(name, 1)
    at = data.draw(st.integers(0, len(name) - 1))
    mistyped = name[:at] + data.draw(st.sampled_from("东西南北")) + name[at + 1 :]
    assert nearest_few(mistyped, [*LONG, *drawn], 1) == known.nearest(mistyped, 1)


@given(NAMES, st.lists(NAMES, max_size=60, unique=True))
def test_of_few_names_each_is_held_against_it(said: str, names: list[str]) -> None:
    """A roster of some dozens is looked through whole."""
    assert nearest_few(said, names, 3) == ManyNames(names).nearest(said, 3)


def test_what_shares_nothing_that_tells_names_apart_is_near_none() -> None:
    """Signs that every eighth name has say nothing: 街道 is like each of nine hundred."""
    assert [] == ManyNames(LONG).nearest("街道", 3)
    assert ["第123街道"] == ManyNames(LONG).nearest("第 123街", 1)
