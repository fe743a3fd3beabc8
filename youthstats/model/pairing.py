"""Which entry of one list is which of another: by what it holds, is known by, or is most like."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence

from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Record
from youthstats.model.values import Missing, Value, exact, is_figure

__all__ = ["paired", "words_of"]

MOST_LIKENED = 250_000
"""Pairs of entries that are held against each other; of more, those left are not looked for."""

Pair = tuple[Line, Line]


def paired(form: Form, left: Record, right: Record) -> Iterator[Pair]:
    """Yield the entries of both lists in pairs, ``None`` for one that the other side has not.

    Entries that say the same belong together, then those known by the same, in their order; of the
    others those that say most alike, if that is at least half of what they say.
    """
    firm = [item for item in form.items if item.kind is not Kind.SHARE] or list(form.items)
    known_by = [item for item in firm if item.identifies]
    found: dict[Line, Line] = {}
    for by in (firm, known_by):
        if by:
            _match(found, _of(left, left.keys, by), _of(right, right.keys, by))
    lone = [line for line in left.keys if line not in found]
    taken = {*found.values()}
    rest = [line for line in right.keys if line not in taken]
    if len(lone) * len(rest) <= MOST_LIKENED:
        _liken(found, _of(left, lone, firm), _of(right, rest, firm))
    taken = {*found.values()}
    yield from ((line, found.get(line)) for line in left.keys)
    yield from ((None, line) for line in rest if line not in taken)


def words_of(value: Value) -> Hashable:
    """Return a text without the blanks and breaks that only lay it out, a figure as it was shown."""
    if isinstance(value, str):
        return "".join(value.split())
    return exact(value) if is_figure(value) else value  # type: ignore[arg-type]


Said = Mapping[Line, tuple[Hashable, ...]]
"""What entries say of some items."""


def _of(record: Record, lines: Sequence[Line], items: Sequence[Item]) -> Said:
    return {line: tuple(words_of(record[item.name, line]) for item in items) for line in lines}


def _match(found: dict[Line, Line], left: Said, right: Said) -> None:
    """Pair the entries that say the same, each with the first that is left."""
    taken = {*found.values()}
    waiting: dict[tuple[Hashable, ...], deque[Line]] = {}
    for line, said in right.items():
        if line not in taken:
            waiting.setdefault(said, deque()).append(line)
    for line, said in left.items():
        if line not in found and waiting.get(said):
            found[line] = waiting[said].popleft()


def _liken(found: dict[Line, Line], left: Said, right: Said) -> None:
    """Pair the entries that say most alike, of several those in the likest places."""
    likely = sorted(
        (*unlike, abs(at - other), at, other, one, its)
        for at, (one, mine) in enumerate(left.items())
        for other, (its, yours) in enumerate(right.items())
        if (unlike := _unlike(mine, yours)) is not None
    )
    taken = set[Line]()
    for *_, one, its in likely:
        if one not in found and its not in taken:
            found[one] = its
            taken.add(its)


def _unlike(one: tuple[Hashable, ...], other: tuple[Hashable, ...]) -> tuple[int, int] | None:
    """Return how much two entries say otherwise, and less how much alike; ``None`` where that is most."""
    given = [(a, b) for a, b in zip(one, other, strict=True) if {a, b} != {Missing.BLANK}]
    same = sum(a == b for a, b in given)
    differing = len(given) - same
    return (differing, -same) if same and same >= differing else None
