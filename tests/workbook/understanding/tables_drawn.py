"""Random tables as an office may draw them, with the form that each was drawn from.

Nothing of the library's layouts is used here: labels, boxes and cells are placed by this file, so
that what is recovered is not what the library would have written itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen
from hypothesis import strategies as st

__all__ = ["Group", "Plan", "Tree", "leaves_of", "plans"]

_STEMS = (
    *(
        "工业",
        "农业",
        "商业",
        "教育",
        "卫生",
        "文化",
        "体育",
        "交通",
        "建筑",
        "金融",
        "旅游",
        "水利",
    ),
    *(
        "林业",
        "渔业",
        "科技",
        "环保",
        "民政",
        "司法",
        "邮政",
        "电信",
        "物流",
        "餐饮",
        "住宿",
        "租赁",
    ),
    *(
        "采矿",
        "电力",
        "燃气",
        "仓储",
        "保险",
        "证券",
        "广告",
        "设计",
        "咨询",
        "检测",
        "养老",
        "家政",
    ),
)
_ENDINGS = {
    "count": ("人数（人）", "单位数（个）", "活动（场次）", "户数\n（户）"),
    "money": ("产值（万元）", "投资额（元）", "收入\n（万元）"),
    "share": ("增长率（%）", "合格率（%）"),
    "text": ("说明", "负责人"),
    "date": ("完成日期",),
}
_FORMATS = {"money": ("General", "0.00", "#,##0.0"), "share": ("General", "0.0%")}


@frozen
class Group:
    """A label over others."""

    label: str
    inner: tuple[Tree, ...]


Tree = str | Group


@frozen
class Plan:
    """A table to draw: its labels along both axes, and how the office draws them.

    ``kinds`` are those of the columns. ``sums`` are columns, or rows, that add up others, by number:
    with a formula where ``counted``, else by their label 合计 alone.
    """

    title: str
    columns: tuple[Tree, ...]
    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    rows: tuple[Tree, ...]
    measure: str = ""
    merged: bool = True
    merged_stub: bool = True
    title_inside: bool = False
    codes: bool = False
    numbered: bool = False
    lines: bool = True
    unlocked: bool = False
    foot: tuple[str, ...] = ()
    at: tuple[int, int] = (0, 0)
    total_row: str = ""
    counted: bool = False
    parts: frozenset[int] = field(default=frozenset())


def leaves_of(trees: Sequence[Tree], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the labels leading to each leaf, outermost first."""
    for tree in trees:
        if isinstance(tree, str):
            yield (*above, tree)
        else:
            yield from leaves_of(tree.inner, (*above, tree.label))


def depth_of(trees: Sequence[Tree]) -> int:
    """Return how many levels of labels there are."""
    return max(1 if isinstance(one, str) else 1 + depth_of(one.inner) for one in trees)


@st.composite
def _trees(draw: st.DrawFn, stems: list[str], deepest: int, most: int) -> tuple[Tree, ...]:
    found: list[Tree] = []
    for _ in range(draw(st.integers(1, most))):
        if deepest > 1 and draw(st.integers(0, 2)) == 0:
            label = f"{stems.pop()}情况"
            inner = draw(_trees(stems, deepest - 1, 3))
            # Two labels at least: a label over one alone may be taken for a part of it.
            found.append(Group(label, (*inner, stems.pop())))
        else:
            found.append(stems.pop())
    return tuple(found)


def _with_endings(trees: Sequence[Tree], endings: Iterator[str]) -> tuple[Tree, ...]:
    """Return trees whose leaves say what they ask for."""
    return tuple(
        one + next(endings)
        if isinstance(one, str)
        else evolve(one, inner=_with_endings(one.inner, endings))
        for one in trees
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan whose form cannot be doubted: two rows and two columns at least."""
    stems = list(draw(st.permutations((*_STEMS, *(f"新{stem}" for stem in _STEMS)))))
    bare = (*draw(_trees(stems, 3, 3)), stems.pop())
    count = len(list(leaves_of(bare)))
    kinds = tuple(
        draw(st.sampled_from(("count", "count", "money", "share", "text", "date")))
        for _ in range(count)
    )
    if len(set(kinds)) == 1:  # otherwise rows and columns may change places
        kinds = ("count", *("money",) * (count - 1))
    endings = [draw(st.sampled_from(_ENDINGS[kind])) for kind in kinds]
    rows = (*draw(_trees(stems, 2, 4)), stems.pop())
    names = len(list(leaves_of(rows)))
    total_row = draw(st.sampled_from(("", "", "first", "last")))
    flat = depth_of(rows) == 1
    parts = (
        st.frozensets(st.integers(1, names - 1), max_size=2)
        if flat and names > 2
        else st.just(frozenset[int]())
    )
    lines = draw(st.sampled_from((True, True, True, False)))
    return Plan(
        title=f"{stems.pop()}基本情况统计表",
        columns=_with_endings(bare, iter(endings)),
        kinds=kinds,
        formats=tuple(draw(st.sampled_from(_FORMATS.get(kind, ("General",)))) for kind in kinds),
        rows=rows,
        measure=draw(st.sampled_from(("", "万元"))),
        merged=draw(st.booleans()),
        merged_stub=draw(st.booleans()),
        title_inside=lines and draw(st.booleans()),
        codes=draw(st.booleans()),
        numbered=draw(st.booleans()),
        lines=lines,
        unlocked=lines and draw(st.booleans()),
        foot=draw(st.sampled_from(((), ("填表人：",), ("说明：按年末数填报。", "单位负责人：")))),
        at=draw(st.tuples(st.integers(0, 3), st.integers(0, 3))),
        total_row=total_row,
        counted=draw(st.booleans()),
        parts=frozenset() if total_row else draw(parts),
    )
