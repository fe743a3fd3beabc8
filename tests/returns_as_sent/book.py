"""A workbook as plain data: taken from a clean return, changed by named changes, saved again.

The library's own :class:`Book` is the model; a change is a function from one book to the next that
says what it is, so that a failing example reads ``insert_rows('表一', 4); drop_names()``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec

import openpyxl
import xlsxwriter
from attrs import evolve, field, frozen
from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from youthstats.workbook.package import Book, Cell, CellError, Merge, Sheet, open_book

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"

Place = tuple[int, int]
Maker = Literal["xlsxwriter", "openpyxl"]

P = ParamSpec("P")


@frozen(repr=False)
class Change:
    """Something done to a workbook, named as it is called."""

    name: str
    does: Callable[[Book], Book] = field(eq=False)

    def __call__(self, book: Book) -> Book:
        return self.does(book)

    def __repr__(self) -> str:
        return self.name


def change(does: Callable[Concatenate[Book, P], Book]) -> Callable[P, Change]:
    """Make a function of a book and arguments one of the arguments alone, that gives a change."""

    def make(*args: P.args, **kwargs: P.kwargs) -> Change:
        said = [*map(repr, args), *(f"{name}={value!r}" for name, value in kwargs.items())]
        return Change(
            f"{does.__name__}({', '.join(said)})", lambda book: does(book, *args, **kwargs)
        )

    make.__doc__ = does.__doc__
    return make


def changed(book: Book, changes: Iterable[Change]) -> Book:
    """Return the book after one change after the other."""
    for one in changes:
        book = one(book)
    return book


@cache
def clean(unit: str) -> Book:
    """Return the workbook that a unit filed in 2009."""
    return open_book(RETURNS / f"{unit}.xlsx")


# ------------------------------------------------------------------------------ finding one's way


def sheet_of(book: Book, name: str) -> Sheet:
    """Return the sheet of that name."""
    return next(sheet for sheet in book.sheets if sheet.name == name)


def with_sheet(book: Book, sheet: Sheet) -> Book:
    """Return the book with another sheet in the place of the one of its name."""
    return evolve(book, sheets=tuple(sheet if s.name == sheet.name else s for s in book.sheets))


def at(address: str) -> tuple[str, Place]:
    """Take ``表一!G6`` apart: the sheet, and row and column from 0."""
    sheet, _, cell = address.rpartition("!")
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    return sheet, (int(digits) - 1, column_index_from_string(letters) - 1)


def area(text: str) -> Merge:
    """Return ``A1:B2`` as a rectangle."""
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = at(first)[1], at(last or first)[1]
    return Merge(top, left, bottom, right)


def address(place: Place) -> str:
    """Return ``G6`` for a place counted from 0."""
    return f"{get_column_letter(place[1] + 1)}{place[0] + 1}"


def is_label(cell: Cell) -> bool:
    """Tell whether a cell of a clean return is printed on it: answers in words have a format."""
    return isinstance(cell.value, str) and cell.number_format == "General"


def is_number(cell: Cell) -> bool:
    """Tell whether a cell holds a number; on a clean return all of them are answers."""
    return isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)


# -------------------------------------------------------------------------------------- saving


def save(book: Book, path: Path, maker: Maker = "xlsxwriter") -> Path:
    """Write the book to ``path``; openpyxl, like other programs, forgets what formulas came to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    {"xlsxwriter": _by_xlsxwriter, "openpyxl": _by_openpyxl}[maker](book, path)
    return path


def _by_xlsxwriter(book: Book, path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(path, options) as writer:
        for sheet in book.sheets:
            page = writer.add_worksheet(sheet.name)
            if sheet.hidden:
                page.hide()
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            for merge in sheet.merges:
                if merge.top < merge.bottom or merge.left < merge.right:
                    page.merge_range(merge.top, merge.left, merge.bottom, merge.right, "")
            for (row, column), cell in sheet.cells.items():
                form = writer.add_format({"num_format": cell.number_format})
                _put(page, row, column, cell, form)
                if cell.comment:
                    page.write_comment(row, column, cell.comment)
        for name, stands_for in book.names.items():
            writer.define_name(name, f"={stands_for}")


def _put(page: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    value = cell.value
    stored = value.code if isinstance(value, CellError) else value
    if cell.formula is not None or isinstance(value, CellError):
        result = float(stored) if isinstance(stored, Decimal) else "" if stored is None else stored
        page.write_formula(row, column, cell.formula or "=NA()", form, result)
    elif isinstance(value, str):
        page.write_string(row, column, value, form)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, form)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, form)
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, float(value), form)


def _by_openpyxl(book: Book, path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), cell in sheet.cells.items():
            stored = cell.value.code if isinstance(cell.value, CellError) else cell.value
            here = page.cell(row + 1, column + 1, cell.formula or stored)
            here.number_format = cell.number_format
            if cell.formula is None and isinstance(stored, str):
                here.data_type = "e" if isinstance(cell.value, CellError) else "s"
            if cell.comment:
                here.comment = Comment(cell.comment, "")
        for merge in sheet.merges:
            _merge_keeping(page, merge)
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column + 1)].hidden = True
    for name, stands_for in book.names.items():
        made.defined_names[name] = DefinedName(name, attr_text=stands_for)
    made.save(path)


def _merge_keeping(page: Any, merge: Merge) -> None:
    """Merge without emptying what lies beneath, as a file that was saved so has it."""
    first, last = address((merge.top, merge.left)), address((merge.bottom, merge.right))
    page.merged_cells.add(f"{first}:{last}")
