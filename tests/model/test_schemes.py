"""Schemes: forms, who owes them, and edits across forms."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from youthstats.errors import DefinitionError, EditSyntaxError
from youthstats.loading import load_scheme
from youthstats.model.axes import Dimension, entries, items, units
from youthstats.model.edits import hard
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.schemes import Duty, Scheme, define_scheme
from youthstats.model.spread import spread
from youthstats.model.units import Hierarchy, Unit
from youthstats.schemes.youth_league_2009 import Microloans
from youthstats.strategies import schemes

ROSTER = Hierarchy((Unit("甲区", "全市"), Unit("乙区", "全市"), Unit("全市")))


def a_form(id: str = "F1", **more: Any) -> Form:
    parts: dict[str, Any] = {"label": f"表{id}", "rows": units(), "columns": items()} | more
    asked = [Item(name, Kind.COUNT, f"{name}数") for name in ("posts", "cards")]
    return define_form(id=id, title="表", items=asked, **parts)


def a_scheme(**more: Any) -> Scheme:
    parts: dict[str, Any] = {"forms": [a_form("F1"), a_form("F2")], "units": ROSTER}
    return define_scheme(id="S", title="制度", period="2009年", **(parts | more))


@given(schemes())
def test_members_and_debts_agree(scheme: Scheme) -> None:
    """A unit owes a form if and only if the form's consolidated sheet lists it."""
    for form in scheme.forms:
        assert form is scheme.form(form.id)
        members = scheme.members(form.id)
        owing = [name for name in scheme.units.names if form.id in scheme.owed_by(name)]
        assert owing == list(members)
        assert set(members) <= set(scheme.expected)
        assert all(scheme.duties[form.id].admits(name) for name in members)
    assert [form.id for form in scheme.forms] == list(scheme.duties)
    assert set(scheme.expected) <= set(scheme.units.leaves)


def test_a_form_without_a_duty_is_owed_by_everyone() -> None:
    """Every unit that files owes a form nobody said anything about."""
    scheme = a_scheme(duties={"F2": Duty(("乙区",), ("甲区",))})
    assert ("甲区", "乙区") == scheme.members("F1")
    assert ("F1",) == scheme.owed_by("甲区")
    assert ("F1", "F2") == scheme.owed_by("乙区")
    assert ("甲区", "乙区") == scheme.expected
    assert scheme.duties["F2"].admits("甲区")
    assert not scheme.duties["F2"].admits("全市")


def test_forms_may_be_given_as_classes() -> None:
    """A class made with ``@form`` stands for its form."""
    assert "T2" == a_scheme(forms=[Microloans]).forms[0].id


def test_a_form_nobody_knows() -> None:
    """Asking a scheme for a form it does not have names the nearest one."""
    scheme = load_scheme("youth_league_2009")
    with pytest.raises(KeyError, match=r"no form 'T11' .did you mean 'T1'"):
        scheme.form("T11")
    assert "<Scheme youth_league_2009 1: 7 forms>" == repr(scheme)


LIST = a_form("L", rows=entries())
BREAKDOWN = a_form(
    "B",
    columns=items(Dimension.CATEGORY),
    categories=[Category("p", "小学"), Category("q", "中学")],
)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"forms": []}, "needs forms with ids of their own"),
        ({"forms": [a_form("F1"), a_form("F1")]}, "needs forms with ids of their own"),
        ({"forms": [a_form("F1"), a_form("f1")]}, "needs forms with ids of their own"),
        ({"version": "年" * 256}, "up to 255 characters, all of them visible"),
        ({"version": "1\x00"}, "cannot bear"),
        (
            {"forms": [a_form("F1"), a_form("F2", label="表F1")]},
            "every form needs a label of its own",
        ),
        ({"forms": [int]}, "is no form"),
        ({"units": Hierarchy((Unit("甲"), Unit("乙")))}, "2 units without a parent"),
        ({"duties": {"F11": Duty()}}, r"no form 'F11' \(did you mean 'F1'"),
        ({"duties": {"F1": Duty(("甲区", "全市"))}}, "F1: no unit '全市' files returns"),
        (
            {"duties": {"F1": Duty(open_to=("甲",))}},
            r"F1: no unit '甲' files returns .did you mean",
        ),
        (
            {"edits": [spread("far", "F1.posts / F2.cards", "")]},
            "spread edit far belongs in a form",
        ),
        ({"edits": [hard("e", "F1.posts = F2.posts", "")] * 2}, "S has two edits called 'e'"),
        (
            {"forms": [a_form(), LIST], "edits": [hard("e", "F1.posts = L.posts", "")]},
            "edit e: L is a list; L.posts is not one figure",
        ),
        (
            {"forms": [a_form(), BREAKDOWN], "edits": [hard("e", "F1.posts = B.posts", "")]},
            r"edit e: say which category, B.posts\[…\] or B.posts\[\*\]",
        ),
    ],
)
def test_schemes_that_contradict_themselves(more: dict[str, Any], reason: str) -> None:
    """Every contradiction between the parts of a scheme is refused where the scheme is written."""
    with pytest.raises(DefinitionError, match=reason):
        a_scheme(**more)


def test_edits_across_forms() -> None:
    """A cross-form edit names the form of every item; categories are told."""
    scheme = a_scheme(
        forms=[a_form(), BREAKDOWN],
        edits=[hard("sum", "F1.posts = B.posts[*]", ""), hard("one", "F1.cards <= B.cards[p]", "")],
    )
    assert ["F1.posts = B.posts[p] + B.posts[q]", "F1.cards <= B.cards[p]"] == [
        str(edit.statement) for edit in scheme.edits
    ]
    with pytest.raises(EditSyntaxError, match="no item is called 'posts'"):
        a_scheme(edits=[hard("e", "posts = F2.posts", "")])


def test_another_roster_owes_what_everybody_owed() -> None:
    """Duties of all stay duties of all; one of a unit that files nothing there is refused."""
    other = Hierarchy((Unit("丙区", "全省"), Unit("全省")))
    moved = a_scheme().with_units(other)
    assert ("丙区",) == moved.members("F1") == moved.expected
    voluntary = a_scheme(duties={"F2": Duty((), ROSTER.leaves)}).with_units(other)
    assert (("F1",), True) == (voluntary.owed_by("丙区"), voluntary.duties["F2"].admits("丙区"))
    with pytest.raises(DefinitionError, match="甲区"):
        a_scheme(duties={"F2": Duty(("甲区",))}).with_units(other)
    with pytest.raises(DefinitionError, match="2 units without a parent"):
        a_scheme().with_units(Hierarchy((Unit("丙区"), Unit("丁区"))))


def test_only_a_scheme_without_a_roster_is_made_over_the_units_met() -> None:
    """One that was given stands, whoever else files."""
    scheme = a_scheme()
    assert scheme is scheme.met(["丙区"])
    opened = a_scheme(units=Hierarchy.open())
    assert ("丙区",) == opened.met(["丙区"]).members("F1")
