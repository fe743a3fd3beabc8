"""Names for what a template asks for, made from the labels that lead to it.

The whole path names an item, so that a name stays what it is when columns are added elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from youthstats.layout.leaves import OWN_UNIT
from youthstats.workbook.reading.sheets.labels import stem_as_spelled
from youthstats.workbook.reading.sheets.measures import is_measure

__all__ = ["distinct", "spoken", "word"]

LONGEST_WORD, LONGEST_NAME = 30, 80
_SIGNS = re.compile(r"\W+")
_BETWEEN = re.compile(r"(?<=[0-9])\W+(?=[0-9])")
"""What stands between two numbers: 31 and 40 are not 3140, and 1.5 is not 15."""
_FIRST = "项"
"""What a name begins with whose label begins with a digit."""


def word(labels: Sequence[str]) -> str:
    """Return the name that a path of labels gives, without measures, numbering and punctuation."""
    pieces = (_piece(label) for label in spoken(labels) if label != OWN_UNIT)
    joined = "_".join(piece for piece in pieces if piece)[:LONGEST_NAME].strip("_")
    return joined if joined and not joined[0].isdecimal() else f"{_FIRST}{joined}"


def spoken(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the labels without those that only give a unit of measure: （万元）."""
    words = tuple(label for label in labels if not _bare_measure(label))
    return words or tuple(labels)


def _bare_measure(label: str) -> bool:
    plain = "".join(label.split())
    bare = plain.strip("()（）")
    return bare != plain and is_measure(bare)


def _piece(label: str) -> str:
    stem = stem_as_spelled("".join(label.split()))
    return _SIGNS.sub("", _BETWEEN.sub("_", stem or label))[:LONGEST_WORD]


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names, each that stood before with a number behind it."""
    seen: set[str] = set()
    found = []
    for name in names:
        own, number = name, 1
        while own.casefold() in seen:
            number += 1
            own = f"{name}_{number}"
        seen.add(own.casefold())
        found.append(own)
    return found
