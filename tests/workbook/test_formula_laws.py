"""What a formula was understood to say is what it comes to: here, and in another program's hands."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import formulas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.formula_sheets import (
    FIGURES,
    UNDERSTOOD,
    WRITTEN,
    figure,
    place_of,
    read,
    side,
    written_out,
)
from youthstats.layout.formulas import CellAt, derived_formula
from youthstats.loading import load_scheme
from youthstats.model.forms import Form
from youthstats.model.linear import Linear, Quotient, Ref
from youthstats.strategies import forms
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.evaluate import evaluate

SCHEME = load_scheme("youth_league_2009")

# ------------------------------------------------------------------------- our own formulas


def says(source: Linear | Quotient, form: NormalForm) -> bool:
    """Tell whether a formula was understood as what it was written from, in any order of terms."""
    if isinstance(source, Linear):
        wanted: tuple[Linear, Linear | None] = source, None
    elif source.whole.terms:
        wanted = source.part, source.whole
    else:
        wanted = source.part * (1 / source.whole.constant), None
    got = form.part, form.whole
    return form.places is None and [unordered(one) for one in wanted] == [
        unordered(one) for one in got
    ]


def unordered(linear: Linear | None) -> object:
    return linear and (dict(linear.terms), linear.constant)


def assert_read_back(form: Form, cells: Mapping[Ref, CellAt]) -> None:
    """Check every formula the library writes for a form whose items stand in these cells."""
    items = {cell: ref for ref, cell in cells.items()}
    for name, source in form.derivations.items():
        text = derived_formula(source, cells.get)
        if text is None:
            continue

        def meaning(sheet: str, row: int, column: int) -> Ref | None:
            return items.get((sheet, row, column)) or items.get(("", row, column))

        found = meaning_of(text, ("表", 99, 99), meaning, lambda *_: None)
        assert isinstance(found, NormalForm), (name, text, found)
        assert says(source, found), (name, text, found)


def refs_of(form: Form) -> list[Ref]:
    sides = [
        one
        for source in form.derivations.values()
        for one in ([source] if isinstance(source, Linear) else [source.part, source.whole])
    ]
    return list(dict.fromkeys(ref for one in sides for ref in one.refs))


@given(forms(), st.data())
def test_what_we_write_reads_back(form: Form, data: st.DataObject) -> None:
    """Wherever the items stand, on whatever sheets, a written derivation says what it was made of."""
    refs = refs_of(form)
    places = st.tuples(st.sampled_from(["", "表二"]), st.integers(0, 4), st.integers(0, 6))
    drawn = data.draw(st.lists(places, min_size=len(refs), max_size=len(refs), unique=True))
    assert_read_back(form, dict(zip(refs, drawn, strict=True)))


@pytest.mark.parametrize("form", SCHEME.forms, ids=lambda form: str(form.id))
def test_the_derivations_of_2009_read_back(form: Form) -> None:
    """So do those of every form of the scheme, its items along one row."""
    assert_read_back(form, {ref: ("", 4, column) for column, ref in enumerate(refs_of(form))})


def test_hundreds_of_items_read_back() -> None:
    """Sums and counts that are spelled in groups are one sum again."""
    many = Linear(
        tuple((Ref(f"i{row}"), Fraction(1 - row % 3)) for row in range(700) if row % 3 != 1)
    )
    cells = {ref: ("", 2 * int(ref.item[1:]), 1) for ref in many.refs}
    items = {cell: ref for ref, cell in cells.items()}
    text = str(derived_formula(many, cells.get))
    found = meaning_of(text, ("", 0, 0), lambda *at: items.get(at), lambda *_: None)
    assert isinstance(found, NormalForm)
    assert says(many, found)


# --------------------------------------------------------------------------- what it comes to

figures = st.fixed_dictionaries(
    dict.fromkeys(
        FIGURES,
        st.sampled_from([None, 0, 1, 2, 3, Fraction(1, 2)]).map(
            lambda value: None if value is None else Fraction(value)
        ),
    )
)


def book(values: Mapping[Ref, Fraction | None]) -> Book:
    """Return the two sheets with these figures; ``None`` leaves a cell blank."""
    sheets: dict[str, dict[tuple[int, int], Cell]] = {"表一": {}, "表二": {}}
    for (sheet, row, column), text in WRITTEN.items():
        sheets[sheet][row, column] = Cell(None, text)
    sheets["表一"] |= {(4, 0): Cell("合计"), (4, 23): Cell("说明")}
    sheets["表一"] |= {(4, 9 + weight): Cell(weight) for weight in (1, 2, 3)}
    for ref, value in values.items():
        if value is not None:
            sheet, row, column = place_of(ref)
            sheets[sheet][row, column] = Cell(value)  # type: ignore[arg-type]
    return Book("", "", tuple(Sheet(name, cells=cells) for name, cells in sheets.items()))


def assert_true(text: str, form: NormalForm, values: Mapping[Ref, Fraction | None]) -> None:
    """Check that a formula shows what its normal form comes to, or nothing in its place."""
    given = {ref: value or Fraction(0) for ref, value in values.items()}
    expected, shown = figure(form, given), evaluate(book(values), "表一", text)
    if isinstance(shown, str):
        blank = any(values[ref] is None for ref in form.refs)
        assert blank or form.whole is not None or not expected, (text, form)
    elif shown is not None and expected is not None:  # of a whole that is nothing nothing is said
        assert expected == shown, (text, form)


@given(st.sampled_from(UNDERSTOOD), figures)
def test_the_forms_in_use_are_true(example: tuple[str, str], values: dict[Ref, Any]) -> None:
    """Each form of writing comes to its normal form's value, whatever is filled in or left out."""
    form = read(example[0])
    assert isinstance(form, NormalForm)
    assert_true(example[0], form, values)


numbers = st.sampled_from(["1", "2", "0.5", "10%", "3", "L5"])
cells = st.sampled_from(["B5", "C5", "D5", "E5", "O5", "表二!B5", "SUM(B5:D5)", "SUM(A5:C6,J5)"])
plain = st.recursive(
    cells,
    lambda inner: st.one_of(
        st.builds("{}+{}".format, inner, inner),
        st.builds("{}-0.37*({})".format, inner, inner),  # so that no item is lost
        st.builds("({})*{}".format, inner, numbers),
        st.builds("0.61*-({})".format, inner),
        st.builds("({})/{}".format, inner, numbers),
        st.builds("({})%".format, inner),
        st.builds("SUM({},{},2)".format, inner, inner),
        st.builds("N({})+0.1".format, inner),
        st.builds('IF(COUNT(B5:E6,表二!B5)=0,"",{})'.format, inner),
    ),
    max_leaves=8,
)


@given(plain, figures)
def test_linear_formulas_are_linear(text: str, values: dict[Ref, Any]) -> None:
    """However sums, brackets and factors hang together, they come to the sum understood."""
    form = read(f"={text}")
    assert isinstance(form, NormalForm)
    assert form.whole is None
    shown = evaluate(book(values), "表一", text.replace("N(", "SUM("))
    if shown is None or isinstance(shown, str):  # a guard's text, and what is made of it
        assert "IF(" in text
    else:
        assert shown == side(form.part, {ref: by or Fraction(0) for ref, by in values.items()})


atoms = st.sampled_from(
    ["B5", "C5", "D5", "0", "1", "SUM(B5:C5)", "C5-D5", "B5+C5", "B5/C5", "SUM(O6)", "P6", "Q6"]
)
fallbacks = st.sampled_from(['""', "0", "", '"—"', "1", "B5"])
conditions = st.recursive(
    st.builds("{}{}{}".format, atoms, st.sampled_from(["=", "<>", "<", ">", "<=", ">="]), atoms)
    | st.builds('{}{}""'.format, st.sampled_from(["B5", "C5"]), st.sampled_from(["=", "<>"]))
    | st.builds(
        "COUNT({}){}{}".format,
        st.sampled_from(["B5:C5", "B5", "B5:D5"]),
        st.sampled_from(["=", "<", ">", "<>"]),
        st.sampled_from("0123"),
    )
    | atoms,
    lambda inner: st.builds("{}({},{})".format, st.sampled_from(["AND", "OR"]), inner, inner),
    max_leaves=3,
)


def guards(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw conditions over formulas, a few that protect them among many that do not."""
    return st.builds("IF({},{},{})".format, conditions, fallbacks, inner) | st.builds(
        "IF({},{},{})".format, conditions, inner, fallbacks
    )


anything = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("({}){}({})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("ROUND({},{})".format, inner, st.sampled_from("012")),
        guards(inner),
    ),
    max_leaves=4,
)


@settings(max_examples=300)  # every fourth is understood
@given(guards(atoms) | anything, figures)
def test_what_is_understood_is_true(text: str, values: dict[Ref, Any]) -> None:
    """Of formulas made up at random, with conditions of every sort, those understood are true."""
    form = read(f"={text}")
    if not isinstance(form, NormalForm):
        return
    assert_true(
        f"={text}".replace("(,", "(0,").replace(",,", ",0,").replace(",)", ",0)"), form, values
    )


SIGNS = ("=", "<>", "<", ">", "<=", ">=")
TESTS = [
    *(f"{one}{sign}0" for one in ("B5", "C5", "B5+C5", "C5-B5") for sign in SIGNS),
    *(f'{one}{sign}""' for one in ("B5", "C5") for sign in ("=", "<>")),
    *(
        f"COUNT({cells}){sign}{number}"
        for cells in ("B5", "C5", "A5:C5", "B5:C5,K5", "B5,O5")
        for sign in SIGNS
        for number in range(3)
    ),
]
PROTECTED = ("B5/C5", "(B5-C5)/C5", "C5/(B5+C5)", "B5+C5", "B5-C5", "C5*2", "B5+3", "3/C5")


@pytest.mark.parametrize("expression", PROTECTED)
@pytest.mark.parametrize("instead", ['""', "0"])
def test_every_small_guard_is_true(expression: str, instead: str) -> None:
    """Each plain condition around an expression, on each small pair of figures, blanks among them."""
    several = [None, Fraction(0), Fraction(1), Fraction(2)]
    understood = 0
    for test, (first, second) in product(TESTS, [(instead, expression), (expression, instead)]):
        text = f"=IF({test},{first},{second})"
        form = read(text)
        if isinstance(form, NormalForm):
            understood += 1
            for one, other in product(several, several):
                assert_true(text, form, {**FIGURES, Ref("a"): one, Ref("b"): other})
    assert 4 < understood < len(TESTS)


def test_another_program_comes_to_the_same(tmp_path: Path) -> None:
    """A library that knows nothing of edits calculates each form of writing to the same figure.

    It does not know SUBTOTAL; LibreOffice, which does, is asked in ``test_libreoffice``.
    """
    path = tmp_path / "a.xlsx"
    places = written_out(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own: of numpy, of schedula
        solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    for text, address in places.items():
        if "SUBTOTAL" in text:
            continue
        made = solution[f"'[a.xlsx]表一'!{address}"].value[0, 0]
        form = read(text)
        assert isinstance(form, NormalForm)
        assert math.isclose(figure(form, FIGURES) or 0, made), text
