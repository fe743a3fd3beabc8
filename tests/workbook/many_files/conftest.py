"""A folder with what comes to an office, and which files of it are really read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.many_files.runs import RETURNS, SCHEME
from youthstats.workbook.reading import taking
from youthstats.workbook.reading.many import batches


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The eight returns, one of them twice with another figure, a broken file, and a document."""
    target = tmp_path / "returns"
    shutil.copytree(RETURNS, target)
    book: Any = openpyxl.load_workbook(target / "嘉善县.xlsx")
    book["表二"]["B5"] = 1
    book.save(target / "嘉善县（更正）.xlsx")
    (target / "坏.xlsx").write_bytes(b"PK\3\4 and nothing else")
    (target / "说明.docx").write_bytes(b"no workbook")
    return target


@pytest.fixture
def in_memory(folder: Path) -> ys.Filed:
    return ys.read(folder, SCHEME)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really read, as they are."""
    names: list[str] = []
    true = taking.take

    def counting(file: Any, *more: Any) -> Any:
        names.append(file.shown)
        return true(file, *more)

    monkeypatch.setattr(batches, "take", counting)
    return names
