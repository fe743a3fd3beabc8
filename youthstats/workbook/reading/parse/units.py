"""Units of measure by their names: which there are, which of them are one, and what scales them."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from youthstats.characters import bare

__all__ = ["counted", "is_unit", "parted", "quantity", "scales", "units"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))


@cache
def scales() -> tuple[str, ...]:
    """Return what may stand before a unit of measure: 万, 亿."""
    return tuple(_data()["scales"])


@cache
def units(*sorts: str) -> frozenset[str]:
    """Return the units of some sorts, in one width and case; without any, all."""
    data = _data()["units"]
    return frozenset(bare(unit) for sort in sorts or data for unit in data[sort])


@cache
def counted() -> frozenset[str]:
    """Return the measures of what is counted one by one; of anything else there may be parts."""
    return units("people", "things", "ambiguous")


def is_unit(text: str) -> bool:
    """Tell whether a text behind a number is a unit of measure, by whatever name: 平米, 万kg, 公斤/亩."""
    return all(unit in _names() for _, unit in map(_parted, bare(text).split("/")))


@lru_cache(maxsize=8192)
def parted(measure: str) -> tuple[str, str]:
    """Split a measure into its scale and the one name of its unit: 万 and 平方米 for 万㎡."""
    over, slash, below = bare(measure).partition("/")
    scale, unit = _parted(over)
    return scale, f"{unit}{slash}{''.join(_parted(below))}"


def _parted(plain: str) -> tuple[str, str]:
    called = _called()
    if plain in called or plain in units():
        return "", called.get(plain, plain)
    scale = max((one for one in scales() if plain.startswith(one)), key=len, default="")
    unit = plain.removeprefix(scale)
    return scale, called.get(unit, unit)


@cache
def _called() -> dict[str, str]:
    return {bare(name): bare(unit) for name, unit in _data()["called"].items()}


@cache
def _names() -> frozenset[str]:
    return units().union(_called(), _called().values())


def quantity(unit: str) -> str | None:
    """Return what a unit measures, where other units measure it too."""
    found = (name for name, some in _data()["quantities"].items() if unit in some)
    return next(found, None)
