"""What is counted beside amounts: people under 万元, sums of amounts, rates that labels state, notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import draw
from youthstats import reconcile
from youthstats.model.items import Item, Kind
from youthstats.workbook.understanding.telling import kind_told, speaks_of_share
from youthstats.workbook.understanding.template import Template, understand

COUNTED = (
    "人数",
    "参保人数",
    "机构数",
    "项目个数",
    "救助人次",
    "学校数",
    "职工数",
    "床位数",
    "户数",
)
"""Headings of what is counted one by one, whatever the figures beside them are in."""

SPENT = ("收入数", "支出数", "到位数", "拨付数", "结余数", "应收数", "入库数", "款项数", "发生数")
"""Headings that end alike and are of money."""

PARTS = ("合计", "女性", "女", "职工", "居民", "其中：女生", "省级", "在编", "本年")
"""What may stand under them, and says nothing of money."""


def _items(template: Template) -> list[Item]:
    return [item for form in template.scheme.forms for item in form.items]


def _table(path: Path, measure: str, *rows: str) -> Path:
    body = "\n".join(f"| {row} |" for row in rows)
    return draw(path, f"情况表\n填报单位：\n单位：{measure}\n{body}")


@given(st.sampled_from(COUNTED), st.sampled_from(PARTS), st.sampled_from(("万元", "元", "公顷")))
def test_what_is_counted_is_so_in_all_its_parts(head: str, part: str, measure: str) -> None:
    """The 女性 among 人数 are people like their 合计, in a table whose figures are in 万元."""
    assert Kind.COUNT is kind_told((head, part), figures=False, common=measure)
    assert Kind.COUNT is kind_told((head,), figures=False, common=measure)


@given(st.sampled_from(SPENT), st.sampled_from(PARTS))
def test_numbers_of_money_are_no_counts(head: str, part: str) -> None:
    """到位数 is in 万元 where the table is, with all its parts."""
    assert kind_told((head, part), figures=False, common="万元") in {None, Kind.MONEY}


@pytest.mark.parametrize(
    ("label", "measure", "kind"),
    [
        ("人数", "万人", None),
        ("参保人数", "万人", None),
        ("户数", "万户", None),
        ("参观人次", "万人次", None),
        ("户数", "万人", Kind.COUNT),
        ("年龄", "万人", Kind.COUNT),
    ],
)
def test_people_in_tens_of_thousands_have_decimals(
    label: str, measure: str, kind: Kind | None
) -> None:
    """人数 in a table of 万人 is in 万人, and no whole number; 户数 is."""
    assert kind is kind_told((label,), figures=False, common=measure)


def test_people_who_may_be_paid_are_a_doubt(tmp_path: Path) -> None:
    """在校学生 under 万元 may be a count or what is spent on them: one doubt names all of them."""
    path = _table(
        tmp_path / "模板.xlsx", "万元", "类别 | 在校学生 | 教师 | 经费", "城区 | | |", "农村 | | |"
    )
    (doubt,) = understand(path).doubts
    assert ("counted_as_money", ["在校学生", "教师"]) == (doubt.code, doubt.facts["items"])


RATES = ("13%", "1.5%", "（税率13%）", "(16％)", "（提取10%）", "（占３０％）")
"""Rates that labels of amounts state."""


@given(st.sampled_from(("增值税", "管理费", "村级分成", "保障金")), st.sampled_from(RATES))
def test_a_rate_that_a_label_states_measures_nothing(what: str, rate: str) -> None:
    """增值税（税率13%） asks for an amount of tax; 占比（%） and 完成率≥95% for a share."""
    assert not speaks_of_share([what + rate])
    assert kind_told((what + rate,), figures=False, common="万元") in {None, Kind.MONEY}
    assert speaks_of_share([f"{what}占比≥95%"])
    assert speaks_of_share([f"{what}（%）"])


def test_what_is_taxed_at_a_rate_is_added(tmp_path: Path) -> None:
    """Tax at a rate that its label states is added with the rest of a total, and no finding is made."""
    path = _table(
        tmp_path / "模板.xlsx",
        "万元",
        "项目 | 金额",
        "收入 |",
        "增值税（税率13%） |",
        "合计 | =B5+B6",
    )
    for name, tax in (("甲镇", 0.5), ("乙镇", 2)):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["A2"], sheet["B5"], sheet["B6"] = f"填报单位：{name}", 4, tax
        book.save(tmp_path / f"{name}.xlsx")
    returns = [tmp_path / "甲镇.xlsx", tmp_path / "乙镇.xlsx"]
    job = reconcile(returns, understand(path), tmp_path / "汇总.xlsx")
    assert [] == [one.message("en") for one in job.review.findings if one.severity.value == "hard"]
    assert 2.5 == load_workbook(tmp_path / "汇总.xlsx").worksheets[0]["B6"].value


@pytest.mark.parametrize("shown", ["#,##0", "0", "#,##0_ "])
def test_a_sum_of_amounts_is_an_amount(shown: str, tmp_path: Path) -> None:
    """A total shown without decimals, of parts that have them, may have them too."""
    path = _table(
        tmp_path / "模板.xlsx", "万册", "类别 | 藏书", "甲类 |", "乙类 |", "合计 | =SUM(B5:B6)"
    )
    book = load_workbook(path)
    for place, told in (("B5", "0.0"), ("B6", "0.0"), ("B7", shown)):
        book.worksheets[0][place].number_format = told
    book.save(path)
    assert [(Kind.MONEY, "万册")] * 3 == [(i.kind, i.measure) for i in _items(understand(path))]


def test_a_sum_of_more_than_amounts_is_what_its_cell_says(tmp_path: Path) -> None:
    """People with an amount among them make no amount of their total, which is shown whole."""
    path = _table(
        tmp_path / "模板.xlsx",
        "名、元",
        "类别 | 数",
        "甲（人） |",
        "乙（元） |",
        "丙 | =SUM(B5:B6)",
    )
    book = load_workbook(path)
    book.worksheets[0]["B7"].number_format = "0"
    book.save(path)
    assert Kind.COUNT is _items(understand(path))[-1].kind


NOTES = ("备注", "说明", "情况说明", "其他说明", "存在问题", "存在的主要困难")
"""Rows of words under any heading."""


@pytest.mark.parametrize("head", ["数量", "数值", "金额（元）", "人数"])
@pytest.mark.parametrize("label", NOTES)
def test_a_row_of_words_is_one_under_any_heading(label: str, head: str, tmp_path: Path) -> None:
    """备注 is in words under 数量 as under 数值; 存在问题 too."""
    path = draw(
        tmp_path / "模板.xlsx", f"情况表\n填报单位：\n| 指标 | {head} |\n| 甲 | |\n| {label} | |"
    )
    figure, words = _items(understand(path))
    assert (True, Kind.TEXT) == (figure.kind.numeric, words.kind)


def test_problems_that_are_counted_are_figures(tmp_path: Path) -> None:
    """存在问题（个） gives its measure, and is a number under any heading."""
    text = "情况表\n填报单位：\n| 指标 | 数量 |\n| 检查次数 | |\n| 存在问题（个） | |"
    assert [Kind.COUNT] * 2 == [
        i.kind for i in _items(understand(draw(tmp_path / "模板.xlsx", text)))
    ]


def test_a_title_and_a_line_that_say_otherwise(tmp_path: Path) -> None:
    """万元 behind the title and 元 below it: which of them is meant is a doubt, and neither is taken."""
    grid = "收入表（单位：万元）\n填报单位： | 单位：元\n| 项目 | 收入 | 补助 |\n| 东片 | | |\n| 西片 | | |"
    template = understand(draw(tmp_path / "表.xlsx", grid))
    assert ["", ""] == [item.measure for item in _items(template)]
    assert {"measures_several"} == {doubt.code for doubt in template.doubts}
