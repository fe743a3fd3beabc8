"""Tables as offices draw them, in words that offices use, of which is known what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.workbook.understanding.offices_lines import Line, lines_of, spans
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
    relations: bool = False
    """Whether it prints 审核关系 of the columns and rows that have numbers."""


@frozen
class OfficeTable:
    """A table: what its columns and rows are, and how it is drawn.

    ``items_down`` says that its rows are what is asked for and its columns of when or of whom;
    ``measured`` where the measure stands: above, in a ``"line"``, or in that of the table ``"beside"``, in
    the ``"label"``s or in a ``"column"``.
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
    def measure(self) -> str:
        """What its figures are in, but for those whose labels name a measure of their own."""
        (measure,) = {line.measure for line in self.items if not line.own} - {"%", ""}
        return measure

    @property
    def relations(self) -> Iterator[str]:
        """The relations it prints between its numbered columns, and between its coded rows."""
        for lines, word, numbered in (
            (self.columns, "栏", self.manner.numbered),
            (self.rows, "行", self.manner.codes),
        ):
            for number, line in enumerate(lines, 1) if numbered else ():
                names = [f"{one + 1:02d}" if word == "行" else str(one + 1) for one in line.of]
                names = [f"{one}{word}" for one in names]
                mine = f"{number:02d}{word}" if word == "行" else f"{number}{word}"
                if line.how == "part":
                    yield f"{names[0]}≥{mine}"
                elif line.how == "sum":
                    terms = zip(line.signs, names, strict=True)
                    said = "".join(f"{'＋－'[sign < 0]}{name}" for sign, name in terms)
                    yield f"{mine}＝{said.removeprefix('＋')}"

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """The column and the row of every answer, from nought."""
        lines = enumerate(self.rows)
        rows = (row for row, line in lines if line.how != "head")
        return ((column, row) for row in rows for column in range(len(self.columns)))

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
                if line.divides or line.how in ("sum", "rest"):
                    return line, of
        return None

    def formula(self, column: int, row: int) -> str | None:
        """Return the formula that an office writes for an answer; none for the ratio of a ratio."""
        if (way := self.comes(column, row)) is None:
            return None
        line, of = way
        cells = [self.address(*one) for one in of]
        if line.how == "rest":
            return None
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
            measure = self.measure
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
        for level, first, bottom, last in spans([line.path for line in lines]):
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
        named = "%" in label or line.own
        if of_items and inmost and self.measured == "label" and line.measure and not named:
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
    if len(tables) == 1 and upper.manner.relations and (said := list(upper.relations)):
        sheet.cell(below, 1, f"审核关系：{'；'.join(said)}。")
        below += 1
    if tables[-1].manner.foot:
        sheet.cell(below, 1, "注：1.本表由各乡镇填报；2.数据截至报告期末。")
        sheet.cell(below + 1, 1, "单位负责人：")
        sheet.cell(below + 1, last, "填表人：")
    return book


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
    one = len({line.measure for line in items if not line.own} - {"%", ""}) == 1
    wheres = ["label", *["line"] * one, *["column"] * down]
    columns, rows = (others, items) if down else (items, others)
    return OfficeTable(
        tuple(columns),
        tuple(rows),
        down,
        draw(st.sampled_from(wheres)),
        draw(st.builds(Manner, *[st.booleans()] * 12)),
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
    """Draw two or three tables side by side, each under a label of its own, that may ask for the same.

    Two with plain headings may have no column between them, and one line may say what both are in.
    """
    banners = draw(st.permutations(BANNERS))
    found: list[OfficeTable] = []
    count = draw(st.integers(2, 3))
    for banner in banners[:count]:
        table = draw(office_tables())
        manner = evolve(table.manner, merged=table.manner.merged or table.wide > 1)
        before = found[-1].last + 1 if found else 0
        found.append(evolve(table, manner=manner, first=5, before=before, banner=banner))
    left, right = found[:2]
    if count == 2 and (partners := _partners(left)) and draw(st.booleans()):
        rows, gap = draw(st.sampled_from(partners)), draw(st.integers(0, 1))
        right = evolve(left, rows=rows, banner=right.banner, before=left.last + gap)
        if left.measured == "line" and draw(st.booleans()):
            left = evolve(left, measured="beside")
        return left, right
    return tuple(found)


def _partners(one: OfficeTable) -> list[tuple[Line, ...]]:
    """Return what a table beside one may ask for under the same headings, drawn as if both were one."""
    plain = all(len(line.path) == 1 and line.how != "words" for line in (*one.columns, *one.rows))
    differs = any(line.how in ("growth", "part") or -1 in line.signs for line in one.columns)
    if not one.items_down or not plain or differs or one.measured == "column":
        return []
    measure, asked = one.rows[0].measure, {line.path for line in one.rows}
    several = [tuple(lines_of(written, measure)) for written in MEASURES.get(measure, ())]
    return [
        lines
        for lines in several
        if asked.isdisjoint(line.path for line in lines)
        and all(len(line.path) == 1 and line.how != "words" and not line.own for line in lines)
    ]
