"""Cells merged down a column of a list: words are those of every entry, figures of none but the first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.values import Missing

HEAD = "重点项目清单\n填报单位： | {}\n| 序号 | 项目名称 | 建设单位 | 投资（万元） | 开工日期 |\n"
TEMPLATE = HEAD.format("") + "".join(f"| {n} | | | | |\n" for n in range(1, 7))
DAY = date(2024, 3, 1)


def job_of(folder: Path, change: Callable[[Worksheet], object], count: int = 4) -> ys.Job:
    """Reconcile one return whose projects are a unit's, after a change to its sheet."""
    (folder / "上报").mkdir()
    file = draw(folder / "上报" / "甲镇.xlsx", HEAD.format("甲镇"))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(4, 4 + count):
        filed = (row - 3, f"项目{row}", f"单位{row}", row * 10, DAY)
        for letter, value in zip("ABCDE", filed, strict=True):
            sheet[f"{letter}{row}"].value = value
    change(sheet)
    book.save(file)
    return ys.reconcile(folder / "上报", ys.understand(draw(folder / "清单.xlsx", TEMPLATE)))


def column(job: ys.Job, at: int) -> list[object]:
    """Return what was read in one column of the list."""
    (one,) = job.filed.returns
    (record,) = one.records.values()
    return [row[at] for row in record.rows]


def merges(job: ys.Job) -> list[tuple[str, str, object]]:
    """Return what was said of merged cells."""
    said = (*job.review.findings, *job.review.notes)
    codes = {"answers_merged", "answers_repeated"}
    return [
        (one.code, one.severity.value, one.facts["places"]) for one in said if one.code in codes
    ]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2), st.integers(1, 3), st.data())
def test_words_are_those_of_every_entry(
    tmp_path_factory: pytest.TempPathFactory, first: int, more: int, data: st.DataObject
) -> None:
    """Whatever rows the block covers, all its entries say what is seen in it; the others their own."""
    last = min(first + more, 3)
    letter, at = data.draw(st.sampled_from([("B", 0), ("C", 1)]))
    block = f"{letter}{first + 4}:{letter}{last + 4}"
    job = job_of(tmp_path_factory.mktemp("merged"), lambda sheet: sheet.merge_cells(block))
    stem = "项目" if at == 0 else "单位"
    own = [f"{stem}{row + 4}" for row in range(4)]
    expected = [own[first] if first <= row <= last else own[row] for row in range(4)]
    assert expected == column(job, at)
    assert [("answers_repeated", "note", [block])] == merges(job)


def test_days_too(tmp_path: Path) -> None:
    """One day for several entries is a day, and no figure."""
    job = job_of(tmp_path, lambda sheet: sheet.merge_cells("E4:E6"))
    assert [DAY] * 4 == column(job, 3)
    assert [("answers_repeated", "note", ["E4:E6"])] == merges(job)


def test_figures_are_never_repeated(tmp_path: Path) -> None:
    """A sum over three projects would count three times."""
    job = job_of(tmp_path, lambda sheet: sheet.merge_cells("D4:D6"))
    assert [40, Missing.BLANK, Missing.BLANK, 70] == column(job, 2)
    assert [("answers_merged", "hard", ["D4:D6"])] == merges(job)


def test_a_block_over_two_columns_is_unclear(tmp_path: Path) -> None:
    """Words merged over what asks for two things answer neither surely."""
    job = job_of(tmp_path, lambda sheet: sheet.merge_cells("B4:C5"))
    assert [("answers_merged", "hard", ["B4:C5"])] == merges(job)


def test_what_a_block_hides_is_not_passed_over(tmp_path: Path) -> None:
    """A cell under the block that holds other words: nobody sees them, and they were somebody's."""

    def hide(sheet: Worksheet) -> None:
        sheet["C5"] = "别的单位"
        sheet.merged_cells.add("C4:C5")

    job = job_of(tmp_path, hide)
    assert ["单位4", "别的单位", "单位6", "单位7"] == column(job, 1)
    assert [("answers_merged", "hard", ["C4:C5"])] == merges(job)
