"""In what the parts of a row are that says so itself, in a table of another measure."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.items import Kind

HEAD = "统计表\n填报单位：\n单位：万元\n| 项目 | 本年 |\n"


def measures(labels: str, path: Path) -> dict[str, str]:
    """Return the measure of each row that is asked for, under 单位：万元."""
    rows = [
        f"| {label} | {'—' if label.strip('　').startswith('按') else ''} |"
        for label in labels.split(" ")
    ]
    (form,) = ys.understand(draw(path / "表.xlsx", HEAD + "\n".join(rows))).scheme.forms
    counts = {item.label for item in form.items if item.kind is Kind.COUNT}
    assert counts == {item.label for item in form.items if item.measure in {"个", "人"}}
    return {item.label.split("（")[0]: item.measure for item in form.items}


@pytest.mark.parametrize(
    "labels",
    [
        "营业收入 住宿企业（个） 按星级分 五星 四星 其他 营业成本",
        "营业收入 住宿企业（个） 　按星级分 　　五星 　　四星 营业成本",
        "营业收入 住宿企业（个） 　五星 　四星 营业成本",
        "住宿企业（个） 按规模分 大型 小型 按星级分 五星 四星 营业收入 营业成本",
        "合计（个） 按星级分 五星 四星 营业收入 营业成本",
    ],
)
def test_what_a_row_is_divided_into_is_in_its_measure(labels: str, tmp_path: Path) -> None:
    """Stars are of the hotels, 个, up to the next row that speaks of another figure."""
    found = measures(labels, tmp_path)
    assert {"五星": "个", "四星": "个", "营业成本": "万元"} == {
        label: found[label] for label in ("五星", "四星", "营业成本")
    }
    assert "万元" == found["营业收入"]


def test_each_division_has_the_measure_of_its_own_row(tmp_path: Path) -> None:
    """Behind 从业人员（人） they are 人, though the division before it had no end."""
    labels = "住宿企业（个） 按星级分 五星 四星 从业人员（人） 按学历分 本科 专科 资产总额"
    found = measures(labels, tmp_path)
    assert {"五星": "个", "本科": "人", "专科": "人", "资产总额": "万元"} == {
        label: found[label] for label in ("五星", "本科", "专科", "资产总额")
    }


def test_what_says_itself_in_what_it_is_stays(tmp_path: Path) -> None:
    """Money of the firms that it is set in behind is none of them."""
    found = measures("企业（个） 　营业收入 　利润总额", tmp_path)
    assert {"企业": "个", "营业收入": "万元", "利润总额": "万元"} == found


def test_a_row_without_answers_gives_no_measure(tmp_path: Path) -> None:
    """Behind a label that asks for nothing itself rows are in what the table is in."""
    rows = [
        "| 货币资金 |  | 短期借款 |  |",
        "| 农业资产： |  | 长期负债： |  |",
        "| 　牲畜 |  | 　长期借款 |  |",
        "| 　林木 |  | 　一事一议 |  |",
    ]
    grid = "\n".join([HEAD.replace("| 项目 | 本年 |", "| 资产 | 年初数 | 负债 | 年初数 |"), *rows])
    drawn = Drawn(grid.replace("|\n\n|", "|\n|"), unlocked=("B5", "D5", "B7:B8", "D7:D8"))
    forms = ys.understand(draw(tmp_path / "表.xlsx", drawn)).scheme.forms
    assert ["货币资金", "牲畜", "林木", "短期借款", "长期借款", "一事一议"] == [
        item.label for form in forms for item in form.items
    ]
    assert {"万元"} == {item.measure for form in forms for item in form.items}
