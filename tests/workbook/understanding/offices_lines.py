"""Rows and columns as ``offices_words`` writes them: their labels, and how their figures come about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from attrs import evolve, frozen

__all__ = ["Line", "lines_of", "spans"]

How = Literal["", "part", "words", "rate", "sum", "rest", "share", "growth", "head"]

_WORD = re.compile(
    r"(?P<label>[^\s{}=<!]+)(?P<opens>\{)?(?:(?P<how>[=<!])(?P<rest>[^\s{}]+))?|(?P<closes>\})"
)
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<name>[^+-]+)")
_MEASURE = re.compile(r"（(?P<measure>[个人户])）")
_ASKED: Mapping[str, How] = {":": "words", "~": "rate", "#": "head"}
_RATIOS: Mapping[str, How] = {"/": "share", "^": "growth"}


@frozen
class Line:
    """A row or a column: its labels, how its figures come about, and in what they are measured.

    ``of`` are the lines they come from, by their place, ``signs`` how these are added; no formula
    is for a ``"rest"``. A ``"head"`` only says by what the lines behind it divide. ``own`` says that
    its label, or that of what it is a part of, names a measure that is not the table's.
    """

    path: tuple[str, ...]
    how: How = ""
    of: tuple[int, ...] = ()
    signs: tuple[int, ...] = ()
    measure: str = ""
    own: bool = False

    @property
    def divides(self) -> bool:
        """Whether it is worked out from others, and never added."""
        return self.how in ("share", "growth")

    @property
    def added(self) -> bool:
        """Whether its figures are added over units."""
        return self.how in ("", "part", "sum", "rest")

    def worked_out(self, figures: Sequence[Decimal]) -> Decimal | None:
        """Return what it comes to, from the figures of the lines it comes from; ratios in per cent."""
        if self.how in ("sum", "rest"):
            pairs = zip(self.signs, figures, strict=True)
            return sum((sign * figure for sign, figure in pairs), Decimal(0))
        first, base = figures
        over = first if self.how == "share" else first - base
        return (100 * over / base).quantize(Decimal("0.1"), ROUND_HALF_UP) if base else None


def lines_of(written: str, measure: str = "", start: int = 0) -> list[Line]:
    """Return the lines that are written so; ``start`` of them stand before."""
    groups: list[str] = []
    found: list[tuple[tuple[str, ...], str, str]] = []
    for word in _WORD.finditer(written):
        label = (word["label"] or "").replace("_", "　")
        if word["closes"]:
            groups.pop()
        elif word["opens"]:
            groups.append(label)
        else:
            found.append(((*groups, label), word["how"] or "", word["rest"] or ""))
    places = {
        name: number
        for number, (path, _, _) in enumerate(found, start)
        for name in (path[-1].strip(), ".".join(path))
    }
    lines: list[Line] = []
    for path, sign, rest in found:
        lines.append(_measured(_line(path, sign, rest, measure, places), lines, start))
    return lines


def _measured(line: Line, before: Sequence[Line], start: int) -> Line:
    """Return a line in the measure that its label names, or that of what it is a part of."""
    if own := _MEASURE.search(line.path[-1]):
        return evolve(line, measure=own["measure"], own=True)
    whole = line.of[0] - start if line.how == "part" else len(before)
    if whole < len(before) and before[whole].own:
        return evolve(line, measure=before[whole].measure, own=True)
    return line


def _line(
    path: tuple[str, ...], sign: str, rest: str, measure: str, places: Mapping[str, int]
) -> Line:
    asked = _ASKED.get(path[-1][-1])
    if asked:
        label = path[-1][:-1]
        measure = {"rate": "%", "head": ""}.get(asked, "")
        return Line((*path[:-1], label), asked, measure=measure)
    if sign == "<":
        return Line(path, "part", (places[rest],), measure=measure)
    for ratio, how in _RATIOS.items():
        if ratio in rest:
            return Line(path, how, tuple(places[one] for one in rest.split(ratio)), measure="%")
    terms = list(_TERM.finditer(rest))
    signs = tuple(-1 if term["sign"] == "-" else 1 for term in terms)
    of = tuple(places[term["name"]] for term in terms)
    summed: How = "rest" if sign == "!" else "sum"
    return Line(path, summed if of else "", of, signs, measure)


def spans(paths: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the level and the first line of every label, then the last of each that it stands over."""
    deep = max(map(len, paths))
    for level in range(deep):
        heads = [path[: level + 1] if len(path) > level else None for path in paths]
        for first, head in enumerate(heads):
            if head is None or (first and heads[first - 1] == head):
                continue
            last = first
            while last + 1 < len(heads) and heads[last + 1] == head:
                last += 1
            yield level, first, deep - 1 if level == len(paths[first]) - 1 else level, last
