"""Forms: plain data that does not contradict itself, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import DefinitionError, EditSyntaxError
from youthstats.loading import load_scheme
from youthstats.model.axes import (
    Axis,
    Dimension,
    answer,
    categories,
    entries,
    items,
    units,
)
from youthstats.model.edits import Edit, EditText, hard, soft
from youthstats.model.forms import Form, define_form, form_of
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Linear, Quotient
from youthstats.model.spread import spread
from youthstats.model.values import Missing, rounded
from youthstats.strategies import forms


def counts(names: str) -> list[Item]:
    return [Item(name, Kind.COUNT, f"{name}数") for name in names]


def a_form(asked: Iterable[Item] | str = "abcd", **more: Any) -> Form:
    """Define a form of counts, units down and items across unless told otherwise."""
    asked = counts(asked) if isinstance(asked, str) else list(asked)
    parts: dict[str, Any] = {"id": "F", "label": "表", "rows": units(), "columns": items()} | more
    return define_form(title="统计表", items=asked, **parts)


PARTS = (Category("p", "小学"), Category("q", "中学"))
CROSSED: dict[str, Any] = {"columns": items(Dimension.CATEGORY), "categories": PARTS}
SHARE = Item("r", Kind.SHARE, "比例", places=0)


# ------------------------------------------------------------------- what contradicts itself


@pytest.mark.parametrize(
    ("asked", "more", "reason"),
    [
        ("aa", {}, "two items are called 'a'"),
        (
            [Item("a", Kind.COUNT, "数"), Item("A", Kind.COUNT, "量")],
            {},
            "two items are called 'A'",
        ),
        ("a", {"categories": PARTS * 2}, "two categories are called 'p'"),
        ("", {}, "asks for nothing"),
        ("a", {"id": "两 词"}, "a form's id is one word, not '两 词'"),
        ("a", {"label": ""}, "form F: the label '' names a sheet"),
        ("a", {"label": "表" * 21}, "names a sheet: up to 20 characters"),
        ("a", {"label": "😀" * 11}, "names a sheet: up to 20 characters"),
        ("a", {"label": "表/一"}, "names a sheet"),
        ("a", {"label": "表\x01"}, "all of them visible"),
        ("a", {"label": "history"}, "and not History"),
        ("a", {"order_by": ["-b"]}, "order_by: no item 'b'"),
        ("abc", {"order_by": ["bb"]}, "did you mean 'b'"),
        ("a", {"columns": units()}, "a dimension stands on both axes"),
        ("a", {"columns": answer()}, "neither axis runs over the items"),
        ("a", {"categories": PARTS}, "categories and the axes do not agree"),
        ("a", {"columns": items(Dimension.CATEGORY)}, "categories and the axes do not agree"),
        (
            "a",
            {"rows": entries(), "columns": items(Dimension.CATEGORY), "categories": PARTS},
            "a list has neither categories nor units",
        ),
        (
            "a",
            {"rows": Axis((Dimension.UNIT, Dimension.ENTRY))},
            "a list has neither categories nor units",
        ),
        (
            "a",
            {"rows": items(Dimension.UNIT), "columns": answer()},
            "units are the outermost dimension",
        ),
        ([Item("a", Kind.COUNT, "数", within="b")], {}, "a within: no item 'b'"),
        ([Item("a", Kind.TEXT, "名", specify="b")], {}, "a specify: no item 'b'"),
        (
            [Item("a", Kind.PHRASE, "句", pattern="共{b}次"), *counts("b")],
            {},
            r"phrase a has places \['b'\] but the items within it are \[\]",
        ),
        ("ab", {"edits": [hard("e", "a < b", ""), soft("e", "a = b", "")]}, "two edits called 'e'"),
        (
            [Item("a", Kind.COUNT, "平均", adds=False), *counts("bc")],
            {"edits": [hard("e", "b = a / c", "")]},
            "item b is a whole number, and a quotient is none",
        ),
        ("a", CROSSED | {"closed": [("b", "p")]}, "closed: no item 'b'"),
        (
            "a",
            CROSSED | {"closed": [("a", "pp")]},
            r"closed: no category 'pp' \(did you mean 'p'\?\)",
        ),
        ("a", CROSSED | {"closed": [("a", "p"), ("a", "q")]}, "closed: a is asked for nowhere"),
        (
            [
                Item("a", Kind.PHRASE, "句", pattern="共{b}次"),
                Item("b", Kind.COUNT, "", within="a"),
            ],
            CROSSED | {"closed": [("b", "p")]},
            "closed: b has no cell of its own",
        ),
        (
            [Item("a", Kind.COUNT, "数", side="right")],
            CROSSED,
            "a card has one answer to each item, and no more",
        ),
        (
            [Item("a", Kind.COUNT, "数", side="right"), Item("b", Kind.COUNT, "量")],
            {"rows": items(), "columns": answer()},
            "F, b: on a card every answer is right of its label or below it",
        ),
        ("ab", {"edits": [spread("s", "a", "")]}, "a spread edit reads  item / item, not 'a'"),
        ("ab", {"edits": [spread("s", "2 * a / b", "")]}, "a spread edit reads"),
        ("ab", {"edits": [spread("s", "a / b + 1", "")]}, "a spread edit reads"),
    ],
)
def test_forms_that_contradict_themselves(
    asked: Iterable[Item] | str, more: dict[str, Any], reason: str
) -> None:
    """Every contradiction between the parts of a form is refused where the form is written."""
    with pytest.raises(DefinitionError, match=reason):
        a_form(asked, **more)


def test_edits_know_their_own_form_alone() -> None:
    """An edit of a form that names a stranger, or words, is refused with the nearest name."""
    words = Item("words", Kind.TEXT, "说明")
    for text, reason in (
        ("total = aa", "no item is called 'total'"),
        ("a = words", "no item is called 'words'"),
        ("a = F.b", "no form is called 'F'"),
    ):
        with pytest.raises(EditSyntaxError, match=reason):
            a_form([*counts("ab"), words], edits=[hard("e", text, "")])


def test_an_item_nobody_knows() -> None:
    """Asking a form for an item it does not have names the nearest one."""
    form = load_scheme("youth_league_2009").form("T1")
    assert "总数" == form.item("total").label
    with pytest.raises(KeyError, match=r"form T1 has no item 'totl' .did you mean 'total'"):
        form.item("totl")


def test_forms_and_classes() -> None:
    """A form stands for itself, a class for its form, and anything else is refused."""
    form = a_form()
    assert form is form_of(form)
    assert form is form_of(type("Written", (), {"form": form}))
    with pytest.raises(DefinitionError, match="is no form"):
        form_of(int)


# ------------------------------------------------------------------------- what follows


@given(forms())
def test_every_item_has_its_place(form: Form) -> None:
    """Items are found by name at their place; the placed ones are those without another home."""
    for place, item in enumerate(form.items):
        assert (place, item) == (form.position[item.name], form.item(item.name))
    inside = {item.name for item in form.items if item.within}
    completing = {item.specify for item in form.items if item.specify}
    placed = {item.name for item in form.placed}
    assert placed.isdisjoint(inside | completing)
    assert {item.name for item in form.items} == placed | inside | completing


@given(forms())
def test_lines(form: Form) -> None:
    """A record has a line a category, or one where there are none; a list says none itself."""
    if form.open:
        assert () == form.lines
    elif form.categories:
        assert [category.name for category in form.categories] == list(form.lines)
        assert form.categories == tuple(form.category(str(line)) for line in form.lines)
    else:
        assert (None,) == form.lines
    assert form.by_unit == (Dimension.UNIT in form.dimensions)


@given(forms())
def test_derivations_never_go_in_a_circle(form: Form) -> None:
    """What is derived can be computed in some order, from items that are not derived."""
    known = {item.name for item in form.items} - set(form.derivations)
    waiting = dict(form.derivations)
    while waiting:
        ready = [name for name, source in waiting.items() if _needs(source) <= known]
        assert ready
        known.update(ready)
        for name in ready:
            del waiting[name]


def _needs(source: Linear | Quotient) -> set[str]:
    refs = source.refs if isinstance(source, Linear) else (*source.part.refs, *source.whole.refs)
    return {ref.item for ref in refs}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([hard("e", "a = b + c", "")], {"a": "b + c"}),
        ([hard("e", "r = a / b", "")], {"r": "r = a / b"}),
        ([hard("e", "b + c = a", "")], {}),  # written the other way round: not told which follows
        ([soft("e", "a = b + c", "")], {}),
        ([hard("e", "a = b + c", "", only=("甲",))], {}),
        ([hard("e", "a <= b", "")], {}),
        ([hard("e", "if a > 0 then b > 0", "")], {}),
        ([hard("e", "a = 7", "")], {}),
        ([hard("e", "a = a + b", "")], {}),
        ([hard("e", "r = r / b", "")], {}),
        ([hard("e", "a = b + c", ""), hard("f", "a = d + c", "")], {"a": "b + c"}),
        ([hard("e", "a = b + c", ""), hard("f", "b = a + d", "")], {"a": "b + c"}),
        (
            [hard("e", "a = b + c", ""), hard("f", "b = c + d", ""), hard("g", "r = a / b", "")],
            {"a": "b + c", "b": "c + d", "r": "r = a / b"},
        ),
        (
            [hard("e", "b = c + d", ""), hard("f", "a = b + c", ""), hard("g", "d = a + c", "")],
            {"b": "c + d", "a": "b + c"},
        ),
        ([hard("e", "r = a / b", ""), hard("f", "a = r + c", "")], {"r": "r = a / b"}),
        ([spread("e", "a / b", "")], {}),
    ],
)
def test_derivations(edits: list[EditText], expected: dict[str, str]) -> None:
    """Hard balances and ratios say how items follow from others; the first to say so counts."""
    form = a_form([*counts("abcd"), SHARE], edits=edits)
    assert expected == {name: str(source) for name, source in form.derivations.items()}


def test_derivations_speak_of_the_line_in_hand() -> None:
    """A balance between categories derives nothing within one."""
    form = a_form(
        "ab", columns=items(Dimension.CATEGORY), categories=PARTS, edits=[hard("e", "a = b[p]", "")]
    )
    assert {} == form.derivations


def test_instances() -> None:
    """An edit is judged line by line, or once when it names all its categories itself."""
    across = [
        hard("bare", "a <= b", ""),
        hard("named", "a[p] <= b[q]", ""),
        hard("all", "a[*] <= b[*]", ""),
        hard("mixed", "a <= b[q]", ""),
    ]
    form = a_form("ab", columns=items(Dimension.CATEGORY), categories=PARTS, edits=across)
    found = {
        edit.name: list(form.instances(edit, form.lines))
        for edit in form.edits
        if isinstance(edit, Edit)
    }
    expected = {"bare": ["p", "q"], "named": [None], "all": [None], "mixed": ["p", "q"]}
    assert expected == found


def test_instances_of_a_list() -> None:
    """An edit of a list is judged on every entry, even one that speaks of constants alone."""
    form = a_form("ab", rows=entries(), edits=[hard("e", "a <= b", "")])
    (edit,) = form.edits
    assert isinstance(edit, Edit)
    assert [0, 1, 2] == list(form.instances(edit, range(3)))


@pytest.mark.parametrize(
    ("closed", "judged"),
    [("", "pq"), ("a", "q"), ("b", "pq"), ("c", "pq"), ("bc", "q"), ("abc", "q")],
)
def test_an_edit_is_not_judged_where_a_side_of_it_is_not_asked_for(
    closed: str, judged: str
) -> None:
    """``a = b + c``: without b it still speaks of c, and without both of nothing."""
    form = a_form(
        "abcd",
        columns=items(Dimension.CATEGORY),
        categories=PARTS,
        closed=[(name, "p") for name in closed],
        edits=[hard("e", "a = b + c", "")],
    )
    (edit,) = form.edits
    assert isinstance(edit, Edit)
    assert list(judged) == list(form.instances(edit, form.lines))


@pytest.mark.parametrize("closed", "abc")
def test_what_multiplies_is_judged_where_all_of_it_is_asked_for(closed: str) -> None:
    """Without a price there is no amount, and nothing to hold it against."""
    form = a_form(
        "abc",
        columns=items(Dimension.CATEGORY),
        categories=PARTS,
        closed=[(closed, "p")],
        edits=[hard("e", "a = b * c", "")],
    )
    (edit,) = form.edits
    assert isinstance(edit, Edit)
    assert ["q"] == list(form.instances(edit, form.lines))


def test_quotients_and_bases() -> None:
    """The hard ratio edits tell of bases; the soft ones and other edits do not."""
    base = Item("b", Kind.COUNT, "总数", recoverable=True)
    edits = [
        hard("share", "r = a / b", ""),
        soft("loose", "r = a / c", ""),
        hard("order", "a <= b", ""),
        spread("far", "a / c", ""),
    ]
    form = a_form([*counts("ac"), base, SHARE], edits=edits)
    assert ["r = a / b"] == [str(quotient) for quotient in form.quotients]
    assert (base,) == form.recoverable


@pytest.mark.parametrize(
    ("value", "blank", "not_applicable", "expected"),
    [
        (5, "zero", "zero", 5),
        (Decimal("0.5"), "zero", "zero", Decimal("0.5")),
        (rounded(Decimal("0.5"), 1), "missing", "zero", rounded(Decimal("0.5"), 1)),
        (Missing.BLANK, "zero", "missing", 0),
        (Missing.BLANK, "missing", "zero", None),
        (Missing.NOT_APPLICABLE, "missing", "zero", 0),
        (Missing.NOT_APPLICABLE, "zero", "missing", None),
        (Missing.UNREADABLE, "zero", "zero", None),
        ("甲", "zero", "zero", None),
    ],
)
def test_what_a_value_stands_for(
    value: Any, blank: Any, not_applicable: Any, expected: object
) -> None:
    """A blank stands for what the form says; what cannot be read stands for nothing, not zero."""
    form = a_form("a", blank=blank, not_applicable=not_applicable)
    assert expected == form.figure(form.item("a"), value)


@given(st.sampled_from((Missing.BLANK, Missing.NOT_APPLICABLE)))
def test_a_blank_share_or_base_is_never_zero(value: Missing) -> None:
    """What is recomputed or recovered is not known while it is blank."""
    form = a_form([Item("b", Kind.COUNT, "总数", recoverable=True), SHARE])
    for item in form.items:
        assert form.figure(item, value) is None


def test_forms_are_values() -> None:
    """Two forms written alike are equal and have one hash, so that layouts can be shared."""
    edits = [hard("e", "a <= b", "")]
    assert a_form(edits=edits) == a_form(edits=edits)
    assert hash(a_form(edits=edits)) == hash(a_form(edits=edits))
    assert "<Form F 表 '统计表': 4 items>" == repr(a_form())
    assert Fraction(1) == a_form(edits=edits).edits[0].statement.difference.terms[0][1]  # type: ignore[union-attr]


def test_the_forms_of_2009() -> None:
    """The seven forms have the lines and the derivations the report shows."""
    scheme = load_scheme("youth_league_2009")
    assert {"total"} == set(scheme.form("T1").derivations)
    assert {"rate"} == set(scheme.form("T5").derivations)
    assert 4 == len(scheme.form("T7").derivations)
    assert 7 == len(scheme.form("T3").lines)
    assert scheme.form("T4").open
    assert not scheme.form("T6").by_unit
    assert categories().over == scheme.form("T3").columns.over


def test_what_is_always_worked_out_is_locked() -> None:
    """A total is; what follows from nothing is typed, and so is a share of a base left out."""
    one, seven = (load_scheme("youth_league_2009").form(name) for name in ("T1", "T7"))
    assert one.is_locked("total", None)
    assert not one.is_locked("posts", None)
    assert not seven.is_locked("towns_elected_share", None)


def test_a_rate_has_a_total_where_all_it_is_made_of_has() -> None:
    """Of two sums it has, of a sum and an average it has not, and neither has what rests on that."""
    average = Item("m", Kind.MONEY, "均数", adds=False)
    rates = [Item(name, Kind.SHARE, f"{name}率", places=1) for name in "rstu"]
    edits = [
        hard("sums", "r = a / b", ""),
        hard("whole", "s = a / m", ""),
        hard("part", "t = m / b", ""),
        hard("rests", "u = r + s", ""),
    ]
    form = a_form([*counts("ab"), average, *rates], edits=edits)
    told = {item.name: form.has_total(item) for item in form.items}
    assert {name: name in "abr" for name in "abmrstu"} == told


def test_a_growth_is_a_share_in_per_cent_that_may_be_negative() -> None:
    """Not one in parts, nor one that has a minimum, by itself or by an edit of one of its lines."""
    asked = [
        Item("grown", Kind.SHARE, "增长", measure="%", minimum=None),
        Item("part", Kind.SHARE, "占比", measure="%"),
        Item("ratio", Kind.SHARE, "变动", minimum=None),
        Item("more", Kind.MONEY, "增加额", minimum=None),
    ]
    kept = [hard("e", "grown[p] >= 0", ""), soft("s", "grown[q] >= 0", "")]
    form = a_form(asked, **CROSSED, edits=kept)
    grows = [
        (one.name, line) for one in asked for line in form.lines if form.grows_at(one.name, line)
    ]
    assert [("grown", "q")] == grows
