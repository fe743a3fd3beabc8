"""What ``youthstats.strategies`` draws is valid, for any form and any scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable
from hypothesis.vendor.pretty import pretty

import youthstats.strategies
from youthstats.layout.layouts import return_layout
from youthstats.loading import load_scheme
from youthstats.model.axes import Dimension, answer, entries, items, units
from youthstats.model.edits import Edit, Severity, Verdict, hard, judge
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import Ref
from youthstats.model.lists import said_of_entries
from youthstats.model.phrases import read_phrase
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Filed, Record
from youthstats.model.schemes import Duty, Scheme, define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import (
    Figure,
    Inexact,
    Missing,
    exact,
    is_figure,
    printed,
)
from youthstats.strategies import filed, forms, hierarchies, records, returns, schemes

SCHEME = load_scheme("youth_league_2009")


def failures(record: Record, unit: str | None = None) -> list[str]:
    """Return every hard edit of the record's form that fails, with its line."""
    whole = with_recovered(record)
    form = record.form
    found = []
    for edit in form.edits:
        bound = isinstance(edit, Edit) and (not edit.only or unit is None or unit in edit.only)
        if not isinstance(edit, Edit) or not bound or edit.severity is not Severity.HARD:
            continue
        said = (
            said_of_entries(edit.statement, lambda _: record.keys) if form.open else edit.statement
        )
        for line in form.instances(edit, record.keys):

            def figure_of(ref: Ref, line: Any = line) -> Figure | None:
                return form.figure(form.item(ref.item), whole[ref.item, ref.on(line)])

            if judge(said, figure_of).verdict is Verdict.FAILS:
                found.append(f"{edit.statement} @ {line}")
    return found


def assert_sound(record: Record) -> None:
    """Check types, precision, phrases and entries of one record."""
    form = record.form
    for name, line, value in record:
        item = form.item(name)
        assert item.admits(value)
        if item.kind is Kind.SHARE and is_figure(value):
            assert isinstance(value, Inexact)
            assert Fraction(1, 10 ** (2 + (item.places or 0))) == Fraction(value.high) - Fraction(
                value.low
            )
        if item.kind.additive and is_figure(value) and item.minimum is not None:
            assert Fraction(value) >= item.minimum  # type: ignore[arg-type]
        if item.pattern is not None and isinstance(value, str):
            inside = read_phrase(item.pattern, value)
            assert inside is not None
            expected = {name: spelled(record[name, line]) for name in inside}
            assert expected == inside
    if form.open:
        for row in record.rows:
            assert any(value is not Missing.BLANK for value in row)


def spelled(value: object) -> str:
    if value is Missing.NOT_APPLICABLE:
        return "—"
    if isinstance(value, Missing):
        return ""
    return printed(exact(value)) if is_figure(value) else str(value)  # type: ignore[arg-type]


@given(forms().flatmap(records))
def test_records_of_drawn_forms_are_valid(record: Record) -> None:
    """A record of any drawn form obeys every hard edit and is of the right types throughout."""
    assert [] == failures(record)
    assert_sound(record)


@pytest.mark.parametrize("form", SCHEME.forms, ids=lambda form: form.id)
@given(st.data())
def test_records_of_the_2009_forms_are_valid(form: Form, data: st.DataObject) -> None:
    """A record of any form of 2009 obeys every hard edit, whoever files it."""
    unit = data.draw(st.sampled_from((None, "市级", "海宁市")))
    record = data.draw(records(form, unit=unit, filled=True))
    assert [] == failures(record, unit)
    assert not record.blank
    assert_sound(record)


@given(forms().flatmap(lambda form: records(form, filled=True)))
def test_a_filled_record_says_something(record: Record) -> None:
    """Asked for a filled record, the strategy draws none that is blank throughout."""
    assert not record.blank
    assert [] == failures(record)


@given(schemes().flatmap(filed))
def test_whole_schemes_are_filed(drawn: Filed) -> None:
    """Every unit that owes a form files it, on no other form than it may, and all edits hold."""
    assert_filed(drawn)


@settings(max_examples=10)
@given(filed(SCHEME))
def test_the_scheme_of_2009_is_filed(drawn: Filed) -> None:
    """The same of the eight units and seven forms of 2009."""
    assert_filed(drawn)


def assert_filed(drawn: Filed) -> None:
    scheme = drawn.scheme
    assert () == drawn.missing
    for one in drawn:
        assert all(one.filed(form_id) for form_id in scheme.owed_by(one.unit))
        admitted = {form.id for form in scheme.forms if scheme.duties[form.id].admits(one.unit)}
        assert admitted == set(one.records)
        for record in one.records.values():
            if not record.blank:
                assert [] == failures(record, one.unit)
                assert_sound(record)
        for edit in scheme.edits:
            assert_across(edit, one.records)


def assert_across(edit: Edit, filed_records: Mapping[str, Record]) -> None:
    forms_named = {str(ref.form) for ref in edit.statement.refs}
    blank = any(name not in filed_records or filed_records[name].blank for name in forms_named)
    if edit.severity is not Severity.HARD or blank:
        return

    def figure_of(ref: Ref) -> Figure | None:
        record = with_recovered(filed_records[str(ref.form)])
        item = record.form.item(ref.item)
        return record.form.figure(item, record[ref.item, ref.category])

    assert judge(edit.statement, figure_of).verdict is not Verdict.FAILS


@given(forms())
def test_no_label_of_a_drawn_form_means_two_things(form: Form) -> None:
    """The labels leading to an item or a category are its own, but for the unheaded of a list."""
    paths = [item.path for item in form.items if item.within is None and item.headed]
    paths += [category.path for category in form.categories]
    folded = ["/".join("".join(label.split()) for label in path) for path in paths]
    assert len(folded) == len(set(folded))
    assert len(return_layout(form).slots) >= 1


# ------------------------------------------------------------------ how far what is drawn reaches


def kinds(form: Form) -> set[str]:
    return {edit.kind for edit in form.edits}


FEATURES: dict[str, Callable[[Form], object]] = {
    "total first, its items bare": lambda form: form.rows.total == "first" and form.rows.total_bare,
    "units across": lambda form: form.columns.over[0] is Dimension.UNIT,
    "ordered list": lambda form: form.open and form.order_by,
    "answers without a heading": lambda form: (
        form.columns.over == (Dimension.ANSWER,) and not form.columns.label
    ),
    "row of answers": lambda form: form.rows.over == (Dimension.ANSWER,),
    "two dimensions across": lambda form: len(form.columns.over) == 2,
    "two dimensions down": lambda form: len(form.rows.over) == 2,
    "categories down": lambda form: form.rows.over == (Dimension.CATEGORY,),
    "two labels above": lambda form: any(len(item.under) == 2 for item in form.items),
    "phrase": lambda form: any(item.pattern for item in form.items),
    "answer in a label": lambda form: any(item.specify for item in form.items),
    "no label of its own": lambda form: any(not item.headed for item in form.items),
    "base": lambda form: form.recoverable,
    "base not printed": lambda form: any(not item.in_report for item in form.items),
    "negative": lambda form: any(item.minimum is None for item in form.items),
    "date": lambda form: any(item.kind is Kind.DATE for item in form.items),
    "blank is missing": lambda form: form.blank == "missing",
    "balance": lambda form: "balance" in kinds(form),
    "inequality": lambda form: "inequality" in kinds(form),
    "ratio": lambda form: "ratio" in kinds(form),
    "conditional": lambda form: "conditional" in kinds(form),
    "strict": lambda form: any(" < " in edit.zh for edit in form.edits),
    "all categories": lambda form: any("[*]" in edit.zh for edit in form.edits),
    "a total among the categories": lambda form: any("[c0] =" in edit.zh for edit in form.edits),
}
DRAW_ONLY = settings(
    max_examples=1500,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def test_every_kind_of_form_is_drawn() -> None:
    """Each arrangement, kind of item and kind of edit turns up."""
    waiting = dict(FEATURES)

    @settings(DRAW_ONLY, max_examples=600, derandomize=True)
    @given(forms())
    def collect(form: Form) -> None:
        for name in [name for name, shows in waiting.items() if shows(form)]:
            del waiting[name]

    collect()
    assert {} == waiting


def simple(edits: list[str], **more: Any) -> Form:
    """Return a form of counts a to d, a sum of money m and a share r in whole per cent."""
    asked = [Item(name, Kind.COUNT, f"{name}数") for name in "abcd"]
    asked += [Item("m", Kind.MONEY, "金额", minimum=None), Item("r", Kind.SHARE, "比例")]
    written = [hard(f"e{at}", text, text) for at, text in enumerate(edits)]
    parts: dict[str, Any] = {"rows": units(), "columns": items()} | more
    return define_form(id="F", label="表", title="表", items=asked, edits=written, **parts)


@pytest.mark.parametrize(
    "edits",
    [
        ["a = 7", "b <= a", "c < b"],
        ["a >= 5", "a <= b", "b <= c", "c <= 10"],
        ["2 * a = b + c"],
        ["a + b = c + d", "a >= 3", "d > c"],
        ["a = b + c", "b = a - c"],  # the same thing twice
        ["0.5 * a = b"],
        ["r = a / b", "r <= 0.5", "b > 10"],
        ["r = a / b", "r >= 0.2"],
        ["r > 0.3", "r < 0.4"],
        ["r = a / b", "r = 0.5", "a > 0"],
        ["r = a / (b + c)", "a >= 2 * c"],
        ["r = a / b", "a = b"],
        ["if a < 5 then b > 3", "if b > 3 then c = d + 1"],
        ["if a = 3 then b = 4", "a > 2"],
        ["if a >= 0 then r = 0.25"],
        ["m < a", "m + b > 0"],
        ["m = a - b - 1000000"],
        ["a = b + c", "r = a / d", "b <= 2 * c", "if d > 0 then a > 0"],
    ],
)
@given(st.data())
def test_edits_of_any_shape_are_obeyed(edits: list[str], data: st.DataObject) -> None:
    """Equations, chains of inequalities, bounds, rates and conditions are obeyed together."""
    form = simple(edits)
    record = data.draw(records(form, filled=True))
    assert [] == failures(record)
    assert_sound(record)


@pytest.mark.parametrize(
    "edits", [["a < b", "b < a"], ["a = 0.5"], ["a <= 3", "a >= 5"], ["a = 3", "a = 4"]]
)
def test_edits_that_cannot_be_obeyed(edits: list[str]) -> None:
    """A form nobody can fill in correctly has no valid records."""
    with pytest.raises((NoSuchExample, Unsatisfiable)):
        find(records(simple(edits)), lambda _: True, settings=settings(DRAW_ONLY, max_examples=5))


def test_edits_over_categories_and_entries() -> None:
    """Edits are obeyed in every category, across categories, and in every entry of a list."""
    parts = tuple(Category(name, f"{name}类") for name in ("p", "q", "s"))
    wide = simple(
        ["a = b + c", "a[p] = a[q] + a[s]", "b[*] <= d[*]", "c <= d"],
        columns=items(Dimension.CATEGORY),
        categories=parts,
    )
    long = simple(["a = b + c", "r = b / a", "a > 0"], rows=entries())

    @given(records(wide) | records(long))
    def check(record: Record) -> None:
        assert [] == failures(record)
        assert_sound(record)

    check()


def test_a_form_of_words_can_be_filled() -> None:
    """Where nothing but words is asked for, a filled record has some."""
    asked = [Item("x", Kind.DATE, "日期"), Item("y", Kind.TEXT, "说明")]
    form = define_form(id="F", label="表", title="表", items=asked, rows=items(), columns=answer())
    record = find(records(form, filled=True), lambda record: True, settings=DRAW_ONLY)
    assert date(2000, 1, 1) == record["x"]
    assert find(records(form), lambda record: record.blank, settings=DRAW_ONLY).blank


def test_shares_inside_phrases_are_spelled_as_percentages() -> None:
    """A share within a phrase stands there as a percentage."""
    asked = [
        Item("s", Kind.PHRASE, "成果", pattern="办结率{r}"),
        Item("r", Kind.SHARE, "办结率", places=1, within="s"),
    ]
    form = define_form(id="F", label="表", title="表", items=asked, rows=items(), columns=answer())
    record = find(records(form), lambda record: is_figure(record["r"]), settings=DRAW_ONLY)
    assert "办结率0%" == record["s"]


def test_bases_are_left_out_only_where_they_can_be_recovered() -> None:
    """A blank base of 表七 is one that its shares still tell."""
    form = SCHEME.form("T7")

    def left_out(record: Record) -> bool:
        return record["towns"] is Missing.BLANK and is_figure(record["towns_elected"])

    record = find(records(form), left_out, settings=DRAW_ONLY)
    assert isinstance(with_recovered(record)["towns"], int)


def test_what_one_unit_answers_for_all_the_others_leave_blank() -> None:
    """The number of counties is the bureau's to say: a district's return leaves it blank."""

    @given(returns(SCHEME, "海宁市"))
    def check(drawn: Any) -> None:
        assert drawn.records["T7"]["counties"] is Missing.BLANK

    check()
    bureau = find(returns(SCHEME, "市级"), lambda one: one.filed("T7"), settings=DRAW_ONLY)
    assert 7 == with_recovered(bureau.records["T7"])["counties"]


def test_edits_across_forms_are_obeyed() -> None:
    """A hard edit across forms holds where both are filed, and binds where only one is."""
    roster = Hierarchy((Unit("甲区", "全市"), Unit("全市")))
    one = simple([])
    other = define_form(
        id="G",
        label="表二",
        title="表",
        items=[Item("x", Kind.COUNT, "数")],
        rows=units(),
        columns=items(),
    )
    scheme = define_scheme(
        id="S",
        title="制度",
        period="2009年",
        forms=[one, other],
        units=roster,
        duties={"G": Duty(open_to=("甲区",))},
        edits=[hard("e", "F.a = G.x", "一致"), hard("f", "F.b <= G.x", "不超过", only=("乙区",))],
    )

    @given(returns(scheme, "甲区"))
    def check(drawn: Any) -> None:
        first, second = drawn.records["F"]["a"], drawn.records["G"]["x"]
        assert first == second or {first, second} <= {0, *Missing}

    check()


@given(hierarchies())
def test_drawn_rosters_have_somebody_to_file(roster: Hierarchy) -> None:
    """A drawn roster has one root and at least one unit under it."""
    assert roster.root not in roster.leaves
    assert 1 <= len(roster.leaves)


@given(schemes())
def test_drawn_schemes_are_small(scheme: Scheme) -> None:
    """A drawn scheme has one to three forms, each with a label of its own."""
    labels = [form.label for form in scheme.forms]
    assert 1 <= len(labels) <= 3
    assert len(labels) == len(set(labels))


def test_examples_are_shown_short() -> None:
    """A failing example shows figures, not the form and its edits over and over."""
    drawn = find(filed(SCHEME), lambda _: True, settings=DRAW_ONLY)
    shown = pretty(drawn)
    assert "<Record T1: T1Answers(" in shown
    assert "<Scheme youth_league_2009" in shown
    assert "Axis(" not in shown


def test_public_names() -> None:
    """The public names are sorted, there, and documented."""
    names = youthstats.strategies.__all__
    assert sorted(names) == names
    assert all(getattr(youthstats.strategies, name).__doc__ for name in names)
