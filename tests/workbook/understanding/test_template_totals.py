"""What a labelled total adds up: lines and groups beside it, however deep those go."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.placing import saved
from tests.workbook.understanding.tables_drawn import Group, Plan, Tree, leaves_of
from youthstats.model.edits import Edit
from youthstats.model.linear import Comparison
from youthstats.workbook.understanding.template import Template, understand

Labels = tuple[str, ...]

_ENDING = "（人）"
WAYS = ("性别", "按年龄分", "文化程度")
"""What groups are called that each divide the whole up once more."""


@frozen
class _Heads:
    """A heading to draw: what stands side by side, and where its total stands, if it has one.

    Groups that are ``ways`` each divide the whole up once more.
    """

    inner: tuple[_Heads, ...] = ()
    total: int | None = None
    ways: bool = False


_heads = st.recursive(
    st.just(_Heads()),
    lambda inner: st.builds(
        _Heads,
        st.lists(inner, min_size=2, max_size=3).map(tuple),
        st.sampled_from((None, None, 0, -1)),
        st.booleans(),
    ),
    max_leaves=7,
)


def _drawn(heads: _Heads, number: str = "") -> tuple[Tree, ...]:
    """Return the labels of a heading: those of lines and groups are all different."""
    trees: list[Tree] = []
    for at, one in enumerate(heads.inner):
        label = "甲乙丙丁"[at] + number
        called = WAYS[at] if heads.ways else f"{label}类"
        trees.append(Group(called, _drawn(one, label)) if one.inner else label + _ENDING)
    if heads.total is not None:
        trees.insert(0 if heads.total == 0 else len(trees), f"小计{_ENDING}")
    return tuple(trees)


def _plan(columns: tuple[Tree, ...]) -> Plan:
    count = len(list(leaves_of(columns)))
    return Plan(
        title="情况表",
        columns=columns,
        kinds=("count",) * count,
        formats=("General",) * count,
        rows=("东村", "西村"),
    )


def _sums(template: Template) -> list[tuple[Labels, list[Labels]]]:
    """Return which column is said to be the sum of which, by their labels."""
    (form,) = template.scheme.forms
    paths = {item.name: item.path for item in form.items}
    said = [one.statement for one in form.edits if isinstance(one, Edit) and one.inferred]
    return [
        (paths[one.left.refs[0].item], [paths[ref.item] for ref in one.right.refs])
        for one in said
        if isinstance(one, Comparison) and one.relation == "="
    ]


def _expected(trees: Sequence[Tree], above: Labels = ()) -> Iterator[tuple[Labels, list[Labels]]]:
    """Yield every total with what it adds up: nothing of that twice."""
    total = next((one for one in trees if isinstance(one, str) and one.startswith("小计")), None)
    for parts in _tilings([one for one in trees if one is not total], above):
        if total is not None and len(parts) > 1:
            yield (*above, total), parts
    for one in trees:
        if isinstance(one, Group):
            yield from _expected(one.inner, (*above, one.label))


def _tilings(trees: Sequence[Tree], above: Labels) -> Iterator[list[Labels]]:
    """Yield the columns that come to as much as all that is drawn, once for each way it is divided."""
    added: list[Labels] = []
    for one in trees:
        if isinstance(one, Group) and one.label in WAYS:
            yield _worth(one.inner, (*above, one.label))
        elif isinstance(one, Group):
            added += _worth(one.inner, (*above, one.label))
        else:
            added.append((*above, one))
    yield added


def _worth(trees: Sequence[Tree], above: Labels) -> list[Labels]:
    """Return the columns that come to as much as a group."""
    total = next((one for one in trees if isinstance(one, str) and one.startswith("小计")), None)
    if total is not None:
        return [(*above, total)]
    return next(filter(None, _tilings(trees, above)))


@given(st.lists(_heads, min_size=2, max_size=3).map(tuple), st.sampled_from((0, -1)))
def test_a_subtotal_adds_up_the_groups_beside_it(inner: tuple[_Heads, ...], total: int) -> None:
    """Before or behind them, where nothing else stands on its own level, and no total's parts too."""
    columns = _drawn(_Heads((_Heads(inner, total), _Heads())))
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    saved(path, _plan(columns))
    assert sorted(_expected(columns)) == sorted(_sums(understand(path)))


def test_a_subtotal_beside_groups_alone(tmp_path: Path) -> None:
    """在职人员 by sex, and those by party: an ordinary heading, that could not be read at all."""
    template = understand(
        draw(
            tmp_path / "我的表.xlsx",
            """
            人员表
            | 类别 | 在职人员 | < | < | < | < | 离退休（人） |
            | ^ | 小计（人） | 男 | < | 女 | < | ^ |
            | ^ | ^ | 党员（人） | 其他（人） | 党员（人） | 其他（人） | ^ |
            | 机关 | | | | | | |
            | 学校 | | | | | | |
            """,
        )
    )
    group = "在职人员"
    parts = [(group, sex, one) for sex in "男女" for one in ("党员（人）", "其他（人）")]
    assert [((group, "小计（人）"), parts)] == _sums(template)


@pytest.mark.parametrize(
    "rows",
    [
        ("固定资产原价", "减：累计折旧", "固定资产净值", "加：在建工程", "合计"),
        ("利润总额", "扣除所得税", "净利润", "合计"),
        ("年初数", "加: 本年增加", "减: 本年减少", "总计"),
    ],
    ids=str,
)
def test_nothing_is_said_of_a_total_beside_what_is_taken_off(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    """减, 扣除 and 净 say that the lines are not simply added."""
    grid = "财产表\n| 项目 | 年初（元） | 年末（元） |\n" + "".join(
        f"| {row} | | |\n" for row in rows
    )
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    assert [] == [edit for edit in form.edits if isinstance(edit, Edit) and edit.inferred]


def test_industries_beside_a_total_are_no_signs(tmp_path: Path) -> None:
    """加工 and 减免 begin as the signs do, and are added."""
    rows = ("加工业", "减免项目", "净化工程", "合计")
    grid = "项目表\n| 项目 | 上年（元） | 本年（元） |\n" + "".join(
        f"| {row} | | |\n" for row in rows
    )
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    said = [one for one in form.edits if isinstance(one, Edit) and one.inferred]
    expected = [
        f"{year}[合计] = " + " + ".join(f"{year}[{row}]" for row in rows[:-1])
        for year in ("上年", "本年")
    ]
    assert expected == [str(one.statement) for one in said]
