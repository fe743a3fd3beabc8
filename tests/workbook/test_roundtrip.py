"""What is written is what is read: returns, consolidated workbooks, and sheets that were moved."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import column_index_from_string, get_column_letter

import youthstats as ys
from youthstats import strategies
from youthstats.model.returns import Record, Return
from youthstats.model.values import Value, bounds, exact, from_float, is_figure, nominal
from youthstats.workbook.names import constants
from youthstats.workbook.package import Book, Cell, Sheet, open_book
from youthstats.workbook.reading.books.interpret import interpret
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.writing.computed import as_filed
from youthstats.workbook.writing.plan import Cell as Planned
from youthstats.workbook.writing.plan import Plan
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.template import return_plans

YEAR_2009 = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"

some = settings(max_examples=settings().max_examples // 3)
few = settings(max_examples=settings().max_examples // 6)


@cache
def filed_2009() -> ys.Filed:
    return ys.read(RETURNS, YEAR_2009)


def read_one(path: Path, scheme: ys.Scheme) -> Return:
    filed = ys.read(path, scheme)
    assert ["read"] == [file.status for file in filed.files]
    assert 1 == len(filed)
    return filed.returns[0]


def differing(expected: Return, read: Return) -> list[tuple[object, ...]]:
    """List every answer that was read differently, each with both values."""
    found: list[tuple[object, ...]] = []
    for form, record in expected.records.items():
        other = read.records.get(form, Record.empty(record.form))
        here, there = record.values, other.values
        places = [*here, *(place for place in there if place not in here)]
        blank = ys.Missing.BLANK
        found += [
            (form, *place, here.get(place, blank), there.get(place, blank))
            for place in places
            if not alike(record.form, here.get(place, blank), there.get(place, blank), place[0])
        ]
        found += [] if record.keys == other.keys else [(form, record.keys, other.keys)]
    return found


def held(returns: Iterable[Return]) -> bool:
    """Tell whether a cell can hold every figure: a spreadsheet keeps 15 digits of a number."""
    return all(
        not is_figure(value) or from_float(float(nominal(value))) == exact(value)  # type: ignore[arg-type]
        for one in returns
        for record in one.records.values()
        for name, _, value in record
        if record.form.item(name).kind.additive
    )


def alike(form: ys.Form, written: Value, read: Value, item: str) -> bool:
    """Tell whether an answer was read as written.

    A quotient that its formula yields stands in its cell in full, and is shown as it was printed.
    """
    if written == read:
        return True
    shown = form.figure(form.item(item), written)
    return item in form.derivations and shown is not None and same(read, shown)


def same(full: Value, shown: Value) -> bool:
    """Tell whether ``shown`` is ``full``, to the places it is shown with."""
    if full == shown:
        return True
    if not (is_figure(full) and is_figure(shown)):
        return False
    low, high = bounds(shown)  # type: ignore[arg-type]
    return low <= nominal(full) <= high  # type: ignore[arg-type]


# ---------------------------------------------------------------------- written and read again


@some
@given(st.data())
def test_a_return_of_any_scheme_reads_as_written(data: st.DataObject) -> None:
    """Any valid return of any scheme, written and read, is the same return."""
    scheme = data.draw(strategies.schemes())
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    one = data.draw(strategies.returns(scheme, unit))
    assume(held([one]))
    lang = data.draw(st.sampled_from(("zh", "en")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "r.xlsx")
        ys.write_return(path, scheme, unit, one.records, lang=lang)
        again = read_one(path, scheme)
    assert unit == again.unit
    assert [] == differing(one, again)


@few
@given(st.data())
def test_returns_of_2009_read_as_written(data: st.DataObject) -> None:
    """Any valid return on the forms of 2009, written and read, is the same return."""
    unit = data.draw(st.sampled_from(YEAR_2009.units.leaves))
    one = data.draw(strategies.returns(YEAR_2009, unit))
    assume(held([one]))
    with tempfile.TemporaryDirectory() as folder:
        ys.write_return(Path(folder, "r.xlsx"), YEAR_2009, unit, one.records)
        again = read_one(Path(folder, "r.xlsx"), YEAR_2009)
    assert [] == differing(one, again)


@some
@given(st.data())
def test_a_consolidated_workbook_reads_as_written(data: st.DataObject) -> None:
    """Totals of any scheme, written and read: by unit where units are listed, else stacked."""
    scheme = data.draw(strategies.schemes())
    check_consolidated(data.draw(strategies.filed(scheme)))


@few
@given(st.data())
def test_consolidated_2009_reads_as_written(data: st.DataObject) -> None:
    """Totals of any valid returns of 2009, written and read, are the same figures."""
    check_consolidated(data.draw(strategies.filed(YEAR_2009)))


def check_consolidated(filed: ys.Filed) -> None:
    scheme, totals = filed.scheme, ys.consolidate(filed)
    assume(held(as_filed(totals, "")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.xlsx")
        ys.write(path, totals, ys.check(filed))
        again = ys.read(path, scheme)
    assert ["read"] == [file.status for file in again.files]
    by_unit = {one.unit: one for one in again}
    assert scheme.units.root in by_unit
    for form in totals:
        units = form.records if form.form.by_unit else [scheme.units.root]
        for unit in set(units) & {scheme.units.root, *scheme.units.leaves}:
            check_record(form.records.get(unit), by_unit[unit], form.form)
    assert () == ys.compare(as_filed(totals, path), again)
    assert [] == [finding.message() for finding in ys.check(again).hard]


def check_record(expected: Record | None, found: Return, form: ys.Form) -> None:
    record = found.records[form.id]
    wanted = expected or Record.empty(form)
    assert wanted.keys == record.keys
    for name, line, value in wanted:
        item = form.item(name)
        home = form.item(item.within) if item.within else item
        if home.in_report:
            note(f"{form.id}.{name}[{line}]: {value!r} read as {record[name, line]!r}")
            read = record[name, line]
            assert same(value, read) or alike(form, value, read, name)


def test_the_printed_report_reads_as_written(tmp_path: Path) -> None:
    """A finished report without formulas or names reads as the records it was written from."""
    totals = ys.consolidate(filed_2009())
    records = {
        unit: {form.form.id: form.records[unit] for form in totals if unit in form.records}
        for unit in YEAR_2009.units.names
    }
    ys.write_report(tmp_path / "printed.xlsx", YEAR_2009, records)
    again = ys.read(tmp_path / "printed.xlsx", YEAR_2009)
    assert () == ys.compare(as_filed(totals, ""), again)
    assert YEAR_2009.units.names == tuple(one.unit for one in again)


# ---------------------------------------------- rows and columns inserted, as a program does it


def inserted(plans: Sequence[Plan], at: int, count: int, *, sheet: int, across: bool) -> list[Plan]:
    """Return the sheets with rows (or columns) inserted on one, as Excel or LibreOffice does it.

    Cells, merged blocks, validations, defined names and every formula follow.
    """
    name = plans[sheet].name

    def moved(place: int) -> int:
        return place + count if place >= at else place

    def formula(text: str | None, own: str) -> str | None:
        return None if text is None else _rewritten(text, own, name, moved, across=across)

    def cell(cell: Planned) -> Planned:
        first, size = (cell.column, cell.width) if across else (cell.row, cell.height)
        last = moved(first + size - 1)
        first = moved(first)
        if across:
            return evolve(cell, column=first, width=last - first + 1)
        return evolve(cell, row=first, height=last - first + 1)

    found = []
    for plan in plans:
        cells = [evolve(one, formula=formula(one.formula, plan.name)) for one in plan.cells]
        if plan.name != name:
            found.append(evolve(plan, cells=cells))
            continue
        found.append(
            evolve(
                plan,
                cells=[cell(one) for one in cells],
                widths=[10.0] * (len(plan.widths) + count),
                freeze=(0, 0),
                repeat=None,
                validations=[
                    evolve(one, column=moved(one.column))
                    if across
                    else evolve(one, row=moved(one.row))
                    for one in plan.validations
                ],
                names={
                    key: (top, moved(left), bottom, moved(right))
                    if across
                    else (moved(top), left, moved(bottom), right)
                    for key, (top, left, bottom, right) in plan.names.items()
                },
            )
        )
    return found


def _rewritten(
    formula: str, own: str, sheet: str, moved: Callable[[int], int], *, across: bool
) -> str:
    def reference(match: re.Match[str]) -> str:
        column, row = column_index_from_string(match["column"]) - 1, int(match["row"]) - 1
        column, row = (moved(column), row) if across else (column, moved(row))
        return f"{match['a']}{get_column_letter(column + 1)}{match['b']}{row + 1}"

    text = "="
    for token in Tokenizer(formula).items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            place, mark, cells = token.value.rpartition("!")
            home = place.strip("'").replace("''", "'") or own
            if home == sheet:
                pattern = r"(?P<a>\$?)(?P<column>[A-Z]+)(?P<b>\$?)(?P<row>\d+)"
                cells = re.sub(pattern, reference, cells)
            text += place + mark + cells
        else:
            text += token.value
    return text


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_rows_and_columns_inserted_in_any_return(data: st.DataObject) -> None:
    """Rows or columns inserted anywhere in a spreadsheet program change no figure that is read."""
    scheme = data.draw(strategies.schemes())
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    one = data.draw(strategies.returns(scheme, unit))
    assume(held([one]))
    check_inserted(data, scheme, unit, one)


@some
@given(st.data())
def test_rows_and_columns_inserted_in_a_return_of_2009(data: st.DataObject) -> None:
    """The same for the forms of 2009 with the figures that were filed."""
    one = data.draw(st.sampled_from(filed_2009().returns))
    check_inserted(data, YEAR_2009, one.unit, one)


def check_inserted(data: st.DataObject, scheme: ys.Scheme, unit: str, one: Return) -> None:
    plans = return_plans(scheme, unit, one.records)
    for _ in range(data.draw(st.integers(1, 3))):
        sheet = data.draw(st.integers(0, len(plans) - 1))
        at, count = data.draw(st.integers(0, 12)), data.draw(st.integers(1, 3))
        across = data.draw(st.booleans())
        note(f"{plans[sheet].name}: {count} {'columns' if across else 'rows'} at {at}")
        plans = inserted(plans, at, count, sheet=sheet, across=across)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{unit}.xlsx")
        render(path, plans, constants=constants(scheme, "return"))
        again = read_one(path, scheme)
    assert [] == differing(one, again)


# ------------------------------------------------ rows and columns inserted, as openpyxl does it


def pushed(sheet: Sheet, at: int, count: int, *, across: bool) -> Sheet:
    """Return the sheet as ``openpyxl`` leaves it: values have moved, merged blocks have not."""
    cells: dict[tuple[int, int], Cell] = {}
    for (row, column), cell in sheet.cells.items():
        down = count * (not across and row >= at)
        right = count * (across and column >= at)
        cells[row + down, column + right] = evolve(cell, formula=None)
    return evolve(sheet, cells=cells)


@pytest.mark.parametrize("across", [False, True], ids=["rows", "columns"])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("unit", ["市级", "嘉善县", "平湖市"])
def test_values_moved_away_from_their_names(unit: str, count: int, across: bool) -> None:
    """Values that moved while names and merged blocks stayed are found by their labels.

    A table that moved as a whole reads the same. Where it was torn apart between its labels it
    reads the same or is reported.
    """
    book = open_book(RETURNS / f"{unit}.xlsx")
    lost = []
    for place, form in enumerate(YEAR_2009.forms):
        expected = filed_2009()[unit].records[form.id]
        for at in range(14):
            sheets = list(book.sheets)
            sheets[place] = pushed(sheets[place], at, count, across=across)
            moved = evolve(book, sheets=tuple(sheets))
            found = interpret(moved, YEAR_2009, unit_spellings(YEAR_2009))[0]
            record = found.records.get(form.id, Record.empty(form))
            said = any(one.absent or one.doubtful for one in found.matching if one.form == form.id)
            torn = at > (0 if across else 3)
            if record != expected and not (torn and (said or form.id not in found.records)):
                lost.append((form.id, at))
    assert [] == lost


@pytest.mark.parametrize("at", [1, 2, 4, 6])
def test_openpyxl_inserting_rows_loses_nothing_in_silence(at: int, tmp_path: Path) -> None:
    """What openpyxl itself makes of a return reads right, or says which cell it cannot find."""
    book = openpyxl.load_workbook(RETURNS / "秀洲区.xlsx", data_only=True)
    for sheet in book.worksheets:
        sheet.insert_rows(at, 2)
    book.save(tmp_path / "秀洲区.xlsx")
    filed = ys.read(tmp_path, YEAR_2009)
    assert ["read"] == [file.status for file in filed.files]
    told = {finding.form for finding in ys.check(filed).hard}
    for form, record in filed_2009()["秀洲区"].records.items():
        again = filed.returns[0].records.get(form, Record.empty(record.form))
        assert record == again or form in told, form


# --------------------------------------------------------------------- sheets, names, labels


@pytest.mark.parametrize("order", [(6, 5, 4, 3, 2, 1, 0), (3, 0, 6, 1, 5, 2, 4)])
def test_sheets_renamed_and_reordered(order: tuple[int, ...], tmp_path: Path) -> None:
    """Sheets may stand in any order under any names; the figures are the same."""
    one = filed_2009()["市级"]
    plans = return_plans(YEAR_2009, "市级", one.records)
    first = plans[0].name
    renamed = [evolve(plan, name=f"新 {place}'新") for place, plan in enumerate(plans)]
    renamed = [
        evolve(
            plan,
            cells=[
                evolve(cell, formula=cell.formula.replace(f"'{first}'!", "'新 0''新'!"))
                if cell.formula
                else cell
                for cell in plan.cells
            ],
        )
        for plan in renamed
    ]
    path = tmp_path / "r.xlsx"
    render(path, [renamed[place] for place in order], constants=constants(YEAR_2009, "return"))
    assert [] == differing(one, read_one(path, YEAR_2009))


def test_sheets_renamed_by_a_tool_that_forgets_the_names(tmp_path: Path) -> None:
    """With names that lead nowhere, a renamed sheet is known by its title."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx", data_only=True)
    for place, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{place}"
    book.move_sheet("Sheet2", -2)
    book.save(tmp_path / "嘉善县.xlsx")
    again = read_one(tmp_path / "嘉善县.xlsx", YEAR_2009)
    assert [] == differing(filed_2009()["嘉善县"], again)


@some
@given(st.data())
def test_a_return_without_its_names(data: st.DataObject) -> None:
    """A return whose names were lost reads the same by its labels."""
    scheme = data.draw(strategies.schemes())
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    one = data.draw(strategies.returns(scheme, unit))
    assume(held([one]))
    plans = [evolve(plan, names={}) for plan in return_plans(scheme, unit, one.records)]
    said = {"youthstats.kind": "return"} if data.draw(st.booleans()) else {}
    assume(said or len(scheme.units.leaves) > 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{unit}.xlsx")
        render(path, plans, constants=said)
        again = read_one(path, scheme)
    assert [] == differing(one, again)


HAND_TYPED: Mapping[str, Sequence[Sequence[object]]] = {
    "见习基地": [
        ["共青团“青年就业创业见习基地”统计表"],
        [],
        ["填报单位:嘉善县团委"],
        [
            "单 位",
            "已创建各类基地",
            None,
            None,
            None,
            None,
            "提供见习岗位个数",
            "召开集中招聘会场数",
            "实现岗位对接的人数",
            "通过见习实现就业人数",
            "通过见习实现自主创业人数",
        ],
        [None, "中央级", "省 级", "市级", "县级", "总数"],
        ["嘉善县", None, None, None, 16, "16", "９８", "2场", 89, 59, 18],
    ],
    "表 三": [
        ["“低收入农户青少年关爱行动”统计表"],
        ["帮扶类别", None, "助困", None, "助学", None, None, "助医", "助业"],
        [None, None, "小学生", "初中生", "高中生", "大学生", "职业教育"],
        ["嘉善县", "低收入农户青少年人数(名)", 106, 92, 97, 37, 15, 21, 41],
        [None, "帮扶资金（元）", "277,010", 275450, 90420, 222000, 22500, 12624, "20500元"],
    ],
}


@pytest.mark.parametrize("offset", [(0, 0), (3, 2)])
@pytest.mark.parametrize("reverse", [False, True])
def test_a_sheet_typed_by_hand(offset: tuple[int, int], reverse: bool, tmp_path: Path) -> None:
    """表一 and 表三 typed by hand as printed, anywhere on sheets of any name, without our names.

    No merged cell, labels spaced and punctuated as clerks do, numbers as text and with units.
    """
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "封面"
    for title in sorted(HAND_TYPED, reverse=reverse):
        sheet = book.create_sheet(title)
        for row, cells in enumerate(HAND_TYPED[title], 1 + offset[0]):
            for column, value in enumerate(cells, 1 + offset[1]):
                if value is not None:
                    sheet.cell(row, column, value)
    book.save(tmp_path / "报表.xlsx")
    again = read_one(tmp_path / "报表.xlsx", YEAR_2009)
    expected = filed_2009()["嘉善县"]
    assert "嘉善县" == again.unit
    assert {"T1", "T3"} == set(again.records)
    for form, record in again.records.items():
        assert expected.records[form] == record
    told = {"reading.number_as_text", "reading.with_measure"}
    assert told == {note.code for note in again.notes}


def test_merged_labels_typed_by_hand(tmp_path: Path) -> None:
    """With the labels merged as printed, the same sheet reads the same."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    for row, cells in enumerate(HAND_TYPED["见习基地"], 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                sheet.cell(row, column, value)  # type: ignore[call-overload]
    for block in ("A1:K1", "A4:A5", "B4:F4", *(f"{letter}4:{letter}5" for letter in "GHIJK")):
        sheet.merge_cells(block)
    book.save(tmp_path / "x.xlsx")
    again = read_one(tmp_path / "x.xlsx", YEAR_2009)
    assert filed_2009()["嘉善县"].records["T1"] == again.records["T1"]


def test_provenance_is_the_cell_the_figure_stands_in(tmp_path: Path) -> None:
    """After three rows were inserted, every figure's address is where it stands now."""
    one = filed_2009()["嘉善县"]
    plans = inserted(return_plans(YEAR_2009, "嘉善县", one.records), 2, 3, sheet=0, across=False)
    render(tmp_path / "r.xlsx", plans, constants=constants(YEAR_2009, "return"))
    again = read_one(tmp_path / "r.xlsx", YEAR_2009)
    book: Book = open_book(tmp_path / "r.xlsx")
    cells = book.sheets[0].cells
    for name, line, value in again.records["T1"]:
        place = again.locations["T1"].cell(name, line)
        assert place is not None
        stood = cells[place].value if place in cells else None
        assert (value if is_figure(value) else None) == (stood if is_figure(stood) else None)
    assert "F9" == again.locations["T1"].address("total")
    assert "B9:K9" == again.locations["T1"].range
