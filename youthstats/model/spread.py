"""The ratio edit over the units: is one unit's ratio far from the others'?

Method: M. A. Hidiroglou and J.-M. Berthelot, "Statistical editing and imputation for periodic
business surveys", Survey Methodology 12 (1986) 73-83. For the ratio ``r = numerator/denominator``
of each unit and the median ``m`` of all ratios::

    s = 1 - m/r   if r < m   else  r/m - 1           (symmetric around the median)
    E = s * max(numerator, denominator) ** U         (a large unit matters more)
    accepted:  M - C*max(M - Q1, |A*M|)  <=  E  <=  M + C*max(Q3 - M, |A*M|)

with ``M, Q1, Q3`` the median and quartiles of the effects ``E``. How it behaves on eight units,
and why the quartiles are order statistics, stands in ``docs/explanation/outliers.md``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from attrs import frozen

from youthstats.kept import Brought
from youthstats.model.edits import Severity
from youthstats.model.linear import Ref
from youthstats.model.pairs import Pair
from youthstats.model.values import Number

__all__ = ["RatioSpread", "SpreadText", "Standing", "Standings", "spread"]


@frozen
class SpreadText:
    """A spread edit as its author writes it: the ratio as text, ``"funds / persons"``."""

    name: str
    text: str
    zh: str
    en: str
    scale: float
    tolerance: float
    size: float
    least: int


def spread(
    name: str,
    text: str,
    zh: str,
    en: str = "",
    *,
    scale: float = 4.0,
    tolerance: float = 0.05,
    size: float = 0.5,
    least: int = 8,
) -> SpreadText:
    """Write a soft edit: no unit's ratio may lie far from the other units'.

    ``scale`` is the method's C (how many quartile distances are accepted), ``tolerance`` its A
    (keeps the interval open when the middle half is nearly alike), ``size`` its U (0: all units
    weigh the same; 1: weight grows with the figures). Fewer than ``least`` ratios are not judged.
    """
    return SpreadText(name, text, zh, en or zh, scale, tolerance, size, least)


@frozen
class Standing:
    """Where one unit's ratio stands among the others: its effect and the accepted interval."""

    ratio: Fraction
    median: Fraction
    effect: float
    low: float
    high: float

    @property
    def far(self) -> bool:
        return not self.low <= self.effect <= self.high


class Standings(Brought[Standing]):
    """Where each of several ratios stands, made when it is asked for: of many hardly one is far."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        median: Fraction,
        effects: Sequence[float],
        accepted: tuple[float, float],
    ) -> None:
        self._pairs, self._median, self._effects = pairs, median, effects
        self._low, self._high = accepted

    @property
    def far(self) -> Iterator[int]:
        """The places of those that lie far from the others."""
        low, high = self._low, self._high
        return (at for at, effect in enumerate(self._effects) if not low <= effect <= high)

    def bring(self, place: int) -> Standing:
        ratio = _ratio(*self._pairs[place])
        return Standing(ratio, self._median, self._effects[place], self._low, self._high)

    def __len__(self) -> int:
        return len(self._effects)


@frozen
class RatioSpread:
    """A parsed spread edit; always soft, for a ratio far from the others may still be true."""

    name: str
    numerator: Ref
    denominator: Ref
    zh: str
    en: str
    scale: float = 4.0
    tolerance: float = 0.05
    size: float = 0.5
    least: int = 8
    severity: Severity = Severity.SOFT
    kind: str = "spread"

    def text(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    @property
    def refs(self) -> tuple[Ref, Ref]:
        return self.numerator, self.denominator

    def __str__(self) -> str:
        return f"{self.numerator} / {self.denominator}"

    def judge(self, pairs: Sequence[Pair]) -> Standings:
        """Judge positive (numerator, denominator) pairs, one a unit; too few give no standings."""
        if len(pairs) < self.least:
            return Standings((), Fraction(0), (), (0.0, 0.0))
        middle = _middle(pairs)
        effects = array(
            "d",
            (_symmetric(_ratio(*pair), middle) * float(max(pair)) ** self.size for pair in pairs),
        )
        return Standings(pairs, middle, effects, self._accepted(effects))

    def _accepted(self, effects: Sequence[float]) -> tuple[float, float]:
        ordered = sorted(effects)
        centre = median(ordered)
        upper = -(-3 * len(ordered) // 4)  # the ceil(3n/4)-th smallest, and its mirror image
        first, third = ordered[len(ordered) - upper], ordered[upper - 1]
        floor = abs(self.tolerance * centre)
        return (
            centre - self.scale * max(centre - first, floor),
            centre + self.scale * max(third - centre, floor),
        )


def _middle(pairs: Sequence[Pair]) -> Fraction:
    """Return the median of the ratios.

    They are put in order as floats, and only those that may be the middle exactly: fractions take
    long to compare and much room.
    """
    about = array("d", (float(_ratio(*pair)) for pair in pairs))
    order = array("l", sorted(range(len(about)), key=about.__getitem__))
    middle = slice((len(order) - 1) // 2, len(order) // 2 + 1)
    low, high = about[order[middle.start]], about[order[middle.stop - 1]]
    before = bisect_left(order, low, key=about.__getitem__)
    near = order[before : bisect_right(order, high, key=about.__getitem__)]
    exactly = sorted(_ratio(*pairs[place]) for place in near)
    return median(exactly[middle.start - before : middle.stop - before])


def _ratio(numerator: Number, denominator: Number) -> Fraction:
    """Return what one number is to another; nearly all are whole, and need not be divided."""
    if isinstance(numerator, int) and isinstance(denominator, int):
        return Fraction(numerator, denominator)
    return Fraction(numerator) / Fraction(denominator)


def _symmetric(ratio: Fraction, middle: Fraction) -> float:
    """Return how far a ratio is from the middle; of whole numbers, for fractions take long to divide."""
    over, under = ratio.numerator * middle.denominator, middle.numerator * ratio.denominator
    return (over - under) / (under if over >= under else over)
