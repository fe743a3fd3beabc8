"""Units of measure in a line of their own under the labels: 千瓦时 | 元, with brackets or without."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw

USED = """
能耗表
填报单位：
| 季度 | 电 | < | 水 | < |
| ^ | 用量 | 费用 | 用量 | 费用 |
| ^ | {} | {} | {} | {} |
| 一季度 |  |  |  |  |
| 二季度 |  |  |  |  |
"""

measures = st.sampled_from(["元", "万元", "千瓦时", "立方米", "吨", "人", "个", "户", "升"])


@given(st.tuples(measures, measures, measures, measures), st.booleans())
def test_a_line_of_measures_names_nothing(said: tuple[str, ...], brackets: bool) -> None:
    """Each column is measured in what stands there, and called what stands above it."""
    shown = [f"（{one}）" if brackets else one for one in said]
    with tempfile.TemporaryDirectory() as folder:
        template = ys.understand(draw(Path(folder, "表.xlsx"), USED.format(*shown)))
    (form,) = template.scheme.forms
    assert () == template.doubts
    assert list(said) == [item.measure for item in form.items]
    assert ["用量", "费用", "用量", "费用"] == [item.label for item in form.items]


def test_another_measure_in_a_return_is_told(tmp_path: Path) -> None:
    """A clerk who writes 万元 over 元 says in what his figures are: they are not read as 元."""
    path = draw(tmp_path / "表.xlsx", USED.format("千瓦时", "元", "立方米", "元"))
    template = ys.understand(path)
    book = openpyxl.load_workbook(path)
    sheet = book["表一"]
    sheet["A2"], sheet["C5"], sheet["B6"], sheet["C6"] = "填报单位：东镇", "万元", 100, 5
    book.save(tmp_path / "东镇.xlsx")
    filed = ys.read(tmp_path / "东镇.xlsx", template.scheme)
    (record,) = filed.returns[0].records.values()
    measured = [one.name for one in template.scheme.forms[0].items if one.measure == "元"]
    line = template.scheme.forms[0].categories[0].name
    assert ys.Missing.UNREADABLE is record[measured[0], line]


@pytest.mark.parametrize(
    ("lines", "called"),
    [
        ("| 类别 | 上年 | < | 本年 | < |\n| ^ | 户 | 人 | 户 | 人 |", ["户", "人", "户", "人"]),
        ("| 类别 | 户 | 人 | 元 | 个 |", ["户", "人", "元", "个"]),
    ],
)
def test_measures_that_tell_columns_apart_are_labels(
    lines: str, called: list[str], tmp_path: Path
) -> None:
    """户 and 人 under 上年 say what is asked for."""
    grid = f"救助表\n填报单位：\n{lines}\n| 一季度 |  |  |  |  |\n| 二季度 |  |  |  |  |"
    template = ys.understand(draw(tmp_path / "表.xlsx", grid))
    assert called == [item.label for form in template.scheme.forms for item in form.items]
