"""Figures inside a phrase: ``举办（34）次，培训（2182）人``.

A pattern is the phrase with each figure's place named: ``举办（{held}）次，培训（{trained}）人``; what
stands in square brackets may be left out by whoever fills it in. Blanks, line breaks, brackets and
full-width forms do not matter when a phrase is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from youthstats.errors import DefinitionError

__all__ = ["blank_phrase", "fill_phrase", "phrase_parts", "phrase_slots", "read_phrase"]

GAP = "\u3000\u3000"
"""What stands in a blank template where a figure is to be filled in."""

_PART = re.compile(r"\{(?P<slot>[^\W\d]\w*)\}|\[(?P<optional>[^\[\]{}]*)\]|(?P<literal>[^\[\]{}]+)")


def phrase_slots(pattern: str) -> tuple[str, ...]:
    """Return the names of the figures in ``pattern``, in order."""
    return tuple(str(text) for kind, text in phrase_parts(pattern) if kind == "slot")


def blank_phrase(pattern: str) -> str:
    """Return the phrase as a blank template shows it, with gaps to fill in."""
    return fill_phrase(pattern, dict.fromkeys(phrase_slots(pattern), GAP))


def fill_phrase(pattern: str, figures: Mapping[str, str]) -> str:
    """Return the phrase with the given texts in their places."""
    return "".join(
        figures[text] if kind == "slot" else text for kind, text in phrase_parts(pattern)
    )


def read_phrase(pattern: str, text: str) -> dict[str, str] | None:
    """Return the text found at each figure's place (``""`` for a gap), or ``None`` for another text."""
    match = _expression(pattern).fullmatch(_folded(text))
    if match is None:
        return None
    spans = (match.span(group) for group in range(1, len(match.groups()) + 1))
    found = (text[start:end].strip() for start, end in spans)
    return dict(zip(phrase_slots(pattern), found, strict=True))


@cache
def phrase_parts(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of ``pattern`` in order, each a kind (slot, optional, literal) and a text.

    Raises :class:`~youthstats.errors.DefinitionError` for a bracket without its partner.
    """
    parts = []
    at = 0
    for match in _PART.finditer(pattern):
        if match.start() != at:
            break
        parts.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    if at != len(pattern):
        raise DefinitionError(f"phrase {pattern!r}: the bracket at {at} has no partner")
    return tuple(parts)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    spelled = {
        "slot": lambda _: r"(.*?)",
        "optional": lambda text: f"(?:{_spelled(text)})?",
        "literal": _spelled,
    }
    body = "".join(spelled[kind](text) for kind, text in phrase_parts(pattern))
    return re.compile(body + r"\s*[。.;]?\s*", re.DOTALL)


def _spelled(literal: str) -> str:
    """Return an expression for ``literal`` that does not mind blanks and left-out brackets."""
    return "".join(
        rf"\s*{re.escape(sign)}" + ("?" if sign in "()" else "")
        for sign in _folded(literal)
        if not sign.isspace()
    )


def _folded(text: str) -> str:
    """Fold full-width forms sign by sign, so that places in the text stay what they were."""
    signs = (unicodedata.normalize("NFKC", sign) for sign in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(signs, text, strict=True))
