"""Rows and columns as ``offices_words`` writes them: their labels, and how their figures come about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from attrs import frozen

__all__ = ["Line", "lines_of"]

How = Literal["", "part", "words", "rate", "sum", "share", "growth"]

_WORD = re.compile(
    r"(?P<label>[^\s{}=<]+)(?P<opens>\{)?(?:(?P<how>[=<])(?P<rest>[^\s{}]+))?|(?P<closes>\})"
)
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<name>[^+-]+)")
_ASKED: Mapping[str, How] = {":": "words", "~": "rate"}
_RATIOS: Mapping[str, How] = {"/": "share", "^": "growth"}


@frozen
class Line:
    """A row or a column: its labels, how its figures come about, and in what they are measured.

    ``of`` are the lines they come from, by their place, ``signs`` how these are added.
    """

    path: tuple[str, ...]
    how: How = ""
    of: tuple[int, ...] = ()
    signs: tuple[int, ...] = ()
    measure: str = ""

    @property
    def divides(self) -> bool:
        """Whether it is worked out from others, and never added."""
        return self.how in ("share", "growth")

    @property
    def added(self) -> bool:
        """Whether its figures are added over units."""
        return self.how in ("", "part", "sum")

    def worked_out(self, figures: Sequence[Decimal]) -> Decimal | None:
        """Return what it comes to, from the figures of the lines it comes from; ratios in per cent."""
        if self.how == "sum":
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
    return [_line(path, sign, rest, measure, places) for path, sign, rest in found]


def _line(
    path: tuple[str, ...], sign: str, rest: str, measure: str, places: Mapping[str, int]
) -> Line:
    asked = _ASKED.get(path[-1][-1])
    if asked:
        label = path[-1][:-1]
        return Line((*path[:-1], label), asked, measure="%" if asked == "rate" else "")
    if sign == "<":
        return Line(path, "part", (places[rest],), measure=measure)
    for ratio, how in _RATIOS.items():
        if ratio in rest:
            return Line(path, how, tuple(places[one] for one in rest.split(ratio)), measure="%")
    terms = list(_TERM.finditer(rest))
    signs = tuple(-1 if term["sign"] == "-" else 1 for term in terms)
    of = tuple(places[term["name"]] for term in terms)
    return Line(path, "sum" if of else "", of, signs, measure)
