"""A return in other measures than its form: 元 where 万元 is asked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.heading import states_measure
from youthstats.workbook.reading.sheets.measures import told_apart_by_size

TABLE = """
收支表
填报单位：
单位：人、万元
| 指标 | 本年 | 上年 |
| 职工人数 |  |  |
| 收入 |  |  |
| 支出 |  |  |
| 职工工资（元） |  |  |
"""


def job(folder: Path, line: str) -> ys.Job:
    """Reconcile two returns, one of them under another line of measures and its money in 元."""
    template = ys.understand(draw(folder / "表.xlsx", TABLE))
    returns = folder / "returns"
    returns.mkdir()
    for unit, said, times in (("东镇", "单位：人、万元", 1), ("西镇", line, 10_000)):
        book = openpyxl.load_workbook(folder / "表.xlsx")
        sheet = book["表一"]
        where = next(c for row in sheet for c in row if str(c.value).startswith("单位"))
        where.value = said
        for row, figure in enumerate((10, 20 * times, 15 * times, 700), 5):
            sheet.cell(row, 2, figure)
        sheet["A2"] = f"填报单位：{unit}"
        book.save(returns / f"{unit}.xlsx")
    return ys.reconcile(returns, template)


def total(done: ys.Job, label: str) -> object:
    """Return the total of the row with a label, this year."""
    (form,) = done.filed.scheme.forms
    item = next(item for item in form.items if label in item.path)
    return done.totals[form.id].record[item.name, form.lines[0]]


@pytest.mark.parametrize("line", ["单位：人、元", "计量单位：人，千元", "单位：人、美元"])
def test_figures_in_another_size_are_in_no_total(line: str, tmp_path: Path) -> None:
    """They are ten thousand times too big, and nobody could see it in the total."""
    done = job(tmp_path, line)
    told = [(one.code, one.unit) for one in done.review.hard]
    assert ("measure_unread", "西镇") in told
    assert ys.Missing.UNREADABLE is total(done, "收入")
    assert ys.Missing.UNREADABLE is total(done, "支出")
    (said,) = [one.message("zh") for one in done.review.hard if one.code == "measure_unread"]
    assert ("收入" in said, "支出" in said, "工资" in said) == (True, True, False)


def test_what_says_its_measure_itself_is_read(tmp_path: Path) -> None:
    """The label nearest to a figure knows best; people are people under either line."""
    done = job(tmp_path, "单位：人、元")
    assert 20 == total(done, "职工人数")
    assert 1400 == total(done, "职工工资（元）")


def test_the_same_measures_in_other_words_are_read(tmp_path: Path) -> None:
    """Their order and the commas between them mean nothing."""
    done = job(tmp_path, "计量单位：万元 人")
    assert 200_020 == total(done, "收入")
    assert [] == [one.code for one in done.review.hard]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("元", "万元", True),
        ("万元", "亿元", True),
        ("人", "百人", True),
        ("亩", "公顷", True),
        ("吨", "千克", True),
        ("公斤", "千克", False),
        ("人民币元", "元", False),
        ("张", "个", False),
        ("人", "元", False),
    ],
)
def test_measures_that_are_some_times_each_other(one: str, other: str, apart: bool) -> None:
    """Either way round; what counts other things is another mistake."""
    assert apart is told_apart_by_size(one, other)
    assert apart is told_apart_by_size(other, one)


PEOPLE = """
救助表
填报单位：
单位：户、人、万元
| 对象 | 户数 | 人数 | < | 支出 |
| ^ | ^ | 合计 | 残疾人 | ^ |
| 城市 |  |  |  |  |
| 农村 |  |  |  |  |
"""


def test_people_are_read_under_another_measure_of_money(tmp_path: Path) -> None:
    """Only what is in 万元 is lost where a line says 元: heads are counted in 人 under both."""
    path = draw(tmp_path / "表.xlsx", PEOPLE)
    template = ys.understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book["表一"]
    sheet["A2"], sheet["A3"] = "填报单位：东镇", "单位：户、人、元"
    for row in (6, 7):
        for column in range(2, 6):
            sheet.cell(row, column, 7)
    book.save(tmp_path / "东镇.xlsx")
    (one,) = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    (record,), (where,) = one.records.values(), one.locations.values()
    missing = ys.Missing.UNREADABLE
    lost = {where.address(name, line) for name, line, value in record if value is missing}
    assert {"E6", "E7"} == lost


CODED = """
季报
填报单位：
计量单位：万元
| 指标 | 代码 | 本  年 | 上年同期 | 占比（%） |
| 甲 | 乙 | 1 | 2 | 3 |
| 收入 | 01 |  |  |  |
| 支出 | 02 |  |  |  |
"""


def test_a_heading_over_a_row_of_codes_is_no_line_of_measures(tmp_path: Path) -> None:
    """年 and % are measures, and the words of a heading stay its words two rows above the answers."""
    path = draw(tmp_path / "季报.xlsx", CODED)
    template = ys.understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book["表一"]
    sheet["A2"] = "填报单位：东镇"
    sheet["C6"], sheet["D6"], sheet["C7"], sheet["D7"] = 5, 4, 3, 2
    book.save(tmp_path / "东镇.xlsx")
    (one,) = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    assert [] == [aside for aside in one.asides if aside.code.startswith("measure")]


BESIDE_UNIT = """
销售情况表
填报单位：{unit}
| 指标 | 本年 |
| 批发额 | {figure} |
| 零售额 | {figure} |
"""


@pytest.mark.parametrize(
    "template", ["      单位：万元", "（公章） 单位：万元", " Unit: 10,000 yuan"]
)
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("东镇      单位：元", True),
        ("东镇      计量单位：元", True),
        ("东镇 Unit: yuan", True),
        ("东镇（单位：元）", True),
        ("东镇 2025年 单位：元", True),
        ("东镇 单位：元 填报日期：2025年3月", True),
        ("东镇      单位：万元", False),
        ("东镇（公章）", False),
    ],
)
def test_a_measure_behind_the_name_of_the_unit_is_read(
    template: str, line: str, told: bool, tmp_path: Path
) -> None:
    """One cell says whose the table is and in what it is; in another measure no figure is added."""
    blank = draw(tmp_path / "表.xlsx", BESIDE_UNIT.format(unit=template, figure=""))
    understood = ys.understand(blank)
    assert "万元" == understood.scheme.forms[0].measure
    filled = draw(tmp_path / "甲.xlsx", BESIDE_UNIT.format(unit=line, figure=5))
    filed = ys.read(filled, understood.scheme)
    assert told == ("measure_unread" in {one.code for one in ys.check(filed).findings})
    assert ["东镇"] == [one.unit for one in filed.returns]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("填报单位：元", False),
        ("填报单位：东镇", False),
        ("编制单位：东镇  单位：人", True),
        ("面积单位：亩", True),
        ("填报单位：东镇（元）", True),
        ("填报单位：东镇（处）", False),
        ("单位：万元 单位：东镇", True),
    ],
)
def test_who_files_is_no_measure(text: str, stated: bool) -> None:
    """Behind 填报单位 stands a name; behind any other 单位 a measure may stand."""
    assert stated is states_measure(text)
