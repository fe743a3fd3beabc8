"""Which words are a figure, which hold one, and which only look so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workbook.asked import NUMERIC, read
from youthstats.model.values import is_figure
from youthstats.workbook.reading.sheets.figures import holds_a_figure, is_a_figure

FIGURES = """
    12个 100万元 约50 20多 50余家 ¥5000 (300) （300） 二十万元 十 壹佰元整 △3 -5 １２ 3,000 .5 15.5%
    百分之八十六 50-60 不足50 98* 16（含省级3） 1.2E+05 2O19 1,23,4 98。 0.98万 5户 八成
"""

NO_FIGURES = """
    见附件2 2009年度 2009年 12月 6月10日 2009-12-15 2009.6.21 2009-2010 15:30 二〇〇九年 二〇〇九 第1页
    0573-83831234 联系电话：83831234 报出日期：2009年12月15日 国统字（2009）12号 1、 1.名称 （一） （1）
    第3次会议 12355热线 A4 B5 一 三 十佳 三农 五四 四川省 一览表 表一 万元 （万元） （百万元） 百 无 — 总计 - …
"""

AMONG_WORDS = (
    "另有资金100万元 另有20个 注：新增5个，累计16个。 另有资金二十万元 比上年增长5% 共20多万"
)

NONE_AMONG_WORDS = """
    保留2位小数 5月10日前上报 2009年第2期 第3次会议 三个代表 6个月内 截止到2009年11月30日 12355服务台
"""


@pytest.mark.parametrize("text", FIGURES.split())
def test_a_figure_in_words(text: str) -> None:
    """A figure with its unit, roughly, in brackets or in numerals is a figure all the same."""
    assert is_a_figure(text)
    assert holds_a_figure(text)


@pytest.mark.parametrize(
    "text", [*NO_FIGURES.split(), "", " ", "第1页 共2页", "- 1 -", "0573 83831234"]
)
def test_words_that_only_look_so(text: str) -> None:
    """Dates, years, pages, telephone numbers, what numbers a line, and words with 一 or 十."""
    assert not is_a_figure(text)
    assert not holds_a_figure(text)


@pytest.mark.parametrize("text", AMONG_WORDS.split())
def test_a_figure_among_words(text: str) -> None:
    """What counts or measures something in a sentence is held by it, and not the whole of it."""
    assert holds_a_figure(text)
    assert not is_a_figure(text)


@pytest.mark.parametrize("text", NONE_AMONG_WORDS.split())
def test_no_figure_among_words(text: str) -> None:
    """What says when, or which, counts nothing."""
    assert not holds_a_figure(text)


@given(
    st.decimals(0, 10**9, places=2) | st.integers(0, 10**9),
    st.sampled_from(
        ["{}", "{:,}", "-{}", "{}元", "{} 万元", "约{}人", "{}多", "¥{}", "{}%", "（{}元）"]
    ),
)
def test_what_parses_is_a_figure(number: int | Decimal, coat: str) -> None:
    """Every dress in which some item reads a figure is known for one."""
    text = coat.format(number)
    assert is_a_figure(text) or not any(is_figure(read(text, item).value) for item in NUMERIC)


@given(
    st.text("0123456789一二十百万元个年月日号第.,-()（）:：约余多 /+*EO", max_size=40) | st.text()
)
@example("9" * 32_767)
@example("一" * 32_767)
@example("1 " * 16_000)
def test_any_words(text: str) -> None:
    """Whatever stands in a cell, both are told, and what is a figure holds one."""
    assert holds_a_figure(text) >= is_a_figure(text)
