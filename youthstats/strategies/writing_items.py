"""The items of a form of one's own: labels, kinds, phrases and categories."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from youthstats.model.axes import Dimension
from youthstats.model.items import Category, Item, Kind, measure_of
from youthstats.strategies.arrangements import Arrangement

__all__ = ["ItemWriter"]

_STEMS = st.text("基地岗位活动青创业项", min_size=1, max_size=3)
_ENDINGS = {
    Kind.COUNT: ("数", "数（个）", "数（名）", "数\n（人）", "  数"),
    Kind.MONEY: ("额", "额（元）", "额\n（万元）"),
    Kind.SHARE: ("率",),
    Kind.TEXT: ("说明",),
    Kind.DATE: ("日期",),
    Kind.PHRASE: ("工作",),
}
_PHRASES: tuple[tuple[str, tuple[tuple[Kind, str], ...]], ...] = (
    ("举办（{{{}}}）次，培训（{{{}}}）人", ((Kind.COUNT, "次"), (Kind.COUNT, "人"))),
    ("共{{{}}}场[次]", ((Kind.COUNT, "场"),)),
    ("活动名称：{{{}}}\n经费数额：{{{}}}元", ((Kind.TEXT, ""), (Kind.MONEY, "元"))),
)
_NUMERIC = (Kind.COUNT, Kind.COUNT, Kind.COUNT, Kind.MONEY, Kind.MONEY, Kind.SHARE)


class ItemWriter:
    """Invents a form's items one after the other; no label means two things."""

    def __init__(self, draw: st.DrawFn, arrangement: Arrangement) -> None:
        self.draw = draw
        self.arrangement = arrangement
        self.prefix = draw(st.sampled_from(("x", "item_", "指标")))
        self.stems: set[str] = set()
        self.items: list[Item] = []
        self.ratios: dict[str, str] = {}

    def stem(self) -> str:
        """Return the beginning of a label that no other label begins with."""
        stem = self.draw(_STEMS.filter(lambda stem: stem not in self.stems))
        self.stems.add(stem)
        return stem

    def _path(self, deepest: int = 2) -> tuple[str, ...]:
        depth = self.draw(st.integers(0, deepest))
        return tuple(f"{self.stem()}情况" for _ in range(depth))

    def _add(self, kind: Kind, label: str, **more: Any) -> Item:
        name = f"{self.prefix}{len(self.items)}"
        self.items.append(Item(name, kind, label, measure=measure_of(label), **more))
        return self.items[-1]

    def block(self) -> None:
        """Add some items under the same labels."""
        styles = ["plain", "plain", "pair", "lone"]
        styles += ["phrase", "specified", "based"] * self.arrangement.phrases
        styles += ["nameless"] * (Dimension.ENTRY in self.arrangement.rows.over)
        match self.draw(st.sampled_from(styles)):
            case "plain":
                path = self._path()
                for _ in range(self.draw(st.integers(1, 3))):
                    self._single(under=path)
            case "pair":  # the same two labels may stand under several others
                path = (f"{self.stem()}情况",)
                self._add(Kind.COUNT, "数量", under=path)
                self._add(Kind.SHARE, "所占比例", under=path, places=self.draw(st.integers(0, 2)))
            case "based":  # a share whose base may be left out, and need not be printed
                path = (f"{self.stem()}情况",)
                part = self._add(Kind.COUNT, "数量", under=path)
                rate = self._add(Kind.SHARE, "所占比例", under=path, places=1)
                printed_too = self.draw(st.booleans())
                label = f"{self.stem()}总数"
                base = self._add(Kind.COUNT, label, recoverable=True, in_report=printed_too)
                self.ratios[rate.name] = f"{rate.name} = {part.name} / {base.name}"
            case "lone":
                self._single(under=(f"{self.stem()}情况",), headed=False)
            case "nameless":  # two columns of a list under one label
                path = (f"{self.stem()}目标",)
                self._add(
                    Kind.TEXT, "目标", under=path, headed=False, repeats=True, identifies=True
                )
                self._add(Kind.TEXT, "项目", under=path, headed=False, identifies=True)
            case "phrase":
                self._phrase(f"{self.stem()}工作", under=self._path(1))
            case _:
                if all(item.specify is None for item in self.items):
                    answer = self._add(Kind.TEXT, "项目名称")
                    self._phrase("项目名称：", specify=answer.name)

    def _single(self, **more: Any) -> None:
        words = (Kind.TEXT, Kind.DATE) * self.arrangement.words
        kind = self.draw(st.sampled_from(_NUMERIC + words))
        if kind is Kind.SHARE:
            more["places"] = self.draw(st.integers(0, 2))
        if kind is Kind.MONEY:
            more["places"] = self.draw(st.sampled_from((None, 2)))
            more["minimum"] = self.draw(st.sampled_from((0, 0, 0, None)))
        if kind.additive:
            more["adds"] = self.draw(st.sampled_from((True, True, True, False)))
        if kind is Kind.TEXT:
            more["choices"] = self.draw(st.sampled_from(((), (), ("甲类", "乙类"))))
            more["chosen"] = bool(more["choices"]) and self.draw(st.booleans())
        self._add(kind, self.stem() + self.draw(st.sampled_from(_ENDINGS[kind])), **more)

    def _phrase(self, label: str, **more: Any) -> None:
        pattern, slots = self.draw(st.sampled_from(_PHRASES))
        home = f"{self.prefix}{len(self.items)}"
        inside = [f"{self.prefix}{len(self.items) + 1 + place}" for place in range(len(slots))]
        self._add(Kind.PHRASE, label, pattern=pattern.format(*inside), **more)
        for kind, measure in slots:
            label = self.stem() + _ENDINGS[kind][0] + (f"（{measure}）" if measure else "")
            self._add(kind, label, within=home)

    def categories(self) -> tuple[Category, ...]:
        """Invent the categories that the form divides by, some under a common label."""
        found: list[Category] = []
        for _ in range(self.draw(st.integers(1, 2))):
            path = self._path(1)
            for _ in range(self.draw(st.integers(1, 3))):
                found.append(Category(f"c{len(found)}", f"{self.stem()}类", path))
        return tuple(found)
