"""Every sentence the library says to a person, in Chinese and in English, from one data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "say"]

LANGUAGES = ("zh", "en")


@cache
def _texts() -> dict[str, dict[str, str]]:
    data = tomllib.loads(files("youthstats").joinpath("wording.toml").read_text("utf-8"))
    return {f"{group}.{key}": text for group, texts in data.items() for key, text in texts.items()}


def say(key: str, lang: str, **facts: object) -> str:
    """Return the text called ``key`` in ``lang`` with the facts in their places.

    Raises ``KeyError`` for a text that does not exist, or a fact it needs and was not given.
    """
    return _texts()[key][lang].format(**facts)
