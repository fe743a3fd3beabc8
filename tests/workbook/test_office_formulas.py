"""The formulas of an office's own template, on returns that keep them and on returns that do not."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from youthstats.model.returns import Return

SIDE = Side(style="thin")
BOX = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
REVIEWED = {f"reading.formula_{word}" for word in ("differs", "typed_over", "stale", "unchecked")}

AMOUNTS = (
    "={b}{r}+{c}{r}",
    "=SUM({b}{r}:{c}{r})",
    "={b}{r}-{c}{r}",
    '=IF({b}{r}="","",{b}{r}-{c}{r})',
    '=IFERROR({b}{r}+{c}{r},"")',
    "=SUMPRODUCT({b}{r}:{c}{r},{{1,2}})",
    "=ROUND({b}{r}*0.3,1)",
    "=SUM(${b}{r}:${c}{r})",
    "=MAX({b}{r},{c}{r})",
    "=VLOOKUP({b}{r},{b}${r1}:{c}${r3},2)",
    "=IF({b}{r}>10,{b}{r},{c}{r})",
    "=SUM({b}:{b})",
    "={b}{r}/SUM({b}${r1}:{b}${r3})",
)
"""Formulas an office writes line by line: some are edits, of some no value can be told."""

SHARES = (
    "={c}{r}/{b}{r}*100",
    '=IF({b}{r}=0,"",{c}{r}/{b}{r}*100)',
    '=IFERROR({c}{r}/{b}{r}*100,"")',
    "=ROUND({c}{r}/{b}{r}*100,1)",
    "=({c}{r}/{b}{r}-1)*100",
    "={c}{r}*100/{b}{r}",
)

TOTALS = (
    ("=SUM({x}{r1}:{x}{r3})", "=SUM({x}{r1}:{x}{r2})"),
    ("={x}{r1}+{x}{r2}+{x}{r3}", "={x}{r1}+{x}{r2}"),
    ("=SUBTOTAL(9,{x}{r1}:{x}{r3})", "=SUBTOTAL(9,{x}{r1}:{x}{r2})"),
    ("=SUMPRODUCT({x}{r1}:{x}{r3},{{1;1;1}})", "=SUMPRODUCT({x}{r1}:{x}{r2},{{1;1}})"),
    ("=IFERROR(SUM({x}{r1}:{x}{r3}),0)", "=IFERROR(SUM({x}{r2}:{x}{r3}),0)"),
    ("=SUM({x}{r1},{x}{r2},{x}{r3})", "=SUM({x}{r1},{x}{r3},{x}{r3})"),
    ("=SUM({x}${r1}:{x}${r3})", "=SUM({b}${r1}:{b}${r2})"),
)
"""Formulas of a total, each with one that leaves something out or counts it twice."""


@frozen
class Table:
    """A table of three lines and their total, where its rows and columns stand."""

    amount: str
    share: str
    total: str
    rows: tuple[int, ...] = (4, 5, 6, 7)
    columns: tuple[int, ...] = (2, 3, 4, 5)

    def spelled(self, formula: str, line: int, column: int) -> str:
        b, c, d, e = (get_column_letter(number) for number in self.columns)
        r1, r2, r3, last = self.rows
        x, r = get_column_letter(self.columns[column]), self.rows[line]
        return formula.format(b=b, c=c, d=d, e=e, r1=r1, r2=r2, r3=r3, last=last, x=x, r=r)

    def cells(self) -> dict[tuple[int, int], str]:
        """Return labels and formulas by row and column from 1."""
        heads = ("计划（万元）", "完成（万元）", "结算额（万元）", "完成率（%）")
        found = {(3, 1): "类别"} | {
            (3, at): head for at, head in zip(self.columns, heads, strict=True)
        }
        for line, (row, label) in enumerate(
            zip(self.rows, ("国有", "集体", "私营", "合计"), strict=True)
        ):
            found[row, 1] = label
            by_column = {2: self.amount, 3: self.share}
            by_column |= dict.fromkeys((0, 1, 2), self.total) if line == 3 else {}
            for column, formula in by_column.items():
                found[row, self.columns[column]] = self.spelled(formula, line, column)
        return found

    def address(self, line: int, column: int) -> str:
        return f"{get_column_letter(self.columns[column])}{self.rows[line]}"

    def moved(self, below: int, right: int) -> Table:
        """Return it with a row put in behind a line, and a column behind a column; 0 for none."""
        rows = tuple(row + (0 < below <= at) for at, row in enumerate(self.rows))
        columns = tuple(one + (0 < right <= at) for at, one in enumerate(self.columns))
        return evolve(self, rows=rows, columns=columns)


def tables() -> st.SearchStrategy[Table]:
    totals = [right for right, _ in TOTALS]
    return st.builds(Table, *map(st.sampled_from, (AMOUNTS, SHARES, totals)))


def put(sheet: Worksheet, changed: Mapping[str, Any]) -> None:
    for address, value in changed.items():
        sheet[address].value = value


def saved(
    table: Table,
    name: str,
    figures: bool = False,
    changed: Mapping[str, object] | None = None,
) -> Path:
    """Write the table, with figures where nothing else stands, as a workbook of its own."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "表一"
    sheet["A1"], sheet["A2"], sheet["B2"] = "完成情况表", "填报单位：", "甲县" if figures else None
    for (row, column), value in table.cells().items():
        sheet.cell(row, column, value)
    for line in range(3) if figures else ():
        for column in range(2):
            sheet.cell(table.rows[line], table.columns[column], 10 + 7 * line + 3 * column)
    put(sheet, changed or {})
    if not figures:
        for cells in sheet.iter_rows(min_row=3, max_row=7, max_col=5):
            for cell in cells:
                cell.border = BOX
    path = Path(tempfile.mkdtemp()) / name
    book.save(path)
    return path


def filed(template: ys.Template, path: Path) -> Return:
    """Read a return as it comes, of a unit nobody listed."""
    read = ys.read(path, template.scheme)
    assert [("read", None)] == [(one.status, one.reason or None) for one in read.files]
    return read.returns[0]


def told(one: Return) -> Sequence[tuple[str, str | None]]:
    """Return what is said of formulas, each with the cell."""
    return [
        (note.code.removeprefix("reading.formula_"), location.address(note.item, note.line))
        for note in one.notes
        if note.code in REVIEWED
        for location in [one.locations[note.form]]
    ]


@given(tables(), st.integers(0, 3), st.integers(0, 3))
def test_the_templates_own_formulas_are_never_told(table: Table, below: int, right: int) -> None:
    """Whatever an office computes by, a return that keeps it is told nothing; rows may move it."""
    template = ys.understand(saved(table, "我的表.xlsx"))
    kept = table.moved(below, right)
    assert [] == told(filed(template, saved(kept, "甲县.xlsx", figures=True)))


@given(tables(), st.sampled_from(TOTALS), st.integers(0, 2), st.booleans())
def test_a_range_cut_short_is_told_of_that_cell(
    table: Table, total: tuple[str, str], column: int, moved: bool
) -> None:
    """A total that leaves a line out is told, and no other cell with it."""
    template = ys.understand(saved(table, "我的表.xlsx"))
    kept = table.moved(2, 1) if moved else table
    spelling = kept.spelled(total[1], 3, column)
    spelling = spelling.replace(
        get_column_letter(kept.columns[0]) + "$", f"{get_column_letter(kept.columns[column])}$"
    )
    at = kept.address(3, column)
    returned = filed(template, saved(kept, "甲县.xlsx", True, {at: spelling}))
    assert [("differs", at)] == told(returned)


@given(tables(), st.sampled_from(TOTALS), st.integers(0, 1))
def test_a_total_spelled_another_way_is_the_same(
    table: Table, total: tuple[str, str], column: int
) -> None:
    """What means the same is the office's formula, however a clerk writes it."""
    template = ys.understand(saved(table, "我的表.xlsx"))
    changed = {table.address(3, column): table.spelled(total[0], 3, column)}
    assert [] == told(filed(template, saved(table, "甲县.xlsx", True, changed)))


@given(tables(), st.integers(0, 3))
def test_a_figure_in_the_place_of_a_formula_is_told(table: Table, line: int) -> None:
    """Whoever types over what the office computes is told of that cell, and what stood there."""
    template = ys.understand(saved(table, "我的表.xlsx"))
    at = table.address(line, 3)
    returned = filed(template, saved(table, "甲县.xlsx", True, {at: 55}))
    assert [("typed_over", at)] == told(returned)
    (note,) = (note for note in returned.notes if note.code == "reading.formula_typed_over")
    assert table.spelled(table.share, line, 3) == note.suggestion


@pytest.mark.parametrize("error", ["#DIV/0!", "#VALUE!"])
def test_an_error_in_the_place_of_a_formula_is_shown_as_it_stands(error: str) -> None:
    """What was pasted over a formula may be an error value: its sign is what a clerk sees there."""
    table = Table(AMOUNTS[0], SHARES[0], TOTALS[0][0])
    template = ys.understand(saved(table, "我的表.xlsx"))
    returned = filed(template, saved(table, "甲县.xlsx", True, {table.address(0, 3): error}))
    (note,) = (note for note in returned.notes if note.code == "reading.formula_typed_over")
    assert error == note.stood


@pytest.mark.parametrize("share", SHARES[:4])
@pytest.mark.parametrize("scale", ["", "*100"])
def test_a_share_may_be_worked_out_to_either_scale(share: str, scale: str) -> None:
    """A part of 1 and per cent are one formula, where the form asks for a share."""
    table = Table(AMOUNTS[0], share, TOTALS[0][0])
    template = ys.understand(saved(table, "我的表.xlsx"))
    changed = {table.address(0, 3): table.spelled("={c}{r}/{b}{r}" + scale, 0, 3)}
    assert [] == told(filed(template, saved(table, "甲县.xlsx", True, changed)))


@pytest.mark.parametrize("formula", ["={b}{r}/{c}{r}*100", "={c}{r}/{b}{r1}*100", "={c}{r}*100"])
def test_a_share_of_something_else_is_told(formula: str) -> None:
    """The wrong column, the wrong line or no whole is another formula."""
    table = Table(AMOUNTS[0], SHARES[1], TOTALS[0][0])
    template = ys.understand(saved(table, "我的表.xlsx"))
    changed = {table.address(1, 3): table.spelled(formula, 1, 3)}
    returned = filed(template, saved(table, "甲县.xlsx", True, changed))
    assert [("differs", table.address(1, 3))] == told(returned)


def test_an_answer_the_office_left_to_be_typed_may_be_worked_out() -> None:
    """A total without a formula is the unit's to compute: how is its own affair."""
    table = Table("={b}{r}+{c}{r}", SHARES[0], TOTALS[0][0])
    path = saved(table, "我的表.xlsx", changed={table.address(3, 2): None})
    changed = {table.address(3, 2): "=SUM(D4:D6)"}
    template = ys.understand(path)
    assert [] == told(filed(template, saved(table, "甲县.xlsx", True, changed)))


@pytest.mark.parametrize("formula", [AMOUNTS[9], "=MEDIAN({b}{r}:{c}{r})+{c}{r}"])
def test_a_function_nobody_here_works_out_is_not_told_again_of_each_return(formula: str) -> None:
    """The office's own functions are a doubt of its template at most; a stranger's is told."""
    table = Table(formula, SHARES[2], TOTALS[3][0])
    template = ys.understand(saved(table, "我的表.xlsx"))
    assert [] == told(filed(template, calculated(table)))
    changed = {table.address(0, 0): "=MEDIAN(B4:B6)"}
    assert [("unchecked", "B4")] == told(filed(template, calculated(table, changed)))


def calculated(table: Table, changed: Mapping[str, str] | None = None) -> Path:
    """Write a return whose formulas have results, as a spreadsheet program leaves them."""
    path = Path(tempfile.mkdtemp()) / "甲县.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表一")
    sheet.write(1, 0, "填报单位：")
    sheet.write(1, 1, "甲县")
    for row in table.rows[:3]:
        for column in table.columns[:2]:
            sheet.write_number(row - 1, column - 1, 12)
    for (row, column), text in table.cells().items():
        formula = (changed or {}).get(f"{get_column_letter(column)}{row}", text)
        if formula.startswith("="):
            result = {4: 24 if row < 7 else 72, 5: 100}.get(column, 36)
            sheet.write_formula(row - 1, column - 1, formula, None, result)
        else:
            sheet.write(row - 1, column - 1, formula)
    for address, formula in (changed or {}).items():
        sheet.write_formula(address, formula, None, 12)
    book.close()
    return path


def listed(entries: int, unit: str = "", changed: Mapping[str, object] | None = None) -> Path:
    """Write a list of projects: blank with lines for 6, or with as many ``entries`` of a unit."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "清单"
    sheet["A1"], sheet["A2"], sheet["B2"] = "项目清单", "填报单位：", unit or None
    sheet.append(["项目名称", "总投资（万元）", "已完成（万元）", "剩余（万元）", "完成比例（%）"])
    for row in range(4, 4 + entries):
        if unit:
            sheet.cell(row, 1, f"项目{row}")
            sheet.cell(row, 2, 100 + row)
            sheet.cell(row, 3, 40 + row)
        sheet.cell(row, 4, f"=B{row}-C{row}")
        sheet.cell(row, 5, f'=IF(B{row}=0,"",C{row}/B{row}*100)')
    put(sheet, changed or {})
    for cells in sheet.iter_rows(min_row=3, max_col=5):
        for cell in cells:
            cell.border = BOX
    path = Path(tempfile.mkdtemp()) / f"{unit or '我的表'}.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("entries", [2, 6, 9])
def test_every_entry_of_a_list_has_the_formulas_of_its_column(entries: int) -> None:
    """However many entries are filed, each has the office's formulas; one that differs is told."""
    template = ys.understand(listed(6))
    assert [] == told(filed(template, listed(entries, "甲县")))
    wrong = {"D5": "=B4-C5", "E4": 50}
    notes = told(filed(template, listed(entries, "甲县", wrong)))
    assert [("differs", "D5"), ("typed_over", "E4")] == sorted(notes)


def two_sheets(path: Path, unit: str = "", taken: str = "=甲表!B4+甲表!B5") -> Path:
    """Write two forms, the second of which takes a figure from the first."""
    book = Workbook()
    for name, labels in (("甲表", ("收入", "支出")), ("乙表", ("总额", "人数"))):
        sheet: Worksheet = book.create_sheet(name)
        sheet["A1"], sheet["A2"], sheet["B2"] = f"{name}统计", "填报单位：", unit or None
        sheet["A3"], sheet["B3"] = "指标", "数额（万元）"
        for row, label in enumerate(labels, 4):
            sheet.cell(row, 1, label)
            sheet.cell(row, 2, 5 if unit else None)
        for cells in sheet["A3:B5"]:
            for cell in cells:
                cell.border = BOX
    book["乙表"]["B4"] = taken
    book.remove(book.worksheets[0])
    if unit:
        book["甲表"].insert_rows(4)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("taken", "said"),
    [("=甲表!B5+甲表!B6", []), ("=SUM(甲表!B5:B6)", []), ("=甲表!B6*2", [("differs", "B4")])],
)
def test_a_figure_may_be_taken_from_another_form(
    tmp_path: Path, taken: str, said: list[tuple[str, str]]
) -> None:
    """What an office takes from another sheet is followed there, though rows were put in."""
    template = ys.understand(two_sheets(tmp_path / "我的表.xlsx"))
    assert said == told(filed(template, two_sheets(tmp_path / "甲县.xlsx", "甲县", taken)))
