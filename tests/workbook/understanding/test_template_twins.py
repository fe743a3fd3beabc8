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
from youthstats.model.values import Missing
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


_NUMBERED = (("户数（户）", "人口（人）"), ("耕地（亩）", "林地（亩）"), ("猪（头）", "牛（头）"))


def _numbered(folder: Path, times: int, first: int) -> Template:
    """Return so many tables beside each other whose rows are numbered through."""
    rows = [
        [
            f" {labels[row]} | {first + row + len(labels) * number} | "
            for number, labels in enumerate(_NUMBERED[:times])
        ]
        for row in range(2)
    ]
    lines = [" 指标 | 行次 | 数量 |" * times, *("|".join(line) + "|" for line in rows)]
    return _understood(folder, "情况表\n填报单位： |\n" + "\n".join(f"|{line}" for line in lines))


@given(times=st.integers(2, 3), first=st.integers(1, 12))
def test_numbers_that_go_on_beside_are_no_answers(
    times: int, first: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """行次 1 and 2 goes on with 3 and 4: the answers stand behind them, as behind 1 and 2."""
    folder = tmp_path_factory.mktemp("numbered")
    template = _numbered(folder, times, first)
    assert () == template.doubts
    read = read_back(template, folder / "某单位.xlsx")
    assert [] == list(differences(template, read))
    assert {"unit_as_typed"} >= {aside.code for aside in read.asides}


def _answers(template: Template, target: Path, typed: dict[str, int]) -> list[list[object]]:
    book = load_workbook(template.path)
    for address, value in ({"B2": "某单位"} | typed).items():
        book["表一"][address] = value
    book.save(target)
    (filed,) = ys.read(target, template.scheme).returns
    return [list(record.values.values()) for record in filed.records.values()]


def test_answers_that_count_on_are_read(tmp_path: Path) -> None:
    """What stands behind the numbers of the rows is an answer, whatever it is."""
    template = _numbered(tmp_path, 2, 1)
    typed = {"C4": 1, "C5": 2, "F4": 3, "F5": 4}
    assert [[1, 2], [3, 4]] == _answers(template, tmp_path / "某单位.xlsx", typed)


def test_printed_numbers_are_not_read_for_blank_answers(tmp_path: Path) -> None:
    """A table left blank is read as blank: the numbers of its rows are no figures."""
    template = _numbered(tmp_path, 2, 1)
    read = _answers(template, tmp_path / "某单位.xlsx", {"C4": 8, "C5": 9})
    assert [[8, 9], [Missing.BLANK, Missing.BLANK]] == read


def test_the_only_figures_beside_labels_are_answers(tmp_path: Path) -> None:
    """1 and 2 beside two labels count nothing where the template prints no numbers."""
    template = _understood(tmp_path, "情况表\n填报单位： |\n| 户数（户） | |\n| 人口（人） | |")
    assert [[1, 2]] == _answers(template, tmp_path / "某单位.xlsx", {"B3": 1, "B4": 2})
