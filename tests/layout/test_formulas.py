"""The texts of formulas, from the normal form of edits."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.layout.formulas import (
    CellAt,
    a1,
    column_sum_formula,
    concatenation,
    linear_formula,
    quotient_formula,
    sum_formula,
)
from youthstats.model.columns import column_letters
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.linear import Comparison, Linear, Quotient, Ref
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.evaluate import evaluate

WORDS = Vocabulary(items=dict.fromkeys("abcdr", ()))
PLACES = {Ref(name): ("", 4, column) for column, name in enumerate("abcd")}


def side(text: str) -> Linear:
    statement = parse_edit(f"r = {text}", WORDS)
    assert isinstance(statement, Comparison)
    return statement.right


def ratio(text: str) -> Quotient:
    statement = parse_edit(f"r = {text}", WORDS)
    assert isinstance(statement, Quotient)
    return statement


def spelled_out(formula: str) -> list[str]:
    """Return every cell that ``SUM(...)`` adds, its ranges spelled out."""
    (inside,) = re.findall(r"SUM\((.*?)\)", formula)
    found = []
    for part in inside.split(","):
        ends = [re.fullmatch(r"([A-Z]+)(\d+)", end) for end in part.split(":")]
        first, last = ends[0], ends[-1]
        assert first is not None
        assert last is not None
        rows = range(int(first[2]), int(last[2]) + 1)
        letters = [column_letters(column) for column in range(30)]
        columns = letters[letters.index(first[1]) : letters.index(last[1]) + 1]
        found += [f"{column}{row}" for row in rows for column in columns]
    return found


cells: st.SearchStrategy[CellAt] = st.tuples(st.just(""), st.integers(0, 5), st.integers(0, 5))


@given(
    st.lists(cells, min_size=1, unique=True) | st.lists(cells, min_size=1, unique=True).map(sorted)
)
def test_a_sum_adds_each_cell_once(added: list[CellAt]) -> None:
    """However cells are drawn together into ranges, each is added once, in order."""
    assert [a1(cell) for cell in added] == spelled_out(sum_formula(added))


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([(4, 1), (4, 2), (4, 3), (4, 4)], "B5:E5"),
        ([(4, 1), (5, 1), (6, 1)], "B5:B7"),
        ([(4, 1), (4, 3)], "B5,D5"),
        ([(4, 1), (4, 2), (5, 2)], "B5:C5,C6"),
        ([(4, 2), (4, 1)], "C5,B5"),
        ([(4, 1)], "B5"),
    ],
)
def test_ranges(added: list[tuple[int, int]], expected: str) -> None:
    """Neighbours along a row or a column are a range; a corner starts a new one."""
    formula = sum_formula([("", *cell) for cell in added])
    assert f'=IF(COUNT({expected})=0,"",SUM({expected}))' == formula


def test_cells_of_other_sheets() -> None:
    """A sheet's name is quoted, its quotes doubled, and a range names it once."""
    assert "'表五分单位'!C7" == a1(("表五分单位", 6, 2))
    assert "'it''s'!A1" == a1(("it's", 0, 0))
    added = [("表", 0, 0), ("表", 1, 0), ("", 2, 0)]
    assert "=IF(COUNT('表'!A1:A2,A3)=0,\"\",SUM('表'!A1:A2,A3))" == sum_formula(added)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b + c", '=IF(COUNT(A5:C5)=0,"",SUM(A5:C5))'),
        ("a + b - c", '=IF(COUNT(A5:C5)=0,"",SUM(A5:B5)-SUM(C5))'),
        ("a - 2 * c + 1", '=IF(COUNT(A5,C5)=0,"",SUM(A5)-2*SUM(C5)+1)'),
        ("0.5 * a - 3", '=IF(COUNT(A5)=0,"",0.5*SUM(A5)-3)'),
        ("-a", '=IF(COUNT(A5)=0,"",-SUM(A5))'),
        ("a + 10", '=IF(COUNT(A5)=0,"",SUM(A5)+10)'),
    ],
)
def test_sums_with_coefficients(text: str, expected: str) -> None:
    """Cells of one coefficient are added together, and constants follow."""
    assert expected == linear_formula(side(text), PLACES.get)


def test_a_coefficient_without_end_is_a_quotient() -> None:
    """A third is written as a quotient, not as so many threes."""
    third = side("a") * Fraction(1, 3)
    assert '=IF(COUNT(A5)=0,"",(1/3)*SUM(A5))' == linear_formula(third, PLACES.get)


def test_shares() -> None:
    """A share is blank while its part is, and where its whole is nothing."""
    assert '=IF(COUNT(A5)=0,"",IF(SUM(B5)=0,"",(SUM(A5))/(SUM(B5))))' == quotient_formula(
        ratio("a / b"), PLACES.get
    )
    assert (
        '=IF(COUNT(A5)=0,"",IF(SUM(B5:C5)-1=0,"",(2*SUM(A5))/(SUM(B5:C5)-1)))'
        == quotient_formula(ratio("(2 * a) / (b + c - 1)"), PLACES.get)
    )


def test_shares_with_constants() -> None:
    """A constant stands in the part or the whole; a part without cells is blank with its whole."""
    assert '=IF(COUNT(A5)=0,"",IF(8=0,"",(SUM(A5)+1)/(8)))' == quotient_formula(
        ratio("(a + 1) / 8"), PLACES.get
    )
    assert '=IF(COUNT(B5)=0,"",IF(SUM(B5)=0,"",(5)/(SUM(B5))))' == quotient_formula(
        ratio("5 / b"), PLACES.get
    )
    assert quotient_formula(ratio("5 / 8"), PLACES.get) is None


@pytest.mark.parametrize("count", [200, 201, 300, 401])
def test_a_function_has_no_more_arguments_than_it_can_take(count: int) -> None:
    """300 units on rows of their own are counted and added in groups, each cell once."""
    apart: list[CellAt] = [("", 2 * row, 1) for row in range(count)]
    names = [f"B{2 * row + 1}" for row in range(count)]
    formula = sum_formula(apart)
    for cells_of in (r"COUNT\(([^()]*)\)", r"SUM\(([^()]*)\)"):
        groups = [group.split(",") for group in re.findall(cells_of, formula)]
        assert names == [name for group in groups for name in group]
        assert max(len(group) for group in groups) <= 200
        assert -(-count // 200) == len(groups)
    filled = {(2 * row, 1): Cell(row) for row in range(1, count)}
    book = Book("", "", (Sheet("表", cells=filled), Sheet("空")))
    assert count * (count - 1) // 2 == evaluate(book, "表", formula)
    assert "" == evaluate(book, "空", formula)
    weighted = Linear(
        tuple((Ref(f"i{row}"), Fraction(1 if row % 2 else -3)) for row in range(count))
    )
    text = str(linear_formula(weighted, lambda ref: apart[int(ref.item[1:])]))
    expected = sum(row if row % 2 else -3 * row for row in range(count))
    assert expected == evaluate(book, "表", text)


def test_an_item_without_a_cell_has_no_formula() -> None:
    """Where the sheet does not show an item, nothing is computed from it."""
    assert linear_formula(side("a + r"), PLACES.get) is None
    assert quotient_formula(ratio("r / a"), PLACES.get) is None
    assert quotient_formula(ratio("a / r"), PLACES.get) is None


def test_a_long_text_is_joined_from_several() -> None:
    """A formula holds no text of more than 255 units; what is longer is joined of pieces."""
    text = 'a"😀' * 300
    formula = concatenation([text])
    pieces = re.findall(r'"((?:[^"]|"")*)"', formula)
    assert text == "".join(pieces).replace('""', '"')
    assert all(len(piece.replace('""', '"').encode("utf-16-le")) <= 510 for piece in pieces)


def test_joined_texts() -> None:
    """Literal texts keep their quotes, cells their references, and empty texts are left out."""
    parts: list[str | CellAt] = ["共", ("", 4, 1), "", '场“是”"否"']
    assert '="共"&B5&"场“是”""否"""' == concatenation(parts)


@given(st.integers(0, 9), st.integers(1, 9))
def test_a_column_is_added_from_one_cell_to_another(top: int, size: int) -> None:
    """Of the sheet it stands on; blank where it holds no number."""
    figures = {(top + row, 2): Cell(row + 1) for row in range(size)}
    outside = {(top + size, 2): Cell(1000), (top, 3): Cell(1000)}
    book = Book("", "", (Sheet("甲 表", cells=figures | outside), Sheet("空")))
    for sheet, expected in (("甲 表", size * (size + 1) // 2), ("空", "")):
        formula = column_sum_formula(((sheet, top, 2), (sheet, top + size - 1, 2)))
        assert expected == evaluate(book, "空", formula)
