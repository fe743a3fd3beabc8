"""Rows, columns and cells moved: as Excel does it, where formulas, merges and names follow, and as a
program does it (``follow=False``), where only the values move."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.returns_as_sent.book import Place, at, change, sheet_of, with_sheet
from youthstats.workbook.package import Book, Cell, Merge, Sheet

Move = Callable[[int], int | None]
"""Where a row or a column goes; ``None`` for one that is deleted."""

_REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?(?![\w(!])"
)
_TEXT = re.compile(r'("(?:[^"]|"")*")')


@change
def insert_rows(book: Book, sheet: str, row: int, count: int = 1, *, follow: bool = True) -> Book:
    """Insert rows above ``row``, counted from 1."""
    return _moved(book, sheet, rows=_inserted(row - 1, count), follow=follow)


@change
def insert_columns(
    book: Book, sheet: str, column: str, count: int = 1, *, follow: bool = True
) -> Book:
    """Insert columns left of ``column``, a letter."""
    return _moved(book, sheet, columns=_inserted(_number(column), count), follow=follow)


@change
def delete_rows(book: Book, sheet: str, row: int, count: int = 1, *, follow: bool = True) -> Book:
    """Delete rows from ``row`` on."""
    return _moved(book, sheet, rows=_deleted(row - 1, count), follow=follow)


@change
def delete_columns(
    book: Book, sheet: str, column: str, count: int = 1, *, follow: bool = True
) -> Book:
    """Delete columns from ``column`` on."""
    return _moved(book, sheet, columns=_deleted(_number(column), count), follow=follow)


@change
def swap_rows(book: Book, sheet: str, one: int, other: int, *, follow: bool = False) -> Book:
    """Let two rows change places."""
    return _moved(book, sheet, rows=_swapped(one - 1, other - 1), follow=follow)


@change
def swap_columns(book: Book, sheet: str, one: str, other: str, *, follow: bool = False) -> Book:
    """Let two columns change places."""
    return _moved(book, sheet, columns=_swapped(_number(one), _number(other)), follow=follow)


@change
def drag(book: Book, from_cell: str, to_cell: str, *, follow: bool = True) -> Book:
    """Drag one cell onto another of the same sheet: names and formulas follow it."""
    name, source = at(from_cell)
    _, target = at(to_cell)
    sheet = sheet_of(book, name)
    cells = dict(sheet.cells)
    cells.pop(target, None)
    if source in cells:
        cells[target] = cells.pop(source)
    book = with_sheet(book, evolve(sheet, cells=cells))
    if not follow:
        return book
    return _rewritten(book, name, lambda place: target if place == source else place)


@change
def transpose(book: Book, sheet: str) -> Book:
    """Paste the sheet transposed: values only, no merges, names left behind."""
    here = sheet_of(book, sheet)
    cells = {(column, row): evolve(c, formula=None) for (row, column), c in here.cells.items()}
    return with_sheet(book, evolve(here, cells=cells, merges=()))


# ------------------------------------------------------------------------------------ how it goes


def _number(letters: str) -> int:
    return column_index_from_string(letters) - 1


def _inserted(where: int, count: int) -> Move:
    return lambda place: place + count if place >= where else place


def _deleted(where: int, count: int) -> Move:
    def move(place: int) -> int | None:
        if where <= place < where + count:
            return None
        return place - count if place >= where else place

    return move


def _swapped(one: int, other: int) -> Move:
    return lambda place: {one: other, other: one}.get(place, place)


def _stay(place: int) -> int:
    return place


def _moved(
    book: Book, name: str, *, rows: Move = _stay, columns: Move = _stay, follow: bool
) -> Book:
    """Move the cells of a sheet; with ``follow`` all that refers to them, too."""

    def moved(place: Place) -> Place | None:
        row, column = rows(place[0]), columns(place[1])
        return None if row is None or column is None else (row, column)

    before = sheet_of(book, name)
    cells = {to: cell for place, cell in before.cells.items() if (to := moved(place)) is not None}
    sheet = evolve(before, cells=dict(sorted(cells.items())))
    if not follow:
        return with_sheet(book, sheet)
    merges = []
    for merge in before.merges:
        block = _merge(merge, rows, columns)
        if block is None:
            continue
        merges.append(block)
        first = (merge.top, merge.left)
        if moved(first) is None and first in before.cells:  # its words stay with the block
            cells[block.top, block.left] = before.cells[first]
    sheet = evolve(
        sheet,
        cells=cells,
        merges=tuple(merges),
        hidden_rows=_places(sheet.hidden_rows, rows),
        hidden_columns=_places(sheet.hidden_columns, columns),
    )
    return _rewritten(with_sheet(book, sheet), name, moved)


def _places(hidden: frozenset[int], move: Move) -> frozenset[int]:
    return frozenset(to for place in hidden if (to := move(place)) is not None)


def _merge(merge: Merge, rows: Move, columns: Move) -> Merge | None:
    """Return where a merged block goes; one that is torn apart is no more."""
    down = _places(frozenset(range(merge.top, merge.bottom + 1)), rows)
    across = _places(frozenset(range(merge.left, merge.right + 1)), columns)
    if not down or not across or (len(down), len(across)) == (1, 1):
        return None
    return Merge(min(down), min(across), max(down), max(across))


def _rewritten(book: Book, name: str, moved: Callable[[Place], Place | None]) -> Book:
    """Let formulas and names that point into a sheet follow its cells."""

    def formula(text: str, own: str | None) -> str:
        parts = _TEXT.split(text)
        parts[::2] = [
            _REFERENCE.sub(lambda m: _reference(m, own, name, moved), p) for p in parts[::2]
        ]
        return "".join(parts)

    def followed(cell: Cell, own: str) -> Cell:
        return cell if cell.formula is None else evolve(cell, formula=formula(cell.formula, own))

    sheets: list[Sheet] = [
        evolve(sheet, cells={p: followed(c, sheet.name) for p, c in sheet.cells.items()})
        for sheet in book.sheets
    ]
    names = {key: formula(text, None) for key, text in book.names.items()}
    return evolve(book, sheets=tuple(sheets), names=names)


def _reference(
    match: re.Match[str], own: str | None, name: str, moved: Callable[[Place], Place | None]
) -> str:
    quoted = match["sheet"]
    sheet = quoted.strip("'").replace("''", "'") if quoted else own
    if sheet != name:
        return match[0]
    first, last = _cell(match["first"]), _cell(match["last"] or match["first"])
    left = {
        to
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
        if (to := moved((row, column))) is not None
    }
    if not left:
        return "#REF!"
    corners = [
        (min(r for r, _ in left), min(c for _, c in left)),
        (max(r for r, _ in left), max(c for _, c in left)),
    ]
    texts = [match["first"], *filter(None, [match["last"]])]
    ends = [_spelled(corner, text) for corner, text in zip(corners, texts, strict=False)]
    return (f"{quoted}!" if quoted else "") + ":".join(ends)


def _cell(text: str) -> Place:
    return at(text.replace("$", ""))[1]


def _spelled(place: Place, like: str) -> str:
    """Write a place with its dollar signs where ``like`` has them."""
    column = "$" * like.startswith("$") + get_column_letter(place[1] + 1)
    return f"{column}{'$' * ('$' in like[1:])}{place[0] + 1}"
