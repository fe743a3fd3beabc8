"""What stands around a table: of when it is, what is its title, and lines to fill in that are none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from youthstats.workbook.understanding.template import Template, understand

CARD = """
义务教育学校登记表
{when}
| 学校名称 | | 班级数（个） | |
| 校长姓名 | | 学生数（人） | |
{below}
"""


def _read(when: str = "", below: str = "") -> Template:
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    return understand(draw(path, CARD.format(when=when, below=below)))


_years = st.integers(1990, 2049)
_schooling = st.tuples(
    _years.flatmap(
        lambda year: st.sampled_from("—-–~至/").map(lambda sign: f"{year}{sign}{year + 1}")
    ),
    st.sampled_from(["学年", "学年初", "学年度", "学年末", "学年第一学期", "学年度第2学期"]),
).map("".join)
_times = st.tuples(
    _years.map(str),
    st.sampled_from(
        [
            "年",
            "年度",
            "年上半年",
            "年1—6月",
            "年12月",
            "年6月末",
            "年第一季度",
            "年6月30日",
            "年一至三季度",
        ]
    ),
).map("".join)


@given(st.one_of(_schooling, _times), st.sampled_from(["{}", "（{}）", "({})", "截至{}", " {} "]))
def test_a_line_of_when_is_the_period_and_no_title(said: str, around: str) -> None:
    """However it is written, also behind a title that is shorter."""
    scheme = _read(around.format(said)).scheme
    assert ("义务教育学校登记表", said) == (scheme.forms[0].title, scheme.period)


@pytest.mark.parametrize("said", ["（2025年  月）", "2025年第  季度", "2025年6月  日"])
def test_a_time_left_out_is_neither_title_nor_period(said: str) -> None:
    """A month to be filled in says of no period."""
    scheme = _read(said).scheme
    assert ("义务教育学校登记表", "") == (scheme.forms[0].title, scheme.period)


@pytest.mark.parametrize(
    "title", ["2025年学校基本情况登记表（甲）", "2025—2026学年初学校情况登记表"]
)
def test_a_title_may_begin_with_a_time(title: str) -> None:
    """A line that says more than of when is a title."""
    assert title == _read(title).scheme.forms[0].title


LINES = ["补充资料：免费开放公共文化场馆（15）____个。", "另有志愿者____人", "其他：＿＿＿＿"]
ASKING = [
    *("填表人：____", "单位负责人：______ 填表人：______", "填报单位：________"),
    *("报出日期：____年__月__日", "填报日期：____", "____年__月__日"),
]


@pytest.mark.parametrize("text", LINES)
def test_a_line_to_fill_in_outside_the_tables_is_doubted(text: str) -> None:
    """What units write there nobody reads: the line is named."""
    found = [(doubt.code, doubt.facts["text"]) for doubt in _read(below=text).doubts]
    assert [("fill_in_line", text)] == found


@pytest.mark.parametrize("text", ASKING)
def test_lines_for_signatures_and_days_are_not(text: str) -> None:
    """Those are of no form."""
    assert () == _read(below=text).doubts
