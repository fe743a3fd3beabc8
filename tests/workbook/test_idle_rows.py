"""Rows of a list that only formulas fill: no entries, however the formulas are spelled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as Written

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.idle import comes_to_nothing, is_idle

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


@pytest.mark.parametrize(
    ("cells", "nothing"),
    [
        ([Cell(0, "=台账!A6"), Cell(0, "=台账!B6")], True),
        ([Cell("", '=IF(台账!A6="","",台账!A6)'), Cell(0, "=台账!B6")], True),
        ([Cell(None), Cell(0, "=0")], True),
        ([Cell(None), Cell(None, "=1-1")], True),
        ([Cell(0, "=台账!A6"), Cell(0)], False),
        ([Cell("桥"), Cell(0, "=台账!B6")], False),
        ([Cell("桥", "=台账!A6"), Cell(0, "=台账!B6")], False),
        ([Cell(None), Cell(None, "=台账!B6")], False),
        ([Cell(None), Cell(3, "=台账!B6")], False),
        ([Cell(None), Cell(None)], False),
    ],
)
def test_what_fetches_nothing_is_no_entry(cells: list[Cell], nothing: bool) -> None:
    """Formulas alone that show 0 for figures and names; what was typed, or nobody knows, is one."""
    sheet = Sheet("清单", cells={(5, at): cell for at, cell in enumerate(cells)})
    assert nothing == comes_to_nothing(Book("", "", (sheet,)), sheet, 5, range(2))


@pytest.mark.parametrize(("fetched", "nothing"), [(None, True), (0, True), (3, False)])
def test_what_it_fetches_is_looked_up(fetched: int | None, nothing: bool) -> None:
    """Nobody calculated it: what stands on the other sheet tells."""
    cells = {(5, 0): Cell(None, "=台账!A6"), (5, 1): Cell(None, "=台账!B6")}
    ledger = Sheet("台账", cells={(5, 1): Cell(fetched)} if fetched is not None else {})
    sheet = Sheet("清单", cells=cells)
    book = Book("", "", (sheet, ledger))
    assert nothing == comes_to_nothing(book, sheet, 5, range(2))


def test_a_list_linked_to_another_sheet_that_nobody_calculated(tmp_path: Path) -> None:
    """Its blank rows are told of as those with results are, and its own sum is the office's."""
    grid = "项目清单\n填报单位：\n| 项目名称 | 中央 |\n| | |\n| | |\n| | |\n| 合计 | =SUM(B4:B6) |"
    path = draw(tmp_path / "模板.xlsx", grid)
    template = ys.understand(path)
    book = load_workbook(path)
    sheet, ledger = book.worksheets[0], book.create_sheet("台账")
    sheet["A2"] = "填报单位：甲镇"
    for row in (4, 5, 6):
        sheet[f"A{row}"], sheet[f"B{row}"] = f"=台账!A{row}", f"=台账!B{row}"
    for at, value in {"A4": "桥", "B4": 3, "A5": "路", "B5": 5}.items():
        ledger[at] = value
    (tmp_path / "上报").mkdir()
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    filed = ys.read(tmp_path / "上报", template.scheme)
    review = ys.check(filed)
    told = {one.code for one in (*review.findings, *review.notes)}
    expected = {"formula_differs": False, "figures_beside": False, "rows_of_noughts": True}
    assert expected == {code: code in told for code in expected}
    (record,) = filed.returns[0].records.values()
    assert [("桥", 3), ("路", 5)] == [tuple(row) for row in record.rows]


def _linked(path: Path, rows: Mapping[int, tuple[tuple[str, object], ...]], total: str) -> None:
    """Write a list with these formulas and their results in its rows."""
    book = Written(path)
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["项目清单"])
    sheet.write_row("A2", ["填报单位：", "甲镇"])
    sheet.write_row("A3", ["项目名称", "中央", "地方"])
    for row, cells in rows.items():
        for at, (formula, value) in enumerate(cells):
            if formula:
                sheet.write_formula(row - 1, at, formula, None, value)
            elif value is not None:
                sheet.write(row - 1, at, value)
    sheet.write("A9", "合计")
    for column in "BC":
        sheet.write_formula(f"{column}9", total.format(column), None, 8 if column == "B" else 3)
    book.close()


_TWO = {4: (("", "桥"), ("", 3), ("", 1)), 5: (("", "路"), ("", 5), ("", 2))}


@pytest.mark.parametrize("own", [False, True])
def test_rows_that_fetch_nothing_are_told_of(own: bool, tmp_path: Path) -> None:
    """One note for those a unit made, none for those of the office; the office's sum is its own."""
    rows = {
        row: (f"=台账!A{row}", f"=SUMIF(台账!A:A,9,台账!B:B)+{row}*0", f"=台账!C{row}")
        for row in range(6, 9)
    }
    grid = "项目清单\n填报单位：\n| 项目名称 | 中央 | 地方 |\n| | | |\n| | | |\n"
    grid += "".join(f"| {' | '.join(cells if own else ('',) * 3)} |\n" for cells in rows.values())
    template = ys.understand(
        draw(tmp_path / "模板.xlsx", grid + "| 合计 | =SUM(B4:B8) | =SUM(C4:C8) |")
    )
    (tmp_path / "上报").mkdir()
    fetched = {row: tuple((formula, 0) for formula in cells) for row, cells in rows.items()}
    _linked(tmp_path / "上报" / "甲镇.xlsx", {**_TWO, **fetched}, "=SUM({0}4:{0}8)")
    job = ys.reconcile(tmp_path / "上报", template)
    (form,) = template.scheme.forms
    record = job.totals[form.id].record
    assert ["桥", "路"] == [record["项目名称", line] for line in record.keys]
    assert () == job.review.findings
    notes = [one for one in job.review.notes if one.code == "rows_of_noughts"]
    assert ([] if own else [3]) == [one.facts["count"] for one in notes]
    assert own or "A6:C8" in notes[0].message("zh")
