"""The screen before the check: what it lets pass is obeyed, and of a right record it lets all pass."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.editing.applying import edits_on, judged_on
from youthstats.editing.screening import unsettled
from youthstats.model.axes import Axis, Dimension
from youthstats.model.edits import Edit, Verdict
from youthstats.model.forms import Form, Line, define_form
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Record, Return
from youthstats.model.values import Figure, Missing, Value, rounded

some = settings(max_examples=settings().max_examples // 2)

FIGURES: st.SearchStrategy[Value] = st.one_of(
    st.integers(-1, 3),
    st.sampled_from((0, 10**40, Decimal("0.1"), Decimal("0.30"), Decimal(3), Decimal("1e-30"))),
    st.sampled_from((rounded(Decimal(50), 0), rounded(Decimal("33.3"), 1))),
    st.sampled_from((Missing.BLANK, Missing.UNREADABLE, Missing.NOT_APPLICABLE)),
)


def _form(*edits: str) -> Form:
    names = ("a", "b", "c")
    return define_form(
        id="A",
        label="甲表",
        title="甲表",
        items=[
            *(Item(name, Kind.MONEY, name.upper()) for name in names),
            Item("share", Kind.SHARE, "占比"),
        ],
        rows=ys.units(),
        columns=ys.items(),
        edits=[ys.hard(f"e{n}", text, text) for n, text in enumerate(edits)],
    )


@st.composite
def damaged(draw: st.DrawFn) -> Record:
    """Draw a record of any form with some figures put in the place of others."""
    form = draw(strategies.forms())
    record = draw(strategies.records(form))
    numeric = [
        (name, line)
        for name, line, _ in record
        if form.item(name).kind.numeric and (name, line) not in form.closed
    ]
    if not numeric:
        return record
    places = draw(st.lists(st.sampled_from(numeric), max_size=4))
    drawn = {place: draw(FIGURES) for place in places}
    return record.replacing({at: v for at, v in drawn.items() if form.item(at[0]).admits(v)})


def _breaks(record: Record, edits: list[Edit]) -> list[str]:
    """Return the edits that are judged on a record and do not hold, or only within rounding."""
    one = Return("东区", {record.form.id: record})
    records = {record.form.id: record}
    found = []
    for edit, line in edits_on(one, record.form, record, summed=False, among=edits):
        judged = judged_on(edit, record.form.id, line, records)
        roughly = judged.within_rounding and edit.kind == "balance"
        if judged.verdict is not Verdict.HOLDS or roughly:
            found.append(edit.name)
    return found


@given(damaged())
def test_what_is_let_pass_is_obeyed(record: Record) -> None:
    """Whatever stands in a record: nothing is said of an edit that was not judged."""
    left = [edit.name for edit in unsettled(record)]
    passed = [
        edit
        for edit in record.form.edits
        if isinstance(edit, Edit) and edit.name not in left and not edit.only
    ]
    assert [] == _breaks(record, passed)


@some
@given(st.data())
def test_of_a_right_record_with_exact_figures_nothing_is_left(data: st.DataObject) -> None:
    """That is what the screen is for: an edit that holds to the digit is judged no further."""
    form = data.draw(strategies.forms())
    record = data.draw(strategies.records(form))
    exact = all(type(v) is int for name, _, v in record if form.item(name).kind.numeric)
    if exact and all(item.adds for item in form.items):
        comparisons = [edit for edit in unsettled(record) if edit.kind != "ratio"]
        assert [] == [edit for edit in comparisons if not _breaks(record, [edit])]


@given(st.tuples(FIGURES, FIGURES, FIGURES), st.sampled_from(("a = b + c", "a <= 0.5 * b - c")))
@example((10**40, 10**40, 0), "a = b + c")
@example((Decimal("0.3"), Decimal("0.1"), Decimal("0.2")), "a = b + c")
@example((10**40, 10**40, Decimal("1e-30")), "a = b + c")
def test_figures_are_added_as_exactly_as_the_check_adds(
    figures: tuple[Value, Value, Value], text: str
) -> None:
    """Neither long numbers nor decimals come to something else."""
    record = _record(_form(text), figures)
    passes = not unsettled(record)
    assert not (passes and _breaks(record, list(_edits(record.form))))


@given(
    st.integers(-2, 10**60),
    st.integers(-2, 10**60),
    st.sampled_from((rounded(Decimal("0.5"), 2), 1)),
)
@example(1, 2, rounded(Decimal("0.5"), 2))
@example(10**60 + 1, 2 * 10**60 + 1, rounded(Decimal("0.5"), 2))
def test_a_share_is_let_pass_only_where_it_holds(part: int, whole: int, share: Figure) -> None:
    """Even over a base with more digits than are multiplied at once."""
    record = _record(_form("share = a / b"), (part, whole, 0), share)
    passes = not unsettled(record)
    assert not (passes and _breaks(record, list(_edits(record.form))))


def test_a_share_as_it_is_printed_is_let_pass() -> None:
    """86 % of 650 is 556 to within rounding, as ratio edits allow."""
    form = _form("share = a / b")
    share = rounded(Decimal("0.86"), 2)
    assert [] == unsettled(_record(form, (556, 650, 0), share))
    assert ["e0"] == [edit.name for edit in unsettled(_record(form, (550, 650, 0), share))]


def test_a_condition_that_asks_of_nothing_is_let_pass() -> None:
    """And one whose consequence is broken is judged, and so is one that nobody can tell."""
    form = _form("if a > 0 then b > 0")
    cases: dict[tuple[Value, Value], int] = {
        (0, 0): 0,
        (1, 1): 0,
        (1, 0): 1,
        (Missing.UNREADABLE, 1): 1,
    }
    assert cases == {(a, b): len(unsettled(_record(form, (a, b, 0)))) for a, b in cases}


def test_averages_and_lines_that_nobody_named_are_judged() -> None:
    """An average is known as closely as it is shown; what the screen does not know it leaves."""
    form = define_form(
        id="A",
        label="甲表",
        title="甲表",
        items=[Item("a", Kind.MONEY, "甲"), Item("mean", Kind.MONEY, "平均", adds=False)],
        rows=ys.units(),
        columns=ys.items(),
        edits=[ys.hard("e0", "mean <= a", "e0")],
    )
    record = Record.of(form, {("a", None): 2, ("mean", None): 1})
    assert ["e0"] == [edit.name for edit in unsettled(record)]


def test_an_edit_of_a_list_is_told_over_all_its_entries() -> None:
    """Of the line of totals too, where it was filled in."""
    form = define_form(
        id="A",
        label="甲表",
        title="甲表",
        items=[Item("planned", Kind.MONEY, "计划"), Item("actual", Kind.MONEY, "实际")],
        rows=Axis((Dimension.ENTRY,), summed=True),
        columns=ys.items(),
        edits=[
            ys.hard("e0", "planned[合计] = planned[*]", "e0"),
            ys.hard("e1", "actual <= planned", "e1"),
        ],
    )
    entries: dict[tuple[str, Line], Value] = {
        ("planned", 0): 2,
        ("actual", 0): 1,
        ("planned", 1): 3,
        ("actual", 1): 3,
    }
    for total, left in ((None, []), (5, []), (6, ["e0"])):
        values = entries if total is None else {**entries, ("planned", "合计"): total}
        assert left == [edit.name for edit in unsettled(Record.of(form, values))]
    over = Record.of(form, {**entries, ("actual", 1): 4})
    assert ["e1"] == [edit.name for edit in unsettled(over)]


def _edits(form: Form) -> list[Edit]:
    return [edit for edit in form.edits if isinstance(edit, Edit)]


def _record(form: Form, figures: tuple[Value, ...], share: Value = Missing.BLANK) -> Record:
    values: dict[tuple[str, Line], Value] = {
        (name, None): value for name, value in zip("abc", figures, strict=True)
    }
    return Record.of(form, values | {("share", None): share})
