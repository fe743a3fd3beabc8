"""What a line above a table says of when: behind whatever caption, or beside other things in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.workbook.understanding.lines import period_said

YEARS = st.integers(1990, 2035)
TIMES = st.one_of(
    YEARS.map("{}年".format),
    st.builds("{}年{}月".format, YEARS, st.integers(1, 12)),
    st.builds("{}年第{}季度".format, YEARS, st.sampled_from("一二三四")),
    st.builds("{}年{}半年".format, YEARS, st.sampled_from("上下")),
)
CAPTIONS = (
    "报告期",
    "报告期别",
    "统计期间",
    "登记期间",
    "数据期间",
    "填报年度",
    "统计时间",
    "税款所属期",
)


@given(TIMES, st.sampled_from(CAPTIONS), st.sampled_from("：:"))
def test_a_period_behind_its_caption(time: str, caption: str, colon: str) -> None:
    """Whatever is reported, its period is asked for in these words."""
    assert time == period_said(f"{caption}{colon}{time}")
    assert time == period_said(f"填报单位：    {caption}{colon}{time}")


@given(TIMES, st.sampled_from(["    ", "\u3000\u3000", "\n", " \n "]), st.booleans())
def test_a_period_beside_other_things(time: str, apart: str, first: bool) -> None:
    """A cell may hold the number of the form and its period."""
    parts = (time, "表号：交港1表") if first else ("表号：交港1表", time)
    assert time == period_said(apart.join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "有效期至：    2025年6月",
        "有效期至：2025年6月",
        "批准文号：国统制〔2023〕98号\n有效期至：2025年6月",
        "填报时间：2025年1月8日",
        "本表于2025年8月    由各单位填报",
        "表号：交港1表    2025年  月",
        "登记期间：",
    ],
)
def test_what_is_no_period(text: str) -> None:
    """How long a form is in force, when it was filled in, and what is left to be filled in."""
    assert period_said(text) == ""
