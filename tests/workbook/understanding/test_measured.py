"""Which of several measures above a table an item is given in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.measured import counted_in, fitting


@pytest.mark.parametrize(
    ("labels", "measures"),
    [
        (("人数", "合计"), ("人",)),
        (("户数", "老年人"), ("户",)),
        (("救助情况", "未成年人"), ("人",)),
        (("救助情况", "低保户"), ("户",)),
        (("年末总人口",), ("人",)),
        (("在校学生数",), ("人",)),
        (("救助", "女"), ("人",)),
        (("就业人次",), ("人次",)),
        (("救助", "人次"), ("人次",)),
        (("企业法人",), ("户", "人", "人次")),
        (("救助对象",), ("户", "人", "人次")),
    ],
)
def test_what_is_counted_takes_its_own_measure(
    labels: tuple[str, ...], measures: tuple[str, ...]
) -> None:
    """An explicit 户数 outweighs who is counted in it; where nothing tells, all may be meant."""
    assert measures == fitting(("户", "人", "人次", "万元"), Kind.COUNT, labels)


def test_people_are_counted_by_either_name() -> None:
    """名 counts heads as 人 does."""
    assert ("名",) == fitting(("户", "名"), Kind.COUNT, ("残疾人",))


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("老年人", "人"),
        ("重病 患者", "人"),
        ("残疾人（持证）", ""),
        ("低保户", "户"),
        ("企业法人", ""),
        ("救助对象", ""),
        ("资金", ""),
    ],
)
def test_who_is_counted_says_in_what(label: str, measure: str) -> None:
    """Of several measures it is the one that the end of a label speaks of; one alone needs no telling."""
    assert measure == counted_in(("户", "人", "元"), ("其中", label))
    assert "" == counted_in(("人",), ("其中", label))


def test_people_under_several_measures_are_counted(tmp_path: Path) -> None:
    """老年人 under 单位：户、人、元 are people, 发放金额 under it is money, and nothing is doubted."""
    grid = """
    低保情况
    填报单位： |  |  |  |  |  | 单位：户、人、元
    | 类别 | 户数 | 人数 | 其中 | < | < | 发放金额 |
    | ^ | ^ | ^ | 老年人 | 未成年人 | 重病患者 | ^ |
    | A类 |  |  |  |  |  |  |
    | B类 |  |  |  |  |  |  |
    """
    template = ys.understand(draw(tmp_path / "表.xlsx", grid))
    (form,) = template.scheme.forms
    assert () == template.doubts
    assert ["户", "人", "人", "人", "人", "元"] == [item.measure for item in form.items]
    assert [Kind.COUNT] * 5 + [Kind.MONEY] == [item.kind for item in form.items]


measures = st.sampled_from(
    ["元", "万元", "公斤", "吨", "千瓦时", "立方米", "亩", "公顷", "平方米", "升"]
)


@given(measures, measures | st.sampled_from(["人", "户", "个", "次"]))
def test_one_measure_by_another_is_one(over: str, below: str) -> None:
    """公斤/亩 is a measure as 公斤 is."""
    assert is_measure(f"{over}/{below}")
    assert is_measure(f" {over} ／ {below}")


@pytest.mark.parametrize("text", ["户/人", "个/处", "年/月", "公斤/", "/亩", "公斤/亩/年", "男/女"])
def test_what_is_no_measure_by_another(text: str) -> None:
    """Either of two, a date, and half a measure."""
    assert not is_measure(text)


def test_yields_are_measured_and_not_added(tmp_path: Path) -> None:
    """单产（公斤/亩） is called 单产 and measured in that."""
    grid = (
        "产量\n填报单位：\n| 作物 | 面积（亩） | 单产（公斤/亩） |\n| 小麦 |  |  |\n| 玉米 |  |  |"
    )
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert [("亩", True), ("公斤/亩", False)] == [(one.measure, one.adds) for one in form.items]
