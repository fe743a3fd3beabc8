"""A formula's text as a tree: Excel's ranks of operators, exact numbers, and what is not followed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.layout.formulas import a1
from youthstats.workbook.formulas.parsing import DEEPEST, FormulaError, formula_of
from youthstats.workbook.formulas.tree import (
    Array,
    Call,
    Chain,
    Node,
    Number,
    Omitted,
    Reference,
    Signed,
    Strange,
    Text,
    Truth,
    walk,
)

ONE, TWO, THREE = (Number(Fraction(number)) for number in (1, 2, 3))
B5, C5 = Reference(None, 4, 1, 4, 1), Reference(None, 4, 2, 4, 2)

TREES: list[tuple[str, Node]] = [
    ("1.5E2", Number(Fraction(150))),
    (".5", Number(Fraction(1, 2))),
    ("0.1", Number(Fraction(1, 10))),
    ('"说""好"""', Text('说"好"')),
    ("TRUE", Truth(True)),
    ("$B$5", B5),
    ("c5:b5", Reference(None, 4, 1, 4, 2)),
    ("'表五 分''单位'!C7", Reference("表五 分'单位", 6, 2, 6, 2)),
    ("表一!B5:C9", Reference("表一", 4, 1, 8, 2)),
    ("1+2*3", Chain(ONE, (("+", Chain(TWO, (("*", THREE),))),))),
    ("(1+2)*3", Chain(Chain(ONE, (("+", TWO),)), (("*", THREE),))),
    ("1-2+3", Chain(ONE, (("-", TWO), ("+", THREE)))),
    ("1*2^3", Chain(ONE, (("*", Chain(TWO, (("^", THREE),))),))),
    ("1^2^3", Chain(ONE, (("^", TWO), ("^", THREE)))),
    ("1^2*3=1", Chain(Chain(Chain(ONE, (("^", TWO),)), (("*", THREE),)), (("=", ONE),))),
    ("-1^2", Chain(Signed(ONE, True), (("^", TWO),))),
    ("1--2", Chain(ONE, (("-", Signed(TWO, True)),))),
    ("--1", ONE),
    ("+1", ONE),
    ("-1%%", Signed(ONE, True, 2)),
    ('1&"a"<>2', Chain(Chain(ONE, (("&", Text("a")),)), (("<>", TWO),))),
    ("sum(B5,C5)", Call("SUM", (B5, C5))),
    ("_xlfn.IFNA(B5,1)", Call("IFNA", (B5, ONE))),
    ("PI()", Call("PI", ())),
    ("IF(B5,,1)", Call("IF", (B5, Omitted(), ONE))),
    ("SUM(B5,)", Call("SUM", (B5, Omitted()))),
    ("{1,2;-3,TRUE}", Array(((ONE, TWO), (Signed(THREE, True), Truth(True))))),
    ("#REF!", Strange("error")),
    ("表一!#REF!", Strange("error")),
    ("[1]表一!A1", Strange("other_book")),
    ("'C:\\报表\\[一.xlsx]表一'!A1", Strange("other_book")),
    ("一月:三月!A1", Strange("several_sheets")),
    ("A:$C", Strange("whole_lines")),
    ("表一!3:3", Strange("whole_lines")),
    ("合计", Strange("name")),
    ("表1[金额]", Strange("name")),
    ("XFE1", Strange("name")),
    ("A1048577", Strange("name")),
]


@pytest.mark.parametrize(("text", "expected"), TREES)
def test_trees(text: str, expected: Node) -> None:
    """Each form of writing has its part, and the tighter operators stand further in."""
    assert expected == formula_of(text).root
    assert expected == formula_of(f"= {text}").root


BROKEN = [
    "", "=", "=1 2", "=1+", "=SUM(1", "=SUM(1))", "=SUM(1;2)", "=(1,2)", "=()", "={1,2", "={}",
    "={1;}", '="a', "=nan", "=inf", "=1_000", "=)", "=*1", "=B5 C5", "=A1#",
    "=" + "1" * 9000, "=" + "(" * 61 + "1" + ")" * 61,
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_formula(text: str) -> None:
    """What no program would take, or is longer or deeper than any takes, raises."""
    with pytest.raises(FormulaError):
        _ = formula_of(text).root


def test_what_is_in_a_formula() -> None:
    """A formula tells its depth, its functions and operators, its sheets, and a part as written."""
    formula = formula_of("=IF(表一!B5 > 0, , ROUND(-(B5 + C5) / 表一!B5, 2)) & {1} & 合计")
    assert 3 == formula.depth
    words = {"IF", "ROUND", ">", "+", "/", "&", "Omitted", "Array", "Strange"}
    assert words == formula.words
    assert {"表一"} == formula.sheets
    pieces = [formula.piece(node) for node in walk(formula.root)]
    assert "IF(表一!B5>0,,ROUND(-(B5+C5)/表一!B5,2))" in pieces
    assert "-(B5+C5)/表一!B5" in pieces
    assert "合计" in pieces


def test_a_formula_may_be_long_but_not_deep() -> None:
    """Thousands of terms are one part; brackets have an end."""
    chain = formula_of("=1" + "+1" * 3000).root
    assert isinstance(chain, Chain)
    assert 3000 == len(chain.rest)
    assert ONE == formula_of("=" + "(" * DEEPEST + "1" + ")" * DEEPEST).root


numbers = st.builds(
    Number, st.integers(0, 10**9).map(Fraction) | st.decimals(0, 99, places=3).map(Fraction)
)
texts = st.builds(Text, st.text("甲a\"'() ,=", max_size=5))
corners = st.tuples(st.integers(0, 30), st.integers(0, 30))
references = st.builds(
    lambda sheet, one, other: Reference(
        sheet,
        *map(min, one, other),
        *map(max, one, other),
    ),
    st.none() | st.sampled_from(["表一", "it's", "a b"]),
    corners,
    corners,
)
arrays = st.builds(Array, st.lists(st.tuples(numbers, numbers), min_size=1, max_size=3).map(tuple))
LEVELS = (("=", "<>", "<=", ">=", "<", ">"), ("&",), ("+", "-"), ("*", "/"), ("^",))


def chains(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def of(signs: tuple[str, ...]) -> st.SearchStrategy[Node]:
        rest = st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3)
        return st.builds(Chain, inner.filter(lambda one: level(one) != LEVELS.index(signs)),
                         rest.map(tuple))  # fmt: skip

    return st.sampled_from(LEVELS).flatmap(of)


def level(node: Node) -> int:
    """Return how tightly a part holds together; what is no chain holds tighter than any."""
    if isinstance(node, Chain):
        return next(at for at, signs in enumerate(LEVELS) if node.rest[0][0] in signs)
    return 5 if isinstance(node, Signed) else 6


def spelled(node: Node, around: int = 0) -> str:
    """Write a part as a formula, in brackets where what is around it holds tighter."""
    if level(node) < around:
        return f"({spelled(node)})"
    if isinstance(node, Chain):
        rank = level(node)
        rest = (sign + spelled(part, rank + 1) for sign, part in node.rest)
        return spelled(node.first, rank + 1) + "".join(rest)
    if isinstance(node, Signed):
        return "-" * node.negative + spelled(node.of, 6) + "%" * node.percents
    if isinstance(node, Call):
        return f"{node.name}({','.join(map(spelled, node.arguments))})"
    if isinstance(node, Array):
        return "{" + ";".join(",".join(map(spelled, row)) for row in node.rows) + "}"
    if isinstance(node, Reference):
        end = a1(("", node.bottom, node.right))
        return f"{a1((node.sheet or '', node.top, node.left))}:{end}"
    return constant(node)


def constant(node: Node) -> str:
    if isinstance(node, Number):
        return f"{float(node.value):.3f}" if node.value.denominator > 1 else str(node.value)
    return '"' + node.value.replace('"', '""') + '"' if isinstance(node, Text) else ""


trees = st.recursive(
    numbers | texts | references | arrays,
    lambda inner: (
        chains(inner)
        | st.builds(
            Signed, inner.filter(lambda one: not isinstance(one, Signed)), st.just(True),
            st.integers(0, 2),
        )
        | st.builds(
            Call, st.sampled_from(["SUM", "IF"]),
            st.lists(inner | st.just(Omitted()), min_size=2, max_size=4).map(tuple),
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(trees)
def test_a_tree_written_out_is_read_back(tree: Node) -> None:
    """Whatever parts hang together how, the formula that says so has that tree."""
    assert tree == formula_of("=" + spelled(tree)).root


@given(st.text(alphabet="=+-*/^&<>(),:;%!'\"$AB19. #{}[]表一", max_size=30))
def test_any_text(text: str) -> None:
    """Any text is a formula or none, and nothing else is raised."""
    try:
        root = formula_of(f"={text}").root
    except FormulaError:
        return
    assert isinstance(root, Node)
