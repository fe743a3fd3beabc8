"""Which slip of the pen turns the figure that should stand in a cell into the one that does.

The distance between two figures is that of Damerau and Levenshtein on their digits, in the form
that counts a transposition of neighbours as one step and edits no part twice ("optimal string
alignment"): F. J. Damerau, "A technique for computer detection and correction of spelling errors",
Communications of the ACM 7 (1964) 171-176.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from attrs import frozen

from youthstats.model.values import Missing, Value, is_figure, nominal, printed

__all__ = ["CAUSES", "Slip", "distance", "slip"]

CAUSES = (
    "counted_twice",
    "doubtful",
    "transposed",
    "swapped",
    "shifted",
    "sign",
    "unit_scale",
    "copied",
    "extra_digit",
    "missing_digit",
    "digit",
    "blank",
    "rounding",
    "typed_over",
    "unknown",
)
"""The causes, the one that is least likely to fit by chance first; before them all what a formula adds
twice, and what was in doubt when it was read."""

MOST_SCALE = 8
"""The largest power of ten between two units of measure: 元 and 亿元."""


@frozen(order=True)
class Slip:
    """How many steps lead from one figure to the other, and what they may have been."""

    steps: int
    likelihood: int

    @property
    def cause(self) -> str:
        """The cause by its name."""
        return CAUSES[self.likelihood]


def slip(before: Value, after: Value, beside: Collection[Value] = ()) -> Slip:
    """Return the likeliest slip that left ``before`` where ``after`` should stand.

    ``beside`` are the values of the cells beside it, one of which may have been copied.
    """
    if not is_figure(before):
        blank = before is Missing.BLANK
        return _slip(1, "blank") if blank else _slip(len(_written(after)), "unknown")
    old, new = nominal(before), nominal(after)  # type: ignore[arg-type]
    for cause, fits in _FITS.items():
        if fits(old, new, beside):
            return _slip(1, cause)
    return _slip(distance(before, after), "unknown")


def distance(before: Value, after: Value) -> int:
    """Return the steps between two figures as they are written, signs and points included."""
    return _steps(_written(before), _written(after))


def _slip(steps: int, cause: str) -> Slip:
    return Slip(steps, CAUSES.index(cause))


def _written(value: Value) -> str:
    if not is_figure(value):
        return ""
    return printed(nominal(value))  # type: ignore[arg-type]


def _digits(value: Fraction) -> str:
    return printed(abs(value))


def _transposed(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    """Two digits changed places, neighbours or not."""
    a, b = _digits(old), _digits(new)
    if len(a) != len(b) or (old < 0) != (new < 0):
        return False
    places = [place for place in range(len(a)) if a[place] != b[place]]
    if len(places) != 2:
        return False
    first, second = places
    return (a[first], a[second]) == (b[second], b[first])


def _sign(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    return old == -new


def _unit_scale(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    """A power of ten between the two, two at least: one digit more or less is a slip of its own."""
    if not old or not new:
        return False
    ratio = max(old / new, new / old)
    return any(ratio == 10**power for power in range(2, MOST_SCALE + 1))


def _copied(old: Fraction, _: Fraction, beside: Collection[Value]) -> bool:
    return bool(old) and any(is_figure(value) and nominal(value) == old for value in beside)  # type: ignore[arg-type]


def _extra_digit(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    return len(_digits(old)) == len(_digits(new)) + 1 and _one_step(old, new)


def _missing_digit(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    return len(_digits(old)) == len(_digits(new)) - 1 and _one_step(old, new)


def _digit(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    return len(_digits(old)) == len(_digits(new)) and _one_step(old, new)


def _one_step(old: Fraction, new: Fraction) -> bool:
    return (old < 0) == (new < 0) and _steps(_digits(old), _digits(new)) == 1


def _rounding(old: Fraction, new: Fraction, _: Collection[Value]) -> bool:
    """The figure is the right one rounded to fewer digits."""
    text = _digits(old)
    if "." in text:
        unit = Fraction(1, 10 ** len(text.partition(".")[2]))
    else:
        unit = Fraction(10 ** (len(text) - len(text.rstrip("0"))))
    return bool(old) and 2 * abs(old - new) <= unit


def _steps(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - where nothing failed nobody needs it

    return OSA.distance(one, other)


_FITS = {
    "transposed": _transposed,
    "sign": _sign,
    "unit_scale": _unit_scale,
    "copied": _copied,
    "extra_digit": _extra_digit,
    "missing_digit": _missing_digit,
    "digit": _digit,
    "rounding": _rounding,
}
