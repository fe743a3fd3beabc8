"""Amounts that are a number of things times a price: checked, screened and localised."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import filed_of
from youthstats import strategies
from youthstats.editing.localising.atoms import Atom, Multiplied
from youthstats.editing.localising.following import with_formulas
from youthstats.editing.localising.system import Row
from youthstats.editing.screening import unsettled
from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact, Missing, Value, round_half_up

PRICE = Item("price", Kind.MONEY, "单价", adds=False)
NUMBER = Item("number", Kind.COUNT, "数量")
cents = st.integers(1, 10**6).map(lambda one: Decimal(one) / 100)
numbers = st.integers(1, 10**4)


def _filed(
    values: dict[str, Value], *edits: str, places: int | None = None, kind: Kind = Kind.MONEY
) -> ys.Filed:
    amount = Item("amount", kind, "金额", places=places if kind is Kind.MONEY else None)
    others = [Item(name, Kind.COUNT, name) for name in values if name in {"own", "bought"}]
    edits = ("amount = number * price", *edits)
    return filed_of([NUMBER, PRICE, amount, *others], list(edits), values)


def _codes(filed: ys.Filed) -> list[str]:
    return [one.code for one in ys.check(filed).findings]


@given(numbers, cents, st.sampled_from((None, 0, 1, 2, 4)))
def test_what_is_multiplied_or_typed_off_the_screen_holds(
    number: int, price: Decimal, places: int | None
) -> None:
    """Exact, or as it is displayed; where nobody says how, with two decimals."""
    exact = number * price
    for amount in (exact, round_half_up(exact, 2 if places is None else places)):
        values: dict[str, Value] = {"number": number, "price": price, "amount": amount}
        assert [] == _codes(_filed(values, places=places))


@given(numbers, cents, cents.filter(lambda off: off > Decimal("0.01")), st.sampled_from((-1, 1)))
@example(10**4, Decimal(1), Decimal(30), 1)  # a price as shown would be 0.5 to 1.5
def test_what_is_not_fails_and_names_its_cells(
    number: int, price: Decimal, off: Decimal, sign: int
) -> None:
    """A price is what was typed, though other averages are only known as they are shown."""
    amount = number * price + sign * off
    assume(amount >= 0)
    (finding,) = ys.check(_filed({"number": number, "price": price, "amount": amount})).findings
    assert ("edit_failure", sign * off) == (finding.code, finding.imbalance)
    assert ["amount", "number", "price"] == [cell.item for cell in finding.cells]


@given(numbers, cents, st.integers(1, 999))
def test_any_cell_of_it_explains_it(number: int, price: Decimal, off: int) -> None:
    """And what it would have to hold lets the edit hold; a number of things stays whole."""
    values: dict[str, Value] = {"number": number, "price": price, "amount": number * price + off}
    filed = _filed(values)
    (block,) = ys.localise(ys.check(filed)).blocks
    cells = {one.suspects[0].cell.item for one in block.explanations}
    fitting = (number * price + off) % price == 0
    assert {"amount", "price"} | ({"number"} if fitting else set()) == cells
    assert block.status == "found"
    for one in block.explanations:
        assert 1 == len(one.suspects)
        assert "edit_failure" not in _codes(ys.amend(filed, [one]).filed)


@given(numbers, numbers, st.integers(2, 99), st.integers(1, 999))
def test_what_else_a_factor_stands_in_tells_it_apart(
    own: int, bought: int, price: int, off: int
) -> None:
    """A number that two edits contradict is wrong, and neither its price nor its amount."""
    number = own + bought
    values: dict[str, Value] = {"number": number + off, "price": price, "amount": number * price}
    filed = _filed({**values, "own": own, "bought": bought}, "number = own + bought")
    (block,) = ys.localise(ys.check(filed)).blocks
    (change,) = block.explanations[0].suspects
    assert ("number", number) == (change.cell.item, change.to)
    assert all(len(one.suspects) == 1 for one in block.explanations)


def test_both_factors_at_once_are_not_solved() -> None:
    """Of what two factors may be together nothing is said, and so of the block."""
    edits = ("number = own", "price = bought")
    values: dict[str, Value] = {"number": 3, "price": 5, "amount": 14, "own": 2, "bought": 7}
    (block,) = ys.localise(ys.check(_filed(values, *edits))).blocks
    assert block.status != "found"
    assert block.explanations


@given(
    st.sampled_from((0, 1, 2, 3, Missing.BLANK, Missing.UNREADABLE)),
    st.sampled_from((0, 1, 2, Decimal("0.5"), Missing.BLANK, Missing.UNREADABLE)),
    st.sampled_from((0, 1, 2, 4, Decimal("0.25"), Decimal("0.5"), Missing.BLANK)),
)
def test_the_screen_passes_nothing_that_fails(number: Value, price: Value, amount: Value) -> None:
    """What it does not leave to be judged is obeyed."""
    filed = _filed({"number": number, "price": price, "amount": amount})
    record = filed["U"].records["X"]
    if not unsettled(record):
        assert "edit_failure" not in _codes(filed)
    if isinstance(number, int) and isinstance(price, int) and isinstance(amount, int):
        assert (number * price == amount) == (not unsettled(record))


def test_a_whole_number_may_be_rounded() -> None:
    """A product that is a count is typed without decimals."""
    values: dict[str, Value] = {"number": 3, "price": Decimal("0.5"), "amount": 2}
    assert [] == _codes(_filed(values, kind=Kind.COUNT))
    assert ["edit_failure"] == _codes(_filed(values | {"amount": 3}, kind=Kind.COUNT))


@pytest.mark.parametrize("price", [None, 4])
def test_no_total_over_units_is_asked_to_obey_it(price: int | None) -> None:
    """Two units with prices of their own: number times price is not the amount of both."""
    given_: dict[str, Value] = {"number": 2, "price": 3, "amount": 6}
    form = _filed(given_).scheme.forms[0]
    roster = ys.Hierarchy((ys.Unit("城", None), ys.Unit("甲", "城"), ys.Unit("乙", "城")))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=roster)
    values: dict[str, dict[str, Value]] = {
        "甲": given_,
        "乙": {"number": 1, "price": 5, "amount": 5},
        "城": {"number": 3, "price": Missing.BLANK if price is None else price, "amount": 11},
    }
    returns = [
        ys.Return(unit, {"X": ys.Record.of(form, {(n, None): v for n, v in one.items()})})
        for unit, one in values.items()
    ]
    assert "edit_failure" not in _codes(ys.Filed.of(scheme, returns))
    assert "edit_failure" in _codes(ys.Filed.of(scheme, returns[2:])) or price is None


@pytest.mark.parametrize("turns", [True, False])
def test_a_factor_that_a_formula_adds_up(turns: bool) -> None:
    """Its parts stand in its place beside the other factor; of several it stays a figure of its own."""
    by = Atom(((1, 1),), 0, "=") if turns else Atom(((1, 1), (5, 1)), 0, "=")
    product = Multiplied(0, by, Atom(((2, 1),), 0, "="))
    row = Row("金额", "U", None, ys.Severity.HARD, "", multiplied=product)
    added = Atom(((0, 1), (3, -1), (4, -1)), 0, "=")
    formula = Row("", "U", None, ys.Severity.HARD, "", alternatives=((added,),))
    (found,) = with_formulas([row], {0: formula}, lambda _: True)
    assert ((1, 2, 3, 4) if turns else (0, 1, 2, 5)) == tuple(sorted(found.columns))
    assert (0 in found.followed) == turns


@given(st.data())
def test_records_are_drawn_that_obey_it(data: st.DataObject) -> None:
    """An amount is worked out when what it is multiplied from was drawn."""
    form = _filed({"number": 1, "price": 1, "amount": 1}).scheme.forms[0]
    record = data.draw(strategies.records(form))
    roster = ys.Hierarchy((ys.Unit("U"),))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=roster)
    assert "edit_failure" not in _codes(ys.Filed.of(scheme, [ys.Return("U", {"X": record})]))


@pytest.mark.parametrize(
    ("price", "amount"), [(Decimal("1.333"), Decimal("9.33")), (Decimal("1.337"), Decimal("9.36"))]
)
def test_what_was_typed_off_the_screen_is_no_suspect(price: Decimal, amount: Decimal) -> None:
    """7 × 1.333 is 9.331: 9.33 is what is displayed, and its edit holds while another fails."""
    values: dict[str, Value] = {"number": 7, "price": price, "amount": amount}
    filed = _filed({**values, "own": 3, "bought": 5}, "number = own + bought")
    (block,) = ys.localise(ys.check(filed)).blocks
    alone = {one.suspects[0].cell.item for one in block.explanations if len(one.suspects) == 1}
    assert {"own", "bought"} == alone


def test_of_two_factors_the_exact_one_stands_apart() -> None:
    """A price that is only known roughly multiplies nothing: what it may be has two ends."""
    values: dict[str, Value] = {
        "number": 7,
        "price": Inexact(Decimal(3), Decimal("2.5"), Decimal("3.5")),
    }
    values["amount"] = 21
    filed = _filed({**values, "own": 3, "bought": 5}, "number = own + bought")
    (block,) = ys.localise(ys.check(filed)).blocks
    assert {"own", "bought"} <= {one.suspects[0].cell.item for one in block.explanations}
