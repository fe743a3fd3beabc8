"""Headings as they are met: any groups, depths and line breaks, sums, parts and blanks anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.workbook.understanding.tables_drawn import Group, Plan, Tree, leaves_of

__all__ = ["headings"]

_STEMS = (
    *("大专", "本科", "研究生", "女", "党员", "城镇", "农村", "洪涝", "干旱", "绝收"),
    *("水稻", "玉米", "收入", "支出", "人数", "户数", "备注", "名称"),
)
_TOTAL = "合  计"
_SHAPES = (
    *("{}",) * 4,
    *(
        "其中：{}",
        "其中：\n{}",
        "其 中",
        "其中：",
        "按{}分",
        "{}（人）",
        "{}\n（万元）",
        "{}：",
        "#{}",
    ),
    *(
        "合计",
        "合  计",
        "小计",
        "总计",
        "总数",
        "{}合计",
        "增长（%）",
        "（元）",
        "",
        "",
        "1.{}",
        "　{}",
    ),
)


def _label(tree: Tree) -> str:
    return tree if isinstance(tree, str) else tree.label


def _several(trees: st.SearchStrategy[Tree], most: int) -> st.SearchStrategy[tuple[Tree, ...]]:
    """Return trees beside each other, no two called alike: those would be drawn as one."""
    return st.lists(trees, min_size=1, max_size=most, unique_by=_label).map(tuple)


_labels = st.builds(str.format, st.sampled_from(_SHAPES), st.sampled_from(_STEMS))
_trees: st.SearchStrategy[Tree] = st.recursive(
    _labels,
    lambda inner: st.builds(Group, _labels, _several(inner, 3)),
    max_leaves=5,
)


@st.composite
def headings(draw: st.DrawFn) -> Plan:
    """Draw a table of which nobody says what it means: every way to draw it, every label."""
    columns = draw(_several(_trees, 5))
    rows = draw(_several(_trees, 4))
    count = len(list(leaves_of(columns)))
    return Plan(
        title="情况统计表",
        columns=columns,
        kinds=draw(st.tuples(*[st.sampled_from(("count", "money", "text", "date"))] * count)),
        formats=draw(st.tuples(*[st.sampled_from(("General", "0", "0.00", "@"))] * count)),
        rows=rows,
        measure=draw(st.sampled_from(("", "万元", "人、万元"))),
        title_inside=False,
        foot=draw(st.sampled_from(((), ("填表人：",)))),
        total_row=""
        if _TOTAL in map(_label, rows)
        else draw(st.sampled_from(("", "last", "first"))),
        merged=draw(st.booleans()),
        merged_stub=draw(st.booleans()),
        codes=draw(st.booleans()),
        numbered=draw(st.booleans()),
        lines=draw(st.booleans()),
        unlocked=draw(st.booleans()),
        counted=draw(st.booleans()),
    )
