"""How old a return is, by what its file says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from youthstats.model.asides import Times
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Return
from youthstats.workbook.names import CREATED
from youthstats.workbook.package import Cell, UnopenableError, last_saved, open_book
from youthstats.workbook.reading.parse import parse_answer
from youthstats.workbook.reading.sheets.heading import answer_to

__all__ = ["times_of"]

_DAY = Item("reported", Kind.DATE, "报出日期")


def times_of(filed: Return, path: Path) -> Times:
    """Return what the file of a return says of its age."""
    saved = last_saved(path)
    if saved == CREATED.replace(tzinfo=UTC):
        saved = None  # what this library wrote, saved by nobody since, bears a fixed time
    try:
        stored = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):  # gone since it was read, or a time of no calendar
        stored = None
    return Times(filed.file, saved, max(_reported(filed, path), default=None), stored)


def _reported(filed: Return, path: Path) -> list[date]:
    """Return the 报出日期 in the feet of the return's forms."""
    try:
        book = open_book(path)
    except UnopenableError:
        return []
    sheets = {location.sheet for location in filed.locations.values()}
    stood = [answer_to(book, sheet, _DAY.label) for sheet in book.sheets if sheet.name in sheets]
    days = [parse_answer(Cell(text), _DAY).value for text in stood]
    return [day for day in days if isinstance(day, date)]
