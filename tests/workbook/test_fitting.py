"""What a workbook cannot hold is marked in its cell and told; everything else reads back as it is."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.texts import NASTY, texts
from youthstats.characters import cut, length, whole_characters
from youthstats.errors import WriteError
from youthstats.model.values import Inexact, held
from youthstats.wording import say
from youthstats.workbook.package import Book, Cell, open_book
from youthstats.workbook.writing.fitting import LONGEST_TEXT, Loss, drop_down_holds, fitted
from youthstats.workbook.writing.plan import Cell as Planned
from youthstats.workbook.writing.plan import Plan, Style
from youthstats.workbook.writing.render import render

PLAIN = Style("answer")


def rendered(*cells: Planned) -> tuple[Book, list[Loss]]:
    """Write one sheet and open it again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        losses = render(path, [Plan("表", cells, [10.0] * 9)])
        return open_book(path), losses


def stood(cell: Planned) -> tuple[Cell, list[Loss]]:
    """Write one cell and return what stands there, and what was lost on the way."""
    book, losses = rendered(cell)
    return book.sheets[0].cells.get((cell.row, cell.column), Cell("")), losses


def as_held(text: str) -> str:
    """Return the text that a cell can hold instead of ``text``."""
    whole = whole_characters(text)
    if length(whole) <= LONGEST_TEXT:
        return whole
    mark = say("write.text_cut", "zh", length=len(text))
    return cut(whole, LONGEST_TEXT - len(mark)) + mark


def codes_of(text: str) -> list[str]:
    """Return the codes of what a workbook loses of a text."""
    whole = whole_characters(text)
    told = {"text_spelled": whole != text, "text_cut": length(whole) > LONGEST_TEXT}
    return [code for code, lost in told.items() if lost]


# ----------------------------------------------------------------------------------------- texts


@given(texts())
@example("<r><t>red</t></r>")
@example("<r>&</r>")
@example("<r>\x01_x000D_</r>")
def test_any_text_reads_back(text: str) -> None:
    """In a cell, in a comment and as the result of a formula, any text is itself or told of."""
    book, losses = rendered(
        Planned(0, 0, text, PLAIN),
        Planned(1, 1, 1, PLAIN, comment=text),
        Planned(2, 2, text, PLAIN, formula='="x"'),
        Planned(3, 3, text, PLAIN, link="'表'!A1"),
    )
    cells = book.sheets[0].cells
    for place in ((0, 0), (2, 2), (3, 3)):
        assert as_held(text) == (cells.get(place, Cell()).value or "")
    assert (as_held(text) or None) == cells[1, 1].comment
    assert {None} == {cell.formula for place, cell in cells.items() if place != (2, 2)}
    told = sorted(loss.code.replace("comment", "text") for loss in losses)
    assert sorted(4 * codes_of(text)) == told


@pytest.mark.parametrize("text", NASTY)
def test_every_nasty_text_reads_back(text: str) -> None:
    """What has broken a workbook somewhere before is written as what it is."""
    cell, losses = stood(Planned(0, 0, text, PLAIN))
    assert (as_held(text), None) == (cell.value, cell.formula)
    assert codes_of(text) == [loss.code for loss in losses]


@given(texts(), st.text("\"'=,&<>", max_size=3))
def test_fitted_sheets_fit(text: str, other: str) -> None:
    """Fitting twice loses nothing twice."""
    cells = [Planned(0, 0, text, PLAIN, comment=other + text), Planned(1, 0, 10**400, PLAIN)]
    once, _ = fitted([Plan("表", cells, [10.0])], "zh")
    assert (once, []) == fitted(once, "zh")


@pytest.mark.parametrize("sign", "=+-@'＝＋－＠")
def test_text_stays_text_when_it_is_edited(sign: str) -> None:
    """A cell that begins like a formula is marked as text, as an apostrophe typed first would."""
    cells = [Planned(0, 0, f"{sign}1+1", PLAIN), Planned(0, 1, f"a{sign}", PLAIN)]
    ((sheet,), losses) = fitted([Plan("表", cells, [10.0] * 2)], "zh")
    assert [True, False] == [cell.style.quoted for cell in sheet.cells]
    assert [] == losses


def test_a_cut_counts_as_a_spreadsheet_does() -> None:
    """A character beyond the first plane is two units, and is never cut in half."""
    cell, (loss,) = stood(Planned(0, 0, "😀" * LONGEST_TEXT, PLAIN))
    assert LONGEST_TEXT - 1 <= length(str(cell.value)) <= LONGEST_TEXT
    assert str(cell.value).startswith("😀😀")
    assert ("text_cut", ("表", 0, 0)) == (loss.code, loss.at)
    assert "表!A1 的文字共 32767 字" in loss.note("市").message()
    kept, losses = stood(Planned(0, 0, "😀" * (LONGEST_TEXT // 2), PLAIN))
    assert ("😀" * (LONGEST_TEXT // 2), []) == (kept.value, losses)


def test_a_comment_that_is_cut_says_which() -> None:
    """The note on a comment names the comment's cell."""
    cell, (loss,) = stood(Planned(1, 2, 1, PLAIN, comment="长" * 40_000))
    assert as_held("长" * 40_000) == cell.comment
    assert "the comment on 表!C2" in loss.note("市").message("en")


# --------------------------------------------------------------------------------------- figures

DIGITS = st.integers() | st.integers(-(10**40), 10**40) | st.integers(-(10**18), 10**18)
FIGURES = DIGITS | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25))


@given(FIGURES)
def test_a_figure_reads_back_or_is_told(value: int | Decimal) -> None:
    """Fifteen digits are kept; more are rounded, marked, and named exactly in note and comment."""
    cell, losses = stood(Planned(0, 0, value, PLAIN))
    if isinstance(cell.value, str):
        assert ["figure_as_text"] == [loss.code for loss in losses]
        assert Fraction(value) == Fraction(cell.value)
        return
    assert held(value) == cell.value
    assert (held(value) == value) is (losses == [])
    assert ("≈" in cell.number_format) is bool(losses)
    for loss in losses:
        assert "figure_rounded" == loss.code
        assert Fraction(value) == Fraction(str(loss.facts["value"]))
        assert str(loss.facts["value"]) in str(cell.comment)


def test_a_figure_of_too_many_digits() -> None:
    """A worked example: 18 digits, such as the number of an identity card."""
    cell, (loss,) = stood(Planned(0, 0, 330402198901011234, Style("answer", "0")))
    assert (330402198901011000, '"≈"0') == (cell.value, cell.number_format)
    assert "准确值为 330402198901011234" in str(cell.comment)
    assert "表!A1 的准确值为 330402198901011234" in loss.note("市").message()


def test_a_share_is_shown_rounded_without_a_word() -> None:
    """A quotient goes on without end: that it is rounded where it is printed is no news."""
    for value in (Fraction(1, 3), Fraction(1, 2**60), Decimal(1) / Decimal(3)):
        cell, losses = stood(Planned(0, 0, value, Style("answer", "0.0%")))
        assert ([], None) == (losses, cell.comment)


def test_an_approximate_figure_is_marked_and_says_what_it_may_be() -> None:
    """650多 stands as a number, with a mark before it and its range beside it."""
    about = Inexact(Decimal(650), Decimal(650), Decimal(659))
    cell, losses = stood(Planned(0, 0, about, Style("answer", "0")))
    assert (650, '"≈"0', []) == (cell.value, cell.number_format, losses)
    assert "650 至 659" in str(cell.comment)


@pytest.mark.parametrize("value", [10**400, -(10**309), Decimal("1E-400")])
def test_a_number_no_spreadsheet_has_is_text(value: Any) -> None:
    """A number too large or too small for a binary float keeps all its digits, as text."""
    cell, (loss,) = stood(Planned(0, 0, value, PLAIN))
    assert ("figure_as_text", True) == (loss.code, isinstance(cell.value, str))
    assert value == Fraction(str(cell.value))


@pytest.mark.parametrize("value", [float("nan"), 1.5, True, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_content_of_a_cell_is_refused(value: Any) -> None:
    """NaN, the infinities, binary floats and truth values never get near a workbook."""
    with pytest.raises((TypeError, ValueError)):
        rendered(Planned(0, 0, value, PLAIN))


@given(st.dates())
@example(date(1900, 2, 28))
@example(date(1900, 3, 1))
def test_a_day_reads_back(day: date) -> None:
    """A day before March 1900, on which spreadsheets disagree, is written out."""
    cell, losses = stood(Planned(0, 0, day, Style("answer", "yyyy-mm-dd")))
    assert (day if day >= date(1900, 3, 1) else day.isoformat()) == cell.value
    assert [] == losses


# -------------------------------------------------------------------------------------- formulas


def test_a_formula_that_is_too_long_leaves_its_result() -> None:
    """A formula a workbook cannot hold would damage it: the result stands alone, and says so."""
    cell, (loss,) = stood(Planned(0, 1, 4097, PLAIN, "=" + "1+" * 4096 + "1"))
    assert (4097, None) == (cell.value, cell.formula)
    assert "公式过长" in str(cell.comment)
    assert "表!B1 的公式长达 8194 个字符" in loss.note("市").message()


def test_a_formula_whose_text_is_too_long_leaves_it_cut() -> None:
    """No formula can yield more than a cell holds."""
    cell, (loss,) = stood(Planned(0, 0, "长" * 40_000, PLAIN, '="x"'))
    assert ("text_cut", None) == (loss.code, cell.formula)
    assert LONGEST_TEXT == len(str(cell.value))


# ------------------------------------------------------------------------------ sheets and lists


@pytest.mark.parametrize("names", [("表", "表"), ("a", "A"), ("x" * 32,), ("a/b",), ("'a",)])
def test_a_name_no_sheet_can_have_is_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    """Two sheets of one name, whatever its case, or a forbidden name: nothing is written."""
    with pytest.raises(WriteError):
        render(tmp_path / "x.xlsx", [Plan(name, [], []) for name in names])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("choices", "holds"),
    [
        (["甲", "乙"], True),
        (["甲,乙"], False),
        (['"甲"'], False),
        ([" 甲"], False),
        (["甲\n"], False),
        (["😀" * 128], False),
        (["😀" * 127], True),
    ],
)
def test_a_drop_down_holds_plain_words(choices: list[str], holds: bool) -> None:
    """A comma would make two choices of one, a quotation mark would end them all."""
    assert holds is drop_down_holds(choices)


def test_links_beyond_what_a_sheet_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a sheet has all the links it can have, the place is said in words."""
    monkeypatch.setattr("youthstats.workbook.writing.render_sheets.MOST_LINKS", 1)
    cells = [Planned(row, 0, "转到", PLAIN, link="'表'!B7") for row in range(2)]
    book, losses = rendered(*cells)
    assert ["转到", "'表'!B7"] == [cell.value for cell in book.sheets[0].cells.values()]
    assert [] == losses
