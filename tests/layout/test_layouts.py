"""Layouts: leaves, slots and keys, the drawn grid, for any form and any sheet of it."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.layout.grid import AnswerCell, LabelCell, draw
from youthstats.layout.layouts import (
    Layout,
    by_unit_layout,
    detail_layout,
    report_layout,
    return_layout,
)
from youthstats.layout.leaves import OWN_UNIT, Label, Leaf, Members, leaves
from youthstats.loading import load_scheme
from youthstats.model.axes import Axis, Dimension, answer, entries, items, units
from youthstats.model.edits import hard
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Item, Kind
from youthstats.strategies import forms

SCHEME = load_scheme("youth_league_2009")
T1, T3, T4, T5, T6, T7 = (SCHEME.form(name) for name in ("T1", "T3", "T4", "T5", "T6", "T7"))
UNITS = ("甲区", "乙区", "丙县")
TOTAL = "全市"


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Draw a layout of a drawn form: the return's, the report's or the detail sheet's."""
    form = draw(forms())
    match draw(st.sampled_from(("return", "report", "detail"))):
        case "return":
            shown = draw(st.sampled_from((None, 0, 1, 3)))
            return return_layout(form, shown, totals=draw(st.booleans()))
        case "report":
            listed = draw(st.sampled_from((UNITS, UNITS[:1])))
            return report_layout(form, listed, draw(st.sampled_from((TOTAL, None))), 2)
        case _:
            return detail_layout(form, UNITS, TOTAL, {"甲区": 2, "丙县": 1})


# ------------------------------------------------------------------------- slots and keys


@given(layouts())
def test_slots_and_keys_are_inverse(layout: Layout) -> None:
    """Every crossing holds one answer, and that answer is found at that crossing."""
    unasked = {(i, j) for i, j, _ in layout.unasked()}
    assert len(layout.rows) * len(layout.columns) == len(layout.keys) + len(unasked)
    assert unasked.isdisjoint(layout.keys)
    for place, key in layout.keys.items():
        assert place == layout.slots[key]
    for key, place in layout.slots.items():
        if layout.form.item(key[1]).within is None:
            assert key == layout.keys[place]


@given(layouts())
def test_figures_inside_a_phrase_stand_where_it_stands(layout: Layout) -> None:
    """The slot of a figure inside a phrase is the phrase's own."""
    for (unit, name, line), place in layout.slots.items():
        home = layout.form.item(name).within
        if home is not None:
            assert layout.slots[unit, home, line] == place


@given(forms())
def test_a_return_has_a_place_for_every_answer(form: Form) -> None:
    """A unit's own return has a slot for each item on each line, and for nothing else."""
    layout = return_layout(form)
    completing = {item.specify for item in layout.form.items if item.specify}
    lines = range(layout.form.rows.least) if layout.form.open else layout.form.lines
    expected = {
        (None, item.name, line)
        for item in layout.form.items
        if item.name not in completing
        for line in lines
    }
    assert expected == set(layout.slots)


@given(forms())
def test_a_report_lists_all_units_and_their_total(form: Form) -> None:
    """A form by unit has every unit and the total in its report; any other is the stacked form."""
    layout = report_layout(form, UNITS, TOTAL, 1)
    found = {unit for unit, _, _ in layout.slots}
    assert ({*UNITS, TOTAL} if layout.form.by_unit else {None}) == found
    hidden = {item.name for item in layout.form.items if not item.in_report}
    assert hidden.isdisjoint(name for _, name, _ in layout.slots)


@given(forms())
def test_a_detail_sheet_shows_every_item_of_every_unit(form: Form) -> None:
    """Behind a stacked form each unit has each item, phrases and labels taken apart."""
    shown = {"甲区": 2, "丙县": 1}
    layout = detail_layout(form, UNITS, TOTAL, shown)
    names = {item.name for item in layout.form.items}
    listed = set(shown) if layout.form.open else {*UNITS, TOTAL}
    assert names == {name for _, name, _ in layout.slots}
    assert listed == {unit for unit, _, _ in layout.slots}
    assert all(item.within is None and item.specify is None for item in layout.form.items)
    labels = Counter(leaf.labels for leaf in (*layout.rows, *layout.columns) if leaf.item)
    assert layout.form.open or max(labels.values()) <= max(1, len(layout.form.lines))


# ------------------------------------------------------------------------------ the grid


@given(layouts())
def test_cells_tile_the_table(layout: Layout) -> None:
    """Labels with their spans, and answers, cover the table once, with no overlap and no gap."""
    covered: Counter[tuple[int, int]] = Counter()
    for cell in draw(layout):
        height, width = (cell.height, cell.width) if isinstance(cell, LabelCell) else (1, 1)
        assert height > 0
        assert width > 0
        covered.update((cell.row + i, cell.column + j) for i in range(height) for j in range(width))
    table = {(row, column) for row in range(layout.height) for column in range(layout.width)}
    bare = {
        (layout.header_depth + i, column)
        for i, leaf in enumerate(layout.rows)
        if not leaf.labels
        for column in range(layout.stub_width)
    }
    assert {1} >= set(covered.values())
    assert table - bare == set(covered)


@given(layouts())
def test_answers_stand_beyond_all_labels(layout: Layout) -> None:
    """The answers fill the table right of the stub and below the header, each with its own key."""
    answers = [cell for cell in draw(layout) if isinstance(cell, AnswerCell)]
    assert layout.keys == {
        (cell.row - layout.header_depth, cell.column - layout.stub_width): cell.key
        for cell in answers
    }
    for cell in answers:
        summed = layout.form.is_total_line(cell.key[2])
        assert cell.total == (summed or cell.key[0] == TOTAL)


@given(layouts())
def test_each_leaf_is_read_off_its_labels(layout: Layout) -> None:
    """The labels over a column, and those left of a row, spell its leaf's path."""
    labels: dict[tuple[int, int], Label] = {}
    for cell in draw(layout):
        if isinstance(cell, LabelCell) and cell.role != "corner":
            for i in range(cell.height):
                for j in range(cell.width):
                    labels[cell.row + i, cell.column + j] = cell.label
    depth, stub = layout.header_depth, layout.stub_width
    for j, leaf in enumerate(layout.columns):
        found = [labels[level, stub + j] for level in range(depth)]
        assert leaf.labels == tuple(found[: len(leaf.labels)])
    for i, leaf in enumerate(layout.rows):
        spelled = [labels[depth + i, level] for level in range(len(leaf.labels))]
        assert leaf.labels == tuple(spelled)


def drawn(layout: Layout) -> list[tuple[int, int, int, int, str, str]]:
    return [
        (cell.row, cell.column, cell.height, cell.width, cell.label.text, cell.role)
        for cell in draw(layout)
        if isinstance(cell, LabelCell)
    ]


def test_the_grid_of_a_small_form() -> None:
    """A header of two levels: the group spans its items, the lone item reaches down.

    单位 | 基地情况 | 岗位
         | 省  | 县  |
    ■    |     |     |
    """
    form = define_form(
        id="F",
        label="表",
        title="表",
        items=[
            Item("provincial", Kind.COUNT, "省", "基地情况"),
            Item("county", Kind.COUNT, "县", "基地情况"),
            Item("posts", Kind.COUNT, "岗位"),
        ],
        rows=units(),
        columns=items(),
    )
    layout = return_layout(form)
    assert (2, 1, 3, 4) == (
        layout.header_depth,
        layout.stub_width,
        layout.height,
        layout.width,
    )
    assert [
        (0, 0, 2, 1, "单位", "corner"),
        (0, 1, 1, 2, "基地情况", "header"),
        (0, 3, 2, 1, "岗位", "header"),
        (1, 1, 1, 1, "省", "header"),
        (1, 2, 1, 1, "县", "header"),
        (2, 0, 1, 1, OWN_UNIT, "stub"),
    ] == drawn(layout)


def test_the_corner_of_a_stub_of_two_columns() -> None:
    """The last heading of the corner spans what is left of the stub; without one it is empty."""
    corner = [cell for cell in drawn(return_layout(T6)) if cell[5] == "corner"]
    assert [(0, 0, 1, 1, "名称", "corner"), (0, 1, 1, 1, "主要内容", "corner")] == corner
    corner = [cell for cell in drawn(report_layout(T3, UNITS, TOTAL)) if cell[5] == "corner"]
    assert [(0, 0, 2, 2, "帮扶类别", "corner")] == corner
    assert not [cell for cell in drawn(return_layout(T5)) if cell[5] == "corner"]
    assert not [cell for cell in drawn(return_layout(T7)) if cell[5] == "corner"]


def test_two_columns_under_one_label() -> None:
    """Neighbours with the same labels share one merged cell, as 工作目标 does in 表四."""
    header = [cell for cell in drawn(return_layout(T4)) if cell[4] == "工作目标"]
    assert [(0, 0, 1, 2, "工作目标", "header")] == header


# ---------------------------------------------------------------------------- the leaves


def test_totals_stand_at_the_end_the_axis_says() -> None:
    """The total is the last row of 表一 and the first of 表三, its items unlabelled."""
    rows = report_layout(T1, UNITS, TOTAL).rows
    assert ([*UNITS, TOTAL], [False] * 3 + [True]) == (
        [leaf.unit for leaf in rows],
        [leaf.total for leaf in rows],
    )
    first = report_layout(T3, UNITS, TOTAL).rows[:3]
    assert [("总   计",), ("总   计",), ("甲区", "低收入农户青少年人数（名）")] == [
        tuple(label.text for label in leaf.labels) for leaf in first
    ]
    assert [(TOTAL, "persons"), (TOTAL, "funds"), ("甲区", "persons")] == [
        (leaf.unit, leaf.item) for leaf in first
    ]


def test_a_total_label_goes_by_its_other_names() -> None:
    """A total may be labelled 合计, 总计 or 小计 whatever the axis calls it."""
    (label,) = report_layout(T1, UNITS, TOTAL).rows[-1].labels
    assert {"合计", "总计", "小计"} <= set(label.aliases)
    assert Label("合计") == label


def test_a_label_that_an_answer_completes() -> None:
    """The label 项目名称： of 表六 knows which item completes it."""
    (leaf,) = (leaf for leaf in return_layout(T6).rows if leaf.item == "project_result")
    assert [None, "project_name"] == [label.specify for label in leaf.labels]


def test_what_the_report_does_not_print() -> None:
    """The bases of 表七 are asked for on the return and left out of the report."""
    bases = {"towns", "villages", "counties"}
    assert bases <= {name for _, name, _ in return_layout(T7).slots}
    assert bases.isdisjoint(name for _, name, _ in report_layout(T7, UNITS, TOTAL).slots)


def test_lists_are_as_long_as_they_are_told() -> None:
    """A list has as many entries as its axis offers, or as are there; unit by unit in a detail."""
    assert 12 == len(return_layout(T4).rows)
    assert 3 == len(return_layout(T4, 3).rows)
    assert 5 == len(report_layout(T4, UNITS, TOTAL, 5).rows)
    detail = detail_layout(T4, UNITS, TOTAL, {"甲区": 2, "丙县": 1})
    assert [("甲区", 0), ("甲区", 1), ("丙县", 0)] == [
        (leaf.unit, leaf.line) for leaf in detail.rows
    ]
    assert () == detail_layout(T4, UNITS, TOTAL).rows
    assert detail.rows == by_unit_layout(T4, UNITS, TOTAL, {"甲区": 2, "丙县": 1}).rows


def test_a_detail_takes_phrases_apart() -> None:
    """Figures inside a phrase, its own text and a label's answer have lines of their own."""
    detail = detail_layout(T6, UNITS, TOTAL)
    paths = {leaf.item: tuple(label.text for label in leaf.labels) for leaf in detail.rows}
    training = ("送培训", "1、免费培训基层少先队辅导员、少先队小干部")
    assert (*training, "培训人数（人）") == paths["trained"]
    assert (*training, "原文") == paths["training"]
    assert ("其他工作项目", "项目名称") == paths["project_name"]
    assert Kind.TEXT is detail.form.item("training").kind


def test_a_detail_of_categories() -> None:
    """A form with categories shows each item under each category, unit by unit."""
    form = define_form(
        id="F",
        label="表",
        title="表",
        items=[Item("x", Kind.COUNT, "人数")],
        rows=items(),
        columns=Axis((Dimension.CATEGORY,)),
        categories=T3.categories[:2],
    )
    detail = detail_layout(form, UNITS, TOTAL)
    assert [("primary", "x"), ("junior", "x")] == [(leaf.line, leaf.item) for leaf in detail.rows]
    assert [*UNITS, TOTAL] == [leaf.unit for leaf in detail.columns]


@pytest.mark.parametrize(("heading", "depth"), [("成果", 1), ("", 0)])
def test_a_column_of_answers_with_and_without_a_heading(heading: str, depth: int) -> None:
    """A single answer column has a header row only when it has a heading."""
    form = define_form(
        id="F",
        label="表",
        title="表",
        items=[Item("x", Kind.TEXT, "说明")],
        rows=items(),
        columns=answer(heading),
    )
    assert depth == return_layout(form).header_depth


def test_joining_leaves() -> None:
    """An inner leaf adds its labels and what it stands for; what it does not say stays."""
    outer = Leaf((Label("甲区"),), unit="甲区", total=True)
    inner = Leaf((Label("人数"),), item="x", line="p")
    joined = outer.joined(inner)
    assert Leaf((Label("甲区"), Label("人数")), "甲区", "x", "p", total=True) == joined
    assert Leaf((Label("人数"), Label("甲区")), "甲区", "x", "p", True) == inner.joined(outer)


def test_leaves_of_an_open_axis() -> None:
    """An open list has unlabelled leaves, one an entry, counted from 0."""
    assert [Leaf(line=0), Leaf(line=1)] == list(leaves(entries(least=2), T4, Members()))


@pytest.mark.parametrize("end", ["first", "last"])
@pytest.mark.parametrize("named", [True, False])
def test_the_line_of_totals_of_a_list(end: Literal["first", "last"], named: bool) -> None:
    """It is called so under the first heading if it asks for nothing there, else beside it."""
    form = define_form(
        id="L",
        label="清单",
        title="项目清单",
        items=[
            *[Item("name", Kind.TEXT, "名称")] * named,
            Item("cost", Kind.MONEY, "金额"),
            Item("place", Kind.TEXT, "地点"),
        ],
        rows=Axis((Dimension.ENTRY,), total=end, summed=True),
        columns=items(),
        edits=[hard("sum", "cost[合计] = cost[*]", "合计", "total")],
    )
    layout = return_layout(form, 2, totals=True)
    row = 0 if end == "first" else 2
    cells = [cell for cell in draw(layout) if cell.row == row + layout.header_depth]
    labels = [(c.column, c.label.text) for c in cells if isinstance(c, LabelCell)]
    assert [(0, "合计"), (2, "—")] == labels
    assert [("cost", "合计")] == [c.key[1:] for c in cells if isinstance(c, AnswerCell)]
    assert 2 == len(return_layout(form, 2).rows)


@given(forms().filter(lambda form: not form.open), st.integers(1, 4))
def test_many_units_stand_one_a_row(form: Form, count: int) -> None:
    """With a column for every answer, so that each sum is of one column, and the total below."""
    names = tuple(f"第{number}区" for number in range(count))
    layout = by_unit_layout(form, names, TOTAL)
    assert [*names, TOTAL] == [leaf.unit for leaf in layout.rows]
    asked = {(leaf.item, leaf.line) for leaf in layout.columns}
    assert len(asked) == len(layout.columns)
    for name, line in asked:
        assert line in form.lines
        assert name is not None
        assert form.item(name)
