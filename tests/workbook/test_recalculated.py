"""Sums over texts: what a spreadsheet passes over is added, or leaves the sum unread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.values import Missing, Value
from youthstats.workbook.filling.fill_in import fill_in
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.package import Book, Cell, Sheet, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"


@pytest.mark.parametrize(
    ("typed", "total", "code"),
    [
        ("16", 19, "reading.formula_evaluated_over_text"),
        ("１６个", 19, "reading.formula_evaluated_over_text"),
        ("约16", 19, "reading.formula_evaluated_over_text"),
        ("16（含省级3）", Missing.UNREADABLE, "reading.formula_follows"),
    ],
)
def test_a_sum_nobody_calculated_is_no_other_than_a_stored_one(
    typed: str, total: Value, code: str, tmp_path: Path
) -> None:
    """openpyxl keeps no results: 16 typed as a text beside 3 still makes 19, and not 3."""
    book = openpyxl.load_workbook(RETURNS / "海宁市.xlsx")
    book["表一"]["E6"] = typed
    book.save(tmp_path / "海宁市.xlsx")
    one = ys.read(tmp_path, SCHEME)["海宁市"]
    assert total == one.records["T1"]["total"]
    assert code in {note.code for note in one.notes if note.item == "total"}


STAFF = """
职工情况表
填报单位：
| 村别 | 男（人） | 女（人） | 合计（人） | 加干部（人） | 占比（%） |
| 甲村 |  |  | =SUM(B4:C4) | =D4+1 | =IF(E4=0,"",ROUND(D4/E4*100,1)) |
| 乙村 |  |  | =SUM(B5:C5) | =D5+1 | =IF(E5=0,"",ROUND(D5/E5*100,1)) |
| 合计 | =SUM(B4:B5) | =SUM(C4:C5) | =SUM(D4:D5) | =SUM(E4:E5) | =IF(E6=0,"",ROUND(D6/E6*100,1)) |
"""
SUMMARY = """
综合表
填报单位：
| 指标 | 数值 |
| 职工总数（人） | =职工!D6 |
"""


def filed(folder: Path, typed: int | str, *, stored: bool, **more: str) -> ys.Review:
    """Check a return with one cell typed; its formulas with the results a spreadsheet has for them."""
    template = ys.understand(draw(folder / "表.xlsx", Drawn(STAFF, "职工"), Drawn(SUMMARY, "综合")))
    book = openpyxl.load_workbook(folder / "表.xlsx")
    sheet = book["职工"]
    for address, value in {"B4": typed, "C4": 4, "B5": 50, "C5": 5, **more}.items():
        sheet[address] = value
    for one in book:
        one["A2"] = "填报单位：东镇"
    path = folder / "东镇.xlsx"
    book.save(path)
    if stored:
        store_results(path)
    return ys.check(ys.read(path, template.scheme))


def store_results(path: Path) -> None:
    """Put beside every formula what a spreadsheet comes to, which passes over texts."""
    opened, book = open_book(path), openpyxl.load_workbook(path)
    results = {
        (sheet.name, place): evaluate(opened, sheet.name, cell.formula)
        for sheet in opened.sheets
        for place, cell in sheet.cells.items()
        if cell.formula is not None
    }
    filling = {
        name: {at: Filling(value) for (there, at), value in results.items() if there == name}
        for name in book.sheetnames
    }
    fill_in(path.with_suffix(".filled.xlsx"), path, filling, [])
    path.with_suffix(".filled.xlsx").replace(path)


@pytest.mark.parametrize("stored", [True, False])
def test_what_rests_on_a_sum_over_a_text_is_worked_out_again(stored: bool, tmp_path: Path) -> None:
    """A sum of it, a rate, the totals below and another sheet: none of them is a finding."""
    review = filed(tmp_path, "40", stored=stored)
    assert [] == [finding.message("zh") for finding in review.findings]
    (one,) = review.filed.returns
    staff, summary = (one.records[form.id] for form in one_scheme(review).forms)
    names = [item.name for item in staff.form.items]
    assert (44, 45) == tuple(staff[name, "甲村"] for name in names[2:4])
    assert (90, 9, 99, 101) == tuple(staff[name, "合计"] for name in names[:4])
    assert 99 == summary[summary.form.items[0].name]


def one_scheme(review: ys.Review) -> ys.Scheme:
    return review.filed.scheme


@pytest.mark.parametrize("stored", [True, False])
def test_a_cell_nobody_can_read_is_blamed_for_all_sums_over_it(
    stored: bool, tmp_path: Path
) -> None:
    """And no balance with them: one finding, at the cell to be mended."""
    review = filed(tmp_path, "见附件", stored=stored)
    (finding,) = review.hard
    assert ("formulas_broken", ["B4"]) == (finding.code, [one.address for one in finding.cells])
    assert {"D4", "E4", "B6", "D6"} <= set(re.findall(r"[A-F]\d", finding.message("zh")))


def test_an_approximate_figure_is_counted_in_its_sums(tmp_path: Path) -> None:
    """约800 is to be explained; the sums that passed over it are not at fault."""
    review = filed(tmp_path, "约800", stored=True)
    assert () == review.hard
    assert 1 == len(review.soft)


def test_a_total_that_counts_texts_stays_as_it_is(tmp_path: Path) -> None:
    """Plus signs take 40 for the number it spells, as spreadsheets do."""
    review = filed(tmp_path, "40", stored=True, D4="=B4+C4")
    (one,) = review.filed.returns
    told = {(note.code, note.item) for note in one.notes if note.line == "甲村"}
    assert () == review.hard
    assert 1 == len([code for code, _ in told if code == "reading.number_as_text"])
    assert not [code for code, _ in told if code == "reading.formula_over_text"]


PLAIN: Mapping[str, tuple[str, Value]] = {
    "an error that is sure": ("=IFERROR(B4/0,7)", 7),
    "no error": ("=IFERROR(SUM(B4:C4),0)", 44),
    "a text that is no number": ('=IFERROR("无"+1,5)', 5),
    "numbers as they are": ("=N(B4)+N(C4)", 44),
    "0 for a text": ('=N("无")+C4', 4),
    "the largest": ("=MAX(B4:C4)", 40),
    "the least": ("=MIN(B4:C4)", 4),
    "an average": ("=AVERAGE(B4:C4)", 22),
    "without its sign": ("=ABS(C4-B4)", 36),
    "products": ("=SUMPRODUCT(B4:B5,C4:C5)", 410),
    "what says no": ("=IF(NOT(B4>50),B4,0)", 40),
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_functions_without_a_result_are_worked_out(name: str, tmp_path: Path) -> None:
    """A note says so; none is unreadable for it."""
    formula, result = PLAIN[name]
    review = filed(tmp_path, 40, stored=False, D4=formula)
    (one,) = review.filed.returns
    record = one.records[one_scheme(review).forms[0].id]
    assert result == record[record.form.items[2].name, "甲村"]


def test_what_may_be_an_error_is_not_guessed(tmp_path: Path) -> None:
    """Of a function that is not known here nobody says whether it fails."""
    review = filed(tmp_path, 40, stored=False, D4="=IFERROR(VLOOKUP(1,B4:C5,2),0)")
    assert "readable" in str([finding.rule for finding in review.hard])


def test_many_such_notes_are_one(tmp_path: Path) -> None:
    """With how many formulas it is and where they stand; the finding has all cells."""
    review = filed(tmp_path, "40", stored=True)
    (note,) = [one for one in review.notes if one.sentence == "formula_over_text_several"]
    assert (7, ["B6", "D4:F4", "D6:F6"]) == (note.facts["count"], note.facts["areas"])
    assert 7 == len(note.cells)
    assert "B6、D4:F4、D6:F6" in note.message("zh")


def test_formulas_typed_over_are_one_note(tmp_path: Path) -> None:
    """Of a few cells each is told by itself."""
    few = filed(tmp_path, 40, stored=True, D4="44", E4="45")
    assert [1, 1] == [len(one.cells) for one in few.notes if one.code == "formula_typed_over"]
    more = {"D4": 44, "E4": 45, "D5": 55, "E5": 56}
    review = filed(tmp_path, 40, stored=True, **{at: f"{value}" for at, value in more.items()})
    (note,) = [one for one in review.notes if one.code == "formula_typed_over"]
    assert ["D4:E5"] == note.facts["areas"]


LAND = """
土地情况表
填报单位：
| 类别 | 面积（亩） | 承包（亩） | 占比（%） |
| 耕地 |  |  | =IFERROR(C4/B4*100,{otherwise}) |
| 林地 |  |  | =IFERROR(C5/B5*100,{otherwise}) |
"""


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("otherwise", ["0", '""'])
@pytest.mark.parametrize("typed", ["640亩", "640.0亩", "约640"])
def test_an_error_that_a_formula_hides_is_no_figure_of_the_unit(
    typed: str, otherwise: str, *, stored: bool, tmp_path: Path
) -> None:
    """IFERROR makes 0, or nothing, of a base with its measure behind it: the share is that of what was read."""
    text = LAND.replace("{otherwise}", otherwise)
    scheme = ys.understand(draw(tmp_path / "表.xlsx", Drawn(text, "土地"))).scheme
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sheet = book["土地"]
    sheet["B4"], sheet["C4"], sheet["B5"], sheet["C5"] = typed, 160, 50, 5
    sheet["A2"] = "填报单位：东镇"
    book.save(path := tmp_path / "东镇.xlsx")
    if stored:
        store_results(path)
    review = ys.check(ys.read(path, scheme))
    (one,) = review.filed.returns
    notes = {note.code for note in one.notes if note.suggestion == "25"}
    assert {f"reading.formula_{'' if stored else 'evaluated_'}over_text"} == notes
    assert [] == [finding.code for finding in review.hard]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("640亩", True),
        ("约640", True),
        ("2024年3月5日", False),
        ("3时5分", False),
        ("5 Mar", False),
    ],
)
def test_words_are_no_number_for_a_spreadsheet(text: str, error: bool) -> None:
    """A text with a digit may spell a day or a time, which is a number; with other words it spells none."""
    sheet = Sheet("表", cells={(0, 0): Cell(text)})
    found = evaluate(Book("", "", (sheet,)), "表", "=IFERROR(A1*1,7)")
    assert (7 if error else None) == found
