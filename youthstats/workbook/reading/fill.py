"""From cells to a record: every answer of a form from the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Location, ReadingNote, Record
from youthstats.model.values import Missing, Value
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.evaluate import calculated
from youthstats.workbook.reading.labels import SheetView
from youthstats.workbook.reading.parse import Parsed, parse_answer, parse_phrase

__all__ = ["fill", "parse_record"]

Answer = tuple[Item, Line, Parsed, str]
"""An item, its line, what was read and what stood there."""


def fill(
    form: Form, location: Location, book: Book, *, own: bool = False
) -> tuple[Record, list[ReadingNote]]:
    """Read the record that stands at ``location``, with a note for every answer not read plainly.

    ``own`` marks a unit's own return, where an answer whose label is not on the sheet is unreadable
    and not blank: nobody knows what stood there.
    """
    reader = _Reader(form, location, book)
    answers = list(reader.answers())
    values = {(item.name, line): parsed.value for item, line, parsed, _ in answers}
    if own and any(value is not Missing.BLANK for value in values.values()):
        values |= dict.fromkeys(_without_cell(form, location, values), Missing.UNREADABLE)
    notes = [
        ReadingNote(parsed.note, form.id, item.name, line, stood, parsed.value, parsed.suggestion)
        for item, line, parsed, stood in answers
        if parsed.note is not None
    ]
    return Record.of(form, values), notes


def _without_cell(
    form: Form, location: Location, answers: Iterable[tuple[str, Line]]
) -> Iterator[tuple[str, Line]]:
    """Yield the answers whose row or column was not found; items not printed may be left out."""
    for name, line in answers:
        item = form.item(form.item(name).within or name)
        if item in form.placed and item.in_report and location.cell(item.name, line) is None:
            yield name, line


def parse_record(
    form: Form, answers: Mapping[str, object] | Sequence[Mapping[str, object]]
) -> Record:
    """Build a record from answers as a clerk writes them: ``{"calls": 650, "rate": "86%"}``.

    Texts are read as a cell holding them would be, figures inside phrases too; numbers are taken as
    they are, ``None`` is blank. A form with categories takes ``{"funds": {"primary": 118000}}``, a
    list takes a sequence of such mappings. Raises ``KeyError`` for an unknown item or category.
    """
    lines = enumerate(answers) if isinstance(answers, Sequence) else [(None, answers)]
    cells: dict[tuple[str, Line], object] = {}
    for place, mapping in lines:
        for name, answer in mapping.items():
            if isinstance(answer, Mapping):
                cells |= {(name, category): one for category, one in answer.items()}
            else:
                cells[name, place] = answer
    values: dict[tuple[str, Line], Value] = {}
    for (name, line), answer in cells.items():
        item = form.item(name)
        values[name, line] = _answered(item, answer)
        text = values[name, line]
        if item.kind is Kind.PHRASE and isinstance(text, str):
            inner = [other for other in form.items if other.within == name]
            found = parse_phrase(text, item, inner) or {}
            values |= {(part, line): parsed.value for part, parsed in found.items()}
        if item.kind is Kind.PHRASE and text is Missing.NOT_APPLICABLE:
            values |= {(part.name, line): text for part in form.items if part.within == name}
    return Record.of(form, values)


def _answered(item: Item, answer: object) -> Value:
    if answer is None:
        return Missing.BLANK
    if isinstance(answer, str):
        return parse_answer(Cell(answer), item).value
    return answer  # type: ignore[return-value]  # Record.of refuses what is not of the item's type


class _Reader:
    """One record being read from one sheet."""

    def __init__(self, form: Form, location: Location, book: Book) -> None:
        self.form = form
        self.location = location
        self.book = book
        self.sheet: Sheet = next(s for s in book.sheets if s.name == location.sheet)
        self.view = SheetView(self.sheet)

    def answers(self) -> Iterator[Answer]:
        lines = self.form.lines or tuple(range(len(self.location.rows)))
        for line in lines:
            for item in self.form.items:
                if item.within is None:
                    yield from self.answer(item, line)

    def answer(self, item: Item, line: Line) -> Iterator[Answer]:
        cell = self.cell(item, line)
        if item.kind is Kind.PHRASE:
            yield from self.phrase(item, line, cell)
            return
        if item.name in self.location.elsewhere:
            cell = self.after_label(item, cell)
        parsed = parse_answer(cell, item)
        stood = _stood(cell)
        plainly = parsed.note is None and parsed.value is not Missing.BLANK
        if cell is not None and plainly and self.was_uncalculated(item, line):
            parsed = evolve(parsed, note="reading.formula_evaluated")
            stood = str(cell.formula)
        yield item, line, parsed, stood

    def cell(self, item: Item, line: Line) -> Cell | None:
        """Return the cell of an answer, its formula worked out where nobody calculated it."""
        place = self.location.cell(item.name, line)
        if place is None:
            return None
        cell = self.sheet.cells.get(place)
        if item.repeats and (cell is None or cell.value in {None, ""}):
            cell = self.above(place)
        return calculated(self.book, self.sheet.name, cell) if cell is not None else None

    def above(self, place: tuple[int, int]) -> Cell | None:
        """Return the nearest filled cell above within the list: a blank there means the same."""
        first = min(row for row in self.location.rows if row is not None)
        anchor = self.view.anchors.get(place)
        if anchor is not None and self.sheet.cells.get(anchor) is not None:
            return self.sheet.cells[anchor]
        for row in range(place[0] - 1, first - 1, -1):
            cell = self.sheet.cells.get((row, place[1]))
            if cell is not None and cell.value not in {None, ""}:
                return cell
        return None

    def was_uncalculated(self, item: Item, line: Line) -> bool:
        place = self.location.cell(item.name, line)
        cell = self.sheet.cells.get(place) if place is not None else None
        return cell is not None and cell.formula is not None and cell.value is None

    def after_label(self, item: Item, cell: Cell | None) -> Cell | None:
        """Return what the clerk wrote after the words of the label."""
        if cell is None or not isinstance(cell.value, str):
            return cell
        label = next(other.label for other in self.form.items if other.specify == item.name)
        mark = label.strip()[-1:]
        for sign in (mark, {"：": ":", ":": "："}.get(mark, mark)):
            if sign in cell.value:
                return evolve(cell, value=cell.value.partition(sign)[2])
        return evolve(cell, value=cell.value.strip().removeprefix(label.strip()))

    def phrase(self, item: Item, line: Line, cell: Cell | None) -> Iterator[Answer]:
        """Read a phrase: its text as it stands, and the figures inside it."""
        inner = [other for other in self.form.items if other.within == item.name]
        whole = parse_answer(cell, item)
        stood = _stood(cell)
        yield item, line, whole, stood
        if not isinstance(whole.value, str):
            for part in inner:
                yield part, line, Parsed(whole.value), ""
            return
        found = parse_phrase(whole.value, item, inner)
        note: str | None = "reading.phrase_unmatched"  # said once, with the phrase's first figure
        for part in inner:
            if found is not None:
                yield part, line, found[part.name], stood
            elif part.kind.numeric:
                yield part, line, Parsed(Missing.UNREADABLE, note), stood
                note = None
            else:
                yield part, line, Parsed(Missing.BLANK), stood


def _stood(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    return cell.value.code if isinstance(cell.value, CellError) else str(cell.value)
