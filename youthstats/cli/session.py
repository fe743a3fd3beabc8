"""One run of a command: its language, where it prints, and how it says what went wrong."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from youthstats.console import Printer
from youthstats.errors import (
    CorrectionError,
    NothingToReadError,
    OverwriteError,
    RosterError,
    SchemeLoadError,
    TemplateError,
    UnfillableError,
    UnknownSchemeError,
    WriteError,
    YouthstatsError,
)
from youthstats.export import json_text
from youthstats.model.returns import FileReport
from youthstats.model.sentences import reason_sentence
from youthstats.outputs import replace_file
from youthstats.wording import say

__all__ = ["Session", "error_sentence", "locale_language"]


class Session:
    """One run of a command: its language, and where it prints."""

    def __init__(self, lang: str | None, json_path: str | None = None) -> None:
        self.workbook_lang = lang or "zh"
        self.lang = lang or locale_language()
        # JSON on standard output leaves the words to standard error.
        self.printer = Printer(Console(stderr=json_path == "-", highlight=False), self.lang)
        self.json_path = json_path

    def write_json(self, data: dict[str, Any]) -> None:
        """Write JSON where ``--json`` says."""
        if self.json_path == "-":
            self.printer.out(json_text(data, encoding=sys.stdout.encoding))
        elif self.json_path is not None:
            replace_file(self.json_path, json_text(data).encode("utf-8"))

    @contextmanager
    def progress(self) -> Iterator[Callable[[int, int], None] | None]:
        """Show a bar on a terminal while files are read."""
        console = Console(stderr=True)
        if not console.is_terminal:
            yield None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(say("cli.reading", self.lang), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def locale_language() -> str:
    """Return the language of the user's locale: Chinese for a Chinese one, else English."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    return (
        "zh"
        if (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))
        else "en"
    )


def error_sentence(error: YouthstatsError, lang: str) -> str:
    """Return what went wrong, and what to do, in one clear sentence."""
    match error:
        case UnknownSchemeError():
            near = get_close_matches(error.name, list(error.known), n=1)
            hint = say("cli.did_you_mean", lang, name=near[0]) if near else ""
            known = say("list.comma", lang).join(error.known)
            return say("cli.unknown_scheme", lang, name=error.name, hint=hint, known=known)
        case CorrectionError():
            return error.texts[lang]
        case TemplateError() | NothingToReadError():
            report = FileReport(error.path, None, "unreadable", error.reason, error.facts)
            return f"{error.path}: {reason_sentence(report, lang)}"
        case RosterError() | UnfillableError():
            place = error.place if isinstance(error, RosterError) else error.path
            return f"{place}: {say(error.reason, lang, **error.facts)}"
        case OverwriteError():
            return say("cli.overwrite", lang, path=error.path)
        case SchemeLoadError():
            return say("cli.scheme_load", lang, name=error.name, reason=error.reason)
        case WriteError():
            return say("cli.cannot_write", lang, path=error.path, reason=error.reason)
        case _:
            return str(error)
