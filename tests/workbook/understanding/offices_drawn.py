"""Tables as offices draw them, in words that offices use, of which is known what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.workbook.understanding.offices_lines import Line, lines_of
from tests.workbook.understanding.offices_words import (
    BANNERS,
    COUNTED,
    GENERIC,
    INDENTED,
    MEASURES,
    PLACES,
    TIME,
)

__all__ = ["SHEET", "UNIT", "OfficeTable", "blank", "blocks", "office_tables", "stacks"]

SHEET, UNIT = "统计表", "填报单位："
_TITLE = "情况统计表"
_SIDE = Side(style="thin")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


@frozen
class Manner:
    """How an office draws a table: what it prints, merges, spells and formats."""

    formulas: bool
    ranges: bool
    merged: bool
    codes: bool
    numbered: bool
    spaced: bool
    broken: bool
    formatted: bool
    foot: bool
    above: bool
    apart: bool
    """Whether the unit's name stands in a cell of its own."""


@frozen
class OfficeTable:
    """A table: what its columns and rows are, and how it is drawn.

    ``items_down`` says that its rows are what is asked for and its columns of when or of whom;
    ``measured`` where the measure stands: above, in a ``"line"``, in the ``"label"``s or in a ``"column"``.
    ``first`` is the row of the sheet that its header begins in, ``before`` how many columns stand before
    it; ``banner`` is a label over all of it, above that row.
    """

    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    items_down: bool
    measured: str
    manner: Manner
    first: int = 4
    before: int = 0
    banner: str = ""

    @property
    def items(self) -> tuple[Line, ...]:
        """What is asked for."""
        return self.rows if self.items_down else self.columns

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """The column and the row of every answer, from nought."""
        return (
            (column, row) for row in range(len(self.rows)) for column in range(len(self.columns))
        )

    @property
    def places(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The row and the column of the sheet that every answer stands in, from 1."""
        return {
            (column, row): (self.top + row, self.left + column + 1) for column, row in self.cells
        }

    @property
    def deep(self) -> int:
        """Over how many rows the header goes, numbers apart."""
        return max(len(line.path) for line in self.columns)

    @property
    def wide(self) -> int:
        """Over how many columns the labels of the rows go."""
        return max(len(line.path) for line in self.rows)

    @property
    def left(self) -> int:
        """How many columns stand before the answers."""
        return self.before + self.wide + (self.measured == "column") + self.manner.codes

    @property
    def last(self) -> int:
        """The last column."""
        return self.left + len(self.columns)

    @property
    def top(self) -> int:
        """The first row of answers."""
        return self.first + self.deep + self.manner.numbered

    def address(self, column: int, row: int) -> str:
        """Return the address of an answer."""
        at, beside = self.places[column, row]
        return f"{get_column_letter(beside)}{at}"

    def comes(self, column: int, row: int) -> tuple[Line, list[tuple[int, int]]] | None:
        """Return the line that an answer is worked out along, and of which answers; ``None`` for a free one."""
        across, down = self.columns[column], self.rows[row]
        ways = [
            (across, [(one, row) for one in across.of]),
            (down, [(column, one) for one in down.of]),
        ]
        if not {"words", "rate"} & {across.how, down.how}:
            for line, of in sorted(ways, key=lambda way: not way[0].divides):
                if line.divides or line.how == "sum":
                    return line, of
        return None

    def formula(self, column: int, row: int) -> str | None:
        """Return the formula that an office writes for an answer; none for the ratio of a ratio."""
        if (way := self.comes(column, row)) is None:
            return None
        line, of = way
        cells = [self.address(*one) for one in of]
        if line.how == "sum":
            tiled = {*line.signs} == {1} and list(line.of) == list(
                range(line.of[0], line.of[-1] + 1)
            )
            if self.manner.ranges and tiled:
                return f"=SUM({cells[0]}:{cells[-1]})"
            terms = zip(line.signs, cells, strict=True)
            return "=" + "".join(f"{'+-'[sign < 0]}{cell}" for sign, cell in terms).removeprefix(
                "+"
            )
        if self.columns[column].divides and self.rows[row].divides:
            return None
        over = cells[0] if line.how == "share" else f"({cells[0]}-{cells[1]})"
        return f'=IF({cells[1]}=0,"",ROUND({over}/{cells[1]}*100,1))'

    def draw(self, sheet: Any) -> None:
        """Draw the table on a sheet of a workbook."""
        self._corner(sheet)
        self._labels(sheet, self.columns, down=False)
        self._labels(sheet, self.rows, down=True)
        if self.measured == "line":
            (measure,) = {line.measure for line in self.items} - {"%", ""}
            up = bool(self.banner) + (2 if self.first == 4 else 1)
            sheet.cell(self.first - up, self.last, f"单位：{measure}")
        if self.banner:
            over = self.first - 1
            sheet.cell(over, self.before + 1, self.banner)
            sheet.merge_cells(
                start_row=over, start_column=self.before + 1, end_row=over, end_column=self.last
            )
        for (column, row), place in self.places.items():
            cell = sheet.cell(*place)
            if self.manner.formulas:
                cell.value = self.formula(column, row)
            if self.manner.formatted:
                cell.number_format = self._format(column, row)
        head, foot = self.first - bool(self.banner), self.top + len(self.rows) - 1
        for cells in sheet.iter_rows(head, foot, self.before + 1, self.last):
            for cell in cells:
                cell.border = _BOX

    def _corner(self, sheet: Any) -> None:
        begin, stub = self.before + 1, self.before + self.wide
        heads = {begin: "项目" if self.items_down else "类别"}
        if self.measured == "column":
            heads[stub + 1] = "计量单位"
        if self.manner.codes:
            heads[self.left] = "代码"
        for column, text in heads.items():
            sheet.cell(self.first, column, text)
            self._merge(
                sheet,
                (self.first, column),
                (self.first + self.deep - 1, max(column, stub if column == begin else 0)),
            )
        if self.manner.numbered:
            for column, text in zip(range(begin, self.left + 1), "甲乙丙丁", strict=False):
                sheet.cell(self.top - 1, column, text)
            for number in range(len(self.columns)):
                sheet.cell(self.top - 1, self.left + number + 1, number + 1)
        for number, line in enumerate(self.rows):
            if self.measured == "column":
                sheet.cell(self.top + number, stub + 1, line.measure)
            if self.manner.codes:
                sheet.cell(self.top + number, self.left, f"{number + 1:02d}")

    def _labels(self, sheet: Any, lines: Sequence[Line], *, down: bool) -> None:
        for level, first, bottom, last in _spans([line.path for line in lines]):
            text = self._spelled(lines[first], level, of_items=down == self.items_down)
            ends = [(level, first), (bottom, last)]
            if down:
                start, end = ((self.top + at, self.before + 1 + deep) for deep, at in ends)
            else:
                start, end = ((self.first + deep, self.left + 1 + at) for deep, at in ends)
            sheet.cell(*start, text)
            self._merge(sheet, start, end)

    def _merge(self, sheet: Any, start: tuple[int, int], end: tuple[int, int]) -> None:
        if self.manner.merged and start != end:
            sheet.merge_cells(
                start_row=start[0], start_column=start[1], end_row=end[0], end_column=end[1]
            )

    def _spelled(self, line: Line, level: int, *, of_items: bool) -> str:
        label = line.path[level]
        inmost = level == len(line.path) - 1
        if of_items and inmost and self.measured == "label" and line.measure and "%" not in label:
            label = f"{label}（{line.measure}）"
        if self.manner.spaced and label in ("合计", "总计", "小计", "备注", "其他"):
            label = f"{label[0]}  {label[1]}"
        if self.manner.broken:
            label = label.replace("其中：", "其中：\n").replace("（", "\n（").removesuffix("\n")
        return label

    def _format(self, column: int, row: int) -> str:
        hows = {self.columns[column].how, self.rows[row].how}
        if "words" in hows:
            return "General"
        if {"share", "growth", "rate"} & hows:
            return "0.0"
        item = self.items[row if self.items_down else column]
        return "0" if item.measure in COUNTED else "#,##0.00"


def blank(tables: Sequence[OfficeTable]) -> Workbook:
    """Return the workbook that an office sends out, of tables under each other."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    upper, last = tables[0], max(table.last for table in tables)
    sheet.cell(1, 1, _TITLE)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    sheet.cell(2, 1, UNIT)
    if upper.manner.above:
        sheet.cell(3, 1, "2025年1—6月")
        sheet.cell(3, last, "表号：统01表")
    for number, table in enumerate(tables):
        table.draw(sheet)
        if number and table.manner.above and not table.before:
            sheet.cell(table.first - 1, 1, f"{'一二三'[number]}、其他情况")
    below = max(table.top + len(table.rows) for table in tables)
    if tables[-1].manner.foot:
        sheet.cell(below, 1, "注：1.本表由各乡镇填报；2.数据截至报告期末。")
        sheet.cell(below + 1, 1, "单位负责人：")
        sheet.cell(below + 1, last, "填表人：")
    return book


def _spans(paths: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the level and the first line of every label, then the last of each that it stands over."""
    deep = max(map(len, paths))
    for level in range(deep):
        heads = [path[: level + 1] if len(path) > level else None for path in paths]
        for first, head in enumerate(heads):
            if head is None or (first and heads[first - 1] == head):
                continue
            last = first
            while last + 1 < len(heads) and heads[last + 1] == head:
                last += 1
            yield level, first, deep - 1 if level == len(paths[first]) - 1 else level, last


@st.composite
def _items(draw: st.DrawFn) -> list[Line]:
    """Draw what is asked for; a total of all cannot stand beside something else."""
    found: list[Line] = []
    for measure in draw(st.lists(st.sampled_from(sorted(MEASURES)), min_size=1, max_size=2)):
        more = lines_of(draw(st.sampled_from(MEASURES[measure])), measure, len(found))
        known = {line.path[0] for line in found}
        new = {line.path[0] for line in more}
        if not found or (known.isdisjoint(new) and GENERIC.isdisjoint(known | new)):
            found += more
    return found


def _beside(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Tell whether lines may cross others: labels tell them apart, none asks for words of figures.

    A part of a difference may be more than the whole: nobody draws those.
    """
    apart = {line.path[-1] for line in some}.isdisjoint(line.path[-1] for line in others)
    differs = any(-1 in line.signs or line.how == "growth" for line in some)
    worded = any(line.how == "words" for line in some)
    plain = any(line.how == "words" or "岁" in line.path[-1] for line in others)
    return apart and not (
        (differs and any(line.how == "part" for line in others)) or (worded and plain)
    )


@st.composite
def office_tables(draw: st.DrawFn) -> OfficeTable:
    """Draw a table whose items stand in its columns, or in its rows."""
    items = draw(_items())
    down = draw(st.booleans())
    others = lines_of(draw(st.sampled_from(PLACES + (TIME if down else INDENTED))))
    if not _beside(items, others) or not _beside(others, items):
        others = lines_of("本期 上期")
    one = len({line.measure for line in items} - {"%", ""}) == 1
    wheres = ["label", *["line"] * one, *["column"] * down]
    columns, rows = (others, items) if down else (items, others)
    return OfficeTable(
        tuple(columns),
        tuple(rows),
        down,
        draw(st.sampled_from(wheres)),
        draw(st.builds(Manner, *[st.booleans()] * 11)),
    )


@st.composite
def stacks(draw: st.DrawFn) -> tuple[OfficeTable, ...]:
    """Draw one table, or two under each other that ask for different things."""
    upper, lower = draw(office_tables()), draw(office_tables())
    asked = {line.path[-1] for line in upper.items}
    if not asked.isdisjoint(line.path[-1] for line in lower.items):
        return (upper,)
    below = upper.top + len(upper.rows)
    return upper, evolve(lower, first=below + 2)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[OfficeTable, ...]:
    """Draw two or three tables side by side, each under a label of its own, that may ask for the same."""
    banners = draw(st.permutations(BANNERS))
    found: list[OfficeTable] = []
    for banner in banners[: draw(st.integers(2, 3))]:
        table, before = draw(office_tables()), found[-1].last + 1 if found else 0
        manner = evolve(table.manner, merged=table.manner.merged or table.wide > 1)
        found.append(evolve(table, manner=manner, first=5, before=before, banner=banner))
    return tuple(found)
