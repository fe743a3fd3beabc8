"""The unit's name behind what else may ask for it above a table: 机构名称：, 乡镇（街道）：."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.captions import asks_by_caption, captions_in

CAPTIONS = [
    *(
        "机构名称",
        "学校名称",
        "企业名称",
        "医院名称",
        "部门名称",
        "单位名称",
        "单位",
        "部门",
        "医院",
    ),
    *("乡镇（街道）", "县（市、区）", "街道", "社区", "村名", "镇街", "单 位 名 称"),
    *("单位详细名称", "学校（机构）名称", "村（社区）名称", "法人单位名称", "填报单位名称"),
    *("被检查单位", "受检单位名称", "统计单位", "企业详细名称（章）"),
    *("报送部门", "编报单位", "编报单位（盖章）", "上报学校", "所在单位", "所 在 部 门"),
]
TABLE = "服务情况月报表\n{}\n| 项目 | 人数（人） | 场次（场） |\n| 门诊 | {n} | {n} |\n| 急诊 | {n} | {n} |"
ROSTER = ys.Hierarchy(
    (ys.Unit("城关卫生院", "全县"), ys.Unit("柳林卫生院", "全县"), ys.Unit("全县"))
)


def read_under(heading: str, *, roster: bool = False, asked: str = "") -> ys.Filed:
    """Read one return, in a file called after nobody, with a line above its table."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    draw(folder / "上报" / "月报1.xlsx", TABLE.format(heading, n=5))
    template = draw(folder / "模板.xlsx", TABLE.format(asked or "填报单位：", n=""))
    scheme = ys.understand(template, units=ROSTER if roster else None).scheme
    return ys.read(folder / "上报", scheme)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CAPTIONS), st.booleans(), st.booleans(), st.booleans())
def test_a_caption_asks_for_the_unit(caption: str, beside: bool, roster: bool, own: bool) -> None:
    """In the same cell or the next, with a roster or without, as the template prints it or not."""
    heading = f"{caption}：{' | ' if beside else ''}城关卫生院"
    filed = read_under(heading, roster=roster, asked=f"{caption}：" if own else "")
    assert ["城关卫生院"] == [one.unit for one in filed.returns]


def test_the_narrowest_place_files() -> None:
    """A town is in its county, a village in its town."""
    assert ["村", "乡镇", "县"] == captions_in(["县（市、区）：甲县", "乡镇：乙镇", "村：丙村"])


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("caption", ["检查单位", "调查单位", "项目点", "参加单位（队）", "甲方"])
def test_a_roster_knows_what_the_template_asks_for(caption: str, beside: bool) -> None:
    """Behind whatever caption it left open above its table; who has none does not guess."""
    heading = f"{caption}：{' | ' if beside else ''}城关卫生院"
    known = read_under(heading, roster=True, asked=f"{caption}：")
    assert ["城关卫生院"] == [one.unit for one in known.returns]
    for filed in (
        read_under(heading, roster=True),
        read_under(heading, roster=True, asked=heading),
        read_under(heading, asked=f"{caption}："),
    ):
        assert "城关卫生院" not in [one.unit for one in filed.returns]


@pytest.mark.parametrize("caption", ["主管单位", "制表单位", "批准机关", "汇总单位", "主办单位"])
def test_who_ordered_a_form_did_not_file_it(caption: str) -> None:
    """Though it files, too, and a roster knows it."""
    filed = read_under(f"{caption}：城关卫生院", roster=True, asked=f"{caption}：")
    assert [] == list(filed.returns)


@pytest.mark.parametrize("caption", ["责任单位", "主管部门", "批准机关", "报送机关", "承办单位"])
def test_who_may_be_the_same_on_all_returns_is_not_guessed(caption: str) -> None:
    """Without a roster nothing tells that they file; the file's name is taken, and said to be."""
    (one,) = read_under(f"{caption}：城关卫生院", asked=f"{caption}：").returns
    assert "月报1" == one.unit


def test_who_files_is_surer_than_where_it_belongs() -> None:
    """A form of people says of whom, and in which unit they are."""
    heading = ["所在单位：甲县", "单位名称：乙局", "报送部门：丙科"]
    assert ["报送部门", "单位名称", "所在单位"] == captions_in(heading)


def test_two_units_behind_other_captions_are_none() -> None:
    """Nobody knows which of them filed."""
    asked = "检查地点：\n协作单位："
    heading = "检查地点：城关卫生院\n协作单位：柳林卫生院"
    assert [] == list(read_under(heading, roster=True, asked=asked).returns)


@pytest.mark.parametrize(
    "text",
    [
        "学校数",
        "单位负责人：甲",
        "村民人数：5",
        "部门领导",
        "企业 情况",
        "社区服务中心",
        "主管部门：教育局",
    ],
)
def test_words_that_only_begin_alike_ask_for_nothing(text: str) -> None:
    """学校数 asks for a number and 主管部门 for somebody else."""
    assert [] == captions_in([text])
    assert not asks_by_caption(text)


def test_a_measure_is_no_unit() -> None:
    """单位：万元 says in what the figures are; the file's name is all that is left."""
    assert ["月报1"] == [one.unit for one in read_under("单位：万元").returns]


def test_a_caption_left_blank_names_nobody() -> None:
    """What stands behind it asks for something else."""
    assert ["月报1"] == [one.unit for one in read_under("机构名称： | 部门： | 2024年").returns]


def test_a_heading_of_columns_is_no_caption() -> None:
    """Over the second column stands what its figures are of, and not the unit's name."""
    table = "服务情况月报表\n\n| 学校 | 医院 |\n| 5 | 6 |"
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    draw(folder / "上报" / "月报1.xlsx", table)
    blank = table.replace("5", " ").replace("6", " ")
    filed = ys.read(folder / "上报", ys.understand(draw(folder / "模板.xlsx", blank)).scheme)
    assert ["月报1"] == [one.unit for one in filed.returns]


_STACKED = """
基层组织情况
填报单位：
| 类型 | 党委（个） | 支部（个） |
| {0} | 1 | 5 |
| 村社 | 2 | 7 |

二、人员
| 类型 | 党员数（人） | 预备（人） |
| {0} | 60 | 3 |
| 村社 | 70 | 4 |
"""


@pytest.mark.parametrize("row", ["机关", "学校", "企业", "医院"])
def test_a_row_of_the_table_above_asks_for_nothing(row: str, tmp_path: Path) -> None:
    """The number beside 机关 in an upper table is no unit of the lower one."""
    filled = _STACKED.format(row)
    (tmp_path / "上报").mkdir()
    draw(tmp_path / "上报" / "东河乡.xlsx", filled)
    blank = "".join(" " if sign.isdecimal() else sign for sign in filled)
    scheme = ys.understand(draw(tmp_path / "模板.xlsx", blank)).scheme
    assert 2 == len(scheme.forms)
    assert ["东河乡"] == [one.unit for one in ys.read(tmp_path / "上报", scheme).returns]


@pytest.mark.parametrize(
    "asked", ["填报时间", "统计时间", "联系电话", "审核人", "统计年度", "所属月份", "截止日期"]
)
def test_what_is_printed_next_is_no_unit(asked: str, tmp_path: Path) -> None:
    """Where 填报单位 was left blank its neighbour stands beside it, with a colon or without."""
    table = (
        "接种周报\n填报单位 | | {} |\n| 疫苗 | 第一剂（剂） | 第二剂（剂） |\n| 乙肝 | {n} | {n} |"
    )
    (tmp_path / "上报").mkdir()
    draw(tmp_path / "上报" / "南山镇.xlsx", table.format(asked, n=3))
    scheme = ys.understand(draw(tmp_path / "模板.xlsx", table.format(asked, n=""))).scheme
    assert ["南山镇"] == [one.unit for one in ys.read(tmp_path / "上报", scheme).returns]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_that_is_not_on_the_roster(lang: str) -> None:
    """It is said which, and not that none was filled in; nor is a list spoken of that is not there."""
    filed = read_under("机构名称：河东卫生院", roster=True)
    assert [] == list(filed.returns)
    said = [one.message(lang) for one in ys.check(filed).findings if one.code == "unknown_unit"]
    assert 1 == len(said)
    assert "河东卫生院" in said[0]
    assert "下拉" not in said[0]
