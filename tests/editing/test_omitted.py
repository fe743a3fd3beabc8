"""Totals left blank together: they are what was left out, and no figure is doubted for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, asked, counts, filed_of
from youthstats.model.items import Item, Kind
from youthstats.model.values import Value

ROWS, COLUMNS = "abc", "xyz"
SUMS = [f"{r}t = {' + '.join(r + c for c in COLUMNS)}" for r in ROWS]
SUMS += [f"t{c} = {' + '.join(r + c for r in ROWS)}" for c in COLUMNS]
SUMS += ["tt = tx + ty + tz", "tt = at + bt + ct"]
TOTALS = ["at", "bt", "ct", "tx", "ty", "tz", "tt"]

figures = st.fixed_dictionaries({r + c: st.integers(0, 99) for r in ROWS for c in COLUMNS})


def whole(given_: Mapping[str, int]) -> dict[str, int]:
    """Return figures with all their totals."""
    found = dict(given_)
    for r in ROWS:
        found[f"{r}t"] = sum(given_[r + c] for c in COLUMNS)
    for c in COLUMNS:
        found[f"t{c}"] = sum(given_[r + c] for r in ROWS)
    return found | {"tt": sum(given_.values())}


def table(values: Mapping[str, Value]) -> ys.Filed:
    return filed_of([asked(name) for name in values], SUMS, values)


@settings(max_examples=settings().max_examples // 4, deadline=None)
@given(figures)
def test_all_totals_left_blank_are_filled_in(given_: dict[str, int]) -> None:
    """However few figures there are besides, and only the totals that come to something."""
    right = whole(given_)
    assume(right["tt"])
    filed = table(right | dict.fromkeys(TOTALS, BLANK))
    (block,) = ys.localise(ys.check(filed))
    (found,) = block.explanations
    expected = {name: right[name] for name in TOTALS if right[name]}
    assert ("found", expected) == (block.status, {one.cell.item: one.to for one in found})
    assert {"blank"} == {one.cause for one in found}
    assert not ys.check(ys.amend(filed, [found]).filed).hard


@settings(max_examples=settings().max_examples // 4, deadline=None)
@given(figures, st.sets(st.sampled_from(TOTALS[:-1]), min_size=1, max_size=3))
def test_totals_left_blank_below_one_that_is_there(given_: dict[str, int], left: set[str]) -> None:
    """With the grand total all totals of rows or columns are what their figures come to."""
    right = whole(given_)
    blank = {*left, "tt"}
    assume(all(right[name] for name in blank))
    filed = table(right | dict.fromkeys(blank, BLANK))
    suspects = ys.localise(ys.check(filed))
    found = {one.cell.item: one.to for block in suspects for one in block.explanations[0]}
    assert {name: right[name] for name in blank} == found


def test_a_wrong_figure_is_found_beside_totals_left_blank() -> None:
    """A part that is wrong too is a suspect still, though totals follow from it."""
    right = whole({r + c: 10 + n for n, r in enumerate(ROWS) for c in COLUMNS})
    wrong: dict[str, Value] = {
        **right,
        "ax": 37,
        "tx": BLANK,
        "ty": BLANK,
        "tz": BLANK,
        "tt": BLANK,
    }
    found = [one for block in ys.localise(ys.check(table(wrong))) for one in block.explanations]
    assert ("ax", 10) in {(one.cell.item, one.to) for several in found for one in several}


def test_what_a_total_there_contradicts_is_searched() -> None:
    """Where a total filled in would break what holds, the smallest change is looked for as ever."""
    edits = ["t = a + b", "s = c + d", "u = t + s"]
    filed = counts(edits, a=3, b=0, c=4, d=0, t=BLANK, s=BLANK, u=0)
    found = [one for block in ys.localise(ys.check(filed)) for one in block.explanations]
    assert {("a", 0), ("c", 0)} == {(one.cell.item, one.to) for several in found for one in several}


@pytest.mark.parametrize("part", [Decimal("0.5"), Decimal(-5)])
def test_a_total_that_may_not_be_what_comes_of_it_is_not_filled_in(part: Decimal) -> None:
    """A count is whole and not below its least: what it is added up from is wrong, and nothing else."""
    amounts = [Item(name, Kind.MONEY, name, minimum=None) for name in ("a", "b")]
    items = [*amounts, *(Item(name, Kind.COUNT, name) for name in ("t", "u"))]
    values: dict[str, Value] = {"a": part, "b": Decimal(0), "t": BLANK, "u": BLANK}
    filed = filed_of(items, ["t = a + b", "u = t + b"], values)
    found = [one for block in ys.localise(ys.check(filed)) for one in block.explanations]
    assert found
    assert "t" not in {one.cell.item for several in found for one in several}


def test_many_changes_are_told_in_few_words() -> None:
    """The message names the first and how many there are; the explanation has them all."""
    right = whole({r + c: 7 for r in ROWS for c in COLUMNS})
    filed = table(right | dict.fromkeys(TOTALS, BLANK))
    suspects = ys.localise(ys.check(filed))
    (finding, *_) = suspects.review.findings
    (found,) = finding.suspects
    assert 7 == len(found)
    assert "可能有误：共 7 格漏填，如 at：（空） → 21（漏填）。" == finding.suspicion("zh")
    assert "likely 7 cells left blank, such as at: (blank) → 21 (left blank)." == finding.suspicion(
        "en"
    )
    other = evolve(found, suspects=tuple(evolve(one, cause="unknown") for one in found))
    said = other.shown("zh")
    assert said.startswith("共 7 格要同时改动")
