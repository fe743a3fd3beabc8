"""The commands, one function each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from youthstats.characters import visible
from youthstats.cli.ending import INTERRUPTED, ending_in_order, interrupted
from youthstats.cli.options import (
    DEFAULT_SCHEME,
    Asked,
    asked_options,
    cache_option,
    json_option,
    lang_before_option,
    lang_option,
    paths_argument,
    prefer_option,
    scheme_files,
    scheme_option,
    session_options,
)
from youthstats.cli.session import Session, error_sentence, locale_language
from youthstats.cli.usage import Misuse, asked_language, usage_sentence
from youthstats.compare import compare as compare_filed
from youthstats.compare import not_compared
from youthstats.consolidate import Totals
from youthstats.editing.check import check as check_filed
from youthstats.editing.coverage import coverage
from youthstats.editing.localise import localise
from youthstats.errors import CacheError, WriteError, YouthstatsError
from youthstats.export import difference_json, review_json
from youthstats.loading import load_scheme
from youthstats.model.findings import Review
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.nearest import did_you_mean
from youthstats.reconcile import Job, review_of
from youthstats.reconcile import reconcile as run_job
from youthstats.wording import say
from youthstats.workbook.reading.files import input_files
from youthstats.workbook.reading.read import How, read
from youthstats.workbook.understanding.corrections.beside import corrections_file
from youthstats.workbook.writing.correction_sheet import write_corrections
from youthstats.workbook.writing.returned import returned_paths
from youthstats.workbook.writing.write import template_paths, write_templates

__all__ = ["main"]

T = TypeVar("T")


class _Commands(click.Group):
    """The commands, with a nearest name for a mistyped one, and every error one clear sentence."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None:
            known, said = self.list_commands(ctx), args[0]

            def told(lang: str) -> str:
                hint = did_you_mean(said, known, lang)
                return say("usage.no_command", lang, said=said, hint=hint, known=known)

            raise Misuse(told)
        return super().resolve_command(ctx, args)

    def _named(self, ctx: click.Context) -> click.Context:
        """Return the context of the command that was named: its own words do not always tell it."""
        name = ctx.invoked_subcommand
        command = None if name is None else self.get_command(ctx, name)
        return ctx if command is None else click.Context(command, ctx, name)

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **more: Any) -> Any:
        asked = asked_language(args)
        try:
            ctx = super().make_context(info_name, args, *rest, **more)
        except click.UsageError as error:
            raise _told(error, asked) from error
        ctx.meta["asked"] = asked
        return ctx

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a narrow encoding must not end the run
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            error.ctx = error.ctx or self._named(ctx)
            raise _told(error, ctx.meta["asked"]) from error
        except YouthstatsError as error:
            lang = ctx.meta.get("lang") or locale_language()
            click.echo(visible(error_sentence(error, lang), keep="\n"), err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            lang = ctx.meta.get("lang") or locale_language()
            click.echo(f"\n{visible(interrupted(ctx.meta.get('cache'), lang))}", err=True)
            ctx.exit(INTERRUPTED)


def _told(error: click.UsageError, lang: str) -> click.UsageError | click.exceptions.Exit:
    """Tell what was typed wrongly; click does it by itself, in English."""
    if lang == "en" or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    click.echo(visible(usage_sentence(error, lang), keep="\n"), err=True)
    return click.exceptions.Exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="youthstats")
@lang_before_option
def main() -> None:
    """Check statistical returns in Excel workbooks and add them up to one workbook.

    Exit status: 0 nothing hard was found; 1 hard findings; 2 the command could not do its job.
    """
    click.get_current_context().with_resource(ending_in_order())


@main.command()
@scheme_option
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the two workbooks.")
@lang_option
def template(scheme_id: str | None, output: str, lang: str | None) -> None:
    """Write the blank return and the blank consolidated workbook."""
    session = Session(lang)
    scheme = load_scheme(scheme_id or DEFAULT_SCHEME)
    blank = template_paths(output, scheme, lang=session.workbook_lang)
    session.keep(given=scheme_files(scheme_id), outputs=(*blank, corrections_file(blank[0])))
    for path in write_templates(output, scheme, lang=session.workbook_lang):
        session.printer.line("cli.written", path=path)


@main.command()
@paths_argument
@prefer_option
@cache_option
@asked_options
@session_options
def check(
    paths: tuple[str, ...],
    *,
    prefer: Literal["newest"] | None,
    no_cache: bool,
    asked: Asked,
    session: Session,
) -> None:
    """Check returns, or a finished report: folders, globs or files."""
    session.keep(paths, given=asked.files)
    apart = () if asked.template is None else (asked.template.path,)
    with session.progress() as progress:

        def run(cache: Path | None) -> tuple[Review, Totals]:
            how = How(prefer, progress, apart, cache=cache)
            return review_of(paths, asked.source, how)

        review, totals = _cached(run, session, paths, keep=not no_cache)
    review, filed = localise(review).review, review.filed
    session.write_json(review_json(review, totals, session.lang))
    session.printer.review(review)
    session.write_tables(review)
    _remind_of_doubts(session, asked)
    sys.exit(_status(session, filed, hard=bool(review.hard)))


@main.command()
@paths_argument
@click.option("-o", "--output", required=True, metavar="OUT.xlsx", help="The workbook to write.")
@click.option(
    "--published",
    metavar="FILE",
    help="A finished report to hold the totals against; with --template one in its shape.",
)
@click.option(
    "--returns",
    metavar="DIR",
    help="Also write, for every unit with findings, its return to go back to it.",
)
@prefer_option
@cache_option
@asked_options
@session_options
def reconcile(
    paths: tuple[str, ...],
    *,
    output: str,
    published: str | None,
    returns: str | None,
    prefer: Literal["newest"] | None,
    no_cache: bool,
    asked: Asked,
    session: Session,
) -> None:
    """Read, check and add up returns, and write one audited workbook.

    With --template it is that workbook itself, filled with the totals.
    """
    back = returned_paths(returns, asked.scheme, lang=session.workbook_lang) if returns else {}
    given = (*asked.files, *(() if published is None else input_files(published)))
    session.keep(paths, given=given, outputs=(output, *back.values()))
    with session.progress() as progress:

        def run(cache: Path | None) -> Job:
            return run_job(
                paths,
                asked.source,
                output,
                published=published,
                returns=returns,
                prefer=prefer,
                lang=session.workbook_lang,
                progress=progress,
                cache=cache,
            )

        job = _cached(run, session, paths, keep=not no_cache)
    _tell(session, job, held=published is not None, folder=returns)
    _remind_of_doubts(session, asked)
    sys.exit(_status(session, job.filed, hard=bool(job.review.hard)))


def _cached(
    run: Callable[[Path | None], T], session: Session, paths: tuple[str, ...], *, keep: bool
) -> T:
    """Run with the cache; without it where it turns out to be damaged, or its disk to be full.

    Where what was read stays is known to what speaks to who breaks the run off.
    """
    cache = session.cache(paths, keep=keep)
    click.get_current_context().meta["cache"] = cache
    try:
        return run(cache)
    except (CacheError, WriteError) as error:
        if cache is None or Path(error.path) != cache.resolve():
            raise
        click.get_current_context().meta["cache"] = None
        session.printer.line("cli.without_cache", path=cache)
        return run(None)


def _remind_of_doubts(session: Session, asked: Asked) -> None:
    """Say that the template itself has places that could not be told."""
    if asked.template is not None and asked.template.doubts:
        count, path = len(asked.template.doubts), asked.template.path
        session.printer.line("cli.template_doubts", "bold yellow", count=count, path=path)


def _tell(session: Session, job: Job, *, held: bool, folder: str | None) -> None:
    """Print what the job found and wrote; ``held`` against a published report, or not."""
    data = review_json(job.review, job.totals, session.lang)
    data["differences"] = [difference_json(one) for one in job.differences]
    session.write_json(data)
    session.printer.review(job.review)
    session.printer.totals(job.totals)
    if held:
        # A form that a unit did not file is one finding, not a line for every cell of it.
        session.printer.differences([one for one in job.differences if one.lacking != "left"])
    if job.output is not None:
        session.printer.line("cli.written", "bold", path=job.output)
    session.write_tables(job.review)
    if job.returned:
        session.printer.line("cli.returned", "bold", count=len(job.returned), folder=folder)


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
    scheme_id: str | None,
    json_path: str | None,
    lang: str | None,
) -> None:
    """List every cell where two workbooks differ, with both addresses."""
    session = Session(lang, json_path)
    scheme = load_scheme(scheme_id or DEFAULT_SCHEME)
    session.keep((left, right), given=scheme_files(scheme_id))
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
@asked_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="With --template: also write it with a sheet of what was understood, to be corrected there.",
)
@lang_option
def forms(asked: Asked, output: str | None, lang: str | None) -> None:
    """Print every form as the library understands it, with its edits and what they check.

    Of a workbook of your own also what could not be told.
    """
    if output is not None and asked.template is None:
        raise Misuse(partial(say, "usage.template_first"))
    session = Session(lang)
    printer = session.printer
    printer.scheme(asked.scheme, coverage(asked.scheme))
    if asked.template is not None:
        printer.doubts([doubt.message(printer.lang) for doubt in asked.template.doubts])
        printer.assumed(asked.template.inferred, asked.template.worded)
        if output is not None:
            session.keep(given=asked.files, outputs=(output,))
            write_corrections(output, asked.template, lang=session.workbook_lang)
            printer.line("cli.written", "bold", path=output)


def _read(
    session: Session,
    paths: tuple[str, ...],
    scheme: Scheme,
    prefer: Literal["newest"] | None,
) -> Filed:
    with session.progress() as progress:
        return read(paths, scheme, prefer=prefer, progress=progress)


def _status(session: Session, filed: Filed, *, hard: bool) -> int:
    """Return 2 when not one file could be read as a return, else 1 for hard findings, else 0."""
    if not any(report.status in {"read", "duplicate"} for report in filed.files):
        session.printer.line("cli.nothing_readable", "bold red")
        return 2
    return 1 if hard else 0
