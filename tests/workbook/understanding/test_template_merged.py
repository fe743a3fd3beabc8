"""Answers in merged cells: one figure each, whatever formulas reach over."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Edit
from youthstats.model.linear import Comparison
from youthstats.workbook.understanding.template import Template, understand


def _drawn(tall: list[int], wide: list[int], formula: str) -> Template:
    """Draw rows with one answer each, merged down and across, and a sum over them below."""

    def across(*begin: str) -> str:
        return " | ".join(
            cell + " | <" * (size - 1) for cell, size in zip(begin, wide, strict=True)
        )

    blanks, above = [""] * len(wide), " | ".join(["^"] * sum(wide))
    lines = ["情况表", f"| 指标 | 细目 | {across(*(f'县{n}' for n in range(len(wide))))} |"]
    for row, size in enumerate(tall):
        lines.append(f"| 活动{row}（个） | 第0种 | {across(*blanks)} |")
        lines += [f"| ^ | 第{part}种 | {above} |" for part in range(1, size)]
    lines.append(f"| 合计（个） | < | {across(*[formula] * len(wide))} |")
    return understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", "\n".join(lines)))


def _said(template: Template) -> list[Comparison]:
    (form,) = template.scheme.forms
    hard = [one for one in form.edits if isinstance(one, Edit) and not one.inferred]
    return [one.statement for one in hard if isinstance(one.statement, Comparison)]


@given(
    st.lists(st.integers(1, 3), min_size=2, max_size=4),
    st.lists(st.integers(1, 3), min_size=2, max_size=3),
)
def test_a_sum_over_merged_answers_adds_each_once(tall: list[int], wide: list[int]) -> None:
    """However many cells each is merged over, down and across."""
    last = "CDEFGHIJK"[sum(wide) - 1]
    last = "CDEFGHIJK"[sum(wide) - 1]
    template = _drawn(tall, wide, f"=SUM(C3:{last}{sum(tall) + 2})")
    said = _said(template)
    assert said
    for one in said:
        assert [Fraction(1)] * (len(tall) * len(wide)) == [size for _, size in one.right.terms]


def test_an_answer_beside_two_labels_is_called_after_what_is_beside_all_of_it(
    tmp_path: Path,
) -> None:
    """线上 and 线下 under 讲座 have one answer: it is that of 讲座."""
    template = understand(
        draw(
            tmp_path / "我的表.xlsx",
            """
            统计表
            | 指标 | 细目 | 数量（个） |
            | 讲座 | 线上 | |
            | ^ | 线下 | ^ |
            | 培训 | 线上 | |
            | 合计 | < | =SUM(C3:C5) |
            """,
        )
    )
    assert ["合计 = 讲座 + 培训_线上"] == [str(one) for one in _said(template)]
    assert () == template.doubts


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_answer_beside_labels_none_of_which_is_beside_all_of_it_is_doubted(
    tmp_path: Path, lang: str
) -> None:
    """It is called after the first of them, and all are named."""
    grid = "统计表\n| 指标 | 数量（个） |\n| 讲座 | |\n| 培训 | ^ |\n| 比赛 | |"
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    (form,) = template.scheme.forms
    assert ["讲座", "比赛"] == [item.name for item in form.items]
    (doubt,) = template.doubts
    assert ("called_by_first", "B3") == (doubt.code, doubt.address)
    assert all(label in doubt.message(lang) for label in ("讲座", "培训"))


def test_a_formula_that_names_a_covered_cell_is_no_edit(tmp_path: Path) -> None:
    """There is nothing in it, whatever its first cell holds."""
    grid = (
        "统计表\n| 指标 | 数量（个） | < |\n| 讲座 | | < |\n| 培训 | | < |\n| 合计 | =B3+C4 | < |"
    )
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    assert [] == _said(template)
    assert ["formula"] == [doubt.code for doubt in template.doubts]
