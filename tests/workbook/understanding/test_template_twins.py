"""Tables side by side under the same headings: each form is read from its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, read_back
from youthstats.model.edits import Severity
from youthstats.workbook.understanding.template import Template, understand

_KINDS = ("人数（人）", "金额（元）", "户数（户）")


def _grid(times: int, columns: int, stubs: list[list[str]], gap: bool) -> str:
    """Return so many tables beside each other, with the same headings, and these rows."""
    between = "| ~ |" if gap else "|"
    head = " | ".join(["地区", *_KINDS[:columns]])
    blank = " | " + " | ".join([""] * columns)
    rows = [
        between.join(f" {label}{blank} " for label in line) for line in zip(*stubs, strict=True)
    ]
    lines = [between.join([f" {head} "] * times), *rows]
    return "情况表\n填报单位： |\n" + "\n".join(f"|{line}|" for line in lines)


def _understood(folder: Path, grid: str) -> Template:
    return understand(draw(folder / "我的表.xlsx", Drawn(grid)))


@given(times=st.integers(2, 3), columns=st.integers(2, 3), alike=st.booleans(), gap=st.booleans())
def test_tables_alike_are_told_by_where_they_stand(
    times: int, columns: int, alike: bool, gap: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The first from the left is the first form, whether their rows are the same or not."""
    folder = tmp_path_factory.mktemp("twins")
    stubs = [["东村", "西村"] if alike else [f"东{n}村", f"西{n}村"] for n in range(times)]
    template = _understood(folder, _grid(times, columns, stubs, gap))
    assert times == len(template.forms)
    assert () == template.doubts
    read = read_back(template, folder / "某单位.xlsx")
    assert [] == list(differences(template, read))
    assert {"unit_as_typed"} >= {aside.code for aside in read.asides}


_TWINS = _grid(2, 2, [["东村", "西村"], ["东村", "西村"]], gap=True)


def _filled(template: Template, target: Path) -> Path:
    book = load_workbook(template.path)
    sheet = book["表一"]
    sheet["B2"] = "某单位"
    for number, address in enumerate(("B4", "C4", "B5", "C5", "F4", "G4", "F5", "G5"), 11):
        sheet[address] = number
    book.save(target)
    return target


def test_rows_and_columns_put_before_twins_do_not_matter(tmp_path: Path) -> None:
    """Both are found wherever they were moved to."""
    template = _understood(tmp_path, _TWINS)
    path = _filled(template, tmp_path / "某单位.xlsx")
    book = load_workbook(path)
    book["表一"].insert_rows(2)
    book["表一"].insert_cols(1)
    book.save(path)
    (filed,) = ys.read(path, template.scheme).returns
    values = [list(record.values.values()) for record in filed.records.values()]
    assert [[11, 12, 13, 14], [15, 16, 17, 18]] == values


def test_one_of_two_tables_alike_is_not_read_twice(tmp_path: Path) -> None:
    """Where the second was deleted its form was not filed: nothing is read as both."""
    template = _understood(tmp_path, _TWINS)
    path = _filled(template, tmp_path / "某单位.xlsx")
    book = load_workbook(path)
    book["表一"].delete_cols(5, 3)
    book.save(path)
    review = ys.check(ys.read(path, template.scheme))
    assert ["表一2"] == [one.form for one in review.findings if one.severity is Severity.HARD]
