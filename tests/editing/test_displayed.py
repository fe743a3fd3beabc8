"""Figures typed as they are displayed, beside others with more decimals: checked and localised."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, example, given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import filed_of
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing, Value, round_half_up

_converted = st.integers(1, 10**10).map(lambda yuan: Decimal(yuan) / 10**4)
"""What was counted in yuan, in units of ten thousand."""


def _filed(edits: list[str], values: dict[str, Value], places: int | None = 2) -> ys.Filed:
    items = [Item(name, Kind.MONEY, name.upper(), minimum=None, places=places) for name in values]
    return filed_of(items, list(edits), values)


def _codes(filed: ys.Filed) -> list[str]:
    review = ys.check(filed)
    return [one.code for one in (*review.findings, *review.notes)]


@given(st.lists(_converted, min_size=3, max_size=3), st.integers(0, 3), st.integers(-1, 1))
@example([Decimal("56240.3987"), Decimal("30820.4961"), Decimal("46559.4872")], 2, 0)
def test_a_total_typed_as_it_is_displayed_holds(
    parts: list[Decimal], places: int, units: int
) -> None:
    """All its parts carry decimals that nobody sees; one unit of the last displayed off is wrong."""
    assume(all(one != round_half_up(one, places) for one in parts))
    implied = sum(parts, Decimal(0))
    unit = Decimal(1).scaleb(-places)
    typed = round_half_up(implied, places) + units * unit
    apart = abs(typed - implied)
    verdict = [] if not apart else ["within_rounding" if 2 * apart <= unit else "edit_failure"]
    names = dict(zip("bcd", parts, strict=True))
    assert verdict == _codes(_filed(["a = b + c + d"], {"a": typed, **names}, places))
    assert units or "edit_failure" not in verdict


@given(st.lists(st.integers(1, 10**8), min_size=3, max_size=3), st.sampled_from((-1, 1)))
def test_figures_with_the_decimals_displayed_are_exact(cents: list[int], off: int) -> None:
    """Where none carries more, one in the last decimal is a mistake."""
    parts = [Decimal(one) / 100 for one in cents]
    wrong = sum(parts, Decimal(off) / 100)
    filed = _filed(["a = b + c + d"], {"a": wrong, **dict(zip("bcd", parts, strict=True))})
    assert ["edit_failure"] == _codes(filed)


def test_without_displayed_decimals_all_figures_are_exact() -> None:
    """Nobody said what is displayed."""
    values: dict[str, Value] = {"a": Decimal("6000.7"), "b": Decimal("6000.702")}
    assert ["edit_failure"] == _codes(_filed(["a = b"], values, places=None))
    assert ["within_rounding"] == _codes(_filed(["a = b"], values))


def test_each_rounded_figure_may_be_off_by_half_a_unit() -> None:
    """Two of the parts were typed off the screen, and so was the total: three halves."""
    parts: dict[str, Value] = {"b": Decimal("1.23"), "c": Decimal("2.34"), "d": Decimal("0.0045")}
    for total, expected in (("3.58", "within_rounding"), ("3.59", "edit_failure")):
        assert [expected] == _codes(_filed(["a = b + c + d"], {"a": Decimal(total), **parts}))


def test_a_part_is_no_more_than_the_whole_displayed() -> None:
    """An inequality holds as far, and nothing is said of it."""
    for whole, expected in (("1.23", []), ("1.22", ["edit_failure"])):
        values: dict[str, Value] = {"a": Decimal("1.2345"), "b": Decimal(whole)}
        assert expected == _codes(_filed(["a <= b"], values))


def test_what_is_missing_beside_finer_figures_is_undecided() -> None:
    """A figure that cannot be told is none, however it is displayed."""
    items = [Item(name, Kind.MONEY, name.upper(), places=2) for name in "abc"]
    values: dict[str, Value] = {"a": Decimal("1.23"), "b": Decimal("1.2345"), "c": Missing.BLANK}
    filed = filed_of(items, ["a = b + c"], values, blank="missing")
    assert "edit_failure" not in _codes(filed)


def test_a_condition_is_judged_on_what_was_typed() -> None:
    """What it asks of is so or not, whatever is displayed."""
    values: dict[str, Value] = {"a": Decimal("0.0004"), "b": Decimal(0)}
    assert ["edit_failure"] == _codes(_filed(["if a > 0 then b > 0"], values))


@given(st.lists(_converted, min_size=2, max_size=2))
@example([Decimal("56240.3987"), Decimal("30820.4961")])
def test_a_total_within_what_is_displayed_is_not_blamed(parts: list[Decimal]) -> None:
    """The figure that is wrong is: the total agrees with its parts as displayed."""
    total = round_half_up(sum(parts, Decimal(0)), 2)
    assume(any(one != round_half_up(one, 2) for one in parts))
    values: dict[str, Value] = {"a": total, "b": parts[0], "c": parts[1], "p": parts[0] + 1000}
    blocks = ys.localise(ys.check(_filed(["a = b + c", "p = b"], values)))
    named = [{s.cell.item for s in one} for block in blocks for one in block.explanations]
    assert [{"p"}] == [one for one in named if "p" in one]
    assert not any("a" in one and "b" not in one for one in named)


def test_a_total_over_units_may_be_typed_as_displayed() -> None:
    """What the units carry beyond it nobody sees in the report."""
    item = Item("a", Kind.MONEY, "A", places=2)
    form = ys.define_form(
        id="X", label="X", title="X", items=[item], rows=ys.units(), columns=ys.items()
    )
    roster = ys.Hierarchy((ys.Unit("市"), ys.Unit("甲", parent="市"), ys.Unit("乙", parent="市")))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=roster)
    for total, expected in (("3.58", "within_rounding"), ("3.60", "edit_failure")):
        values = {"市": total, "甲": "1.2345", "乙": "2.3456"}
        returns = [
            ys.Return(unit, {"X": ys.Record.of(form, {("a", None): Decimal(value)})})
            for unit, value in values.items()
        ]
        filed = ys.Filed.of(scheme, returns)
        assert [expected] == [code for code in _codes(filed) if code != "form_not_asked"]
        assert bool(ys.localise(ys.check(filed)).blocks) is (expected == "edit_failure")
