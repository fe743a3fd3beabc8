"""Edit text and its normal form: the grammar, the mistakes, printing and reading again."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import EditSyntaxError
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.linear import (
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)

WORDS = Vocabulary(
    items={
        "total": (),
        "central": (),
        "county": (),
        "rate": (),
        "人数": (),
        "persons": ("primary", "junior"),
    },
    forms={"T2": {"funds": (), "cards": ("a",)}},
)

refs = st.sampled_from(
    [
        *(Ref(name) for name in ("total", "central", "county", "rate", "人数", "persons")),
        Ref("persons", "primary"),
        Ref("persons", "junior"),
        Ref("funds", None, "T2"),
        Ref("cards", "a", "T2"),
    ]
)
sizes = st.decimals(-999, 999, places=2).map(Fraction)
linears = st.builds(
    lambda terms, constant: Linear(
        tuple((ref, size) for ref, size in terms.items() if size), constant
    ),
    st.dictionaries(refs, sizes, max_size=4),
    sizes,
)
comparisons = st.builds(
    Comparison, linears, st.sampled_from(("=", "<=", ">=", "<", ">")), linears
).filter(lambda comparison: bool(comparison.difference.terms))
quotients = st.builds(Quotient, refs, linears, linears)
relations = st.sampled_from(("=", "<=", ">=", "<", ">"))


@st.composite
def products(draw: st.DrawFn) -> Product:
    """One item times others."""
    factor = draw(refs)
    by = draw(
        st.dictionaries(refs.filter(lambda ref: ref != factor), sizes.filter(bool), min_size=1)
    )
    return Product(
        draw(linears), draw(relations), Times(factor, Linear(tuple(by.items()))), draw(linears)
    )


statements: st.SearchStrategy[Statement] = (
    comparisons | quotients | products() | st.builds(Condition, comparisons, comparisons)
)


@given(statements)
def test_print_and_parse_is_the_identity(statement: Statement) -> None:
    """A statement printed as edit text parses to itself."""
    assert statement == parse_edit(str(statement), WORDS)


@given(statements, st.sampled_from(("", " ", "\n  ")))
def test_white_space_is_free(statement: Statement, space: str) -> None:
    """White space between tokens does not matter."""
    text = str(statement).replace(" ", f" {space}")
    assert statement == parse_edit(text, WORDS)


@given(linears, linears, linears, sizes)
def test_linear_expressions_are_a_vector_space(
    one: Linear, two: Linear, three: Linear, factor: Fraction
) -> None:
    """Adding and scaling obey the usual laws, whatever the order of the terms."""

    def same(left: Linear, right: Linear) -> bool:
        return dict(left.terms) == dict(right.terms) and left.constant == right.constant

    assert same(one + two, two + one)
    assert same((one + two) + three, one + (two + three))
    assert same((one + two) * factor, one * factor + two * factor)
    assert Linear() == one - one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("total = central + county", "total = central + county"),
        ("total=central+county+central", "total = 2 * central + county"),
        ("total - central <= 5", "total - central <= 5"),
        ("-total + 1 < 0", "-total + 1 < 0"),
        ("2 * (total - 3) >= central * 0.5", "2 * total - 6 >= 0.5 * central"),
        ("total > 1 * 2 + 3", "total > 5"),
        ("persons[*] = total", "persons[primary] + persons[junior] = total"),
        ("rate = central / total", "rate = central / total"),
        ("rate = (central + county) / total", "rate = (central + county) / total"),
        ("rate = central / (total + 1)", "rate = central / (total + 1)"),
        ("rate = 2 * central / 100", "rate = (2 * central) / (100)"),
        ("if T2.funds > 0 then T2.cards[a] > 0", "if T2.funds > 0 then T2.cards[a] > 0"),
        ("人数 <= total", "人数 <= total"),
        ("total = 0 * central", "total = 0"),
        ("total = central * county", "total = central * county"),
        ("central * county >= total", "total <= central * county"),
        ("total = 2 * (central - 1) * rate + 3", "total = 2 * central * rate - 2 * rate + 3"),
        ("total = rate * central + county * rate", "total = rate * (central + county)"),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    """Every edit text has one normal form."""
    assert expected == str(parse_edit(text, WORDS))


@pytest.mark.parametrize(
    ("text", "caret", "reason"),
    [
        ("totl = central", 0, "no item is called 'totl' (did you mean 'total'?)"),
        ("total = xyz123", 8, "no item is called 'xyz123'"),
        ("total = T22.funds", 8, "no form is called 'T22' (did you mean 'T2'?)"),
        ("total = T2.fund", 11, "no item is called 'fund' (did you mean 'funds'?)"),
        ("total = persons[primry]", 16, "no category is called 'primry' (did you mean 'primary'?)"),
        ("total = central[*]", 8, "central has no categories to sum over"),
        ("total = persons[*", 17, "expected ], found the end of the edit"),
        ("total = persons[primary", 23, "expected ], found the end"),
        ("total = persons[]", 16, "expected a category, found ']'"),
        ("total $ central", 6, "'$' has no meaning in an edit"),
        ("total central", 6, "expected = or <= or >= or < or >, found 'central'"),
        ("total = ", 8, "expected an item or a number, found the end of the edit"),
        ("total = central central", 16, "the edit should end here, found 'central'"),
        ("total = central * central", 16, "an edit multiplies one item by others, and once only"),
        ("total = rate * central * county", 23, "an edit multiplies one item by others"),
        ("total = rate * central + county * 人数", 23, "an edit multiplies one item by others"),
        ("rate * total = central * county", 13, "an edit multiplies one item by others"),
        ("if total = rate * central then rate > 0", 3, "a product of items cannot stand inside"),
        ("rate = central * county / total", 24, "a quotient must read  item = part / whole"),
        ("total = (central", 16, "expected ), found the end of the edit"),
        ("total = total", 0, "this says nothing about any item"),
        ("1 < 2", 0, "this says nothing about any item"),
        ("if total > 0 central > 0", 13, "expected then, found 'central'"),
        ("if rate = central / total then total > 0", 3, "a quotient cannot stand inside"),
        ("rate = central + county / total", 24, "put brackets around a part of several terms"),
        ("rate <= central / total", 16, "a quotient must read  item = part / whole"),
        ("2 * rate = central / total", 19, "a quotient must read  item = part / whole"),
        ("total = if", 8, "expected an item or a number, found 'if'"),
        ("total = T2.", 11, "expected an item, found the end"),
    ],
)
def test_mistakes_are_pointed_at(text: str, caret: int, reason: str) -> None:
    """A wrong edit raises with a caret under the mistake and, for a name, the nearest one known."""
    with pytest.raises(EditSyntaxError) as raised:
        parse_edit(text, WORDS)
    error = raised.value
    assert (text, caret) == (error.text, error.position)
    assert reason in error.reason
    shown = f"\n    {text}\n    {' ' * caret}^"
    assert str(error) == error.texts["en"]
    assert all(said.endswith(shown) for said in error.texts.values())
    told = error.texts["zh"].removesuffix(shown)
    assert not re.search(r"expected|found|edit|item|quotient|called|mean", told), told


def parsed_or_refused(text: str) -> Statement | EditSyntaxError:
    try:
        return parse_edit(text, WORDS)
    except EditSyntaxError as error:
        return error


TOKENS = ("if", "then", "total", "rate", "persons", "primary", "T2", "funds", "2", *"[]()*/+-=<.")


@given(st.text(max_size=20) | st.lists(st.sampled_from(TOKENS)).map(" ".join))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text makes the parser stumble in any other way than by refusing a place inside it."""
    outcome = parsed_or_refused(text)
    if isinstance(outcome, EditSyntaxError):
        assert 0 <= outcome.position <= len(text)
    else:
        assert outcome == parse_edit(str(outcome), WORDS)


def test_a_single_item() -> None:
    """An expression is one item only with coefficient one and no constant."""
    total = Linear.of(Ref("total"))
    assert Ref("total") == total.single
    assert (total * Fraction(2)).single is None
    assert (total + Linear((), Fraction(1))).single is None
    assert Linear().single is None


def test_multiplying_by_nothing_leaves_nothing() -> None:
    """Zero times an expression has no terms, so no item is mentioned in vain."""
    assert Linear() == Linear.of(Ref("total")) * Fraction(0)


def test_references_in_print() -> None:
    """A reference is printed with its form and category."""
    assert "T2.cards[a]" == str(Ref("cards", "a", "T2"))
    assert [Ref("a"), Ref("a", "b"), Ref("a", "b", "T")] == sorted(
        [Ref("a", "b", "T"), Ref("a", "b"), Ref("a")]
    )
