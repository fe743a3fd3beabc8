"""What conditions demand: comparisons that hold together exactly where the condition is true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.formula_sheets import FIGURES, HERE, formula_at, meaning
from youthstats.model.edits import Verdict, judge
from youthstats.model.linear import Comparison
from youthstats.wording import LANGUAGES
from youthstats.workbook.formulas.comparing import comparisons_in
from youthstats.workbook.formulas.scope import NoEdit

SIGNS = ("=", "<", "<=", ">", ">=")
SIDES = ("B5", "C5", "B5+C5", "2*D5-1", "SUM(B5:D5)", "O5", "表二!B5", "0", "30")


def demanded(text: str) -> tuple[Comparison, ...] | NoEdit:
    return comparisons_in(text, HERE, meaning, formula_at)


def stated(text: str) -> list[str]:
    """Return the comparisons that a condition comes to, as edits are written."""
    found = demanded(text)
    assert not isinstance(found, NoEdit), found
    return [str(one) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=B5<=C5", ["a <= b"]),
        ("=AND(B5>=C5+D5,B5<1000)", ["a >= b + c", "a < 1000"]),
        ("=AND(AND(B5>0,C5>0),D5=B5)", ["a > 0", "b > 0", "c = a"]),
        ("=(B5<C5)", ["a < b"]),
        ("=O5=D5", ["a + b = c"]),
        ("=B5<=表二!C5", ["a <= T2.b"]),
        ("=AND(ISNUMBER(Z5),B5>0)", ["a > 0"]),
        ("=ISNUMBER(Z5)", []),
    ],
)
def test_what_a_condition_demands(text: str, expected: list[str]) -> None:
    """Each comparison of sums; that a figure stands in the cell itself is demanded anyway."""
    assert expected == stated(text)


@given(st.lists(st.tuples(*map(st.sampled_from, (SIDES, SIGNS, SIDES))), min_size=1, max_size=4))
def test_all_of_them_hold_where_the_condition_does(parts: list[tuple[str, str, str]]) -> None:
    """Taken alone or under AND, over one set of figures: never more is demanded, and never less."""
    alone = [f"{left}{sign}{right}" for left, sign, right in parts]
    joined = stated(f"=AND({','.join(alone)})")
    assert [one for text in alone for one in stated(f"={text}")] == joined
    found = demanded(f"=AND({','.join(alone)})")
    assert not isinstance(found, NoEdit)
    for (left, sign, right), one in zip(parts, found, strict=True):
        ends = [_worth(side) for side in (left, right)]
        verdict = judge(one, lambda ref: FIGURES[ref]).verdict
        assert _stands(sign, *ends) == (verdict is Verdict.HOLDS)


def _worth(side: str) -> Fraction:
    """Return what a side comes to, worked out by hand."""
    a, b, c = (FIGURES[ref] for ref in list(FIGURES)[:3])
    other = next(value for ref, value in FIGURES.items() if (ref.form, ref.item) == ("T2", "a"))
    worth = (a, b, a + b, 2 * c - 1, a + b + c, a + b, other, Fraction(0), Fraction(30))
    return worth[SIDES.index(side)]


def _stands(sign: str, left: Fraction, right: Fraction) -> bool:
    return {
        "=": left == right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[sign]


@pytest.mark.parametrize(
    ("text", "code", "piece"),
    [
        ("=B5<>C5", "validation.unequal", "B5<>C5"),
        ("=B5<C5<D5", "validation.no_comparison", "B5<C5<D5"),
        ("=OR(B5<C5,B5=0)", "validation.no_comparison", "OR(B5<C5,B5=0)"),
        ("=AND(B5<C5,NOT(D5=0))", "validation.no_comparison", "NOT(D5=0)"),
        ("=B5", "validation.no_comparison", "B5"),
        ("=ISNUMBER(B5)", "validation.no_comparison", "ISNUMBER(B5)"),
        ("=ISNUMBER(Z5,B5)", "validation.no_comparison", "ISNUMBER(Z5,B5)"),
        ("=ISNUMBER(B5+1)", "validation.no_comparison", "ISNUMBER(B5+1)"),
        ("=B5/C5<1", "formula.not_linear", "B5/C5<1"),
        ("=ROUND(B5,0)=C5", "formula.rounded_within", "ROUND(B5,0)=C5"),
        ("=P6<=D5", "formula.passed_over", "P6<=D5"),
        ("=B5<", "formula.unreadable", "B5<"),
        ("=VLOOKUP(B5,K5:M5,2)<1", "formula.function", "VLOOKUP(B5,K5:M5,2)"),
    ],
)
def test_a_condition_that_is_no_edit_says_why(text: str, code: str, piece: str) -> None:
    """With the piece at fault, in a sentence of either language."""
    found = demanded(text)
    assert isinstance(found, NoEdit)
    assert (code, HERE) == (found.code, found.at)
    assert piece.startswith(found.piece) or found.piece in piece
    assert all(found.told(lang) for lang in LANGUAGES)


def test_a_condition_nested_too_deep_ends() -> None:
    """It is refused with a reason, and no error."""
    deep = "=" + "AND(" * 200 + "B5>0" + ")" * 200
    assert isinstance(demanded(deep), NoEdit)
