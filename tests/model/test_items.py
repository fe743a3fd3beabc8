"""Items, categories and axes: what a form asks for, and along which dimensions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import DefinitionError
from youthstats.model.axes import (
    Axis,
    Dimension,
    answer,
    categories,
    entries,
    items,
    units,
)
from youthstats.model.items import Category, Item, Kind, as_path, measure_of
from youthstats.model.values import Missing, Value, rounded

EVERY_VALUE: dict[str, Value] = {
    "whole": 3,
    "whole decimal": Decimal("3.0"),
    "decimal": Decimal("0.5"),
    "fraction": Fraction(1, 3),
    "printed": rounded(Decimal("0.86"), 2),
    "printed whole": rounded(Decimal(650), 0),
    "words": "甲",
    "day": date(2009, 12, 31),
    "truth": True,
    "no number": Decimal("NaN"),
    "no end": Decimal("Infinity"),
}
NUMBERS = {"whole", "whole decimal", "decimal", "fraction", "printed", "printed whole"}


def item(kind: Kind, **more: object) -> Item:
    pattern = "共{n}次" if kind is Kind.PHRASE else None
    return Item("x", kind, "标签", pattern=pattern, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "admitted"),
    [
        (Kind.COUNT, {"whole", "whole decimal", "printed whole"}),
        (Kind.MONEY, NUMBERS),
        (Kind.SHARE, NUMBERS),
        (Kind.TEXT, {"words"}),
        (Kind.PHRASE, {"words"}),
        (Kind.DATE, {"day"}),
    ],
)
def test_kinds_admit_their_own_values(kind: Kind, admitted: set[str]) -> None:
    """An item admits values of its own type and no others; ``True`` is not 1, NaN no number."""
    assert admitted == {name for name, value in EVERY_VALUE.items() if item(kind).admits(value)}


@given(st.sampled_from(Kind), st.sampled_from(Missing))
def test_any_answer_may_be_missing(kind: Kind, missing: Missing) -> None:
    """Every item may be blank, not applicable or unreadable."""
    assert item(kind).admits(missing)


def test_what_can_be_added() -> None:
    """Counts and money add up; a share is a number and is never added."""
    assert {Kind.COUNT, Kind.MONEY} == {kind for kind in Kind if kind.additive}
    assert {Kind.COUNT, Kind.MONEY, Kind.SHARE} == {kind for kind in Kind if kind.numeric}


@pytest.mark.parametrize("name", ["", "two words", "1st", "a-b", "a.b", " a"])
def test_a_name_is_one_word(name: str) -> None:
    """Names that edit text could not hold are refused, for items and categories alike."""
    with pytest.raises(DefinitionError, match="an item's name is one word"):
        Item(name, Kind.COUNT, "标签")
    with pytest.raises(DefinitionError, match="a category's name is one word"):
        Category(name, "标签")


def test_only_a_phrase_has_a_pattern() -> None:
    """A phrase without a pattern, or a pattern without a phrase, is refused."""
    for kind, pattern in ((Kind.PHRASE, None), (Kind.COUNT, "共{n}次")):
        with pytest.raises(DefinitionError, match="a phrase, and only a phrase, has a pattern"):
            Item("x", kind, "标签", pattern=pattern)


def test_paths() -> None:
    """The labels above an item come first, its own last unless only those are printed."""
    assert ("情况", "总数") == Item("x", Kind.COUNT, "总数", ("情况",)).path
    assert ("情况",) == Item("x", Kind.COUNT, "总数", ("情况",), headed=False).path
    assert ("助困", "小学生") == Category("p", "小学生", ("助困",)).path
    assert () == as_path("")
    assert ("情况",) == as_path("情况")
    assert ("一", "二") == as_path(("一", "二"))


@pytest.mark.parametrize(
    ("label", "measure", "short"),
    [
        ("资金（元）", "元", "资金"),
        ("计划投资\n（万元）", "万元", "计划投资"),
        ("资金(元)", "元", "资金"),
        ("资金", "", "资金"),
        ("合  计", "", "合计"),
        ("（元）资金", "", "（元）资金"),
    ],
)
def test_measures_in_labels(label: str, measure: str, short: str) -> None:
    """A unit of measure in brackets ends a label, and is no part of its short form."""
    assert measure == measure_of(label)
    assert short == Item("x", Kind.MONEY, label).short_label


def test_axes() -> None:
    """The helpers build the axes they are named after."""
    assert (Dimension.UNIT, Dimension.ITEM) == units(Dimension.ITEM).over
    assert (("单位",), "last", "合计", False) == (
        units().stub,
        units().total,
        units().total_label,
        units().total_bare,
    )
    assert (Dimension.ITEM, Dimension.CATEGORY) == items(Dimension.CATEGORY).over
    assert (Dimension.CATEGORY, Dimension.ITEM) == categories(Dimension.ITEM).over
    assert (Dimension.ENTRY,) == entries(least=3).over
    assert 3 == entries(least=3).least
    assert ("成果", (Dimension.ANSWER,)) == (answer("成果").label, answer("成果").over)
    assert [True, False] == [entries().open, items().open]


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ((), "one dimension or several different ones"),
        ((Dimension.ITEM, Dimension.ITEM), "one dimension or several different ones"),
        ((Dimension.ENTRY, Dimension.ITEM), "entry cannot share an axis"),
        ((Dimension.ITEM, Dimension.ANSWER), "answer cannot share an axis"),
        ((Dimension.UNIT, Dimension.ANSWER), "answer cannot share an axis"),
    ],
)
def test_axes_that_contradict_themselves(over: tuple[Dimension, ...], reason: str) -> None:
    """An axis over nothing, over one thing twice, or over what stands alone is refused."""
    with pytest.raises(DefinitionError, match=reason):
        Axis(over)


def test_entries_within_units() -> None:
    """Lists may stand under one another, unit by unit."""
    assert Axis((Dimension.UNIT, Dimension.ENTRY)).open


def test_an_item_without_any_label() -> None:
    """An item with no heading of its own needs one above it: else nothing could find it."""
    with pytest.raises(DefinitionError, match="item lonely: without a heading"):
        Item(name="lonely", kind=Kind.COUNT, label="孤", headed=False)
    assert ("工作目标",) == Item(
        name="goal", kind=Kind.TEXT, label="目标", under="工作目标", headed=False
    ).path


@pytest.mark.parametrize(
    ("kind", "more"), [(Kind.SHARE, {}), (Kind.TEXT, {}), (Kind.COUNT, {"recoverable": True})]
)
def test_only_what_would_be_added_can_be_said_not_to_be(kind: Kind, more: dict[str, bool]) -> None:
    """A share is never added, words cannot be, and a base is the whole of something."""
    with pytest.raises(DefinitionError, match="adds=False is for a count or an amount"):
        item(kind, adds=False, **more)
    assert not item(Kind.COUNT, adds=False).additive
