"""Changes composed: one after the other over a return, each drawn from where the book stands then.

A vocabulary is a tuple of words. A word looks at what is being sent and draws one change that is
possible there, or none; so a row is inserted above a table that has already moved, and a sheet is
hidden under the name it was given before. What is drawn prints as its list of changes, and shrinks
by leaving changes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Literal

from attrs import field, frozen
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter
from openpyxl.utils import get_column_letter

import youthstats as ys
from tests.returns_as_sent.book import Change, Maker, Place, address, area
from youthstats.model.forms import Line
from youthstats.model.items import Item
from youthstats.workbook.package import Book, Cell, Merge, Sheet

Axis = Literal[0, 1]
"""Rows are 0, columns are 1, as in a place."""

AXES: Sequence[Axis] = (0, 1)

NOTHING = ("", " ", "\u3000", "\n", "\u00a0")
"""What looks blank in a cell."""

MOST = 6


class Shown:
    """Printed as itself: Hypothesis would print a whole book, and the scheme it is of."""

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))


@frozen
class Answer:
    """The cell of one answer, by the template's names; the answers of a list have no line."""

    form: ys.Form
    item: Item
    line: Line
    sheet: str
    place: Place

    @property
    def cell(self) -> str:
        return f"{self.sheet}!{address(self.place)}"


@frozen(repr=False, slots=False)
class Sent(Shown):
    """A return on its way, and the forms in which answers were typed over.

    Its book keeps the template's names to the last, by which its answers are known.
    """

    scheme: ys.Scheme
    unit: str
    book: Book
    typed: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return self.unit

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """Every answer's cell, wherever it was moved to."""
        found: list[Answer] = []
        for name, text in self.book.names.items():
            _, form, *rest = name.split(".")
            if rest and "#REF!" not in text:
                found += self._answers(self.scheme.form(form), rest, text)
        return found

    def _answers(self, form: ys.Form, rest: Sequence[str], text: str) -> list[Answer]:
        sheet, _, block = text.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'")
        here = area(block.replace("$", ""))
        line = rest[1] if len(rest) > 1 else None
        return [
            Answer(form, form.item(rest[0]), line, sheet, (row, column))
            for row in range(here.top, here.bottom + 1)
            for column in range(here.left, here.right + 1)
        ]

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets that hold a form."""
        named = {answer.sheet for answer in self.answers}
        return [sheet for sheet in self.book.sheets if sheet.name in named]

    def cell(self, answer: Answer) -> Cell:
        """Return what stands in an answer's cell."""
        sheet = next(sheet for sheet in self.book.sheets if sheet.name == answer.sheet)
        return sheet.cells.get(answer.place, Cell())

    def places(self, sheet: Sheet) -> Collection[Place]:
        """Return where the answers of a sheet stand."""
        return {answer.place for answer in self.answers if answer.sheet == sheet.name}

    def beneath(self, sheet: Sheet) -> Collection[Place]:
        """Return the places of a sheet that a merged block hides."""
        return {
            (row, column)
            for one in sheet.merges
            for row in range(one.top, one.bottom + 1)
            for column in range(one.left, one.right + 1)
        } - {(one.top, one.left) for one in sheet.merges}


Draw = st.DrawFn


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


@frozen(repr=False)
class Word(Shown):
    """A word of a vocabulary: how such a change is drawn, what may be said of it, and whether it
    types something over an answer."""

    draws: Callable[[Draw, Sent], Change | None]
    says: frozenset[str] = field(default="", converter=_codes)
    types: bool = False

    def __repr__(self) -> str:
        return self.draws.__name__


@frozen(repr=False)
class Composed(Shown):
    """A book, the forms typed in, the changes that led to it, and what may be said of it."""

    book: Book
    typed: frozenset[str]
    changes: tuple[Change, ...]
    says: frozenset[str]
    maker: Maker

    def __repr__(self) -> str:
        return "\n    ".join([f"saved by {self.maker}, after", *map(repr, self.changes)])


@st.composite
def compositions(
    draw: Draw, sent: Sent, words: Sequence[Word], last: Sequence[Word] = ()
) -> Composed:
    """Draw up to six changes from ``words``; then perhaps one from ``last``, blinding the rest."""
    changes: list[Change] = []
    says: set[str] = set()
    while len(changes) < MOST and (word := draw(_next(words))) is not None:
        sent = _after(draw, sent, word, changes, says)
    if last and (word := draw(_next(last))) is not None:
        sent = _after(draw, sent, word, changes, says)
    maker: Maker = draw(st.sampled_from(("xlsxwriter", "openpyxl")))
    if maker == "openpyxl":
        says.add("formula_evaluated")
    return Composed(sent.book, sent.typed, tuple(changes), frozenset(says), maker)


def _next(words: Sequence[Word]) -> st.SearchStrategy[Word | None]:
    """Draw a word or, one time in five, the end; the simplest is the end."""
    size = len(words)
    return st.integers(0, 5 * size - 1).map(
        lambda place: words[place % size] if place >= size else None
    )


def _after(draw: Draw, sent: Sent, word: Word, changes: list[Change], says: set[str]) -> Sent:
    """Return what is sent after one change more, if the word has one here."""
    one = word.draws(draw, sent)
    if one is None:
        return sent
    changes.append(one)
    says |= word.says
    book = one(sent.book)
    over = typed_over(sent, book) if word.types else frozenset[str]()
    return Sent(sent.scheme, sent.unit, book, sent.typed | over)


def typed_over(sent: Sent, book: Book) -> frozenset[str]:
    """Return the forms in which something else stands now in the cell of an answer."""
    after = Sent(sent.scheme, sent.unit, book)
    return frozenset(a.form.id for a in sent.answers if sent.cell(a) != after.cell(a))


# ------------------------------------------------------------------------------ for all vocabularies


def letter(column: int) -> str:
    """Return the letters of a column counted from 0."""
    return get_column_letter(column + 1)


def some_sheet(draw: Draw, sent: Sent) -> Sheet:
    """Draw a sheet that holds a form."""
    assume(sent.sheets)
    return draw(st.sampled_from(sent.sheets))


def size(sheet: Sheet, axis: Axis) -> int:
    """Return how many rows or columns a sheet uses."""
    return max((place[axis] for place in sheet.cells), default=0) + 1


def ranges(sheet: Sheet) -> list[Merge]:
    """Return the cells and ranges of its own that the formulas of a sheet take."""
    return [
        area(text)
        for cell in sheet.cells.values()
        for text in re.findall(r"(?<![!$\w])[A-Z]+\d+(?::[A-Z]+\d+)?", cell.formula or "")
    ]
