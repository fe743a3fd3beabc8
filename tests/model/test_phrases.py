"""Figures inside phrases: filling in, reading back, and what does not matter in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import DefinitionError
from youthstats.model.phrases import (
    GAP,
    blank_phrase,
    fill_phrase,
    phrase_parts,
    phrase_slots,
    phrase_with_more,
    read_phrase,
)

PATTERN = "举办（{held}）次，培训（{trained}）人"
OPTIONAL = "共{sessions}场[次]，服务{served}人"

figures = st.integers(0, 10**9).map(str) | st.just("")


@given(figures, figures, st.sampled_from((PATTERN, OPTIONAL)))
def test_fill_and_read_is_the_identity(one: str, two: str, pattern: str) -> None:
    """What is filled into a phrase is read from it."""
    filled = dict(zip(phrase_slots(pattern), (one, two), strict=True))
    assert filled == read_phrase(pattern, fill_phrase(pattern, filled))


@given(figures, figures, st.sampled_from(("", " ", "\n", "\u3000", "\xa0")))
def test_blanks_brackets_and_width_do_not_matter(one: str, two: str, space: str) -> None:
    """A clerk may space a phrase out, drop brackets, type it half-width, end it with a stop."""
    expected = {"held": one, "trained": two}
    for text in (
        f"举{space}办（{one}）次，{space}培训（{two}）人{space}",
        f"举办{space}{one}{space}次，培训{two}人。",
        f"举办({one})次,培训({two})人；",
        f"举办（ {one} ）次，\n培训（{two}）人.",
    ):
        assert expected == read_phrase(PATTERN, text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_is_another(text: str) -> None:
    """No text makes reading stumble; what is not the phrase reads as nothing."""
    found = read_phrase(PATTERN, text)
    assert found is None or set(found) == {"held", "trained"}


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (PATTERN, "举办（34）次，培训（2182）人", {"held": "34", "trained": "2182"}),
        (PATTERN, "举办（34）次，培训（650多）人", {"held": "34", "trained": "650多"}),
        (PATTERN, "举办（\u3000\u3000）次，培训（5）人", {"held": "", "trained": "5"}),
        (PATTERN, "举办次，培训人", {"held": "", "trained": ""}),
        (PATTERN, "培训（5）人", None),
        (PATTERN, "", None),
        (OPTIONAL, "共3场，服务160余人", {"sessions": "3", "served": "160余"}),
        (OPTIONAL, "共3场次，服务5人", {"sessions": "3", "served": "5"}),
        (
            "活动名称：{name}\n经费：{funds}元",
            "活动名称：庆六一\n经费：５元",
            {"name": "庆六一", "funds": "５"},
        ),
    ],
)
def test_worked_phrases(pattern: str, text: str, expected: dict[str, str] | None) -> None:
    """Phrases as they are filled in, with gaps, words around figures and parts left out."""
    assert expected == read_phrase(pattern, text)


def test_signs_that_fold_to_several_keep_their_place() -> None:
    """A sign such as ㎡ that folds to two letters does not shift the figures after it."""
    assert {"a": "㎡5"} == read_phrase("面积{a}个", "面积㎡5个")


ADDED: list[tuple[str, str, tuple[dict[str, str], tuple[str, ...]] | None]] = [
    (PATTERN, "举办（34）次，培训（5）人", ({"held": "34", "trained": "5"}, ())),
    (PATTERN, "举办34次；培训5人", ({"held": "34", "trained": "5"}, ())),
    (
        PATTERN,
        "全年举办34次，共培训5人，很好",
        ({"held": "34", "trained": "5"}, ("全年", "共", "很好")),
    ),
    (PATTERN, "举办34次，培训5人，其中女2人", ({"held": "34", "trained": "5"}, ("其中女2人",))),
    (PATTERN, "培训5人，举办34次", None),
    (OPTIONAL, "今年共3场次，累计服务5人", ({"sessions": "3", "served": "5"}, ("今年", "累计"))),
    ("画册{a}[册]；手册{b}册", "另：画册5册、手册6册", ({"a": "5", "b": "6"}, ("另",))),
    ("得奖：{a}", "今年得奖：一等奖，", ({"a": "一等奖"}, ("今年",))),
    ("{a}个", "今年5个，好", None),
    ("共{a}，{b}", "今年共5，6，7。", None),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), ADDED)
def test_what_a_clerk_adds(
    pattern: str, text: str, expected: tuple[dict[str, str], tuple[str, ...]] | None
) -> None:
    """Words before, between and after a phrase's own are kept apart from what stands in it."""
    assert expected == phrase_with_more(pattern, text)


@given(st.text("举办次，培训人（）12 。", max_size=30))
def test_nothing_of_a_phrase_is_lost(text: str) -> None:
    """What is read from a phrase is all of it: the pattern's words, the slots and what is more."""
    found = phrase_with_more(PATTERN, text)
    if found is not None:
        signs = sorted("举办次培训人" + "".join((*found.slots.values(), *found.more)))
        marks = set("，（） 。")
        assert [s for s in sorted(text) if s not in marks] == [s for s in signs if s not in marks]


def test_a_blank_phrase_has_gaps() -> None:
    """A template shows where a figure is to be filled in, and reads as not filled in."""
    assert f"举办（{GAP}）次，培训（{GAP}）人" == blank_phrase(PATTERN)
    assert {"held": "", "trained": ""} == read_phrase(PATTERN, blank_phrase(PATTERN))


def test_parts() -> None:
    """A pattern is told apart into literal text, slots and what may be left out."""
    expected = (("literal", "共"), ("slot", "n"), ("literal", "场"), ("optional", "次"))
    assert expected == phrase_parts("共{n}场[次]")


@pytest.mark.parametrize("pattern", ["{", "a}", "[次", "次]", "{1}", "{}", "共{a}{", "[{a}]"])
def test_brackets_without_partner(pattern: str) -> None:
    """A pattern whose brackets do not match is refused."""
    with pytest.raises(DefinitionError, match="has no partner"):
        phrase_slots(pattern)


def test_marks_that_may_be_left_out_are_no_words_to_go_by() -> None:
    """A comma after a slot tells nothing; the words around it do."""
    found = phrase_with_more("举办{held}[，]场，培训{trained}人", "举办3，场，共培训5人")
    assert found is not None
    assert {"held": "3", "trained": "5"} == {k: v.strip("，") for k, v in found.slots.items()}
    assert ("共",) == tuple(found.more)
