"""What stands on a form's sheet and is none of its answers: figures and words that nobody read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import itemgetter

from attrs import frozen

from youthstats.layout.layouts import Layout
from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.asides import Aside
from youthstats.model.forms import Form
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.books.rows_added import RowAdded, numbers_of, rows_added
from youthstats.workbook.reading.books.signing import is_reply, signed_with, words_before
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.cells import is_figure, shown
from youthstats.workbook.reading.sheets.counting import counts_on
from youthstats.workbook.reading.sheets.entries import asked_for
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.figures import holds_a_figure, is_a_figure
from youthstats.workbook.reading.sheets.foot import SIGNED, footer_row, is_remark
from youthstats.workbook.reading.sheets.formula_behind import formula_behind
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded, stem_and_measure
from youthstats.workbook.reading.sheets.places import Place, address, quoted, some
from youthstats.workbook.reading.sheets.under_each_other import tables_beside

__all__ = ["beside"]

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def beside(book: Book, sheet: Sheet, here: Sequence[Found]) -> Iterator[Aside]:
    """Yield what to say of cells that are no answer of the forms found on a sheet.

    On a report of all units that is also the line of a unit nobody knows.
    """
    around = _Around(book, sheet, here)
    added = rows_added(sheet, here, around.figures)
    for row, one in added.items():
        yield _row_aside(book, sheet, here[0], row, one)
    figures = [(place, cell) for place, cell in around.figures if place[0] not in added]
    pasted = [one for one in figures if around.pasted(*one)]
    for some_of in ([one for one in figures if one not in pasted], pasted):
        if some_of:
            named = [f"{address(place)} {shown(cell)}" for place, cell in some_of]
            typed = some_of is not pasted and any(cell.formula is None for _, cell in some_of)
            yield _aside("figures_beside", "soft" if typed else "note", here[0], named)
    for found in here:
        if words := [quoted(place, text) for place, text in _words(found, around)]:
            yield _aside("words_not_read", "note", found, words)


def _row_aside(book: Book, sheet: Sheet, found: Found, row: int, added: RowAdded) -> Aside:
    named = [f"{address(place)} {shown(cell)}" for place, cell in added.figures]
    facts: dict[str, object] = {
        "label": " ".join(added.label.split()),
        "row": row + 1,
        "count": len(named),
        "places": some(named),
    }
    held = numbers_of(book, sheet, added)
    form = found.layout.form.id
    return Aside("figures_beside", "soft", form, found.location.sheet, facts, held)


def _aside(code: str, severity: str, found: Found, named: Sequence[str]) -> Aside:
    facts: dict[str, object] = {"places": some(named), "count": len(named)}
    return Aside(code, severity, found.layout.form.id, found.location.sheet, facts)


@frozen(slots=False)
class _Around:
    """A sheet, seen from the answers of the forms on it."""

    book: Book
    sheet: Sheet
    here: Sequence[Found]

    @cached_property
    def taken(self) -> frozenset[Place]:
        mine = frozenset[Place]().union(*(one.cells | one.summed | one.labels for one in self.here))
        left = {row for one in self.here for row in (*one.left, *one.listed.ended)}  # told as such
        return mine.union(place for place in self.sheet.cells if place[0] in left)

    @cached_property
    def top(self) -> int:
        return min(one.top for one in self.here)

    @cached_property
    def consolidated(self) -> bool:
        return any(one.kind == "report" for one in self.here)

    @cached_property
    def figures(self) -> list[tuple[Place, Cell]]:
        """Return the numbers that belong to no answer, from above to below."""
        found = [
            (place, cell)
            for place, cell in self.sheet.cells.items()
            if place not in self.taken and self._holds_number(cell)
        ]
        if self.printed:  # by an office's own template
            found = [(place, cell) for place, cell in found if not self._given(place, cell)]
        if not found or not self.taken:
            return []
        found.sort(key=itemgetter(0))
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in found:
            rows.setdefault(row, {})[column] = cell
        return [
            (place, cell)
            for place, cell in found
            if (
                not self._signed(place)
                if place[0] >= self.top
                else not (
                    counts_on(map(shown, rows[place[0]].values())) or self._asked_for(place, cell)
                )
            )
        ]

    @cached_property
    def printed(self) -> frozenset[str]:
        return frozenset[str]().union(*(one.layout.form.printed for one in self.here))

    def _given(self, place: Place, cell: Cell) -> bool:
        """Tell whether a number is the template's own, or stands where it prints a total of a list.

        So do the numbers of the entries, and what its formulas come to where no entry is.
        """
        before = folded(words_before(self.sheet, place))
        lists = [one for one in self.here if one.layout.form.open]
        summed = before in TOTAL_LABELS and before in self.printed and bool(lists)
        summed = summed and not any(place in one.not_totalled for one in lists)
        own = folded(cell.formula or shown(cell)) in self.printed
        own = own and not any(self._added(one, place) for one in self.here)
        return own or summed or any(self._of_list(one, place, cell) for one in lists)

    def pasted(self, place: Place, cell: Cell) -> bool:
        """Tell whether a number stands where the template has a formula of its own: a check, a sum."""
        if cell.formula is not None or not self.printed:
            return False
        return formula_behind(place, self._printed_at) in self.printed

    def _printed_at(self, place: Place) -> str:
        """Return the words in a cell, without their measure, where the template has them too."""
        cell = self.sheet.cells.get(place)
        text = cell.value if cell is not None and isinstance(cell.value, str) else ""
        words = stem_and_measure(text)[0]
        return words if words in self._words else ""

    @cached_property
    def _words(self) -> frozenset[str]:
        """What the template prints on the sheet, labels too."""
        known = (_labels(one) | _stems(one.layout)[0] for one in self.here)
        return frozenset(stem_and_measure(text)[0] for text in self.printed).union(*known)

    def _added(self, one: Found, place: Place) -> bool:
        """Tell whether a cell is of a line that the template has not: there it prints no number.

        One of another table is none.
        """
        row, column = place
        if any(row in table for table in tables_beside(one, self.here)):
            return False
        if column in one.columns and row not in one.rows and row >= one.top:
            words = folded(words_before(self.sheet, place))
            return words not in self.printed and (bool(words) or row < max(one.rows, default=-1))
        if row not in one.rows or column in one.columns or not one.columns:
            return False
        between = min(one.columns) < column < one.right
        return between and folded(self.words_above(place)) not in self.printed

    def _of_list(self, one: Found, place: Place, cell: Cell) -> bool:
        """Tell whether a number goes on numbering entries, or is worked out where there is none."""
        row, column = place
        if row in one.listed.idle:
            return cell.formula is not None
        above = self.sheet.cells.get((row - 1, column))
        if row not in one.rows or above is None or not one.layout.form.printed:
            return False
        return column < min(one.columns) and _counts_on(above, cell)

    def _holds_number(self, cell: Cell) -> bool:
        """Tell whether a cell shows a number; 0 may stand for the text of a formula not kept."""
        if isinstance(cell.value, str):
            return is_a_figure(cell.value) and not self._is_label(cell.value)
        if cell.value is None and cell.formula is not None:
            return isinstance(evaluate(self.book, self.sheet.name, cell.formula), int | Decimal)
        return is_figure(cell) and not (self.book.values_only and cell.value == 0)

    def _is_label(self, text: str) -> bool:
        """Tell whether a text is a label of a form found here: 100万元以上."""
        return any(
            stem_and_measure(text)[0] in (_labels(one) | _stems(one.layout)[0]) for one in self.here
        )

    @cached_property
    def told(self) -> Mapping[int, int]:
        """Return the first column of a figure told of, in each row that has one."""
        return {row: column for (row, column), _ in reversed(self.figures)}

    def tells(self, row: int, column: int) -> bool:
        """Tell whether a figure is told of in a cell, or right of it: then its words are the label."""
        return column <= self.told.get(row, -1)

    def _signed(self, place: Place) -> bool:
        """Tell whether the nearest words to the left ask for a date or a telephone number."""
        return signed_with(words_before(self.sheet, place))

    def _asked_for(self, place: Place, cell: Cell) -> bool:
        """Tell whether a number above the table is a heading's: a year, or what words ask for."""
        words = words_before(self.sheet, place).rstrip()
        return words.endswith((":", "：")) or _YEAR.fullmatch(shown(cell)) is not None

    def words_above(self, place: Place) -> str:
        """Return the nearest words above a cell."""
        row, column = place
        cells = (self.sheet.cells.get((at, column)) for at in range(row - 1, -1, -1))
        texts = (cell.value for cell in cells if cell is not None and isinstance(cell.value, str))
        return next((text for text in texts if not is_blank(text)), "")


def _counts_on(above: Cell, cell: Cell) -> bool:
    """Tell whether a number is the next after the one above it."""
    return type(above.value) is int and cell.value == above.value + 1


def _words(found: Found, around: _Around) -> Iterator[tuple[Place, str]]:
    """Yield the words in and below a table that are neither answers nor labels.

    Of its foot they are those with a figure among them, and those where answers would stand; of a
    list the remarks as well, wherever they are.
    """
    rows, columns = found.rows, found.columns
    if not rows or not columns:
        return
    first, last, left, form = min(rows), max(rows), min(columns), found.layout.form
    below, labels = last + 1, _labels(found)
    if form.open:  # words may stand above its first entry, and between any two
        first = below = _below_heading(around.sheet, columns, first, labels)
    asked = frozenset[int]()
    if not form.card:
        asked = asked_for(found.layout, found.location.columns)
    foot = footer_row(around.sheet, below, left, max(columns), asked)
    narrow = form.open or around.consolidated  # what is left of a list, or of units, are its labels
    for (row, column), text in around.sheet.texts_from(first):
        if (row, column) in around.taken or around.tells(row, column):
            continue
        if row > last and is_reply(around.sheet, (row, column), text, form.asked_below):
            continue
        remark = form.open and bool(form.printed) and is_remark(text)
        if foot is not None and row >= foot:
            own = holds_a_figure(text) or (form.open and column in asked)
            own = own and not (_signs(text) or _signs(words_before(around.sheet, (row, column))))
            own = own or remark
        else:
            own = remark or (column in columns if narrow else column >= left or row >= below)
        if own and any(map(str.isalnum, text)) and not _is_printed(text, form, labels):
            yield (row, column), text


def _signs(text: str) -> bool:
    """Tell whether words ask for a signature, a date or a telephone number."""
    return signed_with(text) or folded(text).startswith(SIGNED)


def _labels(found: Found) -> frozenset[str]:
    """Return the labels of the columns, as the form and as the sheet spells them; of a card all."""
    reworded = found.matching.reworded
    rows, printed = _stems(found.layout)
    if found.layout.form.card:
        printed = rows | printed
    if not reworded:
        return printed
    return printed.union(stem_and_measure(one.stood)[0] for one in reworded)


@lru_cache(maxsize=64)
def _stems(layout: Layout) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the labels of the rows and those of the columns may say, without what leads it."""
    rows, columns = (
        frozenset(
            stem_and_measure(text)[0]
            for leaf in leaves
            for label in leaf.fixed
            for text in (label.text, *label.aliases)
        )
        for leaves in (layout.rows, layout.columns)
    )
    return rows, columns


def _is_printed(text: str, form: Form, labels: Collection[str]) -> bool:
    words = folded(text)
    known = stem_and_measure(text)[0] in labels or words in form.printed
    return known or folded(form.title) in words


def _below_heading(
    sheet: Sheet, columns: Collection[int], top: int, labels: Collection[str]
) -> int:
    """Return the first row under the innermost labels of the columns; the first answer's if none."""
    headed = [
        row
        for (row, column), text in sheet.texts
        if column in columns and row < top and stem_and_measure(text)[0] in labels
    ]
    return max(headed, default=top - 1) + 1
