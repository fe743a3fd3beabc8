"""A growth in per cent typed as a text counts in formulas as the number would."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from youthstats.model.values import Value
from youthstats.workbook.reading.read import read
from youthstats.workbook.understanding.template import understand

TABLE = """
统计表
填报单位： |
| 指标 | 本期增长（%） | 上期增长（%） | 增减（%） |
| 产值 | | | =B4-C4 |
"""


def difference(this: object, last: float) -> Value:
    """Return what is read in the last column of a return with these growths."""
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder, "表.xlsx"), TABLE)
        template = understand(path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet["B2"], sheet["B4"], sheet["C4"] = "东镇", this, last  # type: ignore[assignment]
        book.save(Path(folder, "东镇.xlsx"))
        (one,) = read(Path(folder, "东镇.xlsx"), template.scheme).returns
    (record,) = one.records.values()
    return record["增减", record.keys[0]]


@settings(max_examples=settings().max_examples // 10)
@given(st.integers(-300, 300), st.integers(-300, 300))
@example(5, 2)
def test_a_text_counts_as_the_number_it_says(this: int, last: int) -> None:
    """0.5 less 0.2 is 0.3 per cent, however the 0.5 was typed."""
    typed = Decimal(this) / 10
    assert difference(float(typed), last / 10) == difference(str(typed), last / 10)
