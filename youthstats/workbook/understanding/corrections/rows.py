"""The rows of a sheet ``youthstats``, as they stand: which cell says what of which thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from youthstats.characters import bare
from youthstats.workbook.package import Cell, CellError, Sheet
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.corrections.faults import fault
from youthstats.workbook.understanding.corrections.vocabulary import Column, vocabulary

__all__ = ["CellText", "Row", "rows_on"]

_LEADING = ("thing", "form", "seen")
_OURS = ("origin", "doubt")
"""Columns that are there to be read by people."""


@frozen
class CellText:
    """The words in a cell, and its address with its sheet."""

    text: str
    where: str


@frozen
class Row:
    """One row: the kind of thing it is about, its form and its name, and what it says under headings."""

    where: str
    thing: str
    form: CellText | None
    seen: CellText | None
    words: tuple[tuple[Column, CellText], ...]


def rows_on(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows below the headings.

    Raises :class:`~youthstats.errors.CorrectionError` for headings that nobody knows, and for cells
    that stand under none.
    """
    top, columns = _headings(sheet)
    rows: dict[int, dict[str, CellText]] = {}
    for place, cell in sorted(sheet.cells.items()):
        where = f"{sheet.name}!{address(place)}"
        if place[0] <= top or not (text := _text(cell, where)):
            continue
        if place[1] not in columns:
            raise fault(where, "no_heading_above", said=text)
        rows.setdefault(place[0], {})[columns[place[1]].key] = CellText(text, where)
    for number, cells in rows.items():
        if cells.keys() - {*_OURS}:
            yield _row({**cells, **_merged(sheet, number, columns)}, f"{sheet.name}!A{number + 1}")


def _row(cells: Mapping[str, CellText], beginning: str) -> Row:
    thing = cells.get("thing")
    if thing is None:
        raise fault(beginning, "no_thing")
    kind = vocabulary().understood["things"].get(bare(thing.text))
    if kind is None:
        raise fault(
            thing.where, "cell_value", said=thing.text, heading=vocabulary().columns["thing"]
        )
    words = tuple(
        (vocabulary().columns[key], cell)
        for key, cell in cells.items()
        if key not in {*_LEADING, *_OURS}
    )
    return Row(thing.where, kind, cells.get("form"), cells.get("seen"), words)


def _headings(sheet: Sheet) -> tuple[int, Mapping[int, Column]]:
    """Return the row of the headings, and the column that each is of."""
    words = vocabulary()
    understood = words.understood["columns"]
    top = next(
        (row for (row, _), text in sheet.texts if understood.get(bare(text)) == "thing"), None
    )
    if top is None:
        raise fault(sheet.name, "no_headings", heading=words.columns["thing"])
    found: dict[int, Column] = {}
    for (row, column), text in sheet.texts:
        if row != top or not text.strip():
            continue
        where, key = f"{sheet.name}!{address((row, column))}", understood.get(bare(text))
        if key is None:
            raise fault(where, "heading", said=text.strip())
        if words.columns[key] in found.values():
            raise fault(where, "heading_twice", said=text.strip())
        found[column] = words.columns[key]
    return top, found


def _merged(sheet: Sheet, row: int, columns: Mapping[int, Column]) -> dict[str, CellText]:
    """Return what blocks merged downwards say in a row."""
    found = {}
    for merge in sheet.merges:
        place: Place = merge.top, merge.left
        if merge.top < row <= merge.bottom and merge.left == merge.right and place in sheet.cells:
            where = f"{sheet.name}!{address(place)}"
            text = _text(sheet.cells[place], where)
            if text and merge.left in columns:
                found[columns[merge.left].key] = CellText(text, where)
    return found


def _text(cell: Cell, where: str) -> str:
    """Return what a cell says. A day is none of the words, and a spreadsheet makes days of some."""
    value = cell.value
    if isinstance(value, CellError) or (value is None and cell.formula is not None):
        raise fault(where, "cell_error", said=cell.formula or str(getattr(value, "code", "")))
    if isinstance(value, date):
        raise fault(where, "cell_date", said=str(value))
    text = str(value) if isinstance(value, bool) else shown(cell)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
