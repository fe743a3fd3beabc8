"""What a unit is told of its return, row by row, and what it answers beside it."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import sha256

from attrs import frozen

from youthstats.characters import bare, whole_characters

__all__ = ["Mark", "Remark", "mark_in"]

SEALED = ("severity", "form", "cells", "wrong", "ought")
"""The texts of a row that are ours, and that nobody is to change."""

SEAL = 2
"""Signs of a text's seal: enough to see a change, short enough to stand in a column."""

_MARK = re.compile(rf"(#[0-9a-f]{{10}})(?:-([a-z2-7]{{{SEAL * len(SEALED)}}}))?")
"""A mark: no spreadsheet program makes a number or a date of it."""


@frozen
class Remark:
    """One row of the sheet 审核意见 of a return that went back, as it is written and read again.

    ``wrong`` says what is wrong, ``ought`` what it would have to be, ``explanation`` is what the
    unit wrote. ``mark`` tells which finding it is about, by its content: see
    :func:`~youthstats.model.marks.marks_of`; it is empty where somebody took it away.
    """

    mark: str
    explanation: str = ""
    number: str = ""
    severity: str = ""
    form: str = ""
    cells: str = ""
    wrong: str = ""
    ought: str = ""

    @property
    def comment(self) -> str:
        """The row as the comment on its cells says it."""
        return "\n".join(filter(None, (f"{self.number}. {self.severity}", self.wrong, self.ought)))

    @property
    def sealed_mark(self) -> str:
        """The mark as it is written, with a seal of every text of the row."""
        return self.mark and f"{self.mark}-{self.seals}"

    @property
    def seals(self) -> str:
        """The seals of its texts, one behind the other."""
        return "".join(_seal(getattr(self, name)) for name in SEALED)


@frozen
class Mark:
    """A mark that came back: ``of`` which finding, its seals, whether more stands in its cell."""

    of: str
    seals: str = ""
    more: bool = False

    def broken(self, remark: Remark) -> set[str]:
        """Return the names of the texts that are not as they were sealed; without seals none."""
        return {
            name
            for place, name in enumerate(SEALED if self.seals else ())
            if self.seals[place * SEAL :][:SEAL] != remark.seals[place * SEAL :][:SEAL]
        }


def mark_in(text: str) -> Mark | None:
    """Return the mark in a cell. Width, case and blanks do not matter: programs change them."""
    said = bare(text)
    found = _MARK.search(said)
    return Mark(found[1], found[2] or "", found[0] != said) if found else None


def _seal(text: str) -> str:
    digest = sha256(bare(whole_characters(text)).encode()).digest()
    return b32encode(digest).decode("ascii").casefold()[:SEAL]
