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

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from attrs import frozen

from youthstats.model.edits import Severity
from youthstats.model.linear import Ref
from youthstats.model.values import Number

__all__ = ["RatioSpread", "SpreadText", "Standing", "spread"]


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

    def judge(self, pairs: Sequence[tuple[Number, Number]]) -> list[Standing]:
        """Judge positive (numerator, denominator) pairs, one a unit; too few give no standings."""
        if len(pairs) < self.least:
            return []
        ratios = [_ratio(*pair) for pair in pairs]
        # In the order of floats, exactly where they are equal: fractions take long to compare.
        middle = median(sorted(ratios, key=lambda ratio: (float(ratio), ratio)))
        effects = [
            _symmetric(ratio, middle) * float(max(pair)) ** self.size
            for ratio, pair in zip(ratios, pairs, strict=True)
        ]
        low, high = self._accepted(effects)
        return [
            Standing(ratio, middle, effect, low, high)
            for ratio, effect in zip(ratios, effects, strict=True)
        ]

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


def _ratio(numerator: Number, denominator: Number) -> Fraction:
    """Return what one number is to another; nearly all are whole, and need not be divided."""
    if isinstance(numerator, int) and isinstance(denominator, int):
        return Fraction(numerator, denominator)
    return Fraction(numerator) / Fraction(denominator)


def _symmetric(ratio: Fraction, middle: Fraction) -> float:
    """Return how far a ratio is from the middle; of whole numbers, for fractions take long to divide."""
    over, under = ratio.numerator * middle.denominator, middle.numerator * ratio.denominator
    return (over - under) / (under if over >= under else over)
