"""Shares whose cells show decimals and no sign of per cent: 完成率% under 0.00."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.items import Kind
from youthstats.model.values import nominal

SPENT = """
部门支出表
填报单位： |  |  | 单位：万元
| 项目 | 预算数 | 决算数 | {} |
| 基本支出 |  |  | {} |
| 项目支出 |  |  | {} |
"""

headings = st.sampled_from(
    ["完成率%", "完成率（%）", "占比%", "完成率", "支出进度比例", "完成率⏎（%）"]
)
shown = st.sampled_from(["0.00", "0.0", "#,##0.00", "0.00_ "])


def understood(folder: str, heading: str, number_format: str, formula: bool) -> ys.Template:
    """Return what a table with such a last column is understood as."""
    worked = ["=ROUND(C4/B4*100,2)", "=ROUND(C5/B5*100,2)"] if formula else ["", ""]
    drawn = Drawn(SPENT.format(heading, *worked), formats={"D4:D5": number_format})
    return ys.understand(draw(Path(folder, "表.xlsx"), drawn))


@settings(max_examples=settings().max_examples // 10)
@given(headings, shown, st.booleans(), st.integers(11, 990), st.booleans())
def test_a_share_is_read_with_its_sign_and_without(
    heading: str, number_format: str, formula: bool, tenths: int, sign: bool
) -> None:
    """85.3 and 85.3% are both 85.3 %, and no sum of money."""
    with tempfile.TemporaryDirectory() as folder:
        template = understood(folder, heading, number_format, formula)
        book = openpyxl.load_workbook(template.path)
        sheet = book["表一"]
        typed = tenths / 10
        sheet["A2"], sheet["B4"], sheet["C4"] = "填报单位：东镇", 1000, tenths
        sheet["D4"] = f"{typed}%" if sign else typed
        book.save(Path(folder, "东镇.xlsx"))
        filed = ys.read(Path(folder, "东镇.xlsx"), template.scheme)
    (form,) = template.scheme.forms
    share = form.items[-1]
    assert (Kind.SHARE, False) == (share.kind, share.kind.additive)
    assert share.measure in {"", "%"}
    value = filed.returns[0].records[form.id][share.name, form.categories[0].name]
    assert Decimal(tenths) / 1000 == nominal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("heading", ["容积率", "汇率", "倍率", "频率", "速率"])
def test_a_ratio_of_no_hundred_is_no_share(heading: str, tmp_path: Path) -> None:
    """容积率 1.8 is 1.8, and never added."""
    template = understood(str(tmp_path), heading, "0.00", formula=False)
    ratio = template.scheme.forms[0].items[-1]
    assert (Kind.MONEY, False) == (ratio.kind, ratio.adds)


@pytest.mark.parametrize("heading", ["情况说明", "负责人"])
def test_words_beneath_per_cent_stay_words(heading: str, tmp_path: Path) -> None:
    """What is explained under 增长% is no share."""
    grid = f"表\n填报单位：\n| 项目 | 增长% | < |\n| ^ | 数值 | {heading} |\n| 税收 |  |  |\n| 规费 |  |  |"
    template = ys.understand(draw(tmp_path / "表.xlsx", grid))
    kinds = {item.label: item.kind for form in template.scheme.forms for item in form.items}
    assert Kind.TEXT in kinds.values()
