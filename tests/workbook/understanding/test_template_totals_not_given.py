"""A list's total that only its label asks for: where no unit gives it nobody meant one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

BOUGHT = """
物资采购表
填报单位：
| 序号 | 物资名称 | 数量 | 单价（元） | 金额（元） |
| 1 |  |  |  |  |
| 2 |  |  |  |  |
| 3 |  |  |  |  |
| 合计 |  |  |  |  |
"""

FORMATS = {"D4:E7": "0.00"}
EDIT = "数量_合计_平衡"


def _job(
    folder: Path,
    *totals: tuple[int | str | None, int | None],
    correction: str = "",
    published: Path | None = None,
) -> ys.Job:
    """Reconcile lists of two entries each, 5 things for 80, with these cells in the line of totals."""
    path = draw(folder / "表.xlsx", Drawn(BOUGHT, formats=FORMATS))
    path.with_suffix(".toml").write_text(correction, "utf-8")
    (folder / "上报").mkdir(exist_ok=True)
    for unit, (number, amount) in zip(("甲镇", "乙镇", "丙镇"), totals, strict=False):
        book = openpyxl.load_workbook(path)
        sheet = book["表一"]
        sheet["A2"] = f"填报单位：{unit}"
        for row, entry in {4: (2, 10, 20), 5: (3, 20, 60)}.items():
            sheet[f"B{row}"] = f"{unit}的{row}"
            sheet[f"C{row}"], sheet[f"D{row}"], sheet[f"E{row}"] = entry
        sheet["C7"], sheet["E7"] = number, amount
        book.save(folder / "上报" / f"{unit}.xlsx")
    template = ys.understand(path)
    return ys.reconcile(folder / "上报", template, folder / "汇总.xlsx", published=published)


def _of_total(job: ys.Job) -> list[str]:
    return [one.unit for one in job.review.findings if one.rule == f"表一.{EDIT}"]


def _noted(job: ys.Job) -> list[str]:
    return [one.message("zh") for one in job.review.notes if one.code == "totals_not_given"]


@pytest.mark.parametrize("left", [None, "—"])
def test_a_total_that_no_unit_gives_is_not_asked_for(left: str | None, tmp_path: Path) -> None:
    """Nobody is told that it is wrong, the consolidated one is blank, and one note says so."""
    job = _job(tmp_path, (left, 80), (None, 80))
    assert [] == _of_total(job)
    (note,) = _noted(job)
    assert "数量" in note
    assert EDIT in note
    assert "金额" not in note
    assert ys.Missing.NOT_APPLICABLE is job.totals["表一"].record["数量", "合计"]
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx")["表一"]
    assert sheet["C7"].value is None
    assert "E" in str(sheet["E7"].value)


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [
        (((None, 80), (None, 80), (5, 80)), {"甲镇", "乙镇"}),
        (((None, 80), (6, 80)), {"甲镇", "乙镇"}),
        (((None, 80), ("五", 80)), {"甲镇"}),
        (((None, 80),), {"甲镇"}),
        (((None, None), (None, None)), set()),
        (((None, None), (None, 80)), {"乙镇"}),
    ],
)
def test_one_that_somebody_gives_was_left_out_by_the_others(
    totals: tuple[tuple[int | str | None, int | None], ...], wrong: set[str], tmp_path: Path
) -> None:
    """So may have been that of a unit alone; a line that is blank throughout says nothing."""
    job = _job(tmp_path, *totals)
    assert wrong == set(_of_total(job))
    assert [] == _noted(job)
    assert 5 * len(totals) == job.totals["表一"].record["数量", "合计"]


def test_what_the_office_says_must_hold_is_asked_for(tmp_path: Path) -> None:
    """The correction that the note names makes each blank total a hard finding."""
    said = f"[[forms.'表一'.edits]]\nname = '{EDIT}'\nseverity = 'hard'\n"
    job = _job(tmp_path, (None, 80), (None, 80), correction=said)
    assert ["甲镇", "乙镇"] == sorted(_of_total(job), reverse=True)
    assert [] == _noted(job)
    assert 10 == job.totals["表一"].record["数量", "合计"]


@pytest.mark.parametrize(("typed", "untold"), [(None, False), (10, True)])
def test_a_published_one_is_held_against_nothing(
    typed: int | None, untold: bool, tmp_path: Path
) -> None:
    """What stands there is no difference: of a total that nobody gave a note says it is not compared."""
    _job(tmp_path, (None, 80), (None, 80))
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    book["表一"]["C7"], book["表一"]["E7"] = typed, 160
    book.save(tmp_path / "公布.xlsx")
    job = _job(tmp_path, (None, 80), (None, 80), published=tmp_path / "公布.xlsx")
    assert () == job.differences
    assert untold == any(one.code == "published_rate" for one in job.review.notes)
    assert not [one for one in job.review.findings if one.suspects]
