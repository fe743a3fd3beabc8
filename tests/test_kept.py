"""Things kept outside of memory: what is put away comes back, in its order, under its name."""

from __future__ import annotations

import pickle
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import WriteError
from youthstats.kept import FEW, ByName, Drawer, Rows, kept, ordered, with_more

numbers = st.lists(st.integers(-50, 50), max_size=40)


@given(numbers, numbers)
def test_rows_are_what_was_put_away(first: list[int], more: list[int]) -> None:
    """Rows are read as the sequence they were made of, with others behind it, and apart from these."""
    rows = Rows.of(first)
    longer = rows.and_more(more)
    assert first == list(rows)
    assert first + more == list(longer)
    assert [len(first), len(first) + len(more)] == [len(rows), len(longer)]
    assert (first + more)[::-2] == list(longer[::-2])
    assert (first + more)[2:7] == list(longer[2:7])


@given(numbers, st.booleans())
def test_things_of_one_rank_keep_their_order(things: list[int], held: bool) -> None:
    """Held or kept, they are sorted as a list of them is."""
    several = tuple(things) if held else Rows.of(things)
    assert sorted(things, key=abs) == list(ordered(several, abs))


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 3 * FEW])
def test_few_are_held_and_many_are_kept(count: int) -> None:
    """Whoever asks for few has a tuple; of many it makes no difference but in memory."""
    found = kept(str(one) for one in range(count))
    assert (count <= FEW) == isinstance(found, tuple)
    assert [str(one) for one in range(count)] == list(found)


@pytest.mark.parametrize("count", [1, FEW, 2 * FEW])
def test_more_stand_behind(count: int) -> None:
    """What was there stays as it was; what is added stands behind it."""
    before = kept(range(count))
    after = with_more(before, iter(range(count, count + 5)))
    assert list(range(count)) == list(before)
    assert list(range(count + 5)) == list(after)


def test_rows_travel_as_what_they_hold() -> None:
    """The file cannot be sent on; what is in it can."""
    assert (1, 2, 3) == pickle.loads(pickle.dumps(Rows.of([1, 2, 3])))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers()), st.integers())
def test_things_by_name(things: dict[str, int], again: int) -> None:
    """A mapping over the names there are; of one that comes twice the last is meant."""
    names = "fedcba"
    found: ByName[int] = ByName(names, names.index)
    found.update(things)
    found.update(dict.fromkeys(list(things)[:1], again))
    meant = things | dict.fromkeys(list(things)[:1], again)
    assert meant == dict(found)
    assert sorted(meant, reverse=True) == list(found)
    assert len(meant) == len(found)
    assert {name: name in meant for name in names} == {name: name in found for name in names}


def test_a_name_that_nothing_has() -> None:
    """It is no name, or nothing was put away under it."""
    places = {"a": 0}
    found: ByName[int] = ByName(["a"], places.__getitem__)
    assert [False, False] == ["a" in found, "z" in found]
    with pytest.raises(KeyError):
        found["a"]


def test_what_the_file_cannot_hold_is_told() -> None:
    """What SQLite cannot do is told as what cannot be written."""
    drawer: Drawer[int] = Drawer()
    drawer.close()
    with pytest.raises(WriteError, match="SQLite"):
        drawer.put([1])
    with pytest.raises(sqlite3.Error):
        drawer._file.execute("select 1")
