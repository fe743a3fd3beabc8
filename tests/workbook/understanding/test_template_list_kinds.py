"""In a list every column may be of any kind: what is a figure there, what words, and what is doubted."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.items import Item
from youthstats.workbook.understanding.template import Template, understand

WORDS = (
    *("所属行业", "责任人", "所属乡镇", "法人代表", "户主", "开户行", "品种", "型号", "建设性质"),
    *("起止年限", "存在问题", "月份", "银行账号", "备注", "联系电话", "形象进度"),
    *("计量单位", "数量单位", "计价单位", "规格", "规格型号", "品牌"),
)
UNKNOWN = ("甲乙丙", "归类", "系统", "企业规模档", "批次号段", "归口")
AMOUNTS = (
    "金额",
    "产值",
    "收入",
    "户数",
    "投资额",
    "增长率",
    "从业人数",
    "本月",
    "合计",
    "累计完成",
    *("期末库存", "期初结存", "结存", "期初", "年末", "年末存栏"),
)


def _read(label: str, **shown: str) -> Template:
    """Understand a list in 万元 with a column of this label."""
    grid = f"情况表\n填报单位： | 单位：万元\n| 项目名称 | {label} |\n" + "| | |\n" * 3
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    return understand(draw(path, Drawn(grid, formats=shown)))


def _item(template: Template) -> Item:
    return template.scheme.forms[0].items[1]


@pytest.mark.parametrize(
    "label", ["供应商", "供货商", "中标人", "施工方", "承建方", "生产厂家", "产地"]
)
def test_whom_and_whence_is_in_words_beside_a_total_that_is_merged(
    label: str, tmp_path: Path
) -> None:
    """合计 over the columns of words leaves this one out; it asks for a name all the same."""
    rows = "| | | | |\n" * 3
    grid = f"采购明细\n单位：元\n| 序号 | 项目名称 | 中标金额 | {label} |\n{rows}| 合计 | < | | |"
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    assert "text" == next(item.kind.value for item in form.items if item.label == label)


@pytest.mark.parametrize("label", WORDS)
def test_what_is_called_words_has_no_measure(label: str) -> None:
    """The measure above a list is of its amounts alone."""
    template = _read(label)
    assert ("text", "") == (_item(template).kind.value, _item(template).measure)
    assert () == template.doubts


@given(st.sampled_from(UNKNOWN), st.booleans())
def test_what_nothing_speaks_of_is_words_and_doubted(label: str, formatted: bool) -> None:
    """A number format is evidence, the measure above the table is none."""
    template = _read(label, **({"B4:B6": "0.00"} if formatted else {}))
    codes = [doubt.code for doubt in template.doubts]
    expected = ("money", "万元", []) if formatted else ("text", "", ["words_unknown"])
    assert expected == (_item(template).kind.value, _item(template).measure, codes)


@pytest.mark.parametrize("label", AMOUNTS)
def test_what_is_called_an_amount_is_a_figure(label: str) -> None:
    """Known words for amounts, and headings that only say of when, are evidence."""
    template = _read(label)
    assert _item(template).kind.numeric
    assert () == template.doubts


def test_a_part_of_a_figure_is_one() -> None:
    """其中：中央 behind 总投资 is asked for as that is; 归口 behind it is not."""
    grid = """
    情况表
    填报单位： | | | 单位：万元
    | 项目名称 | 总投资 | 其中：中央 | 归口 |
    | | | | |
    | | | | |
    """
    (form,) = understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", grid)).scheme.forms
    assert ["text", "money", "money", "text"] == [item.kind.value for item in form.items]


@pytest.mark.parametrize("inside", [True, False], ids=["in the table", "below it"])
def test_a_sum_over_a_column_of_a_list_makes_it_a_figure(inside: bool) -> None:
    """Wherever the total stands."""
    bar = "|" if inside else " "
    grid = "情况表\n单位：万元\n| 项目名称 | 甲乙丙 |\n| | |\n| | |\n"
    total = f"{bar} 合计 | =SUM(B4:B5) {bar}".strip()
    (form,) = understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", grid + total)).scheme.forms
    assert ("money", "万元") == (form.items[1].kind.value, form.items[1].measure)


def _kinds(grid: str) -> list[str]:
    (form,) = understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", grid)).scheme.forms
    return [item.kind.value for item in form.items]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ("| 合计 | < | | | |", ["text", "money", "money", "money"]),
        ("| 合计 | < | | / | |", ["text", "money", "text", "money"]),
        ("| 合计 | | | | |", ["text", "money", "text", "text"]),
    ],
)
def test_the_line_of_totals_tells_figures_from_words(totals: str, expected: list[str]) -> None:
    """An open cell there is of figures where words have none; where all are open nothing tells."""
    grid = (
        "资金表\n单位：万元\n| 序号 | 项目名称 | 总投资 | 归口 | 甲乙丙 |\n" + "| | | | | |\n" * 2
    )
    assert expected == _kinds(grid + totals)


def test_words_asked_for_in_the_line_of_totals_tell_nothing() -> None:
    """Where 备注 has an open cell there too, the office only drew lines."""
    grid = "资金表\n| 序号 | 项目名称 | 总投资 | 甲乙丙 | 备注 |\n" + "| | | | | |\n" * 2
    assert ["text", "money", "text", "text"] == _kinds(grid + "| 合计 | < | | | |")


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        (("合计", "甲", "乙", "丙"), ["money"] * 4),
        (("甲", "乙", "丙", "小计"), ["money"] * 4),
        (("收入", "甲", "支出", "备注"), ["money", "money", "money", "text"]),
        (("甲", "乙", "收入", "备注"), ["text", "text", "money", "text"]),
    ],
)
def test_a_group_of_a_list_tells_of_its_columns(heads: tuple[str, ...], kinds: list[str]) -> None:
    """A total in it adds the others up, and between two figures stands a third."""
    grid = """
    资金表
    | 项目名称 | 资金来源 | < | < | < |
    | ^ | {} | {} | {} | {} |
    | | | | | |
    | | | | | |
    """
    assert ["text", *kinds] == _kinds(grid.format(*heads))


def test_a_total_behind_columns_adds_them_up() -> None:
    """But for the first, which names the entry; none of those behind it is a part."""
    grid = "面积表\n| 村组 | 小麦 | 玉米 | 合计 | 归口 |\n" + "| | | | | |\n" * 2
    assert ["text", "money", "money", "money", "text"] == _kinds(grid)
