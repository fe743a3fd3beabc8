"""What the answers of a form are called in messages: shortly, and no two alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.cellrefs import label_of
from youthstats.model.forms import Form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.spoken import spoken
from youthstats.strategies import forms

LABELS = st.sampled_from(
    [
        "本年",
        "去年",
        "累计",
        "合  计",
        "合计",
        "金额（元）",
        "金额（万元）",
        "一、产值",
        "二、产值",
        "产值",
        "（元）",
    ]
)
PATHS = st.lists(st.lists(LABELS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=9)


def items(*paths: tuple[str, ...], headed: bool = True) -> list[Item]:
    """Return an item for every path of labels."""
    return [
        Item(f"i{number}", Kind.MONEY, path[-1], path[:-1] if headed else path, headed=headed)
        for number, path in enumerate(paths)
    ]


def called(*paths: tuple[str, ...], categories: tuple[str, ...] = ()) -> list[str]:
    """Return what the items under these labels are called."""
    groups = [Category(f"c{number}", label) for number, label in enumerate(categories)]
    return list(spoken(items(*paths), groups, "").items.values())


@given(PATHS, PATHS, st.booleans())
def test_no_two_are_called_alike(
    paths: list[tuple[str, ...]], groups: list[tuple[str, ...]], headed: bool
) -> None:
    """Whatever stands over them, the items of a form have names of their own, and its categories."""
    categories = [Category(f"c{n}", path[-1], path[:-1]) for n, path in enumerate(groups)]
    found = spoken(items(*paths, headed=headed), categories, "")
    assert len(paths) == len(set(found.items.values()))
    assert len(groups) == len(set(found.categories.values()))


@given(forms())
def test_no_two_answers_of_a_form_are_called_alike(form: Form) -> None:
    """In any form every answer has a name of its own, its category with it."""
    lines = form.lines or (0,)
    told = [label_of(form, item.name, line) for item in form.items for line in lines]
    assert len(told) == len(set(told))


@given(PATHS)
def test_the_shortest_name_is_taken(paths: list[tuple[str, ...]]) -> None:
    """A label that stands nowhere else is name enough."""
    assert "独有" == called(*paths, ("本年", "独有"))[-1]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ([("本年", "累计"), ("去年", "累计")], ["本年·累计", "去年·累计"]),
        ([("本年", "累计"), ("去年", "累计"), ("增长",)], ["本年·累计", "去年·累计", "增长"]),
        ([("累计",), ("去年", "累计")], ["累计", "去年·累计"]),
        ([("甲", "合计", "男"), ("乙", "合计", "男")], ["甲·合计·男", "乙·合计·男"]),
        ([("金额（元）",), ("金额（万元）",)], ["金额（元）", "金额（万元）"]),
        ([("项目个数（个）", "新开工"), ("完成", "新开工")], ["项目个数·新开工", "完成·新开工"]),
        ([("一、产值",), ("1.内销产值",)], ["产值", "内销产值"]),
        ([("一、产值",), ("二、产值",)], ["一、产值", "二、产值"]),
        ([("2.5公里以上",)], ["2.5公里以上"]),
        ([("金额",), ("金额",)], ["金额", "金额（2）"]),
    ],
)
def test_what_items_are_called(paths: list[tuple[str, ...]], names: list[str]) -> None:
    """The innermost label, then those above it; measures and numbering where only they differ."""
    assert names == called(*paths)


def test_an_item_is_not_called_as_a_category() -> None:
    """``合计（合计）`` would say nothing."""
    assert ["投资·合计"] == called(("投资", "合计"), categories=("甲", "合  计"))


def test_figures_inside_phrases_take_the_label_of_their_phrase() -> None:
    """Two sentences that both ask for a number of times are told apart by what they are about."""
    phrases = [
        Item(name, Kind.PHRASE, label, pattern=f"举办{{{name}_times}}次")
        for name, label in (("games", "比赛"), ("talks", "讲座"))
    ]
    inside = [
        Item(f"{one.name}_times", Kind.COUNT, "举办（次）", within=one.name) for one in phrases
    ]
    found = spoken([*phrases, *inside], [], "").items
    assert ["比赛", "讲座", "比赛·举办", "讲座·举办"] == list(found.values())


@given(st.lists(LABELS, min_size=1, max_size=4), st.lists(LABELS, min_size=1, max_size=4))
def test_no_item_is_called_as_a_category_is(labels: list[str], groups: list[str]) -> None:
    """“合计” of a sentence is the one or the other: an item under more labels is called by these."""
    categories = [Category(f"c{n}", label) for n, label in enumerate(groups)]
    found = spoken(items(*(("本表", label) for label in labels)), categories, "")
    assert set(found.categories.values()).isdisjoint(found.items.values())
