"""The command line: ``youthstats template | check | reconcile | compare | forms``.

Exit status 0: nothing hard was found; 1: hard findings; 2: the command could not do its job.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from youthstats.characters import visible
from youthstats.compare import compare as compare_filed
from youthstats.compare import not_compared
from youthstats.console import Printer
from youthstats.consolidate import consolidate
from youthstats.editing.check import check as check_filed
from youthstats.editing.coverage import coverage
from youthstats.editing.localise import localise
from youthstats.errors import (
    NothingToReadError,
    OverwriteError,
    SchemeLoadError,
    UnfillableError,
    UnknownSchemeError,
    WriteError,
    YouthstatsError,
    did_you_mean,
)
from youthstats.export import difference_json, json_text, review_json
from youthstats.model.returns import Filed, FileReport
from youthstats.model.schemes import Scheme
from youthstats.model.sentences import reason_sentence
from youthstats.reconcile import reconcile as run_job
from youthstats.schemes import load_scheme
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.reading.files import input_files
from youthstats.workbook.reading.read import read
from youthstats.workbook.writing.render import replace_file
from youthstats.workbook.writing.returned import returned_paths
from youthstats.workbook.writing.write import write_templates

__all__ = ["main"]

DEFAULT_SCHEME = "youth_league_2009"


class _Session:
    """One run of a command: its language, and where it prints."""

    def __init__(self, lang: str | None, json_path: str | None = None) -> None:
        self.workbook_lang = lang or "zh"
        self.lang = lang or _locale_language()
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


def _locale_language() -> str:
    """Return the language of the user's locale: Chinese for a Chinese one, else English."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    return (
        "zh"
        if (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))
        else "en"
    )


class _Commands(click.Group):
    """The commands, with a nearest name for a mistyped one, and every error one clear sentence."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None:
            known = self.list_commands(ctx)
            hint = did_you_mean(args[0], known)
            ctx.fail(f"no command {args[0]!r}{hint}; there are: {', '.join(known)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a narrow encoding must not end the run
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except YouthstatsError as error:
            lang = ctx.meta.get("lang") or _locale_language()
            click.echo(visible(_sentence(error, lang), keep="\n"), err=True)
            ctx.exit(2)


def _sentence(error: YouthstatsError, lang: str) -> str:
    match error:
        case UnknownSchemeError():
            near = get_close_matches(error.name, list(error.known), n=1)
            hint = say("cli.did_you_mean", lang, name=near[0]) if near else ""
            known = say("list.comma", lang).join(error.known)
            return say("cli.unknown_scheme", lang, name=error.name, hint=hint, known=known)
        case NothingToReadError():
            report = FileReport(error.path, None, "unreadable", error.reason, error.facts)
            return f"{error.path}: {reason_sentence(report, lang)}"
        case UnfillableError():
            return f"{error.path}: {say(error.reason, lang, **error.facts)}"
        case OverwriteError():
            return say("cli.overwrite", lang, path=error.path)
        case SchemeLoadError():
            return say("cli.scheme_load", lang, name=error.name, reason=error.reason)
        case WriteError():
            return say("cli.cannot_write", lang, path=error.path, reason=error.reason)
        case _:
            return str(error)


def _remember_language(ctx: click.Context, _: click.Parameter, lang: str | None) -> str | None:
    ctx.meta["lang"] = lang
    return lang


scheme_option = click.option(
    "--scheme",
    "scheme_id",
    default=DEFAULT_SCHEME,
    show_default=True,
    metavar="ID",
    help="The reporting scheme: an id, or package.module:ATTRIBUTE for one of your own.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_remember_language,
    is_eager=True,
    help="Language of messages and workbooks. Default: the locale's here, Chinese in workbooks.",
)
json_option = click.option(
    "--json",
    "json_path",
    metavar="FILE",
    help="Also write everything found as JSON (UTF-8); - is standard output.",
)
prefer_option = click.option(
    "--prefer",
    type=click.Choice(("newest",)),
    help="Which of a unit's different returns counts: the newest. Default: none of them.",
)
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="youthstats")
def main() -> None:
    """Check statistical returns in Excel workbooks and add them up to one workbook.

    Exit status: 0 nothing hard was found; 1 hard findings; 2 the command could not do its job.
    """


@main.command()
@scheme_option
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the two workbooks.")
@lang_option
def template(scheme_id: str, output: str, lang: str | None) -> None:
    """Write the blank return and the blank consolidated workbook."""
    session = _Session(lang)
    for path in write_templates(output, load_scheme(scheme_id), lang=session.workbook_lang):
        session.printer.line("cli.written", path=path)


@main.command()
@paths_argument
@prefer_option
@scheme_option
@json_option
@lang_option
def check(
    paths: tuple[str, ...],
    prefer: Literal["newest"] | None,
    scheme_id: str,
    json_path: str | None,
    lang: str | None,
) -> None:
    """Check returns, or a finished report: folders, globs or files."""
    session = _Session(lang, json_path)
    scheme = load_scheme(scheme_id)
    _keep_inputs(session, paths)
    filed = _read(session, paths, scheme, prefer)
    review = localise(check_filed(filed)).review
    session.write_json(review_json(review, consolidate(filed), session.lang))
    session.printer.review(review)
    sys.exit(_status(session, filed, hard=bool(review.hard)))


@main.command()
@paths_argument
@click.option("-o", "--output", required=True, metavar="OUT.xlsx", help="The workbook to write.")
@click.option("--published", metavar="FILE", help="A finished report to hold the totals against.")
@click.option(
    "--returns",
    metavar="DIR",
    help="Also write, for every unit with findings, its return to go back to it.",
)
@prefer_option
@scheme_option
@json_option
@lang_option
def reconcile(
    paths: tuple[str, ...],
    output: str,
    published: str | None,
    returns: str | None,
    prefer: Literal["newest"] | None,
    scheme_id: str,
    json_path: str | None,
    lang: str | None,
) -> None:
    """Read, check and add up returns, and write one audited workbook."""
    session = _Session(lang, json_path)
    scheme = load_scheme(scheme_id)
    back = returned_paths(returns, scheme, lang=session.workbook_lang) if returns else {}
    inputs = (*paths, *([published] if published else []))
    _keep_inputs(session, inputs, output, *map(str, back.values()))
    with session.progress() as progress:
        job = run_job(
            paths,
            scheme,
            output,
            published=published,
            returns=returns,
            prefer=prefer,
            lang=session.workbook_lang,
            progress=progress,
        )
    data = review_json(job.review, job.totals, session.lang)
    data["differences"] = [difference_json(one) for one in job.differences]
    session.write_json(data)
    session.printer.review(job.review)
    session.printer.totals(job.totals)
    if published is not None:
        # A form that a unit did not file is one finding, not a line for every cell of it.
        session.printer.differences([one for one in job.differences if one.lacking != "left"])
    if job.output is not None:
        session.printer.line("cli.written", "bold", path=job.output)
    if job.returned:
        session.printer.line("cli.returned", "bold", count=len(job.returned), folder=returns)
    sys.exit(_status(session, job.filed, hard=bool(job.review.hard)))


@main.command()
@click.argument("left", metavar="A.xlsx")
@click.argument("right", metavar="B.xlsx")
@prefer_option
@scheme_option
@json_option
@lang_option
def compare(
    left: str,
    right: str,
    prefer: Literal["newest"] | None,
    scheme_id: str,
    json_path: str | None,
    lang: str | None,
) -> None:
    """List every cell where two workbooks differ, with both addresses."""
    session = _Session(lang, json_path)
    scheme = load_scheme(scheme_id)
    _keep_inputs(session, (left, right))
    sides = [_read(session, (path,), scheme, prefer) for path in (left, right)]
    for side in sides:
        if not side.returns:
            session.printer.review(check_filed(side))
            sys.exit(_status(session, side, hard=True))
    for side in sides:
        session.printer.settled(side)
    differences = compare_filed(*sides)
    untold = not_compared(*sides)
    session.write_json(
        {
            "scheme": scheme.id,
            "left": Path(left).name,
            "right": Path(right).name,
            "differences": [difference_json(one) for one in differences],
            "not_compared": [form for form, _ in untold],
        }
    )
    session.printer.differences(differences)
    for form, lacking in untold:
        label = scheme.form(form).label
        session.printer.line(f"cli.not_compared_{lacking}", "bold red", form=label)
    sys.exit(1 if differences or untold else 0)


@main.command()
@scheme_option
@lang_option
def forms(scheme_id: str, lang: str | None) -> None:
    """Print every form as the library understands it, with its edits and what they check."""
    scheme = load_scheme(scheme_id)
    _Session(lang).printer.scheme(scheme, coverage(scheme))


def _read(
    session: _Session, paths: tuple[str, ...], scheme: Scheme, prefer: Literal["newest"] | None
) -> Filed:
    with session.progress() as progress:
        return read(paths, scheme, prefer=prefer, progress=progress)


def _keep_inputs(session: _Session, paths: tuple[str, ...], *outputs: str) -> None:
    """Refuse to write JSON over a file that is read, or over a workbook that is written."""
    if session.json_path in {None, "-"}:
        return
    target = Path(str(session.json_path)).resolve()
    if target in input_files(paths) or target in {Path(path).resolve() for path in outputs}:
        raise OverwriteError(str(session.json_path))


def _status(session: _Session, filed: Filed, *, hard: bool) -> int:
    """Return 2 when not one file could be read as a return, else 1 for hard findings, else 0."""
    if not any(report.status in {"read", "duplicate"} for report in filed.files):
        session.printer.line("cli.nothing_readable", "bold red")
        return 2
    return 1 if hard else 0
