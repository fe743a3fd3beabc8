"""Rows in the box of a list below its total: 合计（大写）, 备注."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.model.items import Kind

LIST = """
慰问品发放表
填报单位：
| 序号 | 品名 | 数量（件） | 金额（元） |
| 1 |  |  |  |
| 2 |  |  |  |
| 3 |  |  |  |
| 合计 | < | — | =SUM(D4:D6) |
| {label} | < |  | < |
"""

FEET = ["合计（大写）", "大写金额", "人民币（大写）", "备注", "情况说明"]


def _template(path: Path, label: str) -> ys.Template:
    drawn = Drawn(LIST.format(label=label), formats={"D4:D7": "0.00"})
    return ys.understand(draw(path, drawn))


@pytest.mark.parametrize("label", FEET)
def test_a_row_below_the_total_of_a_list_is_its_own(label: str, tmp_path: Path) -> None:
    """The list keeps its columns and its total, and the row asks for words."""
    listed, foot = _template(tmp_path / "表.xlsx", label).scheme.forms
    assert ["品名", "数量", "金额"] == [item.name for item in listed.items]
    totals = [str(one.statement) for one in listed.edits if isinstance(one, Edit)]
    assert ["金额[合计] = 金额[*]"] == totals
    assert [Kind.TEXT] == [item.kind for item in foot.items]


@pytest.mark.parametrize(
    ("label", "said", "shown"),
    [
        ("合计（大写）", "壹拾元整", "见工作表《表一（2）分单位》"),
        ("备注", "已发放到位", "已发放到位"),
    ],
)
def test_what_stands_there_is_read(label: str, said: str, shown: str, tmp_path: Path) -> None:
    """Right returns have no finding; the same amount in words is not that of all units."""
    template = _template(tmp_path / "表.xlsx", label)
    (tmp_path / "上报").mkdir()
    for unit in ("甲镇", "乙镇"):
        book = openpyxl.load_workbook(tmp_path / "表.xlsx")
        sheet = book["表一"]
        sheet["B4"], sheet["C4"], sheet["D4"], sheet["D7"], sheet["C8"] = "米", 2, 10, 10, said
        book.save(tmp_path / "上报" / f"{unit}.xlsx")
    job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    assert () == tuple(job.review.findings)
    total = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True)["表一"]
    assert (20, shown) == (total["D7"].value, total["C8"].value)


@pytest.mark.parametrize("total", ["总计（元）", "本页合计", "小计"])
def test_the_total_above_it_is_called_anything_a_sum_is(total: str, tmp_path: Path) -> None:
    """It stays the total of the list; 小写 beside 大写 asks for the figure."""
    grid = LIST.replace("| 合计 |", f"| {total} |")
    grid = grid.replace("| {label} | < |  | < |", "| 大写 |  | 小写 |  |")
    path = draw(tmp_path / "表.xlsx", Drawn(grid, formats={"D4:D7": "0.00"}))
    listed, foot = ys.understand(path).scheme.forms
    assert ("金额",) == listed.totalled
    assert [Kind.TEXT, Kind.MONEY] == [item.kind for item in foot.items]


@pytest.mark.parametrize("formula", ["=D7", '=TEXT(D7,"[DBNum2]")&"元整"'])
def test_an_amount_in_words_may_be_a_formula(formula: str, tmp_path: Path) -> None:
    """It says nothing that is checked, and of it nothing is doubtful: 品名 is."""
    drawn = Drawn(
        LIST.format(label="合计（大写）"), formats={"D4:D7": "0.00"}, values={"C8": formula}
    )
    template = ys.understand(draw(tmp_path / "表.xlsx", drawn))
    assert [Kind.TEXT] == [item.kind for item in template.scheme.forms[1].items]
    assert () == template.scheme.edits
    assert ["words_unknown"] == [one.code for one in template.doubts]


BOUGHT = """
采购清单
填报单位：
| 序号 | {headings} | 金额（元） |
| 1 |  |  |  |  |
| 2 |  |  |  |  |
| 合计 |  |  |  | =SUM(E4:E5) |
"""


@pytest.mark.parametrize(
    ("headings", "added"),
    [
        ("物资名称 | 计量单位 | 数量", False),
        ("物资名称 | 单位 | 采购数量", False),
        ("物资名称 | 数量 | 单位", False),
        ("物资名称 | 单位 | 户数（户）", True),
        ("单位 | 物资名称 | 数量", True),
        ("物资名称 | 产地 | 数量", True),
    ],
)
def test_what_is_in_many_measures_has_no_total(headings: str, added: bool, tmp_path: Path) -> None:
    """Of 数量 none is inferred where each entry says its measure; 单位 before all is an office."""
    drawn = Drawn(BOUGHT.format(headings=headings), formats={"E4:E6": "0.00"})
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", drawn)).scheme.forms
    inferred = [one for one in form.edits if isinstance(one, Edit) and one.inferred]
    assert added == bool(inferred)
    assert "金额" in form.totalled


@pytest.mark.parametrize(("typed", "told"), [(None, False), (17, True), ("17", True)])
def test_a_total_that_nobody_asks_for_is_told(
    typed: int | str | None, told: bool, tmp_path: Path
) -> None:
    """What a unit writes under 数量 in the line of totals is not passed over."""
    grid = BOUGHT.format(headings="物资名称 | 计量单位 | 数量")
    template = ys.understand(draw(tmp_path / "表.xlsx", Drawn(grid, formats={"E4:E6": "0.00"})))
    (tmp_path / "上报").mkdir()
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sheet = book["表一"]
    for row, (number, amount) in {4: (7, 20), 5: (10, 30)}.items():
        sheet[f"B{row}"], sheet[f"C{row}"] = f"物资{row}", "只"
        sheet[f"D{row}"], sheet[f"E{row}"] = number, amount
    sheet["D6"] = typed
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    findings = ys.reconcile(tmp_path / "上报", template).review.findings
    beside = [one for one in findings if one.code == "figures_beside"]
    assert told == any("D6 17" in one.message("zh") for one in beside)
    assert len(beside) == len(findings)
