"""Are the formulas on a return the ones the form's edits say?

A total may be typed over, or its formula cover the wrong cells: the figure can be right today and
wrong tomorrow. Two formulas are the same when they come to the same over figures made up for the
purpose, so that ``=SUM(B6:E6)`` and ``=B6+C6+D6+E6`` are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from youthstats.model.deriving import follows
from youthstats.model.forms import Line
from youthstats.model.returns import ReadingNote, Record, Spot
from youthstats.model.values import SHOWN_DIGITS, Missing, printed
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["live_formulas", "review_formulas"]

PROBES = (1, 2, 3)
"""Two plain formulas that agree over this many sets of made-up figures are taken to be the same."""


def review_formulas(
    found: Found, record: Record, sheet: Sheet, book: Book, *, from_template: bool
) -> Iterator[ReadingNote]:
    """Yield a note for every formula that is not the form's own, was typed over, or is stale.

    ``from_template`` says that the form's formulas stood there when the return was handed out.
    """
    form = found.layout.form
    own = {place: formula for _, _, place, formula in found.formulas}
    trials = _Trials(found, sheet)
    for name, line, place, expected in timely(found.formulas):
        cell = sheet.cells.get(place)
        if cell is None:
            continue
        handed_out = from_template and form.is_locked(name)
        code = _verdict(cell, expected, trials, handed_out=handed_out)
        if code is not None:
            stood = cell.formula or str(cell.value)
            yield ReadingNote(code, form.id, name, line, stood, Missing.BLANK, expected)
        elif cell.formula is not None and not follows(record, name, line):
            yield from _stale(form.id, name, line, cell, sheet, book)
    others = {
        place
        for place, cell in sheet.cells.items()
        if cell.formula is not None and place in found.cells and place not in own
    }
    for line, spots in timely(found.spots if others else ()):
        for item, at in spots:
            if at in others:
                yield from _stale(form.id, item.name, line, sheet.cells[at], sheet, book)


def live_formulas(found: Found, sheet: Sheet, told: Iterable[ReadingNote]) -> Iterator[Spot]:
    """Yield the answers whose cells hold the form's own formula.

    ``told`` is what was said of the formulas: one that is not the form's own is not among them.
    """
    other = {(note.item, note.line) for note in told}
    for name, line, place, _ in found.formulas:
        cell = sheet.cells.get(place)
        if cell is not None and cell.formula is not None and (name, line) not in other:
            yield found.layout.form.id, name, line


def _stale(
    form: str, name: str, line: Line, cell: Cell, sheet: Sheet, book: Book
) -> Iterator[ReadingNote]:
    """Yield a note where the result stored with a formula is not what it comes to now."""
    if not isinstance(cell.value, int | Decimal) or cell.formula is None:
        return
    found = evaluate(book, sheet.name, cell.formula)
    if found is None:
        yield ReadingNote("reading.formula_unchecked", form, name, line, cell.formula, cell.value)
    if isinstance(found, int | Decimal | Fraction) and not _close(Fraction(found), cell.value):
        text = f"{cell.formula} → {cell.value}"
        told = printed(found, places=SHOWN_DIGITS)
        yield ReadingNote("reading.formula_stale", form, name, line, text, Missing.BLANK, told)


def _close(found: Fraction, stored: int | Decimal) -> bool:
    """Compare to the digits a spreadsheet keeps."""
    return bool(abs(found - Fraction(stored)) <= abs(found) / 10 ** (SHOWN_DIGITS - 2))


def _verdict(cell: Cell, expected: str, trials: _Trials, *, handed_out: bool) -> str | None:
    if cell.formula is None:
        typed = handed_out and not is_blank(cell.value)
        return "reading.formula_typed_over" if typed else None
    if "".join(cell.formula.split()) == expected or trials.same(cell.formula, expected):
        return None
    return "reading.formula_differs"


@frozen
class _Trials:
    """A sheet with made-up figures in the answers and wherever else a number stands.

    A blank cell that is no answer stays blank: what a spreadsheet adds up more, when a column was
    put in, adds nothing.
    """

    found: Found
    sheet: Sheet

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """A workbook of that sheet alone for each set of figures."""
        blank = frozenset(place for place in self.found.cells if place not in self.sheet.cells)
        made_up = (_MadeUp(self.sheet.cells, self.found.cells, blank, probe) for probe in PROBES)
        return tuple(Book("", "", (evolve(self.sheet, cells=cells),)) for cells in made_up)

    def same(self, formula: str, expected: str) -> bool:
        """Tell whether two formulas come to the same over every set of figures."""
        for trial in self.books:
            value = evaluate(trial, self.sheet.name, formula)
            if value is None or value != evaluate(trial, self.sheet.name, expected):
                return False
        return True


@frozen
class _MadeUp(Mapping[Place, Cell]):
    """The cells of such a sheet, ``blank`` answers too; a figure is made up when it is asked for."""

    cells: Mapping[Place, Cell]
    answers: frozenset[Place]
    blank: frozenset[Place]
    probe: int

    def __getitem__(self, place: Place) -> Cell:
        if place not in self.answers:
            cell = self.cells[place]
            if cell.formula is None and isinstance(cell.value, str):
                return cell
        return Cell(_made_up(place, self.probe))

    def __contains__(self, place: object) -> bool:
        return place in self.cells or place in self.blank

    def __iter__(self) -> Iterator[Place]:
        yield from self.cells
        yield from self.blank

    def __len__(self) -> int:
        return len(self.cells) + len(self.blank)


def _made_up(place: Place, probe: int) -> int:
    """Return a figure that no sum of a few others comes to: spread by row, column and probe."""
    row, column = place
    return 1 + (row * 7919 + column * 104729 + probe * 1299709) ** 2 % 15485863
