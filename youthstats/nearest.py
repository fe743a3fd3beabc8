"""The nearest of the names that exist, and the question whether it was meant."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from heapq import nlargest

from youthstats.wording import say

__all__ = ["ManyNames", "did_you_mean", "meant", "nearest", "nearest_few"]

ALIKE = 0.5
"""Two Chinese signs of which one is another are alike by half."""

HELD_AGAINST = 200
"""Names of very many that are held against what was said: those that share the most with it."""

COMMON = 8
"""A sign, or two that follow each other, in more than one of so many names tells them not apart."""


def nearest(said: str, known: Iterable[str]) -> str:
    """Return the known name that is most like what was said; ``""`` where none is near."""
    return "".join(nearest_few(said, known, 1))


def nearest_few(said: str, known: Iterable[str], most: int) -> list[str]:
    """Return the known names that are most like what was said, the nearest first; none far off."""
    return get_close_matches(said, list(known), n=most, cutoff=ALIKE)


def meant(name: str, lang: str) -> str:
    """Return the question whether a name was meant, in brackets; ``""`` for no name."""
    return say("hint.meant", lang, name=name) if name else ""


def did_you_mean(said: str, known: Iterable[str], lang: str = "en") -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known name, else nothing."""
    return meant(nearest(said, known), lang)


class ManyNames:
    """Names of which there may be tens of thousands: the few nearest are found among those that share a sign.

    Each holding of a name against another takes some 10 microseconds, and a run in which every unit
    is unknown asks for each.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._having: dict[str, array[int]] = {}
        for place, name in enumerate(self._names if len(self._names) > HELD_AGAINST else ()):
            for piece in _pieces(name):
                self._having.setdefault(piece, array("l")).append(place)

    def nearest(self, said: str, most: int) -> list[str]:
        """Return those that are most like what was said, the nearest first; none far off."""
        return nearest_few(said, self._sharing(said), most)

    def _sharing(self, said: str) -> Sequence[str]:
        if not self._having:
            return self._names
        shared = Counter[int]()
        for piece in _pieces(said):
            having = self._having.get(piece, ())
            if len(having) * COMMON <= len(self._names):
                shared.update(having)
        most = nlargest(HELD_AGAINST, shared, key=lambda place: (shared[place], -place))
        return [self._names[place] for place in most]


def _pieces(name: str) -> set[str]:
    """Return the signs of a name, and every two that follow each other."""
    return {*name, *(name[at : at + 2] for at in range(len(name) - 1))}
