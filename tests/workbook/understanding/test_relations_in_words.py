"""Relations printed in words: 甲应等于乙与丙之和, 甲应与乙一致; what cannot be read is said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.test_template_relations import edits_of
from youthstats.workbook.reading.sheets.labels import stem_and_measure

_TABLE = """
图书馆借阅情况统计表
填报单位：
| 馆别 | 外借册次（册） | 成人外借（册） | 其中：少儿、亲子外借（册） | 退还（册） | 周转率（%） |
| 总馆 | | | | | {rate} |
| 分馆 | | | | | {rate2} |
| 合计 | | | | | {rate3} |
{note}
"""

_CARD = """
供水企业基本情况表
填报单位：
| 企业名称 | | 法定代表人 | |
| 年供水总量（万立方米） | | 年售水总量（万立方米） | |
| 其中：居民用水（万立方米） | | 其中：非居民用水（万立方米） | |
{note}
"""


def _understood(note: str, table: str = _TABLE, *, worked_out: bool = False) -> ys.Template:
    rates = {
        name: f"=E{row}/B{row}" if worked_out else ""
        for name, row in (("rate", 4), ("rate2", 5), ("rate3", 6))
    }
    path = draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", table.format(note=note, **rates))
    return ys.understand(path)


def _doubts(template: ys.Template) -> list[str]:
    return [str(one.facts["text"]) for one in template.doubts if one.code == "relation"]


musts = st.sampled_from(["", "应", "应当", "必须", "须"])
joined = st.sampled_from(["与", "和", "及", "、", "以及", "＋", "加", "加上"])


@given(musts, st.sampled_from(["等于", "＝", "为", "与", "是"]), joined, st.booleans())
def test_a_sum_in_words_is_the_sum(must: str, sign: str, and_: str, line: bool) -> None:
    """However the sum is said, and though a label has 、 in it; a column may be called 栏."""
    added = f"成人外借{and_}少儿、亲子外借{'栏' if line and and_ not in '＋加上' else ''}"
    said = {
        "与": f"外借册次{must or '应'}与{added}之和一致",
        "＝": f"外借册次＝{added}" if and_ in "＋加上" else f"外借册次＝{added}之和",
    }
    note = f"说明：1.按季报送；2.{said.get(sign, f'外借册次{must}{sign}{added}之和')}。"
    template = _understood(note)
    assert ["外借册次 = 成人外借 + 少儿亲子外借"] == [
        one.replace("外借册次_", "").replace("成人外借_", "") for one in edits_of(template)
    ]
    assert [] == _doubts(template)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("注：退还不得大于外借册次", ["退还 <= 外借册次"]),
        ("注：“退还”栏不应超过“外借册次”栏", ["退还 <= 外借册次"]),
        ("注：外借册次必须不低于退还", ["退还 <= 外借册次"]),
        ("注：外借册次减退还应等于成人外借", ["外借册次 - 退还 = 成人外借"]),
        ("注：成人外借为外借册次与退还之差", ["成人外借 = 外借册次 - 退还"]),
        ("注：外借册次与退还应一致", ["外借册次 = 退还"]),
        ("注：外借册次应与退还核对一致。", ["外借册次 = 退还"]),
    ],
)
def test_every_usual_way_to_say_a_relation(note: str, expected: list[str]) -> None:
    """At most, no less, a difference, 一致: each is the edit that it says."""
    template = _understood(note)
    assert expected == edits_of(template)
    assert [] == _doubts(template)


@pytest.mark.parametrize(
    "note",
    [
        "说明：数量取整；外借册次合计应与《藏书》实际外借一致。",
        "注：合计的外借册次应等于《月报》外借册次本月数",
        "注：外借册次应等于上级下达数",
        "注：退还不得大于5000",
        "注：合计应等于各馆之和",
        "注：外借册次≥成人外借×2",
    ],
)
def test_what_must_be_so_and_cannot_be_read_is_a_doubt(note: str) -> None:
    """Another table, a number, a figure that is not asked for: said, and no edit made."""
    template = _understood(note)
    assert [] == edits_of(template)
    assert 1 == len(_doubts(template))


@pytest.mark.parametrize(
    "note",
    [
        "注：1.集体外借指5人以上外借。2.本表一式两份。",
        "注：统计口径应与上年一致。",
        "注：单价<100元的不填",
        "说明：规模以上指年收入大于2000万元的企业",
        "说明：本表应于次月5日前与纸质表一致报送",
        "性别：1=男，2=女",
        "联系电话：0574-1=2",
        "说明：外借册次包括成人外借和少儿外借。",
    ],
)
def test_what_is_no_relation_of_figures_is_none(note: str) -> None:
    """A definition, a deadline, a key of codes: neither an edit nor a doubt."""
    template = _understood(note)
    assert [] == edits_of(template)
    assert [] == _doubts(template)


@pytest.mark.parametrize("worked_out", [True, False])
def test_what_a_formula_works_out_needs_no_reading(*, worked_out: bool) -> None:
    """A ratio in words that no labels are for is no doubt where the office has formulas for it."""
    template = _understood("说明：1.周转率＝当年退还÷全年外借册次×100%。", worked_out=worked_out)
    assert [] == edits_of(template)
    assert (not worked_out) == bool(_doubts(template))


def test_labels_over_each_other_are_said_in_one() -> None:
    """全血采集人次 is 人次 under 全血采集; what two columns may be called is a doubt."""
    table = """
采血情况表
填报单位：
| 血型 | 全血 | < | 血小板 | < |
| ^ | 人次 | 首次 | 人次 | 首次 |
| A型 | | | | |
| B型 | | | | |
{note}
"""
    assert ["全血_首次 <= 全血_人次"] == edits_of(_understood("注：全血人次≥全血首次", table))
    assert ["注:人次≥首次"] == _doubts(_understood("注：人次≥首次", table))


@given(
    st.sampled_from(
        ["年售水总量＝{0}＋{1}", "年售水总量应等于{0}与{1}之和", "年售水总量应与{0}、{1}之和相等"]
    ),
    st.sampled_from(["说明：", "填表说明：1.", "审核关系：", "（1）"]),
)
def test_a_relation_on_a_card_of_two_columns_is_read(said: str, led: str) -> None:
    """The labels of a card stand anywhere: each is its answer's alone."""
    template = _understood(
        led + said.format("居民用水", "非居民用水") + "。2.本表一式两份。", _CARD
    )
    (form,) = template.scheme.forms
    labels = {item.name: stem_and_measure(item.label)[0] for item in form.items}
    (stated,) = edits_of(template)
    assert ["年售水总量", "居民用水", "非居民用水"] == [
        labels[one] for one in stated.replace("=", "+").split(" + ")
    ]
