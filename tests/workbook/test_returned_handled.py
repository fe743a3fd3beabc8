"""What clerks do to the sheet 审核意见 before they send it back: nothing attaches to a wrong finding.

And nothing they wrote is lost in silence: it is at its finding, or a note quotes it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.test_returned import RETURNS, YEAR, change, few
from youthstats.model.forms import Line
from youthstats.model.remarks import Mark, Remark, mark_in
from youthstats.model.returns import Filed
from youthstats.model.values import Value

WRONG: Mapping[tuple[str, str], str | int] = {
    ("表一", "F6"): 17,
    ("表一", "J6"): 90,
    ("表一", "K6"): 91,
    ("表二", "B5"): 0,
    ("表三", "C6"): "１０6（另有3人）",
}
"""What is wrong with the return of 嘉善县: hard and soft findings, on three forms."""

FIRST = 4
"""The first row of a remark, as a spreadsheet counts."""


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook that goes back for it."""
    folder = tmp_path_factory.mktemp("handled")
    shutil.copy(RETURNS / "嘉善县.xlsx", folder)
    change(folder / "嘉善县.xlsx", WRONG)
    (sent,) = ys.write_returned(folder / "back", ys.check(ys.read(folder, YEAR)))
    return sent.path


def handled(back: Path, folder: Path, handle: Callable[[Worksheet], object]) -> ys.Review:
    """Handle the sheet 审核意见, and check what comes back."""
    book = openpyxl.load_workbook(back)
    handle(book["审核意见"])
    path = folder / back.name
    book.save(path)
    return ys.check(ys.read(path, YEAR))


def notes(review: ys.Review, code: str, lang: str = "zh") -> list[str]:
    return [note.message(lang) for note in review.notes if note.code == code]


def column_of(sheet: Worksheet, heading: str) -> int:
    return [cell.value for cell in sheet[FIRST - 1]].index(heading) + 1


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """Return the rows of the remarks by what is wrong."""
    column = column_of(sheet, "问题")
    rows = range(FIRST, sheet.max_row + 1)
    return {
        str(sheet.cell(row, column).value): row for row in rows if sheet.cell(row, column).value
    }


# ------------------------------------------------------------------------- handled, and harmless


def sorted_rows(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    rows.sort(key=lambda row: str(row[4]))
    for row, values in enumerate(rows, FIRST):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = f"A3:H{sheet.max_row}"
    for row in range(FIRST, sheet.max_row, 2):
        sheet.row_dimensions[row].hidden = True


def column_before(sheet: Worksheet) -> None:
    sheet.insert_cols(1)


def column_hidden(sheet: Worksheet) -> None:
    sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden = True


def renamed(sheet: Worksheet) -> None:
    sheet.title = "反馈（已核对）"


def renumbered(sheet: Worksheet) -> None:
    column = column_of(sheet, "序号")
    for row in rows_of(sheet).values():
        sheet.cell(row, column).value = 99 - row


def widened(text: object) -> str:
    """Type a text again in full-width signs, in capitals, with blanks around."""
    signs = str(text).upper()
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in signs)
    return f"　{wide} "


def marks_widened(sheet: Worksheet) -> None:
    column = column_of(sheet, "标识")
    for row in (FIRST - 1, *rows_of(sheet).values()):
        sheet.cell(row, column).value = widened(sheet.cell(row, column).value)


def moved_last(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    book.move_sheet(sheet, len(book.sheetnames))


HARMLESS = (
    sorted_rows,
    filtered,
    column_before,
    column_hidden,
    renamed,
    renumbered,
    marks_widened,
    moved_last,
)


@few
@given(st.lists(st.sampled_from(HARMLESS), unique=True), st.data())
def test_explanations_are_at_their_findings_whatever_was_done_to_the_sheet(
    back: Path,
    tmp_path_factory: pytest.TempPathFactory,
    ways: list[Callable[[Worksheet], None]],
    data: st.DataObject,
) -> None:
    """Sorted, filtered, moved, renumbered, retyped in other widths; some explained, some deleted."""
    said: dict[str, str] = {}

    def handle(sheet: Worksheet) -> None:
        column = column_of(sheet, "说明")
        for wrong, row in rows_of(sheet).items():
            fate = data.draw(st.sampled_from(("explained", "left", "deleted")))
            if fate == "explained":
                said[wrong] = sheet.cell(row, column).value = f"甲{len(said)}"
            elif fate == "deleted":
                for cell in sheet[row]:
                    cell.value = None
        for way in ways:
            way(sheet)

    review = handled(back, tmp_path_factory.mktemp("one"), handle)
    told = {f.message().replace("嘉善县.xlsx", ""): f.explanation for f in review if f.explanation}
    assert said == told
    unwanted = {"words_not_read", "explanation_left", "sheet_not_read", "cell_comment"}
    assert set() == unwanted & {one.code for one in (*review.findings, *review.notes)}


# --------------------------------------------------------------------------------------- merged


def test_one_explanation_over_several_rows_is_of_each(back: Path, tmp_path: Path) -> None:
    """说明 merged over three findings answers all three, and none below."""

    def merged(sheet: Worksheet) -> None:
        sheet["G5"] = "均为补报"
        sheet.merge_cells("G5:G7")

    review = handled(back, tmp_path, merged)
    wrong = list(rows_of(openpyxl.load_workbook(back)["审核意见"]))
    assert set(wrong[1:4]) == {f.message() for f in review if f.explanation == "均为补报"}
    assert 3 == sum(f.explanation is not None for f in review)


def test_a_block_that_begins_above_the_rows_explains_none(back: Path, tmp_path: Path) -> None:
    """The heading merged with the row below it is the heading still."""
    review = handled(back, tmp_path, lambda sheet: sheet.merge_cells("G3:G4"))
    assert {None} == {finding.explanation for finding in review}


def test_rows_sorted_without_their_marks_are_known_by_what_they_say(
    back: Path, tmp_path: Path
) -> None:
    """The unit reads 问题, not 标识: an explanation is of the words it stands beside."""

    def turned_round(sheet: Worksheet) -> None:
        last = sheet.max_row
        for place, row in enumerate(rows_of(sheet).values()):
            sheet.cell(row, 7).value = f"{place}"
        rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=FIRST)]
        for row, values in zip(range(last, FIRST - 1, -1), rows, strict=True):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value

    review = handled(back, tmp_path, turned_round)
    wrong = rows_of(openpyxl.load_workbook(back)["审核意见"])
    expected = {said: f"{place}" for place, said in enumerate(wrong)}
    assert expected == {f.message(): f.explanation for f in review if f.explanation}
    assert [] == notes(review, "words_not_read")


# ------------------------------------------------------------------------------- typed elsewhere


@pytest.mark.parametrize("address", ["B5", "C5", "D5", "E5", "F5"])
@pytest.mark.parametrize("added", [False, True])
def test_words_typed_over_ours_are_quoted(
    back: Path, tmp_path: Path, address: str, *, added: bool
) -> None:
    """In the place of what we wrote, or behind it: a note says where, and quotes it."""

    def typed(sheet: Worksheet) -> None:
        before = sheet[address].value if added else ""
        sheet[address] = f"{before}情况属实"

    review = handled(back, tmp_path, typed)
    (note,) = notes(review, "words_not_read")
    assert f"{address} “" in note
    assert "情况属实”" in note
    assert {None} == {finding.explanation for finding in review}


def test_words_behind_a_mark_are_quoted_and_the_mark_holds(back: Path, tmp_path: Path) -> None:
    """The column right of 说明: the row is known, the words are told."""

    def typed(sheet: Worksheet) -> None:
        sheet["H5"] = f"{sheet['H5'].value} 情况属实"
        sheet["G5"] = "甲"

    review = handled(back, tmp_path, typed)
    (note,) = notes(review, "words_not_read")
    assert "H5 “#" in note
    assert "情况属实”" in note
    assert 1 == sum(finding.explanation == "甲" for finding in review)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_in_the_place_of_a_mark_are_an_explanation_of_nothing_known(
    lang: str, back: Path, tmp_path: Path
) -> None:
    """They are quoted with what their row says, and go back in a row of their own, every round."""

    def typed(sheet: Worksheet) -> None:
        sheet["G5"], sheet["H5"] = "甲", "情况属实"

    review = handled(back, tmp_path, typed)
    (note,) = notes(review, "explanation_left", lang)
    assert "甲" in note
    assert "情况属实" in note
    assert {"zh": "标识", "en": "mark"}[lang] in note
    assert {None} == {finding.explanation for finding in review}
    (again,) = ys.write_returned(tmp_path / "again", review, lang=lang)
    last = list(openpyxl.load_workbook(again.path).worksheets[0].values)[-1]
    assert ("甲\n情况属实", None) == last[6:]
    review = ys.check(ys.read(again.path, YEAR))
    assert 1 == len(notes(review, "explanation_left"))
    assert [] == notes(review, "words_not_read")


def test_without_the_column_of_marks_every_explanation_is_kept(back: Path, tmp_path: Path) -> None:
    """The column deleted, the table is still known: no explanation attaches, each is quoted."""

    def deleted(sheet: Worksheet) -> None:
        sheet["G5"], sheet["G6"] = "甲", "乙"
        sheet.delete_cols(8)

    review = handled(back, tmp_path, deleted)
    assert 2 == len(notes(review, "explanation_left"))
    assert {None} == {finding.explanation for finding in review}
    assert [] == [f for f in review if f.code == "sheet_not_read"]
    assert [] == notes(review, "cell_comment")


def test_the_sheet_alone_is_no_return(back: Path, tmp_path: Path) -> None:
    """Sent without the forms it is refused, and how many explanations are waiting is said."""
    book = openpyxl.load_workbook(back)
    book["审核意见"]["G4"] = "甲"
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / back.name)
    filed = ys.read(tmp_path, YEAR)
    (file,) = filed.files
    assert ("file.remarks_only", {"count": 1}) == (file.reason, file.facts)
    told = [finding.sentence for finding in ys.check(filed, complete=True).of("嘉善县")]
    assert "return_not_taken" in told


def test_headings_that_happen_to_be_ours_are_no_table_of_ours(back: Path, tmp_path: Path) -> None:
    """A list of the clerk's own under 问题 and 说明 is a sheet like any other."""

    def own(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        other = book.create_sheet("问题清单")
        other.append(["问题", "说明"])
        other.append(["补报人数", 31])

    review = handled(back, tmp_path, own)
    assert ["sheet_not_read"] == [f.code for f in review if "问题清单" in f.message()]


# ------------------------------------------------------------------------------------- comments


@pytest.mark.parametrize(("lang", "about"), [("zh", "提示：约数"), ("en", "note: approximate")])
def test_what_we_note_on_figures_is_not_the_clerks_comment(
    lang: str, about: str, tmp_path: Path
) -> None:
    """An approximate figure has a note of ours, alone or below a finding; it comes back as ours."""
    one = ys.read(RETURNS / "海宁市.xlsx", YEAR)["海宁市"]
    roughly: dict[tuple[str, Line], Value] = {
        (name, None): ys.Inexact(Decimal(value), Decimal(value) - 2, Decimal(value) + 2)
        for name, value in (("employed", 27), ("posts", 100))
    }
    record = one.records["T1"].replacing(roughly)
    filed = Filed.of(YEAR, [evolve(one, records={**one.records, "T1": record}, notes=())])
    (sent,) = ys.write_returned(tmp_path, ys.check(filed), lang=lang)
    book = openpyxl.load_workbook(sent.path)
    said = {
        cell.coordinate: str(cell.comment.text)
        for row in book["表一"]
        for cell in row
        if cell.comment
    }
    assert {"G6", "J6"} == {place for place, text in said.items() if about in text}
    assert "1." == said["J6"][:2]
    assert [] == notes(ys.check(ys.read(sent.path, YEAR)), "cell_comment")
    book["表一"]["G6"].comment.text += "\n另附名单"
    book.save(sent.path)
    (note,) = notes(ys.check(ys.read(sent.path, YEAR)), "cell_comment")
    assert "另附名单" in note
    assert "J6" not in note


def no_sheet(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.remove(sheet)


def no_names(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    for name in list(sheet.parent.defined_names):
        del sheet.parent.defined_names[name]


@pytest.mark.parametrize("handle", [no_sheet, no_names])
def test_our_comments_are_known_without_the_sheet_and_without_names(
    back: Path, tmp_path: Path, handle: Callable[[Worksheet], None]
) -> None:
    """Either tells them; a word that the clerk adds to one of them tells that one."""
    assert [] == notes(handled(back, tmp_path, handle), "cell_comment")

    def said_more(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        book["表一"]["F6"].comment.text += "\n已改"
        handle(sheet)

    (note,) = notes(handled(back, tmp_path, said_more), "cell_comment")
    assert "已改" in note
    assert "E6" not in note.partition("：")[2][:20]


def test_a_total_typed_as_approximate_goes_back_as_it_was_typed(tmp_path: Path) -> None:
    """Several notes are made on it; the one on how it was read says what stood there."""
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path)
    change(tmp_path / "嘉善县.xlsx", {**WRONG, ("表一", "F6"): "约17"})
    filed = ys.read(tmp_path / "嘉善县.xlsx", YEAR)
    (sent,) = ys.write_returned(tmp_path / "back", ys.check(filed))
    assert "约17" == openpyxl.load_workbook(sent.path)["表一"]["F6"].value
    assert filed["嘉善县"].records == ys.read(sent.path, YEAR)["嘉善县"].records


# ---------------------------------------------------------------------------------------- marks

texts = st.text(min_size=0, max_size=20)


@given(st.builds(Remark, st.just("#0123456789"), texts, texts, texts, texts, texts, texts, texts))
def test_a_sealed_mark_tells_what_was_changed(remark: Remark) -> None:
    """As written nothing was changed, whatever its width and case; with more beside it that is seen."""
    mark = mark_in(widened(remark.sealed_mark))
    assert mark is not None
    assert ("#0123456789", False, set()) == (mark.of, mark.more, mark.broken(remark))
    assert evolve(mark, more=True) == mark_in(f"{remark.sealed_mark} 属实")
    assert set() == Mark("#0123456789").broken(evolve(remark, wrong="x"))
    assert mark_in("情况属实") is None
