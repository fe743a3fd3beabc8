"""Units of measure as labels give them: 元, 万元, 人次."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["is_measure", "same_measure"]


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
    """Tell whether a text is a unit of measure."""
    return "".join(unicodedata.normalize("NFKC", text).split()) in _measures()


def same_measure(stood: str, asked: str) -> bool:
    """Tell whether figures under a label with one unit of measure are those asked for in another.

    One left out is understood, but not one that scales: 个 where none is printed, and never 百个.
    """
    if stood == asked or not stood:
        return True
    return not asked and not stood.startswith(_scales())
