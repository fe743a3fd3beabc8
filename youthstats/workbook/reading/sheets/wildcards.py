"""Texts with signs that stand for others, as a spreadsheet writes them: ``*``, ``?`` and ``~``."""

from __future__ import annotations

import re

from attrs import frozen

__all__ = ["Pattern"]

_SIGN = re.compile(r"~(?P<plain>[*?~])|(?P<any>.)", re.DOTALL)
_SOME, _ONE = object(), object()
_IN_NUMBERS = frozenset("e")
"""Letters in a number that is written out: 1E+20."""


@frozen
class Pattern:
    """Letters of any case, ``*`` for some signs or none, and ``?`` for one.

    ``plain`` is the whole text where nothing stands for another.
    """

    signs: tuple[object, ...]
    plain: str | None

    @classmethod
    def of(cls, written: str) -> Pattern:
        """Read a pattern; behind ``~`` those signs stand for themselves."""
        wild = {"*": _SOME, "?": _ONE}
        found = _SIGN.finditer(written.casefold())
        signs = tuple(one["plain"] or wild.get(one["any"], one["any"]) for one in found)
        texts = [one for one in signs if isinstance(one, str)]
        return cls(signs, "".join(texts) if len(texts) == len(signs) else None)

    @property
    def may_spell_number(self) -> bool:
        """Whether a number may look so."""
        letters = {one for one in self.signs if isinstance(one, str) and one.isalpha()}
        return letters <= _IN_NUMBERS

    def matches(self, text: str) -> bool:
        """Tell whether a whole text looks so.

        Only the last ``*`` is ever tried again, one sign further on: what went before it need not be
        found later than it was. So it takes no longer than each sign beside each, however many ``*``.
        """
        text, signs = text.casefold(), self.signs
        if self.plain is not None:
            return text == self.plain
        at = sign = kept = 0
        last = -1
        while at < len(text):
            here = signs[sign] if sign < len(signs) else None
            if here is _SOME:
                last, kept = sign, at
                sign += 1
            elif here is _ONE or here == text[at]:
                at, sign = at + 1, sign + 1
            elif last >= 0:
                kept += 1
                at, sign = kept, last + 1
            else:
                return False
        return all(one is _SOME for one in signs[sign:])
