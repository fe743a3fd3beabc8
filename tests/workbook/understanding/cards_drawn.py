"""Random cards as offices draw them: rows of labels and answers of any width.

Two groups may ask for the same: 职工 and 团员, each with 男 and 女 behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, frozen
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn

__all__ = ["Asking", "Card", "cards"]

_LABELS = {
    "text": ("单位名称", "地址", "联系电话", "备注", "负责人姓名", "主管部门名称", "邮编", "职务"),
    "count": (
        "从业人员（人）",
        "活动场次（场次）",
        "党员人数",
        "团员人数",
        "车辆（辆）",
        "户数（户）",
    ),
    "money": ("资产总额（万元）", "建筑面积（平方米）", "经费收入（元）", "年产值（万元）"),
    "date": ("成立日期", "换届日期"),
}
_GROUPS = ("干部", "群众")
_KINDS = {label: kind for kind, labels in _LABELS.items() for label in labels}
_WIDTH = 8


@frozen
class Asking:
    """One label and its answer: how wide each is, and where it begins."""

    label: str
    row: int
    column: int
    label_width: int
    answer_width: int
    side: Literal["right", "below"] = "right"
    group: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The labels that lead to the answer."""
        return (self.group, self.label) if self.group else (self.label,)

    @property
    def kind(self) -> str:
        return _KINDS[self.label]

    @property
    def answer(self) -> tuple[int, int]:
        """The cell of the answer, counted from the first row of the card."""
        if self.side == "below":
            return self.row + 1, self.column
        return self.row, self.column + self.label_width


@frozen
class Card:
    """A card: what it asks for, row by row, and how it is drawn."""

    asking: tuple[Asking, ...]
    lines: bool
    unlocked: bool

    @property
    def rows(self) -> int:
        return 1 + max(one.answer[0] for one in self.asking)

    def drawn(self) -> Drawn:
        """Return the sheet: a title, the card, and a line of signatures below it."""
        shown = {(row, at): "" for row in range(self.rows) for at in range(_WIDTH)}
        for one in self.asking:
            for (row, left), width, text in (
                ((one.row, one.column), one.label_width, one.label),
                (one.answer, one.answer_width, ""),
            ):
                shown |= {(row, left): text} | {(row, left + n): "<" for n in range(1, width)}
        for group in {one.group for one in self.asking} - {""}:
            first, *more = sorted({one.row for one in self.asking if one.group == group})
            shown |= {(first, 0): group} | {(row, 0): "^" for row in more}
        grid = "\n".join(
            f"| {' | '.join(shown[row, at] for at in range(_WIDTH))} |" for row in range(self.rows)
        )
        sheet = f"登记表\n{grid}\n\n填表人： | | 审核人： |"
        return Drawn(sheet, lines=self.lines, unlocked=tuple(self._unlocked()))

    def _unlocked(self) -> Iterator[str]:
        for one in self.asking if self.unlocked else ():
            row, column = one.answer
            yield f"{'ABCDEFGHIJ'[column]}{row + 2}"


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Draw a card whose answers do not all stand under each other.

    With neither lines nor locks a first row of one label alone would be a title, and a group of one row
    no group.
    """
    lines, unlocked = draw(st.booleans()), draw(st.booleans())
    least = 1 if lines or unlocked else 2
    labels = draw(st.permutations(sorted(_KINDS)))
    asking: list[Asking] = []
    row = 0
    for _ in range(draw(st.integers(2, 5))):
        for one in _row(draw, labels[len(asking) :], row, 1 if row else least):
            asking.append(one)
        row += 2 if asking[-1].side == "below" else 1
    used = len(asking)
    if draw(st.booleans()):
        asking += _grouped(draw, labels[used : used + 3], row, least)
        row = asking[-1].row + 1
        used += 3
    columns = {one.answer[1] for one in asking if one.side == "right"}
    if len(columns) < 2:
        asking += [
            Asking(labels[used], row, 0, 1, 2),
            Asking(labels[used + 1], row, 3, 2, 3),
        ]
    return Card(tuple(asking), lines, unlocked)


def _row(draw: st.DrawFn, labels: Sequence[str], row: int, least: int) -> Iterator[Asking]:
    """Yield what one row asks for, over its whole width."""
    if row and draw(st.integers(0, 5)) == 0:
        yield Asking(labels[0], row, 0, _WIDTH, _WIDTH, "below")
        return
    yield from _across(draw, labels, row, draw(st.integers(least, 3)))


def _across(
    draw: st.DrawFn, labels: Sequence[str], row: int, count: int, left: int = 0
) -> Iterator[Asking]:
    """Yield so many labels side by side, each with its answer on its right."""
    cuts = draw(st.permutations(range(left + 2, _WIDTH - 1, 2)))[: count - 1]
    starts = [left, *sorted(cuts)]
    for number, (begin, end) in enumerate(zip(starts, [*starts[1:], _WIDTH], strict=True)):
        width = draw(st.integers(1, end - begin - 1))
        yield Asking(labels[number], row, begin, width, end - begin - width)


def _grouped(draw: st.DrawFn, labels: Sequence[str], row: int, least: int) -> Iterator[Asking]:
    """Yield two groups of the same labels, one below the other, each over one row at least."""
    first = list(_across(draw, labels, row, draw(st.integers(1, 2)), left=1))
    if least > 1 or draw(st.booleans()):
        first += _across(draw, labels[2:], row + 1, 1, left=1)
    height = 1 + first[-1].row - row
    for number, group in enumerate(_GROUPS):
        for one in first:
            yield evolve(one, row=one.row + number * height, group=group)
