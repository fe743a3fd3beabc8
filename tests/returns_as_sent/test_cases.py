"""Every line of the tables: the change, applied to a clean return, gives what is expected."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import youthstats as ys
from tests.returns_as_sent import (
    cases_cells,
    cases_files,
    cases_labels,
    cases_moves,
    cases_reviewed,
    cases_sheets,
    cases_tables,
)
from tests.returns_as_sent.book import RETURNS, changed, clean, save
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.expectations import SCHEME, nothing_silent, reads, silent
from tests.returns_as_sent.failing import FAILING, marked
from tests.returns_as_sent.retyping import type_in

CASES = [
    *cases_cells.CASES,
    *cases_labels.CASES,
    *cases_moves.CASES,
    *cases_tables.CASES,
    *cases_sheets.CASES,
    *cases_reviewed.CASES,
]


@cache
def before(unit: str) -> ys.Filed:
    """Return what is read from a unit's clean return."""
    return ys.read(RETURNS / f"{unit}.xlsx", SCHEME)


@pytest.mark.parametrize("case", marked(CASES))
def test_a_return_as_it_was_sent(case: Case, tmp_path: Path) -> None:
    """What was done to a clean return leads to what is expected, and to nothing silent."""
    book = changed(clean(case.unit), case.changes)
    path = save(book, tmp_path / f"{case.unit}.xlsx", case.maker)
    assert [] == case.expected.faults(before(case.unit), ys.read(path, SCHEME))


def test_a_silent_change_would_be_seen(tmp_path: Path) -> None:
    """The oracle is able to fail: another figure that nobody speaks of is a breach."""
    book = changed(clean("嘉善县"), [type_in("表一!G6", 97)])
    after = ys.read(save(book, tmp_path / "嘉善县.xlsx"), SCHEME)
    told = ["T1.posts reads 97 for 98, in silence"]
    assert told == silent(before("嘉善县"), after)
    assert told == nothing_silent().faults(before("嘉善县"), after)
    assert ["T1.posts reads 97"] == reads().faults(before("嘉善县"), after)


def test_every_sentence_stands_once() -> None:
    """No case is told twice, and every case that is known to fail is a case."""
    sentences = [case.sentence for case in CASES]
    sentences += [case.sentence for case in cases_files.CASES]
    assert [] == [one for one in sentences if sentences.count(one) > 1]
    assert [] == [one for one in FAILING if one not in sentences]
