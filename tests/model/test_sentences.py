"""Sentences about files, readings and the facts in them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from youthstats.model.asides import Apart, Times
from youthstats.model.cellrefs import CellRef
from youthstats.model.matching import Reworded
from youthstats.model.remarks import Remark
from youthstats.model.returns import FileReport, ReadingNote
from youthstats.model.sentences import reading_sentence, reason_sentence, told_fact
from youthstats.model.values import Inexact, Missing


@pytest.mark.parametrize(
    ("setting", "found", "limit", "said"),
    [
        ("file_bytes", 50_000_001, 50_000_000, "51 MB"),
        ("part_bytes", 2001, 2000, "2001 bytes"),
        ("rows", 1001, 1000, "1001"),
    ],
)
def test_a_limit_is_told_in_a_measure_that_fits(
    setting: str, found: int, limit: int, said: str
) -> None:
    """Bytes in millions where there are any, rounded up, so that what is too much looks it."""
    facts = {"setting": setting, "found": found, "limit": limit}
    report = FileReport("a.xlsx", None, "unreadable", "file.too_large", facts)
    assert said in reason_sentence(report, "en")
    assert reason_sentence(report, "zh") == told_fact(report, "zh")


def test_what_was_read_of_a_long_text_says_how_long_it_is() -> None:
    """An excerpt stands for it, and the ends of what it may be for a figure that is not exact."""
    about = Inexact(Decimal(50), Decimal(45), Decimal(55))
    note = ReadingNote("reading.number_as_text", "T1", "a", None, "５" * 500, about)
    assert "500" in reading_sentence(note, "en")
    assert reading_sentence(note, "zh") == told_fact(note, "zh")
    suggested = ReadingNote("reading.number_as_text", "T1", "a", None, "", Missing.BLANK, "7")
    assert "7" in reading_sentence(suggested, "en")


def test_of_a_cell_that_was_blank_no_length_is_told() -> None:
    """It is called blank, and that is not a text of no signs."""
    note = ReadingNote("reading.number_as_text", "T1", "a", None, "", 5)
    for lang in ("zh", "en"):
        assert "0" not in reading_sentence(note, lang)


def test_the_times_of_a_file_stand_behind_its_name() -> None:
    """What the file says of its age, by which witness; where none is known that is said."""
    when = datetime(2010, 1, 5, 8, 30, tzinfo=UTC)
    told = told_fact(Times("a.xlsx", saved=when, reported=date(2010, 1, 4)), "en")
    assert told.startswith("a.xlsx")
    assert f"{when.astimezone():%Y-%m-%d %H:%M:%S}" in told
    assert "2010-01-04" in told
    assert told_fact(Times("b.xlsx"), "zh").startswith("b.xlsx")


def test_where_returns_differ_is_the_first_place_and_how_many() -> None:
    """One, several, or none where what nobody could read keeps them apart."""
    one, several, unread = (
        told_fact(Apart(places), "en") for places in (("F6",), ("F6", "G6"), ())
    )
    assert "F6" in one
    assert "F6" in several
    assert "2" in several
    assert len({one, several, unread}) == 3


def test_facts_are_told_by_their_kind() -> None:
    """A cell by its name, several facts in a row."""
    cell = CellRef("a.xlsx", "表三", "C7", "T3", "funds", "primary", "U", 5, label="金额")
    assert "金额" == told_fact(cell, "zh")
    assert "1, funds[primary]" == told_fact([1, cell], "en")


def test_a_remark_is_one_comment_and_a_label_one_line() -> None:
    """What is wrong and what it would have to be, below the number and the severity."""
    assert "3. 强制性\n错\n对" == Remark("#0", "", "3", "强制性", "", "", "错", "对").comment
    assert "G4 “岗位” → “岗位个数”" == Reworded("岗位个数", "岗位", "G4", "longer").put
