"""Lists with a line of totals, blank and as units return them, with what a spreadsheet stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from attrs import frozen
from hypothesis import strategies as st

__all__ = ["Entry", "ListForm", "entries", "list_forms"]

HEADING = 2
"""The row of the heading, from 0: a title and the line of the unit stand above it."""

Entry = tuple[str, tuple[int, ...]]
"""One entry: a name, and a figure for every column that is typed."""


@frozen
class ListForm:
    """A list as an office draws it.

    ``figures`` columns are typed; then come, if there are two, their difference (``derived``) and a
    rate behind a guard (``rated``). ``numbered`` prints 序号, ``wide`` merges every name over two
    columns, ``head`` puts the line of totals on top, ``summed`` gives it formulas.
    """

    figures: int = 2
    rows: int = 4
    label: str = "合计"
    numbered: bool = True
    wide: bool = False
    head: bool = False
    derived: bool = True
    rated: bool = False
    summed: bool = True

    @property
    def first(self) -> int:
        """The column of the first figure."""
        return self.numbered + 1 + self.wide

    @property
    def names(self) -> list[str]:
        """What the columns of figures are headed."""
        typed = ["计划投资", "已完成额", "上年金额"][: self.figures]
        return [*typed, *["剩余金额"] * self.derives, *["完成率（%）"] * self.rates]

    @property
    def derives(self) -> bool:
        return self.derived and self.figures > 1

    @property
    def rates(self) -> bool:
        return self.rated and self.figures > 1

    @property
    def added(self) -> range:
        """The columns, from the first figure, that are added up."""
        return range(self.figures + self.derives)

    def lines(self, count: int = 0) -> range:
        """Return the rows of the entries, of which there may be more than the template has."""
        top = HEADING + 1 + self.head
        return range(top, top + max(count, self.rows))

    def total(self, count: int = 0) -> int:
        """Return the row of the totals."""
        return HEADING + 1 if self.head else self.lines(count)[-1] + 1

    def write(
        self,
        path: Path,
        unit: str = "",
        listed: Sequence[Entry] = (),
        typed: Mapping[int, int | None] | None = None,
    ) -> Path:
        """Write the list with these entries; ``typed`` is typed over totals, by column of figures."""
        with xlsxwriter.Workbook(path) as book:
            box = book.add_format({"border": 1})
            sheet = book.add_worksheet("清单")
            sheet.write(0, 0, "重点项目清单")
            sheet.write(1, 0, "填报单位：")
            sheet.write(1, 1, unit)
            for place, value in self._cells(listed, typed or {}):
                _put(sheet, place, value, box)
            sheet.write(self.lines(len(listed))[-1] + 2, 0, "填表人：")
        return path

    def _cells(
        self, listed: Sequence[Entry], typed: Mapping[int, int | None]
    ) -> Iterator[tuple[tuple[int, ...], Any]]:
        heads = [*["序号"] * self.numbered, "项目名称", *[None] * self.wide, *self.names, "备注"]
        for column, text in enumerate(heads):
            yield (HEADING, column), text
        lines, figures = self.lines(len(listed)), []
        for number, row in enumerate(lines):
            name, given = listed[number] if number < len(listed) else ("", ())
            if self.numbered:
                yield (row, 0), number + 1
            yield (row, self.numbered, row, self.numbered + self.wide), name
            figures.append([*given, *[None] * (self.figures - len(given))])
            yield from self._figures(row, figures[-1])
            yield (row, self.first + len(self.names)), None
        if self.wide:
            yield (HEADING, self.numbered, HEADING, self.numbered + 1), "项目名称"
        yield from self._totals(lines, figures, typed)

    def _figures(
        self, row: int, given: Sequence[int | None]
    ) -> Iterator[tuple[tuple[int, ...], Any]]:
        for at, figure in enumerate(given):
            yield (row, self.first + at), figure
        whole, part = (given[at] or 0 for at in (0, 1)) if self.figures > 1 else (0, 0)
        yield from self._worked_out(row, whole, part)

    def _worked_out(self, row: int, whole: int, part: int) -> Iterator[tuple[tuple[int, ...], Any]]:
        a, b = (_cell(row, self.first + at) for at in (0, 1))
        if self.derives:
            yield (row, self.first + self.figures), (f"={a}-{b}", whole - part)
        if self.rates:
            rate = part / whole * 100 if whole else ""
            text = f'=IF({a}=0,"",{b}/{a}*100)'
            yield (row, self.first + self.figures + self.derives), (text, rate)

    def _totals(
        self, lines: range, figures: Sequence[Sequence[int | None]], typed: Mapping[int, int | None]
    ) -> Iterator[tuple[tuple[int, ...], Any]]:
        row = lines[0] - 1 if self.head else lines[-1] + 1
        yield (row, 0, row, self.first - 1), self.label
        sums = [sum(one[at] or 0 for one in figures) for at in range(self.figures)]
        shown = [typed.get(at, value) or 0 for at, value in enumerate(sums)]
        if self.rates:
            yield from (cell for cell in self._worked_out(row, *shown[:2]) if "IF" in cell[1][0])
        if self.derives:
            sums.append(sums[0] - sums[1])
        for at, value in enumerate(sums):
            column = self.first + at
            area = f"{_cell(lines[0], column)}:{_cell(lines[-1], column)}"
            own: Any = (f"=SUM({area})", value) if self.summed else None
            yield (row, column), typed.get(at, own)
        yield (row, self.first + len(self.names)), None


def _cell(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def _put(sheet: Any, place: tuple[int, ...], value: Any, box: Any) -> None:
    if len(place) == 4 and place[:2] != place[2:]:
        sheet.merge_range(*place, value, box)
    elif isinstance(value, tuple):
        sheet.write_formula(*place[:2], value[0], box, value[1])
    else:
        sheet.write(*place[:2], value, box)


list_forms = st.builds(
    ListForm,
    figures=st.integers(1, 3),
    rows=st.integers(2, 5),
    label=st.sampled_from(["合计", "总  计", "小计"]),
    numbered=st.booleans(),
    wide=st.booleans(),
    head=st.booleans(),
    derived=st.booleans(),
    rated=st.booleans(),
)


def entries(form: ListForm, *, most: int | None = None) -> st.SearchStrategy[list[Entry]]:
    """Draw the entries of one unit, as many as the template has room for, or ``most``."""
    figures = st.tuples(*[st.integers(1, 999)] * form.figures)
    whole = figures.map(lambda one: (one[0] + sum(one[1:]), *one[1:]))
    named = st.lists(whole, min_size=1, max_size=most or form.rows)
    return named.map(lambda found: [(f"项目{chr(0x4E00 + n)}", one) for n, one in enumerate(found)])
