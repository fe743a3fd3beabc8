"""Formulas nobody calculated: the plain ones are worked out as Excel would, the others are not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.workbook.package import Book, Cell, CellError, Sheet, open_book
from youthstats.workbook.reading.sheets.evaluate import calculated, evaluate

HERE = {
    # row 5: provincial county (blank) total
    (4, 1): Cell(7),
    (4, 2): Cell(2),
    (4, 4): Cell(None, "=SUM(B5:D5)"),
    (4, 5): Cell(9, "=SUM(B5:D5)"),
    (5, 1): Cell(Decimal("0.1")),
    (5, 2): Cell(Decimal("0.2")),
    (5, 3): Cell("无"),
    (6, 1): Cell("", '=IF(A1=0,"",A1)'),
    (6, 2): Cell(CellError("#REF!")),
    (6, 3): Cell(True),
    # a circle, and what points into it
    (9, 0): Cell(None, "=B10"),
    (9, 1): Cell(None, "=C10+1"),
    (9, 2): Cell(None, "=A10"),
}
THERE = {(6, 2): Cell(34), (0, 0): Cell(None, "=C7*2"), (0, 1): Cell(None, "=A1/B5")}
BOOK = Book("a.xlsx", "", (Sheet("表一", cells=HERE), Sheet("表五 分单位", cells=THERE)))

TOLD: list[tuple[str, int | Decimal | Fraction | str]] = [
    ("=1+2*3", 7),
    ("=(1+2)*3", 9),
    ("=10-2-3", 5),
    ("=-2+5", 3),
    ("=2--3", 5),
    ("=-(B5+C5)", -9),
    ("=12%", Decimal("0.12")),
    ('="1,234"+1', 1235),
    ('="-1,234,567.5"*2', -2469135),
    ('=" 12 "-"5%"', Decimal("11.95")),
    ("=1.5E2/4", Decimal("37.5")),
    ("=2/3", Fraction(2, 3)),
    ("=B6+C6", Decimal("0.3")),
    ("= B5\n+ C5", 9),
    ("=$B$5+b5", 14),
    ("=SUM(B5:E5)", 18),
    ("=SUM(B5,C5,10)", 19),
    ("=sum(E5:B5)", 18),
    ("=SUM(B6:D6)", Decimal("0.3")),
    ("=SUM(B7,D7)", 0),
    ("=COUNT(B5:D5)", 2),
    ("=COUNT(B7:D7)", 0),
    ('=COUNT(B6:D6,1,"1")', 3),
    ("=Z99", 0),
    ("=Z99+1", 1),
    ("=D6", "无"),
    ('=IF(COUNT(B5:D5)=0,"",SUM(B5:D5))', 9),
    ('=IF(COUNT(X5:Z5)=0,"",SUM(X5:Z5))', ""),
    ('=IF(COUNT(B5)=0,"",IF(SUM(Z4)=0,"",(SUM(B5))/(SUM(Z4))))', ""),
    ('=IF(COUNT(B5)=0,"",IF(SUM(E5)=0,"",(SUM(B5))/(SUM(E5))))', Fraction(7, 9)),
    ("=IF(Z99=0,0,1/Z99)", 0),
    ('=IF("甲"="甲",1,2)', 1),
    ('=IF("a"="A",1,2)', 1),
    ('=IF(Z99="",1,2)', 1),
    ('=IF(9<"1",1,2)', 1),
    ("=IF(AND(B5>=7,C5<>3,C5<=2),1,2)", 1),
    ("=IF(OR(B5<7,C5>2),1,2)", 2),
    ("=IF(D7,1,2)", 1),
    ("=ROUND(2.5,0)", 3),
    ("=ROUND(-2.5,0)", -3),
    ("=ROUND(0.225,2)", Decimal("0.23")),
    ("=ROUND(1458,-2)", 1500),
    ("='表五 分单位'!C7", 34),
    ("='表五 分单位'!A1", 68),
    ("=表一!B5", 7),
    ("=SUM('表五 分单位'!C7:C9,表一!B5)", 41),
    ('="举办（"&B5&"）次，比重"&B6&"，"&1/3', "举办（7）次，比重0.1，0.333333333333333"),
    ('="说""好"""', '说"好"'),
    ("=IF(ISERROR(B5/Z99),0,B5/Z99)", 0),
    ("=IF(ISERROR(B5/C5),0,B5/C5)", Decimal("3.5")),
    ("=IF(ISERROR(C7),1,2)", 1),
    ("=IF(ISBLANK(Z99),1,2)", 1),
    ("=IF(ISBLANK(B7),1,2)", 2),
    ("=IF(ISNUMBER(B5),1,2)", 1),
    ("=IF(OR(ISNUMBER(D6),ISNUMBER(C7),ISNUMBER(1/0)),1,2)", 2),
    ("=IF(ISTEXT(D6),1,2)", 1),
    ("=IF(ISERROR('表五 分单位'!B1),B5,2)", 7),
    ("=IFERROR('表五 分单位'!B1,B5)", 7),
    ("=SUMPRODUCT(B5:C5,{2,3})", 20),
    ("=SUMPRODUCT(B5:C5*2)", 18),
    ("=SUMPRODUCT(2*B5:C5,B6:C6)", Decimal("2.2")),
    ("=SUMPRODUCT(-B5:C5)", -9),
    ("=SUMPRODUCT((B5:C5>3)*B5:C5)", 7),
    ("=SUMPRODUCT(B5:C5>3)", 0),
    ("=SUMPRODUCT(B5:B6*{1;10})", 8),
    ("=SUMPRODUCT(B6:D6,B5:D5)", Decimal("1.1")),
    ("=SUMPRODUCT(5,B5)", 35),
    ("B5", 7),
    ("=" + "+".join(["1"] * 3000), 3000),
    ("=" + "(" * 50 + "1" + ")" * 50, 1),
]


@pytest.mark.parametrize(("formula", "expected"), TOLD)
def test_told(formula: str, expected: int | Decimal | Fraction | str) -> None:
    """A plain formula has the value Excel would give it, exactly."""
    assert expected == evaluate(BOOK, "表一", formula)


UNTOLD = [
    "=",
    "=1/0",
    "=B5/Z99",
    '="甲"+1',
    "=B7+1",
    "=C7",
    "=SUM(B7:D7)",
    '=SUM("甲")',
    "=B5=7",
    "=B5:C5",
    "=B5:C5+1",
    "=A10",
    "=SUM(A10:C10)",
    "=别处!A1",
    "=[1]表一!A1",
    "=#REF!",
    "=B5^2",
    "=VLOOKUP(1,B5:C5,2)",
    "=SUM(B5",
    "=SUM(B5))",
    "=SUM(B5,)",
    "=SUM()",
    "=IF(1,,2)",
    "=IF(1,2,VLOOKUP(1,B5:C5,2))",
    "=IF(1,2,别处!A1)",
    "=IF(1,2,#REF!)",
    "=IF(1)",
    "=ROUND(1,2,3)",
    "=1 2",
    "=B5 C5",
    "={1,2}",
    "={1,2}+1",
    "=SUM({1,2})",
    "=SUMPRODUCT(B5:C5,{1;2})",
    "=SUMPRODUCT(B5:C5*{1,2,3})",
    "=SUMPRODUCT({1,2;3})",
    "=SUMPRODUCT(B6:D6*2)",
    "=IF(ISERROR(别处!A1),1,2)",
    "=IF(ISERROR(VLOOKUP(1,B5:C5,2)),1,2)",
    "=IF(ISERROR(A10),1,2)",
    "=ISERROR(B5,C5)",
    "=名称",
    "=nan",
    "=inf+1",
    "=1_000",
    '="a',
    "=AND(B6:B6,D6)=AND(D6)",
    "=" + "(" * 500 + "1" + ")" * 500,
    "=" + "SUM(" * 500 + "1" + ")" * 500,
    "=" + "1+" * 5000 + "1",
]


@pytest.mark.parametrize("formula", UNTOLD)
def test_untold(formula: str) -> None:
    """What is not plain, or is an error in Excel, has no value; nothing raises."""
    assert evaluate(BOOK, "表一", formula) is None


def chain(length: int, formula: str) -> Book:
    """Return a book whose A1 is 2 and whose every further row is worked out from the one above."""
    cells = {(row, 0): Cell(None, formula.replace("@", f"A{row}")) for row in range(1, length)}
    return Book("a.xlsx", "", (Sheet("S", cells={(0, 0): Cell(2), **cells}),))


def test_chains_end() -> None:
    """Formulas on formulas are followed some way; squares, doubled texts and depth have an end."""
    assert 31 == evaluate(chain(30, "=@+1"), "S", "=A30")
    assert evaluate(chain(2000, "=@+1"), "S", "=A2000") is None
    assert evaluate(chain(50, "=@*@"), "S", "=A50") is None
    assert evaluate(chain(50, "=@&@"), "S", "=A50") is None
    assert evaluate(chain(60, "=SUM(IF(1,SUM(IF(1,-(@+1))),0))"), "S", "=A60") is None
    nested = "=" + "(1+" * 50 + "@" + ")" * 50
    assert evaluate(chain(50, nested), "S", "=A50") is None


def test_calculated(tmp_path: Path) -> None:
    """A cell takes the value a spreadsheet would store, or stays as it was."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([1, 3, "=A1/B1", '=IF(COUNT(G1)=0,"",G1)', "=NOW()", "=A1+B1"])
    workbook.save(tmp_path / "a.xlsx")
    book = open_book(tmp_path / "a.xlsx")
    found = book.sheets[0]
    cells = [calculated(book, found.name, found.cells[0, column]) for column in range(6)]
    expected = [1, 3, Decimal("0.333333333333333"), "", None, 4]
    assert expected == [cell.value for cell in cells]
    assert found.cells[0, 4] == cells[4]


numbers = st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=3)


@given(row=st.lists(st.none() | numbers | st.just("无"), min_size=1, max_size=12))
def test_sum_is_the_sum(row: list[int | Decimal | str | None]) -> None:
    """SUM and COUNT over a row are the exact sum and the number of the figures in it."""
    cells = {(0, at): Cell(value) for at, value in enumerate(row) if value is not None}
    book = Book("a.xlsx", "", (Sheet("S", cells=cells),))
    figures = [Fraction(value) for value in row if isinstance(value, int | Decimal)]
    assert sum(figures) == evaluate(book, "S", "=SUM(A1:L1)")
    assert len(figures) == evaluate(book, "S", "=COUNT(A1:L1)")


@given(row=st.lists(st.tuples(numbers, st.integers(-9, 9)), min_size=1, max_size=8))
def test_a_sum_of_products_is_each_times_its_constant(row: list[tuple[int | Decimal, int]]) -> None:
    """As two areas, and as one that is worked out."""
    book = Book(
        "a.xlsx", "", (Sheet("S", cells={(0, n): Cell(v) for n, (v, _) in enumerate(row)}),)
    )
    area, constants = f"A1:{'ABCDEFGH'[len(row) - 1]}1", ",".join(str(size) for _, size in row)
    expected = sum(Fraction(value) * size for value, size in row)
    assert expected == evaluate(book, "S", f"=SUMPRODUCT({area},{{{constants}}})")
    assert -2 * expected == evaluate(book, "S", f"=SUMPRODUCT(-{area}*{{{constants}}}*2)")


@given(
    text=st.text(alphabet="=+-*/&<>(),:;%!'\"$AB19. #{}[]表一", max_size=30)
    | st.lists(
        st.sampled_from(["SUM(", "IF(", "COUNT(", "ROUND(", "(", ")", ",", "B5", "A1:D9", "-", "%"])
        | st.sampled_from(
            ["1", '"甲"', "&", "=", "<>", "+", "/", "*", " ", "表一!C6", "'", "#REF!"]
        ),
        max_size=12,
    ).map("".join)
)
def test_anything(text: str) -> None:
    """Any text for a formula has a value or none, and never raises."""
    assert isinstance(evaluate(BOOK, "表一", f"={text}"), int | Decimal | Fraction | str | None)
