"""Which entries of two lists are held against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model import pairing
from youthstats.model.axes import Axis, Dimension, items
from youthstats.model.forms import Form, Line, define_form
from youthstats.model.items import Item, Kind
from youthstats.model.pairing import paired
from youthstats.model.returns import Record
from youthstats.model.values import Value

FORM: Form = define_form(
    id="L",
    label="清单",
    title="清单",
    items=[
        Item("name", Kind.TEXT, "名称"),
        Item("planned", Kind.COUNT, "计划"),
        Item("spent", Kind.COUNT, "支出"),
    ],
    rows=Axis((Dimension.ENTRY,)),
    columns=items(),
)

Entry = tuple[str, int, int]
entries = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 2), st.integers(0, 2)), max_size=5
)


def record(*several: Entry) -> Record:
    values: dict[tuple[str, Line], Value] = {}
    for line, (name, planned, spent) in enumerate(several):
        values |= {("name", line): name, ("planned", line): planned, ("spent", line): spent}
    return Record.of(FORM, values)


@given(entries, entries)
def test_every_entry_is_in_one_pair(left: list[Entry], right: list[Entry]) -> None:
    """Whatever they say, none is lost and none stands twice; what says the same is together."""
    pairs = list(paired(FORM, record(*left), record(*right)))
    ours = [one for one, _ in pairs if one is not None]
    theirs = [other for _, other in pairs if other is not None]
    assert list(range(len(left))) == ours
    assert list(range(len(right))) == sorted(theirs, key=int)
    same = sum(min(left.count(one), right.count(one)) for one in set(left))
    together = [(a, b) for a, b in pairs if a is not None and b is not None]
    assert same <= sum(left[int(a)] == right[int(b)] for a, b in together)


def test_of_two_that_are_alike_the_likest_is_taken() -> None:
    """The other has no partner: what is left of it is said to be lacking."""
    left, right = record(("甲", 1, 2), ("甲", 1, 9)), record(("乙", 1, 2))
    assert [(0, 0), (1, None)] == list(paired(FORM, left, right))


def test_of_very_many_only_those_that_say_the_same_are_paired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each would have to be held against each."""
    monkeypatch.setattr(pairing, "MOST_LIKENED", 0)
    left, right = record(("甲", 1, 2), ("乙", 3, 4)), record(("乙", 3, 4), ("丙", 1, 2))
    assert [(0, None), (1, 0), (None, 1)] == list(paired(FORM, left, right))
