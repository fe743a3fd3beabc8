"""Formulas over cells that hold a text: worked out again over what was read there.

``SUM`` passes over a number typed as text and over what cannot be read, and so does whatever rests on
it: a sum of sums, a rate, another sheet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from youthstats.model.forms import Line
from youthstats.model.items import Item, Kind
from youthstats.model.returns import ReadingNote, Record, Spot
from youthstats.model.values import (
    SHOWN_DIGITS,
    Missing,
    Value,
    alike,
    is_figure,
    is_number,
    nominal,
    printed,
)
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.parse import parse_answer
from youthstats.workbook.reading.sheets.deadline import require_time, timely
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.referring import At, by_name, referred

__all__ = ["over_texts"]

_DEEPEST = 200
"""Formulas that refer to each other, looked through for a text."""


def over_texts(
    book: Book,
    found: Mapping[str, Found],
    records: Mapping[str, Record],
    unread: Collection[Spot] = (),
) -> tuple[dict[str, Record], list[ReadingNote]]:
    """Return the records with such results set right, and a note for each.

    Where the stored result is what a spreadsheet makes of the cells as they stand, it is what they
    come to as they were read. Over a cell that cannot be read it comes to nothing. What is
    ``unread`` whatever stands in its cell stays so.
    """
    again = _Again(book, found, records, unread)
    told = list(again.notes()) if again.texts else []
    changed = dict(records)
    for id, record in records.items():
        values = {(one.item, one.line): one.read for one in told if one.form == id}
        changed[id] = record.replacing(values) if values else record
    return changed, told


@frozen(slots=False, eq=False)
class _Again:
    book: Book
    found: Mapping[str, Found]
    records: Mapping[str, Record]
    unread: Collection[Spot]
    _resting: dict[At, frozenset[At]] = field(factory=dict, init=False)

    def answers(self) -> Iterator[tuple[At, str, Item, Line]]:
        """Yield every answer that is a figure, with its cell and its form."""
        for id, one in self.found.items():
            for line, spots in timely(one.spots):
                for item, place in spots:
                    told = (id, item.name, line) in self.unread
                    if place is not None and item.kind.numeric and not told:
                        yield (one.location.sheet, place), id, item, line

    @cached_property
    def texts(self) -> Mapping[At, Value]:
        """The cells of answers that hold a text, and what was read there, as their cell counts it."""
        read = {
            at: (self.records[id], item, line)
            for at, id, item, line in self.answers()
            if isinstance(self.cell(at).value, str) and self.cell(at).formula is None
        }
        return {
            at: _counted(record, item, line)
            for at, (record, item, line) in read.items()
            if is_figure(record[item.name, line]) or record[item.name, line] is Missing.UNREADABLE
        }

    def notes(self) -> Iterator[ReadingNote]:
        for at, id, item, line in self.answers():
            cell = self.cell(at)
            rests_on = self.rests_on(at) if cell.formula is not None else frozenset()
            if rests_on and not isinstance(cell.value, CellError):
                yield from self.note(at, cell, rests_on, self.records[id], item, line)

    def note(
        self, at: At, cell: Cell, rests_on: frozenset[At], record: Record, item: Item, line: Line
    ) -> Iterator[ReadingNote]:
        """Yield what is said of an answer whose formula passed over a text."""
        passed, read = (evaluate(one, at[0], str(cell.formula)) for one in self.books)
        stored = passed if cell.value is None else cell.value
        place, stood = (record.form.id, item.name, line), _stood(cell)
        if not (is_number(stored) or (stored == "" and is_number(read))):
            return
        if passed is None:
            told, of_text = record[item.name, line], is_number(read)
            code = "reading.formula_of_text" if of_text else "reading.formula_unchecked"
            yield ReadingNote(code, *place, str(cell.formula), told)
        elif not (_same(passed, stored) or passed == stored == ""):
            return
        elif any(self.texts[one] is Missing.UNREADABLE for one in rests_on):
            yield ReadingNote("reading.formula_over_unread", *place, stood, Missing.UNREADABLE)
        elif is_number(read) and not (_same(read, passed) or not (read or passed)):
            code = "formula_over_text" if cell.value is not None else "formula_evaluated_over_text"
            value = self.answer(cell, read, record, item, line)
            shown = printed(read, places=SHOWN_DIGITS)  # as the cell counts it
            yield ReadingNote(f"reading.{code}", *place, stood, value, shown)

    def answer(self, cell: Cell, result: object, record: Record, item: Item, line: Line) -> Value:
        """Return the answer that a formula with such a result would be read as."""
        number = Decimal(f"{float(result):.{SHOWN_DIGITS}g}")  # type: ignore[arg-type]
        value = int(number) if number == number.to_integral_value() else number
        at, form = (item.name, line), record.form
        told = {"per_cent": form.in_per_cent_at(*at), "grows": form.grows_at(*at)}
        return parse_answer(evolve(cell, value=value), item, **told).value

    @cached_property
    def books(self) -> tuple[Book, Book]:
        """The workbook with what rests on texts to be worked out: as it stands, and as it was read."""
        stands, read = [], []
        for sheet in self.book.sheets:
            cells = {
                place: evolve(cell, value=None)
                if cell.formula is not None and self.rests_on((sheet.name, place))
                else cell
                for place, cell in sheet.cells.items()
            }
            figures = {
                place: Cell(nominal(value))  # type: ignore[arg-type]
                for (name, place), value in self.texts.items()
                if name == sheet.name and is_figure(value)
            }
            stands.append(evolve(sheet, cells=cells))
            read.append(evolve(sheet, cells={**cells, **figures}))
        return evolve(self.book, sheets=tuple(stands)), evolve(self.book, sheets=tuple(read))

    def rests_on(self, at: At, depth: int = 0) -> frozenset[At]:
        """Return the texts that a cell's formula, or one that it refers to, refers to."""
        known = self._resting.get(at)
        if known is not None:
            return known
        require_time()
        self._resting[at] = frozenset()  # a circle comes to nothing
        found = set[At]()
        formula = self.cell(at).formula if depth < _DEEPEST else None
        for one in referred(self.sheets, at[0], formula):
            found |= {one} if one in self.texts else self.rests_on(one, depth + 1)
        self._resting[at] = frozenset(found)
        return self._resting[at]

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        return by_name(self.book.sheets)

    def cell(self, at: At) -> Cell:
        return self.sheets[at[0].casefold()].cells.get(at[1]) or Cell()


def _counted(record: Record, item: Item, line: Line) -> Value:
    """Return what was read as a cell counts it: a share in per cent a hundred times."""
    value = record[item.name, line]
    at, form = (item.name, line), record.form
    per_cent = form.in_per_cent_at(*at) or form.grows_at(*at)
    if is_figure(value) and item.kind is Kind.SHARE and per_cent:
        return Fraction(nominal(value)) * 100  # type: ignore[arg-type]
    return value


def _same(one: object, other: object) -> bool:
    return is_number(one) and is_number(other) and alike(one, other)


def _stood(cell: Cell) -> str:
    return str(cell.formula if cell.value is None else cell.value or '""')
