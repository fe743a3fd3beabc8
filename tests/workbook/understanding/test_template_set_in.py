"""Rows that are set in behind another: what they add up to, where nothing else says so."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit, Severity

HEAD = "商品销售表\n填报单位：\n"
TRADE = "批发业 　农畜产品批发 　食品批发 零售业 　综合零售 　食品零售"


def inferred(
    labels: list[str], *, lines: str = "| 指标 | 本年（万元） |", **more: object
) -> set[str]:
    """Return the sums that are inferred of rows called so."""
    across = "|  " * (lines.count("|") - 2)
    rows = [f"| {label} {across}|" for label in labels]
    grid = HEAD + "\n".join([lines, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder, "表.xlsx"), Drawn(grid, **more))  # type: ignore[arg-type]
        (form,) = ys.understand(path).scheme.forms
    edits = [edit for edit in form.edits if isinstance(edit, Edit) and edit.inferred]
    assert {Severity.SOFT} >= {edit.severity for edit in edits}
    return {said for edit in edits if " = " in (said := str(edit.statement))}


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Draw rows, each with how far it is set in: one step behind the one that it is of."""
    depth, rows = 0, [("某业0", 0)]
    for number in range(1, draw(st.integers(2, 8))):
        depth = draw(st.integers(0, depth + 1))
        rows.append((f"某业{number}", depth))
    return rows


@settings(max_examples=settings().max_examples // 10)
@given(trees(), st.booleans())
def test_a_row_is_the_sum_of_those_behind_it(rows: list[tuple[str, int]], blanks: bool) -> None:
    """Set in by blanks or by the cell's indent, several rows make up the one before them."""
    parents: dict[int, list[int]] = {}
    for at, (_, depth) in enumerate(rows):
        before = [n for n in range(at) if rows[n][1] < depth]
        if before:
            parents.setdefault(before[-1], []).append(at)
    labels = [f"{'　' * depth if blanks else ''}{label}" for label, depth in rows]
    indents = {f"A{4 + n}": depth for n, (_, depth) in enumerate(rows) if not blanks}
    found = inferred(labels, indents=indents)
    sums = [parts for parts in parents.values() if len(parts) > 1]
    assert sorted(map(len, sums)) == sorted(said.count("+") + 1 for said in found)
    for parts in sums:
        tails = {rows[at][0] for at in parts}
        assert tails in [
            {one.rpartition("_")[2] for one in said.split(" = ")[1].split(" + ")} for said in found
        ]


def test_each_column_has_the_sum() -> None:
    """Under headings of two kinds every row is the sum in each."""
    found = inferred(TRADE.split(" "), lines="| 指标 | 企业数（个） | 销售额（万元） |")
    assert 4 == len(found)


@pytest.mark.parametrize(
    "labels",
    [
        "批发业 　其中：农畜产品批发 　食品批发",
        "批发业 　农畜产品批发 零售业 　综合零售",
        "从业人员 　女性 　大专以上",
        "从业人员 　党员 　少数民族",
        "营业收入 　从业人员（人） 　营业面积（平方米）",
        "批发业 　　农畜产品批发 　食品批发",
        "批发业 　农畜产品批发 　小计 　食品批发",
        "资产 　固定资产原价 　减：累计折旧",
        "农户 　贫困户 　低保户",
        "项目 　已开工 　已完工",
        "总人口 　户籍人口 　常住人口",
        "年末人口 　迁入 　迁出",
        "同比 　上年 　本年",
        "存栏 　能繁母猪 　仔猪",
        "房屋面积 　自有 　租用 　危房",
        "贷款余额 　不良贷款 　逾期贷款",
        "营业收入 　营业成本 　营业利润",
        "固定资产 　固定资产原价 　累计折旧",
        "一、营业收入 减：营业成本 　　税金及附加 　　销售费用 加：投资收益 　　租金 　　利息 二、营业利润",
    ],
)
def test_what_may_be_of_some_is_no_sum(labels: str) -> None:
    """其中, one row alone, one sex, other measures, sums among them, what is taken off, what follows it."""
    assert set() == inferred(labels.split(" "))


@pytest.mark.parametrize(
    "labels",
    [
        "残疾人 　视力残疾人 　听力残疾人",
        "利润总额 　营业利润 　营业外利润",
        "项目 　未开工 　在建 　已完工",
        "企业数 　盈利企业 　亏损企业",
        "可用资金 　本年收入 　上年结转",
    ],
)
def test_what_is_called_as_its_whole_makes_it_up(labels: str) -> None:
    """Words that speak of some alone do not where the whole is called so, or where all are named."""
    assert 1 == len(inferred(labels.split(" ")))


def test_each_pair_of_halves_makes_up_the_whole() -> None:
    """男 and 女 do, and so do 城镇 and 乡村; nothing is added to them."""
    found = inferred(["总人口", "　男", "　女", "　城镇", "　乡村", "　流动人口"])
    assert {"总人口 = 男 + 女", "总人口 = 城镇 + 乡村"} == {
        one.replace("总人口_", "") for one in found
    }


def test_a_row_that_is_not_asked_for_is_no_whole() -> None:
    """Rows set in behind one with closed cells are no parts of what stands above that."""
    rows = "| 营业收入 |  |\n| 分行业情况 | — |\n| 　批发业 |  |\n| 　零售业 |  |"
    grid = f"{HEAD}| 指标 | 本年（万元） |\n{rows}"
    with tempfile.TemporaryDirectory() as folder:
        (form,) = ys.understand(draw(Path(folder, "表.xlsx"), grid)).scheme.forms
    assert () == form.edits


def test_a_return_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    """It is a soft finding at the unit, and none where it does."""
    rows = [f"| {label} | {{}} |" for label in TRADE.split(" ")[:3]]
    grid = HEAD + "\n".join(["| 指标 | 本年（万元） |", *rows])
    template = ys.understand(draw(tmp_path / "表.xlsx", grid.format("", "", "")))
    for figures, expected in [((30, 10, 20), 0), ((31, 10, 20), 1)]:
        filled = grid.format(*figures).replace("填报单位：", "填报单位：东镇")
        filed = ys.read(draw(tmp_path / "东镇.xlsx", filled), template.scheme)
        assert expected == len(ys.check(filed).findings)
