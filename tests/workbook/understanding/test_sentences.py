"""The edits of a template in words: brackets where arithmetic has them, and no two things alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.workbook.understanding.drawing import draw
from youthstats.cli import main
from youthstats.model.cellrefs import label_of
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import understand

GROWTH = """
能源月报表
| 指标 | 单位 | 本年 | < | 去年同期 | < | 累计增长（%） |
| ^ | ^ | 本月 | 累计 | 本月 | 累计 | ^ |
| 一、产值 | 万元 | | | | | =IF(F4=0,"",ROUND((D4/F4-1)*100,1)) |
| 二、从业人员 | 人 | | | | | =IF(F5=0,"",ROUND((D5/F5-1)*100,1)) |
"""


def edits(grid: str, folder: Path) -> dict[str, str]:
    """Return the sentences of all edits of a template, by their names."""
    scheme = understand(draw(folder / "我的表.xlsx", grid)).scheme
    own = [edit for form in scheme.forms for edit in form.edits if isinstance(edit, Edit)]
    return {edit.name: edit.zh for edit in (*scheme.edits, *own)}


def test_a_growth_says_of_when_and_in_brackets(tmp_path: Path) -> None:
    """Two columns headed 累计 are told apart by what stands over them."""
    said = next(iter(edits(GROWTH, tmp_path).values()))
    whole = "去年同期·累计的产值"
    assert f"产值的累计增长应等于（本年·累计的产值－{whole}）÷{whole}" == said


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("(C3+D3)/E3", "比例应等于（甲＋乙）÷丙"),
        ("C3/(D3+E3)", "比例应等于甲÷（乙＋丙）"),
        ("C3/D3", "比例应等于甲÷乙"),
        ("(C3-D3)/(D3+E3)", "比例应等于（甲－乙）÷（乙＋丙）"),
        ("2*C3/D3", "比例应等于2×甲÷乙"),
        ("C3/(2*D3)", "比例应等于甲÷（2×乙）"),
    ],
)
def test_sums_in_quotients_are_in_brackets(formula: str, said: str, tmp_path: Path) -> None:
    """What is divided, and what by, is one answer or stands in brackets."""
    grid = f"""
    帮扶表
    | 村名 | 比例（%） | 甲（人） | 乙（人） | 丙（人） |
    | 东村 | ={formula}*100 | | | |
    """
    assert said in edits(grid.replace("    ", ""), tmp_path).values()


def test_forms_of_one_sheet_are_told_by_their_headings(tmp_path: Path) -> None:
    """A second form on a sheet has a name nobody reads there; its heading says which is meant."""
    template = understand(draw(tmp_path / "我的表.xlsx", GROWTH))
    told = [
        label_of(form, item.name, line)
        for form in template.scheme.forms
        for item in form.items
        for line in form.lines
    ]
    assert "产值（累计增长）" in told
    assert len(told) == len(set(told))


def test_what_only_labels_say_is_told_apart_from_doubts(tmp_path: Path) -> None:
    """Nothing is uncertain, and yet a rule and a kind were taken from words: that is printed."""
    grid = """
    村情表
    | 村名 | 人口 | 其中：女 | 收入 | 户数（户） |
    | 东村 | | | | |
    | 西村 | | | | |
    """
    path = draw(tmp_path / "我的表.xlsx", grid.replace("    ", ""))
    template = understand(path)
    assert () == template.doubts
    assert ("表一.人口_女_其中",) == template.inferred
    assert {"表一.人口", "表一.收入"} <= set(template.worded)
    assert "表一.户数" not in template.worded
    done = CliRunner().invoke(main, ["forms", "--template", str(path), "--lang", "zh"])
    assert "没有拿不准的地方。\n下列只据表头文字推断" in done.output
    assert "审核关系 1 条（核实性）：表一.人口_女_其中\n" in done.output
