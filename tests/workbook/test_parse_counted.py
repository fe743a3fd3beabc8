"""Counts of a template that prints no measure, filled in with one: 5人 under 参与活动人数."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import read
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing
from youthstats.workbook.reading.parse.units import counted

FIGURES = Item("number", Kind.COUNT, "数量")


@given(st.integers(0, 10**9), st.sampled_from(sorted(counted())))
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


@pytest.mark.parametrize(
    ("measure", "names"),
    [
        ("平方米", ["㎡", "m2", "m²", "M²", "平米", "平方", "（平方米）", "（㎡）"]),
        ("平方公里", ["km²", "㎢", "平方千米"]),
        ("立方米", ["m³", "㎥", "立方", "方"]),
        ("公里", ["千米", "km", "㎞", "KM"]),
        ("千米", ["公里", "km"]),
        ("厘米", ["公分", "cm", "㎝"]),
        ("公斤", ["千克", "kg", "㎏", "KG"]),
        ("吨", ["t", "T"]),
        ("℃", ["摄氏度", "度", "°C"]),
        ("千瓦时", ["度", "kWh"]),
        ("万千瓦时", ["万度", "万kWh", "万千瓦时"]),
        ("公顷", ["hm²", "ha"]),
        ("元/亩", ["元／亩"]),
        ("万元", ["（万元）", "万元人民币", "万元"]),
    ],
)
@given(number=st.decimals(0, 10**6, places=2))
def test_a_measure_by_its_usual_names(measure: str, names: list[str], number: Decimal) -> None:
    """Behind a figure it may be spelled in any of them, and is the same number."""
    item = Item("n", Kind.MONEY, "数", measure=measure)
    for name in names:
        found = read(f"{number:f}{name}", item)
        assert (number, "reading.with_measure") == (found.value, found.note)


@pytest.mark.parametrize(
    ("measure", "stood"),
    [
        *(
            ("平方米", stood)
            for stood in ("23公顷", "23hm²", "23 km2", "23亩", "23（公顷）", "23m")
        ),
        *(("公斤", stood) for stood in ("23斤", "23吨", "23㎎")),
        *(("公里", stood) for stood in ("23米", "23里", "23海里")),
        *(("吨", stood) for stood in ("23吨标准煤", "23吨公里", "23元/吨")),
        ("元/亩", "23元/公顷"),
    ],
)
def test_another_measure_of_the_same_quantity_is_refused(measure: str, stood: str) -> None:
    """Nothing is converted that is not the same unit, and it is said why."""
    found = read(stood, Item("n", Kind.MONEY, "数", measure=measure))
    assert (Missing.UNREADABLE, "reading.wrong_measure") == (found.value, found.note)


BY_TURNS = {
    "件（批）次": ("件", "批", "件次", "批次", "件（批）次", "件(批)次"),
    "接待件（批）次": ("件", "批次", "件（批）次"),
    "人（次）": ("人", "人次", "人（次）"),
    "批次": ("批次",),
}
KINDS = (Kind.COUNT, Kind.MONEY)


@given(
    st.integers(0, 10**9),
    st.sampled_from([(label, unit) for label, units in BY_TURNS.items() for unit in units]),
    st.sampled_from(KINDS),
)
def test_under_a_label_that_offers_several(
    number: int, label_and_unit: tuple[str, str], kind: Kind
) -> None:
    """Any of the measures that 件（批）次 offers may stand behind the figure, and it itself."""
    label, unit = label_and_unit
    found = read(f"{number}{unit}", Item("number", kind, label))
    assert (number, "reading.with_measure") == (found.value, found.note)


@pytest.mark.parametrize("label", BY_TURNS)
@pytest.mark.parametrize("stood", ["3元", "3吨", "3户", "￥3"])
def test_under_a_label_that_offers_others(label: str, stood: str) -> None:
    """What it does not offer is another measure."""
    assert Missing.UNREADABLE is read(stood, Item("number", Kind.MONEY, label)).value


@pytest.mark.parametrize("measure", ["万件（次）", "万人次"])
def test_a_scaled_measure_offers_nothing(measure: str) -> None:
    """3件 are not three of what is counted in ten thousands."""
    item = Item("number", Kind.MONEY, f"数量（{measure}）", measure=measure)
    assert 3 != read("3件", item).value


@given(st.integers(1, 10**6), st.sampled_from("只件亩户人台"))
def test_a_price_may_say_of_what_it_is(number: int, thing: str) -> None:
    """1.2元/只 under 单价（元） is 1.2: an amount that is not added is one of something."""
    price = Item("price", Kind.MONEY, "单价", measure="元", adds=False)
    found = read(f"{Decimal(number) / 100}元/{thing}", price)
    assert (Decimal(number) / 100, "reading.with_measure") == (found.value, found.note)
    total = Item("total", Kind.MONEY, "金额", measure="元")
    assert "reading.wrong_measure" == read(f"{number}元/{thing}", total).note


@pytest.mark.parametrize(
    ("label", "measure", "stood", "value"),
    [
        ("人均纯收入", "元", "29284元/人", 29284),
        ("户均收入", "万元", "29284元/户", Decimal("2.9284")),
        ("每百户消费", "元", "35元/百户", 35),
        ("人均纯收入", "元", "29284元/户", Missing.UNREADABLE),
        ("每百户消费", "元", "35元/户", Missing.UNREADABLE),
        ("单价", "元", "12元/万只", Missing.UNREADABLE),
    ],
)
def test_of_what_must_be_what_the_label_says(
    label: str, measure: str, stood: str, value: object
) -> None:
    """An average a head is none a household, and a price of ten thousand none of one."""
    assert value == read(stood, Item("each", Kind.MONEY, label, measure=measure, adds=False)).value


@pytest.mark.parametrize(
    ("label", "stood", "value"),
    [
        ("建成年份", "1968年", 1968),
        ("成立年", "2001年", 2001),
        ("建成年份", "18年", Missing.UNREADABLE),
        ("服务年限", "1968年", Missing.UNREADABLE),
    ],
)
def test_a_year_is_a_figure_where_one_is_asked_for(label: str, stood: str, value: object) -> None:
    """1968年 under 建成年份 is that year, and no number of years under 服务年限."""
    assert value == read(stood, Item("year", Kind.COUNT, label, adds=False)).value
