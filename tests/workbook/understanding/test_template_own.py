"""Templates that the library wrote itself: what their print shows is recovered unaided."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given

from youthstats.loading import load_scheme
from youthstats.model.axes import Axis, Dimension, answer, categories, entries, items, units
from youthstats.model.derivations import Source, sources_of
from youthstats.model.edits import hard
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Quotient
from youthstats.model.schemes import Scheme, define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.strategies import forms
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.writing.template import write_return

UNITS = Hierarchy((Unit("合计"), Unit("甲县", "合计"), Unit("乙县", "合计")))
LEAGUE = load_scheme("youth_league_2009")


def _drawn(scheme: Scheme) -> Template:
    path = Path(tempfile.mkdtemp()) / "模板.xlsx"
    write_return(path, scheme)
    return understand(path)


def _shown(path: Sequence[str]) -> tuple[str, ...]:
    return tuple("".join(label.split()) for label in path)


def _alone(form: Form) -> bool:
    """Tell whether a form is a single cell: then only its labels can tell which axis is which."""
    return len(form.placed) * max(1, len(form.categories)) == 1 and not form.open


def _all_open(form: Form) -> bool:
    """Tell whether a form is a phrase alone whose label is completed too: no cell of it is locked."""
    return _alone(form) and any(item.specify for item in form.placed)


def _inner(axis: Axis) -> tuple[Dimension, ...]:
    """Return what an axis runs over, but for what nothing shows: a lone answer, a lone category."""
    return tuple(one for one in axis.over if one is not Dimension.ANSWER)


def _assert_recovered(wanted: Form, one: Formed) -> None:
    """Hold a form against what was read off the print of its template, without any corrections."""
    form = one.form
    placed = {item.name: item for item in wanted.placed}
    assert [*placed] == [item.name for item in form.placed]
    for name, item in placed.items():
        assert item.kind is form.item(name).kind, name
    assert wanted.title == form.title
    assert wanted.label == form.label
    assert wanted.note == form.note
    assert wanted.closed == form.closed
    assert frozenset() == form.printed
    if _alone(wanted):
        return
    assert _inner(wanted.rows) == _inner(form.rows)
    assert _inner(wanted.columns) == _inner(form.columns)
    assert [c.name for c in wanted.categories] == [c.name for c in form.categories]
    assert _leaves(wanted) == _leaves(form)
    if not wanted.closed:  # where some of its parts are closed a formula adds the others
        assert _sums(wanted) == _sums(form)


def _leaves(form: Form) -> list[tuple[str, ...]]:
    """Return the labels of every crossing, in order."""
    lines: Mapping[str, tuple[str, ...]] = {c.name: _shown(c.path) for c in form.categories}
    return [(*_shown(item.path), *line) for item in form.placed for line in lines.values() or [()]]


def _sums(form: Form) -> dict[str, object]:
    """Return what every item with a formula is worked out from; nothing in a phrase has a cell.

    A formula adds first and takes off then: a - b + c is a + c - b.
    """
    placed = {item.name for item in form.placed}
    return {
        name: _in_any_order(source)
        for name, source in form.derivations.items()
        if placed.issuperset((name, *(ref.item for ref in sources_of(source))))
    }


def _in_any_order(source: Source) -> object:
    if isinstance(source, Quotient):
        return source.share, _in_any_order(source.part), _in_any_order(source.whole)
    return frozenset(source.terms), source.constant


@pytest.mark.parametrize("wanted", LEAGUE.forms, ids=lambda form: form.id)
def test_the_forms_of_2009_are_recovered(wanted: Form) -> None:
    """Every form of a real scheme is read off its own blank sheet."""
    _assert_recovered(wanted, _drawn(LEAGUE).forms[wanted.id])


@given(forms())
def test_a_form_is_recovered_from_its_own_print(wanted: Form) -> None:
    """Of any form the labels, axes, kinds, closed crossings and formulas are recovered."""
    assume(not _all_open(wanted))
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    _assert_recovered(wanted, _drawn(scheme).forms[wanted.id])


@given(forms())
def test_a_form_of_ones_own_is_found_again(wanted: Form) -> None:
    """The template of any form leads the ordinary reader to its answers."""
    assume(not _all_open(wanted))
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    missed = {"not_found_again", "called_alike", "found_elsewhere"}
    assert [] == [one.code for one in _drawn(scheme).doubts if one.code in missed]


def test_one_item_inside_every_category_is_recovered() -> None:
    """Where a form has a single item its labels say on which side of the categories it stands."""
    wanted = define_form(
        id="F1",
        label="表一",
        title="基本情况表",
        items=[Item("people", Kind.COUNT, "人数")],
        rows=units(),
        columns=categories(Dimension.ITEM),
        categories=[Category("c0", "城镇"), Category("c1", "农村")],
    )
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    _assert_recovered(wanted, _drawn(scheme).forms["F1"])


def test_a_sum_that_takes_off_and_adds_again_is_recovered() -> None:
    """It is the same sum as its formula, in which what is taken off stands last."""
    wanted = define_form(
        id="F1",
        label="表一",
        title="户数变动表",
        items=[Item(n, Kind.COUNT, f"{n}户数") for n in ("年初", "减少", "增加", "年末")],
        rows=answer(),
        columns=items(),
        edits=[hard("goes_on", "年末 = 年初 - 减少 + 增加", "年末应为年初减减少加增加")],
    )
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    _assert_recovered(wanted, _drawn(scheme).forms["F1"])


def test_labels_that_are_completed_are_no_unlocked_labels() -> None:
    """Most texts of a small form may be unlocked: sentences with gaps, and labels with a colon."""
    phrases = [
        Item("work", Kind.PHRASE, "项目名称：", pattern="举办（{times}）次", specify="project"),
        Item("more", Kind.PHRASE, "其他工作", pattern="共{places}场"),
    ]
    inside = [
        Item("times", Kind.COUNT, "次数（次）", within="work"),
        Item("places", Kind.COUNT, "场数（场）", within="more"),
    ]
    wanted = define_form(
        id="F1",
        label="表一",
        title="工作情况统计表",
        items=[Item("project", Kind.TEXT, "项目名称"), *phrases, *inside],
        rows=answer(),
        columns=items(),
    )
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    assert ["work", "more"] == [item.name for item in _drawn(scheme).forms["F1"].form.placed]


def test_totals_that_are_all_formulas_are_found_again() -> None:
    """Nothing is typed in their line, and as long as the list is blank they come to an empty text."""
    wanted = define_form(
        id="F1",
        label="表一",
        title="基地情况统计表",
        items=[Item("places", Kind.COUNT, "岗位数")],
        rows=evolve(entries(), summed=True),
        columns=items(),
        edits=[hard("adds_up", "places[合计] = places[*]", "应等于各条之和")],
    )
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    assert () == _drawn(scheme).doubts


def test_the_remark_below_a_line_of_totals_is_recovered() -> None:
    """It stands below the answers, and their total is one."""
    wanted = define_form(
        id="F1",
        label="表一",
        title="项目表",
        items=[Item("name", Kind.TEXT, "项目名称"), Item("paid", Kind.MONEY, "金额")],
        rows=evolve(entries(), summed=True),
        columns=items(),
        note=("备注", "以上数据截止到年末"),
    )
    scheme = define_scheme(id="x", title="x", period="2009年", forms=[wanted], units=UNITS)
    _assert_recovered(wanted, _drawn(scheme).forms["F1"])
