"""Another year above a table than the one asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.books.period import names_years, other_years

years = st.integers(1990, 2049)
WRITTEN = str.maketrans("0123456789", "〇一二三四五六七八九")
spelled = st.sampled_from(
    [
        lambda year: f"{year}年收支情况表",
        lambda year: f"收支情况表（{year}年度）",
        lambda year: f"收支情况（{year}）",
        lambda year: f"{str(year).translate(WRITTEN)}年收支情况表",
    ]
)


@given(years, years, spelled, spelled)
def test_a_year_is_another_unless_it_is_the_same(
    asked: int, stood: int, one: object, other: object
) -> None:
    """However either is spelled."""
    assert (asked != stood) == bool(other_years(other(stood), one(asked)))  # type: ignore[operator]


@given(years, st.integers(0, 9), years, st.sampled_from(["—", "-", "～", "至", "年至", "年—"]))
def test_any_year_of_a_span_is_asked_for(first: int, more: int, stood: int, sign: str) -> None:
    """A return may be of one of them, and of no other."""
    asked = f"{first}{sign}{first + more}年收支情况表"
    within = first <= stood <= first + more
    assert within != bool(other_years(f"{stood}年收支情况表", asked))


@pytest.mark.parametrize(
    "title",
    [
        *(
            "收支情况表",
            "第十四个五年规划收支情况表",
            "2024—2025学年收支情况表",
            "2024学年收支情况表",
        ),
        *(
            "2021年以来收支情况表",
            "收支情况表（2024年版）",
            "____年收支情况表",
            "国统字〔2023〕98号",
        ),
    ],
)
def test_some_titles_ask_for_no_year(title: str) -> None:
    """They name none, a year at a school, an edition, or when something began."""
    assert not names_years(title)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        *(("2025年1月8日", False), ("2025.1.8", False), ("填报单位：甲  2025年 1月 8日", False)),
        *(
            ("截至2023年12月31日", True),
            ("2023年1月1日至2023年12月31日", True),
            ("2023年12月", True),
        ),
    ],
)
def test_a_day_alone_is_that_of_the_form(text: str, differs: bool) -> None:
    """Where nothing says that figures are as of it."""
    assert differs == bool(other_years(text, "2024年收支情况表"))


TABLE = "{title}\n填报单位：{unit} | {line}\n| 项目 | 本年 | 上年 |\n| 收入 | {n} | {n} |\n| 支出 | {n} | {n} |"


def said(folder: Path, asked: tuple[str, str], stood: tuple[str, str]) -> list[object]:
    """Return what is said of times of a return: title and line as asked for, and as they stood."""
    (folder / "上报").mkdir()
    title, line = asked
    blank = TABLE.format(title=title, line=line, unit="", n="")
    template = ys.understand(draw(folder / "模板.xlsx", blank))
    title, line = stood
    draw(folder / "上报" / "甲.xlsx", TABLE.format(title=title, line=line, unit="甲", n=5))
    found = ys.check(ys.read(folder / "上报", template.scheme)).findings
    return [
        (one.code, one.severity.value, one.facts["stood"])
        for one in found
        if one.code.endswith("_differs")
    ]


LAST = "2023年收支情况表"
DIFFERS = [("year_differs", "soft", f"A1 “{LAST}”")]


@pytest.mark.parametrize(
    ("asked", "stood", "expected"),
    [
        (("2024年收支情况表", "单位：万元"), (LAST, "单位：万元"), DIFFERS),
        (("2024年收支情况表", "1-6月"), (LAST, "1-6月"), DIFFERS),
        (("2024年收支情况表", ""), ("2024年收支情况表", "填报日期：2025年1月8日"), []),
        (("2024年收支情况表", ""), ("收支情况表", ""), []),
        (("2024年6月收支情况表", ""), ("2023年5月收支情况表", ""), ["year_differs"]),
        (("2023、2024年收支情况表", ""), (LAST, ""), []),
        (("2021—2025年收支情况表", ""), (LAST, ""), []),
        (("2024学年收支情况表", ""), ("2023学年收支情况表", ""), []),
        (("收支情况表", ""), (LAST, ""), []),
    ],
)
def test_the_title_may_name_the_year(
    asked: tuple[str, str], stood: tuple[str, str], expected: list[object], tmp_path: Path
) -> None:
    """Where no line of its own does: softly, and of its months nothing more."""
    found = said(tmp_path, asked, stood)
    codes = [one[0] for one in found]  # type: ignore[index]
    assert expected == (found if expected == DIFFERS else codes)
