"""One run of a command: its language, where it prints, and how it says what went wrong."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from youthstats.console import Printer
from youthstats.errors import (
    CacheError,
    CorrectionError,
    MissingExtraError,
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
from youthstats.model.findings import Review
from youthstats.model.returns import FileReport
from youthstats.model.sentences import reason_sentence
from youthstats.nearest import did_you_mean
from youthstats.outputs import FilePath, refuse_overwriting, replace_file
from youthstats.tables.arrow import need_pyarrow
from youthstats.tables.parquet import findings_path, write_parquet
from youthstats.wording import say
from youthstats.workbook.reading.files import input_files
from youthstats.workbook.reading.many.gathering import MANY
from youthstats.workbook.reading.many.store import require_usable

__all__ = ["Session", "error_sentence", "locale_language"]


_PLAIN = {
    CacheError: "cli.cache",
    MissingExtraError: "cli.missing_extra",
    SchemeLoadError: "cli.scheme_load",
    WriteError: "cli.cannot_write",
}
"""Errors whose sentence needs nothing but what they carry."""


class Session:
    """One run of a command: its language, where it prints, and what it writes besides."""

    def __init__(
        self, lang: str | None, json_path: str | None = None, parquet_path: str | None = None
    ) -> None:
        if parquet_path is not None:
            need_pyarrow()  # said now, not after a long run
        self.workbook_lang = lang or "zh"
        self.lang = lang or locale_language()
        # JSON on standard output leaves the words to standard error.
        self.printer = Printer(Console(stderr=json_path == "-", highlight=False), self.lang)
        self.json_path = json_path
        self.parquet_path = parquet_path

    def keep(
        self,
        returns: tuple[str, ...] = (),
        *,
        given: Iterable[FilePath] = (),
        outputs: Iterable[FilePath] = (),
    ) -> None:
        """Refuse to write over a file that was given, over another output, or JSON over a return.

        The ``outputs`` of the job may be an earlier report among the returns: the job itself judges.
        """
        refuse_overwriting([*outputs, *self._besides], given)
        if self._besides:
            refuse_overwriting(self._besides, input_files(returns))

    @property
    def _besides(self) -> list[Path]:
        found = [] if self.json_path in {None, "-"} else [Path(str(self.json_path))]
        if self.parquet_path is not None:
            found += [Path(self.parquet_path), findings_path(self.parquet_path)]
        return found

    def cache(self, paths: tuple[str, ...], *, keep: bool) -> Path | None:
        """Return where what was read stays for the next run; few files are soon read again."""
        if not keep or len(input_files(paths)) < MANY:
            return None
        path = user_cache_path("youthstats") / "returns.sqlite"
        try:
            require_usable(path)
        except (CacheError, WriteError):  # nobody asked for it by name: the run does without
            self.printer.line("cli.without_cache", path=path)
            return None
        return path

    def write_tables(self, review: Review) -> None:
        """Write answers and findings where ``--parquet`` says."""
        if self.parquet_path is not None:
            for path in write_parquet(self.parquet_path, review, lang=self.lang):
                self.printer.line("cli.written", path=path)

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
            _Speed(self.lang),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(say("cli.reading", self.lang), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


class _Speed(ProgressColumn):
    """Files per second, as soon as that can be told."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def render(self, task: Task) -> Text:
        if task.speed is None:
            return Text("")
        return Text(say("cli.speed", self._lang, speed=round(task.speed)))


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
            hint = did_you_mean(error.name, error.known, lang)
            known = say("list.comma", lang).join(error.known)
            return say("cli.unknown_scheme", lang, name=error.name, hint=hint, known=known)
        case CorrectionError():
            return error.texts[lang]
        case OverwriteError():
            return say(error.reason, lang, path=error.path, other=error.other)
        case TemplateError() | NothingToReadError():
            report = FileReport(error.path, None, "unreadable", error.reason, error.facts)
            return f"{error.path}: {reason_sentence(report, lang)}"
        case RosterError() | UnfillableError():
            place = error.place if isinstance(error, RosterError) else error.path
            return f"{place}: {say(error.reason, lang, **error.facts)}"
        case _ if type(error) in _PLAIN:
            return say(_PLAIN[type(error)], lang, **vars(error))
        case _:
            return str(error)
