"""Counts of a template that prints no measure, filled in with one: 5人 under 参与活动人数."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import read
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing
from youthstats.workbook.reading.parse.measures import COUNTED

FIGURES = Item("number", Kind.COUNT, "数量")


@given(st.integers(0, 10**9), st.sampled_from(sorted(COUNTED)))
def test_what_is_counted_is_no_other_figure(number: int, measure: str) -> None:
    """5人 is 5 where nothing is said of what is counted, and a note says how it stood."""
    found = read(f"{number}{measure}", FIGURES)
    assert (number, "reading.with_measure") == (found.value, found.note)


@pytest.mark.parametrize(
    ("label", "stood"),
    [
        ("参与活动人数", "5人"),
        ("参与活动人数", "5名"),
        ("学生", "5人"),
        ("学校数", "5所"),
        ("户数", "5户"),
        ("次数", "5次"),
        ("培训场次", "5场"),
        ("岗位个数", "5个"),
    ],
)
def test_under_the_label_it_belongs_to(label: str, stood: str) -> None:
    """The measure that a label speaks of may stand behind its figure."""
    assert 5 == read(stood, Item("number", Kind.COUNT, label)).value


@pytest.mark.parametrize(
    ("label", "stood"),
    [
        ("户数", "5人"),
        ("参与活动人数", "5户"),
        ("参与活动人数", "5元"),
        ("参与活动人数", "￥5"),
        ("学生", "5吨"),
        ("学生", "5万元"),
        ("数量", "2万人"),
    ],
)
def test_another_measure_is_refused(label: str, stood: str) -> None:
    """Money is no count, and 5人 no number of households."""
    found = read(stood, Item("number", Kind.COUNT, label))
    assert (Missing.UNREADABLE, "reading.wrong_measure") == (found.value, found.note)


def test_what_scales_is_converted_where_the_label_says_so() -> None:
    """2万人 under 参与人数 is 20000."""
    found = read("2万人", Item("number", Kind.COUNT, "参与人数"))
    assert (20000, "reading.scaled") == (found.value, found.note)


@pytest.mark.parametrize(
    "item", [Item("sum", Kind.MONEY, "金额"), Item("n", Kind.COUNT, "户数", measure="户")]
)
def test_amounts_and_counts_with_a_measure_take_no_other(item: Item) -> None:
    """5人 is no amount, and none of 户."""
    assert "reading.wrong_measure" == read("5人", item).note


@given(
    st.integers(0, 10**9),
    st.sampled_from(
        [(asked, stood) for asked in "人名" for stood in "人名位"]
        + [("个", stood) for stood in "个家所座处"]
    ),
    st.sampled_from([Kind.COUNT, Kind.MONEY]),
)
def test_one_measure_by_several_names(number: int, names: tuple[str, str], kind: Kind) -> None:
    """834名 under 人数（人） are 834, and 45家 under 机构数（个） are 45; a note says how they stood."""
    asked, stood = names
    found = read(f"{number}{stood}", Item("n", kind, "数", measure=asked))
    assert (number, "reading.with_measure") == (found.value, found.note)


@pytest.mark.parametrize(
    ("asked", "stood"), [("户", "个"), ("家", "个"), ("所", "家"), ("人次", "名"), ("个", "户")]
)
def test_a_measure_that_says_more_takes_no_other(asked: str, stood: str) -> None:
    """个 may be anything, 户 are households."""
    assert (
        "reading.wrong_measure"
        == read(f"5{stood}", Item("n", Kind.COUNT, "数", measure=asked)).note
    )


def test_another_name_scales_like_the_first() -> None:
    """1.2万名 are 12000人."""
    found = read("1.2万名", Item("n", Kind.COUNT, "人数", measure="人"))
    assert (12000, "reading.scaled") == (found.value, found.note)
