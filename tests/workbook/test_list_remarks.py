"""Remarks typed inside a list: never an entry, and never dropped without a word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.test_list_sums import ENTRIES, TEMPLATE, checked, listed
from youthstats.workbook.reading.sheets.foot import is_remark

TOTALLED = f"{TEMPLATE}| 合计 | | =SUM(C4:C6) | =SUM(D4:D6) | |\n"
BLANK_TOTAL = ("合计", "", "", "", "")
TOTAL = ("合计", "", "40", "12", "")
NAMES = ["甲桥", "乙路"]

remarks = st.builds(
    lambda word, sign, said, end: f"{word}{sign}{said}{end}",
    st.sampled_from(["说明", "备注", "注", "注1"]),
    st.sampled_from(["：", ":", " : "]),
    st.sampled_from(["以上项目均已入库", "投资均为概算数", "乙路缓建"]),
    st.sampled_from(["", "。", "，下同"]),
)


def _words(job: ys.Job) -> list[object]:
    """Return what was said of words that nobody read."""
    found = [one for one in job.review.notes if one.code == "words_not_read"]
    return [place for one in found for place in one.facts["places"]]  # type: ignore[attr-defined]


@settings(max_examples=25, deadline=None)
@given(remarks, st.integers(0, 1), st.integers(0, 2), st.sampled_from([TOTAL, BLANK_TOTAL]))
def test_a_remark_in_a_list_is_told_and_no_entry(
    said: str, column: int, blank_rows: int, total: tuple[str, ...]
) -> None:
    """Under the entries, under blank rows, under 序号, over a line of totals filled in or not."""
    row = ["", "", "", "", ""]
    row[column] = said
    blanks = [("3", "", "", "", "")] * blank_rows
    with tempfile.TemporaryDirectory() as folder:
        job = checked(*ENTRIES, *blanks, tuple(row), total, template=TOTALLED, folder=Path(folder))
    assert NAMES == listed(job)
    place = f"{'AB'[column]}{6 + blank_rows}"
    assert [f"{place} “{said.strip()}”"] == _words(job)


def test_a_remark_merged_over_the_row_is_told(tmp_path: Path) -> None:
    """It stands in the first of its cells."""
    row = ("说明：以上项目均已入库。", "<", "<", "<", "<")
    job = checked(*ENTRIES, row, TOTAL, template=TOTALLED, folder=tmp_path)
    assert NAMES == listed(job)
    assert ["A6 “说明：以上项目均已入库。”"] == _words(job)


def test_an_entry_with_figures_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    """A remark has no figures."""
    row = ("3", "说明：另列", "5", "1", "")
    job = checked(*ENTRIES, row, ("合计", "", "45", "13", ""), template=TOTALLED, folder=tmp_path)
    assert [*NAMES, "说明：另列"] == listed(job)
    assert [] == _words(job)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("说明：以上均已入库", True),
        ("备注以上均为概算数", True),
        ("注 1：含上年结转", True),
        ("注以上投资均为概算数，下同", True),
        ("说明书印刷项目", False),
        ("注塑车间扩建工程", False),
        ("说明：", False),
        ("甲桥（说明：缓建）", False),
    ],
)
def test_which_texts_are_remarks(text: str, expected: bool) -> None:
    """A word that begins one, and a sentence."""
    assert expected == is_remark(text)
