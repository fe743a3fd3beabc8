"""What answers come to that follow from others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.layout.formulas import CellAt, linear_formula, quotient_formula
from youthstats.model.axes import entries, items, units
from youthstats.model.deriving import derived_about, derived_value, follows, worked_out
from youthstats.model.edits import Verdict, hard, judge
from youthstats.model.forms import define_form
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import Figure, Inexact, Missing, Value, is_figure, rounded
from youthstats.strategies import forms, records
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.evaluate import evaluate

FORM = define_form(
    id="F",
    label="表",
    title="表",
    items=[
        *(Item(name, Kind.COUNT, f"{name}数") for name in ("total", "a", "b")),
        Item("rate", Kind.SHARE, "比例", places=0),
    ],
    rows=units(),
    columns=items(),
    edits=[hard("sum", "total = a + 2 * b + 1", "合计"), hard("rate", "rate = a / b", "比例")],
)
BLANK, NOT_APPLICABLE, UNREADABLE, _ = Missing


def filled(**values: Value) -> Record:
    return Record.of(FORM, {(name, None): value for name, value in values.items()})


@given(forms().flatmap(records))
def test_what_follows_obeys_its_edit(record: Record) -> None:
    """A record whose sums are put in as they follow obeys the equations they come from."""
    form = record.form
    for line in record.keys:
        for name, source in form.derivations.items():
            value = derived_value(record, name, line)
            if not isinstance(source, Linear) or not form.item(name).admits(value):
                continue
            if (name, line) in form.closed:
                continue
            given_parts = [is_figure(record[ref.item, line]) for ref in source.refs]
            assert any(given_parts) == is_figure(value)
            if all(given_parts):
                put_in = record.replacing({(name, line): value})
                assert follows(put_in, name, line)

                def figure_of(ref: Ref, line: object = line, filled: Record = put_in) -> Figure:
                    return filled[ref.item, line]  # type: ignore[index,return-value]

                balance = Comparison(Linear.of(Ref(name)), "=", source)
                assert judge(balance, figure_of).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("values", "total", "rate"),
    [
        ({"a": 3, "b": 4}, 12, Fraction(3, 4)),
        ({"a": 3}, 4, BLANK),
        ({"b": 4}, 9, BLANK),
        ({}, BLANK, BLANK),
        ({"a": NOT_APPLICABLE, "b": 4}, 9, BLANK),
        ({"a": 3, "b": 0}, 4, BLANK),
        ({"a": 0, "b": 4}, 9, 0),
        ({"a": UNREADABLE, "b": 4}, UNREADABLE, UNREADABLE),
        ({"a": 3, "b": UNREADABLE}, UNREADABLE, UNREADABLE),
    ],
)
def test_worked_derivations(values: dict[str, Value], total: Value, rate: Value) -> None:
    """Sums add what is there, shares need both sides, and nothing is made of the unreadable."""
    record = filled(**values)
    assert (total, rate) == (
        derived_value(record, "total", None),
        derived_value(record, "rate", None),
    )


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        ({"a": 3, "b": 4, "total": 12}, "total", True),
        ({"a": 3, "b": 4, "total": 13}, "total", False),
        ({"a": 3, "b": 4}, "total", False),
        ({}, "total", True),
        ({"total": 5}, "total", False),
        ({"a": 1, "b": 8, "rate": rounded(Decimal("0.12"), 2)}, "rate", True),
        ({"a": 1, "b": 8, "rate": rounded(Decimal("0.13"), 2)}, "rate", True),
        ({"a": 1, "b": 8, "rate": rounded(Decimal("0.14"), 2)}, "rate", False),
        ({"a": 1, "b": 8, "rate": NOT_APPLICABLE}, "rate", False),
        ({"a": 3, "b": 4, "total": Inexact(Decimal(12), Decimal(10), Decimal(14))}, "total", False),
        ({"a": 3, "b": 4, "total": rounded(Decimal(12), 0)}, "total", False),
        ({"a": UNREADABLE, "total": UNREADABLE}, "total", False),
    ],
)
def test_answers_that_follow(values: dict[str, Value], name: str, expected: bool) -> None:
    """A share follows to the precision it was given in; a sum only where it is exact and equal."""
    assert expected == follows(filled(**values), name, None)


WITH_CONSTANTS = define_form(
    id="C",
    label="表",
    title="表",
    items=[
        *(Item(name, Kind.COUNT, f"{name}数") for name in ("a", "b", "c")),
        *(Item(name, Kind.SHARE, f"{name}比例", places=0) for name in ("r", "q", "p", "t", "w")),
        Item("total", Kind.COUNT, "合计"),
    ],
    rows=units(),
    columns=items(),
    edits=[
        hard("r", "r = a / 8", "x"),
        hard("q", "q = a / (b + 10)", "x"),
        hard("p", "p = (a + 1) / (b + c)", "x"),
        hard("t", "t = (2 * a - b) / (c - b - 3)", "x"),
        hard("w", "w = 5 / (b + 10)", "x"),
        hard("total", "total = 2 * a - b + 7", "x"),
    ],
)
ANSWER = st.none() | st.integers(-9, 9) | st.just(NOT_APPLICABLE)


@given(st.fixed_dictionaries(dict.fromkeys("abc", ANSWER)))
def test_what_follows_is_what_the_formula_comes_to(answers: dict[str, Value | None]) -> None:
    """Blanks and constants, in a sum, a part or a whole: the written formula says the same."""
    values = {name: value for name, value in answers.items() if value is not None}
    record = Record.of(WITH_CONSTANTS, {(name, None): value for name, value in values.items()})
    cells = {
        (0, "abc".index(name)): Cell("—" if value is NOT_APPLICABLE else value)  # type: ignore[arg-type]
        for name, value in values.items()
    }
    book = Book("", "", (Sheet("表", cells=cells),))

    def find(ref: Ref) -> CellAt:
        return "", 0, "abc".index(ref.item)

    for name, source in WITH_CONSTANTS.derivations.items():
        linear = isinstance(source, Linear)
        formula = linear_formula(source, find) if linear else quotient_formula(source, find)  # type: ignore[arg-type]
        derived = derived_value(record, name, None)
        assert ("" if derived is BLANK else derived) == evaluate(book, "表", str(formula)), formula


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        ({"a": 2}, "r", Fraction(1, 4)),
        ({}, "r", BLANK),
        ({"a": 2}, "q", Fraction(1, 5)),
        ({"b": 2}, "q", BLANK),
        ({"a": 2, "b": -10}, "q", BLANK),
        ({"a": 2, "c": 6}, "p", Fraction(1, 2)),
        ({"c": 6}, "p", BLANK),
        ({}, "w", BLANK),
        ({"b": 0}, "w", Fraction(1, 2)),
    ],
)
def test_shares_with_constants(values: dict[str, Value], name: str, expected: Value) -> None:
    """Only a blank part blanks a share, or a whole that comes to nothing."""
    record = Record.of(WITH_CONSTANTS, {(key, None): value for key, value in values.items()})
    assert expected == derived_value(record, name, None)


def test_a_formula_in_a_blank_row_of_a_list_works_nothing_out() -> None:
    """What an office wrote into rows to spare belongs to no entry."""
    amounts = [Item(name, Kind.COUNT, f"{name}数") for name in ("total", "a", "b")]
    form = define_form(
        id="L",
        label="清单",
        title="清单",
        items=amounts,
        rows=entries(),
        columns=items(),
        edits=[hard("sum", "total = a + b", "合计")],
    )
    scheme = define_scheme(
        id="x", title="x", period="1", forms=[form], units=Hierarchy((Unit("甲"),))
    )
    record = Record.of(form, {("total", 0): 3, ("a", 0): 1, ("b", 0): 2})
    live = frozenset({("L", "total", 0), ("L", "total", 1)})
    one = Return("甲", {"L": record}, formulas=live)
    assert [("L", "total", 0)] == list(worked_out(one, scheme))


SUMS = define_form(
    id="F",
    label="表",
    title="表",
    items=[Item(name, Kind.MONEY, name) for name in ("net", "gross", "first", "second", "off")],
    rows=units(),
    columns=items(),
    edits=[
        hard("net", "net = gross - off", "净额"),
        hard("gross", "gross = first + second", "总额"),
        hard("back", "gross = net + off", "总额"),
    ],
)


def test_a_sum_over_approximate_figures_has_their_range() -> None:
    """Each counts with its sign, those of a sum in it too; one that does not follow is as typed."""
    about = Inexact(Decimal(30), Decimal(25), Decimal(40))
    given: dict[str, Value] = {"net": 20, "gross": 50, "first": about, "second": 20, "off": about}
    record = Record.of(SUMS, {(name, None): value for name, value in given.items()})
    assert Inexact(Decimal(50), Decimal(45), Decimal(60)) == derived_about(record, "gross", None)
    assert Inexact(Decimal(20), Decimal(5), Decimal(35)) == derived_about(record, "net", None)
    typed = record.replacing({("gross", None): 51})
    assert Inexact(Decimal(21), Decimal(11), Decimal(26)) == derived_about(typed, "net", None)
    exact = record.replacing({("first", None): 30, ("off", None): 30})
    assert 20 == derived_about(exact, "net", None)
