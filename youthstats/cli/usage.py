"""What a command that was typed wrongly is told, in the language of its words.

click says it in English alone; its errors carry what a sentence needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import click

from youthstats.cli.session import locale_language
from youthstats.nearest import meant
from youthstats.wording import LANGUAGES, say

__all__ = ["Misuse", "asked_language", "usage_sentence"]

_IN_BRACKETS = re.compile(r"\((?P<words>.*)\)", re.DOTALL)

_NO_COMMAND = "Missing command."
"""What click says of options without a command."""


class Misuse(click.UsageError):
    """Options that do not go together, or a command that does not exist; ``told`` says it."""

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__(told("en"))
        self.told = told


def asked_language(words: Sequence[str]) -> str:
    """Return the language that a command line asks for, even where it cannot be understood."""
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or "".join(words[place + 1 : place + 2])
            return value if value in LANGUAGES else locale_language()
    return locale_language()


def usage_sentence(error: click.UsageError, lang: str) -> str:
    """Return what is wrong with a command line, and where its options are listed."""
    command = error.ctx.command_path if error.ctx else "youthstats"
    return f"{_wrong(error, lang)}\n{say('usage.help', lang, command=command)}"


def _wrong(error: click.UsageError, lang: str) -> str:
    match error:
        case Misuse():
            return error.told(lang)
        case click.NoSuchOption():
            hint = meant(next(iter(error.possibilities or ()), ""), lang)
            return say("usage.no_option", lang, name=error.option_name, hint=hint)
        case click.MissingParameter(param=click.Parameter() as param):
            key = "missing" if isinstance(param, click.Option) else "missing_path"
            return say(f"usage.{key}", lang, name=_spelled(param))
        case click.BadParameter(param=click.Parameter(type=click.Choice() as known) as param):
            choices = list(map(str, known.choices))
            return say("usage.choice", lang, name=_spelled(param), choices=choices)
        case click.BadOptionUsage():
            key = "flag" if _is_flag(error) else "no_value"
            return say(f"usage.{key}", lang, name=error.option_name)
        case _ if error.message == _NO_COMMAND:
            return say("usage.command_missing", lang)
        case _ if type(error) is click.UsageError and (found := _IN_BRACKETS.search(error.message)):
            return say("usage.too_many", lang, words=found["words"])
        case _:
            return error.format_message()


def _spelled(param: click.Parameter) -> str:
    """Return an option by all its names, an argument as the usage has it."""
    return " / ".join(param.opts) if isinstance(param, click.Option) else str(param.metavar)


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Tell whether the option that was used wrongly is one that takes no value."""
    params = error.ctx.command.params if error.ctx else ()
    return any(
        isinstance(one, click.Option) and one.is_flag and error.option_name in one.opts
        for one in params
    )
