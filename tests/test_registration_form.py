"""A registration form from the blank template to the totals, and what clerks do to its returns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.values import Missing

FORM = """
基层组织登记表
填报单位： | | | | | | |
| 单位名称 | | < | < | 联系电话 | | < | < |
| 法定代表人 | | 成立日期 | 年  月  日 | < | 类型 | □国有 □集体 | < |
| 从业人员（人） | | 其中：女性 | | 其中：党员 | | 团员（人） | |
| 年末资产总额（万元） | < | | < | 其中：固定资产 | < | | < |
| 主要业务活动 | < | < | < | < | < | < | < |
| | < | < | < | < | < | < | < |
填表人： | | 联系电话： | | 报出日期： | |
说明：统计范围为辖区内全部基层组织，数据截至年末。
"""

ANSWERS = ("B3", "F3", "B4", "D4", "G4", "B5", "D5", "F5", "H5", "C6", "G6", "A8")

MAKES = {
    "lines": Drawn(FORM, name="登记表"),
    "locks": Drawn(FORM, name="登记表", lines=False, unlocked=("B2", *ANSWERS)),
    "lines and locks": Drawn(FORM, name="登记表", unlocked=("B2", *ANSWERS)),
    "all unlocked": Drawn(FORM, name="登记表", unlocked=("A1:H10",)),
    "neither": Drawn(FORM, name="登记表", lines=False),
}
"""How offices draw one form."""

UNITS = ("甲镇", "乙镇", "丙镇")


def filled(template: Path, target: Path, number: int) -> Worksheet:
    """Fill the form in as a unit would; the caller saves the sheet's workbook."""
    book = openpyxl.load_workbook(template)
    (sheet,) = book.worksheets
    women = 99 if number == 2 else 4 + number
    values = {
        "B2": UNITS[number],
        "B3": f"{UNITS[number]}服务站",
        "F3": "0573-82000000",
        "B4": "张某",
        "D4": "2009年6月1日",
        "G4": "■国有 □集体",
        "B5": 10 + number,
        "D5": women,
        "F5": 2,
        "H5": 3,
        "C6": 100.5 + number,
        "G6": 50,
        "A8": "服务居民",
        "B9": "李某",
        "D9": "0573-82000009",
        "F9": "2009-12-31",
    }
    for address, value in values.items():
        sheet[address].value = value
    book.save(target)
    return sheet


@pytest.fixture(params=list(MAKES.values()), ids=list(MAKES))
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The blank form in every make."""
    return draw(tmp_path / "登记表.xlsx", request.param)


def test_the_totals_are_those_of_the_units(template: Path, tmp_path: Path) -> None:
    """However it is drawn, one form is read, added up, and written into the office's own cells."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, unit in enumerate(UNITS):
        filled(template, inbox / f"{unit}.xlsx", number)
    understood = ys.understand(template)
    job = ys.reconcile(inbox, understood, tmp_path / "out.xlsx")
    assert () == understood.doubts
    assert ["登记表.从业人员_女性_其中"] == [one.rule for one in job.review.findings]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["登记表"]
    shown = {at: sheet[at].value for at in ("B5", "D5", "F5", "H5", "C6", "G6", "G4", "A8")}
    figures = {"B5": 33, "D5": 108, "F5": 6, "H5": 9, "C6": 304.5, "G6": 150}
    assert {**figures, "G4": "■国有 □集体", "A8": "服务居民"} == shown


def test_a_form_nobody_filled_in_is_blank(template: Path) -> None:
    """What is printed where answers go is none."""
    understood = ys.understand(template)
    blank = template.with_name("甲镇.xlsx")
    blank.write_bytes(template.read_bytes())
    job = ys.check(ys.read(blank, understood.scheme))
    assert {"form_missing"} <= {one.code for one in job.findings}


def _unmerged(sheet: Worksheet) -> None:
    for area in [str(one) for one in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(area)


def _row_put_in(sheet: Worksheet) -> None:
    _unmerged(sheet)
    sheet.insert_rows(5)


def _column_put_in(sheet: Worksheet) -> None:
    _unmerged(sheet)
    sheet.insert_cols(3)


def _swapped(sheet: Worksheet) -> None:
    for one, other in (("A5", "C5"), ("B5", "D5")):
        sheet[one].value, sheet[other].value = sheet[other].value, sheet[one].value


def _reworded(sheet: Worksheet) -> None:
    sheet["A6"].value, sheet["C5"].value = "年末资产总额", "女性"


HARMLESS = (_unmerged, _row_put_in, _column_put_in, _swapped, _reworded)


@pytest.mark.parametrize("change", HARMLESS, ids=lambda one: one.__name__.strip("_"))
def test_what_clerks_do_to_the_sheet_changes_no_answer(
    change: Callable[[Worksheet], None], tmp_path: Path
) -> None:
    """Each label is found wherever it stands, and its answer beside it."""
    template = draw(tmp_path / "登记表.xlsx", MAKES["lines and locks"])
    scheme = ys.understand(template).scheme
    sheet = filled(template, tmp_path / "甲镇.xlsx", 0)
    change(sheet)
    sheet.parent.save(tmp_path / "又.xlsx")  # type: ignore[union-attr]
    clean, changed = (ys.read(tmp_path / f"{name}.xlsx", scheme)["甲镇"] for name in ("甲镇", "又"))
    assert clean.records == changed.records
    assert 10 == clean.records["登记表"]["从业人员", None]
    assert Decimal("100.5") == clean.records["登记表"]["年末资产总额", None]


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "unmerged"])
@pytest.mark.parametrize(
    ("answer", "item", "far"),
    [("H5", "团员", "J5"), ("B5", "从业人员", "I5"), ("G6", "年末资产总额_固定资产", "L6")],
)
def test_what_stands_further_off_is_no_answer(
    answer: str, item: str, far: str, merged: bool, tmp_path: Path
) -> None:
    """Beyond the room of a label and its answer nothing is read, and that it stands there is said."""
    template = draw(tmp_path / "登记表.xlsx", MAKES["lines"])
    sheet = filled(template, tmp_path / "甲镇.xlsx", 0)
    sheet[answer].value, sheet[far].value = None, 999
    if not merged:
        _unmerged(sheet)
    sheet.parent.save(tmp_path / "甲镇.xlsx")  # type: ignore[union-attr]
    filed = ys.read(tmp_path / "甲镇.xlsx", ys.understand(template).scheme)
    assert Missing.BLANK is filed["甲镇"].records["登记表"][item, None]
    (told,) = [one for one in filed["甲镇"].asides if one.code == "figures_beside"]
    assert [f"{far} 999"] == told.facts["places"]


@pytest.mark.parametrize(
    ("merged", "label", "item", "expected"),
    [
        (True, "C5", "从业人员", Missing.BLANK),
        (True, "E6", "年末资产总额", Missing.BLANK),
        (False, "C5", "从业人员", Missing.BLANK),
    ],
)
def test_no_label_takes_the_answer_of_one_that_is_gone(
    merged: bool, label: str, item: str, expected: Missing, tmp_path: Path
) -> None:
    """Left blank, an answer stays so where the next label was deleted and its figure stands there."""
    template = draw(tmp_path / "登记表.xlsx", MAKES["lines"])
    sheet = filled(template, tmp_path / "甲镇.xlsx", 0)
    for address in (label, "B5", "C6"):
        sheet[address].value = None
    if not merged:
        _unmerged(sheet)
    sheet.parent.save(tmp_path / "甲镇.xlsx")  # type: ignore[union-attr]
    filed = ys.read(tmp_path / "甲镇.xlsx", ys.understand(template).scheme)
    assert expected is filed["甲镇"].records["登记表"][item, None]


def test_where_cells_went_with_a_label_no_figure_is_guessed(tmp_path: Path) -> None:
    """Without merged cells the next figure may be that of the label that is gone."""
    template = draw(tmp_path / "登记表.xlsx", MAKES["lines"])
    sheet = filled(template, tmp_path / "甲镇.xlsx", 0)
    _unmerged(sheet)
    for address, value in (("C6", None), ("E6", None), ("G6", None), ("D6", 50)):
        sheet[address].value = value
    sheet.parent.save(tmp_path / "甲镇.xlsx")  # type: ignore[union-attr]
    filed = ys.read(tmp_path / "甲镇.xlsx", ys.understand(template).scheme)
    assert Missing.UNREADABLE is filed["甲镇"].records["登记表"]["年末资产总额", None]


@pytest.mark.parametrize(
    ("address", "text", "item"),
    [
        ("A6", "年末资产总额（元）", "年末资产总额"),
        ("A5", "职员", "从业人员"),
        ("B4", "单位名称", "单位名称"),
    ],
)
def test_what_cannot_be_told_is_unreadable(
    address: str, text: str, item: str, tmp_path: Path
) -> None:
    """Another measure, a label that is gone, or one that stands twice: no figure is guessed."""
    template = draw(tmp_path / "登记表.xlsx", MAKES["lines"])
    sheet = filled(template, tmp_path / "甲镇.xlsx", 0)
    sheet[address].value = text
    sheet.parent.save(tmp_path / "甲镇.xlsx")  # type: ignore[union-attr]
    filed = ys.read(tmp_path / "甲镇.xlsx", ys.understand(template).scheme)
    assert Missing.UNREADABLE is filed["甲镇"].records["登记表"][item, None]
    assert {"hard"} <= {one.severity.value for one in ys.check(filed).findings}


ASKED_BESIDE = """
登记表
| 填报单位 | | 登记证号 | |
| 从业人员（人） | | 活动场次（场次） | |
"""

ELSEWHERE = """
活动明细表
填报单位： | |
| 活动名称 | 人数 |
| | |
| 合计 | |
"""


@pytest.mark.parametrize(
    ("unit", "expected", "notes"),
    [("", "某某", {"unit_from_file_name"}), ("甲镇", "甲镇", {"unit_as_typed"})],
)
def test_a_unit_left_blank_is_not_the_label_beside_it(
    unit: str, expected: str, notes: set[str], tmp_path: Path
) -> None:
    """Nor is it the 0 that a formula over the blank cell comes to on another sheet."""
    linked = Drawn(ELSEWHERE, "明细", values={"B2": "=登记表!B2"})
    template = draw(tmp_path / "模板.xlsx", Drawn(ASKED_BESIDE, "登记表"), linked)
    book = openpyxl.load_workbook(template)
    book["登记表"]["B2"], book["登记表"]["B3"] = unit or None, 5
    book.save(tmp_path / "某某.xlsx")
    filed = ys.read(tmp_path / "某某.xlsx", ys.understand(template).scheme)
    assert [(expected, "read")] == [(one.unit, one.status) for one in filed.files]
    assert notes <= {one.code for one in filed[expected].asides}
