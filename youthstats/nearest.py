"""The nearest of the names that exist, and the question whether it was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from youthstats.wording import say

__all__ = ["did_you_mean", "meant", "nearest", "nearest_few"]

ALIKE = 0.5
"""Two Chinese signs of which one is another are alike by half."""


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
