"""Things told of many files, kept outside of memory and brought back one by one.

What a run says of forty thousand returns need not be held while it goes on: of more than a few it is
kept as bytes, in a file that the system forgets with the process.
"""

from __future__ import annotations

import pickle
import sqlite3
import weakref
from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Generic, TypeVar, overload

from youthstats.errors import WriteError

__all__ = ["FEW", "Brought", "ByName", "Drawer", "Rows", "kept", "ordered", "with_more"]

Thing = TypeVar("Thing")

FEW = 1000
"""Things that are simply held."""

AT_ONCE = 256
"""Things that are put away in one go."""


class Drawer(Generic[Thing]):
    """Things put away one after the other; each is brought back, made anew, by its number."""

    def __init__(self) -> None:
        self._count = 0
        with _blaming():
            self._file = sqlite3.connect("", check_same_thread=False, isolation_level=None)
            self.close = weakref.finalize(self, self._file.close)
            # Nobody comes back to it: it need not be whole after a fall.
            self._file.execute("pragma journal_mode = off")
            self._file.execute("pragma synchronous = off")
            self._file.execute("create table kept (number integer primary key, data blob not null)")

    def put(self, things: Iterable[Thing]) -> range:
        """Put things away and return their numbers."""
        first = self._count
        left = iter(things)
        while some := [pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for one in islice(left, AT_ONCE)]:
            with _blaming():
                self._file.execute("begin")
                self._file.executemany(
                    "insert into kept values (?, ?)", enumerate(some, self._count)
                )
                self._file.execute("commit")
            self._count += len(some)
        return range(first, self._count)

    def bring(self, number: int) -> Thing:
        """Return a thing again."""
        with _blaming():
            query = "select data from kept where number = ?"
            (data,) = self._file.execute(query, (number,)).fetchone()
        thing: Thing = pickle.loads(data)
        return thing


class Brought(Sequence[Thing]):
    """Things that are brought back one by one, whenever they are asked for."""

    @abstractmethod
    def bring(self, place: int) -> Thing:
        """Return the thing at a place, counted from the first."""

    def part(self, places: range) -> Sequence[Thing]:
        """Return the things at some places."""
        return [self.bring(place) for place in places]

    @overload
    def __getitem__(self, place: int) -> Thing: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Thing]: ...
    def __getitem__(self, place: int | slice) -> Thing | Sequence[Thing]:
        there = range(len(self))
        return self.part(there[place]) if isinstance(place, slice) else self.bring(there[place])

    def __reduce__(self) -> tuple[type[tuple[Thing, ...]], tuple[list[Thing]]]:
        """Copy and pickle as the things themselves: what keeps them cannot travel."""
        return tuple, (list(self),)


class Rows(Brought[Thing]):
    """Things in a drawer, in an order of their own: ``numbers`` are those they have there."""

    def __init__(self, drawer: Drawer[Thing], numbers: Iterable[int]) -> None:
        self._drawer = drawer
        self._numbers = array("q", numbers)

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Rows[Thing]:
        """Put things away, in their order."""
        drawer: Drawer[Thing] = Drawer()
        return cls(drawer, drawer.put(things))

    def ordered(self, rank: Callable[[Thing], int]) -> Rows[Thing]:
        """Return the same things by their rank; what is of one rank keeps its order."""
        ranks = array("q", map(rank, self))
        places = sorted(range(len(ranks)), key=ranks.__getitem__)
        return Rows(self._drawer, (self._numbers[place] for place in places))

    def and_more(self, things: Iterable[Thing]) -> Rows[Thing]:
        """Return these things with others behind them; none is put away twice."""
        return Rows(self._drawer, chain(self._numbers, self._drawer.put(things)))

    def __len__(self) -> int:
        return len(self._numbers)

    def bring(self, place: int) -> Thing:
        return self._drawer.bring(self._numbers[place])

    def part(self, places: range) -> Rows[Thing]:
        return Rows(self._drawer, (self._numbers[place] for place in places))


class ByName(Mapping[str, Thing]):
    """Things in a drawer by a name: one of ``names``, of which ``place`` tells where each stands."""

    def __init__(self, names: Sequence[str], place: Callable[[str], int]) -> None:
        self._names, self._place = names, place
        self._drawer: Drawer[Thing] = Drawer()
        self._numbers = array("q", [-1]) * len(names)

    def update(self, things: Mapping[str, Thing]) -> None:
        """Put things away by their names; of a name that is there the last is taken."""
        for name, number in zip(things, self._drawer.put(things.values()), strict=True):
            self._numbers[self._place(name)] = number

    def __contains__(self, name: object) -> bool:
        return self._number(name) >= 0

    def __getitem__(self, name: str) -> Thing:
        if (number := self._number(name)) < 0:
            raise KeyError(name)
        return self._drawer.bring(number)

    def __iter__(self) -> Iterator[str]:
        return (name for name, n in zip(self._names, self._numbers, strict=True) if n >= 0)

    def __len__(self) -> int:
        return sum(number >= 0 for number in self._numbers)

    def _number(self, name: object) -> int:
        try:
            return self._numbers[self._place(name)]  # type: ignore[arg-type]
        except KeyError:
            return -1


def kept(things: Iterable[Thing]) -> Sequence[Thing]:
    """Return things in their order: as a tuple if they are few, else outside of memory."""
    left = iter(things)
    first = tuple(islice(left, FEW + 1))
    return first if len(first) <= FEW else Rows.of(chain(first, left))


def with_more(things: Sequence[Thing], more: Iterable[Thing]) -> Sequence[Thing]:
    """Return things with others behind them; those that are kept stay where they are."""
    return things.and_more(more) if isinstance(things, Rows) else kept((*things, *more))


def ordered(things: Sequence[Thing], rank: Callable[[Thing], int]) -> Sequence[Thing]:
    """Return things by their rank, held or kept as they were."""
    return things.ordered(rank) if isinstance(things, Rows) else tuple(sorted(things, key=rank))


@contextmanager
def _blaming() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise WriteError("SQLite", str(error)) from error
