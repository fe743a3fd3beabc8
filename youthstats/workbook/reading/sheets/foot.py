"""The rows of answers under a heading that have no labels: down to the foot, without its marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Set
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import TOTAL_LABELS
from youthstats.model.forms import Form
from youthstats.workbook.package import CellError, Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.cells import filled, is_figure
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.heading import begins_heading
from youthstats.workbook.reading.sheets.idle import is_idle
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["SIGNED", "Rows", "answer_rows", "asked_for", "footer_row"]

SUBTOTAL = "小计"
SIGNED = ("单位负责人", "填表人", "报出日期")
REMARKS = ("备注", "说明", "注")
FOOTERS = (*SIGNED, *REMARKS)
"""What begins the lines below a table."""

_FOOT = re.compile(rf"(?P<word>{'|'.join(FOOTERS)})[A-Za-z0-9.]*:")
"""A footer that says more: the word, its English on a template in English, and a colon."""

_WORDS = "|".join((*TOTAL_LABELS, "共计", "累计", "总和", "本页合计"))
_SUM = re.compile(_WORDS)
_SUM_BEGINS, _SUM_ENDS = re.compile(f"其中|{_WORDS}"), re.compile(f"(?:{_WORDS})$")
_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸")
_FIRST = frozenset(word[0] for word in FOOTERS)


def footer_row(
    sheet: Sheet, below: int, left: int, right: int, asked: Set[int] = frozenset()
) -> int | None:
    """Return the first row from ``below`` on whose first words begin the foot of a table.

    A row with figures in the other columns from ``left`` to ``right`` is an entry of the list,
    whatever its first words are, unless they ask for a signature. A remark is the foot only where
    nothing but its words stands in the columns ``asked`` for figures, and no figure follows before a
    signature.
    """
    starts: dict[int, str] = {}
    for (row, _), text in sheet.texts_from(below):
        if row not in starts and not is_blank(text):
            starts[row] = text
    begun = {row: text for row, text in starts.items() if _foot_word(text, listed=False)}
    if not begun:
        return None
    first = min(begun)
    listed = {
        row
        for (row, column), cell in sheet.cells.items()
        if row >= first and left <= column <= right and is_figure(cell)
    }
    feet = {
        row: word
        for row, text in begun.items()
        if (word := _foot_word(text, listed=row in listed)) is not None
    }
    signed = min((row for row, word in feet.items() if word in SIGNED), default=None)
    remarks = [
        row
        for row, word in feet.items()
        if word in REMARKS
        and asked.isdisjoint(_beyond_remark(sheet, row))
        and not any(row < at and (signed is None or at < signed) for at in listed)
    ]
    return min([*remarks, *([signed] if signed is not None else [])], default=None)


def _beyond_remark(sheet: Sheet, row: int) -> list[int]:
    """Return the columns of a row that hold more than its remark, which may stand behind the word.

    A block that was unmerged and filled repeats it.
    """
    places = sorted(
        place for place, cell in sheet.cells.items() if place[0] == row and not is_blank(cell.value)
    )
    held = [sheet.cells[place].value for place in places]
    said = held[:2] if isinstance(held[0], str) and folded(held[0]) in REMARKS else held[:1]
    return [column for (_, column), value in zip(places, held, strict=True) if value not in said]


def _foot_word(text: str, *, listed: bool) -> str | None:
    """Return the word with which a text begins the foot of a table, if it does."""
    if not _may_begin(text.lstrip()[:1]):
        return None
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _FOOT.match(plain)
    word = found["word"] if found else plain if plain in FOOTERS else None
    return None if listed and (word not in SIGNED or found is None) else word


@lru_cache(maxsize=1024)
def _may_begin(sign: str) -> bool:
    """Tell whether a sign is the first of one of the words."""
    return unicodedata.normalize("NFKC", sign) in _FIRST


@frozen
class Rows:
    """The rows under a heading: of answers, of a list's totals, and those nobody filled in."""

    answers: tuple[int, ...]
    totals: tuple[tuple[int, str], ...] = ()
    idle: frozenset[int] = frozenset()

    def total(self, form: Form) -> int | None:
        """Return the line of totals that a list asks for: the one called so at that end."""
        named = [row for row, text in self.totals if text == form.total_line]
        named = named or [row for row, text in self.totals if text not in {SUBTOTAL, ""}]
        named = named or [row for row, _ in self.totals]
        first = any(axis.total == "first" for axis in (form.rows, form.columns) if axis.summed)
        return next(iter(named if first else reversed(named)), None) if form.total_line else None


def answer_rows(layout: Layout, sheet: Sheet, columns: tuple[int | None, ...], below: int) -> Rows:
    """Return the rows from ``below`` to the foot that hold answers in ``columns``.

    A heading repeated on the next page, a row of column numbers, the total of a list, a line of
    words between its entries and one that holds nothing but formulas are none.
    """
    there = [at for at in columns if at is not None]
    left, right = min(there), max(there)
    asked = asked_for(layout, columns)
    foot = footer_row(sheet, below, left, right, asked)
    rows = _filled_rows(sheet, below, foot, left, right)
    labels = _printed(layout)
    known = _known_by(layout, columns) | asked
    listed = layout.form.open
    found: list[int] = []
    summed: list[tuple[int, str]] = []
    idle: set[int] = set()
    totals: dict[int, int | Decimal] = {}
    for number in timely(rows):
        row = _Row.of(sheet, number, there)
        heading = row.begins_heading() or (
            not row.numbers and row.is_heading(labels, layout.form.title)
        )
        called = row.total_label(_sum_before(sheet, number, left)) if listed else None
        total = called is not None or (listed and len(found) > 1 and row.sums(totals))
        words = listed and not row.numbers and not (known & row.texts.keys())
        words = words or row.is_printed(layout.form.printed)
        if total:
            summed.append((number, called or ""))
        elif listed and is_idle(sheet, number, there):
            idle.add(number)
        elif not (heading or words or row.is_code(alone=len(rows) == 1)):
            found.append(number)
            totals |= {at: totals.get(at, 0) + size for at, size in row.numbers.items()}
    return Rows(tuple(found), tuple(summed), frozenset(idle))


def _sum_before(sheet: Sheet, row: int, left: int) -> str:
    """Return the first text before the answers of a row, folded, if it is a word for a sum."""
    held = (sheet.cells.get((row, at)) for at in range(left))
    texts = (
        folded(cell.value) for cell in held if cell is not None and isinstance(cell.value, str)
    )
    first = next(filter(None, texts), "").rstrip(":")
    return first if _SUM.fullmatch(first) else ""


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


@frozen
class _Row:
    """What stands in one row under the heading: folded texts and numbers, by column."""

    texts: Mapping[int, str]
    numbers: Mapping[int, int | Decimal]

    @classmethod
    def of(cls, sheet: Sheet, number: int, columns: Iterable[int]) -> _Row:
        texts: dict[int, str] = {}
        numbers: dict[int, int | Decimal] = {}
        for at in sorted(columns):
            cell = sheet.cells.get((number, at))
            if cell is None:
                continue
            if isinstance(cell.value, str):
                if text := folded(cell.value):
                    texts[at] = text
            elif isinstance(cell.value, CellError):
                texts[at] = cell.value.code
            elif isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
                numbers[at] = cell.value
            elif cell.value is not None:  # a date is an answer as words are
                texts[at] = folded(str(cell.value))
        return cls(texts, numbers)

    def is_heading(self, labels: Collection[str], title: str) -> bool:
        """Tell whether all its words are those of the heading."""
        return all(text in labels or folded(title) in text for text in self.texts.values())

    def is_printed(self, printed: Collection[str]) -> bool:
        """Tell whether it holds nothing but words that the template prints: what names a section."""
        texts = self.texts.values()
        return bool(texts) and not self.numbers and all(text in printed for text in texts)

    def begins_heading(self) -> bool:
        """Tell whether its first words are those of a line above the table, come down here."""
        return bool(self.texts) and begins_heading(self.texts[min(self.texts)])

    def total_label(self, before: str) -> str | None:
        """Return the words that say that it is a sum, or a part of one (其中), if any do.

        ``before`` are such words before its answers.
        """
        words = [text for _, text in sorted(self.texts.items())]
        alone = len(words) == 1 and _SUM_ENDS.search(words[0]) is not None
        if alone or (words and _SUM_BEGINS.match(words[0])):
            return words[0].rstrip(":")
        return before or None

    def is_code(self, *, alone: bool) -> bool:
        """Tell whether it numbers the columns: 甲 乙 1 2 3. Two numbers may be two answers."""
        signs = {**self.texts, **{at: str(number) for at, number in self.numbers.items()}}
        counted = [sign for _, sign in sorted(signs.items()) if sign not in _STEMS]
        expected = [str(number) for number in range(1, len(counted) + 1)]
        return counted == expected and len(counted) > (2 if alone else 1)

    def sums(self, totals: Mapping[int, int | Decimal]) -> bool:
        """Tell whether it holds no word, and what the entries above it add up to."""
        wordless = bool(self.numbers) and not self.texts
        return wordless and all(size == totals.get(at, 0) for at, size in self.numbers.items())


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
