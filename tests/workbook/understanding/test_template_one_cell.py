"""A form of a single cell: the labels that name it, and what is said where nothing tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, read_back
from youthstats.wording import LANGUAGES
from youthstats.workbook.understanding.template import Template, understand


def _understood(tmp_path: Path, grid: str, unlocked: tuple[str, ...] = ()) -> Template:
    return understand(draw(tmp_path / "我的表.xlsx", Drawn(grid, unlocked=unlocked)))


@pytest.mark.parametrize(
    ("grid", "item"),
    [
        ("情况表\n| 职工人数（人） | |", "职工人数"),
        ("情况表\n| 职工人数（人） |\n| |", "职工人数"),
        ("情况表\n| 指标 | 本年 |\n| 职工 | |", "职工"),
        ("情况表\n| 地区 | 职工 |\n| 东村 | |", "职工"),
        ("情况表\n| | 数量 |\n| 职工人数 | |", "职工人数"),
        ("情况表\n| | 职工（人） |\n| 东村 | |", "职工"),
        ("情况表\n| | 投资额 |\n| 东村 | |", "投资额"),
        ("情况表\n| 项目 | 东村 |\n| 职工 | |", "职工"),
        ("情况表\n| | 职工 | <\n| | 在编 |\n| 东村 | |", "职工_在编"),
    ],
)
def test_a_single_cell_is_called_what_names_it(grid: str, item: str, tmp_path: Path) -> None:
    """Not a period nor a part; rather what has a measure or speaks of a kind, or is headed 指标."""
    template = _understood(tmp_path, grid)
    assert [item] == [one.name for form in template.scheme.forms for one in form.items]
    assert "one_cell" not in {doubt.code for doubt in template.doubts}
    read = read_back(template, tmp_path / "某单位.xlsx")
    assert [] == list(differences(template, read))


def test_where_nothing_tells_both_labels_are_said(tmp_path: Path) -> None:
    """The label above names the answer, and a doubt says that the one before it might."""
    template = _understood(tmp_path, "情况表\n| | 甲乙 |\n| 丙丁 | |")
    assert ["甲乙"] == [item.name for item in template.scheme.forms[0].items]
    (doubt,) = [one for one in template.doubts if one.code == "one_cell"]
    for lang in LANGUAGES:
        assert all(label in doubt.message(lang) for label in ("甲乙", "丙丁"))
    assert [] == list(differences(template, read_back(template, tmp_path / "某单位.xlsx")))


def test_a_single_cell_that_is_unlocked_is_found(tmp_path: Path) -> None:
    """Without lines the lock tells, beside the name of the unit as well."""
    template = _understood(
        tmp_path, "情况表\n填报单位： |\n职工人数（人） |", unlocked=("B2", "B3")
    )
    assert ["职工人数"] == [item.name for item in template.scheme.forms[0].items]
