"""What understanding a template may cost: each further row or column as much as the one before it.

Nothing is timed: instructions are counted.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import youthstats as ys
from tests.counting import instructions
from tests.workbook.understanding.drawing import draw

FEW = 15
"""Enough rows that the head and the first of each kind do not count."""


def subtotals(number: int) -> str:
    """Return rows of which every fifth is a subtotal that no formula is for."""
    said = ("小计" if row % 5 == 0 else f"项目{row}" for row in range(number))
    return "| 指标 | 数（个） | 额（万元） |\n" + "\n".join(f"| {one} | | |" for one in said)


def parts(number: int) -> str:
    """Return totals each with a part."""
    rows = range(number)
    return "| 指标 | 数（个） |\n" + "\n".join(
        f"| 甲{row} | |\n| 其中：乙{row} | |" for row in rows
    )


def bare(number: int) -> str:
    """Return one column under no heading."""
    return "\n".join(f"| 事情{row} | |" for row in range(number))


def added(number: int) -> str:
    """Return rows that are added up across, and all of them down."""
    down = f"| 总数 | =SUM(B3:B{number + 2}) | =SUM(C3:C{number + 2}) | =SUM(D3:D{number + 2}) |"
    rows = (f"| 项目{row} | =SUM(C{row}:D{row}) | | |" for row in range(3, number + 3))
    return "\n".join(["| 指标 | 合计（个） | 甲（个） | 乙（个） |", down, *rows])


def running(number: int) -> str:
    """Return rows each of which goes on from the one above it."""
    rows = (f"| 第{row}期 | | =C{row - 1}+B{row} |" for row in range(3, number + 3))
    return "\n".join(["| 月份 | 本月（元） | 累计（元） |", "| 年初 | | =B2 |", *rows])


def work(path: Path, grid: str) -> int:
    """Return how many instructions it takes to understand a template."""
    draw(path, "\n".join(line.strip() for line in grid.splitlines()))
    return instructions(lambda: ys.understand(path))


@pytest.mark.parametrize("grid", [subtotals, parts, bare, added, running])
def test_twice_the_rows_take_twice_the_work(tmp_path: Path, grid: Callable[[int], str]) -> None:
    """What each further row costs does not grow with their number."""
    ys.understand(draw(tmp_path / "表.xlsx", grid(5)))  # what is worked out once is, by now
    some, twice, four = (work(tmp_path / "表.xlsx", grid(FEW * n)) for n in (1, 2, 4))
    assert 4 * (four - twice) < 9 * (twice - some)
