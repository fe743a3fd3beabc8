"""Which line is under which by its number: 一、 over （一） and （二）, 1. over 1.1.

Nothing is known where the numbers gainsay it: where they skip or begin anew, or where a line without
one stands among those that are set under another. Lines without one behind them all stand apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from itertools import pairwise

from attrs import frozen

__all__ = ["goes_on", "goes_out", "is_numbered", "outline_of", "within_of"]

_TOTAL = re.compile(r"[合总小共]计(?:[（(][^（()）]*[)）])?$")
_DIGITS = "一二三四五六七八九"
_STYLES = (
    re.compile(r"([一二三四五六七八九十]{1,3})[、.,，]"),
    re.compile(r"\(([一二三四五六七八九十]{1,3})\)"),
    re.compile(
        r"([0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[、.](?![0-9])|(?<=\.[0-9])(?![0-9])|(?<=\.[0-9]{2}))"
    ),
    re.compile(r"\(([0-9]{1,2})\)"),
    re.compile(r"([0-9]{1,2})\)"),
    re.compile(r"([①-⑳])"),
)
"""How lines are numbered, the outer ways before the inner: 一、 （一） 1. or 1.1 （1） 1） ①."""

_NONE = (frozenset[int](), frozenset[int]())


@frozen
class _Numbered:
    """A line with a number: which one it is, how it is numbered, and after what (the 1 of 1.2)."""

    line: int
    style: tuple[int, int]
    after: tuple[int, ...]
    number: int

    def follows(self, other: _Numbered) -> bool:
        return self.after == other.after and self.number == other.number + 1

    def begins_under(self, other: _Numbered) -> bool:
        """Tell whether it is the first of those under another."""
        dotted = other.style[0] == self.style[0]
        after = not dotted or self.after == (*other.after, other.number)
        return other.style < self.style and after and self.number == 1


def is_numbered(label: str) -> bool:
    """Tell whether a label begins with a number: 二、稻谷."""
    return _numbered(0, label) is not None


def goes_on(label: str, other: str) -> bool:
    """Tell whether the number of another label is the one behind a label's own: 三、 behind 二、"""
    first, second = (_numbered(0, one) for one in (label, other))
    if first is None or second is None:
        return False
    return first.style == second.style and second.follows(first)


def goes_out(label: str, other: str) -> bool:
    """Tell whether another label goes on with an outer count than a label's own: 二、 behind 2."""
    first, second = (_numbered(0, one) for one in (label, other))
    return first is not None and second is not None and _is_outer(second, first)


def _is_outer(one: _Numbered, other: _Numbered) -> bool:
    return one.style < other.style and one.number > 1


def outline_of(labels: Sequence[str]) -> list[int | None]:
    """Return for every line the one that it is under, ``None`` for those under none.

    Of a line that counts for nothing the label is ``""``; so does a total without a number.
    """
    found: list[int | None] = [None] * len(labels)
    open_ones: list[_Numbered] = []
    plain = False
    for at, label in enumerate(labels):
        one = _numbered(at, label)
        if one is None:
            counts = bool(label) and not _TOTAL.search(label)
            if counts and len(open_ones) > 1:
                return [None] * len(labels)
            plain = plain or counts
            continue
        styles = [other.style for other in open_ones]
        if one.style in styles:
            level = styles.index(one.style)
            ordered = one.follows(open_ones[level])
        else:
            level = len(open_ones)
            ordered = (
                one.begins_under(open_ones[-1]) and not plain if open_ones else one.number == 1
            )
        if not ordered:
            return [None] * len(labels)
        open_ones[level:], plain = [one], False
        found[at] = open_ones[level - 1].line if level else None
    return found


def within_of(labels: Sequence[str], rests: Set[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the lines that stand within outermost ones though nothing counts them, and the unsure.

    What stands between 一、 and 二、 without a number is of 一、, and so is what follows the last one like
    it, where these are several: one alone may be beside it. ``rests`` are the lines that say they are
    what is left: right behind the last one that is of all, behind others (二、, 1., 2., 其他) of either.
    """
    lines = {at: _numbered(at, label) for at, label in enumerate(labels) if label}
    first = next(iter(lines.values()), None)
    if first is None or first.number != 1:
        return _NONE
    styles = [one.style for one in lines.values() if one]
    tops = [one for one in lines.values() if one and one.style == first.style]
    follows = all(one.follows(before) for before, one in pairwise(tops))
    if len(tops) < 2 or not follows or min(styles) < first.style:
        return _NONE
    inner = [at for at, one in lines.items() if one is None or one.style != first.style]
    behind = [at for at in inner if at > tops[-1].line]
    left = [at for at in behind if at in rests]
    plain = any(lines[at] is None for at in inner if at < tops[-1].line)
    numbered = left and any(lines[at] for at in behind)
    if not plain and (not numbered or behind[0] == left[0]):
        return _NONE
    alone = behind[:1] if len(behind) == 1 and lines[behind[0]] is None and not left else []
    unsure = alone or (left if behind != left[:1] else [])
    return frozenset(inner).difference(left, alone), frozenset(unsure)


def _numbered(line: int, label: str) -> _Numbered | None:
    plain = "".join(label.split())
    circled = plain[:1] if "①" <= plain[:1] <= "⑳" else ""
    folded = circled or unicodedata.normalize("NFKC", plain)
    for rank, style in enumerate(_STYLES):
        if said := style.match(folded):
            *after, number = map(_number, said[1].split("."))
            return _Numbered(line, (rank, len(after)), tuple(after), number)
    return None


def _number(sign: str) -> int:
    """Return the number that a sign means: 十二, 12, ⑫."""
    if sign.isdecimal():
        return int(sign)
    if "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    tens, ten, ones = sign.rpartition("十")
    units = _DIGITS.find(ones) + 1 if ones else 0
    return 10 * (_DIGITS.find(tens) + 1 or 1) * bool(ten) + units
