"""Labels over one column and over several that changed places: nobody knows whose the figures are."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.values import Missing

_BODY = "| 东 | {} | {} | {} | {} | {} |"
_TEMPLATE = f"""
统计表
填报单位：
| 地区 | 学生 | < | 教师 | 投入 | < |
| ^ | 男 | 女 | ^ | ^ | ^ |
{_BODY.format("", "", "", "", "<")}
"""
_WIDE = f"统计表\n填报单位：东镇\n| 地区 | 教师 | < | 学生 | 投入 | < |\n{{}}\n{_BODY}"


@pytest.mark.parametrize("inner", ["| ^ | 男 | 女 | ^ | ^ | ^ |", "| ^ |  |  | ^ | ^ | ^ |"])
def test_a_label_over_the_columns_of_another_is_doubted(inner: str, tmp_path: Path) -> None:
    """教师 over the two columns of 学生 is not read from the first; 投入, as wide as ever, is."""
    scheme = ys.understand(draw(tmp_path / "表.xlsx", _TEMPLATE.strip())).scheme
    sheet = _WIDE.format(inner, 1, 2, 3, 4, "<")
    filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet), scheme)
    (record,) = filed.returns[0].records.values()
    values = {name: value for (name, _), value in record.values.items()}
    assert (True, "4") == (
        isinstance(values["教师"], Missing),
        str(values["投入"]),
    )
    said = {one.code: one.message("zh") for one in ys.check(filed).findings}
    assert ("教师" in said["label_doubtful"], "投入" in said["label_doubtful"]) == (True, False)
    assert "学生" in said["label_absent"]


def test_labels_that_changed_places_with_their_columns_are_read(tmp_path: Path) -> None:
    """Whole blocks in another order are each read under their own label."""
    scheme = ys.understand(draw(tmp_path / "表.xlsx", _TEMPLATE.strip())).scheme
    sheet = (
        "统计表\n填报单位：东镇\n| 地区 | 教师 | 学生 | < | 投入 | < |\n| ^ | ^ | 男 | 女 | ^ | ^ |\n"
        + _BODY.format(1, 2, 3, 4, "<")
    )
    filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet), scheme)
    (record,) = filed.returns[0].records.values()
    assert ["2", "3", "1", "4"] == [str(value) for value in record.values.values()]
    assert () == ys.check(filed).findings
