"""Formulas over the cells that meet a condition are worked out, or not told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.sheets.evaluate import evaluate

NAMES: tuple[str | Decimal | None, ...] = ("桥", "桥", "桥梁", None, "", Decimal("2.5"))
SIZES: tuple[str | int, ...] = (3, 5, "4", -1, "无", 0)
LIST = {
    **{(row, 0): Cell(name) for row, name in enumerate(NAMES) if name is not None},
    **{(row, 1): Cell(size) for row, size in enumerate(SIZES)},
    (0, 2): Cell(CellError("#REF!")),
    (1, 2): Cell("B12"),
    (2, 2): Cell(True),
    (3, 2): Cell("a" * 250 + "b"),
    (4, 2): Cell(date(2025, 3, 1)),
}
BOOK = Book("a.xlsx", "", (Sheet("清单", cells=LIST),))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=COUNTIF(A1:A6,"桥")', 2),
        ('=COUNTIF(A1:A6,"=桥")', 2),
        ('=COUNTIF(A1:A6,"<>桥")', 4),
        ('=COUNTIF(A1:A6,"桥*")', 3),
        ('=COUNTIF(A1:A6,"?梁")', 1),
        ('=COUNTIF(A1:A6,"~*")', 0),
        ('=COUNTIF(A1:A6,"桥*梁*")', 1),
        ('=COUNTIF(A1:A5,"*")', 4),
        ('=COUNTIF(A1:A6,"<>*桥*")', 3),
        ('=COUNTIF(C4,"?*AB")', 1),
        ('=COUNTIF(C4,"' + "*a" * 12 + 'c")', 0),
        ('=COUNTIF(C3,"桥*")', 0),
        ('=COUNTIF(A1:A6,"")', 2),
        ('=COUNTIF(A1:A6,"=")', 1),
        ('=COUNTIF(A1:A6,"<>")', 5),
        ("=COUNTIF(B1:B6,3)", 1),
        ('=COUNTIF(B1:B6,"<>3")', 5),
        ('=COUNTIF(B1:B6,">=3")', 2),
        ('=COUNTIF(B1:B6,"<0")', 1),
        ("=COUNTIF(B1:B6,Z99)", 1),
        ("=COUNTIF(B1:B6,B1)", 1),
        ("=COUNTIF(A1:A6,A2)", 2),
        ('=COUNTIFS(A1:A6,"桥",B1:B6,">1")', 2),
        ('=COUNTIFS(A1:A6,"桥",B1:B6,"<4")', 1),
        ('=SUMIF(A1:A6,"桥",B1:B6)', 8),
        ('=SUMIF(A1:A6,"桥*",B1:B6)', 8),
        ('=SUMIF(A1:A6,"路",B1:B6)', 0),
        ('=SUMIF(B1:B6,">0")', 8),
        ('=SUMIFS(B1:B6,A1:A6,"桥",B1:B6,"<4")', 3),
        ('=IF(COUNTIF(A1:A6,"路")=0,"",1)', ""),
    ],
)
def test_told(formula: str, expected: int | str) -> None:
    """As a spreadsheet would, of blank cells too."""
    assert expected == evaluate(BOOK, "清单", formula)


@pytest.mark.parametrize(
    "formula",
    [
        '=COUNTIF(B1:B6,"B12")',
        "=COUNTIF(B1:B6,4)",
        "=COUNTIF(C3,1)",
        '=COUNTIF(C3,">0")',
        "=COUNTIF(C1:C2,12)",
        '=COUNTIF(C1:C2,"<>桥")',
        '=COUNTIF(A1:A6,">桥")',
        '=COUNTIF(A1:A6,">")',
        "=COUNTIF(A1:A6,TRUE)",
        "=COUNTIF(7,7)",
        "=COUNTIF(A1:A6)",
        "=COUNTIFS(A1:A6,1,B1)",
        "=COUNTIFS(A1:A6,1,B1:B5,1)",
        '=SUMIF(A1:A6,"桥",B1:B5)',
        '=SUMIF(A1:A2,"桥",C1:C2)',
        '=SUMIF(A:A,"桥",B:B)',
        '=COUNTIF(A1:A6,"*")',
        '=COUNTIF(A1:A6,"<>?*")',
        '=COUNTIF(B1:B6,"?")',
        '=COUNTIF(C3,"T*")',
        '=COUNTIF(C5,"*桥")',
        '=SUMIF(A2:A3,"<>路",C2:C3)',
        '=COUNTIF(A1:A6,"' + "甲" * 256 + '")',
    ],
)
def test_untold(formula: str) -> None:
    """What programs do not agree on, may spell a day or compares texts, and areas of two shapes."""
    assert evaluate(BOOK, "清单", formula) is None


REGISTER = "登记表\n填报单位：\n| 姓名 | 类型 | 金额（元） |\n" + "| | | |\n" * 3
SUMMARY = """
汇总表
填报单位：
| 类型 | 件数（件） | 金额（元） |
| 家庭 | =COUNTIF(登记!$B$4:$B$6,A4) | =SUMIF(登记!$B$4:$B$6,A4,登记!$C$4:$C$6) |
| 邻里 | =COUNTIF(登记!$B$4:$B$6,A5) | =SUMIF(登记!$B$4:$B$6,A5,登记!$C$4:$C$6) |
"""


def test_what_nobody_calculated_over_a_list_is_worked_out(tmp_path: Path) -> None:
    """The figures are read, and their totals stand in the template whose list has room for few."""
    path = draw(tmp_path / "表.xlsx", Drawn(SUMMARY, "汇总"), Drawn(REGISTER, "登记"))
    (tmp_path / "上报").mkdir()
    for unit in ("东镇", "西镇"):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            sheet["A2"] = f"填报单位：{unit}"
        for row, kind in ((4, "家庭"), (5, "邻里"), (6, "家庭")):
            listed = book["登记"]
            listed[f"A{row}"], listed[f"B{row}"], listed[f"C{row}"] = f"{unit}{row}", kind, row
        book.save(tmp_path / "上报" / f"{unit}.xlsx")
    job = ys.reconcile(tmp_path / "上报", ys.understand(path), tmp_path / "汇总.xlsx")
    assert () == job.review.hard
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True)["汇总"]
    assert [4, 20, 2, 10] == [sheet[at].value for at in ("B4", "C4", "B5", "C5")]


@pytest.mark.parametrize(("formula", "differs"), [("A5", True), ("A4", False)])
def test_formulas_that_count_as_many_are_not_the_same(
    formula: str, differs: bool, tmp_path: Path
) -> None:
    """Another condition is another formula, though as many cells happen to meet it."""
    grid = (
        "情况表\n填报单位：\n| 类型 | 件数（件） |\n| 家庭 | =COUNTIF(H$4:H$6,A4) |\n| 邻里 | |\n"
    )
    path = draw(tmp_path / "表.xlsx", Drawn(grid, values={"H4": "家庭", "H5": "邻里"}))
    (tmp_path / "上报").mkdir()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"], sheet["B5"], sheet["B4"] = "填报单位：甲镇", 3, f"=COUNTIF(H$4:H$6,{formula})"
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    review = ys.reconcile(tmp_path / "上报", ys.understand(path)).review
    told = [one.code for one in (*review.findings, *review.notes)]
    assert differs == ("formula_differs" in told)
