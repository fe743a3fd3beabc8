"""Random cards as offices draw them: rows of labels and answers of any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen
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

    With neither lines nor locks a first row of one label alone would be a title.
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
    columns = {one.answer[1] for one in asking if one.side == "right"}
    if len(columns) < 2:
        asking += [
            Asking(labels[len(asking)], row, 0, 1, 2),
            Asking(labels[len(asking) + 1], row, 3, 2, 3),
        ]
    return Card(tuple(asking), lines, unlocked)


def _row(draw: st.DrawFn, labels: Sequence[str], row: int, least: int) -> Iterator[Asking]:
    """Yield what one row asks for, over its whole width."""
    if row and draw(st.integers(0, 5)) == 0:
        yield Asking(labels[0], row, 0, _WIDTH, _WIDTH, "below")
        return
    count = draw(st.integers(least, 3))
    ends = draw(st.permutations([2, 4, 6]))[: count - 1]
    starts = [0, *sorted(ends)]
    for number, (left, right) in enumerate(zip(starts, [*starts[1:], _WIDTH], strict=True)):
        width = draw(st.integers(1, right - left - 1))
        yield Asking(labels[number], row, left, width, right - left - width)
