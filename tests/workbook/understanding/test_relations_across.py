"""Relations printed between tables beside each other, between different measures, and as products."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.test_template_relations import edits_of, understood

_SHEET = """
村集体资产负债表
编制单位：
| 资产 | 行次 | 年初数（元） | 期末数（元） | 负债及权益 | 行次 | 年初数（元） | 期末数（元） |
| 货币资金 | 1 | | | 短期借款 | 21 | | |
| 应收款项 | 2 | | | 所有者权益 | 22 | | |
| 资产总计 | 3 | | | 负债及权益总计 | 23 | | |
{}
"""

_FIRE = """
火灾情况表
填报单位：
| 单位 | 火灾（起） | 出动车辆（辆次） | 直接损失（万元） | 投入（元） | 过火面积（亩） | 林地（公顷） |
| 栏次 | 1 | 2 | 3 | 4 | 5 | 6 |
| 城区 | | | | | | |
| 乡村 | | | | | | |
{}
"""


def _drawn(folder: Path, note: str, *, worked_out: bool) -> Path:
    path = draw(folder / "资产负债.xlsx", _SHEET.format(note))
    book = load_workbook(path)
    for column in "CDGH" if worked_out else "":
        book.worksheets[0][f"{column}6"] = f"={column}4+{column}5"
    book.save(path)
    return path


@pytest.mark.parametrize("worked_out", [True, False])
@pytest.mark.parametrize(
    "note",
    [
        "注：资产总计＝负债及权益总计。",
        "审核关系：3行＝23行",
        "说明：资产总计应等于负债及权益总计。",
        "注：资产总计应与负债及权益总计一致。",
    ],
)
def test_a_relation_between_tables_beside_each_other(
    note: str, worked_out: bool, tmp_path: Path
) -> None:
    """It is an edit under every heading that both have, though formulas work out either side."""
    template = ys.understand(_drawn(tmp_path, note, worked_out=worked_out))
    (left, right) = (form.id for form in template.scheme.forms)
    assert [
        f"{left}.{item}[资产总计] = {right}.{item}[负债及权益总计]" for item in ("年初数", "期末数")
    ] == [str(edit.statement) for edit in template.scheme.edits]
    assert {"soft"} == {edit.severity.value for edit in template.scheme.edits}
    assert [] == [one.code for one in template.doubts if one.code.startswith("relation")]


def test_a_return_out_of_balance_is_found(tmp_path: Path) -> None:
    """The finding names the total of either table, under the heading where they differ."""
    path = _drawn(tmp_path, "注：资产总计＝负债及权益总计。", worked_out=False)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"] = "编制单位：东村"
    for column, values in zip("CDGH", ((1, 2, 3), (4, 5, 9), (1, 2, 3), (4, 6, 10)), strict=True):
        for row, value in enumerate(values, 4):
            sheet[f"{column}{row}"] = value
    book.save(tmp_path / "东村.xlsx")
    review = ys.reconcile([tmp_path / "东村.xlsx"], ys.understand(path)).review
    (found,) = [one for one in review.soft if "审核" in str(one.rule)]
    assert {"D6", "H6"} == {cell.address for cell in found.cells}


def test_what_neither_table_has_is_a_doubt(tmp_path: Path) -> None:
    """A label on one side that no figure of the sheet has makes no edit."""
    note = "审核关系：货币资金＝实收资本"
    template = ys.understand(_drawn(tmp_path, note, worked_out=False))
    assert () == template.scheme.edits
    assert ["relation"] == [one.code for one in template.doubts]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("审核关系：2栏≥1栏", "火灾 <= 出动车辆"),
        ("注：出动车辆≥火灾", "火灾 <= 出动车辆"),
        ("审核关系：5栏≥1栏", "火灾 <= 过火面积"),
    ],
)
def test_figures_in_different_measures_are_compared_as_numbers(note: str, expected: str) -> None:
    """What an office prints of 辆次 and 起 it means of the numbers."""
    assert [expected] == edits_of(understood(note, _FIRE))


@pytest.mark.parametrize(
    ("note", "measures"),
    [
        ("审核关系：3栏≥1栏", "万元、起"),
        ("审核关系：4栏≥3栏", "元、万元"),
        ("审核关系：5栏≥6栏", "亩、公顷"),
    ],
)
def test_measures_that_no_number_compares_are_a_doubt(note: str, measures: str) -> None:
    """Money and things, and two measures of one quantity: the doubt names them and says what helps."""
    template = understood(note, _FIRE)
    assert [] == edits_of(template)
    (doubt,) = [one for one in template.doubts if one.code.startswith("relation")]
    assert ("relation_measures", measures) == (doubt.code, doubt.facts["measures"])


@pytest.mark.parametrize(("formula", "expected"), [("=B{0}*C{0}", []), ("", ["relation"])])
def test_a_product_that_formulas_work_out_is_no_doubt(
    formula: str, expected: list[str], tmp_path: Path
) -> None:
    """What 注：金额＝数量×单价 says of a list is its edit already, if the office's formulas are that."""
    text = "采购\n填报单位：\n| 品名 | 数量 | 单价 | 金额 |\n" + "| | | | |\n" * 4
    path = draw(tmp_path / "采购.xlsx", f"{text}注：金额＝数量×单价")
    book = load_workbook(path)
    for row in range(4, 8):
        book.worksheets[0][f"D{row}"] = formula.format(row) or None
    book.save(path)
    assert expected == [
        one.code for one in ys.understand(path).doubts if one.code.startswith("relation")
    ]
