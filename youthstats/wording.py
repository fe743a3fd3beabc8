"""Every sentence the library says to a person, in Chinese and in English, from one data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "said_range", "say"]

LANGUAGES = ("zh", "en")


@cache
def _texts() -> dict[str, dict[str, str]]:
    data = tomllib.loads(files("youthstats").joinpath("wording.toml").read_text("utf-8"))
    return {f"{group}.{key}": text for group, texts in data.items() for key, text in texts.items()}


def say(key: str, lang: str, **facts: object) -> str:
    """Return the text called ``key`` in ``lang`` with the facts in their places, a list with commas.

    Raises ``KeyError`` for a text that does not exist, or a fact it needs and was not given.
    """
    listed = {name: fact for name, fact in facts.items() if isinstance(fact, list)}
    for name, fact in listed.items():
        facts[name] = say("list.comma", lang).join(map(str, fact))
    return _texts()[key][lang].format(**facts)


def said_range(group: str, ends: Mapping[str, str], opened: str, lang: str, *, gaps: bool) -> str:
    """Return in words what lies between ``ends`` (``low``, ``high``), those ``opened`` not reached.

    With ``gaps`` not every value between need do.
    """
    said = say("list.comma", lang).join(
        say(f"end.{name}_open" if name in opened else f"end.{name}", lang, value=value)
        for name, value in ends.items()
    )
    key = "_".join(ends) or "any"
    if ends and (gaps or opened):
        key = "gaps" if gaps else "ends"
    return say(f"{group}.{key}", lang, ends=said, **ends)
