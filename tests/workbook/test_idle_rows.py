"""Rows of a list that only formulas fill: no entries, however the formulas are spelled."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import youthstats as ys
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.sheets.idle import is_idle

_COLUMNS = range(5, 9)
"""F to I, of which the last is the sum of the three before it."""

_spelled = st.sampled_from(
    [
        "{d}F{d}{n}+{d}G{d}{n}+{d}H{d}{n}",
        "SUM({d}F{d}{n}:{d}H{d}{n})",
        "SUM({d}H{d}{n}:{d}F{d}{n})",
        "SUM({d}F{d}{n}:{d}G{d}{n},{d}H{d}{n})",
        'IF(COUNT({d}F{d}{n}:{d}H{d}{n})=0,"",SUM({d}F{d}{n}:{d}H{d}{n}))',
        "SUM({d}F$4:{d}H{d}{n})",
    ]
)
_dollars = st.sampled_from(["", "$"])


def _row(number: int, formula: str, typed: dict[int, int]) -> Sheet:
    cells = {(number - 1, at): Cell(figure) for at, figure in typed.items()}
    return Sheet("清单", cells={**cells, (number - 1, 8): Cell(0, formula)})


@given(number=st.integers(4, 99), spelled=_spelled, dollar=_dollars)
def test_a_sum_over_a_blank_row_fills_nothing(number: int, spelled: str, dollar: str) -> None:
    """Cell by cell or as an area, a formula that rests on its own row leaves the row idle."""
    sheet = _row(number, spelled.format(n=number, d=dollar), {})
    assert is_idle(sheet, number - 1, _COLUMNS)


@given(
    number=st.integers(4, 99),
    spelled=_spelled,
    typed=st.dictionaries(st.integers(5, 7), st.integers(0, 9), min_size=1),
)
def test_a_figure_beside_the_sum_is_an_entry(
    number: int, spelled: str, typed: dict[int, int]
) -> None:
    """One typed figure, were it 0, and the row was filled in."""
    assert not is_idle(_row(number, spelled.format(n=number, d=""), typed), number - 1, _COLUMNS)


@given(number=st.integers(10, 99), dollar=_dollars, before=st.sampled_from(["台账!", "'台 账'!"]))
def test_what_is_fetched_from_elsewhere_is_an_entry(number: int, dollar: str, before: str) -> None:
    """An area on another sheet, or in other rows alone, was filled in by whoever wrote it."""
    area = f"{dollar}F{dollar}{number}:{dollar}H{dollar}{number}"
    above = f"SUM(F4:H{number - 1})"
    for formula in (f"SUM({before}{area})", above):
        assert not is_idle(_row(number, formula, {}), number - 1, _COLUMNS)


def _list(path: Path, *listed: tuple[str, int, int]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["项目清单"], ["填报单位：", "甲镇"], ["项目名称", "中央", "地方", "小计"]):
        sheet.append(line)
    for row in range(4, 9):
        entry = listed[row - 4] if row - 4 < len(listed) else (None, None, None)
        sheet.append([*entry, f"=SUM(B{row}:C{row})"])
    book.save(path)
    return path


def test_a_list_has_the_entries_that_were_typed(tmp_path: Path) -> None:
    """Three of five rows stay blank: two entries, and nothing is said of the formulas."""
    template = ys.understand(_list(tmp_path / "模板.xlsx"))
    (tmp_path / "上报").mkdir()
    _list(tmp_path / "上报" / "甲镇.xlsx", ("桥", 3, 1), ("路", 5, 2))
    (filed,) = ys.read(tmp_path / "上报", template.scheme).returns
    (record,) = filed.records.values()
    assert [("桥", 3, 1, 4), ("路", 5, 2, 7)] == [tuple(row) for row in record.rows]
