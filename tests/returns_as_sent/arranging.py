"""Whole sheets, merged blocks, defined names, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve

from tests.returns_as_sent.book import Place, area, at, change, sheet_of, with_sheet
from youthstats.workbook.package import Book, Cell, CellValue, Merge, Sheet

Rows = Sequence[Sequence[CellValue]]


# ---------------------------------------------------------------------------------------- merges


@change
def unmerge(book: Book, sheet: str | None = None) -> Book:
    """Take all merged blocks of a sheet, or of all, apart: the words stay in the first cell."""
    kept = [evolve(s, merges=()) if sheet in {None, s.name} else s for s in book.sheets]
    return evolve(book, sheets=tuple(kept))


@change
def unmerge_and_fill(book: Book, sheet: str) -> Book:
    """Take merged blocks apart and repeat the words in every cell, as tools that tidy up do."""
    here = sheet_of(book, sheet)
    cells = dict(here.cells)
    for merge in here.merges:
        words = cells.get((merge.top, merge.left))
        if words is not None:
            cells |= dict.fromkeys(_inside(merge), words)
    return with_sheet(book, evolve(here, cells=cells, merges=()))


@change
def centre_across(book: Book, sheet: str) -> Book:
    """Take merged blocks apart and put the words into the middle cell, as some clerks centre."""
    here = sheet_of(book, sheet)
    cells = dict(here.cells)
    for merge in here.merges:
        middle = ((merge.top + merge.bottom) // 2, (merge.left + merge.right) // 2)
        words = cells.pop((merge.top, merge.left), None)
        if words is not None:
            cells[middle] = words
    return with_sheet(book, evolve(here, cells=cells, merges=()))


@change
def merge(book: Book, sheet: str, block: str) -> Book:
    """Merge a block as Excel does: blocks it meets are taken apart, only the first cell is kept."""
    here, new = sheet_of(book, sheet), area(block)
    beneath = set(_inside(new)) - {(new.top, new.left)}
    kept = {place: cell for place, cell in here.cells.items() if place not in beneath}
    apart = tuple(one for one in here.merges if not set(_inside(one)) & set(_inside(new)))
    return with_sheet(book, evolve(here, cells=kept, merges=(*apart, new)))


def _inside(block: Merge) -> list[Place]:
    rows, columns = range(block.top, block.bottom + 1), range(block.left, block.right + 1)
    return [(row, column) for row in rows for column in columns]


# ----------------------------------------------------------------------------------------- names


@change
def drop_names(book: Book, about: str = "") -> Book:
    """Lose the template's defined names: all, or those that hold some words (``.T1.``)."""
    return evolve(book, names={key: text for key, text in book.names.items() if about not in key})


@change
def break_names(book: Book, about: str = "") -> Book:
    """Let defined names lead nowhere, as after a sheet was deleted."""
    broken = {key: re.sub(r"^'.*'!.*", "#REF!", text) for key, text in book.names.items()}
    kept = {key: text for key, text in book.names.items() if about not in key}
    return evolve(book, names=broken | kept)


# ---------------------------------------------------------------------------------------- hidden


@change
def hide_rows(book: Book, sheet: str, row: int, count: int = 1) -> Book:
    """Hide rows, as by hand or by a filter."""
    here = sheet_of(book, sheet)
    hidden = here.hidden_rows | set(range(row - 1, row - 1 + count))
    return with_sheet(book, evolve(here, hidden_rows=hidden))


@change
def hide_columns(book: Book, sheet: str, column: str, count: int = 1) -> Book:
    """Hide columns."""
    here = sheet_of(book, sheet)
    first = at(f"{column}1")[1][1]
    hidden = here.hidden_columns | set(range(first, first + count))
    return with_sheet(book, evolve(here, hidden_columns=hidden))


@change
def hide_sheet(book: Book, sheet: str) -> Book:
    """Hide a whole sheet."""
    return with_sheet(book, evolve(sheet_of(book, sheet), hidden=True))


# ---------------------------------------------------------------------------------------- sheets


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'"


@change
def rename_sheet(book: Book, sheet: str, name: str, *, follow: bool = True) -> Book:
    """Rename a sheet; in Excel formulas and names follow."""
    old, new = f"{quoted(sheet)}!", f"{quoted(name)}!"

    def called(cell: Cell) -> Cell:
        return evolve(cell, formula=cell.formula and cell.formula.replace(old, new))

    sheets = [evolve(s, name=name) if s.name == sheet else s for s in book.sheets]
    if not follow:
        return evolve(book, sheets=tuple(sheets))
    sheets = [evolve(s, cells={p: called(c) for p, c in s.cells.items()}) for s in sheets]
    names = {key: text.replace(old, new) for key, text in book.names.items()}
    return evolve(book, sheets=tuple(sheets), names=names)


@change
def reorder_sheets(book: Book, *order: int) -> Book:
    """Put the sheets into another order, given by their places from 0."""
    assert sorted(order) == list(range(len(book.sheets)))
    return evolve(book, sheets=tuple(book.sheets[place] for place in order))


@change
def add_sheet(
    book: Book, name: str, rows: Rows = (), *, first: bool = False, hidden: bool = False
) -> Book:
    """Add a sheet of values, last or first."""
    new = Sheet(name, hidden, grid(rows))
    return evolve(book, sheets=(new, *book.sheets) if first else (*book.sheets, new))


@change
def remove_sheet(book: Book, sheet: str) -> Book:
    """Delete a sheet: names and formulas that pointed there lead nowhere."""
    gone = f"{quoted(sheet)}!"

    def cut(cell: Cell) -> Cell:
        if cell.formula is None or gone not in cell.formula:
            return cell
        return evolve(cell, formula=re.sub(f"{re.escape(gone)}[$A-Z0-9]+", "#REF!", cell.formula))

    sheets = tuple(
        evolve(s, cells={p: cut(c) for p, c in s.cells.items()})
        for s in book.sheets
        if s.name != sheet
    )
    names = {k: "#REF!" if text.startswith(gone) else text for k, text in book.names.items()}
    return evolve(book, sheets=sheets, names=names)


@change
def copy_sheet(book: Book, sheet: str, name: str, *, before: bool = False) -> Book:
    """Copy a sheet beside itself; the names stay with the original."""
    place = next(i for i, one in enumerate(book.sheets) if one.name == sheet)
    copied = evolve(book.sheets[place], name=name)
    cut = place if before else place + 1
    return evolve(book, sheets=(*book.sheets[:cut], copied, *book.sheets[cut:]))


@change
def stack(book: Book, name: str = "汇总", gap: int = 2) -> Book:
    """Paste all forms on one sheet below each other, as values; the names are left behind."""
    cells: dict[Place, Cell] = {}
    merges: list[Merge] = []
    down = 0
    for sheet in book.sheets:
        cells |= {(r + down, c): evolve(one, formula=None) for (r, c), one in sheet.cells.items()}
        merges += [Merge(m.top + down, m.left, m.bottom + down, m.right) for m in sheet.merges]
        down = max(row for row, _ in cells) + 1 + gap
    constants = {key: text for key, text in book.names.items() if text.startswith('"')}
    return evolve(book, sheets=(Sheet(name, cells=cells, merges=tuple(merges)),), names=constants)


@change
def paste(book: Book, where: str, rows: Rows) -> Book:
    """Paste a block of values; ``None`` leaves a cell as it is."""
    name, (top, left) = at(where)
    sheet = sheet_of(book, name)
    pasted = {(row + top, column + left): cell for (row, column), cell in grid(rows).items()}
    return with_sheet(book, evolve(sheet, cells={**sheet.cells, **pasted}))


def grid(rows: Rows) -> Mapping[Place, Cell]:
    """Return rows of values as cells."""
    return {
        (i, j): Cell(value)
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
        if value is not None
    }
