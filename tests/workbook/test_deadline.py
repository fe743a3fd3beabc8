"""The time one file may take, after it was opened."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from youthstats.workbook.package import Limits
from youthstats.workbook.reading.sheets import deadline

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"


def test_a_search_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose labels cannot be searched in time gets a status that names the limit."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx")
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.save(tmp_path / "嘉善县.xlsx")
    monkeypatch.setattr(deadline, "Limits", lambda: Limits(seconds=0))
    (file,) = ys.read(tmp_path, ys.load_scheme("youth_league_2009")).files
    assert ("unreadable", "file.too_large") == (file.status, file.reason)
    assert "seconds" == file.facts["setting"]
