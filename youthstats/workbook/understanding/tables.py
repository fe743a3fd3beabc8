"""Where the tables of a sheet are, and where in each the labels end and the answers begin.

A table is labels above, labels before, and cells to fill in where the two cross. How deep the
heading is and how wide the stub nobody says; of all ways to cut the table the one is meant that
leaves most cells to fill in, the one with the least heading among equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import frozen

from youthstats.workbook.reading.sheets.foot import SIGNED
from youthstats.workbook.reading.sheets.heading import begins_heading
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas, Role

__all__ = ["Region", "Table", "find_tables"]

OPENINGS = frozenset({Role.ANSWER, Role.FORMULA, Role.CLOSED})
LABELS = frozenset({Role.LABEL, Role.NUMBER})

_SIGNED = re.compile("|".join(r"\s*".join(word) for word in (*SIGNED, "审核人", "统计负责人")))


@frozen
class Region:
    """A rectangle of a sheet that holds a table: rows and columns, from 0."""

    rows: range
    columns: range


@frozen(slots=False, eq=False)
class Table:
    """One table: ``header`` rows of labels, ``stub`` columns of labels, ``rows`` and ``columns`` of answers.

    ``sections`` are rows whose one label reaches over the whole table and names what follows.
    """

    canvas: Canvas
    region: Region
    header: tuple[int, ...]
    stub: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    sections: tuple[int, ...] = ()

    @property
    def openings(self) -> int:
        """How many cells there are to fill in."""
        return sum(
            self.canvas.role((row, column)) in OPENINGS
            for row in self.rows
            for column in self.columns
        )

    @cached_property
    def listed(self) -> bool:
        """Whether the rows have no labels of their own: a list of any length, or one row alone."""
        return not any(
            self.canvas.role((row, column)) in {*LABELS, Role.FORMULA}
            for row in self.rows
            for column in self.stub
        )


def find_tables(canvas: Canvas) -> list[Table]:
    """Return the tables of a sheet, from the top down and from the left."""
    found = []
    for region in _regions(canvas):
        best = max(
            (_cut(canvas, region, header) for header in _headings(region)),
            key=lambda tables: (sum(table.openings for table in tables), -_depth(tables)),
        )
        found += best
    return [table for table in found if table.openings]


def _headings(region: Region) -> range:
    return range(len(region.rows))


def _depth(tables: Sequence[Table]) -> int:
    return max((len(table.header) for table in tables), default=0)


def _regions(canvas: Canvas) -> list[Region]:
    """Return the boxed parts of a sheet; where no lines are drawn, what is neither head nor foot."""
    if canvas.draws_lines:
        return sorted(_boxed(canvas), key=lambda one: (one.rows.start, one.columns.start))
    rows, columns = canvas.used
    top = next((row for row in rows if not _is_head(canvas, row, columns)), rows.stop)
    bottom = next((row for row in range(top, rows.stop) if _is_foot(canvas, row)), rows.stop)
    if top >= bottom:
        return []
    # A list without lines ends where its heading does: what is to be filled in lies below it.
    more = 0 if _opens(canvas, range(top, bottom), columns) else 1
    return [Region(range(top, bottom + more), columns)]


def _opens(canvas: Canvas, rows: range, columns: range) -> bool:
    return any(canvas.role((row, column)) in OPENINGS for row in rows for column in columns)


def _is_head(canvas: Canvas, row: int, columns: range) -> bool:
    """Tell whether a row above the table is its title, says whose it is, or says nothing."""
    texts = {canvas.anchor((row, column)) for column in columns if canvas.at((row, column)).text}
    words = [canvas.at(place).text for place in texts]
    if any(begins_heading(word) or "单位：" in word.replace(":", "：") for word in words):
        return True
    open_cells = any(
        canvas.squares.get((row, column)) is not None
        and canvas.role((row, column)) in OPENINGS
        and canvas.at((row, column)).open
        for column in columns
    )
    return len(words) <= 1 and not open_cells


def _is_foot(canvas: Canvas, row: int) -> bool:
    texts = (canvas.at(place).text for place in sorted(canvas.squares) if place[0] == row)
    return any(_SIGNED.match(text) for text in texts)


def _boxed(canvas: Canvas) -> Iterator[Region]:
    """Yield the rectangles around what is boxed together."""
    left = {
        (row, column)
        for place, square in canvas.squares.items()
        if square.boxed
        for block in [canvas.block(place)]
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    }
    while left:
        group = _together(left, min(left))
        left -= group
        rows = [row for row, _ in group]
        columns = [column for _, column in group]
        region = Region(range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1))
        if len(group) > 1:
            yield region


def _together(places: set[Place], start: Place) -> set[Place]:
    """Return the places that touch ``start`` side by side, directly or through others."""
    found, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if near in places and near not in found:
                found.add(near)
                edge.append(near)
    return found


def _cut(canvas: Canvas, region: Region, depth: int) -> list[Table]:
    """Cut a region into tables below ``depth`` rows of heading."""
    header = tuple(region.rows[:depth])
    below = region.rows[depth:]
    sections = tuple(row for row in below if _is_section(canvas, region, row))
    body = [row for row in below if row not in sections]
    while body and not _has_opening(canvas, body[-1], region.columns):
        body.pop()  # a note under the table
    data = [column for column in region.columns if _answers(canvas, column, body)]
    tables = []
    for stub, columns in _side_by_side(region.columns, data):
        rows = tuple(row for row in body if _has_opening(canvas, row, columns))
        tables.append(Table(canvas, region, header, stub, rows, columns, sections))
    return tables


def _is_section(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether one label reaches over the whole width of the table."""
    block = canvas.block(canvas.anchor((row, region.columns.start)))
    wide = block.left <= region.columns.start and block.right >= region.columns.stop - 1
    return wide and len(region.columns) > 1 and canvas.role((row, block.left)) is Role.LABEL


def _has_opening(canvas: Canvas, row: int, columns: Iterable[int]) -> bool:
    return any(_opens_at(canvas, (row, column), columns) for column in columns)


def _opens_at(canvas: Canvas, place: Place, columns: Iterable[int]) -> bool:
    """Tell whether a cell can be filled in, and is no part of a block that begins elsewhere."""
    row, column = canvas.anchor(place)
    return canvas.role(place) in OPENINGS and row == place[0] and column in columns


def _answers(canvas: Canvas, column: int, body: Sequence[int]) -> bool:
    """Tell whether a column holds answers below the heading, and no labels."""
    roles = [canvas.role((row, column)) for row in body]
    if any(role in LABELS for role in roles):
        return False
    return any(role in OPENINGS for role in roles)


def _side_by_side(
    columns: range, data: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the blocks that stand beside each other: columns of labels, then columns of answers."""
    stub: list[int] = []
    answers: list[int] = []
    for column in columns:
        if column in data:
            answers.append(column)
        elif answers:
            yield tuple(stub), tuple(answers)
            stub, answers = [column], []
        else:
            stub.append(column)
    if answers:
        yield tuple(stub), tuple(answers)
