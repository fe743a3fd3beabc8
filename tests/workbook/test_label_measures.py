"""Labels that give another measure than the form's: 元 over figures asked for in 万元."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.items import Item, Kind
from youthstats.workbook.package import Cell
from youthstats.workbook.reading.parse import parse_answer
from youthstats.workbook.reading.sheets.measures import Asked, told_apart_by_size

TABLE = """
灾情表
填报单位：
单位：公顷、户、万元
| 作物 | 受灾面积（公顷） | < | 农户（户） | 直接损失（万元） | < | 补助 | < | 备注 |
| ^ | 洪涝 | 风雹 | ^ | 作物 | 其中投保 | 现金 | 实物折价（万元） | ^ |
| 水稻 |  |  |  |  |  |  |  |  |
| 玉米 |  |  |  |  |  |  |  |  |
"""
FIGURES = ((1, 2, 3, 40, 50, 6, 7), (11, 12, 13, 0, 15, 16, 17))
"""What stands in the rows of the table, from its second column on."""

GROUPS = {"受灾面积（公顷）": "BC", "直接损失（万元）": "EF", "补助": "GH"}
"""The columns under each group of the heading."""


def sent(folder: Path, changes: Mapping[str, str]) -> tuple[ys.Template, Path]:
    """Draw a template, and a return of it with some labels in other words."""
    template = ys.understand(draw(folder / "表.xlsx", TABLE))
    book = openpyxl.load_workbook(folder / "表.xlsx")
    sheet = book["表一"]
    sheet["A2"] = "填报单位：东镇"
    for row in sheet.iter_rows(max_row=5):
        for cell in row:
            if (stood := str(cell.value)) in changes:
                cell.value = changes[stood]
    for at, figures in enumerate(FIGURES, 6):
        for column, figure in enumerate(figures, 2):
            sheet.cell(at, column, figure)
    returns = folder / "returns"
    returns.mkdir()
    book.save(returns / "东镇.xlsx")
    return template, returns


def unread(one: ys.Return) -> set[str]:
    """Return the columns of the form in which a figure was not read."""
    (record,), (where,) = one.records.values(), one.locations.values()
    return {
        str(where.address(name, line))[0]
        for name, line, value in record
        if value is ys.Missing.UNREADABLE
    }


@pytest.mark.parametrize(
    ("label", "stood", "columns"),
    [
        ("直接损失（万元）", "直接损失（元）", "EF"),
        ("直接损失（万元）", "直接损失（亿元）", "EF"),
        ("直接损失（万元）", "直接损失(千元)", "EF"),
        ("受灾面积（公顷）", "受灾面积（亩）", "BC"),
        ("受灾面积（公顷）", "受灾面积（万亩）", "BC"),
        ("受灾面积（公顷）", "受灾面积（平方公里）", "BC"),
        ("受灾面积（公顷）", "受灾面积（km²）", "BC"),
        ("农户（户）", "农户（万户）", "D"),
        ("其中投保", "其中投保（元）", "F"),
        ("现金", "现金（元）", "G"),  # nobody knows in which measure it is; 万元 stands above
        ("补助", "补助（元）", "G"),  # the other one says itself in what it is
        ("直接损失（万元）", "直接损矢（元）", "EF"),
        ("直接损失（万元）", "直接损失（人民币万元）", ""),
        ("受灾面积（公顷）", "受灾面积（hm2）", ""),
        ("受灾面积（公顷）", "受灾面积", ""),
        ("补助", "补助（万元）", ""),
    ],
)
def test_figures_under_another_measure(
    label: str, stood: str, columns: str, tmp_path: Path
) -> None:
    """No figure is read as ten thousand times another, whichever label says so."""
    template, returns = sent(tmp_path, {label: stood})
    done = ys.reconcile(returns, template)
    (one,) = done.filed.returns
    assert set(columns) == unread(one)
    told = [finding.message("zh") for finding in done.review.hard]
    assert len(told) == bool(columns)
    assert all(stood in text for text in told)


@given(
    st.sets(st.sampled_from(sorted(GROUPS))), st.sampled_from(["（元）", "（亩）", "（十万元）"])
)
def test_what_is_not_under_the_label_is_read(groups: set[str], measure: str) -> None:
    """Each label speaks of its own figures, and a zero is one in any measure."""
    with TemporaryDirectory() as folder:
        changes = {group: group.partition("（")[0] + measure for group in groups}
        template, returns = sent(Path(folder), changes)
        (one,) = ys.read(returns, template.scheme)
        (record,), (where,) = one.records.values(), one.locations.values()
        allowed = {column for group in groups for column in GROUPS[group]}
        assert unread(one) <= allowed
        for name, line, value in record:
            address = str(where.address(name, line))
            if address[0] not in unread(one) and address[0] != "I":
                row, column = int(address[1:]) - 6, ord(address[0]) - ord("B")
                assert FIGURES[row][column] == value


def test_a_return_that_goes_back_untouched_is_not_read(tmp_path: Path) -> None:
    """Under the form's own label stands what was typed and in what, and no bare figure."""
    template, returns = sent(tmp_path, {"直接损失（万元）": "直接损失（元）"})
    ys.reconcile(returns, template, returns=tmp_path / "back")
    (back,) = (tmp_path / "back").iterdir()
    said = {
        cell.value
        for sheet in openpyxl.load_workbook(back)
        for row in sheet.iter_rows()
        for cell in row
        if "原填" in str(cell.value)
    }
    assert {"原填40元", "原填50元", "原填15元"} == said
    again = ys.reconcile(back, template)
    (one,) = again.filed.returns
    assert 3 == sum(finding.code == "unreadable_cell" for finding in again.review.hard)
    assert {"E", "F"} == unread(one)


@given(
    st.integers(1, 10**12) | st.decimals(-(10**6), 10**6, places=2),
    st.sampled_from(["", "元", "万元", "亩", "%", "人"]),
    st.sampled_from([kind for kind in Kind if kind.numeric]),
    st.sampled_from(["", "元", "万元", "公顷", "人"]),
)
def test_what_was_typed_is_no_figure_again(
    figure: object, measure: str, kind: Kind, asked: str
) -> None:
    """In no kind of item, and in no measure."""
    item = Item("item", kind, "数", measure=asked)
    for stood in (f"原填{figure}{measure}", f"typed: {figure} {measure}"):
        assert ys.Missing.UNREADABLE is parse_answer(Cell(stood), item).value


MEASURES = [
    "元",
    "万元",
    "亿元",
    "千元",
    "亩",
    "万亩",
    "公顷",
    "平方公里",
    "km2",
    "斤",
    "吨",
    "人",
    "名",
]


@given(st.sampled_from(MEASURES), st.lists(st.sampled_from(MEASURES), min_size=1, unique=True))
def test_what_is_told_apart_by_size_is_never_the_same(stood: str, asked: list[str]) -> None:
    """Nor where several measures may be asked for; and what is asked for always is."""
    likely = Asked(likely=frozenset(asked))
    assert likely.admits(asked[0])
    assert Asked(asked[0]).admits(asked[0])
    assert not (Asked(asked[0]).admits(stood) and told_apart_by_size(stood, asked[0]))
    if any(told_apart_by_size(stood, one) for one in asked):
        same = stood in asked or any(_alike(stood, one) for one in asked)
        assert same == likely.admits(stood)


def _alike(one: str, other: str) -> bool:
    return {one, other} in ({"人", "名"}, {"平方公里", "km2"})


CARD = """
登记表
| 企业名称 |  | 企业代码 |  |
| 注册资本（万元） |  | 占地面积（亩） |  |
| 从业人数（人） |  | 年产值（万元） |  |
"""


def test_a_card_too(tmp_path: Path) -> None:
    """Each answer of a card has a label of its own, which says in what it is."""
    template = ys.understand(draw(tmp_path / "表.xlsx", CARD))
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sheet = book["表一"]
    answers: dict[str, str | int] = {
        "B2": "甲厂",
        "D2": "1",
        "B3": 500,
        "D3": 20,
        "B4": 8,
        "D4": 90,
    }
    labels = {"A3": "注册资本（元）", "C3": "占地面积（公顷）"}
    for place, value in (*labels.items(), *answers.items()):
        sheet[place] = value
    book.save(tmp_path / "甲厂.xlsx")
    (one,) = ys.read(tmp_path / "甲厂.xlsx", template.scheme)
    (record,) = one.records.values()
    assert 2 == [value for _, _, value in record].count(ys.Missing.UNREADABLE)
    assert {8, 90} <= {value for _, _, value in record if isinstance(value, int)}
    codes = [
        (finding.code, finding.severity)
        for finding in ys.check(ys.read(tmp_path / "甲厂.xlsx", template.scheme)).hard
    ]
    assert [("label_measure", ys.Severity.HARD)] == codes


CROSSED = """
收支表
填报单位：
单位：万元
| 指标 | < | 本年 | 上年 | 增长 |
| 收入 | 财政 |  |  |  |
| ^ | 其他 |  |  |  |
| 支出（万元） | 教育 |  |  |  |
| ^ | 卫生 |  |  |  |
"""


@pytest.mark.parametrize(
    ("place", "stood", "cells"),
    [
        ("A5", "收入（元）", "C5 C6 D5 D6 E5 E6"),
        ("A7", "支出（亿元）", "C7 C8 D7 D8 E7 E8"),
        ("B6", "其他（元）", "C6 D6 E6"),
        ("C4", "本年（元）", "C5 C6 C7 C8"),
        ("C4", "本年（万元）", ""),
        ("E4", "增长（%）", ""),
        ("A7", "支出（人民币万元）", ""),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_either_axis(place: str, stood: str, cells: str, named: bool, tmp_path: Path) -> None:
    """A row's labels speak of its figures, and a column's, whether names find them or not."""
    template = ys.understand(draw(tmp_path / "表.xlsx", CROSSED))
    (form,) = template.scheme.forms
    answers = ys.Record.empty(form)
    filled = answers.replacing({(name, line): 7 for name, line, _ in answers})
    if named:
        ys.write_return(tmp_path / "东镇.xlsx", template.scheme, "东镇", {form.id: filled})
    book = openpyxl.load_workbook(tmp_path / ("东镇.xlsx" if named else "表.xlsx"))
    sheet = book.worksheets[0]
    sheet["B2" if named else "A2"] = "东镇" if named else "填报单位：东镇"
    for row in range(5, 9):
        for column in range(3, 6):
            sheet.cell(row, column, 7)
    sheet[place] = stood
    book.save(tmp_path / "东镇.xlsx")
    filed = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    (one,) = filed.returns
    (record,), (where,) = one.records.values(), one.locations.values()
    missing = ys.Missing.UNREADABLE
    assert set(cells.split()) == {
        where.address(n, at) for n, at, value in record if value is missing
    }
    assert bool(cells) == any(one.code == "label_measure" for one in ys.check(filed).hard)
