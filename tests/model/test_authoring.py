"""Writing a form as a class."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from youthstats.errors import DefinitionError
from youthstats.model.authoring import category, count, date_, form, money, phrase, share, text
from youthstats.model.axes import answer, entries, items, units
from youthstats.model.edits import hard
from youthstats.model.forms import Form, define_form, form_of
from youthstats.model.items import Category, Item, Kind
from youthstats.model.values import Inexact


@form(
    "E1",
    label="表一",
    title="登记表",
    rows=items(),
    columns=answer(),
    blank="missing",
    not_applicable="missing",
    measure="个",
    note=("备注", "截至年末"),
)
class Everything:
    """One field of every kind."""

    held: int | None = count("次数（次）", within="training")
    trained: int | None = count("人数", measure="人", within="training")
    training: str | None = phrase("举办（{held}）次，培训（{trained}）人", "培训", under="送培训")
    funds: int | Decimal | None = money(
        "资金（元）", under=("情况", "经费"), places=2, minimum=None
    )
    rate: Decimal | Inexact | None = share("办结率", places=0)
    opened: date | None = date_("开通日期", aliases=("开通时间",))
    kind: str | None = text("类别", choices=("甲", "乙"), specify="other")
    other: str | None = text("其他")
    towns: int | None = count("总数", recoverable=True, in_report=False, headed=False, under="基数")

    edits = (hard("some", "held <= trained", "人数不少于次数"),)


def test_a_class_becomes_the_form_it_describes() -> None:
    """The class attribute ``form`` is what ``define_form`` makes of the same parts."""
    expected = define_form(
        id="E1",
        label="表一",
        title="登记表",
        items=[
            Item("held", Kind.COUNT, "次数（次）", measure="次", within="training"),
            Item("trained", Kind.COUNT, "人数", measure="人", within="training"),
            Item(
                "training",
                Kind.PHRASE,
                "培训",
                ("送培训",),
                pattern="举办（{held}）次，培训（{trained}）人",
            ),
            Item("funds", Kind.MONEY, "资金（元）", ("情况", "经费"), "元", places=2, minimum=None),
            Item("rate", Kind.SHARE, "办结率", places=0),
            Item("opened", Kind.DATE, "开通日期", aliases=("开通时间",)),
            Item("kind", Kind.TEXT, "类别", choices=("甲", "乙"), specify="other"),
            Item("other", Kind.TEXT, "其他"),
            Item(
                "towns",
                Kind.COUNT,
                "总数",
                ("基数",),
                recoverable=True,
                in_report=False,
                headed=False,
            ),
        ],
        rows=items(),
        columns=answer(),
        edits=Everything.edits,
        blank="missing",
        not_applicable="missing",
        measure="个",
        note=("备注", "截至年末"),
    )
    assert expected == form_of(Everything)


def test_an_instance_is_frozen_and_blank_where_nothing_is_said() -> None:
    """An instance takes its answers by keyword, leaves the rest blank and does not change."""
    make: Any = Everything
    answers = make(held=3)
    assert (3, None) == (answers.held, answers.trained)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        answers.held = 4
    with pytest.raises(TypeError):
        make(3)


def test_units_down_and_items_across_by_default() -> None:
    """A form that says nothing of its axes is the common one."""

    @form("E2", label="表二", title="表", order_by=())
    class Plain:
        posts: int | None = count("岗位")

    written = form_of(Plain)
    assert isinstance(written, Form)
    assert (units(), items()) == (written.rows, written.columns)
    assert ("zero", (), ()) == (written.blank, written.categories, written.edits)


def test_lists_and_categories() -> None:
    """A list says its order, a breakdown its categories."""

    @form("E3", label="表三", title="表", rows=entries(), columns=items(), order_by=["-planned"])
    class Projects:
        goal: str | None = text("目标", repeats=True, identifies=True)
        planned: int | None = money("计划")

    assert ("-planned",) == form_of(Projects).order_by
    assert [True, False] == [item.repeats for item in form_of(Projects).items]
    expected = Category("primary", "小学生", ("助困",), ("小学",))
    assert expected == category("primary", "小学生", under="助困", aliases=["小学"])


def test_fields_of_another_make_are_refused() -> None:
    """A field that is not made by one of the library's own asks for nothing."""
    with pytest.raises(DefinitionError, match="form E4: field 'posts' is not made by count"):

        @form("E4", label="表", title="表")
        class Stranger:
            posts: int = 0


def test_no_item_is_called_form() -> None:
    """An item cannot take the place of the form itself."""
    with pytest.raises(DefinitionError, match="no item can be called 'form'"):

        @form("E5", label="表", title="表")
        class Shadowed:
            form: int | None = count("表数")
