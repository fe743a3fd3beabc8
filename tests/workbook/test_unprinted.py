"""Measures that an office prints in a column of their own stand behind the labels in our workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl

import youthstats as ys
from tests.workbook.understanding.drawing import draw

TABLE = """
供水情况表
填报单位：
| 指标 | 计量单位 | 本期 | 上期 |
| 供水总量 | 万立方米 | | |
| 管网长度 | 公里 | | |
| 用户数（户） | 户 | | |
"""


def test_a_return_that_goes_back_says_in_what_its_figures_are(tmp_path: Path) -> None:
    """供水总量 is asked for in 万立方米 there, too; what a label says already is not said twice."""
    template = draw(tmp_path / "表.xlsx", TABLE)
    book = openpyxl.load_workbook(template)
    sheet = book["表一"]
    sheet["A2"] = "填报单位：东镇"
    for address, figure in (("C4", 12), ("D4", 10), ("D5", 3), ("C6", 5), ("D6", 4)):
        sheet[address] = figure
    sheet["C5"] = "待定"
    book.save(tmp_path / "东镇.xlsx")
    scheme = ys.load_scheme(template)
    review = ys.check(ys.read(tmp_path / "东镇.xlsx", scheme))
    (sent,) = ys.write_returned(tmp_path / "退回", review)
    back = openpyxl.load_workbook(sent.path)["表一"]
    said = {cell.value for row in back for cell in row}
    assert {"供水总量（万立方米）", "管网长度（公里）", "用户数（户）"} <= said
    again = ys.read(sent.path, scheme)
    (form,) = scheme.forms
    assert review.filed.returns[0].records[form.id].rows == again.returns[0].records[form.id].rows
