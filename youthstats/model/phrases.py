"""Figures inside a phrase: ``举办（34）次，培训（2182）人``.

A pattern is the phrase with each figure's place named: ``举办（{held}）次，培训（{trained}）人``; what
stands in square brackets may be left out by whoever fills it in. Blanks, line breaks, brackets and
full-width forms do not matter when a phrase is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from youthstats.errors import DefinitionError

__all__ = [
    "PHRASE_FAULTS",
    "blank_phrase",
    "fill_phrase",
    "phrase_parts",
    "phrase_slots",
    "phrase_with_more",
    "read_phrase",
]

GAP = "\u3000\u3000"
"""What stands in a blank template where a figure is to be filled in."""

PHRASE_FAULTS = frozenset({"reading.phrase_unmatched", "reading.phrase_with_figures"})
"""What is said of a phrase as a whole, once, with the first figure in it."""

_PART = re.compile(r"\{(?P<slot>[^\W\d]\w*)\}|\[(?P<optional>[^\[\]{}]*)\]|(?P<literal>[^\[\]{}]+)")

_WORD = re.compile(r"\w+")
_STOPS = " \t\n\r\u3000\xa0,，;；:：、。"
_MARKS = _STOPS + ".．!！?？()（）[]【】〔〕“”‘’\"'·"


class PhraseFound(NamedTuple):
    """What stands at each slot of a phrase, and the words that are not the pattern's, in order."""

    slots: Mapping[str, str]
    more: tuple[str, ...]


@cache
def phrase_slots(pattern: str) -> tuple[str, ...]:
    """Return the names of the figures in ``pattern``, in order."""
    return tuple(str(text) for kind, text in phrase_parts(pattern) if kind == "slot")


def blank_phrase(pattern: str, *, gap: str = GAP) -> str:
    """Return the phrase as a blank template shows it, with gaps to fill in."""
    return fill_phrase(pattern, dict.fromkeys(phrase_slots(pattern), gap))


def fill_phrase(pattern: str, figures: Mapping[str, str]) -> str:
    """Return the phrase with the given texts in their places."""
    return "".join(
        figures[text] if kind == "slot" else text for kind, text in phrase_parts(pattern)
    )


def read_phrase(pattern: str, text: str) -> dict[str, str] | None:
    """Return the text found at each figure's place (``""`` for a gap), or ``None`` for another text."""
    plain = _Plain.of(text)
    match = _expression(pattern).fullmatch(plain.signs)
    if match is None:
        return None
    slots = phrase_slots(pattern)
    return {slot: plain.stood(*match.span(group)) for group, slot in enumerate(slots, 1)}


@lru_cache(maxsize=256)  # a phrase is read as a whole, then for the figures in it
def phrase_with_more(pattern: str, text: str) -> PhraseFound | None:
    """Return what stands at each slot, also where a clerk wrote more than the phrase.

    All words of the pattern must be there, in order; words between them, before and after are
    ``more``, and punctuation is nothing. What touches a slot is in the slot: 举办约34次. ``None``
    for another text.
    """
    exactly = read_phrase(pattern, text)
    if exactly is not None:
        return PhraseFound(exactly, ())
    landmarks = _landmarks(pattern)
    if landmarks is None:
        return None
    plain = _Plain.of(text)
    slots: dict[str, str] = {}
    more: list[str] = []
    at, slot = 0, ""
    for name, word in landmarks:
        match = word.search(plain.signs, at)
        if match is None:
            return None
        _lay_aside(plain.stood(at, match.start()), slot, slots, more)
        at, slot = match.end(), name
    _lay_aside(plain.stood(at, len(plain.signs)), slot, slots, more)
    return PhraseFound(slots, tuple(more))


def _lay_aside(between: str, slot: str, slots: dict[str, str], more: list[str]) -> None:
    """Put what stands between two words of a pattern in the slot there, or among what is more."""
    if slot:
        slots[slot] = between.strip(_STOPS)
    elif words := between.strip(_MARKS):
        more.append(words)


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
    """Return the expression a phrase is matched with, a slot and what follows it at a time.

    A slot ends where the words after it first occur and is not tried again (an atomic group); only
    the last, where no words must follow it, is tried up to the end. It is matched on signs without
    blanks. So no text, however made, takes longer than its length.
    """
    head, *pieces = _by_slot(pattern)
    body = "".join(_words(part) for part in head)
    for number, (_, *words) in enumerate(pieces, 1):
        tail = "".join(_words(part) for part in words)
        firm = number < len(pieces) or any(kind == "literal" for kind, _ in words)
        body += f"(?>(.*?){tail})" if firm else f"(.*?){tail}"
    return re.compile(body + "[。.;]?", re.DOTALL)


def _by_slot(pattern: str) -> list[list[tuple[str, str]]]:
    """Split a pattern into what stands before its first slot, and each slot with what follows it."""
    pieces: list[list[tuple[str, str]]] = [[]]
    for part in phrase_parts(pattern):
        if part[0] == "slot":
            pieces.append([])
        pieces[-1].append(part)
    return pieces


@cache
def _landmarks(pattern: str) -> tuple[tuple[str, re.Pattern[str]], ...] | None:
    """Return the words of a pattern, each with the slot that follows it (``""`` for none).

    ``None`` where two slots have no word between them, or a slot none before it: what stands in
    which could not be told.
    """
    found: list[tuple[str, str]] = []
    may_follow = ""
    for kind, text in phrase_parts(pattern):
        if kind == "slot":
            if not found or found[-1][0]:
                return None
            found[-1] = (text, found[-1][1])
        elif kind == "optional" and found and not found[-1][0]:
            found[-1] = ("", rf"{found[-1][1]}(?:{_spelled(text)})?")
        elif kind == "optional" and _WORD.search(_folded(text)):
            may_follow = rf"(?:{_spelled(text)}\W*)?"
        elif kind == "literal":
            for word in _WORD.findall(_folded(text)):
                found.append(("", may_follow + _spelled(word)))
                may_follow = ""
    return tuple((slot, re.compile(word)) for slot, word in found)


def _words(part: tuple[str, str]) -> str:
    kind, text = part
    return f"(?:{_spelled(text)})?" if kind == "optional" else _spelled(text)


def _spelled(literal: str) -> str:
    """Return an expression for ``literal`` that does not mind left-out brackets."""
    return "".join(
        re.escape(sign) + ("?" if sign in "()" else "")
        for sign in _folded(literal)
        if not sign.isspace()
    )


class _Folding(dict[int, int]):
    """Full-width forms by what they are folded to, sign by sign: places stay what they were."""

    def __missing__(self, sign: int) -> int:
        plain = unicodedata.normalize("NFKC", chr(sign))
        self[sign] = ord(plain) if len(plain) == 1 else sign
        return self[sign]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    return text.translate(_FOLDING)


class _Plain(NamedTuple):
    """A text as it is matched: its signs, folded, without blanks, and where each of them stood."""

    text: str
    signs: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Plain:
        folded = _folded(text)
        signs = "".join(folded.split())
        if len(signs) == len(folded):
            return cls(text, signs, range(len(text)))
        return cls(text, signs, [at for at, sign in enumerate(folded) if not sign.isspace()])

    def stood(self, start: int, end: int) -> str:
        """Return what stood at these signs, with the blanks between them."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""
