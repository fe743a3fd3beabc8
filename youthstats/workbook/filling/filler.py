"""Filling the sheets of a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import Factory, mutable

from youthstats.layout.formulas import CellAt
from youthstats.nearest import did_you_mean
from youthstats.workbook.filling.book_part import BookPart
from youthstats.workbook.filling.cells import Cells, stored
from youthstats.workbook.filling.results import rests_on_cells
from youthstats.workbook.filling.showing import show_whole
from youthstats.workbook.filling.style_table import StyleTable
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.writing.fitting import Loss, fitted
from youthstats.workbook.writing.plan import Cell, Plan, Style

__all__ = ["Filler", "Fillings"]

Place = tuple[int, int]

Fillings = Mapping[str, Mapping[Place, Filling]]
"""What goes into which cell: by the name of the sheet, row and column from 0."""

_PLAIN = Style("answer")
_ABOUT = Style("answer", about=True)


@mutable
class Filler:
    """What filling one sheet needs to know of the workbook, and what is to be said afterwards.

    ``follow`` makes a formula refer to our sheets by the names they got.
    """

    book: BookPart
    table: StyleTable
    follow: Callable[[str], str]
    lang: str
    losses: list[Loss] = Factory(list)
    remarks: dict[CellAt, str] = Factory(dict)

    def fill(self, opened: Book, fillings: Fillings) -> None:
        """Fill every sheet that is to be filled, and forget what formulas on any came to before."""
        parts = {
            name: part for name, (kind, part) in self.book.sheets().items() if kind == "worksheet"
        }
        for name in fillings.keys() - parts.keys():
            raise ValueError(f"no sheet is called {name!r}{did_you_mean(name, parts)}")
        for name, part in parts.items() if any(fillings.values()) else ():
            sheet, wanted = opened.sheet(name), fillings.get(name, {})
            if wanted or any(cell.formula for cell in sheet.cells.values()):
                self._sheet(part, sheet, wanted)

    def _sheet(self, part: str, sheet: Sheet, wanted: Mapping[Place, Filling]) -> None:
        cells = Cells(self.book.package.tree(part), self.book.dialect, sheet.merges)
        planned: dict[Place, Cell] = {}
        replaced: set[Place] = set()
        whole: set[Place] = set()
        for place, filling in wanted.items():
            block = cells.block(place)
            at = block.top, block.left
            if at in planned:
                raise ValueError(f"{sheet.name}: two fillings for the merged block at {at}")
            formula = None if filling.formula is None else self.follow(filling.formula)
            whole |= {at} if filling.whole else set()
            style = _ABOUT if filling.about else _PLAIN
            planned[at] = Cell(*at, filling.value, style, formula=formula)
            if filling.instead:
                replaced.add(at)
        texts = {at: cell.formula for at, cell in sheet.cells.items() if cell.formula is not None}
        cells.take_formulas(replaced, texts)
        (plan,), losses = fitted([Plan(sheet.name, [*planned.values()], ())], self.lang)
        self.losses += losses
        for cell in plan.cells:
            self._cell(cells, cell)
            if (cell.row, cell.column) in whole and isinstance(cell.value, str):
                show_whole(cells, self.table, cells.block((cell.row, cell.column)), cell.value)
            if cell.comment is not None:
                self.remarks[sheet.name, cell.row, cell.column] = cell.comment
        still = {
            place
            for place, cell in sheet.cells.items()
            if cell.formula is not None and not rests_on_cells(cell.formula)
        }
        if cells.forget_results(still | planned.keys()) or planned:
            self.book.package.edited(part)

    def _cell(self, cells: Cells, cell: Cell) -> None:
        element = cells.at((cell.row, cell.column))
        content = stored(cell.value, from_1904=self.book.from_1904)
        own = cells.formula(element) is not None
        cells.write(element, content, cell.formula)
        day = isinstance(cell.value, date) and content is not None and content[0] == "n"
        style, looks = element.get("s", "0"), cell.style
        wanted = self.table.variant(
            style, about=looks.about, quoted=looks.quoted and not own, day=day
        )
        if wanted != style:
            element.set("s", wanted)
