"""Our own consolidated workbook over the limits: its forms are read, and no more than is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from attrs import evolve

import youthstats as ys
from tests.returns_as_sent.cases_files import repacked
from tests.workbook import long_tables
from youthstats.workbook.package import Book, Limits, UnopenableError, open_book
from youthstats.workbook.reading.opening import CELLS_A_UNIT, open_for
from youthstats.workbook.reading.read import is_report
from youthstats.workbook.writing.computed import as_filed

TOWNS = 60


@pytest.fixture(scope="module")
def filed() -> ys.Filed:
    return long_tables.filed(long_tables.scheme(TOWNS))


@pytest.fixture(scope="module")
def path(filed: ys.Filed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "合计.xlsx"
    ys.write(path, ys.consolidate(filed), ys.check(filed))
    return path


def cells(path: Path) -> int:
    return sum(len(sheet.cells) for sheet in open_book(path).sheets)


@contextmanager
def limited(most: int, a_unit: int = CELLS_A_UNIT) -> Iterator[None]:
    """Let a workbook have so few cells, and a roster's report so many a unit."""
    limits = Limits(cells=most)
    where = "youthstats.workbook.reading.opening"

    def opened(path: Path, given: Limits = limits, wanted: Any = None) -> Book:
        return open_book(path, given, wanted)

    with (
        patch(f"{where}.open_book", opened),
        patch(f"{where}.Limits", lambda cells=most: evolve(limits, cells=cells)),
        patch(f"{where}.CELLS_A_UNIT", a_unit),
    ):
        yield


def test_of_a_large_report_the_forms_are_read(path: Path, filed: ys.Filed) -> None:
    """Over the limit the sheets of the audit and of the units are left out: missing, and not blank."""
    whole = open_for(path, filed.scheme)
    with limited(cells(path) - 1, a_unit=0):
        book = open_for(path, filed.scheme)
        read = ys.read(path, filed.scheme)
    forms = {form.label for form in filed.scheme.forms}
    assert forms == {sheet.name for sheet in book.sheets}
    assert [sheet for sheet in whole.sheets if sheet.name in forms] == list(book.sheets)
    assert list(ys.read(path, filed.scheme).returns) == list(read.returns)
    assert () == ys.compare(as_filed(ys.consolidate(filed), path), read)


def test_more_cells_are_allowed_to_more_units(path: Path, filed: ys.Filed) -> None:
    """Where the forms alone are over the limit, it is in proportion to the roster, and no more."""
    with limited(10, a_unit=CELLS_A_UNIT):
        assert open_for(path, filed.scheme).sheets
    with limited(10, a_unit=1), pytest.raises(UnopenableError, match="too_large"):
        open_for(path, filed.scheme)


def test_a_workbook_that_is_no_report_of_ours_stays_refused(path: Path, filed: ys.Filed) -> None:
    """Anybody else's is read whole or not at all, and by the limits of everybody."""
    other = path.with_name("别的.xlsx")
    other.write_bytes(
        repacked(lambda _, part: part.replace(b"youthstats.kind", b"x.kind"), path.read_bytes())
    )
    with limited(cells(path) - 1), pytest.raises(UnopenableError, match="too_large"):
        open_for(other, filed.scheme)


def test_what_it_is_is_told_without_its_cells(path: Path) -> None:
    """An earlier report is known as one however large it is."""
    limits = "youthstats.workbook.package.opening._SANE"
    with patch(limits, Limits(cells=1)):
        assert is_report(path)


def _uncalculated(_: str, part: bytes) -> bytes:
    return re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)


def test_formulas_that_lead_to_what_was_left_out_are_not_guessed(
    path: Path, filed: ys.Filed, tmp_path: Path
) -> None:
    """A total nobody calculated is not 0 for want of the sheet that it adds up."""
    bare = tmp_path / "未计算.xlsx"
    bare.write_bytes(repacked(_uncalculated, path.read_bytes()))
    with limited(cells(path) - 1, a_unit=0):
        total = ys.read(bare, filed.scheme)[filed.scheme.units.root].records["T5"]
    assert ys.Missing.UNREADABLE is total["calls"]
    assert ys.read(bare, filed.scheme)["全市"].records["T5"]["calls"] == sum(
        4 * place for place in range(1, TOWNS + 1)
    )
