"""What a validation accepts is what the form accepts: of any operator, end and figure."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import fill
from youthstats.model.edits import Edit, Verdict, judge
from youthstats.model.forms import Form
from youthstats.wording import LANGUAGES
from youthstats.workbook.understanding.template import Template, understand

_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "equal": eq,
    "greaterThan": gt,
    "greaterThanOrEqual": ge,
    "lessThan": lt,
    "lessThanOrEqual": le,
}
_TABLE = """
情况表
| 地区 | 面积 | 说明 |
| 东村 | | |
| 西村 | | |
"""

ends = st.integers(-20, 20) | st.decimals(-20, 20, places=1, allow_nan=False)


def _understood(limits: dict[str, dict[str, str]], grid: str = _TABLE) -> Template:
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    return understand(draw(path, Drawn(grid, limits=limits)))


def _accepts(form: Form, value: Decimal) -> bool:
    """Tell whether a form has nothing against a figure in its first cell."""
    item = form.items[0]
    edits = [edit for edit in form.edits if isinstance(edit, Edit)]
    verdicts = [judge(edit.statement, lambda _: value).verdict for edit in edits]
    low = item.minimum is None or value >= item.minimum
    return low and item.admits(value) and Verdict.FAILS not in verdicts


@given(st.sampled_from(("whole", "decimal")), st.sampled_from((*_COMPARED, "between")), st.data())
def test_a_form_accepts_what_a_validation_does(
    kind: str, operator: str, data: st.DataObject
) -> None:
    """Every end is kept as it is: reached or not, whole or not, of whole numbers or of any.

    Without a least figure a figure is not negative, as everywhere.
    """
    low, high = sorted(data.draw(st.tuples(ends, ends)))
    rule = {"type": kind, "operator": operator, "formula1": str(low)}
    form = _understood({"B3:B4": rule | {"formula2": str(high)}}).scheme.forms[0]
    near = [
        Decimal(end) + step
        for end in (low, high)
        for step in map(Decimal, ("-1", "-0.1", "0", "0.1", "1"))
    ]
    for value in near:
        if operator == "between":
            accepted = low <= value <= high
        else:
            accepted = _COMPARED[operator](value, Decimal(low))
            accepted = accepted and (value >= 0 or not operator.startswith("less"))
        accepted = accepted and (kind == "decimal" or value == int(value))
        assert accepted == _accepts(form, value), value


@given(st.sampled_from(("notEqual", "notBetween")), ends)
def test_what_no_edit_can_say_is_listed(operator: str, end: Decimal) -> None:
    """A value or a range that is ruled out is no edit, and a doubt says why in every language."""
    rule = {"type": "decimal", "operator": operator, "formula1": str(end), "formula2": "99"}
    template = _understood({"B3:B4": rule})
    assert () == template.scheme.forms[0].edits
    (doubt,) = template.doubts
    assert ("validation_unread", "B3") == (doubt.code, doubt.address)
    assert all(str(end) in doubt.message(lang) for lang in LANGUAGES)


@given(st.integers(2, 12), st.data())
def test_a_limit_on_rows_of_a_list_is_never_lost(rows: int, data: st.DataObject) -> None:
    """It is an edit where it is on all rows, or on nearly all, which is said; else it is listed."""
    limited = data.draw(st.sets(st.integers(0, rows - 1), min_size=1))
    rule = {"type": "decimal", "operator": "lessThan", "formula1": "100"}
    grid = "项目表\n| 名称 | 金额（元） |\n" + "| | |\n" * rows
    template = _understood({f"B{row + 3}": rule for row in limited}, grid)
    edits = [
        str(edit.statement) for edit in template.scheme.forms[0].edits if isinstance(edit, Edit)
    ]
    codes = [doubt.code for doubt in template.doubts]
    left_out = rows - len(limited)
    nearly = 5 * left_out <= rows
    assert (["金额 < 100"] if nearly else []) == edits
    assert ([] if not left_out else ["limit_on_most" if nearly else "limit_on_some"]) == codes


def test_cells_that_a_doubt_names_are_a_list_in_words() -> None:
    """Those below each other are one area, and several areas are listed as a sentence does."""
    rule = {"type": "decimal", "operator": "lessThan", "formula1": "100"}
    grid = "项目表\n| 名称 | 金额（元） |\n" + "| | |\n" * 6
    (doubt,) = _understood({"B3:B4": rule, "B6": rule}, grid).doubts
    assert "只设在 B3:B4、B6，" in doubt.message("zh")
    assert "on B3:B4, B6 alone" in doubt.message("en")


@pytest.mark.parametrize("value", [None, 0, Decimal("0.4"), Decimal("0.5"), 7])
def test_a_blank_is_below_no_limit(value: Decimal | None, tmp_path: Path) -> None:
    """A validation lets a cell be blank; a 0 that was typed is a figure, and too small."""
    template = _understood(
        {"B3:B4": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0.5"}}
    )
    filled = fill(template, tmp_path / "某单位.xlsx")
    book = load_workbook(filled)
    book["表一"]["B3"].value = value
    book.save(filled)
    review = ys.check(ys.read(filled, template.scheme))
    failed = [one.rule for one in review.findings if one.code == "edit_failure"]
    low = value is not None and value < Decimal("0.5")
    assert (["表一.面积_下限"] if low else []) == failed


def test_a_limit_over_two_sheets_is_an_edit_across_forms(tmp_path: Path) -> None:
    """Both sides name their form; said by cells on either sheet it stays two edits."""
    other = """
    另表
    | 地区 | 总面积 |
    | 东村 | |
    | 西村 | |
    """
    rule = {"type": "decimal", "operator": "lessThanOrEqual", "formula1": "表二!B3"}
    sheets = Drawn(_TABLE, limits={"B3:B4": rule}), Drawn(other, "表二")
    template = understand(draw(tmp_path / "我的表.xlsx", *sheets))
    across = {edit.name: (str(edit.statement), edit.given) for edit in template.scheme.edits}
    stated = [text for text, _ in across.values()]
    assert ["表一.面积[东村] <= 表二.东村", "表一.面积[西村] <= 表二.西村"] == sorted(stated)
    assert not any(given_alone for _, given_alone in across.values())
    assert [] == [edit for edit in template.scheme.form("表一").edits if isinstance(edit, Edit)]


def test_a_limit_that_no_figure_of_the_cell_meets_or_misses_says_nothing(tmp_path: Path) -> None:
    """``B3 <= B3`` joins no answers."""
    template = understand(
        draw(
            tmp_path / "我的表.xlsx",
            Drawn(_TABLE, limits={"B3:B4": {"type": "custom", "formula1": "B3<=B3+1"}}),
        )
    )
    assert () == template.scheme.form("表一").edits
    assert not [one for one in template.doubts if one.code == "validation_unread"]


def test_a_limit_on_words_is_told(tmp_path: Path) -> None:
    """A number is asked of a cell that is read as words: it is no edit, and said to be none."""
    rule = {"type": "custom", "formula1": "C3>5"}
    template = understand(draw(tmp_path / "我的表.xlsx", Drawn(_TABLE, limits={"C3:C4": rule})))
    (doubt,) = [one for one in template.doubts if one.code == "validation_unread"]
    assert all("C3>5" in doubt.message(lang) for lang in LANGUAGES)


@pytest.mark.parametrize("columns", [1, 3])
@pytest.mark.parametrize("limited", [True, False])
def test_what_a_validation_says_is_not_inferred_again(columns: int, limited: bool) -> None:
    """A part that the office lets be no more than its whole is held against it once."""
    years = "".join(f"| {2022 + at}年 " for at in range(columns))
    blanks = "| " * columns
    grid = f"情况表\n填报单位：\n| 指标 {years}|\n| 户数 {blanks}|\n| 其中：规模户 {blanks}|\n| 面积 {blanks}|"
    letters = "BCD"[:columns]
    rule = {"type": "whole", "operator": "lessThanOrEqual"}
    limits = {f"{letter}5": rule | {"formula1": f"{letter}4"} for letter in letters}
    (form,) = _understood(limits if limited else {}, grid).scheme.forms
    said = [edit for edit in form.edits if isinstance(edit, Edit)]
    assert ["户数_规模户 <= 户数"] == [str(edit.statement) for edit in said]
    assert [not limited] == [edit.inferred for edit in said]
