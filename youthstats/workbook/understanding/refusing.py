"""Why no form can be drawn from a workbook: it holds none, or is no blank template."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve

from youthstats.errors import DefinitionError, TemplateError
from youthstats.workbook.linked import with_linked_words
from youthstats.workbook.named import Named, with_names_spelled_out
from youthstats.workbook.package import Book, UnopenableError, open_book
from youthstats.workbook.reading.sheets.counting import counts_on
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.card_paths import paths_of
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.numbering import labels_by_numbers, numbers_rows
from youthstats.workbook.understanding.seeing import open_canvases
from youthstats.workbook.understanding.tables import Table, find_tables

__all__ = [
    "figures_given",
    "open_template",
    "refused_for",
    "refusing_on",
    "sheets_of",
    "told",
    "why_not",
]


def open_template(path: Path) -> Book:
    """Open a workbook that is to be a template.

    Raises :class:`~youthstats.errors.TemplateError` for what is none, or shows values alone.
    """
    try:
        book = with_linked_words(with_names_spelled_out(open_book(path)))
    except UnopenableError as error:
        reason = "template.charts" if error.reason == "file.no_sheets" else error.reason
        raise TemplateError(str(path), reason, error.facts) from error
    if book.values_only:
        raise TemplateError(str(path), "template.other_format")
    return book


def sheets_of(path: Path, named: Named) -> tuple[Canvas, ...]:
    """Return the sheets of a workbook that opened soundly.

    Raises :class:`~youthstats.errors.TemplateError` where openpyxl stumbles over it.
    """
    try:
        return open_canvases(str(path), named)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        pivot = _holds(path, "xl/pivottables/")
        reason = "template.pivot" if pivot else "template.odd"
        raise TemplateError(str(path), reason, {"detail": repr(error)}) from error


@contextmanager
def refusing_on(path: Path, *sheets: str) -> Iterator[None]:
    """Refuse a template whose forms on these sheets contradict themselves."""
    try:
        yield
    except DefinitionError as error:
        facts = {"sheets": "、".join(dict.fromkeys(sheets)), "detail": str(error)}
        raise TemplateError(str(path), "template.contradiction", facts) from error


def refused_for(path: Path, doubt: Doubt) -> TemplateError:
    """Return the refusal of a template that is left without a form for this: found elsewhere, nowhere."""
    facts = {**doubt.facts, "sheet": doubt.sheet, "drawn": doubt.address}
    return TemplateError(str(path), doubt.code.replace("found_", "template."), facts)


def why_not(
    path: Path, book: Book, canvases: Sequence[Canvas], doubts: Iterable[Doubt]
) -> TemplateError:
    """Return why no form could be drawn from a workbook that opened."""
    if tangled := next((doubt for doubt in doubts if doubt.code == "tangled"), None):
        facts = {**tangled.facts, "sheet": tangled.sheet}
        return TemplateError(str(path), "template.tangled", facts)
    if any(canvas.pivot for canvas in canvases):
        return TemplateError(str(path), "template.pivot")
    if not any(sheet.texts for sheet in book.sheets):
        drawn = any(canvas.draws_lines for canvas in canvases)
        empty = not drawn and all(not sheet.cells for sheet in book.sheets)
        empty = empty and not _holds(path, "xl/media/", "xl/drawings/")
        return TemplateError(str(path), "template.empty" if empty else "template.no_labels")
    return TemplateError(str(path), "template.no_table")


def _holds(path: Path, *folders: str) -> bool:
    """Tell whether a package has parts in any of these folders."""
    with zipfile.ZipFile(path) as package:
        return any(name.lower().startswith(folders) for name in package.namelist())


def figures_given(canvas: Canvas) -> list[Place]:
    """Return the figures where answers would stand, if there are more of them than blank answers.

    What an office prints itself (分值, 补助标准) are none.
    """
    if not any(square.figure for square in canvas.squares.values()):
        return []
    given: list[Place] = []
    blank = 0
    for table in find_tables(evolve(canvas, heeds_figures=False)):
        columns = _for_figures(table)
        printed = set() if _says_unit(canvas) else _printed(canvas, columns)
        for place in (at for column in columns if column not in printed for at in columns[column]):
            if canvas.at(place).figure:
                given.append(place)
            elif canvas.at(place).formula is None:
                blank += 1
    return given if len(given) > max(blank, 1) else []


def _says_unit(canvas: Canvas) -> bool:
    """Tell whether the name of a unit stands behind 填报单位."""
    asking, beside = canvas.asking_unit, canvas.asked_unit
    if asking is None or beside is None:
        return False
    _, _, said = canvas.at(asking).text.replace(":", "：").partition("：")
    return bool(said.strip() or canvas.at(beside).text)


def _printed(canvas: Canvas, columns: Mapping[int, Sequence[Place]]) -> set[int]:
    """Return the columns of figures that are printed, beside as many that are not.

    Those are blank, or worked out, throughout; a clerk who fills a form in leaves few of them.
    """
    figures = {
        column: sum(canvas.at(place).figure for place in places)
        for column, places in columns.items()
    }
    printed = {at for at, count in figures.items() if 2 * count > len(columns[at])}
    asking = [at for at, count in figures.items() if not count]
    blank = any(canvas.at(place).formula is None for at in asking for place in columns[at])
    return printed if blank and len(printed) <= len(asking) else set()


def told(places: Sequence[Place]) -> dict[str, object]:
    """Return what a sentence about figures in these places needs."""
    return {"count": len(places), "cells": some([address(place) for place in places])}


def _before_labels(table: Table, column: int) -> bool:
    """Tell whether figures begin their rows, each before a label: 1 | 检查企业, and 1 again below."""
    canvas = table.canvas
    figures = [row for row in table.rows if canvas.at((row, column)).figure]
    labelled = all(canvas.role((row, column + 1)) is Role.LABEL for row in figures)
    return column == table.region.left and labelled


def _for_figures(table: Table) -> Mapping[int, Sequence[Place]]:
    """Return the cells that ask for figures by column, but for those that number rows or columns."""
    paths, canvas = paths_of(table), table.canvas
    numbering = {
        column
        for column in table.columns
        if numbers_rows(canvas, (), column, table.heading, ())
        or labels_by_numbers(canvas, column, table.heading)
        or counts_on(canvas.at((row, column)).value for row in table.rows)
        or _before_labels(table, column)
    }
    counting = {
        row
        for row in table.rows
        if counts_on(canvas.at((row, column)).value for column in table.columns)
    }
    found: dict[int, list[Place]] = {}
    for row, column in table.crossings:
        place = row, column
        counted = row in counting or column in numbering
        if not counted and canvas.asks(place) and paths.asked(place).kind.numeric:
            found.setdefault(column, []).append(place)
    return found
