"""Whose file it is that was not taken: what it says, else the one unit that its name mentions."""

from __future__ import annotations

import pytest

import youthstats as ys
from youthstats.model.naming import unit_of_file
from youthstats.model.returns import FileReport

SCHEME = ys.load_scheme("youth_league_2009")


@pytest.mark.parametrize(
    ("file", "said", "reason", "unit"),
    [
        ("2009/海宁市（改）.xlsx", None, "file.damaged", "海宁市"),
        ("海宁市.xlsx", "平湖市", "file.damaged", "平湖市"),
        ("海宁市和平湖市.xlsx", None, "file.damaged", None),
        ("报表.xlsx", None, "file.damaged", None),
        ("海宁市/报表.xlsx", None, "file.damaged", None),
        ("~$海宁市.xlsx", None, "file.lock", None),
        ("._海宁市.xlsx", None, "file.of_the_system", None),
    ],
)
def test_a_file_that_was_not_taken(
    file: str, said: str | None, reason: str, unit: str | None
) -> None:
    """Of two units mentioned neither is meant; what nobody filed is nobody's."""
    assert unit == unit_of_file(FileReport(file, said, "unreadable", reason), SCHEME)
