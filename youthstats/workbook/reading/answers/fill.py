"""From cells to a record: every answer of a form from the place where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import evolve

from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.phrases import PHRASE_FAULTS, blank_phrase, phrase_with_more
from youthstats.model.returns import ReadingNote, Record
from youthstats.model.values import Missing, Value
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.answers.shares_beside import with_shares_as_beside
from youthstats.workbook.reading.answers.unasked import without_unasked
from youthstats.workbook.reading.parse import (
    Parsed,
    parse_answer,
    parse_phrase,
    shown,
    shows_plainly,
    with_measure,
)
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.evaluate import calculated
from youthstats.workbook.reading.sheets.found import Found, Spots
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["MERGEABLE", "fill", "fill_return", "parse_record"]

MERGEABLE = frozenset({Kind.TEXT, Kind.DATE})
"""Kinds of answers that stand for every entry beside which their cell is merged: never figures."""


def fill(form: Form, lines: Spots, sheet: Sheet, book: Book) -> tuple[Record, list[ReadingNote]]:
    """Read the record whose answers stand at ``lines``, with a note for each not read plainly."""
    reader = _Reader(form, lines, sheet, book)
    rows = {line: tuple(reader.line(line, spots)) for line, spots in timely(lines)}
    total = rows.pop(form.total_line, ()) if form.total_line else ()
    record = Record.listed(form, tuple(rows), tuple(rows.values()), total)
    record, notes = with_shares_as_beside(record, reader.notes, reader.filled)
    if not form.closed:
        return record, notes
    return without_unasked(record, notes, reader.cells_unasked)


def fill_return(found: Found, sheet: Sheet, book: Book) -> tuple[Record, list[ReadingNote]]:
    """Read the record of a unit's own return.

    An answer whose label is not on the sheet is unreadable and not blank: nobody knows what stood
    there.
    """
    form = found.layout.form
    record, notes = fill(form, found.spots, sheet, book)
    matching = found.matching
    seen = not (matching.doubtful or found.overwritten)
    if matching.complete or (record.blank and seen):
        return record, notes
    lost = {
        (name, line): Missing.UNREADABLE
        for line, spots in found.spots
        for name in _without_cell(form, spots)
    }
    return (record.replacing(lost) if lost else record), notes


def _without_cell(form: Form, spots: Iterable[tuple[Item, Place | None]]) -> Iterator[str]:
    """Yield the answers whose row or column was not found; items not printed may be left out."""
    for item, place in spots:
        if place is None and item in form.placed and item.in_report:
            yield item.name
            yield from (part.name for part in form.parts.get(item.name, ()))


def parse_record(
    form: Form, answers: Mapping[str, object] | Sequence[Mapping[str, object]]
) -> Record:
    """Build a record from answers as a clerk writes them: ``{"calls": 650, "rate": "86%"}``.

    Texts are read as a cell holding them would be, figures inside phrases too; numbers are taken as
    they are, ``None`` is blank. A form with categories takes ``{"funds": {"primary": 118000}}``, a
    list takes a sequence of such mappings. Raises ``KeyError`` for an unknown item or category,
    ``ValueError`` for a figure where the form asks for nothing.
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
            found = parse_phrase(text, item, form.parts.get(name, ())) or {}
            values |= {(part, line): parsed.value for part, parsed in found.items()}
        if item.kind is Kind.PHRASE and text is Missing.NOT_APPLICABLE:
            values |= {(part.name, line): text for part in form.parts.get(name, ())}
    return Record.of(form, values)


def _answered(item: Item, answer: object) -> Value:
    if answer is None:
        return Missing.BLANK
    if isinstance(answer, str):
        return parse_answer(Cell(answer), item).value
    return answer  # type: ignore[return-value]  # Record.of refuses what is not of the item's type


class _Reader:
    """One record being read from one sheet."""

    def __init__(self, form: Form, lines: Spots, sheet: Sheet, book: Book) -> None:
        self.form, self.lines, self.sheet, self.book = form, lines, sheet, book
        self.cells = sheet.cells
        self.notes: list[ReadingNote] = []

    def line(self, line: Line, spots: Iterable[tuple[Item, Place | None]]) -> list[Value]:
        """Return the values of one line, in the order of the form's items."""
        form = self.form
        row: list[Value] = [Missing.BLANK] * len(form.items)
        for item, place in spots:
            cell = self.cells.get(place) if place is not None else None
            if cell is not None and (value := _plain_figure(cell, item)) is not None:
                row[form.position[item.name]] = value
            elif place is not None and (cell is not None or item.repeats or place in self.merged):
                for part, parsed, stood in self.answers(item, line, place, cell):
                    row[form.position[part.name]] = parsed.value
                    if parsed.note is not None:
                        self.note(part, line, parsed, stood)
        return row

    @property
    def filled(self) -> Iterator[tuple[Item, Line, Cell]]:
        """The cells of the answers that hold anything, each with its item and its line."""
        for line, spots in self.lines:
            for item, place in spots:
                if place is not None and (cell := self.cells.get(place)) is not None:
                    yield item, line, cell

    @property
    def cells_unasked(self) -> Mapping[tuple[str, Line], Cell]:
        """The cells of the crossings in which nothing is asked for, where they hold anything."""
        closed = self.form.closed
        return {
            (item.name, line): cell
            for item, line, cell in self.filled
            if (item.name, line) in closed
        }

    def note(self, item: Item, line: Line, parsed: Parsed, stood: str) -> None:
        told = parsed.value, parsed.suggestion
        self.notes.append(
            ReadingNote(str(parsed.note), self.form.id, item.name, line, stood, *told)
        )

    def answers(
        self, item: Item, line: Line, place: Place, cell: Cell | None
    ) -> Iterator[tuple[Item, Parsed, str]]:
        """Yield the item's answer, or for a phrase those inside it too, and what a note says stood."""
        if item.repeats and not _is_given(cell):
            cell = self.above(place)
        elif place in self.merged and item.kind in MERGEABLE and not _is_given(cell):
            cell = self.cells.get(self.merged[place])
        uncalculated = cell is not None and cell.value is None
        if cell is not None:
            cell = calculated(self.book, self.sheet.name, cell)
        if item.kind is Kind.PHRASE:
            yield from self.phrase(item, cell)
            return
        if item.name in self.form.completions:
            cell = self.after_label(item, cell)
        per_cent = grows = False
        if item.kind is Kind.SHARE:
            per_cent = self.form.in_per_cent_at(item.name, line)
            grows = self.form.grows_at(item.name, line)
        parsed = parse_answer(cell, item, per_cent=per_cent, grows=grows)
        if parsed.value is Missing.UNREADABLE and line in self.under:
            parsed = self.as_its_line(cell, item, line, parsed)
        if parsed.note is not None:
            yield (
                item,
                parsed,
                _worked_out(cell) if parsed.value is Missing.UNREADABLE else _stood(cell),
            )
        elif cell is not None and uncalculated and parsed.value is not Missing.BLANK:
            yield item, evolve(parsed, note="reading.formula_evaluated"), str(cell.formula)
        else:
            yield item, parsed, ""  # nothing is said of it

    def as_its_line(self, cell: Cell | None, item: Item, line: Line, refused: Parsed) -> Parsed:
        """Read a figure in the measure that the labels of its line print, where that is not known."""
        if cell is None or not isinstance(cell.value, str):
            return refused
        parsed = parse_answer(cell, evolve(item, under=(*item.under, *self.under[line])))
        return refused if parsed.value is Missing.UNREADABLE else parsed

    @cached_property
    def under(self) -> Mapping[Line, tuple[str, ...]]:
        """The labels of each line of the form."""
        return {one.name: (*one.under, one.label) for one in self.form.categories}

    def above(self, place: Place) -> Cell | None:
        """Return the nearest filled cell above within the list: a blank there means the same."""
        row, column = place
        anchor = self.anchors.get(place)
        if anchor is not None and anchor[0] in self.entries and self.cells.get(anchor) is not None:
            return self.cells[anchor]
        given = self.given[column]
        before = bisect_left(given, row)
        return self.cells[given[before - 1], column] if before else None

    @cached_property
    def merged(self) -> Mapping[Place, Place]:
        """The first cell of a block down a column of a list, by the others that are entries' too."""
        last = max(self.entries, default=0) if self.form.open else 0
        return {
            (row, one.left): (one.top, one.left)
            for one in (timely(self.sheet.merges) if last else ())
            if one.left == one.right and one.top in self.entries
            for row in range(one.top + 1, min(one.bottom, last) + 1)
            if row in self.entries
        }

    @cached_property
    def entries(self) -> Collection[int]:
        """The rows of the entries."""
        lines = (spots for line, spots in self.lines if isinstance(line, int))
        return {at[0] for spots in lines for _, at in spots if at is not None}

    @cached_property
    def given(self) -> Mapping[int, Sequence[int]]:
        """The rows of the entries that hold anything, ascending, by column of a repeated item."""
        places = [(item, at) for _, spots in self.lines for item, at in spots if at is not None]
        rows = sorted(self.entries)
        return {
            column: [row for row in rows if _is_given(self.cells.get((row, column)))]
            for column in {at[1] for item, at in places if item.repeats}
        }

    @cached_property
    def anchors(self) -> Mapping[Place, Place]:
        """The first cell of the merged block each cell belongs to."""
        return SheetView(self.sheet).anchors

    def after_label(self, item: Item, cell: Cell | None) -> Cell | None:
        """Return what the clerk wrote after the words of the label."""
        if cell is None or not isinstance(cell.value, str):
            return cell
        label = self.form.completions[item.name].label
        mark = label.strip()[-1:]
        for sign in (mark, {"：": ":", ":": "："}.get(mark, mark)):
            if sign in cell.value:
                return evolve(cell, value=cell.value.partition(sign)[2])
        return evolve(cell, value=cell.value.strip().removeprefix(label.strip()))

    def phrase(self, item: Item, cell: Cell | None) -> Iterator[tuple[Item, Parsed, str]]:
        """Read a phrase: its text as it stands, and the figures inside it."""
        inner = self.form.parts.get(item.name, ())
        whole = parse_answer(cell, item)
        stood = _stood(cell)
        if not isinstance(whole.value, str):
            yield item, whole, stood
            for part in inner:
                yield part, Parsed(whole.value), ""
            return
        found = parse_phrase(whole.value, item, inner)
        # Where the fault names the figures beside the phrase, nothing was read for a note to tell of.
        faults = {parsed.note for parsed in (found or {}).values()}
        refused = "reading.phrase_with_figures" in faults
        yield item, evolve(whole, note=None) if refused else whole, stood
        written = phrase_with_more(item.pattern or "", whole.value)
        if found is None or written is None:
            yield from _unmatched(item, inner, stood)
            return
        for part in inner:
            parsed = found[part.name]
            of_all = parsed.note in PHRASE_FAULTS
            yield part, parsed, stood if of_all else written.slots[part.name]


def _unmatched(item: Item, inner: Iterable[Item], stood: str) -> Iterator[tuple[Item, Parsed, str]]:
    """Yield the figures of a phrase in other words, unreadable; the phrase wanted is said once."""
    wanted = " ".join(blank_phrase(item.pattern or "", gap="__").split())
    fault = Parsed(Missing.UNREADABLE, "reading.phrase_unmatched", wanted)
    for part in inner:
        yield part, fault if part.kind.numeric else Parsed(Missing.BLANK), stood
        if part.kind.numeric:
            fault = Parsed(Missing.UNREADABLE)


def _plain_figure(cell: Cell, item: Item) -> int | Decimal | None:
    """Return the figure of a cell that holds nothing else; most do, and need no parser."""
    value, kind = cell.value, item.kind
    if type(value) is int:
        fits = kind is Kind.COUNT or kind is Kind.MONEY
    else:
        fits = type(value) is Decimal and kind is Kind.MONEY
    return value if fits and shows_plainly(cell.number_format) else None  # type: ignore[return-value]


def _is_given(cell: Cell | None) -> bool:
    return cell is not None and not is_blank(cell.value)


def _worked_out(cell: Cell | None) -> str:
    """Return what stands in a cell, behind the formula that came to it."""
    came = cell is not None and cell.formula and cell.value is not None
    return f"{cell.formula} → {_stood(cell)}" if cell is not None and came else _stood(cell)


def _stood(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return cell.formula or "" if cell is not None else ""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, bool) or (
        isinstance(cell.value, int | Decimal) and "%" in cell.number_format
    ):
        return shown(cell.value, cell.number_format)
    if isinstance(cell.value, int | Decimal):
        return with_measure(cell.value, cell.number_format) or str(cell.value)
    return str(cell.value)
