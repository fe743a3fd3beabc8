"""The formulas of an office's own template, kept in the return that goes back.

A total that was a formula is one again: a unit that mends a part need not know of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.layouts import return_layout
from youthstats.model.locations import Location
from youthstats.model.matching import Matching
from youthstats.model.office import Area, Mark, OfficeFormula
from youthstats.model.returns import Record
from youthstats.model.values import (
    Inexact,
    Missing,
    Number,
    Value,
    exact,
    is_figure,
    is_number,
    near,
)
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.package import Cell as Stored
from youthstats.workbook.reading.answers.formulas_asked import formulas_asked
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.referring import At, by_name, referred
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell, Content, Plan

__all__ = ["with_office_formulas"]


def with_office_formulas(
    plans: Sequence[Plan], frames: Sequence[Frame], records: Mapping[str, Record]
) -> list[Plan]:
    """Return the sheets of a return with the office's formulas where a figure is what they come to.

    What nobody could read is left to a formula that rests on another such answer. A formula over cells
    that only the template has is not kept.
    """
    if not any(frame.layout.form.formulas for frame in frames):
        return list(plans)
    kept = _Keeping(plans, frames, records)
    return [
        evolve(plan, cells=[kept.cell(plan.name, cell) for cell in plan.cells]) for plan in plans
    ]


@frozen(slots=False)
class _Keeping:
    plans: Sequence[Plan]
    frames: Sequence[Frame]
    records: Mapping[str, Record]

    def cell(self, sheet: str, cell: Cell) -> Cell:
        """Return a cell, with the office's formula if that comes to what stands in it."""
        at = sheet, (cell.row, cell.column)
        stands = self.content(sheet, cell)
        for formula in self.formulas.get(at, ()):
            result = evaluate(self.book, sheet, formula)
            if _comes_to(result, stands):
                return evolve(cell, value=stands, formula=formula)
            if at in self.unread and is_number(result) and self.unread & self.under(sheet, formula):
                return evolve(cell, value=result, formula=formula)
        return cell

    def content(self, sheet: str, cell: Cell) -> Content:
        """Return what a cell holds: the figure filed, and not what a formula of ours comes to."""
        filed = self.figures.get((sheet, (cell.row, cell.column)))
        return cell.value if filed is None or cell.formula is None else filed

    def under(self, sheet: str, formula: str) -> frozenset[At]:
        """Return the cells that a formula refers to."""
        return frozenset(referred(by_name(self.book.sheets), sheet, formula))

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """The forms where they are written, as if they had been found there."""
        return {frame.layout.form.id: _found(frame) for frame in self.frames}

    @cached_property
    def formulas(self) -> Mapping[At, tuple[str, ...]]:
        """The office's formulas that may stand in a cell, the likeliest first."""
        return {
            (one.location.sheet, asked.place): asked.handed
            for one in map(_told_by_lines, self.found.values())
            for asked in formulas_asked(one, self.found)
        }

    @cached_property
    def answers(self) -> Mapping[At, Value]:
        """What the unit answered, by the cell it is written in."""
        return {
            (found.location.sheet, place): value
            for id, found in self.found.items()
            for name, line, value in self.records.get(id, ())
            if (place := found.location.cell(name, line))
        }

    @cached_property
    def figures(self) -> Mapping[At, Number]:
        return {at: exact(one) for at, one in self.answers.items() if is_figure(one)}  # type: ignore[arg-type]

    @cached_property
    def unread(self) -> frozenset[At]:
        return frozenset(at for at, one in self.answers.items() if one is Missing.UNREADABLE)

    @cached_property
    def book(self) -> Book:
        """The return as it is written, without a formula."""
        sheets = tuple(Sheet(plan.name, cells=dict(self.stored(plan))) for plan in self.plans)
        return Book("", "", sheets)

    def stored(self, plan: Plan) -> Iterator[tuple[Place, Stored]]:
        for cell in plan.cells:
            value = self.content(plan.name, cell)
            value = value.value if isinstance(value, Inexact) else value
            if value is not None:
                yield (cell.row, cell.column), Stored(value)  # type: ignore[arg-type]


def _comes_to(result: object, content: Content) -> bool:
    value = content.value if isinstance(content, Inexact) else content
    if result is None or value is None or not (is_number(result) and is_number(value)):
        return result is not None and result == (value or "")
    return near(result, value)


def _found(frame: Frame) -> Found:
    form = frame.layout.form
    entries = len(frame.entries(None)) if form.open else None
    layout = return_layout(form, entries)
    all_rows, all_columns = frame.location(None).rows, frame.location(None).columns
    rows = tuple(
        row
        for row, leaf in zip(all_rows, frame.layout.rows, strict=True)
        if not form.is_total_line(leaf.line)
    )
    columns = tuple(
        column
        for column, leaf in zip(all_columns, frame.layout.columns, strict=True)
        if not form.is_total_line(leaf.line)
    )
    line = form.total_line
    totals = {
        item.name: place
        for item in form.items
        if line is not None and (place := frame.at((None, item.name, line)))
    }
    location = Location(
        frame.sheet, layout.slots, rows, columns, None, frame.entries_in_labels, line, totals
    )
    return Found(layout, location, Matching(form.id, frame.sheet, "names"))


def _told_by_lines(one: Found) -> Found:
    """Return a form with those of its formulas alone that refer to answers and nothing beside them."""
    form = one.layout.form
    formulas = tuple(formula for formula in form.formulas if _of_answers(formula, listed=form.open))
    return evolve(one, layout=evolve(one.layout, form=evolve(form, formulas=formulas)))


def _of_answers(formula: OfficeFormula, *, listed: bool) -> bool:
    areas = (piece for piece in formula.pieces if isinstance(piece, Area))
    marks = (mark for area in areas for mark in (*(area.rows or ()), *(area.columns or ())))
    return all(_of_line(mark, listed=listed) for mark in marks)


def _of_line(mark: Mark, *, listed: bool) -> bool:
    return mark.form is not None and (not mark.steps or (listed and mark.line is None))
