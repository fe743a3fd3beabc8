"""A list's line of totals that nobody filled in: one finding, as for a single blank in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.test_list_remarks import BLANK_TOTAL, TOTALLED
from tests.workbook.test_list_sums import ENTRIES, TEMPLATE, checked

MERGED = TOTALLED.replace("| 合计 | |", "| 合计 | < |")
SPACED = ("合　　计", "", "", "", "")


def _told(job: ys.Job) -> list[tuple[str, object]]:
    """Return the hard findings, with the cells of a line of totals left blank."""
    return [(one.code, one.facts.get("places")) for one in job.review.hard]


@pytest.mark.parametrize("template", [TOTALLED, MERGED])
@pytest.mark.parametrize("line", [BLANK_TOTAL, SPACED, ("合计", "<", "", "", "")])
@pytest.mark.parametrize("blanks", [0, 2])
def test_a_line_of_totals_left_blank_is_one_finding(
    template: str, line: tuple[str, ...], blanks: int, tmp_path: Path
) -> None:
    """Merged or not, right under the entries or below blank rows."""
    rows = [*ENTRIES, *[("3", "", "", "", "")] * blanks, line]
    job = checked(*rows, template=template, folder=tmp_path)
    places = [f"{column}{6 + blanks}" for column in "CD"]
    assert [("totals_blank", places)] == _told(job)


def test_one_blank_in_the_line_is_hard_as_well(tmp_path: Path) -> None:
    """By its own edit."""
    job = checked(*ENTRIES, ("合计", "", "40", "", ""), template=TOTALLED, folder=tmp_path)
    assert [("edit_failure", None)] == _told(job)


@pytest.mark.parametrize(
    ("rows", "template"),
    [
        ((*ENTRIES, ("合计", "", "40", "12", "")), TOTALLED),
        (ENTRIES, TOTALLED),
        ((*ENTRIES, BLANK_TOTAL), TEMPLATE),
        ((("1", "甲桥", "", "", "缓建"), ("2", "乙路", "0", "0", ""), BLANK_TOTAL), TOTALLED),
    ],
)
def test_nothing_is_missing(rows: list[tuple[str, ...]], template: str, tmp_path: Path) -> None:
    """It is filled in, is not there, was not asked for, or would come to nothing."""
    assert [] == _told(checked(*rows, template=template, folder=tmp_path))
