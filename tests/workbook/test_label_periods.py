"""Months and quarters in labels, however they are spelled; and what stands where a label is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.test_label_search import search
from tests.workbook.understanding.drawing import draw
from youthstats.model.matching import Reworded
from youthstats.workbook.reading.sheets.labels import stem_of_any_spelling

WORDS = [*"一二三四五六七八九十", "十一", "十二"]
MONTHS: list[Callable[[int], str]] = [
    lambda n: f"{n}月",
    lambda n: f"{n}月份",
    lambda n: f"{n:02d}月",
    lambda n: f"{WORDS[n - 1]}月",
    lambda n: f"{WORDS[n - 1]}月份",
]
QUARTERS: list[Callable[[int], str]] = [
    lambda n: f"第{WORDS[n - 1]}季度",
    lambda n: f"{WORDS[n - 1]}季度",
    lambda n: f"{n}季度",
    lambda n: f"第{n}季度",
]


@given(st.sampled_from(MONTHS), st.sampled_from(MONTHS), st.sampled_from(["", "办公费", "2024年"]))
def test_a_month_is_found_however_it_is_spelled(
    printed: Callable[[int], str], stood: Callable[[int], str], led: str
) -> None:
    """All twelve of them, each for itself, and the other spelling is told."""
    labels = tuple(led + printed(n) for n in range(1, 13))
    texts = [led + stood(n) for n in range(1, 13)]
    expected = {
        label: {at: "exact" if label == text else "spelling"}
        for at, (label, text) in enumerate(zip(labels, texts, strict=True))
    }
    assert expected == search(labels, *texts)


@given(st.sampled_from(QUARTERS), st.sampled_from(QUARTERS), st.sampled_from(["", "小计"]))
def test_a_quarter_is_found_however_it_is_spelled(
    printed: Callable[[int], str], stood: Callable[[int], str], after: str
) -> None:
    """Four of them, each for itself."""
    labels = tuple(printed(n) + after for n in range(1, 5))
    found = search(labels, *(stood(n) + after for n in range(1, 5)))
    same = "exact" if printed is stood else "spelling"
    assert {label: {at: same} for at, label in enumerate(labels)} == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1月", "11月"),
        ("一月", "十一月"),
        ("1—3月", "3月"),
        ("前三季度", "三季度"),
        ("1月末", "1月"),
        ("5月份额", "5月"),
        ("二季度", "四季度"),
    ],
)
def test_other_months_stay_others(one: str, other: str) -> None:
    """What is added to a month, or stands before it, makes it another time."""
    assert stem_of_any_spelling(one) != stem_of_any_spelling(other)


def test_the_spelling_as_printed_comes_first() -> None:
    """Where both are labels of a form each is its own."""
    assert {"1月": {0: "exact"}, "1月份": {1: "exact"}} == search(("1月", "1月份"), "1月", "1月份")


TEMPLATE = "用电表\n填报单位：\n| 项目 | 数量（度） |\n| 照明 | |\n| 其中：走廊 | |\n| 空调 | |\n| 电梯 | |"


def absent(folder: Path, *rows: str) -> ys.Review:
    """Check a return with these rows."""
    (folder / "上报").mkdir()
    lines = [f"| {row} | {n} |" for n, row in enumerate(rows, 5)]
    draw(folder / "上报" / "甲.xlsx", "\n".join([*TEMPLATE.splitlines()[:3], *lines]))
    template = ys.understand(draw(folder / "模板.xlsx", TEMPLATE))
    return ys.check(ys.read(folder / "上报", template.scheme))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_stands_in_the_place_of_a_label_is_said(lang: str, tmp_path: Path) -> None:
    """Its neighbours say where it was."""
    found = absent(tmp_path, "照明", "过道照明等", "空调", "电梯")
    (one,) = [one for one in found.findings if one.code == "label_absent"]
    assert [Reworded("其中：走廊", "过道照明等", "A5", "instead")] == one.facts["labels"]
    assert "A5" in one.message(lang)
    assert "过道照明等" in one.message(lang)


@pytest.mark.parametrize(
    "rows",
    [
        ("照明", "空调", "电梯"),
        ("照明", "空调", "电梯", "过道"),
        ("照明", "甲", "乙", "空调", "电梯"),
    ],
)
def test_elsewhere_nothing_is_said_to_stand_in_its_place(
    rows: tuple[str, ...], tmp_path: Path
) -> None:
    """Where rows were deleted or put in, nobody knows where it was."""
    (one,) = [one for one in absent(tmp_path, *rows).findings if one.code == "label_absent"]
    assert ["其中：走廊"] == one.facts["labels"]
