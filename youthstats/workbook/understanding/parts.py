"""Which row or column is a part of which: 其中, and what is set in behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.sheets.labels import stem_and_measure

__all__ = ["says_part", "wholes_of"]

_PART = re.compile("其中|#")


def says_part(label: str) -> bool:
    """Tell whether a label says 其中."""
    return _PART.match("".join(label.split())) is not None


@frozen
class _Line:
    """One row or column: its number, its labels without blanks, and how far it is set in."""

    number: int
    path: tuple[str, ...]
    depth: int

    @property
    def begins_parts(self) -> bool:
        """Whether it says that it is a part."""
        return says_part(self.path[-1])

    @property
    def totals(self) -> bool:
        return stem_and_measure(self.path[-1])[0] in TOTAL_LABELS


def wholes_of(
    labels: Mapping[int, Sequence[str]],
    depth: Callable[[int], int] = lambda _: 0,
    sections: Sequence[int] = (),
) -> dict[int, int]:
    """Return the whole that each line is a part of, for lines that are.

    A line that says 其中 is a part of the last one that is set in no further, of those that do not
    say so themselves, or of the last one that is set in less. What follows it is a part of the same
    whole as long as it is set in as far, and further than the whole. Nothing is a part across one of
    ``sections``.
    """
    found: dict[int, int] = {}
    before: list[_Line] = []
    opened: list[tuple[_Line, _Line]] = []
    for number, path in labels.items():
        if not path:
            continue
        if before and any(before[-1].number < at < number for at in sections):
            before, opened = [], []
        line = _Line(number, tuple("".join(label.split()) for label in path), depth(number))
        opened = [(whole, part) for whole, part in opened if _goes_on(line, whole, part)]
        if line.begins_parts:
            whole = _whole_before(line, before)
            opened += [(whole, line)] if whole else []
        else:
            whole = _whole_around(line, opened)
        if whole is not None:
            found[number] = whole.number
        before.append(line)
    return found


def _whole_before(line: _Line, before: Sequence[_Line]) -> _Line | None:
    """Return what a line that says 其中 is a part of."""
    for one in reversed(before):
        if one.depth < line.depth or (one.depth == line.depth and not one.begins_parts):
            return one
    return next((one for one in reversed(before) if not one.begins_parts), None)


def _goes_on(line: _Line, whole: _Line, part: _Line) -> bool:
    """Tell whether a line is set in as the parts of a whole are, or further."""
    return whole.depth < line.depth >= part.depth


def _whole_around(line: _Line, opened: Sequence[tuple[_Line, _Line]]) -> _Line | None:
    """Return the innermost whole whose parts are being listed under the same labels.

    A total is no part.
    """
    inner = [whole for whole, part in opened if part.path[:-1] == line.path[:-1]]
    return inner[-1] if inner and not line.totals else None
