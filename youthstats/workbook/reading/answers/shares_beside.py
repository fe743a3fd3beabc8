"""Shares of 1 and below without a sign, read by those beside them: among 12.5 and 98.2 a 0.8 is per cent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from youthstats.model.forms import Line
from youthstats.model.items import Item, Kind
from youthstats.model.returns import ReadingNote, Record
from youthstats.model.values import Value
from youthstats.workbook.package import Cell
from youthstats.workbook.reading.parse import parse_answer

__all__ = ["with_shares_as_beside"]

_UNSURE = frozenset({"reading.share_as_fraction", "reading.share_ambiguous"})
_AS_BESIDE = "reading.share_as_beside"

Filled = Iterable[tuple[Item, Line, Cell]]


def with_shares_as_beside(
    record: Record, notes: Sequence[ReadingNote], filled: Filled
) -> tuple[Record, list[ReadingNote]]:
    """Return a record whose shares of 1 and below are in per cent where others of it plainly are.

    Where per cent are asked for, as under 占比（%）, a unit that wrote 98.2 there writes 0.8 for less
    than one. It is told of each, since one may be meant as a fraction for all that.
    """
    unsure = {(note.item, note.line) for note in notes if note.code in _UNSURE}
    unsure = {at for at in unsure if _asks_per_cent(record.form.item(at[0]))}
    cells = {(item.name, line): (item, cell) for item, line, cell in filled} if unsure else {}
    if not any(_plainly_per_cent(item, cell) for item, cell in cells.values()):
        return record, [*notes]
    read = _read(cells, unsure)
    told = [
        evolve(note, code=_AS_BESIDE, read=read[note.item, note.line], suggestion=None)
        if note.code in _UNSURE and (note.item, note.line) in read
        else note
        for note in notes
    ]
    return record.replacing(read), told


def _read(
    cells: Mapping[tuple[str, Line], tuple[Item, Cell]], unsure: Iterable[tuple[str, Line]]
) -> dict[tuple[str, Line], Value]:
    """Return what the cells hold that no formula works out, in per cent."""
    asked = {at: cells[at] for at in unsure if at in cells and cells[at][1].formula is None}
    return {at: parse_answer(cell, item, grows=True).value for at, (item, cell) in asked.items()}


def _asks_per_cent(item: Item) -> bool:
    return item.kind is Kind.SHARE and item.measure == "%"


def _plainly_per_cent(item: Item, cell: Cell) -> bool:
    """Tell whether a typed number is in per cent by its size, and not by its format."""
    value = cell.value
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    typed = number and cell.formula is None and "%" not in cell.number_format
    return _asks_per_cent(item) and typed and abs(value) > 1  # type: ignore[arg-type, operator]
