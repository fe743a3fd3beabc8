"""Formulas without a result because of a cell they refer to: the fault is that cell's, not theirs.

``约800`` where a formula calculates makes ``#VALUE!`` of it, and of every formula behind it. They are
led back to the answer that has to be mended; it is said which follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from youthstats.model.locations import Location
from youthstats.model.returns import ReadingNote, Record, Spot
from youthstats.model.values import Missing
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.deadline import require_time
from youthstats.workbook.reading.sheets.places import address, some
from youthstats.workbook.reading.sheets.referring import At, by_name, referred

__all__ = ["traced"]

STRUCK = frozenset(
    f"reading.{code}" for code in ("error_value", "formula_without_value", "formula_over_unread")
)
"""What is said of a formula that came to nothing."""

_NUMBER = re.compile(r"\s*[-+]?[0-9,]*\.?[0-9]+%?\s*", re.ASCII)
"""A text that a spreadsheet calculates with."""

MOST_NAMED = 20
"""Formulas that are named as following from one cell."""

_MOST = 100_000
"""Cells looked at for one formula; where it rests on more, it is said to be at fault itself."""


def traced(
    book: Book,
    records: Mapping[str, Record],
    locations: Mapping[str, Location],
    notes: list[ReadingNote],
) -> list[ReadingNote]:
    """Return the notes on a return, those on formulas led back to the answers at fault.

    Each of these has a note that names the formulas it broke.
    """
    if not any(note.code in STRUCK for note in notes):
        return notes
    tracing = _Tracing(book, records, locations)
    told: list[ReadingNote] = []
    broken: dict[At, list[At]] = {}
    for note in notes:
        at = tracing.place_of(note) if note.code in STRUCK else None
        roots = sorted(tracing.roots(at)) if at is not None else []
        if at is None or not roots:
            told.append(note)
            continue
        for root in roots:
            broken.setdefault(root, []).append(at)
        said = " / ".join(some([_called(root, at) for root in roots]))
        told.append(evolve(note, code="reading.formula_follows", suggestion=said))
    return [*told, *(tracing.note(root, behind) for root, behind in broken.items())]


@frozen(slots=False, eq=False)
class _Tracing:
    book: Book
    records: Mapping[str, Record]
    locations: Mapping[str, Location]

    @cached_property
    def answers(self) -> Mapping[At, Spot]:
        """The answers that are figures, by the cells they stand in."""
        return {
            (location.sheet, place): (id, item.name, line)
            for id, location in self.locations.items()
            for line in self.records[id].keys
            for item in self.records[id].form.placed
            if item.kind.numeric and (place := location.cell(item.name, line)) is not None
        }

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        return by_name(self.book.sheets)

    def place_of(self, note: ReadingNote) -> At | None:
        """Return the cell that a note is on, where it holds a formula."""
        location = self.locations[note.form]
        place = location.cell(note.item, note.line)
        if place is None or self._cell((location.sheet, place)).formula is None:
            return None
        return location.sheet, place

    def roots(self, at: At) -> set[At]:
        """Return the answers at fault that a formula leads back to, through others without result."""
        seen, waiting, found = {at}, [at], set()
        while waiting:
            require_time()
            one = waiting.pop()
            behind = set(self._faults(one))
            if len(seen) + len(behind) > _MOST:
                return set()
            if not behind and one != at and one in self.answers:
                found.add(one)
            waiting += behind - seen
            seen |= behind
        return found

    def _faults(self, at: At) -> Iterator[At]:
        """Yield the cells without a figure that a formula refers to.

        Texts that were read break only what a program worked out from them. Where nothing was worked
        out they are suspected if nothing else is.
        """
        cell = self._cell(at)
        unworked = cell.value is None
        struck = unworked or cell.value == CellError("#VALUE!")
        texts, unread = [], False
        for one in referred(self.sheets, at[0], cell.formula):
            other = self._cell(one)
            if self._without_figure(one, other):
                unread = True
                yield one
            elif struck and isinstance(other.value, str) and one in self.answers:
                texts.append((one, other))
        for one, other in () if unworked and unread else texts:
            if not _NUMBER.fullmatch(str(other.value)) and not is_blank(other.value):
                yield one

    def _without_figure(self, at: At, cell: Cell) -> bool:
        """Tell whether a cell shows an error, was not calculated, or could not be read."""
        if isinstance(cell.value, CellError):
            return True
        if cell.value is None and cell.formula is None:
            return False
        return at in self.answers and self._value(at) is Missing.UNREADABLE

    def _value(self, at: At) -> object:
        form, item, line = self.answers[at]
        return self.records[form][item, line]

    def _cell(self, at: At) -> Cell:
        return self.sheets[at[0].casefold()].cells.get(at[1]) or Cell()

    def note(self, at: At, behind: Iterable[At]) -> ReadingNote:
        """Return what is said of an answer that broke formulas."""
        form, item, line = self.answers[at]
        value = self._cell(at).value
        stood = value.code if isinstance(value, CellError) else str(value)
        said = " / ".join(some([_called(one, at) for one in behind], MOST_NAMED))
        read = self.records[form][item, line]
        return ReadingNote("reading.formulas_broken", form, item, line, stood, read, said)


def _called(at: At, beside: At) -> str:
    """Return the address of a cell, its sheet before it where that is another than ``beside``."""
    return address(at[1]) if at[0] == beside[0] else f"{at[0]}!{address(at[1])}"
