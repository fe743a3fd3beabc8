"""The options that commands share, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import frozen

from youthstats.cli.session import Session
from youthstats.cli.usage import Misuse
from youthstats.errors import DefinitionError, RosterError
from youthstats.loading import is_workbook, load_scheme
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.reading.roster import load_units
from youthstats.workbook.understanding.corrections.beside import template_files
from youthstats.workbook.understanding.template import Template, understand

__all__ = [
    "DEFAULT_SCHEME",
    "Asked",
    "asked_options",
    "cache_option",
    "json_option",
    "lang_before_option",
    "lang_option",
    "paths_argument",
    "prefer_option",
    "scheme_files",
    "scheme_option",
    "session_options",
]

DEFAULT_SCHEME = "youth_league_2009"


@frozen
class Asked:
    """What a command is to work with: a scheme or a template, and the files that said so."""

    source: Scheme | Template
    files: tuple[Path, ...] = ()

    @property
    def scheme(self) -> Scheme:
        return self.source.scheme if isinstance(self.source, Template) else self.source

    @property
    def template(self) -> Template | None:
        return self.source if isinstance(self.source, Template) else None


def _asked(scheme_id: str | None, template: str | None, units: str | None) -> Asked:
    if scheme_id is not None and template is not None:
        raise Misuse(partial(say, "usage.one_of"))
    roster = None if units is None else load_units(units)
    files = scheme_files(template or scheme_id) + (() if units is None else (Path(units),))
    if template is not None:
        return Asked(understand(template, roster), files)
    return Asked(_over(load_scheme(scheme_id or DEFAULT_SCHEME), roster, units), files)


def scheme_files(source: str | None) -> tuple[Path, ...]:
    """Return the files that a scheme is read from, none for one with an id."""
    return template_files(source) if source is not None and is_workbook(source) else ()


def _over(scheme: Scheme, roster: Hierarchy | None, path: str | None) -> Scheme:
    """Return a scheme over the roster given, where there is one."""
    try:
        return scheme if roster is None else scheme.with_units(roster)
    except DefinitionError as error:
        raise RosterError(str(path), "roster.other_scheme", {"detail": error}) from error


Command = TypeVar("Command", bound=Callable[..., Any])


def _remember_language(ctx: click.Context, _: click.Parameter, lang: str | None) -> str | None:
    """Keep what a command was given, or what was given before it: ``--lang zh check``."""
    known: str | None = ctx.meta.get("lang")
    ctx.meta["lang"] = lang or known
    return lang or known


scheme_option = click.option(
    "--scheme",
    "scheme_id",
    metavar="ID",
    help="The reporting scheme: an id, or package.module:ATTRIBUTE for one of your own. "
    f"Default: {DEFAULT_SCHEME}.",
)
template_option = click.option(
    "--template",
    "template_path",
    metavar="FILE",
    help="A blank workbook of your own: its labels are the items, its formulas the edits.",
)
units_option = click.option(
    "--units",
    "units_path",
    metavar="FILE",
    help="A roster in place of the scheme's: .xlsx or .csv with name, aliases, parent.",
)


def asked_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--scheme``, ``--template`` and ``--units`` as one :class:`Asked`."""

    @scheme_option
    @template_option
    @units_option
    @wraps(command)
    def run(
        *args: Any,
        scheme_id: str | None,
        template_path: str | None,
        units_path: str | None,
        **options: Any,
    ) -> None:
        command(*args, asked=_asked(scheme_id, template_path, units_path), **options)

    return run


def _lang_option(*, taken: bool) -> Callable[[Command], Command]:
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        callback=_remember_language,
        is_eager=True,
        expose_value=taken,
        help="Language of messages and workbooks. Default: the locale's here, Chinese in workbooks.",
    )


lang_option = _lang_option(taken=True)
lang_before_option = _lang_option(taken=False)  # the command that follows takes it
json_option = click.option(
    "--json",
    "json_path",
    metavar="FILE",
    help="Also write everything found as JSON (UTF-8); - is standard output.",
)
parquet_option = click.option(
    "--parquet",
    "parquet_path",
    metavar="FILE",
    help="Also write every answer as one long Parquet table, and the findings beside it "
    "(2009_findings.parquet beside 2009.parquet). Needs the extra arrow.",
)


def session_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--json``, ``--parquet`` and ``--lang`` as one :class:`Session`."""

    @json_option
    @parquet_option
    @lang_option
    @wraps(command)
    def run(
        *args: Any,
        json_path: str | None,
        parquet_path: str | None,
        lang: str | None,
        **options: Any,
    ) -> None:
        command(*args, session=Session(lang, json_path, parquet_path), **options)

    return run


prefer_option = click.option(
    "--prefer",
    type=click.Choice(("newest",)),
    help="Which of a unit's different returns counts: the newest. Default: none of them.",
)
cache_option = click.option(
    "--no-cache",
    is_flag=True,
    help="Read every file anew, and keep nothing of what was read for the next run.",
)
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
