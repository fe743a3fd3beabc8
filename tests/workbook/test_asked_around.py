"""The words with which forms ask for something around their tables, each said once."""

from __future__ import annotations

from itertools import chain

import pytest

from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.books.other_times import without_other_times
from youthstats.workbook.reading.books.signing import signed_with
from youthstats.workbook.reading.sheets.asked_around import any_of, words
from youthstats.workbook.reading.sheets.captions import captions_in
from youthstats.workbook.reading.sheets.foot import footer_row
from youthstats.workbook.reading.sheets.signatures import signature_row

DONE = ("filing", "passing", "signing", "ordering")


def sheet(text: str) -> Sheet:
    return Sheet("表", cells={(3, 0): Cell(text)})


def test_what_is_done_with_a_form_is_said_once() -> None:
    """Whoever adds a word to one list sees that another has it."""
    said = list(chain(*(words("done", name) for name in DONE)))
    assert sorted(set(said)) == sorted(said)


@pytest.mark.parametrize("word", words("signed", "foot"))
def test_what_begins_a_foot_asks_who_signed_or_when(word: str) -> None:
    """The sure words are some of those that any form may ask with."""
    assert 3 == footer_row(sheet(f"{word}："), 0, 0, 5)
    assert signed_with(word) or 3 == signature_row(sheet(f"{word}："), 0, 0, 5, frozenset())


@pytest.mark.parametrize("done", words("done", "filing"))
def test_what_is_done_by_who_files_is_asked_for_in_every_way(done: str) -> None:
    """Which unit did it, who in it, and when; that day is not of the figures."""
    assert [f"{done}单位"] == captions_in([f"{done}单位："])
    assert 3 == signature_row(sheet(f"{done}人："), 0, 0, 5, frozenset())
    assert signed_with(f"{done}日期：2024年1月5日")
    assert "2024" not in without_other_times(f"{done}:2024年1月5日")


def test_the_longest_of_several_words_is_tried_first() -> None:
    """本单位 is not 单位 behind something else."""
    some = any_of("signed", "of").split("|")
    assert some.index("本单位") < some.index("单位")
