"""What the library raises, when the fault is the author's or the machine's.

A wrong figure in a return is never an exception: it is a finding.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from youthstats.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DefinitionError",
    "EditSyntaxError",
    "NothingToReadError",
    "UnknownSchemeError",
    "WriteError",
    "YouthstatsError",
    "did_you_mean",
]


class YouthstatsError(Exception):
    """The root of everything this library raises on purpose."""


class DefinitionError(YouthstatsError):
    """A form, an axis, a roster or a scheme that contradicts itself."""


class EditSyntaxError(DefinitionError):
    """An edit text that cannot be understood, with a caret under the place.

    Attributes: ``text`` (the edit), ``position`` (offset of the mistake, from 0), ``reason``.
    """

    def __init__(self, text: str, position: int, reason: str) -> None:
        self.text = text
        self.position = position
        self.reason = reason
        before = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text[:position])
        super().__init__(f"{reason}\n    {text}\n    {' ' * before}^")


class UnknownSchemeError(YouthstatsError):
    """A scheme nobody has registered. Attributes: ``name``, ``known``."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"no scheme is called {name!r}{did_you_mean(name, self.known)}; "
            f"there are: {', '.join(self.known)}"
        )


class NothingToReadError(YouthstatsError):
    """The paths given hold no workbook at all. Attributes: ``path``, ``reason`` (a wording key)."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {say(reason, 'en')}")


class WriteError(YouthstatsError):
    """The workbook could not be written; what stood at the target is untouched."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known name, else nothing."""
    near = get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
