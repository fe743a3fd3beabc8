"""What answers come to that follow from others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from youthstats.model.axes import items, units
from youthstats.model.deriving import derived_value, follows
from youthstats.model.edits import Verdict, hard, judge
from youthstats.model.forms import define_form
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.model.returns import Record
from youthstats.model.values import Figure, Missing, Value, is_figure, rounded
from youthstats.strategies import forms, records

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
BLANK, NOT_APPLICABLE, UNREADABLE = Missing


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
        ({"a": UNREADABLE, "total": UNREADABLE}, "total", False),
    ],
)
def test_answers_that_follow(values: dict[str, Value], name: str, expected: bool) -> None:
    """An answer follows where its formula yields it, to the precision it was given with."""
    assert expected == follows(filled(**values), name, None)
