"""Units of measure as labels give them: 元, 万元, 人次."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

__all__ = ["Asked", "is_measure", "listed", "lists_measures", "told_apart_by_size"]

_PARTED = re.compile(r"[、，,;；/\s]+")


@cache
def _scales() -> tuple[str, ...]:
    return tuple(_data()["scales"])


@cache
def _measures() -> frozenset[str]:
    """What in brackets at the end of a label is a measure; other words there are the label's."""
    units = [unit for units in _data()["units"].values() for unit in units]
    return frozenset(scale + unit for scale in ("", *_scales()) for unit in units)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("measures.toml").read_text("utf-8"))


def is_measure(text: str) -> bool:
    """Tell whether a text is a unit of measure: 万元, or one by another (公斤/亩)."""
    plain = _folded(text)
    return plain in _measures() or _is_quotient(plain)


def lists_measures(text: str) -> bool:
    """Tell whether a text is a unit of measure, or names several: 个、万元."""
    return all(map(is_measure, _PARTED.split(text)))


def _is_quotient(text: str) -> bool:
    """Tell whether a measure is by another; 户/人 may be either of two, and 年/月 is a date."""
    over, slash, below = text.partition("/")
    if not slash or not {over, below} <= _measures():
        return False
    units = _data()["units"]
    either = {*units["people"], *units["things"]}
    return over not in units["times"] and not {over, below} <= either


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


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
        if not stood or any(_parted(stood) == _parted(one) for one in self.likely | {self.own}):
            return True
        apart = any(told_apart_by_size(stood, one) for one in self.likely)
        return not (self.own or apart or stood.startswith(_scales()))


@lru_cache(maxsize=1024)
def listed(text: str) -> frozenset[str]:
    """Return the measures in a line that names several: 个、万元."""
    return frozenset(_folded(one) for one in re.split(r"[、，,;；:：/.\s]+", text) if one)


def told_apart_by_size(one: str, other: str) -> bool:
    """Tell whether figures in one measure are some times those in another: 元 and 万元, 亩 and 公顷.

    From the figures nobody sees in which they are. 张 and 个 count alike.
    """
    mine, its = _parted(one), _parted(other)
    alike = mine[1] == its[1] or _quantity(mine[1]) == _quantity(its[1]) is not None
    return mine != its and alike


def _parted(measure: str) -> tuple[str, str]:
    """Split a measure into its scale and its unit: 万元 is 万 and 元."""
    called = _data()["called"]
    whole = called.get(measure, measure)
    scale = max((one for one in _scales() if whole.startswith(one)), key=len, default="")
    unit = whole.removeprefix(scale)
    return scale, called.get(unit, unit)


def _quantity(unit: str) -> str | None:
    """Return what a unit measures, where other units measure it too."""
    found = (name for name, units in _data()["quantities"].items() if unit in units)
    return next(found, None)
