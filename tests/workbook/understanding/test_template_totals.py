"""What a labelled total adds up: lines and groups beside it, however deep those go."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

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


@frozen
class _Heads:
    """A heading to draw: what stands side by side, and where its total stands, if it has one."""

    inner: tuple[_Heads, ...] = ()
    total: int | None = None


_heads = st.recursive(
    st.just(_Heads()),
    lambda inner: st.builds(_Heads, st.lists(inner, min_size=2, max_size=3).map(tuple), st.none()),
    max_leaves=7,
)


def _drawn(heads: _Heads, number: str = "") -> tuple[Tree, ...]:
    """Return the labels of a heading: those of lines and groups are all different."""
    trees: list[Tree] = []
    for at, one in enumerate(heads.inner):
        label = "甲乙丙丁"[at] + number
        trees.append(Group(f"{label}类", _drawn(one, label)) if one.inner else label + _ENDING)
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
    if total is not None:
        yield (*above, total), _worth([one for one in trees if one is not total], above)
    for one in trees:
        if isinstance(one, Group):
            yield from _expected(one.inner, (*above, one.label))


def _worth(trees: Sequence[Tree], above: Labels) -> list[Labels]:
    """Return the columns that come to as much as all that is drawn."""
    total = next((one for one in trees if isinstance(one, str) and one.startswith("小计")), None)
    if total is not None:
        return [(*above, total)]
    found: list[Labels] = []
    for one in trees:
        if isinstance(one, Group):
            found += _worth(one.inner, (*above, one.label))
        else:
            found.append((*above, one))
    return found


@given(st.lists(_heads, min_size=2, max_size=3).map(tuple), st.sampled_from((0, -1)))
def test_a_subtotal_adds_up_the_groups_beside_it(inner: tuple[_Heads, ...], total: int) -> None:
    """Before or behind them, and where nothing else stands on its own level."""
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
