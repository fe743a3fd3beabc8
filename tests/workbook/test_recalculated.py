"""Sums over texts: what a spreadsheet passes over is added, or leaves the sum unread."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from youthstats.model.values import Missing, Value

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"


@pytest.mark.parametrize(
    ("typed", "total", "code"),
    [
        ("16", 19, "reading.formula_evaluated_over_text"),
        ("１６个", 19, "reading.formula_evaluated_over_text"),
        ("约16", 19, "reading.formula_evaluated_over_text"),
        ("16（含省级3）", Missing.UNREADABLE, "reading.formula_follows"),
    ],
)
def test_a_sum_nobody_calculated_is_no_other_than_a_stored_one(
    typed: str, total: Value, code: str, tmp_path: Path
) -> None:
    """openpyxl keeps no results: 16 typed as a text beside 3 still makes 19, and not 3."""
    book = openpyxl.load_workbook(RETURNS / "海宁市.xlsx")
    book["表一"]["E6"] = typed
    book.save(tmp_path / "海宁市.xlsx")
    one = ys.read(tmp_path, SCHEME)["海宁市"]
    assert total == one.records["T1"]["total"]
    assert code in {note.code for note in one.notes if note.item == "total"}
