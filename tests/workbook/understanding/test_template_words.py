"""What the words of labels tell of answers, and what tells more: measures, formats, neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import draw
from youthstats.model.items import Item, Kind
from youthstats.workbook.understanding.template import Template, understand


def _items(template: Template) -> tuple[Item, ...]:
    return tuple(item for form in template.scheme.forms for item in form.items)


FUNDS = (
    *(
        "人员经费",
        "职工工资总额",
        "应付职工薪酬",
        "居民收入",
        "教师培训费",
        "学生资助",
        "工会会员会费",
        "户数补贴",
    ),
    *(
        "项目支出",
        "代表人大会费",
        "联系点建设",
        "科技项目",
        "电话费",
        "办公地点租赁",
        "企业单位",
        "事业单位",
    ),
    *(
        "党员教育",
        "学生活动",
        "离退休人员费用",
        "对个人和家庭的补助",
        "内容制作",
        "方式方法",
        "少数民族地区",
    ),
)
"""Lines of a budget with words in them that elsewhere speak of people, or ask for words."""


@pytest.mark.parametrize("label", FUNDS)
def test_the_measure_of_a_table_outweighs_its_words(label: str, tmp_path: Path) -> None:
    """Under 单位：万元 it is an amount, with decimals; under 单位：个 it is a figure and no text."""
    for measure, kinds in (("万元", {Kind.MONEY}), ("个", {Kind.COUNT, Kind.MONEY})):
        path = draw(
            tmp_path / f"{measure}.xlsx",
            f"情况表\n单位：{measure}\n| 指标 | 本年 |\n| {label} | |\n| 其他 | |",
        )
        assert _items(understand(path))[0].kind in kinds


@pytest.mark.parametrize("label", ["抽检批次", "出动车次", "培训班次", "参训人次"])
def test_how_often_is_a_count(label: str, tmp_path: Path) -> None:
    """976批次 is an answer to 抽检批次: what the label ends in says of what it is the number."""
    path = draw(tmp_path / "表.xlsx", f"情况表\n| 指标 | {label} |\n| 甲 | |\n| 乙 | |")
    assert {Kind.COUNT} == {item.kind for item in _items(understand(path))}


@pytest.mark.parametrize(
    "label",
    [
        *("姓名", "单位名称", "备注", "责任人", "性别", "身份证号", "工作单位", "联系电话"),
        *("投资方", "贷款银行", "收款人"),
    ],
)
def test_sure_words_are_words_in_any_table(label: str, tmp_path: Path) -> None:
    """A column of names or remarks is none of figures, whatever these are in."""
    path = draw(
        tmp_path / "我的表.xlsx",
        f"情况表\n单位：万元\n| 指标 | 本年 | {label} |\n| 甲 | | |\n| 乙 | | |",
    )
    assert {Kind.MONEY, Kind.TEXT} == {item.kind for item in _items(understand(path))}


REMARKS = (
    *(
        "形象进度",
        "工程进展",
        "建设内容",
        "存在问题",
        "完成时限",
        "资金用途",
        "资金来源",
        "建设地点",
    ),
    *(
        "下步打算",
        "实施主体",
        "建设规模",
        "项目状态",
        "审批文号",
        "绩效目标",
        "中标单位",
        "采购方式",
    ),
)


@pytest.mark.parametrize("label", REMARKS)
@pytest.mark.parametrize("measure", ["单位：万元", ""])
def test_what_a_label_ends_in_asks_for_words(label: str, measure: str, tmp_path: Path) -> None:
    """Beside figures, whatever these are in."""
    grid = f"情况表\n{measure}\n| 工程 | 总投资 | {label} |\n| 学校 | | |\n| 医院 | | |"
    path = draw(tmp_path / "我的表.xlsx", grid)
    assert [Kind.MONEY, Kind.TEXT] == [item.kind for item in _items(understand(path))]


COUNTED = (
    *("干部", "市场主体", "低保对象", "班级", "学校", "企业单位", "农业银行", "派出所", "提案建议"),
    *("人员经费", "资金需求", "项目支出", "贷款规模", "服务收入"),
)


@pytest.mark.parametrize("label", COUNTED)
def test_what_is_counted_or_paid_is_no_word(label: str, tmp_path: Path) -> None:
    """Under the measure of the table, however like the name of something it is."""
    grid = f"情况表\n单位：万元\n| 类别 | 总额 | {label} |\n| 甲 | | |\n| 乙 | | |"
    path = draw(tmp_path / "我的表.xlsx", grid)
    assert all(item.kind.numeric for item in _items(understand(path)))


CLASSES = (
    ("学历", "本科", "专科"),
    ("职称", "高级", "中级"),
    ("政治面貌", "党员", "群众"),
    ("就业方式", "单位就业", "灵活就业"),
    ("民族", "汉族", "其他"),
    ("原因", "外出", "其他"),
)


@pytest.mark.parametrize("group", CLASSES, ids=lambda group: group[0])
def test_what_classes_is_no_answer_in_words(group: tuple[str, str, str], tmp_path: Path) -> None:
    """本科 under 学历 is a number of people: the label further out says how they are told apart."""
    name, one, other = group
    path = draw(
        tmp_path / "我的表.xlsx",
        f"情况表\n单位：人\n| 指标 | {name} | < |\n| ^ | {one} | {other} |\n| 教师 | | |\n| 职工 | | |",
    )
    assert {Kind.COUNT} == {item.kind for item in _items(understand(path))}


@pytest.mark.parametrize("label", ["未整改原因", "负责人", "备注", "情况说明"])
@pytest.mark.parametrize(
    "columns", ["2024年 | 2025年", "计划 | 完成", "上年同期数 | 本年", "小学 | 初中"]
)
def test_a_row_of_remarks_is_one_in_columns_that_say_nothing(
    label: str, columns: str, tmp_path: Path
) -> None:
    """Beside rows of figures it is answered in words; 其他原因 classes, and is counted."""
    head = f"情况表\n| 项目 | {columns} |\n| 隐患数（个） | | |"
    path = draw(tmp_path / "我的表.xlsx", f"{head}\n| {label} | | |\n| 其他原因 | | |")
    kinds = {item.label: item.kind for item in _items(understand(path))}
    assert Kind.COUNT == kinds["隐患数（个）"]
    assert Kind.TEXT == kinds[label]
    assert kinds["其他原因"].numeric


SHARES = (
    *(
        "占比",
        "比重",
        "完成率",
        "增长率",
        "增幅",
        "增速",
        "同比",
        "环比",
        "比例",
        "利润率",
        "及格率",
        "占全县比重",
    ),
    *("投资强度", "覆盖面"),
)


@pytest.mark.parametrize("label", SHARES)
@pytest.mark.parametrize("format", ["", "0", "0.00", "#,##0.00"])
def test_a_share_is_not_added_however_it_is_formatted(
    label: str, format: str, tmp_path: Path
) -> None:
    """Three units of 95.5 are no 286.5: a number format tells of places, not of what is counted."""
    path = draw(tmp_path / "我的表.xlsx", f"情况表\n| 指标 | {label} |\n| 道路 | |\n| 桥梁 | |")
    book = load_workbook(path)
    for cell in (book.worksheets[0]["B3"], book.worksheets[0]["B4"]):
        cell.number_format = format or "General"
    book.save(path)
    assert not any(item.additive for item in _items(understand(path)))


@pytest.mark.parametrize("label", ["增长%", "同比增长", "增幅", "占比%", "±%"])
def test_a_share_of_measured_rows_is_none_of_their_figures(label: str, tmp_path: Path) -> None:
    """Where the labels of rows say what they are in, a column of growths is of none of it."""
    path = draw(
        tmp_path / "我的表.xlsx",
        f"情况表\n| 指标 | 累计 | {label} |\n| 总产值（万元） | | |\n| 总户数（户） | | |",
    )
    shares = [item for item in _items(understand(path)) if not item.additive]
    assert [Kind.SHARE, Kind.SHARE] == [item.kind for item in shares]


def test_a_power_is_an_amount_and_a_growth_in_a_measure_too(tmp_path: Path) -> None:
    """装机功率（千瓦） is added, and so is 比上年增长（万元）."""
    path = draw(
        tmp_path / "我的表.xlsx",
        "情况表\n| 指标 | 装机功率（千瓦） | 比上年增长（万元） |\n| 甲 | | |\n| 乙 | | |",
    )
    assert all(item.additive for item in _items(understand(path)))


CHANGES = ("增减", "比上年增减", "净增", "净迁入人数", "自然增长人数", "差额", "同比增减（人）")


@pytest.mark.parametrize("label", CHANGES)
def test_what_counts_changed_by_may_fall(label: str, tmp_path: Path) -> None:
    """本年 less 上年 is a difference, also of people; 新增人数 is none, and no less than nothing."""
    path = draw(
        tmp_path / "我的表.xlsx",
        f"情况表\n单位：人\n| 指标 | 本年 | {label} | 新增人数 |\n| 教师 | | | |\n| 职工 | | | |",
    )
    least = {item.path[-1]: item.minimum for item in _items(understand(path))}
    assert (0, None, 0) == tuple(least[one] for one in ("本年", label, "新增人数"))


@pytest.mark.parametrize(
    "label", ["预算数", "决算数", "本年数", "亩数", "学时数", "天数", "年初数"]
)
def test_a_number_of_what_has_parts_has_decimals(label: str, tmp_path: Path) -> None:
    """决算数 is over figures of any kind, and 亩数 is measured: neither counts one by one."""
    path = draw(tmp_path / "我的表.xlsx", f"情况表\n| 指标 | {label} |\n| 人员经费 | |\n| 其他 | |")
    assert Kind.MONEY in {item.kind for item in _items(understand(path))}


@pytest.mark.parametrize("period", ["本年数", "计划数", "合计"])
@pytest.mark.parametrize("row", ["职工平均工资", "人均可支配收入", "价格指数"])
def test_no_heading_of_a_column_makes_an_average_a_sum(
    row: str, period: str, tmp_path: Path
) -> None:
    """What a row is called is not overruled by when, or over what, its column is."""
    path = draw(
        tmp_path / "我的表.xlsx",
        f"情况表\n| 指标 | {period} | 上年数 |\n| {row} | | |\n| 产量 | | |",
    )
    items = [item for item in _items(understand(path)) if row in item.path]
    assert items
    assert not any(item.additive for item in items)


@pytest.mark.parametrize("label", ["填报单位", "编制单位", "推荐单位"])
def test_a_box_for_a_unit_asks_for_no_figure(label: str, tmp_path: Path) -> None:
    """Without a colon, in a box of its own, it is still a name."""
    path = draw(tmp_path / "我的表.xlsx", f"情况表\n| {label} | | 人数 | |\n| 地址 | | 户数 | |")
    kinds = {item.path[-1]: item.kind for item in _items(understand(path))}
    assert Kind.TEXT == kinds.get(label, Kind.TEXT)


def test_visits_are_counted_under_any_measure(tmp_path: Path) -> None:
    """培训人次 under 单位：万元 is a number of visits."""
    path = draw(
        tmp_path / "我的表.xlsx",
        "情况表\n单位：万元\n| 指标 | 培训人次 | 支出 |\n| 甲 | | |\n| 乙 | | |",
    )
    assert [Kind.COUNT, Kind.MONEY] == [item.kind for item in _items(understand(path))]


def test_what_is_aimed_at_is_told_in_words(tmp_path: Path) -> None:
    """三级指标 and 年度指标值 behind 数量指标 are words (≥95%), and 得分 is a figure."""
    grid = """
    自评表
    填报单位： |
    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 |
    | 产出指标 | 数量指标 | | | | |
    | ^ | 质量指标 | | | | |
    | 效益指标 | 社会效益指标 | | | | |
    """
    scheme = understand(draw(tmp_path / "表.xlsx", grid)).scheme
    (form,) = scheme.forms
    words = {item.name for item in form.items if item.kind is Kind.TEXT}
    assert {"三级指标", "年度指标值", "实际完成值"} == words
    assert ["分值"] == [item.name for item in form.items if item.kind.numeric]


@pytest.mark.parametrize("row", ["新增就业人数", "绿化面积", "甲村"])
def test_a_value_aimed_at_is_a_figure_behind_what_is_no_aim(row: str, tmp_path: Path) -> None:
    """目标值 says nothing of its own where the rows are not called 指标."""
    grid = f"""
    任务表
    填报单位： |
    | 项目 | 目标值 | 完成值 |
    | {row} | | |
    | 金额 | | |
    """
    (form,) = understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert {True} == {item.kind.numeric for item in form.items}
