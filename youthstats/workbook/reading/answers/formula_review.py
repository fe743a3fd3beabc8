"""Are the formulas on a return the ones the form's edits say, or its office wrote?

A total may be typed over, or its formula cover the wrong cells: the figure can be right today and
wrong tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from attrs import frozen

from youthstats.model.derivations import Source
from youthstats.model.deriving import follows
from youthstats.model.forms import Line
from youthstats.model.returns import ReadingNote, Record, Spot
from youthstats.model.values import SHOWN_DIGITS, Missing, alike, is_number, near, printed
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.answers.covering import Covering
from youthstats.workbook.reading.answers.formulas_asked import Asked, formulas_asked
from youthstats.workbook.reading.answers.same_formula import Sameness
from youthstats.workbook.reading.answers.twice import Twice
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Review", "Sources", "review_formulas"]

DIFFERS = "reading.formula_differs"


@frozen
class Review:
    """What is to be said of the formulas of one form, and which answers follow by a live one."""

    notes: tuple[ReadingNote, ...]
    live: frozenset[Spot]


Sources = Mapping[Spot, Sequence[Source]]
"""All that hard edits say an answer follows from."""


def review_formulas(
    form: str,
    found: Mapping[str, Found],
    record: Record,
    book: Book,
    sources: Sources,
    *,
    from_template: bool,
) -> Review:
    """Return a note for every formula that is not the form's own, was typed over, or is stale.

    ``found`` are the forms of the return, ``sources`` what their answers follow from, on other forms
    too. ``from_template`` says that the workbook is one of this library's, with a formula in every
    answer that always follows.
    """
    one = found[form]
    sheet = book.sheet(one.location.sheet)
    questions, formulas = formulas_asked(one, found), _formulas(one, sheet)
    if not (questions or formulas):
        return Review((), frozenset())
    reviewer = _Reviewer(
        one,
        record,
        sheet,
        book,
        from_template,
        Sameness(one, found, sheet, book),
        Covering(one, found, book),
        Twice(one, record, book),
    )
    notes, live, seen, judged = list[ReadingNote](), set[Spot](), set[Place](), set[Place]()
    for asked in timely(questions):
        said = list(reviewer.notes(asked))
        notes += said
        if reviewer.reviews(asked):
            seen.add(asked.place)
        if not said and reviewer.lives(asked):
            live.add((form, asked.name, asked.line))
            judged.add(asked.place)
    if formulas - (judged & seen):  # most returns have none but those
        notes += reviewer.others(formulas - seen)
        told = {(form, note.item, note.line) for note in notes}
        live.update(reviewer.following(sources, live | told))
    return Review(tuple(notes), frozenset(live))


def _formulas(one: Found, sheet: Sheet) -> frozenset[Place]:
    """Return the cells of a form's answers that hold formulas."""
    cells, own = sheet.cells.items(), one.cells
    return frozenset(at for at, cell in cells if cell.formula is not None and at in own)


@frozen
class _Reviewer:
    found: Found
    record: Record
    sheet: Sheet
    book: Book
    from_template: bool
    sameness: Sameness
    covering: Covering
    twice: Twice

    def reviews(self, asked: Asked) -> bool:
        """Tell whether a cell is one of those where a formula stood.

        Where the office gave some of its answers a formula, it left the others to be typed.
        """
        return bool(asked.handed) or self.from_template or not self.found.layout.form.formulas

    def notes(self, asked: Asked) -> Iterator[ReadingNote]:
        cell = self.sheet.cells.get(asked.place)
        if cell is None or not self.reviews(asked):
            return
        code = self.verdict(asked, cell)
        if code is not None:
            stood, form = cell.formula or str(cell.value), self.found.layout.form
            printed_here = asked.printed if asked.printed != stood else None  # on other sheets
            right = printed_here or self.expected(asked)[0]
            once = self.twice.without(asked, cell) if code == DIFFERS else None
            if once is not None:
                code, right = "reading.formula_counts_twice", printed(once)
            yield ReadingNote(code, form.id, asked.name, asked.line, stood, Missing.BLANK, right)
        elif cell.formula is not None and not self.follows(asked):
            yield from self.stale(asked.name, asked.line, cell, unchecked=False)

    def expected(self, asked: Asked) -> tuple[str, ...]:
        """Return what may stand in a cell, what stood there when it was handed out first."""
        own = () if asked.own is None else (asked.own,)
        return (*own, *asked.handed) if self.from_template else (*asked.handed, *own)

    def verdict(self, asked: Asked, cell: Cell) -> str | None:
        if cell.formula is None:
            locked = (
                self.from_template
                and asked.own
                and self.found.layout.form.is_locked(asked.name, asked.line)
            )
            stood = locked or (asked.stood and not self.book.values_only)
            return "reading.formula_typed_over" if stood and not is_blank(cell.value) else None
        formula, name, place = cell.formula, asked.name, asked.place
        right = (
            any(self.sameness.same(name, place, formula, one) for one in self.expected(asked))
            or self.sameness.meant(name, asked.line, place, formula)
            or any(self.covering.same(formula, one, asked.texts) for one in asked.handed)
        )
        return None if right else DIFFERS

    def follows(self, asked: Asked) -> bool:
        """Tell whether a figure is what its edit says, so that nobody has to work it out again."""
        return asked.own is not None and follows(self.record, asked.name, asked.line)

    def lives(self, asked: Asked) -> bool:
        """Tell whether a cell holds a formula that says what the form derives its answer from."""
        cell = self.sheet.cells.get(asked.place)
        own = asked.own or self.found.formula_at(asked.name, asked.line)
        if cell is None or cell.formula is None or own is None:
            return False
        return self.sameness.same(asked.name, asked.place, cell.formula, own)

    def following(self, sources: Sources, known: Set[Spot]) -> Iterator[Spot]:
        """Yield what other formulas work out, as edits say of it: down a column, from another form."""
        form, sheet, same = self.found.layout.form, self.sheet, self.sameness
        for line, spots in timely(self.found.spots):
            for item, place in spots:
                spot = form.id, item.name, line
                cell = None if place is None or spot in known else sheet.cells.get(place)
                if place is None or cell is None or cell.formula is None:
                    continue
                said = sources.get(spot, ())
                if any(same.follows(item.name, place, cell.formula, one) for one in said):
                    yield spot

    def others(self, others: frozenset[Place]) -> Iterator[ReadingNote]:
        """Yield what is to be said of formulas where none was asked for."""
        found, sheet = self.found, self.sheet
        for line, spots in timely(found.spots if others else ()):
            for item, at in spots:
                if at in others:
                    yield from self.stale(item.name, line, sheet.cells[at], unchecked=True)

    def stale(self, name: str, line: Line, cell: Cell, *, unchecked: bool) -> Iterator[ReadingNote]:
        """Yield a note where the result stored with a formula is not what it comes to now.

        ``unchecked`` has it said too where nobody can tell.
        """
        if not isinstance(cell.value, int | Decimal) or cell.formula is None:
            return
        form = self.record.form.id
        found = evaluate(self.book, self.sheet.name, cell.formula)
        if found is None and unchecked:
            yield ReadingNote(
                "reading.formula_unchecked", form, name, line, cell.formula, cell.value
            )
        if is_number(found) and not (alike(found, cell.value) or near(found, cell.value)):
            text = f"{cell.formula} → {cell.value}"
            told = printed(found, places=SHOWN_DIGITS)
            yield ReadingNote("reading.formula_stale", form, name, line, text, Missing.BLANK, told)
