"""A return of one list with any number of entries, and what else a sheet may hold any number of."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from youthstats.model.axes import entries, items
from youthstats.model.edits import hard
from youthstats.model.forms import define_form
from youthstats.model.items import Item, Kind
from youthstats.model.schemes import define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.workbook.package import Book, Cell, Merge, Sheet
from youthstats.workbook.reading.books.unit import unit_spellings

FORM = define_form(
    id="L",
    label="表一",
    title="项目清单",
    items=[
        Item("goal", Kind.TEXT, "目标", repeats=True),
        Item("project", Kind.TEXT, "项目", identifies=True),
        *(Item(name, Kind.COUNT, label) for name, label in (("a", "男生"), ("b", "女生"))),
        Item("total", Kind.COUNT, "总人数"),
    ],
    rows=entries(),
    columns=items(),
    measure="人",
    edits=[hard("sum", "total = a + b", "合计")],
)
SCHEME = define_scheme(
    id="S",
    title="制度",
    period="2009年",
    forms=[FORM],
    units=Hierarchy((Unit("甲区", "全市"), Unit("乙区", "全市"), Unit("全市"))),
)
NAMES = unit_spellings(SCHEME)
HEAD = {
    (0, 0): Cell("项目清单"),
    (1, 0): Cell("填报单位：甲区"),
    **{(2, column): Cell(item.label) for column, item in enumerate(FORM.items)},
}
TOP = 3
"""The row of the first entry."""

Cells = dict[tuple[int, int], Cell]


def full(many: int) -> Cells:
    """Fill in every answer of a list."""
    return {
        (TOP + row, column): cell
        for row in range(many)
        for column, cell in enumerate(
            (Cell("建场所"), Cell(f"项目{row}"), Cell(row), Cell(1), Cell(row + 1))
        )
    }


def but(column: int, cells: Cells) -> Cells:
    """Leave a column blank below its first entry."""
    return {at: cell for at, cell in cells.items() if at[1] != column or at[0] == TOP}


def sheet(cells: Cells, merges: tuple[Merge, ...] = (), name: str = "表一") -> Sheet:
    """Put cells under the heading of the list."""
    return Sheet(name, cells=HEAD | cells, merges=merges)


def formulas(many: int, formula: str) -> Cells:
    """Write the last column as a formula, {0} being its row."""
    totals = {
        (TOP + row, 4): Cell(row + 1, formula=formula.format(TOP + row + 1)) for row in range(many)
    }
    return full(many) | totals


def uncalculated(many: int) -> Cells:
    """Write the last column as a formula nobody has worked out."""
    cells = formulas(many, "=SUM(C{0}:D{0})")
    return {at: attrs.evolve(c, value=None) if c.formula else c for at, c in cells.items()}


def copies(many: int, cells: Cells) -> tuple[Sheet, ...]:
    """Put the same cells on so many sheets more."""
    return tuple(Sheet(f"别{number}", cells=cells) for number in range(many))


BOOKS: dict[str, Callable[[int], tuple[Sheet, ...]]] = {
    "entries": lambda many: (sheet(full(many)),),
    "blanks that repeat": lambda many: (sheet(but(0, full(many))),),
    "blocks beside the entries": lambda many: (
        sheet(full(many), tuple(Merge(TOP + row, 20, TOP + row, 21) for row in range(many))),
    ),
    "blocks over the entries": lambda many: (
        sheet(full(many), tuple(Merge(TOP + row, 2, TOP + row, 3) for row in range(many))),
    ),
    "rows of figures alone": lambda many: (sheet(but(1, but(0, full(many)))),),
    "a label below itself": lambda many: (
        sheet(full(3) | {(TOP + row, 9): Cell("总人数") for row in range(many)}),
    ),
    "a label beside itself": lambda many: (
        sheet(full(3) | {(2, 9 + column): Cell("总人数") for column in range(many)}),
    ),
    "formulas of another kind": lambda many: (sheet(formulas(many, "=D{0}+C{0}")),),
    "formulas without a value": lambda many: (sheet(uncalculated(many)),),
    "remarks": lambda many: (
        sheet(full(many) | {(TOP + row, 0): Cell("说明：无") for row in range(many)}),
    ),
    "words beside": lambda many: (
        sheet(full(3) | {(TOP + row, 9): Cell(f"字{row}") for row in range(many)}),
    ),
    "figures beside": lambda many: (
        sheet(full(3) | {(TOP + row, 9): Cell(row) for row in range(many)}),
    ),
    "headings": lambda many: (
        sheet(full(3) | {(0, 2 + column): Cell(f"甲区{column}") for column in range(many)}),
    ),
    "titles": lambda many: (
        sheet(full(3) | {(9 + row, 9): Cell("项目清单") for row in range(many)}),
    ),
    "sheets": lambda many: (sheet(full(3)), *copies(many, {(0, 0): Cell(5)})),
    "copies of the form": lambda many: (sheet(full(3)), *copies(many, HEAD | full(3))),
    "blank copies of the form": lambda many: (*copies(many, HEAD), sheet(full(3))),
}
"""What a workbook may hold so many of, by what it is."""


def book(what: str, many: int) -> Book:
    """Return a workbook that holds so many of one thing."""
    return Book("甲区.xlsx", "", BOOKS[what](many))
