"""Units of measure as labels give them: 元, 万元, 人次."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attrs import frozen

from youthstats.characters import bare
from youthstats.workbook.reading.parse.units import parted, quantity, scales, units

__all__ = [
    "Asked",
    "is_measure",
    "listed",
    "lists_measures",
    "measures_label",
    "told_apart_by_size",
]

_PARTED = re.compile(r"[、，,;；/\s]+")

_NO_LABEL = {
    "起": re.compile("(?:[时日]间?|日期|[期年月日点站地号]|期限|起止)$"),
    "副": re.compile("[长职任记级授正员师]$"),
    "双": re.compile("(?:学期|周|[日号])$"),
    "单": re.compile("(?:学期|周|[日号])$"),
}
"""Behind what ambiguous words in brackets are no measure: 合同期限（起）, 院长（副）."""


@cache
def _measures() -> frozenset[str]:
    """What in brackets at the end of a label is a measure; other words there are the label's."""
    return frozenset(scale + unit for scale in ("", *scales()) for unit in units())


def is_measure(text: str) -> bool:
    """Tell whether a text is a unit of measure: 万元, or one by another (公斤/亩).

    Words that alone may say something else (起) are none.
    """
    plain = bare(text)
    return (plain in _measures() and plain not in units("ambiguous")) or _is_quotient(plain)


def measures_label(text: str, stem: str = "") -> bool:
    """Tell whether a text in brackets behind the ``stem`` of a label is its unit of measure."""
    plain = bare(text)
    if plain in units("ambiguous"):
        return plain not in _NO_LABEL or _NO_LABEL[plain].search(stem) is None
    return is_measure(text)


def lists_measures(text: str) -> bool:
    """Tell whether a text is a unit of measure, or names several: 个、万元."""
    return all(map(is_measure, _PARTED.split(text)))


def _is_quotient(text: str) -> bool:
    """Tell whether a measure is by another; 户/人 may be either of two, and 年/月 is a date."""
    over, slash, below = text.partition("/")
    if not slash or not {over, below} <= _measures():
        return False
    either = units("people", "efforts", "things", "ambiguous")
    return over not in units("times") and not {over, below} <= either


@frozen
class Asked:
    """In what figures are asked for: in their ``own`` measure, else in one of the ``likely`` ones."""

    own: str = ""
    likely: frozenset[str] = frozenset()

    def admits(self, stood: str) -> bool:
        """Tell whether figures under a label that gives a measure are those asked for.

        One left out is understood, but not one that scales: 个 where none is printed, and never
        百个. Where nobody knows which is asked for, none of those may be told apart by its size.
        """
        if not stood or any(parted(stood) == parted(one) for one in self.likely | {self.own}):
            return True
        apart = any(told_apart_by_size(stood, one) for one in self.likely)
        return not (self.own or apart or stood.startswith(scales()))


@lru_cache(maxsize=1024)
def listed(text: str) -> frozenset[str]:
    """Return the measures in a line that names several: 个、万元."""
    return frozenset(bare(one) for one in re.split(r"[、，,;；:：/.\s]+", text) if one)


def told_apart_by_size(one: str, other: str) -> bool:
    """Tell whether figures in one measure are some times those in another: 元 and 万元, 亩 and 公顷.

    From the figures nobody sees in which they are. 张 and 个 count alike.
    """
    mine, its = parted(one), parted(other)
    alike = mine[1] == its[1] or quantity(mine[1]) == quantity(its[1]) is not None
    return mine != its and alike
