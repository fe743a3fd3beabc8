"""Slips within a range: which of the figures the edits admit a clerk may have meant.

Where the edits leave a range open, a figure in it from which one slip leads to the one reported is
likelier than its neighbours: 556 is 565 with its digits transposed, 557 to 562 are not. But in a
wide range some slip always fits. So one is named only where that would seldom happen by chance:
where fewer than half a figure of those a slip could lead back to would fall into a range that wide,
and where it singles out at most half of the figures admitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from youthstats.editing.bounding import Range
from youthstats.editing.repairing.causes import CAUSES, MOST_SCALE
from youthstats.model.cellrefs import CellRef
from youthstats.model.items import Kind
from youthstats.model.values import is_figure, nominal, plain, printed

__all__ = ["meant", "slips_back"]

DIGITS = "0123456789"


def meant(
    cell: CellRef, extent: Range, admits: Callable[[Fraction], bool]
) -> tuple[str, tuple[Fraction, ...]]:
    """Return the slip that tells figures of a range apart, and the figures; none is ``unknown``.

    ``admits`` says of a figure in the range whether the edits do.
    """
    if not is_figure(cell.value) or extent.low is None or extent.high is None:
        return "unknown", ()
    scale = 100 if cell.kind is Kind.SHARE else 1
    text = printed(plain(scale * nominal(cell.value)))  # type: ignore[arg-type]
    unit = Fraction(1, 10 ** len(text.partition(".")[2]))
    low, high = scale * extent.low / unit, scale * extent.high / unit
    within, alike = high - low + 1, 9 * 10 ** (len(str(int(max(abs(low), abs(high))))) - 1)
    seen: set[Fraction] = set()
    for cause, slips in slips_back(text).items():
        fresh = [one for one in slips if one not in seen and _apt(one, cell.kind, unit)]
        seen.update(fresh)
        if 2 * len(fresh) * within > alike:
            continue
        found = [one / scale for one in fresh if low <= one / unit <= high]
        found = [one for one in found if admits(one)]
        if found and 2 * len(found) <= within:
            return cause, tuple(sorted(found))
    return "unknown", ()


def _apt(value: Fraction, kind: Kind, unit: Fraction) -> bool:
    """Tell whether an answer of a kind may be a figure; a share is as precise as the one given."""
    if kind is Kind.MONEY:
        return True
    return (value / (unit if kind is Kind.SHARE else 1)).denominator == 1


def slips_back(text: str) -> dict[str, tuple[Fraction, ...]]:
    """Return, by its cause, every figure that one slip turns into the one written in ``text``."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    value = Fraction(text)
    scaled = [value * Fraction(10) ** n for n in range(-MOST_SCALE, MOST_SCALE + 1) if abs(n) > 1]
    found = {
        "transposed": _numbers(sign, _transposed(digits)),
        "sign": [-value],
        "unit_scale": scaled,
        "extra_digit": _numbers(sign, _shorter(digits)),
        "missing_digit": _numbers(sign, _longer(digits)),
        "digit": _numbers(sign, _replaced(digits)),
    }
    return {
        cause: tuple(one for one in dict.fromkeys(found[cause]) if one != value)
        for cause in CAUSES
        if cause in found
    }


def _numbers(sign: str, texts: Iterable[str]) -> list[Fraction]:
    """Return the numbers that texts write; none of them begins with a nought that nobody writes."""
    written = (text.removesuffix(".") for text in texts)
    return [
        Fraction(sign + text)
        for text in written
        if text[:1].isdigit() and (text[0] != "0" or text[1:2] in {"", "."})
    ]


def _transposed(digits: str) -> Iterator[str]:
    for first in range(len(digits)):
        for second in range(first + 1, len(digits)):
            one, other = digits[first], digits[second]
            if "." not in {one, other} and one != other:
                yield (
                    digits[:first] + other + digits[first + 1 : second] + one + digits[second + 1 :]
                )


def _shorter(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        if digit != ".":
            yield digits[:place] + digits[place + 1 :]


def _longer(digits: str) -> Iterator[str]:
    for place in range(len(digits) + 1):
        yield from (digits[:place] + digit + digits[place:] for digit in DIGITS)


def _replaced(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        if digit != ".":
            yield from (digits[:place] + other + digits[place + 1 :] for other in DIGITS)
