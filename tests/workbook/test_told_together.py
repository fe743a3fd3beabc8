"""What is said of many cells alike is said once: numbers typed as text, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

TABLE = """
收支情况表
填报单位： | |
| 项目 | 本年（元） | 上年（元） |
| 收入 | | |
| 支出 | | |
| 其他 | | |
| 合计 | =SUM(B4:B6) | =SUM(C4:C6) |
"""


def returned(folder: Path, grid: str, *units: Mapping[str, Any]) -> ys.Job:
    """Fill in a template for units, and add up what they sent."""
    template = draw(folder / "表.xlsx", grid)
    (folder / "上报").mkdir()
    for number, values in enumerate(units):
        book = openpyxl.load_workbook(template)
        for address, value in {"B2": f"{'甲乙丙'[number]}镇", **values}.items():
            book.worksheets[0][address] = value
        book.save(folder / "上报" / f"{number}.xlsx")
    return ys.reconcile(folder / "上报", ys.understand(template), folder / "汇总.xlsx")


@pytest.mark.parametrize("count", [3, 4, 6])
def test_numbers_typed_as_text_are_one_note_where_they_are_many(tmp_path: Path, count: int) -> None:
    """Up to three are told one by one; of more the areas, with one of them."""
    addresses = ["B4", "B5", "B6", "C4", "C5", "C6"]
    values = {at: f"{n}00" if n <= count else n * 100 for n, at in enumerate(addresses, 1)}
    notes = [
        one
        for one in returned(tmp_path, TABLE, values).review.notes
        if one.code == "reading_note" and "文本形式填写" in one.message("zh")
    ]
    assert (3 if count == 3 else 1) == len(notes)
    assert count == sum(len(one.cells) for one in notes)
    if count > 3:
        assert ("number_as_text_several", "B4") == (notes[0].sentence, notes[0].facts["example"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_that_figures_stand_instead_of_are_one_note(tmp_path: Path, lang: str) -> None:
    """It names the cells, and what stands in one of them."""
    heads = " | ".join(f"项{n}（元）" for n in range(4))
    sums = " | ".join(f"=SUM({at}4:{at}5)" for at in "BCDE")
    grid = f"""
收支情况表
填报单位： | | | |
| 项目 | {heads} |
| 收入 | | | | |
| 支出 | | | | |
| 合计 | {sums} |
"""
    good = {f"{at}{row}": 5 for at in "BCDE" for row in (4, 5)}
    bad = {**good, **{f"{at}4": "详见附件" for at in "BCDE"}, **{f"{at}6": 8 for at in "BCDE"}}
    notes = returned(tmp_path, grid, good, bad).review.notes
    (note,) = (one for one in notes if one.code == "template_formula_unreadable")
    assert ("template_formula_unreadable_figures", 4) == (note.sentence, note.facts["count"])
    assert "B6:E6" in note.message(lang)
    assert "18" in note.message(lang)
