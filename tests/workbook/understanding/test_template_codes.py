"""Rows under others by their codes: 类, 款, 项 in columns of their own, or 201, 20103, 2010301 in one."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.model.linear import Comparison

NAMES = ["公共服务", "办公机构", "行政运行", "后勤管理", "群众团体", "团体运行", "教育支出"]
CODES = ["201", "20103", "2010301", "2010302", "20129", "2012901", "205"]
DEEP = {
    "合计": {"公共服务", "教育支出"},
    "办公机构": {"行政运行", "后勤管理"},
}


def in_three(*, repeated: bool) -> str:
    """Return the rows with a column a level, those above said again or left blank."""
    rows = []
    for code, name in zip(CODES, NAMES, strict=True):
        parts = [code[:3], code[3:5], code[5:]]
        last = sum(map(bool, parts))
        shown = [part if repeated or at == last - 1 else "" for at, part in enumerate(parts)]
        rows.append(f"| {' | '.join(shown)} | {name} | | |")
    return "\n".join(rows)


def sums(grid: str, folder: Path) -> dict[str, set[str]]:
    """Return what each total of a form adds up, by their labels."""
    (form,) = ys.understand(draw(folder / "表.xlsx", Drawn(grid))).scheme.forms
    found = {}
    for edit in form.edits:
        if isinstance(edit, Edit) and edit.inferred and isinstance(edit.statement, Comparison):
            total, *parts = [
                form.category(str(ref.category)).label
                if ref.category
                else form.item(ref.item).label
                for ref in edit.statement.refs
            ]
            found[total] = set(parts)
    return found


@pytest.mark.parametrize("repeated", [True, False])
def test_a_total_adds_the_outermost_codes(repeated: bool, tmp_path: Path) -> None:
    """Whether a lower row says the codes above it again; codes that skip do not add up."""
    grid = (
        "支出表\n填报单位： | | | | | 单位：万元\n| 科目编码 | < | < | 科目名称 | 预算数 | 决算数 |\n"
        f"| 类 | 款 | 项 | ^ | ^ | ^ |\n| 合计 | < | < | < | | |\n{in_three(repeated=repeated)}"
    )
    assert DEEP == sums(grid, tmp_path)


@pytest.mark.parametrize("heading", ["科目编码", "科目代码", "代码", "功能分类"])
def test_so_it_does_where_one_column_has_them_all(heading: str, tmp_path: Path) -> None:
    """201 begins 20103, which begins 2010301."""
    rows = "\n".join(f"| {code} | {name} | | |" for code, name in zip(CODES, NAMES, strict=True))
    grid = (
        f"支出表\n填报单位： | | | 单位：万元\n| {heading} | 科目名称 | 预算数 | 决算数 |\n"
        f"{rows}\n| | 合计 | | |"
    )
    assert DEEP == sums(grid, tmp_path)


@pytest.mark.parametrize(
    "codes",
    [
        [str(n) for n in range(1, 8)],
        ["1", "2", "3", "4", "10", "11", "100"],
        ["201", "205", "20103", "20501", "301", "302", "303"],
        ["201", "201", "20103", "20103", "205", "206", "207"],
    ],
)
def test_numbers_that_tell_nothing(codes: list[str], tmp_path: Path) -> None:
    """What only counts, stands elsewhere than below its own, or stands twice: all are added."""
    rows = "\n".join(f"| {code} | {name} | | |" for code, name in zip(codes, NAMES, strict=True))
    grid = f"支出表\n填报单位：\n| 代码 | 科目名称 | 预算数 | 决算数 |\n{rows}\n| | 合计 | | |"
    assert {"合计": set(NAMES)} == sums(grid, tmp_path)
