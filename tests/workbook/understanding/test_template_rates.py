"""Figures that mean nothing added: averages, prices, rates, ranks, years; and what formulas make."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import draw
from youthstats import reconcile
from youthstats.model.items import Item, Kind
from youthstats.workbook.understanding.adding import ASKED, rate_of
from youthstats.workbook.understanding.template import Template, understand

NEVER = (
    "人均收入（元）",
    "农村居民人均可支配收入（元）",
    "万元GDP能耗（吨标准煤）",
    "职工平均年龄（岁）",
    "年龄",
    "粮食单价（元/公斤）",
    "出生率（‰）",
    "价格指数（上年=100）",
    "户均面积（亩/户）",
    "最高工资（元）",
    "全县排名",
    "位次",
    "成立年份",
    "亩产（公斤）",
    "单产",
    "人口密度（人/平方公里）",
    "每万人拥有床位数（张）",
    "平均每人图书册数（册）",
    "恩格尔系数",
    "最高气温（℃）",
    "考核得分（分）",
    "比上年增减百分点",
    "藏书（册/人）",
    "人均图书册数",
    "贷款期限（年）",
    "建设工期（月）",
    "低保标准（元）",
    "城乡收入比",
    "抚养比",
    "满意度",
    "道路宽度（米）",
    "水位（米）",
    "层高（米）",
    "服务半径（公里）",
    "千人床位数（张）",
    "万人发明专利拥有量（件）",
    "病床周转次数（次）",
    "应收账款周转次数",
    "存货周转天数（天）",
    "库存天数（天）",
)
"""Labels of figures that mean nothing added over units."""

SUMS = (
    "职工人数（人）",
    "金额（元）",
    "面积（亩）",
    "工程造价（万元）",
    "培训人次（人/次）",
    "设施（个/处）",
    "每年举办次数（次）",
    "最低生活保障人数（人）",
    "18—25岁",
    "35岁以下（人）",
    "评价单位（个）",
    "总价（元）",
    "百亩产业园（个）",
    "均衡发展县（个）",
    "高度重视单位数",
    "道路长度（公里）",
    "通车里程（公里）",
    "信用额度（万元）",
    "车位（个）",
    "评比（次）",
    "制定标准（项）",
    "千户集镇（个）",
    "百万人口县（个）",
    "万人助企（人次）",
    "周转房（套）",
    "流动资金周转金（万元）",
    "住院天数（天）",
    "手机（部）",
    "固定电话（部）",
)
"""Labels of figures to add that sound like averages and prices, and of plain ones."""

AVERAGED = ("年平均从业人员（人）", "平均人数（人）", "全年平均职工人数", "日均客流量（人次）")
"""Labels of averages over time, commonly added."""


def _card(folder: Path, *rows: tuple[str, str]) -> Path:
    """Draw a table of one column of figures: each row a label and the formula in it."""
    body = "\n".join(f"| {label} | {formula} |" for label, formula in rows)
    return draw(folder / "模板.xlsx", f"情况表\n填报单位：\n| 指标 | 数值 |\n{body}")


def _items(template: Template) -> tuple[Item, ...]:
    return tuple(item for form in template.scheme.forms for item in form.items)


def _doubts(template: Template, code: str) -> list[str]:
    return [str(one.facts["item"]) for one in template.doubts if one.code == code]


@pytest.mark.parametrize("label", NEVER)
def test_what_means_nothing_added_is_not(label: str, tmp_path: Path) -> None:
    """It is not added, a doubt says so, and whole it need not be."""
    template = understand(_card(tmp_path, ("职工（人）", ""), (label, "")))
    people, rate = _items(template)
    assert (True, False) == (people.additive, rate.additive)
    assert [rate.name] == _doubts(template, "not_added")


@pytest.mark.parametrize("label", SUMS)
def test_what_only_sounds_like_it_is_added(label: str, tmp_path: Path) -> None:
    """Counts and amounts stay sums, without a word."""
    template = understand(_card(tmp_path, ("职工（人）", ""), (label, "")))
    assert [True, True] == [item.additive for item in _items(template)]
    assert [] == _doubts(template, "not_added") + _doubts(template, "added_average")


@pytest.mark.parametrize("label", AVERAGED)
def test_an_average_over_time_is_added_and_asked_about(label: str, tmp_path: Path) -> None:
    """The people employed on average in a year are added everywhere; the office hears of it."""
    template = understand(_card(tmp_path, ("职工（人）", ""), (label, "")))
    assert _items(template)[1].additive
    assert [_items(template)[1].name] == _doubts(template, "added_average")


@pytest.mark.parametrize("label", AVERAGED)
def test_an_average_of_counts_need_not_be_whole(label: str, tmp_path: Path) -> None:
    """Unless the cell asks for a whole number; the most people at a time are whole."""
    template = understand(_card(tmp_path, ("最高在校人数（人）", ""), (label, "")))
    assert [Kind.COUNT, Kind.MONEY] == [item.kind for item in _items(template)]


@pytest.mark.parametrize(
    "label", ["百人拥有电话（部）", "电话（部）", "联系方式（个）", "备注（条）"]
)
def test_a_measure_makes_a_figure_of_what_may_be_words(label: str, tmp_path: Path) -> None:
    """Whatever its label speaks of: 电话 alone asks for a number to call."""
    template = understand(_card(tmp_path, ("职工（人）", ""), (label, "")))
    assert [Kind.COUNT, True] == [_items(template)[0].kind, _items(template)[1].kind.numeric]


@given(st.sampled_from(NEVER), st.sampled_from(("城镇", "农村", "本年", "男", "数值")))
def test_a_rate_is_one_for_any_part(label: str, part: str) -> None:
    """Of whom or of when it is says nothing of what it is, but under 年龄 or 位次; 人数 does."""
    alone = label.endswith(("年龄", "排名", "位次", "年份", "满意度")) and part != "数值"
    assert (None if alone else rate_of((label,), "")) == rate_of((label, part), "")
    assert rate_of((label, "人数"), "") is None


@given(st.sampled_from(AVERAGED), st.sampled_from(("城镇", "本年", "数值")))
def test_an_average_over_time_is_one_for_any_part(label: str, part: str) -> None:
    """The same labels below an average over time leave it one."""
    assert rate_of((label.split("（", maxsplit=1)[0], part), "") == ASKED


@pytest.mark.parametrize(
    "label", ["平均人数", "倍数", "价格指数", "人均图书册数", "平均班额（人）", "每千人教师数"]
)
def test_a_quotient_is_no_whole_number(label: str, tmp_path: Path) -> None:
    """What divides by answers has decimals and is worked out again; the template is taken."""
    template = understand(_card(tmp_path, ("甲（人）", ""), ("乙（个）", ""), (label, "=B4/B5")))
    item = _items(template)[-1]
    assert (Kind.MONEY, False) == (item.kind, item.additive)
    assert [] == _doubts(template, "not_added") + _doubts(template, "added_average")
    assert 1 == len(template.scheme.forms[0].edits)


def test_a_quotient_in_one_entry_of_a_list(tmp_path: Path) -> None:
    """A list whose last rows alone hold a formula that divides is taken, with decimals."""
    path = draw(tmp_path / "模板.xlsx", "名单\n| 人数 | 户数 | 平均人数 |\n| | | |\n| | | =A4/B4 |")
    assert [Kind.COUNT, Kind.COUNT, Kind.MONEY] == [i.kind for i in _items(understand(path))]


@pytest.mark.parametrize("formula", ["=B4/B5", "=B4/B5*100", "=(B5-B4)/B5", "=ROUND(100*B4/B5,1)"])
def test_a_share_in_parts_or_per_cent_is_no_error(formula: str, tmp_path: Path) -> None:
    """A plain cell shows the quotient as its formula makes it, and the edit holds of it."""
    path = _card(tmp_path, ("甲（人）", ""), ("乙（人）", ""), ("占比", formula))
    book = load_workbook(path)
    book.worksheets[0]["B2"], book.worksheets[0]["B4"] = "甲镇", 3
    book.worksheets[0]["B5"] = 4
    book.save(tmp_path / "甲镇.xlsx")
    job = reconcile(tmp_path / "甲镇.xlsx", understand(path), tmp_path / "汇总.xlsx")
    assert [] == [one.message("en") for one in job.review.findings if one.code == "edit_failure"]


def test_an_average_inside_a_sentence(tmp_path: Path) -> None:
    """A figure in a phrase is told to be no sum as one in a cell is."""
    path = draw(
        tmp_path / "模板.xlsx",
        "情况表\n| 项目 | 内容 |\n| 活动 | 举办（  ）次，人均（  ）元 |\n| 名称 | |",
    )
    template = understand(path)
    inside = [item for item in _items(template) if item.within]
    assert [True, False] == [item.additive for item in inside]
    assert [inside[1].name] == _doubts(template, "not_added")


def test_rows_of_people_and_shares_by_sex(tmp_path: Path) -> None:
    """男 says of whom a share is, and makes no whole number of it."""
    path = draw(
        tmp_path / "模板.xlsx",
        """
        情况表
        填报单位：
        | 指标 | 男 | 女 |
        | 人数（人） | | |
        | 占比 | =B4/(B4+C4) | =C4/(B4+C4) |
        """,
    )
    assert [Kind.COUNT, Kind.SHARE] == [item.kind for item in _items(understand(path))]


@pytest.mark.parametrize("formula", ["=AVERAGE(B4:B5)", "=MAX(B4:B5)", "=MEDIAN(B4:B5)"])
def test_what_a_formula_picks_is_not_added(formula: str, tmp_path: Path) -> None:
    """An average or an extreme of answers is none of the whole's, whatever it is called."""
    template = understand(
        _card(tmp_path, ("甲（元）", ""), ("乙（元）", ""), ("丙（元）", formula))
    )
    assert [True, True, False] == [item.additive for item in _items(template)]
    assert ["丙"] == _doubts(template, "not_added")


@pytest.mark.parametrize("heading", ["用电量（千瓦时）", "费用（元）", "用水"])
def test_an_average_is_one_in_every_column(heading: str, tmp_path: Path) -> None:
    """月平均 by AVERAGE is worked out again over the units whatever its column is called."""
    text = f"月报\n填报单位：\n| 月份 | {heading} |\n| 1月 | |\n| 2月 | |\n| 月平均 | =AVERAGE(B4:B5) |"
    template = understand(draw(tmp_path / "模板.xlsx", text))
    assert [True, True, False] == [item.additive for item in _items(template)]


@pytest.mark.parametrize("heading", ["增减额", "增减数", "比上年增减额", "同比增减量"])
@pytest.mark.parametrize("row", ["平均班额（人）", "人均收入（元）", "每百户拥有汽车（辆）"])
def test_the_growth_of_an_average_is_no_sum(row: str, heading: str, tmp_path: Path) -> None:
    """It may have decimals, and that of what is added is added."""
    text = f"表\n填报单位：\n| 指标 | 本年 | {heading} |\n| 人口（人） | | |\n| {row} | | |"
    (form,) = understand(draw(tmp_path / "模板.xlsx", text)).scheme.forms
    assert [Kind.COUNT, Kind.MONEY] == [item.kind for item in form.items]
    assert [True, False] == [item.additive for item in form.items]


@pytest.mark.parametrize(
    "heading", ["工期", "贷款期限", "执行标准", "满意度", "水位", "投入产出比"]
)
def test_what_may_be_said_in_words_is_no_figure_for_that(heading: str, tmp_path: Path) -> None:
    """In a list nothing makes figures of 工期: a clerk may write 2024年1月至2025年12月."""
    path = draw(tmp_path / "模板.xlsx", f"名单\n| 名称 | {heading} | 金额 |\n| | | |\n| | | |")
    assert [Kind.TEXT, Kind.TEXT, Kind.MONEY] == [item.kind for item in _items(understand(path))]


@pytest.mark.parametrize("label", ["危房等级", "资质等级", "邮政编码", "管理级别"])
def test_grades_and_codes_are_words_under_any_heading(label: str, tmp_path: Path) -> None:
    """Nobody adds 邮政编码, though the heading be 数量."""
    text = f"情况表\n填报单位：\n| 指标 | 数量 |\n| 学校 | |\n| {label} | |"
    items = _items(understand(draw(tmp_path / "模板.xlsx", text)))
    assert [Kind.COUNT, Kind.TEXT] == [item.kind for item in items]


def test_what_there_is_for_a_thousand_people_may_have_decimals(tmp_path: Path) -> None:
    """千人床位数（张） is a quotient, though 张 are counted."""
    template = understand(_card(tmp_path, ("千人床位数（张）", ""), ("床位数（张）", "")))
    assert [Kind.MONEY, Kind.COUNT] == [item.kind for item in _items(template)]


def test_a_floor_is_no_extreme(tmp_path: Path) -> None:
    """MAX(0, …) keeps a figure from being negative: it is added as before."""
    template = understand(
        _card(tmp_path, ("甲（元）", ""), ("乙（元）", ""), ("超支（元）", "=MAX(0,B4-B5)"))
    )
    assert all(item.additive for item in _items(template))


def test_a_sum_is_added_whatever_it_is_called(tmp_path: Path) -> None:
    """A linear formula makes a sum of sums, and none of rates."""
    template = understand(
        _card(
            tmp_path,
            ("年初（元）", ""),
            ("年末（元）", ""),
            ("平均存款（元）", "=(B4+B5)/2"),
            ("平均工资（元）", ""),
            ("平均奖金（元）", ""),
            ("平均所得（元）", "=B7+B8"),
        )
    )
    assert [True, True, True, False, False, False] == [item.additive for item in _items(template)]


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=2, max_size=2))
def test_half_of_an_odd_sum_of_people_is_read(
    tmp_path_factory: pytest.TempPathFactory, counts: list[tuple[int, int]]
) -> None:
    """年平均 of people worked out as half of a sum may have a half, in each unit and in all."""
    folder = tmp_path_factory.mktemp("年均")
    path = draw(
        folder / "模板.xlsx",
        """
        情况表
        填报单位：
        | 指标 | 年初 | 年末 | 年平均 |
        | 职工（人） | | | =(B4+C4)/2 |
        | 牛（头） | | | =(B5+C5)/2 |
        """,
    )
    for name, (first, last) in zip("甲乙", counts, strict=True):
        book = load_workbook(path)
        book.worksheets[0]["B4"], book.worksheets[0]["C4"] = first, last
        book.worksheets[0]["B2"] = name
        book.save(folder / f"{name}.xlsx")
    template = understand(path)
    job = reconcile([folder / "甲.xlsx", folder / "乙.xlsx"], template, folder / "汇总.xlsx")
    assert [] == [one.message("en") for one in job.review.findings if one.code == "unreadable"]
    (whole,) = [one for one in job.totals if one.form.id == template.scheme.forms[0].id]
    assert Fraction(sum(map(sum, counts)), 2) == whole.record["职工", "年平均"]


def test_a_rate_is_left_blank_and_named(tmp_path: Path) -> None:
    """The office's workbook shows no sum of averages, and a note names them."""
    path = _card(tmp_path, ("职工（人）", ""), ("人均收入（元）", ""))
    for name in "甲乙":
        book = load_workbook(path)
        book.worksheets[0]["B2"], book.worksheets[0]["B4"] = name, 3
        book.worksheets[0]["B5"] = Decimal("100.5")
        book.save(tmp_path / f"{name}.xlsx")
    out = tmp_path / "汇总.xlsx"
    job = reconcile([tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"], understand(path), out)
    sheet = load_workbook(out).worksheets[0]
    assert (6, None) == (sheet["B4"].value, sheet["B5"].value)
    assert any(note.code == "not_added" for note in job.review.notes)


WORDS = (
    "学生姓名",
    "教师姓名",
    "党员姓名",
    "人员类别",
    "职工身份证号",
    "会员证号",
    "学生学号",
    "教师职称",
    "联系人员",
    "居民住址",
    "人口所在地",
    "参加人员名单",
    "数据来源",
)
"""Labels that speak of people and ask for words."""


@pytest.mark.parametrize("label", WORDS)
def test_the_word_a_label_ends_in_decides(label: str, tmp_path: Path) -> None:
    """学生姓名 is a name and no number of students, in a list as on a card."""
    listed = draw(tmp_path / "名单.xlsx", f"名单\n| {label} | 人数 |\n| | |\n| | |")
    assert [Kind.TEXT, Kind.COUNT] == [item.kind for item in _items(understand(listed))]
    card = understand(_card(tmp_path, (label, ""), ("人数", "")))
    assert [Kind.TEXT, Kind.COUNT] == [item.kind for item in _items(card)]


@pytest.mark.parametrize("heading", ["备注", "情况说明", "变动原因"])
def test_remarks_beside_a_measured_row_are_words(heading: str, tmp_path: Path) -> None:
    """What the rows are measured in is not what a remark is; left blank, it is not missing."""
    path = draw(
        tmp_path / "模板.xlsx",
        f"""
        情况表
        填报单位：
        | 指标 | 计量单位 | 数值 | {heading} |
        | 甲 | 个 | | |
        | 乙 | 万元 | | |
        """,
    )
    template = understand(path)
    assert [Kind.COUNT, Kind.MONEY, Kind.TEXT, Kind.TEXT] == [i.kind for i in _items(template)]
    for name, remark in (("甲镇", "新设"), ("乙镇", None)):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"], sheet["C4"], sheet["C5"], sheet["D4"] = name, 3, 5, remark
        book.save(tmp_path / f"{name}.xlsx")
    returns = [tmp_path / "甲镇.xlsx", tmp_path / "乙镇.xlsx"]
    job = reconcile(returns, template, tmp_path / "汇总.xlsx")
    assert [] == [finding.message("en") for finding in job.review.findings]
