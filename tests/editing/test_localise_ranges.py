"""What is left open, applied: whatever is picked from a range lets all edits hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import asked, filed_of
from tests.editing.test_localise import NAMES, STATEMENTS
from youthstats.editing.localising.admitting import admits
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.system import System
from youthstats.model.edits import Edit, Verdict, judge
from youthstats.model.items import Kind
from youthstats.model.values import Value, rounded

SOME = (-3, 0, 1, 2, 5, 40)
"""Places in a range without ends, and how far from the ends of one with them."""


def within(suspect: ys.Suspect, *, near: bool = False) -> list[int]:
    """Return whole figures of a range, its ends among them; all the small ones if ``near``."""
    low = None if suspect.low is None else int(suspect.low)
    high = None if suspect.high is None else int(suspect.high)
    tried = {end + away for end in (low, high) for away in SOME if end is not None}
    tried |= set(range(-50, 150)) if near else set(SOME) if low is high is None else set()
    return sorted(
        one for one in tried if (low is None or one >= low) and (high is None or one <= high)
    )


def put(filed: ys.Filed, suspect: ys.Suspect, value: Value) -> ys.Filed:
    return ys.amend(filed, [ys.Amendment(suspect.cell, value, "picked")]).filed


@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4, unique=True),
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-2, 6))),
)
def test_any_figure_of_a_range_lets_every_edit_hold(
    edits: list[str], values: dict[str, int]
) -> None:
    """Of one cell: all in its range do, none beside it; with gaps some do, and the ends are right."""
    filed = filed_of([asked(name) for name in values], edits, values)
    blocks = ys.localise(ys.check(filed)).blocks
    assume(len(blocks) == 1)
    for (suspect,) in (one for one in blocks[0].explanations if len(one) == 1):
        if suspect.to is not None:
            continue
        fine = [value for value in within(suspect) if not broken(put(filed, suspect, value))]
        assert fine if suspect.gaps else fine == within(suspect)
        beyond = [int(suspect.low) - 1] if suspect.low is not None else []
        beyond += [int(suspect.high) + 1] if suspect.high is not None else []
        assert all(broken(put(filed, suspect, value)) for value in beyond)


def broken(filed: ys.Filed) -> tuple[ys.Finding, ...]:
    return ys.check(filed).hard


@settings(max_examples=settings().max_examples // 2)
@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=2, max_size=5, unique=True),
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-2, 6))),
)
def test_a_set_left_open_can_be_filled_in_cell_by_cell(
    edits: list[str], values: dict[str, int]
) -> None:
    """One cell picked from its range, the next from what is left beside it: in the end all hold."""
    filed = filed_of([asked(name) for name in values], edits, values)
    review = ys.check(filed)
    blocks = ys.localise(review).blocks
    assume(len(blocks) == 1 and any(s.to is None for one in blocks[0].explanations for s in one))
    system = next(iter(systems_of(review, lambda form, item: 1)))
    numbers = {column.place.item: n for n, column in enumerate(system.columns)}
    for one in blocks[0].explanations:
        cells = [numbers[s.cell.item] for s in one]
        after, now = filed, system
        for suspect, cell in zip(one, cells, strict=True):
            choices: list[int] = [int(str(suspect.to))] if suspect.to is not None else []
            choices = choices or within(suspect, near=cell != cells[0])
            left = cells[cells.index(cell) :]
            fine = [v for v in choices if admits(now, left, cell, Fraction(v), share=False)]
            assert fine
            picked = min(fine, key=abs)
            after, now = put(after, suspect, picked), holding(now, cell, picked)
        assert () == broken(after)


def holding(system: System, cell: int, value: int) -> System:
    values = list(system.values)
    values[cell] = value
    return system.holding(values, system.spans)


# -------------------------------------------------------------------- shares, by brute force

LARGEST = 6
SHARE_EDITS = [
    "share >= 0.5",
    "share <= 1",
    "share = p2 / w2",
    "part <= whole",
    "part = p2",
    "p2 < w2",
]
PRINTED = sorted(
    {(200 * i + j) // (2 * j) for j in range(1, LARGEST + 1) for i in range(LARGEST + 1)}
)
"""Every share of counts that small, in whole per cent."""

COUNTS = ("part", "whole", "p2", "w2")


def percent(value: int) -> Value:
    return rounded(Decimal(value) / 100, 2)


def holds(form: ys.Form, values: Mapping[str, Value]) -> bool:
    return all(
        judge(edit.statement, lambda ref: values[ref.item]).verdict is Verdict.HOLDS  # type: ignore[arg-type, return-value]
        for edit in form.edits
        if isinstance(edit, Edit)
    )


@settings(max_examples=settings().max_examples // 2)
@given(
    st.lists(st.sampled_from(SHARE_EDITS), max_size=3, unique=True),
    st.sampled_from((*PRINTED, 1, 45, 90)),
    st.tuples(*[st.integers(0, LARGEST)] * 4),
)
def test_explanations_with_shares_are_those_of_brute_force(
    edits: list[str], share: int, counted: tuple[int, ...]
) -> None:
    """Every share that could be printed and every count: the smallest sets, and no smaller ones."""
    bounded = [f"{name} <= {LARGEST}" for name in COUNTS]
    values: dict[str, Value] = {"share": percent(share)}
    values |= {name: one for name, one in zip(COUNTS, counted, strict=True)}  # noqa: C416
    items = [asked("share", Kind.SHARE), *map(asked, COUNTS)]
    filed = filed_of(items, ["share = part / whole", *edits, *bounded], values)
    suspects = ys.localise(ys.check(filed))
    assume(len(suspects) and all(block.status == "found" for block in suspects))
    found = {
        frozenset(s.cell.item for one in chosen for s in one)
        for chosen in product(*(block.explanations for block in suspects))
    }
    least, form = min(map(len, found)), filed.scheme.form("X")
    assume(least <= 2)
    some: list[Value] = list(range(LARGEST + 1))
    admitted = dict.fromkeys(COUNTS, some) | {"share": [percent(one) for one in PRINTED]}
    right = {
        frozenset(names)
        for size in range(least + 1)
        for names in combinations(values, size)
        if any(
            holds(form, {**values, **dict(zip(names, chosen, strict=True))})
            for chosen in product(*(admitted[name] for name in names))
        )
    }
    assert found == right
