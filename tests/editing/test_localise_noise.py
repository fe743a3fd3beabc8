"""Localising beside figures that a spreadsheet worked out: their last digits blame nobody."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import filed_of
from tests.editing.test_localise_formulas import live
from youthstats.model.items import Item, Kind
from youthstats.model.values import Value, from_float

_money = st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)


def _filed(edits: list[str], values: dict[str, Value]) -> ys.Filed:
    items = [Item(name, Kind.MONEY, name.upper(), minimum=None) for name in values]
    return filed_of(items, list(edits), values)


@given(_money, _money, st.booleans())
@example(Decimal("12.3"), Decimal("12.1"), True)
@example(Decimal("1000.1"), Decimal("1000"), False)
def test_only_the_figure_that_is_wrong_is_blamed(one: Decimal, other: Decimal, typed: bool) -> None:
    """A difference with all its digits stands in the same edits, and nobody has to change it."""
    rest = from_float(float(one) - float(other))
    values: dict[str, Value] = {"b": one, "c": other, "a": rest, "p": one + 1000, "d": other}
    filed = _filed(["a = b - c", "c = d", "p = b", "a = p - d"], values)
    filed = filed if typed else live(filed, "a")
    blocks = ys.localise(ys.check(filed))
    named = [{s.cell.item for s in one} for block in blocks for one in block.explanations]
    assert {"p"} in named
    assert not any("a" in one for one in named)


@given(st.integers(1, 300), st.integers(2, 60), st.booleans())
@example(93, 11, True)
@example(94, 11, False)
def test_a_quotient_with_all_its_digits_is_not_blamed(
    part: int, whole: int, live_one: bool
) -> None:
    """Some come to something else in the fifteenth digit than the quotient itself does."""
    share = from_float(part / whole)
    items = [
        Item("r", Kind.MONEY, "R", minimum=None, adds=False),
        *(Item(name, Kind.COUNT, name.upper()) for name in "pdq"),
    ]
    values: dict[str, Value] = {"r": share, "p": part, "d": whole, "q": part + 1000}
    filed = filed_of(items, ["r = p / d", "q = p"], values)
    filed = live(filed, "r") if live_one else filed
    blocks = ys.localise(ys.check(filed))
    named = [{s.cell.item for s in one} for block in blocks for one in block.explanations]
    assert {"q"} in named
    assert not any({"q", "r"} <= one for one in named)


def test_a_figure_with_all_its_digits_that_is_wrong_is_blamed() -> None:
    """What is off by more than its last digits is in no interval."""
    values: dict[str, Value] = {"a": Decimal("7.33333333333333"), "b": 31, "c": 3}
    filed = _filed(["3 * a = b", "c = 3"], values)
    (block,) = ys.localise(ys.check(filed))
    assert {"a"} in [{s.cell.item for s in one} for one in block.explanations]
