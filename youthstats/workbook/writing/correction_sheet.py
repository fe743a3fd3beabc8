"""The sheet ``youthstats``: a template as it was understood, for its office to correct."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from youthstats.model.findings import Finding
from youthstats.wording import say
from youthstats.workbook.filling.fill_in import fill_in
from youthstats.workbook.names import CORRECTIONS, holds_corrections
from youthstats.workbook.package import open_book
from youthstats.workbook.understanding.corrections.beside import corrections_file
from youthstats.workbook.understanding.corrections.stated import Stated, stated
from youthstats.workbook.understanding.corrections.terms import Sort, wrong
from youthstats.workbook.understanding.corrections.vocabulary import Column, vocabulary
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.listing import HEAD, Row, listing
from youthstats.workbook.writing.plan import Content, Plan, Style, Validation

__all__ = ["correction_plan", "write_corrections"]

_MORE = 20
"""Blank rows below, for edits of one's own."""

_LEADING = ("thing", "form", "seen")
_LONGEST = 8000
"""Characters of a text that a cell is given: of a longer one nobody could correct anything there."""

_WIDE = {"text": 44.0, "sentence": 40.0, "doubt": 40.0}
_TEXT = Style("plain", "@", "left", unlocked=True)
_WORD = Style("plain", "@", unlocked=True)
_NUMBER = Style("plain", unlocked=True)
_GREY = Style("plain", flag="absent", unlocked=True)


def write_corrections(
    path: str | os.PathLike[str], template: Template, *, lang: str = "zh"
) -> tuple[Finding, ...]:
    """Write the template to ``path`` with a sheet ``youthstats`` behind its own.

    The sheet lists what was understood; its office corrects it there, and the template is read with
    that. Everything of the template is kept. Returns a note on everything the workbook could not hold
    as it is. Raises :class:`~youthstats.errors.CorrectionError` where the template has corrections
    already, or a file beside ``path`` would contradict the sheet, and what
    :func:`~youthstats.workbook.filling.fill_in.fill_in` raises.
    """
    _refuse_others(Path(path), template)
    outcome = fill_in(path, template.path, {}, [correction_plan(template, lang=lang)], lang=lang)
    root = template.scheme.units.root
    return tuple(loss.note(root) for loss in outcome.losses)


def _refuse_others(path: Path, template: Template) -> None:
    for sheet in open_book(template.path).sheets:
        if holds_corrections(sheet.name):
            raise wrong(f"{template.path.name}!{sheet.name}", "exists")
    for file in (corrections_file(template.path), corrections_file(path)):
        if file.exists():
            raise wrong(str(file), "exists")


def correction_plan(template: Template, *, lang: str = "zh") -> Plan:
    """Plan the sheet: a row for everything that was understood, and drop-downs of what may be said."""
    things = list(stated(template.scheme, template.forms.values(), template.doubts))
    columns = [
        column
        for column in vocabulary().columns.values()
        if column.always or any(_content(one, column, lang) is not None for one in things)
    ]
    rows = [_row(one, columns, lang) for one in things]
    rows += [_blank_row(columns)] * _MORE
    widths = {
        place: _WIDE[column.key] for place, column in enumerate(columns) if column.key in _WIDE
    }
    plan = listing(
        CORRECTIONS,
        say("correction_sheet.title", lang),
        say("correction_sheet.summary", lang),
        [column.headings[lang][0] for column in columns],
        rows,
        roomy=widths,
        narrow=widths,
    )
    offered = tuple(_offered([*things, *[None] * _MORE], columns, lang))
    return evolve(plan, freeze=(HEAD, len(_LEADING)), validations=offered)


def _row(one: Stated, columns: Sequence[Column], lang: str) -> Row:
    styles = {place: _style(one, column) for place, column in enumerate(columns)}
    return Row([_content(one, column, lang) for column in columns], styles, {})


def _blank_row(columns: Sequence[Column]) -> Row:
    return Row([None] * len(columns), {p: _looks(column) for p, column in enumerate(columns)}, {})


def _content(one: Stated, column: Column, lang: str) -> Content:
    """Return what stands in a row under a column; nothing where that tells nothing of the thing."""
    match column.key:
        case "thing":
            return vocabulary().written["things"][one.thing][lang]
        case "form":
            return one.form or None
        case "seen":
            return None if one.thing == "form" else one.name or None
        case "new_name":
            return None
        case "origin":
            return one.said_of_origin(lang) or None
        case "doubt":
            return "\n".join(doubt.message(lang) for doubt in one.doubts) or None
    word = column.says.get(one.thing)
    if word is None or word not in one.shown:
        return None
    shown = vocabulary().shown(column, one.words[word], lang)
    too_long = isinstance(shown, str) and len(shown) > _LONGEST
    return None if shown == "" or too_long else shown


def _style(one: Stated, column: Column) -> Style:
    if column.key == "doubt" and one.doubts:
        return evolve(_TEXT, flag="soft")
    if column.key in {*_LEADING, "origin", "doubt"}:
        return _TEXT
    word = column.says.get(one.thing)
    told = word in one.shown or (column.key == "new_name" and word is not None)
    return _looks(column) if told else _GREY


def _looks(column: Column) -> Style:
    if column.sort is Sort.WHOLE:
        return _NUMBER
    closed = column.sort not in {Sort.TEXT, Sort.LIST}
    return _WORD if closed else _TEXT


def _offered(
    things: Sequence[Stated | None], columns: Sequence[Column], lang: str
) -> Iterator[Validation]:
    """Yield the drop-downs of the columns that have few words, in rows they say something of."""
    for row, one in enumerate(things, HEAD):
        for place, column in enumerate(columns):
            choices = vocabulary().choices(column, lang)
            told = one is None or column.says.get(one.thing) in one.shown
            if choices and (told or column.key == "thing"):
                yield Validation(row, place, choices=choices)
