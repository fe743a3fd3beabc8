"""What is uncertain about a table is said once, however many forms it becomes."""

from __future__ import annotations

from pathlib import Path

from tests.workbook.understanding.drawing import draw
from youthstats.workbook.understanding.template import understand

WORKS = """
水利建设情况
| 项目 | 单位 | 年度计划 | 累计 | 完成计划% |
| 投资 | 万元 | | | =D3/C3 |
| 土方 | 立方米 | | | =D4/C4 |
| 受益人口 | 人 | | | =D5/C5 |
| 设施管护 | 垱 | | | =D6/C6 |
"""


def test_a_measure_nobody_knows_is_asked_about_once(tmp_path: Path) -> None:
    """Amounts and counts are forms of their own, and the column of measures is of both."""
    template = understand(draw(tmp_path / "表.xlsx", WORKS))
    assert 1 < len(template.scheme.forms)
    assert 1 == [doubt.code for doubt in template.doubts].count("measures_unknown")
