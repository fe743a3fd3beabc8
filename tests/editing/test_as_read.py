"""What is made of how the answers were read: what cannot be read, what follows, what is not offered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import UNIT, asked, filed_of
from youthstats.model.forms import Form
from youthstats.model.items import Item, Kind
from youthstats.model.locations import Location
from youthstats.model.returns import ReadingNote, Return
from youthstats.model.values import Inexact, Missing, Value
from youthstats.wording import LANGUAGES

UNREADABLE = Missing.UNREADABLE
STATE = Item("state", Kind.TEXT, "状态", choices=("在 建", "竣工"), chosen=True)
GOOD: dict[str, Value] = {"a": 1, "b": 2, "total": 3}
ITEMS = [asked("a"), asked("b"), asked("total"), STATE]


def noted(code: str, item: str, stood: str = "=1/0", suggestion: str | None = None) -> ReadingNote:
    """A note on an answer of the one form."""
    read = UNREADABLE if code == "annotated" or "formula" in code else 1
    return ReadingNote(f"reading.{code}", "X", item, None, stood, read, suggestion)


def review(*notes: ReadingNote, values: Mapping[str, Value], located: bool = True) -> ys.Review:
    """Check one return of which this was noted."""
    filed = filed_of(ITEMS, ["total = a + b"], values)
    (one,) = filed
    places = {"X": Location("X", {}, (), ())} if located else {}
    changed = Return(UNIT, one.records, "u.xlsx", locations=places, notes=notes)
    return ys.check(ys.Filed.of(filed.scheme, [changed]))


def told(found: ys.Review) -> list[tuple[str, str | None, str]]:
    """Code, rule and sentence of the hard and soft findings; each can be said."""
    assert all(one.message(lang) for one in found.findings for lang in LANGUAGES)
    return [(one.code, one.rule, one.sentence) for one in found.findings]


def test_an_answer_nobody_could_read_is_said_once() -> None:
    """With what stood there; in memory, where nothing stood, without; else it is told elsewhere."""
    values: dict[str, Value] = {"a": UNREADABLE, "b": 1, "total": 2}
    with_note = review(noted("annotated", "a", "约好"), values=values)
    assert [("unreadable_cell", "X.readable", "")] == told(with_note)
    assert "约好" in with_note.findings[0].message("zh")
    in_memory = review(values=values, located=False)
    assert [("unreadable_cell", "X.readable", "unreadable_answer")] == told(in_memory)
    assert [] == told(review(values=values))


def test_a_formula_is_not_blamed_for_the_cell_it_rests_on() -> None:
    """One finding, at the cell that broke it, names the formulas that follow."""
    notes = (
        noted("formula_follows", "total", "=A1+B1"),
        noted("formulas_broken", "a", "#REF!", "X!C2 / X!D2"),
    )
    found = review(*notes, values={"a": UNREADABLE, "b": 1, "total": UNREADABLE})
    assert [("formulas_broken", "X.readable", "formulas_broken_plain")] == told(found)
    (finding,) = found.findings
    assert (["a"], ["X!C2", "X!D2"]) == (
        [cell.item for cell in finding.cells],
        finding.facts["formulas"],
    )


def test_what_is_said_of_the_cell_that_broke_formulas_is_said_with_it() -> None:
    """Its own note is the reason, and makes no second finding."""
    notes = (
        noted("annotated", "a", "八十多"),
        noted("formulas_broken", "a", "八十多", "X!D2"),
        noted("formula_follows", "total", "=A1+B1"),
    )
    found = review(*notes, values={"a": UNREADABLE, "b": 1, "total": UNREADABLE})
    assert [("formulas_broken", "X.readable", "")] == told(found)
    assert "八十多" in found.findings[0].message("zh")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("formula_differs", "soft"), ("formula_stale", "soft"), ("formula_typed_over", "note")],
)
def test_a_formula_alone_is_never_a_hard_finding(code: str, expected: str) -> None:
    """Its figure is judged by the edits; what stood and what is the form's are both told."""
    note = ReadingNote(f"reading.{code}", "X", "total", None, "=A1", 3, "=A1+B1")
    found = review(note, values=GOOD)
    (finding,) = (*found.findings, *found.notes)
    assert (f"{code}", "X.formula.total", expected) == (
        finding.code,
        finding.rule,
        finding.severity.value,
    )
    assert ("=A1", "=A1+B1") == (finding.facts["stood"], finding.facts["expected"])


def test_answers_that_are_only_proposed_may_be_others() -> None:
    """Unless a form says that one of them must be chosen, words of one's own are as good."""
    proposed = Item("state", Kind.TEXT, "状态", choices=("在建", "竣工"))
    filed = filed_of([proposed], [], {"state": "停工"})
    assert () == ys.check(filed).findings


def test_what_is_noted_on_one_form_is_not_said_of_another() -> None:
    """Though both have an item of the name: the other's answer has the reason of its own note."""
    forms = [
        ys.define_form(
            id=id, label=id, title=id, items=[asked("a")], rows=ys.units(), columns=ys.items()
        )
        for id in ("X", "Y")
    ]
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=forms, units=ys.Hierarchy((ys.Unit(UNIT),))
    )
    records = {form.id: ys.Record.of(form, {("a", None): UNREADABLE}) for form in forms}
    notes = tuple(evolve(noted("annotated", "a", f"在{id}"), form=id) for id in ("X", "Y"))
    one = Return(UNIT, records, "u.xlsx", notes=notes)
    found = ys.check(ys.Filed.of(scheme, [one])).hard
    assert ["X.readable", "Y.readable"] == [finding.rule for finding in found]
    for finding, own, other in zip(found, ("在X", "在Y"), ("在Y", "在X"), strict=True):
        assert own in finding.message("zh")
        assert other not in finding.message("zh")


@given(st.sampled_from((*STATE.choices, "停工", "在建工程", "竣")), st.integers(0, 3))
def test_an_answer_must_be_one_of_those_offered(answer: str, blanks: int) -> None:
    """But for blanks in it; any other is to be explained, and told with what is offered."""
    spaced = answer[:1] + " " * blanks + answer[1:]
    found = review(values=GOOD | {"state": spaced})
    offered = answer in STATE.choices
    assert ([] if offered else [("answer_not_offered", "X.offered.state", "")]) == told(found)
    assert offered or "竣工" in found.soft[0].message("zh")


def test_no_answer_is_none_of_those_offered() -> None:
    """What is blank or does not apply was not chosen otherwise."""
    for blank in (Missing.BLANK, Missing.NOT_APPLICABLE):
        assert [] == told(review(values=GOOD | {"state": blank}))


@given(st.integers(-9, 9), st.integers(-12, 12))
def test_every_figure_has_the_least_its_item_has(least: int, figure: int) -> None:
    """Whatever the least is: below it the figure is a hard finding, at it and above it none."""
    form: Form = ys.define_form(
        id="X",
        label="X",
        title="X",
        items=[Item("a", Kind.COUNT, "人数", minimum=least)],
        rows=ys.units(),
        columns=ys.items(),
    )
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=[form], units=ys.Hierarchy((ys.Unit(UNIT),))
    )
    record = ys.Record.of(form, {("a", None): figure})
    found = ys.check(ys.Filed.of(scheme, [Return(UNIT, {"X": record})]))
    assert ([("hard", "X.minimum.a")] if figure < least else []) == [
        (one.severity.value, one.rule) for one in found.findings
    ]


def test_a_note_on_an_answer_is_told_unless_a_broken_cell_tells_it() -> None:
    """An approximate figure is soft, a reading of no doubt a note; of a broken cell neither."""
    about = evolve(
        noted("approximate", "a", "50多"), read=Inexact(Decimal(50), Decimal(45), Decimal(55))
    )
    scaled = noted("scaled", "b", "0.0001万")
    found = review(about, scaled, values=GOOD)
    assert [("approximate_figure", "X.exact.a", "")] == told(found)
    assert ["X.read.b"] == [one.rule for one in found.notes]
    broken = noted("formulas_broken", "b", "0.0001万", "X!D2")
    found = review(scaled, broken, values=GOOD | {"b": UNREADABLE})
    assert ["formulas_broken"] == [one.code for one in found.findings if one.code != "undecided"]
    assert [] == [one.rule for one in found.notes if one.code == "reading_note"]
