"""The words with which forms ask for something around their tables, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["any_of", "words"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("asked_around.toml").read_text("utf-8"))


def words(table: str, *names: str) -> tuple[str, ...]:
    """Return the words of some lists in a table of the file."""
    lists = _data()[table]
    return tuple(word for name in names for word in lists[name])


def any_of(table: str, *names: str) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(sorted(words(table, *names), key=len, reverse=True))
