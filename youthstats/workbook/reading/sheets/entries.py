"""The rows of answers under a heading that have no labels, down to the foot: of a list its entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import define, field, frozen

from youthstats.layout.layouts import Layout
from youthstats.layout.sums import SumKind
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.values import printed
from youthstats.workbook.package import Book, CellError, Sheet
from youthstats.workbook.reading.parse.figures import figure
from youthstats.workbook.reading.sheets.cells import filled
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.ending import Ending, ending_said
from youthstats.workbook.reading.sheets.examples import begins_example, may_begin_example
from youthstats.workbook.reading.sheets.foot import footer_row, is_remark
from youthstats.workbook.reading.sheets.heading import begins_heading
from youthstats.workbook.reading.sheets.idle import comes_to_nothing, is_idle
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.list_sums import Adding, Line, Sizes, SumLine
from youthstats.workbook.reading.sheets.signatures import signature_row

__all__ = ["Rows", "answer_rows", "asked_for"]

_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸")
_COUNTED = re.compile(r"\(?(?P<number>[0-9]+)\)?(?:\(?=.+)?")
_TYPED = re.compile(r"[=+]*[-0-9.+*/() ]+")


@frozen
class Rows:
    """The rows under a heading: of answers, of a list's sums, and those nobody filled in.

    ``unsure`` are rows of answers that may be sums; ``ended`` those that say that a list ends or has
    no entries; ``noughts`` those nobody filled in of which formulas that lead elsewhere show 0.
    """

    answers: tuple[int, ...] = ()
    sums: tuple[SumLine, ...] = ()
    unsure: tuple[SumLine, ...] = ()
    idle: frozenset[int] = frozenset()
    ended: tuple[int, ...] = ()
    noughts: tuple[int, ...] = ()

    @property
    def filled(self) -> frozenset[int]:
        """The rows that somebody filled in: entries and sums."""
        return frozenset((*self.answers, *(line.row for line in self.sums)))

    def total(self, form: Form) -> int | None:
        """Return the line of totals that a list asks for: the one called so at that end."""
        if not form.total_line:
            return None
        sure = [line for line in self.sums if line.sure]
        totals = [line for line in sure if line.kind is SumKind.TOTAL]
        subtotals = [line for line in sure if line.kind is SumKind.SUBTOTAL]
        named = [line for line in sure if line.words == form.total_line]
        named = named or [line for line in totals if line.words] or totals
        named = named or (subtotals if len(subtotals) == 1 else [])
        first = any(axis.total == "first" for axis in (form.rows, form.columns) if axis.summed)
        return next((line.row for line in (named if first else reversed(named))), None)


def answer_rows(
    layout: Layout, book: Book, sheet: Sheet, columns: tuple[int | None, ...], below: int
) -> Rows:
    """Return the rows from ``below`` to the foot that hold answers in ``columns``.

    A heading repeated on the next page, a row of column numbers, the total of a list, a line of
    words between its entries and one that holds nothing but formulas are none.
    """
    there = [at for at in columns if at is not None]
    left, right = min(there), max(there)
    asked = asked_for(layout, columns)
    foot = footer_row(sheet, below, left, right, asked)
    signed = signature_row(sheet, below, left, right, layout.form.asked_below, foot)
    foot = foot if signed is None else signed
    rows = _filled_rows(sheet, below, foot, left, right)
    known = _known_by(layout, columns) | asked
    kinds = _Kinds(layout, sheet, tuple(there), known, asked, len(rows) == 1)
    added = _added(layout, columns)
    adding = Adding(sheet, added.keys(), _naming(layout, columns), left)
    entries = _Entries(adding)
    sums: list[SumLine] = []
    idle: set[int] = set()
    noughts: list[int] = []
    for number in timely(rows):
        this = _Row.of(sheet, number, there)
        line = adding.line(number, this.texts, this.sizes(sheet, number, added), this.formulas)
        summed = adding.judge(line) if layout.form.open else None
        if summed is not None:
            sums.append(summed)
        elif layout.form.open and this.formulas and is_idle(sheet, number, there):
            idle.add(number)
        elif layout.form.open and this.formulas and comes_to_nothing(book, sheet, number, there):
            noughts.append(number)
        elif kinds.is_answer(number, this) and not kinds.is_else(number, this):
            if layout.form.open:
                entries.take(line, kinds.ending(this))
            else:
                adding.add(line)
    unsure = entries.doubted()
    known = frozenset((*idle, *noughts))
    return Rows(tuple(adding.rows), tuple(sums), unsure, known, entries.ended, tuple(noughts))


@define
class _Entries:
    """The entries of a list as they come, and the rows that are none: they end it, or say nothing."""

    adding: Adding
    _unsure: list[SumLine] = field(factory=list)
    _ending: list[int] = field(factory=list)
    _waiting: list[Line] = field(factory=list)
    _last: Line | None = None

    def take(self, line: Line, said: Ending | None) -> None:
        """Take a row, which may say something else than an entry; until others follow it waits."""
        if said is Ending.END:
            self._ending.append(line.row)
        elif said is Ending.NOTHING or (said is Ending.EMPTY and not self._begun):
            self._waiting.append(line)
        else:
            doubt = self.adding.may_be_sum(line)
            self._unsure += [doubt] if doubt is not None else []
            for entry in (*self._waiting, line):
                self.adding.add(entry)
            self._waiting.clear()
            self._last = line

    @property
    def _begun(self) -> bool:
        return bool(self._waiting or self._last)

    @property
    def ended(self) -> tuple[int, ...]:
        """The rows that end the list, or say that it has no entries."""
        return tuple(sorted([*self._ending, *(line.row for line in self._waiting)]))

    def doubted(self) -> tuple[SumLine, ...]:
        """Return the entries that may be sums; the last one is judged by all before it."""
        like = self.adding.last_fits(self._last) if self._last is not None else None
        known = {one.row for one in self._unsure}
        more = [like] if like is not None and like.row not in known else []
        return (*self._unsure, *more)


@frozen
class _Kinds:
    """What tells the answers under a heading from lines that stand between them."""

    layout: Layout
    sheet: Sheet
    columns: tuple[int, ...]
    known: frozenset[int]
    asked: frozenset[int]
    alone: bool

    def is_answer(self, number: int, row: _Row) -> bool:
        """Tell whether a row holds answers: it is no heading, no code row and no line of words."""
        form = self.layout.form
        words = form.open and not row.numbers and not (self.known & row.texts.keys())
        heads = not row.numbers and row.is_heading(_printed(self.layout), form.title)
        own = row.is_printed(form.printed)
        other = words or heads or own or row.begins_heading()
        return not (other or row.is_code(alone=self.alone) or self.is_code(number, row))

    def is_code(self, number: int, row: _Row) -> bool:
        """Tell whether a row goes on counting the columns from 1 under 序号, as its template prints.

        A number stands for a name there too: three figures may count on by chance.
        """
        named = self.layout.form.open and not self.asked.issuperset((*row.texts, *row.numbers))
        if not named or not row.first_sign.isdecimal():
            return False
        before = _Row.of(self.sheet, number, range(min(self.columns)))
        signs = [*before.signs, *row.signs]
        read = [_COUNTED.fullmatch(sign) for sign in signs]
        counted = [found and found["number"] for found in read]
        counts = counted == [str(n) for n, _ in enumerate(counted, 1)]
        return counts and len(counted) > 3 and self.layout.form.printed.issuperset(signs)

    def is_else(self, number: int, row: _Row) -> bool:
        """Tell whether what might be answers is the template's example, or a remark in a list."""
        return self.is_example(number, row) or (
            self.layout.form.open and self.is_remark(number, row)
        )

    def ending(self, row: _Row) -> Ending | None:
        """Return what a row of a list says in place of an entry; what formulas show says nothing.

        A sum of numbers alone (=7+7) is a figure that somebody typed.
        """
        shown = row.formulas
        if not row.numbers.keys() <= shown.keys() or any(map(_TYPED.fullmatch, shown.values())):
            return None
        return ending_said(text for at, text in row.texts.items() if at not in shown)

    def is_remark(self, number: int, row: _Row) -> bool:
        """Tell whether a row holds nothing but one remark; unmerged and filled it is repeated."""
        if row.numbers:
            return False
        said = {self.sheet.cells[number, at].value for at in row.texts}
        one = next(iter(said)) if len(said) == 1 else None
        return isinstance(one, str) and is_remark(one)

    def is_example(self, number: int, row: _Row) -> bool:
        """Tell whether a row is the example that the template prints, untouched."""
        if not _prints_example(self.layout) or not row.shows_only(self.layout.form.printed):
            return False
        cells = (self.sheet.cells.get((number, at)) for at in range(max(self.columns) + 1))
        return any(cell is not None and begins_example(str(cell.value)) for cell in cells)


@lru_cache(maxsize=64)
def _prints_example(layout: Layout) -> bool:
    return any(map(may_begin_example, layout.form.printed))


@lru_cache(maxsize=64)
def _printed(layout: Layout) -> frozenset[str]:
    """Return the labels of the columns, folded."""
    return frozenset(folded(label.text) for leaf in layout.columns for label in leaf.fixed)


@lru_cache(maxsize=64)
def _known_by(layout: Layout, columns: tuple[int | None, ...]) -> frozenset[int]:
    """Return the columns an entry of a list is known by; any, where no item says so."""
    form = layout.form
    pairs = [
        (form.item(leaf.item), at)
        for leaf, at in zip(layout.columns, columns, strict=True)
        if leaf.item is not None and at is not None
    ]
    known = frozenset(at for item, at in pairs if item.identifies and not item.repeats)
    return known or frozenset(at for _, at in pairs)


@lru_cache(maxsize=64)
def asked_for(layout: Layout, columns: tuple[int | None, ...]) -> frozenset[int]:
    """Return the columns that ask for figures: whatever stands there, somebody answered."""
    return frozenset(
        at
        for leaf, at in zip(layout.columns, columns, strict=True)
        if leaf.item is not None and at is not None and layout.form.item(leaf.item).kind.numeric
    )


@lru_cache(maxsize=64)
def _added(layout: Layout, columns: tuple[int | None, ...]) -> Mapping[int, Item]:
    """Return the columns of figures that can be added, and what they ask for."""
    return {
        at: layout.form.item(leaf.item)
        for leaf, at in zip(layout.columns, columns, strict=True)
        if leaf.item is not None and at is not None and layout.form.item(leaf.item).additive
    }


@lru_cache(maxsize=64)
def _naming(layout: Layout, columns: tuple[int | None, ...]) -> frozenset[int]:
    """Return the columns that name an entry; where no item says so, those before its figures."""
    form, added = layout.form, _added(layout, columns)
    asked = [
        (at, form.item(leaf.item))
        for leaf, at in zip(layout.columns, columns, strict=True)
        if leaf.item is not None and at is not None
    ]
    others = [at for at, _ in asked if at not in added]
    leading = [at for at in others if at < min(added, default=at + 1)]
    named = [at for at, item in asked if item.identifies]
    return frozenset(named or leading or others)


@frozen
class _Row:
    """What stands in one row under the heading, by column: folded texts, numbers, and formulas."""

    texts: Mapping[int, str]
    numbers: Sizes
    formulas: Mapping[int, str]

    @classmethod
    def of(cls, sheet: Sheet, number: int, columns: Iterable[int]) -> _Row:
        texts: dict[int, str] = {}
        numbers: dict[int, int | Decimal] = {}
        formulas: dict[int, str] = {}
        for at in sorted(columns):
            cell = sheet.cells.get((number, at))
            if cell is None:
                continue
            if cell.formula is not None:
                formulas[at] = cell.formula
            value = cell.value
            if isinstance(value, str):
                if text := folded(value):
                    texts[at] = text
            elif isinstance(value, CellError):
                texts[at] = value.code
            elif isinstance(value, int | Decimal) and not isinstance(value, bool):
                numbers[at] = value
            elif value is not None:  # a date is an answer as words are
                texts[at] = folded(str(value))
        return cls(texts, numbers, formulas)

    def sizes(self, sheet: Sheet, number: int, added: Mapping[int, Item]) -> Sizes:
        """Return the numbers of a row, and those that are written as texts where figures are asked."""
        spelled = {at: sheet.cells[number, at].value for at in self.texts if at in added}
        read = {
            at: figure(text, "", added[at]).value
            for at, text in spelled.items()
            if isinstance(text, str)
        }
        sizes = {at: value for at, value in read.items() if isinstance(value, int | Decimal)}
        return {**self.numbers, **sizes} if sizes else self.numbers

    @property
    def first_sign(self) -> str:
        """What stands first in it, as in :attr:`signs`."""
        first = min((*self.texts, *self.numbers))
        return self.texts[first] if first in self.texts else printed(self.numbers[first])

    @property
    def signs(self) -> list[str]:
        """What stands in it, from the left, each number as it is printed."""
        signs = {**self.texts, **{at: printed(number) for at, number in self.numbers.items()}}
        return [sign for _, sign in sorted(signs.items())]

    def is_heading(self, labels: Collection[str], title: str) -> bool:
        """Tell whether all its words are those of the heading."""
        return all(text in labels or folded(title) in text for text in self.texts.values())

    def is_printed(self, known: Collection[str]) -> bool:
        """Tell whether it holds nothing but words that the template prints: what names a section."""
        texts = self.texts.values()
        return bool(texts) and not self.numbers and all(text in known for text in texts)

    def shows_only(self, known: Collection[str]) -> bool:
        """Tell whether nothing stands in it but what the template prints."""
        numbers = (folded(printed(value)) for value in self.numbers.values())
        return all(text in known for text in (*self.texts.values(), *numbers))

    def begins_heading(self) -> bool:
        """Tell whether its first words are those of a line above the table, come down here."""
        return bool(self.texts) and begins_heading(self.texts[min(self.texts)])

    def is_code(self, *, alone: bool) -> bool:
        """Tell whether it numbers the columns: 甲 乙 1 2 3. Two numbers may be two answers."""
        if 1 not in self.numbers.values() and "1" not in self.texts.values():
            return False
        counted = [sign for sign in self.signs if sign not in _STEMS]
        expected = [str(number) for number in range(1, len(counted) + 1)]
        return counted == expected and len(counted) > (2 if alone else 1)


def _filled_rows(sheet: Sheet, first: int, foot: int | None, left: int, right: int) -> list[int]:
    """Return the rows between header and foot that hold anything in the columns of the answers."""
    return sorted(
        {
            row
            for (row, column), cell in sheet.cells.items()
            if row >= first
            and (foot is None or row < foot)
            and left <= column <= right
            and filled(cell, sheet)
        }
    )
