"""A list whose columns are numbered from its 序号 on: 1 2 3 4 5."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.sent import sent

STORES = """
物资明细账
填报单位：
| 序号 | 物资名称 | 单价（元） | 数量（个） | 金额（元） |
| {codes} |
| {first} | | | | =C5*D5 |
| {second} | | | | =C6*D6 |
| {third} | | | | =C7*D7 |
{total}
"""
TOTAL = "| 合计 | | | | =SUM(E5:E7) |"
FILED = {"B2": "甲镇", "B5": "帐篷", "C5": 100, "D5": 3, "E5": 300}
CODES = ["1 | 2 | 3 | 4 | 5", "（1） | （2） | （3） | （4） | （5）", "1 | 2 | 3 | 4 | 5=3×4"]


@pytest.mark.parametrize("codes", CODES)
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("total", [TOTAL, ""])
def test_the_numbers_of_the_columns_are_no_entry(
    codes: str, numbered: bool, total: str, tmp_path: Path
) -> None:
    """However they are written, whether the rows are numbered, and whether anything is added up."""
    ordinals = dict(zip(("first", "second", "third"), "123" if numbered else "   ", strict=True))
    grid = STORES.format(codes=codes, total=total, **ordinals)
    sums = {"D8": 3, "E8": 300} if total else {}
    one = sent(tmp_path, grid, cells=FILED | sums)
    assert (("帐篷", 100, 3, 300),) == one.record().rows
    assert [] == one.codes


def test_an_entry_that_happens_to_count_on_is_one(tmp_path: Path) -> None:
    """Where its name is in words the figures may be 3, 4 and 5."""
    grid = STORES.format(codes="1 | 2 | 3 | 4 | 5", total=TOTAL, first=1, second=2, third=3)
    entry = {"C6": 3, "D6": 4, "E6": 12, "B6": "2号桶", "D8": 7, "E8": 312}
    one = sent(tmp_path, grid, cells=FILED | entry)
    assert (("帐篷", 100, 3, 300), ("2号桶", 3, 4, 12)) == one.record().rows
    assert [] == one.codes
