"""However a line above a table says in what its figures are: 计算单位：万元, 金额：万元."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.understanding.lines import measure_said, titles

TABLE = """
{title}
填报单位：{unit} | {line}
| 项目 | 本年 | 上年 |
| 收入 | {n} | {n} |
| 支出 | {n} | {n} |
"""

words = st.sampled_from(
    [
        "单位",
        "计量单位",
        "计算单位",
        "金额单位",
        "货币单位",
        "数据单位",
        "计 算 单 位",
        "金额",
        "人民币",
    ]
)
around = st.sampled_from(["：{}", ":{}", "：（{}）", ":({})", "： 人民币{}"])
lines = st.builds(lambda word, form: word + form, words, around)


def drawn(folder: Path, name: str, **said: object) -> Path:
    """Draw the table with what is said above it."""
    return draw(folder / name, TABLE.format(**{"title": "收支情况", "unit": "", "n": "", **said}))


@settings(max_examples=40)
@given(lines)
def test_a_line_of_measure_is_one_however_it_is_worded(line: str) -> None:
    """It gives the figures their measure, and is no title."""
    said = line.format("万元")
    assert not titles(said)
    with tempfile.TemporaryDirectory() as folder:
        template = ys.understand(drawn(Path(folder), "表.xlsx", line=said))
    (form,) = template.scheme.forms
    assert ["万元", "万元"] == [item.measure for item in form.items]
    assert "收支情况" == form.title


@settings(max_examples=40)
@given(lines, lines)
def test_another_measure_is_told_however_both_are_worded(asked: str, stood: str) -> None:
    """A return in 元 under a form in 万元 is not added, and one in 万元 is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "上报")
        folder.mkdir()
        template = ys.understand(drawn(Path(name), "表.xlsx", line=asked.format("万元")))
        drawn(folder, "甲.xlsx", unit="甲", line=stood.format("元"), n=5)
        drawn(folder, "乙.xlsx", unit="乙", line=stood.format("万元"), n=7)
        found = ys.check(ys.read(folder, template.scheme)).findings
    assert [("measure_unread", "甲")] == [(one.code, one.unit) for one in found]


@pytest.mark.parametrize("word", ["计量单位", "计算单位", "金额单位", "货币单位"])
@pytest.mark.parametrize(
    "form", ["收支情况（{}：万元）", "收支情况（{}:万元）", "收支情况  {}：万元"]
)
def test_a_title_may_say_it(word: str, form: str, tmp_path: Path) -> None:
    """In brackets or behind blanks; the title is what stands before."""
    path = drawn(tmp_path, "表.xlsx", title=form.format(word), line="")
    (read,) = ys.understand(path).scheme.forms
    assert ("收支情况", "万元") == (read.title, read.measure)


@pytest.mark.parametrize(
    "text",
    ["金额：", "金额：5", "投资金额：万元", "单位：县统计局", "数据单位：统计局", "收入：万元"],
)
def test_other_words_give_no_measure(text: str) -> None:
    """An amount, a unit that files, or what is asked for in a card."""
    assert measure_said(text) is None


@pytest.mark.parametrize("head", ["计量单位", "计算单位", "金额单位", "货币单位"])
def test_any_of_the_words_heads_a_column_of_measures(head: str, tmp_path: Path) -> None:
    """Even of a measure that nobody knows."""
    text = f"收支情况\n填报单位：\n| 项目 | {head} | 本年 |\n| 收入 | 万元 | |\n| 缸数 | 大缸 | |"
    template = ys.understand(draw(tmp_path / "表.xlsx", text))
    (form,) = template.scheme.forms
    assert ["万元", "大缸"] == [item.measure for item in form.items]
    assert () == template.doubts
