"""Units of measure by their names: which there are, which of them are one, and what scales them."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["counted", "is_unit", "parted", "plain_unit", "quantity", "scales", "units"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))


@cache
def scales() -> tuple[str, ...]:
    """Return what may stand before a unit of measure: 万, 亿."""
    return tuple(_data()["scales"])


@cache
def units(*sorts: str) -> frozenset[str]:
    """Return the units of some sorts, as :func:`plain_unit` spells them; without any, all."""
    data = _data()["units"]
    return frozenset(plain_unit(unit) for sort in sorts or data for unit in data[sort])


@cache
def counted() -> frozenset[str]:
    """Return the measures of what is counted one by one; of anything else there may be parts."""
    return units("people", "things", "ambiguous")


def plain_unit(text: str) -> str:
    """Return the name of a unit without width, case and blanks: m2 for ㎡ and M²."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_unit(text: str) -> bool:
    """Tell whether a text behind a number is a unit of measure, by whatever name: 平米, 万kg, 公斤/亩."""
    return all(unit in _names() for _, unit in map(_parted, plain_unit(text).split("/")))


@lru_cache(maxsize=8192)
def parted(measure: str) -> tuple[str, str]:
    """Split a measure into its scale and the one name of its unit: 万 and 平方米 for 万㎡."""
    over, slash, below = plain_unit(measure).partition("/")
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
    return {plain_unit(name): plain_unit(unit) for name, unit in _data()["called"].items()}


@cache
def _names() -> frozenset[str]:
    return units().union(_called(), _called().values())


def quantity(unit: str) -> str | None:
    """Return what a unit measures, where other units measure it too."""
    found = (name for name, some in _data()["quantities"].items() if unit in some)
    return next(found, None)
