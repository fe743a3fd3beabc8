"""Lists and cards as offices draw them, in words that offices use, and what units write there."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from attrs import frozen
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.workbook.understanding.offices_words import LISTED, NAMES, ON_CARDS, WIDE

__all__ = ["Answer", "Asked", "OfficeCard", "OfficeList", "office_cards", "office_lists"]

Asked = tuple[str, str]
"""A label, and the kind of what is asked for under it; ``number`` counts the entries of a list."""

Answer = str | int | float

_SIDE = Side(style="thin")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def _pool(vocabulary: Mapping[str, str]) -> list[Asked]:
    return [(label, kind) for kind, labels in vocabulary.items() for label in labels.split()]


@frozen
class OfficeList:
    """A list: its columns, how many rows are left blank, and where its line of totals stands."""

    columns: tuple[Asked, ...]
    rows: int
    total: Literal["", "first", "last"]
    measure: str
    foot: bool

    def entries(self, count: int, seed: int) -> list[list[Answer]]:
        """Return what a unit lists."""
        drawn = random.Random(seed)
        return [
            [
                place if kind == "number" else _answer(label, kind, drawn)
                for label, kind in self.columns
            ]
            for place in range(1, count + 1)
        ]

    def drawn(self, unit: str = "", entries: Sequence[Sequence[Answer]] = ()) -> Workbook:
        """Return the list with what a unit wrote, in more rows than were left blank if need be."""
        book = Workbook()
        sheet: Any = book.active
        last, rows = len(self.columns), max(self.rows, len(entries))
        sheet["A1"], sheet["A2"] = "情况明细表", f"填报单位：{unit}"
        if self.measure:
            sheet.cell(2, last, f"单位：{self.measure}")
        for column, (label, _) in enumerate(self.columns, 1):
            sheet.cell(3, column, label)
        first = 5 if self.total == "first" else 4
        total = {"first": 4, "last": first + rows}.get(self.total)
        end = first + rows + (self.total == "last")
        for row, entry in enumerate(entries, first):
            for column, answer in enumerate(entry, 1):
                sheet.cell(row, column, answer)
        if total is not None:
            sheet.cell(total, 1, "合计")
            for column, (_, kind) in enumerate(self.columns, 1):
                letter = get_column_letter(column)
                if kind in ("count", "amount"):
                    formula = f"=SUM({letter}{first}:{letter}{first + rows - 1})"
                    sheet.cell(total, column, formula)
        _boxed(sheet, end - 1, last)
        if self.foot:
            sheet.cell(end, 1, "填表人：")
        return book


@frozen
class OfficeCard:
    """A card: so many labels with their answers in each row, then some over its whole width."""

    labels: tuple[Asked, ...]
    across: int
    wide: tuple[str, ...]
    foot: bool

    @property
    def asked(self) -> dict[tuple[int, int], Asked]:
        """What is asked for in each cell."""
        rows = -(-len(self.labels) // self.across)
        beside: dict[tuple[int, int], Asked] = {
            (3 + number // self.across, 2 + 2 * (number % self.across)): one
            for number, one in enumerate(self.labels)
        }
        return beside | {(3 + rows + at, 2): (label, "words") for at, label in enumerate(self.wide)}

    def answers(self, seed: int) -> dict[tuple[int, int], Answer]:
        """Return what a unit writes."""
        drawn = random.Random(seed)
        return {at: _answer(label, kind, drawn) for at, (label, kind) in self.asked.items()}

    def drawn(
        self, unit: str = "", answers: dict[tuple[int, int], Answer] | None = None
    ) -> Workbook:
        """Return the card with what a unit wrote."""
        book = Workbook()
        sheet: Any = book.active
        sheet["A1"], sheet["A2"] = "基本情况登记表", f"填报单位：{unit}"
        last, bottom = 2 * self.across, max(row for row, _ in self.asked)
        for (row, column), (label, _) in self.asked.items():
            sheet.cell(row, column - 1, label)
            if label in self.wide and last > 2:
                sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=last)
        for at, answer in (answers or {}).items():
            sheet.cell(*at, answer)
        _boxed(sheet, bottom, last)
        if self.foot:
            sheet.cell(bottom + 1, 1, "填表人：")
            sheet.cell(bottom + 1, last, "填表日期：")
        return book


def _boxed(sheet: Any, bottom: int, last: int) -> None:
    for cells in sheet.iter_rows(3, bottom, 1, last):
        for cell in cells:
            cell.border = _BOX


def _answer(label: str, kind: str, drawn: random.Random) -> Answer:
    """Draw an answer as it is typed under a label."""
    figures: dict[str, Answer] = {
        "count": drawn.randint(1, 5_000),
        "amount": drawn.randint(100, 999_999) / 100,
        "rate": drawn.choice((10, 35.5, 60, 80, 95.5)),
        "price": drawn.randint(100, 99_999) / 100,
        "date": f"2025-{drawn.randint(1, 9):02}-{drawn.randint(10, 28)}",
    }
    return figures[kind] if kind in figures else _words(label, drawn)


def _words(label: str, drawn: random.Random) -> Answer:
    if "电话" in label or label == "传真":
        return f"1{drawn.randint(3_000_000_000, 9_999_999_999)}"
    if label == "邮政编码":
        return drawn.randint(310_000, 319_999)
    if "代码" in label or label in ("账号", "身份证号", "身份证号码"):
        return f"9133010{drawn.randint(10**10, 10**11 - 1)}"
    if label.startswith(("是否", "有无")):
        return drawn.choice("是否有无")
    named = drawn.choice(("张伟", "李娜", "城建局", "东山镇", "群众", "道路维修"))
    return f"{named}{drawn.randint(1, 99)}"


@st.composite
def office_lists(draw: st.DrawFn) -> OfficeList:
    """Draw a list of entries that have names."""
    name: Asked = (draw(st.sampled_from(NAMES.split())), "words")
    more = draw(st.lists(st.sampled_from(_pool(LISTED)), min_size=2, max_size=7, unique=True))
    numbered: list[Asked] = [("序号", "number")] * draw(st.booleans())
    return OfficeList(
        (*numbered, name, *more),
        draw(st.integers(2, 8)),
        draw(st.sampled_from(("", "first", "last"))),
        draw(st.sampled_from(("", "万元"))),
        draw(st.booleans()),
    )


@st.composite
def office_cards(draw: st.DrawFn) -> OfficeCard:
    """Draw a card with two or three labels in a row."""
    across, rows = draw(st.integers(2, 3)), draw(st.integers(2, 6))
    several = st.lists(
        st.sampled_from(_pool(ON_CARDS)),
        min_size=across * rows,
        max_size=across * rows,
        unique=True,
    )
    wide = draw(st.lists(st.sampled_from(WIDE.split()), max_size=3, unique=True))
    return OfficeCard(tuple(draw(several)), across, tuple(wide), draw(st.booleans()))
