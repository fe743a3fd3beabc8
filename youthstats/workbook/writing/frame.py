"""What stands around the table of a form: title, unit, period, measure, note, signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from attrs import frozen

from youthstats.layout.grid import AnswerCell, LabelCell, draw
from youthstats.layout.layouts import Key, Layout
from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.derivations import Source
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.linear import Linear
from youthstats.model.lists import sum_over_entries
from youthstats.model.locations import Location
from youthstats.wording import say
from youthstats.workbook.writing.plan import (
    NARROWEST,
    NARROWEST_SHEET,
    WIDEST,
    WIDEST_OF_SEVERAL,
    Cell,
    Content,
    Style,
    fitted_widths,
)
from youthstats.workbook.writing.unprinted import unprinted_measures

__all__ = ["Frame", "full_title"]


def full_title(label: str, title: str) -> str:
    """Return a table's title as it is printed: ``表一：…统计表``."""
    return f"{label}：{title}"


@frozen
class Frame:
    """The surroundings of one form's table on a sheet.

    ``kind`` ``"return"`` is filled in by ``unit``, ``"report"`` is consolidated, ``"printed"`` is the
    bare table under its title; ``banner`` warns of an incomplete total, ``subtitle`` ends the title,
    ``compiled_by`` is the unit that adds up. Positions count from 0.
    """

    layout: Layout
    sheet: str
    kind: Literal["return", "report", "printed"]
    period: str
    unit: str = ""
    unit_from: str = ""
    banner: str = ""
    subtitle: str = ""
    compiled_by: str = ""
    lang: str = "zh"

    @property
    def top(self) -> int:
        """Rows above the table: the title, and two lines that say whose figures these are."""
        return 1 if self.kind == "printed" else 3

    @property
    def width(self) -> int:
        """Columns the sheet uses: two at least, for the unit and its name."""
        return max(self.layout.width, 2)

    @property
    def bottom(self) -> int:
        """The first row below the table and its note."""
        return self.top + self.height + (1 if self.layout.form.note else 0)

    @property
    def height(self) -> int:
        """Rows of the table, its labels included."""
        return self.layout.height

    @property
    def first_answer(self) -> tuple[int, int]:
        """The cell at the upper left of the answers."""
        return self.top + self.layout.header_depth, self.layout.stub_width

    def at(self, key: Key) -> tuple[int, int] | None:
        """Return where one answer stands, or ``None`` when the layout does not show it."""
        slot = self.layout.slots.get(key)
        if slot is None:
            return None
        row, column = self.first_answer
        return row + slot[0], column + slot[1]

    def own_cell(self, key: Key) -> tuple[int, int] | None:
        """Return the cell that holds one answer and nothing else: none for one inside a phrase."""
        inside = self._item(key).within is not None
        return None if inside or key[1] in self.entries_in_labels else self.at(key)

    def source(self, form: Form, key: Key) -> Source | None:
        """Return what an answer follows from, every entry of a list named that the sheet shows."""
        unit, item, line = key
        source = form.source_of(item, line)
        if isinstance(source, Linear):
            return sum_over_entries(source, lambda _: self.entries(unit))
        return source

    def entries(self, unit: str | None) -> range:
        """Return the entries of a unit's list that the sheet shows."""
        return range(self._entries[unit])

    @cached_property
    def _entries(self) -> Counter[str | None]:
        leaves = (*self.layout.rows, *self.layout.columns)
        return Counter(leaf.unit for leaf in leaves if isinstance(leaf.line, int))

    def location(self, unit: str | None) -> Location:
        """Return where one unit's record stands on this sheet."""
        row, column = self.first_answer
        return Location(
            self.sheet,
            self.layout.slots,
            tuple(row + i for i in range(len(self.layout.rows))),
            tuple(column + j for j in range(len(self.layout.columns))),
            unit,
            self.entries_in_labels,
        )

    @cached_property
    def entries_in_labels(self) -> dict[str, tuple[int, int]]:
        """Return where answers stand that complete a label."""
        return {
            cell.label.specify: (self.top + cell.row, cell.column)
            for cell in draw(self.layout)
            if isinstance(cell, LabelCell) and cell.label.specify
        }

    def answers(self) -> Iterator[AnswerCell]:
        """Yield the answer cells in their places on the sheet."""
        for cell in draw(self.layout):
            if isinstance(cell, AnswerCell):
                yield AnswerCell(self.top + cell.row, cell.column, cell.key, cell.total)

    def widths(self, cells: list[Cell]) -> list[float]:
        """Fit the columns to what stands in them; answers in words get room to be written."""
        alone = len(self.layout.columns) == 1
        widths = fitted_widths(cells, self.width, WIDEST if alone else WIDEST_OF_SEVERAL)
        words = [c.column for c in self.answers() if not self._item(c.key).kind.numeric]
        roomy = 24.0 if self.kind == "return" else NARROWEST
        for column in words:
            widths[column] = max(widths[column], roomy)
        if alone and self.layout.stub_width:
            widths[-1] = max(widths[-1], WIDEST)
        slack = max(1.0, NARROWEST_SHEET / sum(widths))
        return [width * slack for width in widths]

    def _item(self, key: Key) -> Item:
        return self.layout.form.item(key[1])

    def cells(self) -> Iterator[Cell]:
        """Yield everything on the sheet but the answers."""
        yield from self.head()
        yield from self.labels("stub")
        yield from self.foot()

    def head(self) -> Iterator[Cell]:
        """Yield what stands above the answers."""
        form = self.layout.form
        title = full_title(form.label, form.title) + self.subtitle
        yield Cell(0, 0, title, Style("title"), width=self.width)
        if self.kind != "printed":
            yield from self._heading()
        yield from self.labels("corner", "header")

    def labels(self, *roles: str) -> Iterator[Cell]:
        """Yield the labels of the table that play these roles, but for those a clerk completes."""
        for cell in draw(self.layout):
            if isinstance(cell, LabelCell) and cell.role in roles and not cell.label.specify:
                yield self._label(cell)

    def foot(self) -> Iterator[Cell]:
        """Yield what stands below the answers."""
        yield from self._note()
        if self.kind != "printed":
            yield from self._signatures()

    def _heading(self) -> Iterator[Cell]:
        form, last = self.layout.form, self.width - 1
        left, right = Style("meta", align="left"), Style("meta", align="right")
        period = say("frame.period", self.lang, period=self.period)
        number = say("frame.number", self.lang, label=form.label)
        measure = say("frame.measure", self.lang, measure=form.measure or "—")
        if self.kind == "return":
            yield Cell(1, 0, say("frame.unit", self.lang), left)
            span = max(1, min(3, last - 1))
            own = Style("meta", align="left", unlocked=not self.unit_from)
            yield Cell(1, 1, self.unit or None, own, self._unit_formula(), width=span)
            if last > span:
                yield Cell(1, span + 1, number, right, width=last - span)
        else:
            span = max(1, last)
            yield self._compiler(span)
            yield Cell(1, span, number, right, width=last + 1 - span)
        half = max(1, (last + 1) // 2)
        tail = measure if last > 1 or self.kind == "report" else f"{number}\u3000{measure}"
        yield Cell(2, 0, period, left, width=half)
        yield Cell(2, half, tail, right, width=last + 1 - half)

    def _compiler(self, span: int) -> Cell:
        """Name who adds up; where units are missing, that comes first."""
        if self.banner:
            return Cell(1, 0, self.banner, Style("banner", align="left"), width=span)
        named = say("frame.compiled_by", self.lang, unit=self.compiled_by)
        return Cell(
            1, 0, named if self.compiled_by else None, Style("meta", align="left"), width=span
        )

    def _unit_formula(self) -> str | None:
        return f'=IF({self.unit_from}="","",{self.unit_from})' if self.unit_from else None

    def _label(self, cell: LabelCell) -> Cell:
        text: Content = cell.label.text
        formula = None
        if text == OWN_UNIT:
            text, formula = self.unit or None, '=IF($B$2="","",$B$2)'
        elif measure := unprinted_measures(self.layout).get(cell.label.text):
            text = f"{text}（{measure}）"
        style = Style(cell.role, align="left" if self._wordy(cell) else "center")
        return Cell(
            self.top + cell.row,
            cell.column,
            text,
            style,
            formula,
            height=cell.height,
            width=cell.width,
        )

    def _wordy(self, cell: LabelCell) -> bool:
        """Row labels of a label-and-answer form read better from the left."""
        innermost = cell.column + cell.width == self.layout.stub_width
        return cell.role == "stub" and innermost and not self.layout.form.by_unit

    def _note(self) -> Iterator[Cell]:
        note = self.layout.form.note
        if note:
            row = self.top + self.height
            yield Cell(row, 0, note[0], Style("note"))
            style = Style("note", align="left")
            yield Cell(row, 1, note[1], style, width=self.width - 1)

    def _signatures(self) -> Iterator[Cell]:
        style = Style("meta", align="left", unlocked=self.kind == "return")
        labels = [say(f"frame.{who}", self.lang) for who in ("head", "clerk", "reported_on")]
        if self.width < 3:
            for place, label in enumerate(labels):
                yield Cell(self.bottom + place, 0, label, style, width=self.width)
            return
        third = self.width // 3
        for place, label in enumerate(labels):
            width = third if place < 2 else self.width - 2 * third
            yield Cell(self.bottom, place * third, label, style, width=width)
