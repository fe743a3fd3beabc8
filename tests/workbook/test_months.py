"""Another month or quarter above a table than the one asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.books.months import months_differ, names_months
from youthstats.workbook.reading.books.period import other_years

WORDS = [*"一二三四五六七八九十", "十一", "十二"]
months = st.integers(1, 12)
spelled = st.sampled_from(
    [
        lambda n: f"2024年{n}月",
        lambda n: f"{n}月份",
        lambda n: f"（2024年{n:02d}月）",
        lambda n: f"二〇二四年{WORDS[n - 1]}月",
        lambda n: f"2024年1—{n}月累计" if n > 1 else "2024年1月",
        lambda n: f"2024年1月至{n}月" if n > 1 else "2024年1月",
    ]
)


@given(months, months, spelled, spelled)
def test_a_month_is_another_unless_it_is_the_same(
    asked: int, stood: int, one: object, other: object
) -> None:
    """However either is spelled, alone or as the end of several months."""
    assert (asked != stood) == months_differ(other(stood), one(asked))  # type: ignore[operator]


@given(st.integers(1, 4), st.integers(1, 4), st.booleans(), st.booleans())
def test_a_quarter_ends_in_its_last_month(
    asked: int, stood: int, led: bool, by_month: bool
) -> None:
    """第三季度 and 7—9月 are one time."""
    named = f"{'第' if led else ''}{WORDS[stood - 1]}季度"
    expected = f"2024年{3 * asked - 2}-{3 * asked}月" if by_month else f"2024年第{asked}季度"
    assert (asked != stood) == months_differ(named, expected)


@pytest.mark.parametrize(
    "text",
    [
        "填报日期：2024年12月5日",
        "报送时间：12月前",
        "请于12月底前报送",
        "2024年12月5日",
        "国统字〔2023〕105号 有效期至：2025年6月",
        "办公费月报表",
        "上季度数据",
        "5月份额",
        "制定时间：2023年12月",
        "有效期：2023年1月至2025年6月",
        "有效期至：２０２５年６月",
        "报送截止日期：2024年12月",
        "填报日期 2024-12-5",
        "国家统计局2023年12月制定",
        "2024年",
    ],
)
def test_lines_that_speak_of_another_time_are_left_alone(text: str) -> None:
    """When a form was filled in, until when it holds, and words with a 月 in them."""
    assert not months_differ(text, "2024年11月")


@pytest.mark.parametrize(
    "text",
    [
        *("有效期至：2025年6月", "批准文号：国统制〔2023〕98号", "制定时间：2023年12月"),
        *("填报日期：2025年1月8日", "二〇二三年十二月印发", "（国统字[2023]第98号）"),
        *("报送截止日期：2025年1月10日", "有效期至 2025年12月", "2023年第5号", "上报：2025.1.8"),
    ],
)
@pytest.mark.parametrize("beside", ["", "甲县", "2024年", "2023年统计表", "上报单位：甲县 2023年"])
def test_a_year_of_another_time_is_none(text: str, beside: str) -> None:
    """What stands in the same line beside it is told all the same."""
    for line in (f"{beside} {text}", f"{text} {beside}"):
        assert ("2023" in beside) == bool(other_years(line, "2024年"))


@pytest.mark.parametrize(
    "text",
    [
        "统计时间：2023年10月",
        "截止日期：2023年10月31日",
        "2023年10月用工时间调查",
        "2023年10月上报表",
    ],
)
def test_a_time_of_the_figures_is_told(text: str) -> None:
    """统计时间 is no time of the form, nor is that before words that only begin alike."""
    assert other_years(text, "2024年11月")
    assert "日" in text or months_differ(text, "2024年11月")


@pytest.mark.parametrize("year", ["有效到2023年为止", "依据2023年口径"])
def test_what_the_template_prints_is_no_fault_of_a_return(year: str, tmp_path: Path) -> None:
    """Above its table stands what the office put there."""
    assert [] == said(tmp_path, (year, "2024年11月"), (year, "2024年11月"))


@pytest.mark.parametrize(
    ("stood", "differs"),
    [
        ("截至2024年9月30日", False),
        ("截至2024年8月31日", True),
        ("2024年10月8日", False),
        ("9月", False),
    ],
)
def test_figures_as_of_a_day(stood: str, differs: bool) -> None:
    """截至 says that a day is that of the figures."""
    assert differs == months_differ(stood, "截至2024年9月30日")


@pytest.mark.parametrize(("text", "named"), [("上半年", True), ("2024年", False), ("季报", False)])
def test_a_period_without_months_asks_for_none(text: str, named: bool) -> None:
    """A whole year is held against no month."""
    assert named == names_months(text)
    assert not months_differ("2024年3月", "2024年")


TABLE = (
    "{title}\n填报单位：{unit} | {month}\n| 指标 | 数量（个） |\n| 阅览室 | {n} |\n| 书架 | {n} |"
)


def said(folder: Path, asked: tuple[str, str], stood: tuple[str, str]) -> list[tuple[str, object]]:
    """Return what is said of times of a return: title and month as asked for, and as they stood."""
    (folder / "上报").mkdir()
    title, month = asked
    blank = TABLE.format(title=title, month=month, unit="", n="")
    template = ys.understand(draw(folder / "模板.xlsx", blank))
    title, month = stood
    draw(folder / "上报" / "甲.xlsx", TABLE.format(title=title, month=month, unit="甲", n=5))
    found = ys.check(ys.read(folder / "上报", template.scheme)).findings
    return [(one.code, one.facts["stood"]) for one in found if one.code.endswith("_differs")]


@pytest.mark.parametrize(
    ("stood", "expected"),
    [
        ("2024年10月", [("month_differs", "B2 “2024年10月”")]),
        ("2024年11月", []),
        ("2024年1-11月", []),
        ("2023年10月", [("year_differs", "B2 “2023年10月”")]),
        ("", []),
    ],
)
def test_another_month_is_told_softly(stood: str, expected: list[object], tmp_path: Path) -> None:
    """Once, and of another year nothing more."""
    assert expected == said(tmp_path, ("阅览室月报", "2024年11月"), ("阅览室月报", stood))


def test_the_title_may_say_it(tmp_path: Path) -> None:
    """Where no line of its own names the period."""
    asked, stood = ("2024年11月阅览室月报", "表1"), ("2024年10月阅览室月报", "表1")
    assert [("month_differs", "A1 “2024年10月阅览室月报”")] == said(tmp_path, asked, stood)
