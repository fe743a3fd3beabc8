"""What stands around a table: of when it is, what is its title, and lines to fill in that are none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import draw
from youthstats import reconcile
from youthstats.workbook.understanding.template import Template, understand

CARD = """
义务教育学校登记表
{when}
| 学校名称 | | 班级数（个） | |
| 校长姓名 | | 学生数（人） | |
{below}
"""


def _read(when: str = "", below: str = "") -> Template:
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    return understand(draw(path, CARD.format(when=when, below=below)))


_years = st.integers(1990, 2049)
_schooling = st.tuples(
    _years.flatmap(
        lambda year: st.sampled_from("—-–~至/").map(lambda sign: f"{year}{sign}{year + 1}")
    ),
    st.sampled_from(["学年", "学年初", "学年度", "学年末", "学年第一学期", "学年度第2学期"]),
).map("".join)
_times = st.tuples(
    _years.map(str),
    st.sampled_from(
        [
            "年",
            "年度",
            "年上半年",
            "年1—6月",
            "年12月",
            "年6月末",
            "年第一季度",
            "年6月30日",
            "年一至三季度",
        ]
    ),
).map("".join)


@given(st.one_of(_schooling, _times), st.sampled_from(["{}", "（{}）", "({})", "截至{}", " {} "]))
def test_a_line_of_when_is_the_period_and_no_title(said: str, around: str) -> None:
    """However it is written, also behind a title that is shorter."""
    scheme = _read(around.format(said)).scheme
    assert ("义务教育学校登记表", said) == (scheme.forms[0].title, scheme.period)


@pytest.mark.parametrize("said", ["（2025年  月）", "2025年第  季度", "2025年6月  日"])
def test_a_time_left_out_is_neither_title_nor_period(said: str) -> None:
    """A month to be filled in says of no period."""
    scheme = _read(said).scheme
    assert ("义务教育学校登记表", "") == (scheme.forms[0].title, scheme.period)


@pytest.mark.parametrize(
    "title", ["2025年学校基本情况登记表（甲）", "2025—2026学年初学校情况登记表"]
)
def test_a_title_may_begin_with_a_time(title: str) -> None:
    """A line that says more than of when is a title."""
    assert title == _read(title).scheme.forms[0].title


LINES = ["补充资料：免费开放公共文化场馆（15）____个。", "另有志愿者____人", "其他：＿＿＿＿"]
ASKING = [
    *("填表人：____", "单位负责人：______ 填表人：______", "填报单位：________"),
    *("报出日期：____年__月__日", "填报日期：____", "____年__月__日"),
]


@pytest.mark.parametrize("text", LINES)
def test_a_line_to_fill_in_outside_the_tables_is_doubted(text: str) -> None:
    """What units write there nobody reads: the line is named."""
    found = [(doubt.code, doubt.facts["text"]) for doubt in _read(below=text).doubts]
    assert [("fill_in_line", text)] == found


@pytest.mark.parametrize("text", ASKING)
def test_lines_for_signatures_and_days_are_not(text: str) -> None:
    """Those are of no form."""
    assert () == _read(below=text).doubts


TITLED = ["{}（单位：{}）", "{}({})", "{}（ 计量单位：{} ）", "{}（单位{}）", "{} 单位：{}"]
"""A title with its measure behind it."""

APART = ["（单位：{}）", "（{}）", "单位：{}", "单位： | {}", "计量单位： | {}"]
"""Lines that say in what a table is."""

ROWS = "| 项目 | 经营收入 | 补助收入 |\n| 东片 | | |\n| 西片 | | |"


@pytest.mark.parametrize("measure", ["万元", "元", "亩", "公顷", "吨", "元/人"])
@pytest.mark.parametrize("how", TITLED)
def test_a_measure_behind_the_title_is_the_tables(how: str, measure: str, tmp_path: Path) -> None:
    """However it is written, it is no part of the title."""
    text = how.format("村集体经济收入统计表", measure) + f"\n填报单位：\n{ROWS}"
    (form,) = understand(draw(tmp_path / "模板.xlsx", text)).scheme.forms
    assert ("村集体经济收入统计表", measure) == (form.title, form.measure)


@pytest.mark.parametrize("how", APART)
def test_a_measure_in_brackets_or_a_cell_of_its_own(how: str, tmp_path: Path) -> None:
    """It may stand in brackets, or behind the cell that asks for it, and is no title."""
    text = f"情况表\n填报单位：\n{how.format('万元')}\n{ROWS}"
    (form,) = understand(draw(tmp_path / "模板.xlsx", text)).scheme.forms
    assert ("情况表", "万元") == (form.title, form.measure)


@pytest.mark.parametrize(
    "title", ["学校年报（年）", "情况调查表（户）", "登记表（人）", "收支表（一）"]
)
def test_of_whom_or_when_a_table_is_measures_nothing(title: str, tmp_path: Path) -> None:
    """（户） behind a title may say that households fill it in: it stays in the title."""
    text = f"{title}\n填报单位：\n{ROWS}"
    (form,) = understand(draw(tmp_path / "模板.xlsx", text)).scheme.forms
    assert (title, "") == (form.title, form.measure)


@pytest.mark.parametrize("how", TITLED[:3])
def test_another_measure_in_a_returned_title_is_found(how: str, tmp_path: Path) -> None:
    """A return whose title says 元 where 万元 is asked for is not added as it stands."""
    said = how.format("统计表", "万元")
    path = draw(tmp_path / "模板.xlsx", f"{said}\n填报单位：\n{ROWS}")
    for name, title, size in (("甲镇", said, 1), ("乙镇", how.format("统计表", "元"), 10000)):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet["A1"], sheet["A2"] = title, f"填报单位：{name}"
        for place in ("B4", "C4", "B5", "C5"):
            sheet[place] = 7 * size
        book.save(tmp_path / f"{name}.xlsx")
    returns = [tmp_path / "甲镇.xlsx", tmp_path / "乙镇.xlsx"]
    job = reconcile(returns, understand(path), tmp_path / "汇总.xlsx")
    assert [("measure_unread", "hard", "乙镇")] == [
        (one.code, one.severity.value, one.unit) for one in job.review.findings
    ]


def test_the_measure_at_the_end_of_a_shared_title_is_of_both_tables(tmp_path: Path) -> None:
    """Of two tables under one title both are in 元, though that stands over the right one alone."""
    rows = "| 收入 | 金额 | | 支出 | 金额 |\n| 甲 | | | 丙 | |\n| 乙 | | | 丁 | |"
    text = f"收支表\n填报单位： | | | | 单位：元\n{rows}"
    path = draw(tmp_path / "模板.xlsx", text)
    book = load_workbook(path)
    book.worksheets[0].merge_cells("A1:E1")
    for row in book.worksheets[0]["C3:C5"]:
        row[0].border = None
    book.save(path)
    assert [("收支表", "元")] * 2 == [(f.title, f.measure) for f in understand(path).scheme.forms]
