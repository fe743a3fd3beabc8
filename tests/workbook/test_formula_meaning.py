"""What formulas say as edits: the forms offices write are understood, others are told with a reason."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats
from tests.workbook.formula_sheets import HERE, REFUSED, UNDERSTOOD, cell, read
from youthstats.model.linear import Linear, Product, Ref
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.formulas.scope import NoEdit

WORDING = Path(youthstats.__file__).with_name("wording.toml")


def shown(form: NormalForm | NoEdit) -> str:
    if isinstance(form, NoEdit):
        return f"{form.code}: {form.piece}"
    whole = f" / {form.whole}" if form.whole else ""
    part = str(form.part)
    if form.times is not None:
        part = str(Product(Linear(), "=", form.times, form.part)).removeprefix("0 = ")
    return f"{part}{whole}" + ("" if form.places is None else f" @{form.places}")


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD)
def test_understood(text: str, expected: str) -> None:
    """Each form of writing an edit has its normal form."""
    assert expected == shown(read(text))


@pytest.mark.parametrize(("text", "code", "piece"), REFUSED)
def test_refused(text: str, code: str, piece: str) -> None:
    """What is no edit is told with a reason, and with the piece of the formula it lies in."""
    found = read(text)
    assert isinstance(found, NoEdit)
    assert (f"formula.{code}", piece, HERE) == (found.code, found.piece, found.at)


@pytest.mark.parametrize(
    ("text", "code", "piece", "at"),
    [
        ("=Q5", "circle", "Q5", "Q5"),
        ("=R5", "circle", "R5", "S5"),
        ("=SUM(B5,U5)", "function", "VLOOKUP(B5,K5:M5,2)", "U5"),
    ],
)
def test_what_a_helper_cannot_say(text: str, code: str, piece: str, at: str) -> None:
    """The reason names the helper whose formula it is that cannot be followed, circles too."""
    assert NoEdit(f"formula.{code}", piece, cell(at)) == read(text)


def chained(*formulas: str) -> NormalForm | NoEdit:
    """Read A1 of a sheet whose every cell below is a helper but the last, which is an item."""

    def meaning(sheet: str, row: int, column: int) -> Ref | None:
        return Ref("x") if row == len(formulas) else None

    def formula_at(sheet: str, row: int, column: int) -> str | None:
        return formulas[row]

    return meaning_of(formulas[0], ("S", 0, 0), meaning, formula_at)


def test_helpers_are_followed_some_way() -> None:
    """A helper may rest on others; a long row of them, and ones that never stop growing, end."""
    assert NormalForm(Linear(((Ref("x"), Fraction(2**20)),))) == chained(
        *(f"=A{row + 2}+A{row + 2}" for row in range(20))
    )
    far = chained(*(f"=A{row + 2}" for row in range(100)))
    assert isinstance(far, NoEdit)
    assert "formula.too_long" == far.code
    growing = chained("=A2*A33", *(f"=A{row}*A{row}" for row in range(3, 32)), "=9", "=1")
    assert isinstance(growing, NoEdit)
    assert "formula.too_long" == growing.code


def test_much_work_ends() -> None:
    """A helper that adds a whole sheet is not added up over and over."""

    def meaning(sheet: str, row: int, column: int) -> Ref | None:
        return None if column == 9 else Ref(f"i{row}_{column}")

    wide = "=SUM(A1:I1000)"
    found = meaning_of("=" + "+".join(["J1"] * 50), ("S", 1, 9), meaning, lambda *_: wide)
    assert isinstance(found, NoEdit)
    assert "formula.too_long" == found.code
    found = meaning_of("=J1*2", ("S", 1, 9), meaning, lambda *_: wide)
    assert isinstance(found, NormalForm)
    assert 9000 == len(found.refs)


@given(
    st.lists(
        st.sampled_from(
            ["SUM(", "IF(", "ROUND(", "SUMPRODUCT(", "COUNT(", "NOT(", "ISERROR(", "IFERROR(", "("]
        )
        | st.sampled_from([")", ",", "B5", "C5", "A1:D9", "O5", "Q5", "W5", "2", '""', "{1,2}"])
        | st.sampled_from(["+", "-", "*", "/", "^", "%", "=", "<>", ">", "&", ";", "甲", "#REF!"]),
        max_size=14,
    ).map("".join)
)
def test_any_formula(text: str) -> None:
    """Whatever stands in a cell has a normal form or a reason, and nothing is raised."""
    assert isinstance(read(f"={text}"), NormalForm | NoEdit)


def test_an_item_stands_for_itself() -> None:
    """The formula of a cell that is an answer is not followed: it is an edit of its own."""
    formulas = {("S", 0, 1): "=C1+D1", ("S", 0, 2): "=VLOOKUP(1,A1:B2,2)"}

    def meaning(sheet: str, row: int, column: int) -> Ref:
        return Ref("abcd"[column])

    found = meaning_of("=B1+C1", ("S", 0, 0), meaning, lambda *at: formulas.get(at))
    assert "b + c" == shown(found)


def test_a_helpers_formula_goes_before_its_result() -> None:
    """The number stored with a helper's formula is today's, and no constant."""
    found = meaning_of(
        "=B1*2",
        ("S", 0, 0),
        lambda _, row, column: Ref("c") if column == 2 else Fraction(7),
        lambda *at: "=C1+1" if at == ("S", 0, 1) else None,
    )
    assert "2 * c + 2" == shown(found)


def test_every_reason_has_its_sentence() -> None:
    """Each reason is said in both languages with the piece it lies in, and none is left unused."""
    wording = tomllib.loads(WORDING.read_text("utf-8"))["formula"]
    assert {code for _, code, _ in REFUSED} == set(wording)
    for code in wording:
        reason = NoEdit(f"formula.{code}", "ABS(B5)" * 30, HERE)
        for lang in ("zh", "en"):
            assert "ABS(B5)ABS(B5)" in reason.told(lang)
            assert len(reason.told(lang)) < 200
